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

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.entities.finding import find_mentions
from dateline.entities.linking import link
from dateline.entities.shapes import Name
from dateline.knowledge import countries
from dateline.language.parsing import parse
from dateline.types import Entity, Item, Mention, Span

from .harness import Clock, Result, Row, data_file, records
from .places_scoring import Found, as_item, score

SETS = ("lgl", "trnews", "geowebnews")


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
