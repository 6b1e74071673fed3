"""Teasers, comments and boundaries of items against labels made by hand (bench/labels): recall, precision, boundary errors; and of the
teasers found beside a date line that states a full day, how many are dated to that day ("day_right") or to days without it ("day_wrong").

A teaser is found when an item of ours holds the words of the labelled headline; it is right when no other labelled item has them too.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dateline.dates.solver import date_page
from dateline.dates.stamps import moment
from dateline.items.cut import Cut
from dateline.items.html_cutting import cut_html
from dateline.pages.decode import document
from dateline.types import Item
from training.html_fold import fold

from .harness import Result, Row, f1, records
from .html import fold_model
from .labels.blocks import Numbered, numbered
from .labels.kit import LABELS

_ENGLISH = ("en",)


@dataclass
class Counts:
    """What is counted over pages."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    matched: int = 0
    exact: int = 0
    leaked: int = 0
    rail_lines: int = 0
    days: int = 0
    day_right: int = 0
    day_wrong: int = 0

    def metrics(self) -> dict[str, float]:
        """Recall and precision of teasers and comments, exact boundaries of teasers found, rail lines in the article."""
        found: dict[str, float] = {}
        for kind in ("teaser", "comment"):
            if not self.labelled[kind] and not self.ours[kind]:
                continue
            precision, _, _ = f1(self.right[kind], self.ours[kind], 1)
            recall = self.found[kind] / max(1, self.labelled[kind])
            found |= {f"{kind}s": self.labelled[kind], f"{kind}_recall": recall, f"{kind}_precision": precision}
        found["boundaries"] = self.exact / max(1, self.matched)
        if self.days:
            found |= {"days": self.days, "day_right": self.day_right / self.days, "day_wrong": self.day_wrong / self.days}
        found["rail_in_article"] = self.leaked / max(1, self.rail_lines)
        return found


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores the labelled pages, each with the model that has not seen its site. No other extractor returns teasers."""
    if not LABELS.exists():
        raise FileNotFoundError(f"{LABELS.name}: no labels yet; bench/labels/README.md says how to make them")
    with LABELS.open(encoding="utf-8") as lines:
        truth = [json.loads(line) for line in itertools.islice(lines, limit)]
    wanted = {(row["set"], row["id"]): row["blocks"] for row in truth}
    every, english, others = Counts(), Counts(), Counts()
    misses: list[str] = []
    for name in sorted({name for name, _ in wanted}):
        for record in records(data / "pages" / name, "pages"):
            if (name, record["id"]) in wanted:
                model = fold_model(fold(record["site"]))
                page = document(record["html"], url=record["url"], media_type="text/html")
                cut = cut_html(page, model=model)
                cut = replace(cut, items=date_page(page, cut)[0])
                blocks = checked(numbered(record["html"], record["url"]), wanted[name, record["id"]], record["id"])
                part = english if cut.language in _ENGLISH else others
                misses += score(cut, blocks, record["id"], (every, part))
    rows = [
        Row("dateline", data_name, counts.metrics())
        for data_name, counts in (("all", every), ("English", english), ("other", others))
    ]
    return Result("rails", rows, [LABELS], misses=misses)


def checked(blocks: list[Numbered], labels: list[list[Any]], page: str) -> list[tuple[Numbered, str, str]]:
    """The labelled blocks with item and role. Raises ValueError where a hash does not fit the page."""
    found = []
    for number, digest, item, role in labels:
        if number >= len(blocks) or blocks[number].hash != digest:
            raise ValueError(f"{page}: block {number} is not the one that was labelled; the data or the split has changed")
        found.append((blocks[number], item, role))
    return found


def score(cut: Cut, blocks: list[tuple[Numbered, str, str]], page: str, totals: Iterable[Counts]) -> list[str]:
    """Counts one page; returns a line a miss, without the page's text."""
    labelled: dict[str, list[tuple[Numbered, str]]] = defaultdict(list)
    for block, item, role in blocks:
        labelled[item].append((block, role))
    misses: list[str] = []
    for kind, letter in (("teaser", "T"), ("comment", "C")):
        gold = {item: parts for item, parts in labelled.items() if item[0] == letter}
        ours = [item for item in cut.items if item.kind == kind]
        pairs = match(gold, ours, cut)
        for counts in totals:
            counts.labelled[kind] += len(gold)
            counts.found[kind] += len(pairs)
            counts.ours[kind] += len(ours)
            counts.right[kind] += len(set(pairs.values()))
            if kind == "teaser":
                counts.matched += len(pairs)
                counts.exact += sum(same_words(gold[item], ours[number]) for item, number in pairs.items())
                for item, number in pairs.items():
                    count_day(counts, gold[item], ours[number])
        misses += [f"{page}: {kind} {item} at block {gold[item][0][0].number} not found" for item in gold if item not in pairs]
        taken = set(pairs.values())
        misses += [f"{page}: {kind} of ours number {number} is none" for number in range(len(ours)) if number not in taken]
    article = {squeeze(line) for item in cut.items if item.kind == "article" for line in item.text.split("\n")}
    rail = [squeeze(block.text) for item, parts in labelled.items() if item[0] == "T" for block, _ in parts]
    for counts in totals:
        counts.rail_lines += len(rail)
        counts.leaked += sum(line in article for line in rail)
    return misses


def count_day(counts: Counts, parts: list[tuple[Numbered, str]], ours: Item) -> None:
    """Counts a teaser whose label has a date line that states a full day."""
    days = {read[0] for block, role in parts if role == "date" and (read := moment(block.text)) is not None}
    if not days:
        return
    counts.days += 1
    if ours.published is not None:
        low, high = ours.published.earliest, ours.published.latest
        counts.day_right += low == high and low in days
        counts.day_wrong += not any(low <= day <= high for day in days)


def match(gold: dict[str, list[tuple[Numbered, str]]], ours: list[Item], cut: Cut) -> dict[str, int]:
    """Which item of ours is which labelled one: it shows the labelled headline (of a comment, half of its words). Each is used once."""
    shown = [shown_lines(item, cut) for item in ours]
    found: dict[str, int] = {}
    used: set[int] = set()
    for item, parts in gold.items():
        for number, lines in enumerate(shown):
            if number not in used and any(
                fits(block.text, lines) for block, role in parts if role in ("teaser-headline", "comment")
            ):
                found[item] = number
                used.add(number)
                break
    return found


def fits(text: str, lines: list[str]) -> bool:
    """Whether one of our lines is the labelled one, or either holds the other for the most part."""
    wanted = squeeze(text)
    return any(
        wanted == line or (min(len(wanted), len(line)) * 2 > max(len(wanted), len(line)) and (wanted in line or line in wanted))
        for line in lines
    )


def shown_lines(item: Item, cut: Cut) -> list[str]:
    """The lines of the page that are the item's, wherever they stand."""
    return [
        squeeze(piece.page_span.of(cut.text))
        for piece in item.pieces
        if piece.role in ("teaser-headline", "teaser-text", "comment")
    ]


def same_words(parts: list[tuple[Numbered, str]], item: Item) -> bool:
    """Whether headline and texts of a teaser are all of the item's text and nothing else."""
    gold = Counter(
        word for block, role in parts if role in ("teaser-headline", "teaser-text") for word in set(block.text.split())
    )
    own = set(item.text.split())
    return set(gold) == own


def squeeze(text: str) -> str:
    """Without white space: labels know none between elements that a style sets apart, and what a cut puts there is no error."""
    return "".join(text.split())
