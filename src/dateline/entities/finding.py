"""The mentions of one item: names with their entities, pronouns of people, times with their values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..expressions.resolving import resolve, speaks_ahead
from ..expressions.times import TimeExpression, find
from ..expressions.zones import with_zone
from ..language.parsing import is_parsed
from ..types import Item, Mention, Span
from .antecedents import Antecedents
from .chiefs import chiefs
from .descriptions import Descriptions
from .linking import link
from .metonyms import metonym
from .ministries import ministries
from .names import chosen_of, propose
from .offices import offices
from .other_languages import LANGUAGES, names_of_other
from .patterned import from_patterns
from .roles import role_of
from .run_together import is_road
from .russian_metonyms import russian_metonym
from .shapes import Name, Taken
from .tabled import from_tables
from .voting import inside, vote

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_mentions(item: Item, parsed: Doc) -> tuple[Mention, ...]:
    """Every mention, in order. Without a parse names come from the tables and patterns alone, and pronouns are left alone."""
    text = item.text
    dates = find(text, language=item.language or "en")
    names = _undated(names_of(item, parsed), dates)
    entities = link(names, text, item)
    mentions = []
    for name, entity in zip(names, entities, strict=True):
        words = name.span.of(text)
        kind = name.type
        if kind in ("place", "country"):
            kind = "country" if entity.type == "country" else "place"
        mention = Mention(name.span, words, kind, entity, None, role_of(text, name.span, name.role) if kind == "person" else None)
        if is_parsed(parsed) and kind in ("place", "organisation") and (state := metonym(parsed, name.span, entity, text)):
            mention = replace(mention, type="place", entity=state, metonym=True)
        elif item.language == "ru" and kind == "place" and (state := russian_metonym(text, name.span, entity, name.nominative)):
            mention = replace(mention, entity=state, metonym=True)
        mentions.append(mention)
    if item.language != "ru":
        mentions = ministries(text, mentions)
    if is_parsed(parsed):
        described = list(Descriptions(parsed, text, mentions).resolved())
        mentions += Antecedents(parsed, text, mentions, _day(item)).resolved()
        mentions += described
        mentions += chiefs(text, mentions, _day(item))
    if item.language == "ru":
        mentions += _meant_in_russian(text, mentions)
    else:
        held = list(offices(text, mentions, _day(item)))
        mentions = [*_with_offices(mentions, held, text), *held]
    mentions += times(item, mentions, dates)
    return tuple(sorted(mentions, key=lambda m: (m.span, m.type)))


def _with_offices(mentions: list[Mention], held: list[Mention], text: str) -> list[Mention]:
    """Persons with the office that stands before them and a comma as their role: "the mayor of Lyon, Anna Doucet, said"."""
    before = {m.span.end + 2: m for m in held if m.type == "office" and text.startswith(", ", m.span.end)}
    return [
        replace(m, role=office.text)
        if m.type == "person" and m.role is None and (office := before.get(m.span.start)) and text[m.span.end : m.span.end + 1] in ",."
        else m
        for m in mentions
    ]


def names_of(item: Item, parsed: Doc) -> list[Name]:
    """The names of an item with their types before they are entities: none overlap but a place and the organisation named for it."""
    if item.language == "ru":
        from .russian import names_of_russian

        return chosen_of(item.text, [*names_of_russian(item.text), *from_patterns(item.text)])
    if item.language in LANGUAGES and not is_parsed(parsed):
        tabled = [name for name in from_tables(item.text) if not _is_declined_word(name, item.text)]
        found = [*names_of_other(item.text, item.language), *tabled, *from_patterns(item.text)]
        return vote(chosen_of(item.text, found), item.text)
    names = [_of_outlet(name, item) for name in vote(propose(item.text, parsed), item.text) if not is_road(name, item.text)]
    return sorted([*names, *inside(names, item.text)], key=lambda name: (name.span, name.type))


def _is_declined_word(name: Name, text: str) -> bool:
    """Whether a place of the table is a word of the language that the text has in small letters with an ending: "Anbar" beside "anbarı"."""
    words = name.span.of(text)
    small = words[0].lower() + words[1:]
    return name.type == "place" and words.isalpha() and re.search(rf"(?<!\w){small}", text) is not None


def _meant_in_russian(text: str, mentions: list[Mention]) -> list[Mention]:
    """Pronouns and titles of a Russian text; none without the extra."""
    from ..language.russian import available

    if not available():
        return []
    from .russian_pronouns import RussianAntecedents

    return list(RussianAntecedents(text, mentions).resolved())


def _of_outlet(name: Name, item: Item) -> Name:
    """The outlet's own name is an organisation, whatever it looks like: "told Salon"."""
    own = name.span.of(item.text).removeprefix("The ") == (item.outlet or "").removeprefix("The ")
    return replace(name, type="organisation") if own and name.type in ("person", "place", "work") else name


def _undated(names: list[Name], dates: Sequence[TimeExpression]) -> list[Name]:
    """Names but for words of a longer date: where Mrs May is named, "May 5" is still a day."""
    if not dates:
        return names
    starts = [expression.span.start for expression in dates]

    def in_a_date(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= dates[at].span.end and len(span) < len(dates[at].span)

    return [name for name in names if not in_a_date(name.span)]


def _day(item: Item) -> date | None:
    """The day on which an item was published, if it is known to a week."""
    published = item.published
    return published.latest if published and (published.latest - published.earliest).days <= 7 else None


def _value(item: Item, expression: TimeExpression, anchor: date | None) -> str:
    """What an expression means in its item. A clock beside a day is of that day; without one it is of the item's, where that is known
    to a day."""
    if expression.kind == "weekday-time" and not any(expression.part(name) for name in ("w", "m", "day")):
        if expression.days is not None:
            return with_zone(expression.value, expression.part("zone"))
        if item.published is not None and item.published.day is None:
            anchor = None
    value = resolve(expression, anchor, ahead=speaks_ahead(item.text, expression)).value
    return with_zone(value, expression.part("zone"))


def times(item: Item, others: list[Mention], dates: Sequence[TimeExpression]) -> list[Mention]:
    """Time expressions that no name holds ("the Sunday Times"), with the value that they have in this item."""
    anchor = _day(item)
    found = []
    names = Taken(item.text, (m.span for m in others if m.type in ("organisation", "work", "person")))
    for expression in dates:
        if names.holds(expression.span):
            continue
        value = _value(item, expression, anchor)
        found.append(Mention(expression.span, expression.text, "time", None, value))
    return found
