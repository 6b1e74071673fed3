"""Whose "the defence ministry" is that names no state: that of the dateline, else of who acts in what is said, never of whom it is done to.

Accepts national authorities alone: where police or courts speak, what they speak of tells where. Rejects a dateline in no known country,
and sentences in which nobody of a country acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..expressions.filing import BEHIND_PLACE
from ..expressions.located import Located
from ..language.parsing import is_parsed
from ..types import Item, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Authorities of which a state has one.
_NATIONAL = frozenset({"ministry", "minister", "government", "army", "military", "parliament", "president"})
_PLACES = ("place", "country", "nationality")


def country_of(item: Item, words: str, content: tuple[Span, ...], named: Located[Mention], parsed: Doc) -> str | None:
    """The country, alpha-3, of a national authority whose words name none; None for any other, and where nothing tells it."""
    if words.split()[-1].casefold() not in _NATIONAL:
        return None
    return _filed_from(item, named) or _acting(content, named, parsed)


def _filed_from(item: Item, named: Located[Mention]) -> str | None:
    """The country of the place that opens a line of the item as words of filing: "KYIV, Nov 10 - "."""
    start = 0
    for line in item.text.split("\n")[:3]:
        first = next((m for m in named.over(Span(start, start + 1)) if m.span.start == start), None) if line else None
        if first and first.entity and first.type == "place" and BEHIND_PLACE.match(item.text, first.span.end):
            return first.entity.country
        start += len(line) + 1
    return None


def _acting(content: tuple[Span, ...], named: Located[Mention], parsed: Doc) -> str | None:
    """The country of who acts in what is said: "the Ukrainian army shot down", "Norway imposed", "were expelled by Chile"."""
    if not is_parsed(parsed):
        return None
    for mention in named.over(*content):
        entity = mention.entity if mention.type in _PLACES and not mention.pronoun else None
        words = parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if entity is not None and entity.country and words is not None and _acts(words.root):
            return entity.country
    return None


def _acts(token: Token) -> bool:
    """Whether a word, or the noun that it belongs to, is the subject of a clause, or who does what is told in the passive."""
    if token.dep_ in ("amod", "compound", "nmod", "poss"):
        token = token.head
    return token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent")
