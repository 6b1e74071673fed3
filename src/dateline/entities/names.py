"""Names before they are entities: what the tagger, the tables and the patterns each propose, and which proposal wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..knowledge import places
from ..types import Span
from .bodies import colleges, stations
from .bodies_called import as_called, with_state
from .patterned import from_patterns
from .shapes import Name
from .tabled import from_tables
from .tagged import from_tagger
from .terms import terms_of
from .towns import attacked, joined, like_bodies, passed_over

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Last words of names of persons that are other words too.
_COMMON = frozenset(
    [
        "Jr",
        "Sr",
        "II",
        "III",
        "May",
        "March",
        "April",
        "June",
        "Will",
        "The",
        "And",
        "Street",
        "Road",
        "Park",
        "County",
        "City",
        "House",
        "Church",
        "School",
        "Day",
    ]
)


def propose(text: str, doc: Doc) -> list[Name]:
    """The names of a text, none overlapping, in order."""
    found = [*from_tables(text), *from_patterns(text), *from_tagger(text, doc), *attacked(text)]
    found += [*joined(text), *like_bodies(text), *colleges(text), *stations(text)]
    if terms := terms_of(text):
        found = [name for name in found if name.span.of(text) not in terms]
    return chosen_of(text, [*found, *passed_over(text, found)])


def chosen_of(text: str, proposed: Iterable[Name]) -> list[Name]:
    """Of names proposed for a text the ones that win, none overlapping, and their further places, in order."""
    chosen = _joined(_whole(_cut(_best(proposed), text), text), text)
    return as_called(with_state(_joined(_best([*chosen, *_again(chosen, text)]), text), text), text)


def _best(proposed: Iterable[Name]) -> list[Name]:
    chosen: list[Name] = []
    taken = bytearray()
    for name in sorted(proposed, key=lambda n: (-n.trust, -len(n.span), n.span.start)):
        start, end = name.span.start, name.span.end
        if len(taken) < end:
            taken.extend(bytes(end - len(taken)))
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append(name)
    return sorted(chosen, key=lambda n: n.span)


def _cut(chosen: Sequence[Name], text: str) -> list[Name]:
    """ "According to Rathbun the Scientology property": the last name of a person of the text ends before "the"."""
    people = {words.split()[-1] for name in chosen if name.type == "person" and " " in (words := name.span.of(text))}
    found = []
    for name in chosen:
        first, the, _ = name.span.of(text).partition(" the ")
        if the and name.type == "organisation" and first in people:
            name = replace(
                name, span=Span(name.span.start, name.span.start + len(first)), type="person", trust=0.45, canonical=None
            )
        found.append(name)
    return found


_PARTICLES = r"(?:von|van|der|den|de|del|della|di|da|dos|bin|ibn|al|ter|ten|zu)"
#: A surname with what belongs to it: "von der Leyen".
_LAST_NAME = re.compile(rf"(?: {_PARTICLES})+ \S+$")
_SURNAME_ON = re.compile(rf"(?: {_PARTICLES}(?: la| los| las)?)+ [A-ZÀ-ÞƏİ][\w-]*")
#: "el-Sisi", whom news calls Sisi too.
_ARTICLE = re.compile(r"(?:[Ee]l|[Aa]l|[Aa]s|[Aa]sh|[Aa]z|[Aa]r)-([A-Z]\w{2,30})")
_SIDE = re.compile(r"(?<![\w-])(?:(?:North|South|East|West)(?:ern)?|Central|Upper|Lower|Upstate) $")
_TOKEN = re.compile(r"(?<![\w-])\w+")
_GOES_ON = re.compile(r"[\w-]")
_OPEN = re.compile(rf" {_PARTICLES}$")
#: A work or project by a pattern or table, and one of two words or with a number: what the whole text calls so ("HS2").
_SURE, _WHOLE = 0.78, re.compile(r" [A-Z\d]|\w\d+$")
_SHORT_OF_PROJECT = re.compile(r" \(([A-Z]{2,8})\)$")


def _whole(chosen: Sequence[Name], text: str) -> list[Name]:
    """Persons with the surname that goes on behind what was found of it: "von der Leyen" behind "Ursula"; places with the side that
    stands before it: "North Darfur"."""
    found: list[Name] = []
    for name in chosen:
        if found and name.span.start < found[-1].span.end:
            continue
        if name.type == "place" and (side := _SIDE.search(text, max(0, name.span.start - 10), name.span.start)):
            whole = Span(side.start(), name.span.end)
            if places.named(whole.of(text)) and not (found and found[-1].span.overlaps(whole)):
                name = replace(name, span=whole, canonical=None)
        if name.type == "person" and not name.nominative and (rest := _SURNAME_ON.match(text, name.span.end)):
            name = replace(name, span=Span(name.span.start, rest.end()), canonical=None)
        found.append(name)
    return found


def _joined(chosen: Sequence[Name], text: str) -> list[Name]:
    """Persons of whom the parts stand side by side as one: "Ursula von der" and "Leyen", "Shyamala" and "Gopalan Harris"."""
    found: list[Name] = []
    for name in chosen:
        last = found[-1] if found else None
        if last is not None and _is_branch(last, name, text):
            found[-1] = replace(
                last, span=Span(last.span.start, name.span.end), canonical=None, trust=max(last.trust, name.trust)
            )
        elif last is not None and _goes_on(last, name, text):
            found[-1] = replace(last, span=Span(last.span.start, name.span.end), canonical=None)
        else:
            found.append(name)
    return found


def _is_branch(last: Name, name: Name, text: str) -> bool:
    """Whether a country's name right behind an organisation's belongs to it: "Amnesty International UK", "Transparency Canada"."""
    if last.type != "organisation" or name.type != "country" or text[last.span.end : name.span.start] != " ":
        return False
    words = last.span.of(text)
    return " " in words and not words.endswith((" of", " in"))


def _goes_on(last: Name, name: Name, text: str) -> bool:
    """Whether a name is the end of the person's name before it."""
    if last.type != "person" or last.nominative or name.role or text[last.span.end : name.span.start] != " ":
        return False
    return name.type == "person" or (
        name.type in ("place", "organisation", "work") and _OPEN.search(last.span.of(text)) is not None
    )


def _again(chosen: Sequence[Name], text: str) -> Iterator[Name]:
    """Every further place of a name that the tagger found once, and of the surname of a person found in full."""
    known: dict[str, Name] = {}
    for name in chosen:
        words = name.span.of(text)
        named = name.type in ("person", "organisation", "place") and len(words) > 2 and not words.isupper()
        if named or (name.trust >= _SURE and name.type in ("project", "work") and _WHOLE.search(words)):
            known.setdefault(words, replace(name, trust=0.45, role=None))
            last = words.split()[-1]
            if name.type == "person" and (tail := _LAST_NAME.search(words)):
                surname = tail[0].strip()
                for words in (surname, surname[0].upper() + surname[1:]):
                    known.setdefault(words, replace(name, trust=0.61, role=None))
            if name.type == "person" and " " in words and len(last) > 2 and last[0].isupper() and last not in _COMMON:
                known.setdefault(last, replace(name, trust=0.42, role=None))
            if name.type == "person" and " " in words and (bare := _ARTICLE.fullmatch(last)) and bare[1] not in _COMMON:
                known.setdefault(bare[1], replace(name, trust=0.42, role=None))
        if short := _defined(name, text):
            known[short] = replace(name, trust=0.88, role=None, canonical=name.canonical or words)
    yield from _places_of(known, text)


def _defined(name: Name, text: str) -> str | None:
    """The short name that a text gives a body, work or project in brackets, and calls it by from there on: "OSCE"."""
    words = name.span.of(text)
    if name.type == "project" and (short := _SHORT_OF_PROJECT.search(words)):
        return short[1]
    shortened = name.canonical and name.trust >= 0.9 and name.type in ("organisation", "work", "project")
    return words if shortened and words != name.canonical and text[name.span.start - 1 : name.span.start] == "(" else None


def _places_of(known: Mapping[str, Name], text: str) -> Iterator[Name]:
    """Every place of the known names in a text, the longest of those that start at one word, none overlapping."""
    by_first: dict[str, list[str]] = {}
    for words in sorted(known, key=len, reverse=True):
        if first := _TOKEN.match(words):
            by_first.setdefault(first[0], []).append(words)
    taken = 0
    for token in _TOKEN.finditer(text) if by_first else ():
        start = token.start()
        if start < taken or token[0] not in by_first:
            continue
        for words in by_first[token[0]]:
            if text.startswith(words, start) and not _GOES_ON.match(text, start + len(words)):
                taken = start + len(words)
                yield replace(known[words], span=Span(start, taken))
                break
