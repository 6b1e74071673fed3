"""Names, their types, "he", names across scripts, and the cost of all this beside spaCy's.

`--data` is the folder that holds `entities`, `statements` and `places`; labels lie in bench/labels.

`news_fair`: names by overlap and by exact span, ours and bare spaCy's in the same run; gold are mentions with a link, a capital, and no
coreference, inside the evaluation span; a prediction on any other annotated mention does not count; offices
are not counted on our side. `types`: of the spans labelled by
hand with a type, those that we find and type so; `false` is the share of the spans labelled as no name that we call one. `he`: of the
pronouns and titles that speak, those resolved to the right person; `nearest` takes the nearest name of a person before. `scripts`: pairs
of names of people; `same` must be right (precision) and found (recall); unsure counts as not found. `cost`: CPU seconds of mentions
alone as a share of spaCy's.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.entities.finding import find_mentions
from dateline.identity.matching import match
from dateline.knowledge.offices import fold
from dateline.language.parsing import parse
from dateline.types import Entity, Item, Mention

from .harness import Clock, Result, Row, data_file, f1, records

LABELS = Path(__file__).parent / "labels"
NAMED = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"])
_NAMES = frozenset(["person", "organisation", "place", "country", "nationality", "work", "project", "group", "medium", "event"])
#: Types of ours that answer a label: a nationality without a country is a group.
_AS = {"group": ("group", "nationality")}


@dataclass(frozen=True)
class Span:
    """A span found in a document, for any system."""

    start: int
    end: int


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Every part; `limit` counts documents of news_fair and of the labels."""
    misses: list[str] = []
    folder = data / "entities" / "news_fair"
    files = [data_file(folder, "documents"), data_file(data / "statements" / "polnear", "dev")]
    files += [data_file(data / "places" / "trnews", "documents"), LABELS / "names_pairs.csv"]
    rows = list(_news_fair(list(records(folder, "documents"))[:limit], misses))
    read = _Reader(data)
    rows += [_types(read, limit, misses), *_he(read, limit, misses), _scripts(misses)]
    rows.append(Row("dateline", "cost", {"mentions/parse": read.mentions / max(read.parse, 1e-9)}))
    return Result("entities", rows, [f for f in files if f.exists()], misses)


class _Reader:
    """Documents by set and id with their mentions, each read once."""

    def __init__(self, data: Path) -> None:
        self.texts = {("polnear", r["id"]): r["text"] for r in records(data / "statements" / "polnear", "dev")}
        self.texts |= {("trnews", r["id"]): r["text"] for r in records(data / "places" / "trnews", "documents")}
        self.read: dict[tuple[str, str], tuple[Mention, ...]] = {}
        self.mentions = self.parse = 0.0

    def __call__(self, key: tuple[str, str]) -> tuple[Mention, ...]:
        if key not in self.read:
            item = Item(key[1], "article", self.texts[key], (self.texts[key],), language="en")
            with Clock() as parsing:
                doc = next(iter(parse([item])))
            with Clock() as finding:
                self.read[key] = find_mentions(item, doc)
            self.parse, self.mentions = self.parse + parsing.seconds, self.mentions + finding.seconds
        return self.read[key]


def _news_fair(documents: Sequence[dict[str, Any]], misses: list[str]) -> Iterator[Row]:
    ours: list[list[Span]] = []
    theirs: list[list[Span]] = []
    items = [Item(r["id"], "article", r["text"], (r["text"],), language="en") for r in documents]
    for item, doc in zip(items, parse(items), strict=True):
        found = [m for m in find_mentions(item, doc) if m.type in _NAMES and not m.pronoun]
        ours.append([Span(m.span.start, m.span.end) for m in found])
        theirs.append([Span(e.start_char, e.end_char) for e in doc.ents if e.label_ in NAMED])
    yield Row("dateline", "news_fair", _mentions(documents, ours, misses.append))
    yield Row("spaCy small", "news_fair", _mentions(documents, theirs, lambda _: None))


def _mentions(
    documents: Sequence[dict[str, Any]], found: Sequence[Sequence[Span]], miss: Callable[[str], None]
) -> dict[str, float]:
    overlapping = exact = predicted = gold = 0
    for record, spans in zip(documents, found, strict=True):
        text, (start, end) = record["text"], record["evaluation_span"]
        wanted = [m for m in record["mentions"] if _is_name(m, text, start, end)]
        ignored = [m for m in record["mentions"] if not _is_name(m, text, start, end)]
        gold += len(wanted)
        free = list(wanted)
        for span in sorted((s for s in spans if start <= s.start < end), key=lambda s: (s.start, -s.end)):
            hit = next((m for m in free if span.start < m["end"] and m["start"] < span.end), None)
            if hit is not None:
                free.remove(hit)
                overlapping, predicted = overlapping + 1, predicted + 1
                exact += (hit["start"], hit["end"]) == (span.start, span.end)
            elif not any(span.start < m["end"] and m["start"] < span.end for m in (*ignored, *wanted)):
                predicted += 1
                miss(f"FALSE news_fair {record['id']} {text[span.start : span.end]!r}")
        for m in free:
            if m["parent"] is None:
                miss(f"MISS news_fair {record['id']} {text[m['start'] : m['end']]!r}")
    p, r, f = f1(overlapping, predicted, gold)
    return {"p": p, "r": r, "f1": f, "exact f1": f1(exact, predicted, gold)[2]}


def _is_name(mention: dict[str, Any], text: str, start: int, end: int) -> bool:
    words = text[mention["start"] : mention["end"]]
    wanted = mention["qid"] and not mention["coref"] and not mention["optional"] and start <= mention["start"] < end
    return bool(wanted) and any(c.isupper() for c in words)


def _labels(name: str, limit: int | None) -> list[dict[str, str]]:
    path = LABELS / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    documents = list(dict.fromkeys(row["id"] for row in rows))[:limit]
    return [row for row in rows if row["id"] in set(documents)]


def _types(read: _Reader, limit: int | None, misses: list[str]) -> Row:
    right: dict[str, list[bool]] = defaultdict(list)
    false = []
    for row in _labels("entity_names.csv", limit):
        start, end, label = int(row["start"]), int(row["end"]), row["label"]
        found = _at(read((row["set"], row["id"])), start, end)
        if label == "-":
            false.append(found is not None and found.span.start == start and found.span.end == end)
        elif label not in ("x", "u"):
            good = found is not None and found.type in _AS.get(label, (label,))
            right[label].append(good)
            if not good:
                words = read.texts[row["set"], row["id"]][max(0, start - 30) : end + 30].replace("\n", " ")
                got = f"{found.type} {found.text!r}" if found else "nothing"
                misses.append(f"MISS types {row['set']} {row['id']} {start} {label} got {got} in {words!r}")
    every = [good for goods in right.values() for good in goods]
    metrics = {"labelled": float(len(every)), "right": _share(every), "false": _share(false)}
    return Row("dateline", "types", metrics | {label: _share(goods) for label, goods in sorted(right.items())})


def _at(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention that shares most with a span, times, pronouns and offices apart: a person was labelled with his office."""
    best, most = None, 0
    for mention in mentions:
        shared = min(end, mention.span.end) - max(start, mention.span.start)
        if mention.type in _NAMES and not mention.pronoun and shared > most:
            best, most = mention, shared
    return best


def _he(read: _Reader, limit: int | None, misses: list[str]) -> Iterator[Row]:
    got: dict[str, list[bool]] = {"dateline": [], "nearest": []}
    titles: list[bool] = []
    for row in _labels("entity_he.csv", limit):
        if "-" not in row["label"].strip("-"):
            continue
        key, start, end = (row["set"], row["id"]), int(row["start"]), int(row["end"])
        text = read.texts[key]
        a, b = map(int, row["label"].split("-"))
        mentions = read(key)
        meant = next((m.entity for m in mentions if m.span.start <= start < m.span.end and m.entity and m.type == "person"), None)
        before = [m for m in mentions if m.type == "person" and not m.pronoun and m.span.end <= start]
        good = _is_person(meant, text[a:b])
        got["dateline"].append(good)
        got["nearest"].append(_is_person(before[-1].entity if before else None, text[a:b]))
        if text[start:end].casefold() not in ("he", "she"):
            titles.append(good)
        if not good:
            context = text[max(0, start - 160) : end + 40].replace("\n", " / ")
            name = meant.name if meant else None
            misses.append(f"MISS he {row['id']} {start} {text[start:end]!r} is {text[a:b]!r} got {name!r} in {context!r}")
    for system, goods in got.items():
        extra = {"titles": _share(titles)} if system == "dateline" else {}
        yield Row(system, "he", {"cases": float(len(goods)), "right": _share(goods)} | extra)


def _is_person(entity: Entity | None, name: str) -> bool:
    """Whether the entity is the person called so: the last word of either is a word of the other."""
    if entity is None:
        return False
    one, other = fold(entity.name).split(), fold(name).split()
    return bool(one and other) and (one[-1] in other or other[-1] in one)


def _scripts(misses: list[str]) -> Row:
    """Pairs of names of people, of bench/labels/names_pairs.csv."""
    with (LABELS / "names_pairs.csv").open(encoding="utf-8") as lines:
        pairs = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    said = right = wanted = unsure = 0
    for row in pairs:
        one, other = (Entity(side, row[side], "person", row[f"{side}_country"] or None) for side in ("left", "right"))
        verdict = match(one, other)
        same = row["verdict"] == "same"
        wanted, said, right = wanted + same, said + (verdict == "same"), right + (same and verdict == "same")
        unsure += verdict == "unsure"
        if same != (verdict == "same"):
            misses.append(f"MISS scripts {row['left']} | {row['right']}: {verdict}, is {row['verdict']}")
    metrics = {"pairs": float(len(pairs)), "precision": right / max(said, 1), "recall": right / max(wanted, 1)}
    return Row("dateline", "scripts", metrics | {"unsure": unsure / max(len(pairs), 1)})


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
