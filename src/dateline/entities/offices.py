"""Mentions of offices: "the minister of defence", "French President", "Russia's human rights commissioner", with country and holder.

Accepts a title where the words beside it make it one office: whose it is, a field of government, the name of its holder, or a capital
after "the" or "his". Rejects titles after "a", plurals, titles inside other names, and bare words ("the chairman", "a judge"). The office
has an entity where its country or owner is known: by the words beside it, by its holder in the table of offices, or by the same title
before in the item. The holder is the person beside it, or the one whom the table has for the day of the item. Its measured error stands
in docs/entities.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..knowledge import countries
from ..knowledge.offices import TITLES, country_of, held, holder
from ..types import Entity, Mention, Span
from .linking import entity_id
from .office_titles import Title, titles_in

_ONE_OF_MANY = re.compile(r"(?i:\b(?:an?|any|every|no|each|some|another|one|two|three)) (?:[a-z][\w-]* )?$")
_PAST = re.compile(r"(?i:\b(?:former|then|ex|late|onetime|ousted|deposed|next|future|would-be|acting|for)(?: the)?)[ -]$")
_DEFINITE = re.compile(r"(?i:\b(?:the|his|her|our|their|its|my|as|new|then|former|current|[\w]+['’]s)) $")
_THE = re.compile(r"(?:\b[Tt]he |\b[A-Z][\w-]*['’]s )$")
_ACCREDITED = re.compile(r" (?:to|for) ")
_STATES = ("country", "nationality")
#: Names of countries that stand with "the".
_WITH_ARTICLE = re.compile(
    r"^(?:United|European Union|African Union|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)\b|(?:Islands|Republic)$"
)


def offices(text: str, mentions: Sequence[Mention], day: date | None = None) -> Iterator[Mention]:
    """The offices of a text, in order, and a mention of the holder where the table has him and the text names nobody beside. `mentions`
    are those of names and pronouns; `day`: the day of the item, if it is known."""
    names = [m for m in mentions if m.type != "time" and not m.pronoun]
    meant = {at: m for m in mentions if m.pronoun and m.type == "person" and m.entity for at in range(m.span.start, m.span.end)}
    known: dict[str, Mention] = {}
    for title in titles_in(text, names):
        past = bool(_PAST.search(text[max(0, title.span.start - 16) : title.span.start]))
        person = title.beside or next((meant[at] for at in range(title.span.start, title.span.end) if at in meant), None)
        if not _is_one(title, text, person):
            continue
        office = _mention(title, text, person, None if past else known.get(title.name))
        if (entity := office.entity) is not None and not past:
            if office.value is None and (name := _by_day(title, entity, day)):
                office = replace(office, value=name)
                yield from _held(text, office.span, Entity(entity_id("person", name), name, "person", entity.country))
            known[title.name] = office
        yield office


def _mention(title: Title, text: str, person: Mention | None, before: Mention | None) -> Mention:
    """An office; `before` is the one of the same title before it, which it is where nothing says otherwise."""
    name = person.entity.name if person and person.entity else None
    entity = _entity(title, person)
    if entity is None and before is not None and title.owner is None and name in (None, before.value):
        entity, name = before.entity, before.value
    return Mention(title.span, title.span.of(text), "office", entity, name)


def _is_one(title: Title, text: str, person: Mention | None) -> bool:
    """Whether the words beside a title make it one office."""
    before, words = text[max(0, title.span.start - 24) : title.span.start], title.span.of(text)
    capital = words[0].isupper()
    if title.beside is None and _ONE_OF_MANY.search(before):
        return False
    state = title.owner is not None and title.owner.type in _STATES
    if title.kind == "cloth":
        return capital and title.beside is not None and text[title.span.end] == " "
    if title.kind == "crown":
        return state or (capital and before.endswith("the "))
    if title.kind == "firm":
        return title.owner is not None and title.owner.type != "place"
    if title.owner is not None or title.field:
        return True
    if title.beside is not None:
        return capital or title.kind == "state"
    if person is not None and person.entity is not None:
        return bool(held(person.entity.name, title.name))
    return capital and bool(_DEFINITE.search(before))


def _entity(title: Title, person: Mention | None) -> Entity | None:
    """The office as an entity, where its country or owner is known."""
    owner = title.owner.entity if title.owner else None
    if title.owner is not None and title.owner.span.end == title.span.end and _ACCREDITED.search(title.name):
        # "Ambassador to Ukraine" is no office of Ukraine.
        return None
    if owner is not None and owner.type in ("organisation", "place"):
        return _office(title.name, owner.name, owner.country)
    code = owner.country if owner else _country_held(title, person)
    if code is None or code not in countries.countries():
        return None
    return _office(title.name, countries.countries()[code].name, code)


def _office(title: str, owner: str, code: str | None) -> Entity:
    name = f"{title} of {'the ' if _WITH_ARTICLE.search(owner) else ''}{owner}"
    return Entity(entity_id("office", name), name, "office", code)


def _country_held(title: Title, person: Mention | None) -> str | None:
    """The one country in which the person held an office of this title."""
    if person is None or person.entity is None or " " not in person.entity.name:
        return None
    return country_of(held(person.entity.name, title.name))


def _by_day(title: Title, office: Entity, day: date | None) -> str | None:
    """Who held the office on the day of the item, by the table of offices."""
    state = title.owner is None or title.owner.type in _STATES
    if day is None or not state or office.country is None or title.name.casefold() not in TITLES:
        return None
    return holder(TITLES[title.name.casefold()], office.country, day)


def _held(text: str, office: Span, person: Entity) -> Iterator[Mention]:
    """The holder as a person, over a definite title that no name follows: "the prime minister of France"."""
    the = _THE.search(text[max(0, office.start - 30) : office.start])
    if the is not None and not text[office.end : office.end + 2].strip()[:1].isupper():
        span = Span(office.start - len(the[0]), office.end)
        yield Mention(span, span.of(text), "person", person, pronoun=True)
