"""Names of Russian pages: found, typed, and joined under inflection, on paragraphs labelled by hand (bench/labels/entities_russian.csv).

`--data` is the folder `pages`. A page's text is its paragraphs of 80 characters and more, one a line; only those labelled are scored. A
name is found where a mention overlaps it, each once; a mention inside a longer labelled name ("Belarus" in its electoral commission) does
not count. `type` is the share of the found whose type is right. `joined`: of the mentions labelled as one, each with the next of that
number, those with one entity. `tables alone` is what is read without the extra.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from selectolax.lexbor import LexborHTMLParser

from dateline.entities.finding import find_mentions
from dateline.language import russian
from dateline.language.parsing import parse
from dateline.types import Item, Mention, Span

from .harness import Result, Row, data_file, f1, records

LABELS = Path(__file__).parent / "labels" / "entities_russian.csv"
SHORTEST = 80
_KINDS = ("person", "organisation", "place", "country", "nationality")
Labels = dict[str, list[dict[str, str]]]


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores the labelled paragraphs; needs the extra `ru`."""
    if not russian.available():
        raise SystemExit(f"bench russian: {russian.MISSING}")
    labels: Labels = defaultdict(list)
    with LABELS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            labels[row["id"]].append(row)
    sets = sorted({row["set"] for rows in labels.values() for row in rows})
    texts = {i: text for name in sets for i, text in page_texts(data / name, labels)}
    misses: list[str] = []
    rows = [_row("dateline", labels, texts, misses)]
    if peers:
        rows.append(_without_extra(labels, texts))
    return Result("russian", rows, [LABELS, *(data_file(data / name, "pages") for name in sets)], misses)


def page_texts(folder: Path, wanted: Labels) -> Iterator[tuple[str, str]]:
    """Ids and texts of the wanted pages of a set."""
    for record in records(folder, "pages"):
        if record["id"] in wanted:
            paragraphs = [re.sub(r"\s+", " ", node.text()).strip() for node in LexborHTMLParser(record["html"]).css("p")]
            yield record["id"], "\n".join(p for p in paragraphs if len(p) >= SHORTEST)


def _without_extra(labels: Labels, texts: dict[str, str]) -> Row:
    with patch("dateline.entities.russian.available", lambda: False):
        return _row("tables alone", labels, texts, [])


def _row(system: str, labels: Labels, texts: dict[str, str], misses: list[str]) -> Row:
    found = predicted = gold = typed = joined = pairs = 0
    for page, rows in labels.items():
        mentions = _mentions(texts[page])
        spans = [(int(row["start"]), int(row["end"]), row["label"], row["same"]) for row in rows]
        paragraphs = [(start, end) for start, end, label, _ in spans if label == "paragraph"]
        names = [span for span in spans if span[2] != "paragraph"]
        hits = _hits(names, mentions)
        spare = [m for m in mentions if _within(m, paragraphs) and not any(m.span.overlaps(_span(n)) for n in names)]
        misses += [f"FALSE {page} {m.type} {m.text!r}" for m in spare]
        misses += [f"MISS {page} {n[2]} {texts[page][n[0] : n[1]]!r}" for n, m in zip(names, hits, strict=True) if m is None]
        misses += [
            f"TYPE {page} {n[2]} got {m.type} {m.text!r}" for n, m in zip(names, hits, strict=True) if m and m.type != n[2]
        ]
        found += sum(m is not None for m in hits)
        typed += sum(m is not None and m.type == n[2] for n, m in zip(names, hits, strict=True))
        gold, predicted = gold + len(names), predicted + sum(m is not None for m in hits) + len(spare)
        last: dict[str, Mention] = {}
        for name, hit in zip(names, hits, strict=True):
            if hit is None:
                continue
            if name[3] in last:
                one, other = last[name[3]].entity, hit.entity
                pairs, joined = pairs + 1, joined + (one is not None and other is not None and one.id == other.id)
                misses += (
                    []
                    if one and other and one.id == other.id
                    else [f"APART {page} {one and one.name!r} {other and other.name!r}"]
                )
            last[name[3]] = hit
    p, r, f = f1(found, predicted, gold)
    metrics = {"labelled": float(gold), "p": p, "r": r, "f1": f, "type": typed / max(found, 1), "joined": joined / max(pairs, 1)}
    return Row(system, "pages", metrics)


def _mentions(text: str) -> list[Mention]:
    item = Item("page", "article", text, tuple(text.split("\n")), language="ru")
    return [m for m in find_mentions(item, next(iter(parse([item])))) if m.type in _KINDS and not m.pronoun]


def _hits(names: Sequence[tuple[int, int, str, str]], mentions: Sequence[Mention]) -> list[Mention | None]:
    """The mention that shares most with each name."""
    found = []
    for name in names:
        shared = [(min(name[1], m.span.end) - max(name[0], m.span.start), -m.span.start, m) for m in mentions]
        best = max(((n, at, m) for n, at, m in shared if n > 0), default=None, key=lambda one: one[:2])
        found.append(best[2] if best else None)
    return found


def _span(name: tuple[int, int, str, str]) -> Span:
    return Span(name[0], name[1])


def _within(mention: Mention, paragraphs: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.span.start < end for start, end in paragraphs)
