"""What "the ministry", "the company", "the capital", "both countries" and "the two sides" mean.

Accepts a bare definite noun of a body after an organisation with that noun for its head ("the ministry" after "Ministry of Finance"),
"the company" where one company stands out, "the capital" where the text has named one, else that of the country named last, or of the
one whose nationality stands before it, "the country", and two parties that the sentences just before name and no third. Rejects what
goes on with a name or "of", and anything that several could be meant by.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..knowledge import countries
from ..types import Entity, Mention, Span
from .bodies import COMPANIES, company, head_nouns
from .linking import entity_id
from .locating import candidates
from .shapes import Taken

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BODY = (
    r"ministry|agency|court|bank|university|college|commission|committee|council|department|party|union|church|museum|foundation|"
    r"institute|bureau|parliament|senate|federation|association|authority|league|board"
)
_DEFINITE = re.compile(
    rf"\b[Tt]he (?:(?P<nation>[A-Z][\w-]{{2,20}}) )?(?P<noun>capital|country|bloc|{_BODY}|{'|'.join(sorted(COMPANIES))})(?:(?=['’]s )|\b)"
    r"(?! (?:of|for|[A-Z])|-|, [A-Z])"
)
#: Bodies of states that news calls a bloc.
_BLOCS = frozenset(
    ["European Union", "ASEAN", "BRICS", "Eurasian Economic Union", "Mercosur", "MERCOSUR", "ECOWAS", "African Union", "Arab League"]
)
_PAIR = re.compile(
    r"\b(?:[Bb]oth|[Tt]he two) (?P<noun>countries|nations|states|governments|neighbou?rs|sides|parties|companies|firms|leaders|"
    r"presidents|ministers|capitals)\b(?! of)"
)
#: "Closed from both sides": of a road, not of a dispute.
_BESIDE = re.compile(r"\b(?:from|on) $")
#: Before capitals that are towns: "flights between the two capitals".
_TOWNS = re.compile(r"\b(?:in|from|of|on|near|link(?:s|ed|ing)?|connect(?:s|ed|ing)?|between|across|outside|around|to) $")
_NATIONS = frozenset(["countries", "nations", "states", "governments", "neighbors", "neighbours"])
_STATES = _NATIONS | {"sides", "parties", "capitals"}
#: How far a pair may be from where the same pair is meant again.
_NEAR = 400
_PEOPLE = frozenset(["leaders", "presidents", "ministers"])
#: How far back a description may look: characters to a body or country, sentences to two parties.
_FAR, _SENTENCES = 1500, 4


class Descriptions:
    """The definite descriptions of one item, over its mentions of names in the order of the text."""

    def __init__(self, doc: Doc, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = sorted((m for m in mentions if m.entity is not None and m.type != "time"), key=lambda m: m.span)
        self.at = [m.span.start for m in self.mentions]
        self.names = Taken(text, (m.span for m in self.mentions if m.type != "nationality"))
        self.starts = [sentence.start_char for sentence in doc.sents]

    def resolved(self) -> Iterator[Mention]:
        """A mention for each description that means one entity of the item, and two with one span where it means two."""
        for match in _DEFINITE.finditer(self.text):
            span = Span(*match.span())
            if not self.names.holds(span) and (entity := self._one(match, span.start)):
                yield self._mention(span, entity)
        last: tuple[int, Sequence[Entity]] = (0, ())
        for match in _PAIR.finditer(self.text):
            span = Span(*match.span())
            beside = {"sides": _BESIDE, "capitals": _TOWNS}.get(match["noun"])
            if beside and beside.search(self.text, max(0, span.start - 12), span.start):
                continue
            two = self._two(match["noun"], span.start)
            if not two and match["noun"] == "capitals":
                two = self._two("governments", span.start)
            if not two and match["noun"] in _STATES and span.start - last[0] < _NEAR:
                two = last[1]  # "both countries agreed. Both sides will meet"
            if two and match["noun"] in _STATES:
                last = span.start, two
            for entity in two:
                yield self._mention(span, entity)

    def _mention(self, span: Span, entity: Entity) -> Mention:
        return Mention(span, span.of(self.text), entity.type, entity, pronoun=True)

    def _between(self, start: int, end: int) -> list[Mention]:
        """The mentions that start between two places of the text."""
        return self.mentions[bisect_left(self.at, start) : bisect_left(self.at, end)]

    def _one(self, match: re.Match[str], at: int) -> Entity | None:
        noun, nation = match["noun"], match["nation"]
        before = self._between(at - _FAR, at)
        code = countries.by_demonym().get(nation) if nation else None
        if nation and (code is None or noun != "capital"):
            return None
        if noun in ("capital", "country"):
            states = [m.entity for m in before if m.entity and m.entity.type == "country"]
            country = states[-1] if states else None
            if noun == "country":
                return country
            return _capital(code or self._of_named_capital(at) or (country.country if country else None))
        bodies = [m for m in before if m.type == "organisation"]
        if noun == "bloc":
            blocs = [m.entity for m in before if m.entity and m.entity.name in _BLOCS]
            return blocs[-1] if blocs else None
        named = [m.entity for m in bodies if m.entity and noun in head_nouns(m.entity.name)]
        return named[-1] if named else company(bodies, self.text) if noun in COMPANIES else None

    def _of_named_capital(self, at: int) -> str | None:
        """The country of the one capital that the text has named so far: "Ulaanbaatar will test buses built in China ... the capital"."""
        named = [m for m in self._between(0, at) if m.type in ("place", "country") and not m.pronoun]
        found = {countries.by_capital().get(m.text) or _of_capital(m.entity) for m in named} - {None}
        return found.pop() if len(found) == 1 else None

    def _two(self, noun: str, at: int) -> Sequence[Entity]:
        """The two parties that the sentences before name, going back from the nearest until there are two; none if there are more."""
        wanted = _wanted(noun)
        found: dict[str, Entity] = {}
        here = bisect_right(self.starts, at) - 1
        for number in range(here, max(-1, here - _SENTENCES), -1):
            start = self.starts[number]
            end = self.starts[number + 1] if number < here else at
            own = [m.entity for m in self._between(start, end) if wanted(m)]
            states = {entity.country for entity in own if entity is not None and entity.type == "country"}
            # A ministry beside its country is no second party.
            found |= {e.id: e for e in own if e is not None and not (e.type == "group" and e.country in states)}
            if len(found) > 1:
                break
        return list(found.values()) if len(found) == 2 else ()


def _wanted(noun: str) -> Callable[[Mention], bool]:
    """Which mentions may be one of the two."""
    if noun in _PEOPLE:
        return lambda m: m.type == "person"
    if noun in ("companies", "firms"):
        return lambda m: m.type == "organisation"
    if noun == "capitals":
        return lambda m: m.metonym
    if noun in _NATIONS:
        return lambda m: m.entity is not None and m.entity.type == "country"
    return lambda m: m.entity is not None and (m.entity.type == "country" or m.type == "organisation")


def _of_capital(entity: Entity | None) -> str | None:
    """The country whose capital, or whose district around it, a place is under another of its names: within half a degree."""
    if entity is None or entity.type != "place" or entity.country is None or entity.latitude is None or entity.longitude is None:
        return None
    seat = _capital(entity.country)
    if seat is None or seat.latitude is None or seat.longitude is None:
        return None
    return entity.country if max(abs(seat.latitude - entity.latitude), abs(seat.longitude - entity.longitude)) < 0.5 else None


def _capital(code: str | None) -> Entity | None:
    """The capital of a country, as the place of the gazetteer."""
    if code is None or not countries.countries()[code].capitals:
        return None
    name = countries.countries()[code].capitals[0]
    place = next((p for p in candidates(name) if p.country == code and p.kind == "city"), None)
    if place is None:
        return None
    return Entity(entity_id("place", place.name, code), name, "place", code, place.geonames_id, place.latitude, place.longitude)
