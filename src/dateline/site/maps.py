"""The map: events by place and time, drawn on the server from Natural Earth's shapes, with an equal table."""

from __future__ import annotations

import gzip
import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BeforeValidator

from ..archive import Archive
from ..knowledge.countries import countries
from ..types import Event, Item
from .charts import bars
from .facts import HAPPENED, tally
from .languages import N_
from .routing import NOTHING, Answer, Choice, Day, Month, both

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
#: How many of the latest events the map shows.
LATEST = 300
#: The largest enlargement; the shapes are too coarse for more.
ZOOM = 16
Zoom = Annotated[int, Query(ge=1, le=ZOOM, description="How many times the drawing is enlarged")]
At = Annotated[
    str | None,
    Query(pattern=r"^(-?[0-9]{1,3}(\.[0-9]{1,4})?,-?[0-9]{1,3}(\.[0-9]{1,4})?)?$", description="The middle: longitude,latitude"),
    BeforeValidator(lambda value: value or None),
]


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


def detail(zoom: int) -> int:
    """Steps of a unit in which outlines are drawn: a unit is a pixel until the map is enlarged, and finer ones only make the page heavy."""
    return 10 if zoom > 2 else 2


@lru_cache(maxsize=16)
def outlines(part: str, steps: int) -> tuple[tuple[str, str], ...]:
    """(alpha-3 code, path) of every country that touches a part, in so many steps of a unit."""
    west, south, east, north = PARTS[part]
    found = []
    for code, rings in shapes().items():
        near = [r for r in rings if max(r[::2]) > west and min(r[::2]) < east and max(r[1::2]) > south and min(r[1::2]) < north]
        path = "".join(_path(ring, part, steps) for ring in near)
        if path:
            found.append((code, path))
    return tuple(found)


def _path(ring: list[float], part: str, steps: int) -> str:
    """A ring as an SVG path, every point from the one before: half as long as places are. Nothing where it is smaller than a step."""
    points = [tuple(round(steps * v) for v in project(a, b, part)) for a, b in zip(ring[::2], ring[1::2], strict=True)]
    moves = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(points) if (x, y) != (px, py)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(moves)}z" if moves else ""


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


@dataclass(frozen=True, slots=True)
class View:
    """What of a part's drawing is seen: left, top, width and height in the drawing, how many times it is enlarged, and the middle in
    degrees; `moves` are the addresses' values (zoom, at) for the buttons beside it."""

    left: float
    top: float
    width: float
    height: float
    zoom: int
    moves: dict[str, tuple[str, str]]


def view(part: str, zoom: int, at: str | None) -> View:
    """The view of a part at an enlargement around a place ("longitude,latitude"; the middle of the part if not said)."""
    west, south, east, north = PARTS[part]
    zoom = max(1, min(ZOOM, zoom))
    longitude, latitude = (float(v) for v in at.split(",")) if at else ((west + east) / 2, (south + north) / 2)
    across, down = (east - west) / zoom, (north - south) / zoom
    longitude = min(max(longitude, west + across / 2), east - across / 2)
    latitude = min(max(latitude, south + down / 2), north - down / 2)
    left, top = project(longitude - across / 2, latitude + down / 2, part)
    here = f"{longitude:.2f},{latitude:.2f}"
    moves = {"in": (str(min(ZOOM, zoom * 2)), here), "out": (str(max(1, zoom // 2)), here)}
    for name, east_by, north_by in (("left", -1, 0), ("right", 1, 0), ("up", 0, 1), ("down", 0, -1)):
        moves[name] = (str(zoom), f"{longitude + east_by * across / 3:.2f},{latitude + north_by * down / 3:.2f}")
    return View(left, top, round(WIDTH / zoom, 1), round(height(part) / zoom, 1), zoom, moves)


def days_of(month: str | None, since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The days of a month where one is chosen, else those that were asked for."""
    if month is None:
        return since, until
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the map to a site."""

    def world(
        part: Choice = None,
        type: Choice = None,
        since: Day = None,
        until: Day = None,
        month: Month = None,
        zoom: Zoom = 1,
        at: At = None,
    ) -> Answer:
        """Events by place and time."""
        part = part or "World"
        if part not in PARTS:
            return NOTHING
        first, last = days_of(month, since, until)
        rows = archive.events(type=type, certainty=HAPPENED, since=first, until=last, limit=LATEST)
        found = spots(rows, part)
        shown = sum(len(s.events) for s in found)
        when = Counter(f"{day.latest:%Y-%m}" for item, e in rows if (day := e.when or item.published) is not None)
        values = {
            "part": part,
            "parts_names": tuple(PARTS),
            "spots": found,
            "outlines": outlines(part, detail(zoom)),
            "steps": detail(zoom),
            "view": view(part, zoom, at),
            "elsewhere": len(rows) - shown,
            "bars": bars([(m, float(n), 0.0, n) for m, n in when.items()]) if month is None else (),
            "month": month,
            "facets": [(N_("What"), "type", tally(e.type for _, e in rows), type)],
            "since": since,
            "until": until,
        }
        plain = [{"place": s.name, "country": s.country, "exact": s.exact, "events": [e for _, e in s.events]} for s in found]
        return "map.html", values, plain

    both(app, "/map", world)
