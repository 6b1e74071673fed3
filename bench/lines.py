"""Bare text: the article's lines of a page against the rest, by the set `lines`.

Scoring as in the README of the data: F1 of lines, F1 of words over all pages, its mean by page, and the share of teasers' titles and
texts that the article keeps. A headline is none of the body's lines. The row "cross-validated" reads each page with a model that has not
seen its site; the shipped model has learned from these pages.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.language.detection import detect
from training.html_fold import fold

from .harness import Clock, Result, Row, data_file, f1, records
from .lines_pages import kept, model_of, read_lines, size


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores English pages and the others; with peers also two rules."""
    folder = data / "pages" / "lines"
    pages = list(itertools.islice(records(folder, "lines"), limit))
    english = [detect(" ".join(text for text, label, _ in page["lines"] if label == "body")) == "en" for page in pages]
    systems = {"dateline": ours, "cross-validated": unseen}
    if peers:
        systems |= {"longest prose run": longest_run, "10 words and a full stop": sentences}
    rows = []
    for name, system in systems.items():
        with Clock() as clock:
            outputs = [system(page) for page in pages]
        for group, wanted in (("english", True), ("other", False)):
            chosen = [(page, out) for page, out, en in zip(pages, outputs, english, strict=True) if en == wanted]
            if chosen:
                rows.append(Row(name, group, score(chosen) | {"pages/cpu-s": len(pages) / max(1e-9, clock.seconds)}))
    return Result("lines", rows, [data_file(folder, "lines")])


def ours(page: dict[str, Any]) -> list[bool]:
    """The shipped model."""
    lines = [text for text, _, _ in page["lines"]]
    return kept(lines, read_lines(lines, page["url"]))


def unseen(page: dict[str, Any]) -> list[bool]:
    """The model that has not seen the page's site."""
    lines = [text for text, _, _ in page["lines"]]
    return kept(lines, read_lines(lines, page["url"], model_of(fold(page["site"]))))


def sentences(page: dict[str, Any]) -> list[bool]:
    """A rule: ten words and more that end as a sentence does."""
    return [len(text.split()) >= 10 and text.rstrip("\"'”’»)").endswith((".", "!", "?")) for text, _, _ in page["lines"]]


def longest_run(page: dict[str, Any]) -> list[bool]:
    """A rule: the run of lines with the most words in long lines, short lines counting against it."""
    best, where, total, start = 0, (0, 0), 0, 0
    for i, (text, _, _) in enumerate(page["lines"]):
        words = len(text.split())
        if total <= 0:
            total, start = 0, i
        total += words - 6 if words >= 10 else -8
        if total > best:
            best, where = total, (start, i + 1)
    return [where[0] <= i < where[1] and len(text.split()) >= 10 for i, (text, _, _) in enumerate(page["lines"])]


def score(pages: list[tuple[dict[str, Any], list[bool]]]) -> dict[str, float]:
    """All figures of some pages."""
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    shares: dict[str, list[bool]] = {"title": [], "desc": []}
    means = []
    for page, output in pages:
        here: Counter[str] = Counter()
        for text, label, sub, out in _rows(page, output):
            for name, true in (("gold", label == "body"), ("out", out), ("both", out and label == "body")):
                lines[name] += true
                here[name] += size(text) * true
            if label == "teaser" and sub in shares:
                shares[sub].append(out)
        words += here
        means.append(f1(here["both"], here["out"], here["gold"])[2])
    p, r, word = f1(words["both"], words["out"], words["gold"])
    return {
        "line F1": f1(lines["both"], lines["out"], lines["gold"])[2],
        "word P": p,
        "word R": r,
        "word F1": word,
        "page word F1": statistics.mean(means),
        "titles kept": _share(shares["title"]),
        "texts kept": _share(shares["desc"]),
    }


def _rows(page: dict[str, Any], output: list[bool]) -> Iterator[tuple[str, str, str | None, bool]]:
    for (text, label, sub), out in zip(page["lines"], output, strict=True):
        yield text, label, sub, out


def _share(kept_ones: list[bool]) -> float:
    return sum(kept_ones) / len(kept_ones) if kept_ones else 0.0
