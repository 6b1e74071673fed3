"""Two places of one name in one item: Georgia and "Georgia, USA", Odesa and "Odessa, Texas"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..knowledge import countries, places
from ..knowledge.places import Place
from .place_context import Around, country_of
from .shapes import Name

_HELD, _STOP = re.compile(r", [A-Z]"), re.compile(r"[.!?;:\n]")
#: People of a town that may be meant beside another of its name.
_TOWN = 100_000


def state_behind_town(number: int, names: Sequence[Name], text: str) -> tuple[str, str] | None:
    """The country of the state that shares its name with a country, behind a town of the state: "Savannah, Georgia", not "Batumi,
    Georgia"."""
    words = names[number].called(text)
    code = countries.by_name().get(words)
    if not number or code is None or text[names[number - 1].span.end : names[number].span.start] != ", ":
        return None
    town = next((p for p in places.named(names[number - 1].called(text)) if p.kind == "city"), None)
    states = [p for p in places.named(words) if p.kind == "state" and p.country != code]
    found = next((p for p in states if town and (town.country, town.state) == (p.country, p.state)), None)
    return (found.country, "") if found else None


def is_apart(number: int, names: Sequence[Name], text: str, around: Around, holder: tuple[str, str], options: Sequence[Place]) -> bool:
    """Whether a name that stands alone means another place than where it stands with its holder: its sentence names the country of another
    great town so called and not the holder's ("Ukraine said a drone hit Odessa"), the sentence goes on to tell of that other, or it is a
    country of which the item names the adjective or the capital ("Georgia" beside "Georgian" or "Tbilisi")."""
    words = names[number].called(text)
    code = countries.by_name().get(words)
    if code is not None and code != holder[0]:
        return any(_tells_of(name, code, words, text) for name in names)
    if _beside_held(number, names, text):
        return True
    others = {p.country for p in options if p.country != holder[0] and p.kind in ("city", "state") and p.population > _TOWN}
    return bool(others & around.countries) and holder[0] not in around.countries


def _beside_held(number: int, names: Sequence[Name], text: str) -> bool:
    """Whether the same name stands with its holder later in the sentence: "the mayor of Paris met the mayor of Paris, Texas"."""
    span = names[number].span
    words = span.of(text)
    later = (n for n in names[number + 1 : number + 8] if n.span.of(text) == words)
    held = next((n for n in later if _HELD.match(text, n.span.end)), None)
    return held is not None and not _STOP.search(text, span.end, held.span.start)


def _tells_of(name: Name, code: str, words: str, text: str) -> bool:
    """Whether a name is of a country, under another word than its name; "Georgians" are of the state as often."""
    called = name.called(text)
    own = country_of(name, text) == code and not called.endswith("s")
    return called != words and (own or countries.by_capital().get(called) == code)


def without_respelt(words: str, options: tuple[Place, ...], held: dict[str, tuple[str, str]]) -> tuple[Place, ...]:
    """The places that a name may mean without those that the item calls by their own, other name with their holder: beside "Odessa, Texas"
    Odesa is the town of Ukraine."""
    own = {place for other in held if other != words for place in places.named(other) if not place.alias and is_in(place, held[other])}
    left = tuple(p for p in options if not (p.alias and any(_is_same(p, place) for place in own)))
    return left if any(not p.alias for p in left) else options


def is_in(place: Place, holder: tuple[str, str]) -> bool:
    """Whether a place lies in what holds a name."""
    return place.country == holder[0] and holder[1] in ("", place.state)


def _is_same(one: Place, other: Place) -> bool:
    return one.geonames_id is not None and one.geonames_id == other.geonames_id
