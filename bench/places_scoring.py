"""What the places benchmark counts: a found place against the gold one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.knowledge import countries
from dateline.types import Item

from .harness import f1

#: Kilometres within which a place is the gold one.
NEAR = 161.0


@dataclass(frozen=True)
class Found:
    """A place that a system found: where, and what it takes it for."""

    start: int
    end: int
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    is_country: bool = False
    is_metonym: bool = False


def as_item(record: dict[str, Any]) -> Item:
    """A document as the article of its outlet."""
    text = record["text"]
    return Item(record["id"], "article", text, (text,), url=record["url"], outlet=record["domain"], language="en")


def score(
    read: Sequence[tuple[dict[str, Any], Sequence[Found], Sequence[Found]]], miss: Callable[[str], None]
) -> dict[str, float]:
    """Metrics over documents with what was found in them and what was made of the gold names."""
    found = predicted = gold = right = pointed = given = far = named = 0
    for record, ours, theirs in read:
        predicted, gold = predicted + len(ours), gold + len(record["toponyms"])
        for toponym, place in pairs(record["toponyms"], ours):
            found += 1
            good = is_right(toponym, place)
            right += good
            pointed += place.geonameid is not None or place.lat is not None or place.is_country
            away, said = _abroad(record["text"], toponym, place)
            far, named = far + away, named + said
            if not good:
                miss(f"{record['id']} {place.start} {toponym['name']!r} wanted {toponym['geonameid']} got {place}")
        given += sum(is_right(t, place) for t, place in zip(record["toponyms"], theirs, strict=True)) if theirs else 0
    p, r, f = f1(found, predicted, gold)
    metrics = {"found p": p, "found r": r, "found f1": f, "right": right / max(pointed, 1), "right all": right / max(found, 1)}
    metrics |= {"given": given / max(gold, 1)} if given else {}
    return metrics | {"e2e f1": f1(right, predicted, gold)[2], "far": far / max(named, 1)}


def pairs(gold: Sequence[dict[str, Any]], found: Sequence[Found]) -> Iterator[tuple[dict[str, Any], Found]]:
    """Gold and found places that overlap, each used once, in the order of the text."""
    free = sorted(found, key=lambda place: place.start)
    for toponym in sorted(gold, key=lambda t: t["start"]):
        for number, place in enumerate(free):
            if place.start < toponym["end"] and toponym["start"] < place.end:
                yield toponym, place
                del free[number]
                break


def is_right(gold: dict[str, Any], place: Found) -> bool:
    """The same id, the same country where we found a country that the gold is, or within 161 km."""
    if place.geonameid is not None and place.geonameid == gold["geonameid"]:
        return True
    if place.is_metonym:
        return bool(place.country == gold["country"])
    if place.is_country:
        return _is_country(gold) and place.country == gold["country"]
    return place.lat is not None and place.lon is not None and kilometres(place.lat, place.lon, gold["lat"], gold["lon"]) <= NEAR


def _is_country(gold: dict[str, Any]) -> bool:
    """Whether the gold name is one of its own country's, or of none that we know."""
    code = countries.by_name().get(gold["name"]) or countries.by_demonym().get(gold["name"])
    return code is not None and countries.countries()[code].alpha_2 == gold["country"]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def _abroad(text: str, gold: dict[str, Any], place: Found) -> tuple[bool, bool]:
    """Whether the place lies on another continent than the gold although the sentence names its country; whether it names it at all."""
    regions = {c.alpha_2: c.region for c in countries.countries().values()}
    start = max(text.rfind(mark, 0, gold["start"]) for mark in (". ", "\n")) + 1
    end = min((at for mark in (". ", "\n") if (at := text.find(mark, gold["end"])) >= 0), default=len(text))
    words = text[start : gold["start"]] + " " + text[gold["end"] : end]
    own = next((c for c in countries.countries().values() if c.alpha_2 == gold["country"]), None)
    if own is None or not any(re.search(rf"\b{re.escape(n)}\b", words) for n in (*own.names, *own.demonyms)):
        return False, False
    return bool(place.country) and regions.get(place.country or "") not in (regions.get(gold["country"]), None), True
