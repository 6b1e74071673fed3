"""Roads, buildings and lands that a sentence names and no table of places holds: "on Everett Road", "at Jamaica Hospital".

Accepts a road with a number, and a name behind a preposition of place whose last word is one for a road or a building, or that the
parser takes for a place or a building. Rejects what holds a name that is known, a person, a day or a sum. Places left out, of which
these are a part, were 19 of 136 wrong events of 568 before this (docs/events.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..types import Mention, Span
from .parties import Phrases
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Prepositions behind which such a name says where.
_BEHIND = frozenset({"in", "at", "near", "outside", "on", "off", "inside", "along", "to", "down"})
#: What stands before the number of a road.
_NUMBERED = frozenset({"Route", "Interstate", "Highway", "Road", "Motorway", "Autobahn"})
#: What ends a name of a road or that of a body.
_NO_ROAD = frozenset({"court", "bridge", "square", "way"})
#: "In the Parkside section of the city", "in the Heart of Harbour neighborhood".
_SECTION = re.compile(
    r"\b(?:in|into|near|at|of|through) (?:the|a|an|its|[A-Z][\w ]{2,20}[’']s) (?P<name>(?:[A-Z][\w.’'-]{1,20} (?:of (?:the )?)?){1,4}"
    r"(?:section|neighbou?rhood|district|subdivision))\b(?! (?:attorney|court|judge|council|watch|center|centre|school|church|association|"
    r"of the (?:\w{1,12} )?(?:newspaper|paper|site|website|law|code|bill|act|report|book)))"
)
_OF_A_LAND = frozenset({"territory", "soil", "water", "airspace", "land", "side"})
_AT_COURT = re.compile(r"\b(?:in|at) (?:the )?$")
_PLACES = frozenset({"FAC", "GPE", "LOC"})


def unlisted(trigger: Token, line: Span, phrases: Phrases) -> Iterator[Mention]:
    """Each such name on the trigger's line, as a mention of a place without an entity."""
    if (
        trigger.dep_ == "relcl"
        and any(c.lower_ == "where" for c in trigger.children)
        and trigger.head.pos_ == "PROPN"
        and trigger.head.ent_type_ not in ("DATE", "TIME")
    ):
        span = _name(trigger.head)  # "was taken to Foss Medical Center, where she died": known as a body
        yield Mention(span, span.of(phrases.item.text), "place")
    for found in _SECTION.finditer(phrases.item.text, line.start, line.end):
        span = Span(*found.span("name"))
        if not any(m.type in ("place", "country") for m in phrases.located.over(span)):
            yield Mention(span, span.of(phrases.item.text), "place")
    yield from _courts(trigger, line, phrases)
    yield from _lands(trigger, line, phrases)
    for token in trigger.sent:
        if (road := _numbered(token)) is not None and line.contains(road) and not _is_placed(road, phrases):
            yield Mention(road, road.of(phrases.item.text), "place")
            continue
        if token.dep_ != "pobj" or token.pos_ != "PROPN" or not _says_where(token.head):
            continue
        span = _name(token)
        if line.contains(span) and _is_site(token) and not _is_known(token, span, phrases):
            yield Mention(span, span.of(phrases.item.text), "place")


def _courts(trigger: Token, line: Span, phrases: Phrases) -> Iterator[Mention]:
    """Courts behind "in" or "at", known as bodies, with a town in their name: "was found guilty at Lima Crown Court"."""
    for mention in phrases.located.over(line):
        court = mention.type == "organisation" and line.contains(mention.span) and mention.text.endswith(" Court")
        towns = court and any(m.type == "place" and mention.span.contains(m.span) for m in phrases.located.over(mention.span))
        if towns and _AT_COURT.search(phrases.item.text, max(0, mention.span.start - 8), mention.span.start):
            yield Mention(mention.span, mention.text, "place")


def _lands(trigger: Token, line: Span, phrases: Phrases) -> Iterator[Mention]:
    """The land of a people, as a country: "fired into Chilean territory", "in Chilean waters"."""
    for mention in phrases.located.over(line):
        people = trigger.doc.char_span(mention.span.start, mention.span.end) if mention.type == "nationality" else None
        land = people.root.head if people is not None and people.root.dep_ == "amod" else None
        if land is not None and land.dep_ == "pobj" and land.lemma_ in _OF_A_LAND and line.contains(mention.span):
            span = Span(mention.span.start, land.idx + len(land.text))
            yield Mention(span, span.of(phrases.item.text), "country", mention.entity)


def _numbered(token: Token) -> Span | None:
    """A road that has a number for a name: "on Route 52", "near Interstate 805"."""
    held = token.dep_ == "pobj" and token.head.lower_ in _BEHIND
    number = token if token.like_num else next((c for c in token.children if c.i == token.i + 1 and c.like_num), None)
    if not held or number is None or number.i == 0 or number.nbor(-1).text not in _NUMBERED:
        return None
    return Span(number.nbor(-1).idx, number.idx + len(number.text))


def _is_placed(road: Span, phrases: Phrases) -> bool:
    """Whether a table knows a road with a number as a place, or it is part of a longer name; the tagger takes "Highway 7" for a body."""
    return any(m.type in ("place", "country") or not road.contains(m.span) for m in phrases.located.over(road))


def _is_known(token: Token, span: Span, phrases: Phrases) -> bool:
    """Whether a name holds one that is known; of a road that may be only a part: "on Panama Lane"."""
    within = phrases.located.over(span)
    road = token.lower_ in words("streets") or (token.lower_ in words("roads") and token.lower_ not in _NO_ROAD)
    named = ("place", "country")
    if token.lower_ in words("named_sites") and _beside(token.head):
        part = [m for m in within if m.type == "organisation" or (span.contains(m.span) and m.span.end < span.end)]
        within = [m for m in within if m not in part]  # "was arrested near Lima Grammar School"
    return any(not (road and span.contains(m.span) and (m.span.end < span.end or m.type not in named)) for m in within)


def _beside(preposition: Token) -> bool:
    """Whether somebody is beside or within a site, and not of it: "near", "outside"; "at" behind a verb."""
    verb = preposition.head.pos_ == "VERB"
    return preposition.lower_ in ("near", "outside", "inside") or (preposition.lower_ == "at" and verb)


def _says_where(preposition: Token) -> bool:
    """ "On Everett Road", "in the 6700 block of Greenleaf Avenue"."""
    part = preposition.head.lower_ in ("block", "corner", "intersection") and preposition.lower_ == "of"
    return part or preposition.lower_ in _BEHIND


def _is_site(token: Token) -> bool:
    last = token.lower_
    if not token.is_title and not token.is_digit and "." not in last:
        return False  # "in absentia"
    if any(last in words(name) for name in ("streets", "roads", "named_sites")):
        return any(c.dep_ in ("compound", "nummod", "amod", "nmod") for c in token.lefts)
    return token.ent_type_ in _PLACES and token.head.lower_ in ("in", "at", "near", "outside") and not token.is_upper


def _name(token: Token) -> Span:
    """The name up to its last word, with the number of a house, without an article."""
    first = token
    while first.i and first.nbor(-1).i >= token.left_edge.i and (first.nbor(-1).pos_ in ("PROPN", "NUM")):
        first = first.nbor(-1)
    return Span(first.idx, token.idx + len(token.text))
