"""The map: events by place and time, drawn on the server from Natural Earth's shapes, with an equal table."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from fastapi import FastAPI

from ..archive import Archive
from ..knowledge.countries import countries
from ..types import Event, Item
from .facts import LATEST, tally
from .languages import N_
from .routing import NOTHING, Answer, Choice, Day, both

#: Parts of the world by name: west, south, east, north in degrees.
PARTS: dict[str, tuple[float, float, float, float]] = {
    "World": (-170.0, -56.0, 190.0, 84.0),
    "Europe": (-25.0, 34.0, 45.0, 72.0),
    "Caucasus and Central Asia": (36.0, 33.0, 92.0, 57.0),
    "Middle East": (24.0, 10.0, 66.0, 43.0),
    "Africa": (-26.0, -36.0, 56.0, 39.0),
    "Asia": (58.0, -12.0, 150.0, 56.0),
    "Americas": (-170.0, -56.0, -30.0, 74.0),
    "Oceania": (105.0, -50.0, 180.0, 5.0),
}
WIDTH = 960.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Events at one place: position and radius in the drawing; `exact` is False where only the country is known."""

    name: str
    country: str | None
    x: float
    y: float
    radius: float
    exact: bool
    events: tuple[tuple[Item, Event], ...]


@lru_cache(maxsize=1)
def shapes() -> dict[str, list[list[float]]]:
    """Rings of longitudes and latitudes by alpha-3 code."""
    with gzip.open(str(files(__package__) / "shapes.json.gz"), "rt", encoding="utf-8") as file:
        found: dict[str, list[list[float]]] = json.load(file)
    return found


def project(longitude: float, latitude: float, part: str) -> tuple[float, float]:
    """A place in the drawing of a part: plate carrée, true to scale at the part's middle parallel below 60 degrees."""
    west, _, _, north = PARTS[part]
    scale = _scale(part)
    return round((longitude - west) * scale, 1), round((north - latitude) * scale * _stretch(part), 1)


def _scale(part: str) -> float:
    west, _, east, _ = PARTS[part]
    return WIDTH / (east - west)


def _stretch(part: str) -> float:
    return {"Europe": 1.6, "Caucasus and Central Asia": 1.4, "World": 1.0}.get(part, 1.1)


def height(part: str) -> float:
    """The height of a part's drawing."""
    _, south, _, north = PARTS[part]
    return round((north - south) * _scale(part) * _stretch(part), 1)


@lru_cache(maxsize=16)
def outlines(part: str) -> tuple[tuple[str, str], ...]:
    """(alpha-3 code, path) of every country that touches a part."""
    west, south, east, north = PARTS[part]
    found = []
    for code, rings in shapes().items():
        near = [r for r in rings if max(r[::2]) > west and min(r[::2]) < east and max(r[1::2]) > south and min(r[1::2]) < north]
        path = "".join(_path(ring, part) for ring in near)
        if path:
            found.append((code, path))
    return tuple(found)


def _path(ring: list[float], part: str) -> str:
    points = (project(a, b, part) for a, b in zip(ring[::2], ring[1::2], strict=True))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def located(item: Item, event: Event) -> tuple[str, str | None, float, float, bool] | None:
    """(name, country, longitude, latitude, whether the place itself is known) of an event; None where nothing tells."""
    known = countries()
    entity = event.place.entity if event.place is not None else None
    if entity is not None and entity.latitude is not None and entity.longitude is not None and entity.type != "country":
        return entity.name, entity.country, entity.longitude, entity.latitude, True
    parties = (*event.recipients, *event.actors)
    code = entity.country if entity is not None else next((p.country for p in parties if p.country), None)
    if code is None or code not in known:
        return None
    country = known[code]
    return country.name, code, country.longitude, country.latitude, False


def spots(rows: Iterable[tuple[Item, Event]], part: str) -> list[Spot]:
    """Events by place, the places with most of them first."""
    west, south, east, north = PARTS[part]
    found: dict[tuple[str, str | None, float, float, bool], list[tuple[Item, Event]]] = {}
    for item, event in rows:
        place = located(item, event)
        if place is not None and west <= place[2] <= east and south <= place[3] <= north:
            found.setdefault(place, []).append((item, event))
    made = []
    for (name, country, longitude, latitude, exact), events in found.items():
        x, y = project(longitude, latitude, part)
        made.append(Spot(name, country, x, y, round(5 + 4 * sqrt(len(events)), 1), exact, tuple(events)))
    return sorted(made, key=lambda s: (-len(s.events), s.name))


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the map to a site."""

    def world(part: Choice = None, type: Choice = None, since: Day = None, until: Day = None) -> Answer:
        """Events by place and time."""
        part = part or "World"
        if part not in PARTS:
            return NOTHING
        rows = archive.events(type=type, since=since, until=until, limit=LATEST)
        found = spots(rows, part)
        shown = sum(len(s.events) for s in found)
        values = {
            "part": part,
            "parts_names": tuple(PARTS),
            "spots": found,
            "outlines": outlines(part),
            "width": WIDTH,
            "height": height(part),
            "elsewhere": len(rows) - shown,
            "facets": [(N_("What"), "type", tally(e.type for _, e in rows), type)],
            "since": since,
            "until": until,
        }
        plain = [{"place": s.name, "country": s.country, "exact": s.exact, "events": [e for _, e in s.events]} for s in found]
        return "map.html", values, plain

    both(app, "/map", world)
