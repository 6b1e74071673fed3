"""Names that a table holds: countries, nationalities, states, regions, well-known organisations and media (known_names.csv)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..knowledge import countries, places
from ..knowledge.leaders import full_names
from ..knowledge.places import Place
from ..tables import rows
from ..types import Span
from .place_words import STREETS
from .shapes import Name

_REGION = re.compile(
    r"\b(?i:north|south|east|west|central|northern|southern|eastern|western|(?:south|north)-?(?:east"
    r"|west)(?:ern)?)(?i:-central)? (?P<of>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
_TOKEN = re.compile(r"\w+")
#: What the table calls regions.
_REGIONS = ("region", "unlisted")
#: States whose name is first of all something else.
_NOT_ALONE = frozenset(["Washington", "Georgia", "Victoria"])
#: Names of countries in other languages that are English words of longer names ("Staten Island").
_PARTS = frozenset(["Island", "Man", "Union", "Republic", "Pole"])
#: What makes the name of a table the first part of a longer one: "Guernsey County", "Jordan-Smith".
_GOES_ON = re.compile(rf"’?-[A-Z]| (?:County|Township|Parish|{STREETS})\b")
#: The other part of two that a hyphen joins.
_BEFORE_HYPHEN, _AFTER_HYPHEN = re.compile(r"(?<![\w.])(?P<other>[A-Z][\w.]{0,24})-$"), re.compile(r"-(?P<other>[A-Z]\w*)")
_CAPITAL_ON, _STATE_ON = re.compile(r" [A-ZÀ-ÞƏİ][\w’'-]*\b"), re.compile(r" (?:state|province)\b")
#: What may stand behind the name of a land and mean the same: "the Pamir Mountains", "the Sahara desert" without the last word.
_LAND_ON = re.compile(r" (?:Mountains|Range|Desert|Highlands)\b")
#: People of a town whose name opens with a country's or state's: "Mexico City", not "China Grove".
_TOWN = 20_000
#: What is told of the other Congo.
_BRAZZAVILLE = re.compile(r"\bBrazzaville|(?<!Democratic )Republic of (?:the )?Congo\b|\bSassou")
#: What makes a name in full a part of a longer one: "George Washington University", "Jean-Pierre".
_GOES_ON_NAME = re.compile(r"\w|-\w| [A-Z]")
Entry = tuple[str, str | None, str | None]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, Entry]]:
    known: dict[str, Entry] = {}
    for name in places.states():
        if name not in _NOT_ALONE:
            known[name] = ("place", None, None)
    for name, code in countries.by_name().items():
        known[name] = ("country", code, countries.countries()[code].name)
    for name, code in countries.by_demonym().items():
        known.setdefault(name, ("nationality", code, countries.countries()[code].name))
    for row in rows(__package__, "known_names.csv"):
        kind = "place" if row["type"] in _REGIONS else row["type"]
        for name in {row["name"], row["name"].replace("'", "’")}:
            known[name] = (kind, None, row["canonical"])
    longest: dict[str, int] = {}
    for name in known:
        first = _TOKEN.match(name)
        if first and name[:1].isupper():
            longest[first[0]] = max(longest.get(first[0], 0), len(_TOKEN.findall(name)))
    return longest, known


def _known(text: str) -> Iterator[tuple[int, int, Entry]]:
    """Names of the tables in a text, the longest at each place: (start, end, what the table says)."""
    longest, _ = _table()
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    number = 0
    while number < len(tokens):
        start, end = tokens[number]
        step = 1
        for count in range(min(longest.get(text[start:end], 0), len(tokens) - number), 0, -1):
            found = _entry(text, start, tokens[number + count - 1][1])
            if found is not None:
                end, entry = _longer(text, start, *found)
                yield start, end, entry
                step = count + (end > found[0])
                break
        number += step


def _entry(text: str, start: int, stop: int) -> tuple[int, Entry] | None:
    """Where the name that ends here, with its full stop if it has one, ends, and what the table says of it; not inside a longer word."""
    _, known = _table()
    if start and text[start - 1] in "-’'" and not _beside(_BEFORE_HYPHEN.search(text, max(0, start - 24), start)):
        return None
    if text[start:stop] in _PARTS and re.search(r"[A-Z]\w{1,40} $", text[max(0, start - 20) : start]):
        return None
    for end in (stop + 1, stop) if text[stop : stop + 1] == "." else (stop,):
        entry = known.get(text[start:end])
        if entry is not None and (not _GOES_ON.match(text, end) or _beside(_AFTER_HYPHEN.match(text, end))):
            return end, entry
    return None


def _beside(match: re.Match[str] | None) -> bool:
    """Whether the other word of a hyphenated one is a country or its people too: "Russia-Ukraine war", "US-Chinese"; not "Jordan-Smith".
    All 17 hits in 450 news texts that had no say were right, those of "Cuban-Americans" as two peoples."""
    if match is None:
        return False
    return match["other"] in countries.by_name() or match["other"] in countries.by_demonym()


def _longer(text: str, start: int, end: int, entry: Entry) -> tuple[int, Entry]:
    """A country's or state's name, or the name of the place that it opens: "Mexico City", "Niger State" of Nigeria. Rejects towns of fewer
    than 20,000 people ("China Grove"). The 45 hits drawn from 450 news texts that had no say were all right."""
    if entry[0] not in ("country", "place"):
        return end, entry
    if (more := _CAPITAL_ON.match(text, end)) and any(_of_note(place) for place in places.named(text[start : more.end()])):
        return more.end(), ("place", None, None)
    if entry[0] == "country" and _STATE_ON.match(text, end):
        state = next((p.name for p in places.named(text[start:end]) if p.kind == "state" and p.country != entry[1]), None)
        if state:
            return end, ("place", None, state)
    return end, entry


def _of_note(place: Place) -> bool:
    return place.kind in ("state", "region") or place.population > _TOWN


def _holders(text: str) -> Iterator[Name]:
    """Those who hold or held an office of the table, by the name in full; a namesake is a person too. All 19 hits in 350 news texts that
    had no say were right."""
    by_first = full_names()
    for token in _TOKEN.finditer(text):
        for name in by_first.get(token[0], ()):
            if text.startswith(name, token.start()) and not _GOES_ON_NAME.match(text, token.start() + len(name)):
                yield Name(Span(token.start(), token.start() + len(name)), "person", 0.78)
                break


def canonical_of(body: str) -> str | None:
    """The name by which the table knows a body: "Food and Drug Administration" of "FDA"."""
    kind, _, canonical = _table()[1].get(body, ("", None, None))
    return canonical if kind == "organisation" else None


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """The regions and rivers of the table, which the gazetteer may lack."""
    return frozenset(row["name"] for row in rows(__package__, "known_names.csv") if row["type"] in _REGIONS)


@lru_cache(maxsize=1)
def unlisted() -> frozenset[str]:
    """Those of them whose name the gazetteer has for something else alone: the Nile is no state of Sudan."""
    return frozenset(row["name"] for row in rows(__package__, "known_names.csv") if row["type"] == "unlisted")


def _congo(text: str) -> str:
    """Which Congo a text means: the one of Kinshasa, which news agencies call so, unless it names the other in full."""
    return "COG" if _BRAZZAVILLE.search(text) else "COD"


def from_tables(text: str) -> list[Name]:
    """Names of the tables, and parts of countries and regions ("northern Colombia", "the western Balkans")."""
    found = list(_holders(text))
    american = re.search(r"\b(?:Atlanta|Savannah|Augusta|U\.S\. state|state of Georgia|Ga\.)", text)
    spans = []
    for start, end, (kind, code, canonical) in _known(text):
        spans.append((start, end))
        trust = 0.75 if kind in ("country", "nationality", "place") else 0.92 if kind == "project" else 0.8
        if kind == "place" and text[start:end] in regions():
            # "Latin America" is nobody called Latin.
            trust, end = 0.78, more.end() if (more := _LAND_ON.match(text, end)) else end
        if kind == "country" and text[start:end] == "Georgia" and american:
            found.append(Name(Span(start, end), "place", trust))
            continue
        if text[start:end] == "Congo":
            code, canonical = _congo(text), None
        found.append(Name(Span(start, end), kind, trust, code, canonical))
    for match in _REGION.finditer(text):
        code = _congo(text) if match["of"] == "Congo" else countries.by_name().get(match["of"])
        wide = match["of"] in regions() and match[0] not in regions()
        # "New South Wales" is no south of Wales.
        if (code or wide) and not any(start < match.start() < end for start, end in spans):
            found.append(Name(Span(*match.span()), "place", 0.85, code, match[0]))
    return found
