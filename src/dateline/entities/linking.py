"""Names to entities within one item: one person for "Kassym-Jomart Tokayev", "Tokayev" and "President Tokayev"; places with points."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..ids import digest
from ..knowledge import countries, places
from ..knowledge.offices import TITLES, fold, held, skeleton
from ..types import Entity
from .names import Name
from .roles import role_of


def entity_id(kind: str, name: str, country: str | None = None) -> str:
    """Type and folded name; a place adds its country, since towns share names."""
    return digest("entity", kind, fold(name), country or "" if kind == "place" else "")


def country_entity(code: str) -> Entity:
    """The entity of a country."""
    country = countries.countries()[code]
    return Entity(entity_id("country", country.name), country.name, "country", code, None, country.latitude, country.longitude)


def link(names: list[Name], text: str) -> list[Entity]:
    """The entity of each name, in order."""
    names = vote(names, text)
    near = nearby_countries(names, text)
    people = [name.span.of(text) for name in names if name.type == "person"]
    return [_entity(name, text, people, near) for name in names]


def vote(names: list[Name], text: str) -> list[Name]:
    """One type for one name in an item: the type that most of its mentions have; a part of a person's full name is that person."""
    types: dict[str, dict[str, float]] = {}
    for name in names:
        own = types.setdefault(name.span.of(text), {})
        own[name.type] = own.get(name.type, 0.0) + name.trust
    people = [name.span.of(text) for name in names if name.type == "person"]
    surnames = {words.split()[-1] for words in people if len(words.split()) > 1}
    called = {name.span.of(text) for name in names if (name.type == "person" and name.role) or role_of(text, name.span)}
    voted = []
    for name in names:
        words = name.span.of(text)
        kind = max(types[words].items(), key=lambda pair: (pair[1], pair[0]))[0]
        if words in surnames and kind in ("place", "organisation", "work", "nationality"):
            kind = "person"
        if (
            kind in ("organisation", "work", "place")
            and name.trust < 0.8
            and 2 <= len(words.split()) <= 4
            and (words in called or words.split()[-1] in called or words.split()[-1] in people)
        ):
            kind = "person"
        voted.append(replace(name, type=kind))
    return voted


def nearby_countries(names: list[Name], text: str) -> dict[str, float]:
    """Countries that the item names, by how often: they say which Palmyra is meant."""
    found: Counter[str] = Counter()
    for name in names:
        code = name.country or countries.by_capital().get(name.span.of(text))
        if code:
            found[code] += 1
    return dict(found)


def full_name(words: str, people: list[str]) -> str:
    """The longest name in the item that this one is the last word of, or the first and last of."""
    parts = fold(words).split()
    best = words
    for other in people:
        more = fold(other).split()
        if (
            len(more) > len(fold(best).split())
            and more
            and parts
            and skeleton(more[-1]) == skeleton(parts[-1])
            and (len(parts) == 1 or parts[0][:3] == more[0][:3])
        ):
            best = other
    return best


def _entity(name: Name, text: str, people: list[str], near: dict[str, float]) -> Entity:
    words = name.span.of(text)
    if name.type in ("country", "nationality"):
        code = name.country or countries.by_demonym().get(words) or countries.by_name().get(words)
        return country_entity(code) if code else Entity(entity_id("group", words), words, "group")
    if name.type == "place":
        return place_entity(words, name, near)
    if name.type == "person":
        return person_entity(words, name, people)
    canonical = name.canonical or words
    return Entity(entity_id(name.type, canonical), canonical, name.type)


def place_entity(words: str, name: Name, near: dict[str, float]) -> Entity:
    """A city with its point, a country's region, or a name without a point."""
    code = countries.by_name().get(words)
    if code:
        return country_entity(code)
    if name.country:
        return Entity(entity_id("place", words, name.country), words, "place", name.country)
    core = re.sub(r"^(?:city|town|province|region|village|port) of ", "", words)
    core = re.sub(r" (?:Province|Region|District|City|province|region|district|city|Oblast|oblast)$", "", core)
    place = places.resolve(core, near)
    if place is None:
        return Entity(entity_id("place", words), words, "place")
    return Entity(
        entity_id("place", place.name, place.country),
        core,
        "place",
        place.country,
        place.geonames_id,
        place.latitude,
        place.longitude,
    )


def person_entity(words: str, name: Name, people: list[str]) -> Entity:
    """A person by the fullest name in the item; one known only by surname and office by the table of offices."""
    best = full_name(words, people)
    title = next((t for t in sorted(TITLES, key=len, reverse=True) if name.role and t in name.role.casefold()), None)
    terms = held(best, title) if title else held(best) if len(best.split()) > 1 else ()
    if (
        len(best.split()) == 1
        and terms
        and len({term.name.split()[-1] for term in terms}) == 1
        and len({t.country for t in terms}) == 1
    ):
        best = terms[0].name
    country = terms[0].country if terms and len({t.country for t in terms}) == 1 and len(terms[0].country) == 3 else None
    return Entity(entity_id("person", best), best, "person", country)
