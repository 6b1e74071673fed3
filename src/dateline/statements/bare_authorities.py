"""Authorities that name no state, "the defence ministry": of the state whose authority of that kind the item named before, else of the
dateline's, else of who acts in what is said, not of whom it is done to.

Accepts national authorities alone: where police or courts speak, what they speak of tells where. Who does harm to another country is no
speaker: "the health ministry said Israel had bombed a hospital in Lebanon". Rejects a dateline in no known country, and sentences in which
nobody of a country acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..entities.ministries import ministry
from ..expressions.filing import BEHIND_PLACE
from ..expressions.located import Located
from ..language.parsing import is_parsed
from ..types import Item, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Authorities of which a state has one.
_NATIONAL = frozenset({"ministry", "minister", "government", "army", "military", "parliament", "president"})
#: Types of mentions that tell of a country.
PLACES = ("place", "country", "nationality")
_OWN_DEEDS_WORDS = """
recall expel summon impose lift sign ban close reopen withdraw deploy chase shoot down intercept repel detain arrest seize
"""
#: What a state does to another and tells of itself.
_OWN_DEEDS = frozenset(_OWN_DEEDS_WORDS.split())


def country_of(item: Item, source: Span, content: tuple[Span, ...], named: Located[Mention], parsed: Doc) -> str | None:
    """The country, alpha-3, of a national authority whose words, `source`, name none; None for any other, and where nothing tells it."""
    if source.of(item.text).split()[-1].casefold() not in _NATIONAL:
        return None
    return _named_before(item, source, named) or _filed_from(item, named) or _speaking(source, content, named, parsed)


def _named_before(item: Item, source: Span, named: Located[Mention]) -> str | None:
    """The state of the authority of the same kind that the item named last: "the foreign ministry" after "the Russian Foreign Ministry"."""
    kind = ministry(source.of(item.text))
    if kind is None:
        return None
    before = [m.entity for m in named.over(Span(0, source.start)) if m.entity and m.entity.type == "group" and m.entity.country]
    return next((e.country for e in reversed(before) if e.name.startswith(f"{kind} of ")), None)


def _filed_from(item: Item, named: Located[Mention]) -> str | None:
    """The country of the place that opens a line of the item as words of filing: "KYIV, Nov 10 - "."""
    start = 0
    for line in item.text.split("\n")[:3]:
        first = next((m for m in named.over(Span(start, start + 1)) if m.span.start == start), None) if line else None
        if first and first.entity and first.type == "place" and BEHIND_PLACE.match(item.text, first.span.end):
            return first.entity.country
        start += len(line) + 1
    return None


def _speaking(source: Span, content: tuple[Span, ...], named: Located[Mention], parsed: Doc) -> str | None:
    """The country that acts in what is said; where that may be said of it by another, the country spoken of before, else the one it is
    done to."""
    acting = _acting(named.over(*content), parsed)
    if acting is None:
        return None
    country, deed = acting
    others = {m.entity.country for m in named.over(*content) if m.type in PLACES and m.entity and m.entity.country} - {country}
    behind = content[0].start < source.start
    if behind and (not others or deed.lemma_ in _OWN_DEEDS):
        return country
    start = min(source.start, content[0].start)
    earlier = _acting(named.over(Span(0, start)), parsed) if start else None
    if earlier is not None and not behind:
        return earlier[0]
    return others.pop() if len(others) == 1 else None if others else country


def _acting(mentions: Iterable[Mention], parsed: Doc) -> tuple[str, Token] | None:
    """The country of the first who acts, and the verb: "the Ukrainian army shot down", "Norway imposed", "were expelled by Chile"."""
    for mention in mentions if is_parsed(parsed) else ():
        entity = mention.entity if mention.type in PLACES and not mention.pronoun else None
        words = parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        deed = _deed_of(words.root) if words is not None else None
        if entity is not None and entity.country and deed is not None:
            return entity.country, deed
    return None


def _deed_of(token: Token) -> Token | None:
    """The verb whose subject a word is, or the noun that it belongs to, or whose agent in the passive; None if it is neither."""
    if token.dep_ in ("amod", "compound", "nmod", "poss"):
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return token.head.head
    return token.head if token.dep_ == "nsubj" else None
