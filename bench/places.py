"""Places on LGL, TR-News and GeoWebNews: found, resolved, both; the gazetteer's vote and bare spaCy as peers in the same run.

`--data` is the folder that holds `places`. A document is read as one article of its outlet. Every mention of a place or country counts
as found by us (not "the capital", which names none), also of a nationality whose country is known (the data annotate "Russian" too),
and metonyms. Right is the same GeoNames id, or at most 161 km away, or, where both are countries, the same country; a metonym ("Moscow"
for Russia's government) is right if the gold place lies in that country.

Columns: `found p`, `found r`, `found f1` by overlap, one gold a mention; `right` among found ones that have a point or a country;
`right all` among every found one; `given` with the gold names in the place of ours; `e2e f1` found and right; `far` the share of found
ones on another continent although the sentence names the country; `docs/cpu-s` of mentions alone, without the parse.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.entities.finding import find_mentions
from dateline.entities.linking import link
from dateline.entities.shapes import Name
from dateline.knowledge import countries
from dateline.language.parsing import parse
from dateline.types import Entity, Item, Mention, Span

from .harness import Clock, Result, Row, data_file, f1, records

SETS = ("lgl", "trnews", "geowebnews")
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


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores every set that is there."""
    rows: list[Row] = []
    files: list[Path] = []
    misses: list[str] = []
    for name in SETS:
        try:
            files.append(data_file(data / "places" / name, "documents"))
        except FileNotFoundError:
            continue
        documents = list(records(data / "places" / name, "documents"))[:limit]
        rows.append(Row("dateline", name, _ours(name, documents, misses)))
        if peers:
            from .places_peers import peer_rows

            rows += peer_rows(name, documents)
    return Result("places", rows, files, misses)


def as_item(record: dict[str, Any]) -> Item:
    """A document as the article of its outlet."""
    text = record["text"]
    return Item(record["id"], "article", text, (text,), url=record["url"], outlet=record["domain"], language="en")


def _ours(name: str, documents: Sequence[dict[str, Any]], misses: list[str]) -> dict[str, float]:
    seconds = 0.0
    read = []
    items = [as_item(record) for record in documents]
    for item, record, doc in zip(items, documents, parse(items), strict=True):
        with Clock() as clock:
            mentions = find_mentions(item, doc)
        seconds += clock.seconds
        read.append((record, located(mentions), _given(item, record)))
    metrics = score(read, lambda line: misses.append(f"MISS {name} {line}"))
    return metrics | {"docs/cpu-s": len(documents) / seconds if seconds else 0.0}


def located(mentions: Sequence[Mention]) -> list[Found]:
    """The mentions that name a place: a place, a country, or a nationality whose country is known, as the data annotate them."""
    kinds = ("place", "country", "nationality")
    found = [m for m in mentions if m.type in kinds and not m.pronoun and m.entity and m.entity.type in ("place", "country")]
    return [replace(taken(m.span, m.entity), is_metonym=m.metonym) for m in found if m.entity]


def _given(item: Item, record: dict[str, Any]) -> list[Found]:
    """The gold names resolved by us, as if found."""
    spans = [Span(t["start"], t["end"]) for t in record["toponyms"]]
    entities = link([Name(span, "place", 1.0) for span in spans], item.text, item)
    return [taken(span, entity) for span, entity in zip(spans, entities, strict=True)]


def taken(span: Span, entity: Entity) -> Found:
    """A mention and its entity as the scorer wants them."""
    code = countries.countries()[entity.country].alpha_2 if entity.country in countries.countries() else entity.country
    return Found(span.start, span.end, entity.geonames_id, entity.latitude, entity.longitude, code, entity.type == "country")


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


__all__ = ["Found", "run", "score", "taken"]
