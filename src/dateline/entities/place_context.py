"""What an item says of where it is set: the countries and states that it names, the words around each name, the outlet's home."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..knowledge import countries, places
from ..knowledge.places import Place
from ..types import Item
from .shapes import Name

#: Countries of which news in English tells most, and whose towns are called like people and firms.
ENGLISH_SPEAKING = frozenset(["USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF"])
#: What may stand between a place and the larger one that holds it: "Paris, Texas", "Paris (Texas)".
_HOLDS = re.compile(r", (?:in )?(?:the )?|,? \(| in (?:the )?(?:\w+ern |\w+ern and \w+ern )?|,? of ")
#: What may stand between a country and its place: "Syria's Palmyra", "the Syrian city of Palmyra"; not "the U.S. envoy in Brussels".
_OWNS = re.compile(r"(?:['’]s)? (?:(?!(?:in|to|at|from|for|on|near|with|by|and|over|against|outside|into|via) )[\w-]+ ){0,3}")
_ABBREVIATION = re.compile(r"[,(] ?((?:[A-Z]\.(?: ?[A-Z][a-z]{0,2}\.)?|[A-Z][a-z]{1,4}\.|[A-Z]{2,3}\b))")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bSt)[.!?][”\"]? +(?=[A-ZА-ЯЁ“«\"])|\n")
#: Labels of a domain that are no name of a town, and words before one.
_BEFORE_TOWN = re.compile(r"^(?:www|news|the|this-?is|my|inside|m|edition)[.-]?")


@dataclass(frozen=True, slots=True)
class Context:
    """The countries and states that an item names, with how often, and where each sentence starts; country of the outlet, and the
    towns that its address names."""

    countries: dict[str, int]
    states: dict[tuple[str, str], int]
    breaks: tuple[int, ...]
    outlet_country: str | None
    outlet_towns: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around one name say: the holder written after it (country, state), and the countries and states of its sentence."""

    holder: tuple[str, str] | None
    countries: frozenset[str]
    states: frozenset[tuple[str, str]]


def context_of(names: Sequence[Name], text: str, item: Item | None) -> Context:
    """The context of an item with these names."""
    named: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for name in names:
        if code := country_of(name, text) or _opening(name, text):
            named[code] += 1
        elif state := state_of(name.called(text)):
            states[state] += 1
    breaks = tuple(match.end() for match in _SENTENCE_END.finditer(text))
    country, towns = home(item.url or item.outlet or "") if item else (None, ())
    return Context(dict(named), dict(states), breaks, country, towns)


def country_of(name: Name, text: str) -> str | None:
    """The country that a name names, as noun or adjective."""
    if name.type not in ("place", "country", "nationality"):
        return None
    words = name.called(text)
    return name.country or countries.by_name().get(words) or countries.by_demonym().get(words)


def _opening(name: Name, text: str) -> str | None:
    """The country whose nationality opens the name of an organisation: "American Legion"."""
    if name.type not in ("organisation", "work", "project"):
        return None
    return countries.by_demonym().get(name.called(text).split(" ", 1)[0])


@lru_cache(maxsize=4096)
def state_of(words: str) -> tuple[str, str] | None:
    """Country and code of a state by its name, or its abbreviation, if that is the first sense of the words."""
    words = places.abbreviations().get(words, words)
    first = next((p for p in places.named(words) if p.kind in ("state", "city", "county")), None)
    return (first.country, first.state) if first and first.kind == "state" and first.state else None


def around(number: int, names: Sequence[Name], text: str, context: Context) -> Around:
    """What stands around the name at this place of the list."""
    name = names[number]
    before, after = bisect_right(context.breaks, name.span.start), bisect_left(context.breaks, name.span.end)
    start = context.breaks[before - 1] if before else 0
    end = context.breaks[after] if after < len(context.breaks) else len(text)
    near = [n for n in names[max(0, number - 12) : number + 13] if n is not name and start <= n.span.start < end]
    named = frozenset(code for n in near if (code := country_of(n, text) or _opening(n, text)))
    states = frozenset(state for n in near if (state := state_of(n.called(text))))
    return Around(_holder(number, names, text), named, states)


def _holder(number: int, names: Sequence[Name], text: str) -> tuple[str, str] | None:
    name = names[number]
    for other in names[number + 1 : number + 3]:
        between = text[name.span.end : other.span.start]
        if _HOLDS.fullmatch(between) or re.fullmatch(r", [A-Z][\w.’' -]{2,24}(?:,|) ", between):
            if state := state_of(other.called(text)):
                return state
            if code := country_of(other, text):
                return code, ""
    after = _ABBREVIATION.match(text, name.span.end)
    full = places.abbreviations().get(after[1]) if after else None
    if full and (state := state_of(full)):
        return state
    return _owner(number, names, text)


def _owner(number: int, names: Sequence[Name], text: str) -> tuple[str, str] | None:
    """The country whose possessive or adjective stands before the name: "Syria's Palmyra", "the Syrian city of Palmyra"."""
    if not number:
        return None
    name, other = names[number], names[number - 1]
    between = text[other.span.end : name.span.start]
    if _OWNS.fullmatch(between) and (code := country_of(other, text)):
        return code, ""
    return None


@lru_cache(maxsize=1024)
def home(address: str) -> tuple[str | None, tuple[Place, ...]]:
    """Where an outlet is at home, by its address: the country of its top-level domain, and the towns whose name its domain opens with
    ("gainesvilleregister.com")."""
    host = re.sub(r"^\w+://", "", address.casefold()).split("/")[0].split(":")[0]
    labels = [label for label in host.split(".") if label not in ("www", "com", "co", "org", "net", "news")]
    country = countries.by_alpha_2().get({"UK": "GB"}.get(labels[-1].upper(), labels[-1].upper())) if len(labels) > 1 else None
    best: tuple[Place, ...] = ()
    for label in labels[:-1] if country else labels:
        bare = _BEFORE_TOWN.sub("", label).replace("-", " ")
        for end in range(len(bare), 4, -1):
            found = tuple(p for p in places.named(bare[:end].strip().title()) if p.kind in ("city", "county") and not p.alias)
            if found and (country is None or any(p.country == country for p in found)):
                best = best or tuple(p for p in found if country in (None, p.country))
                break
    return country, best
