"""Learns which line above a body is its headline: `python -m training.lines_headline --data DATA` prints the weights of
dateline/items/lines_headline.py.

From HTML pages that the package's own reader flattened and whose headline it knows (training/lines_silver.py), each read by trees that
have not seen its site; from the same pages without their headline, of which no line is one; and from both without their address. Of the
lines of a page one is the headline, or none: a choice among them by the sum of weighted columns, fitted by gradient with a small penalty.
With `--folds` the weights are learned on four fifths of the sites and counted on the last, five times.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.harness import records
from bench.lines_pages import model_of
from bench.prose_pages import Source, sources
from dateline.items.furniture import furniture_kind
from dateline.items.lines_body import body_lines
from dateline.items.lines_cutting import day_lines
from dateline.items.lines_features import Line, line_of
from dateline.items.lines_head import titles_announced
from dateline.items.lines_headline import WEIGHTS, headline_columns, possible_headlines
from training.lines_lexicon import FOLDS
from training.lines_silver import silver

STEPS, RATE, PENALTY = 300, 0.05, 1.0


@dataclass(frozen=True)
class Choice:
    """The possible headlines of a page, as columns; which of them are its headline, none or several copies; its fold and language."""

    rows: Any
    right: tuple[int, ...]
    fold: int
    english: bool


def choices(page: Source, texts: Sequence[str], article: set[int], url: str | None) -> Choice | None:
    """What a page lets us choose from, given the lines of its body."""
    lines = [line_of(" ".join(text.split())) for text in texts]
    roles = [furniture_kind(line.text) for line in lines]
    article = article - titles_announced(lines, roles)
    opening = min((i for i in article if lines[i].is_prose), default=len(lines))
    if opening == len(lines):
        return None
    possible = possible_headlines(lines, roles, article, opening, day_lines(lines, opening))
    columns = headline_columns(lines, possible, article, opening, url)
    rows = np.array([[columns[i][name] for name in WEIGHTS] for i in possible]).reshape(len(possible), len(WEIGHTS))
    headline = (page.headline or "").casefold()
    right = tuple(n for n, i in enumerate(possible) if lines[i].text.casefold() == headline)
    return Choice(rows, right, page.fold, page.language == "en")


def with_and_without(page: Source, article: set[int]) -> list[Choice]:
    """The choices of a page, and of the page without its headline, each with its address and without."""
    texts = [text for text, _ in page.lines]
    headline = " ".join((page.headline or "").split()).casefold()
    left = [i for i, text in enumerate(texts) if " ".join(text.split()).casefold() != headline]
    fewer = {n for n, i in enumerate(left) if i in article}
    found = (
        choices(page, *part, url) for part in ((texts, article), ([texts[i] for i in left], fewer)) for url in (page.url, None)
    )
    return [choice for choice in found if choice is not None]


def fitted(pages: Sequence[Choice]) -> Any:
    """The weights, and last what the best line must reach."""
    weights, first, second = (np.zeros(len(WEIGHTS) + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = -PENALTY * weights
        for page in pages:
            score = np.append(page.rows @ weights[:-1], weights[-1])
            share = np.exp(score - score.max())
            share /= share.sum()
            wanted = np.zeros(len(share))
            right = list(page.right) or [len(share) - 1]
            wanted[right] = share[right] / max(1e-12, share[right].sum())
            slope[:-1] += page.rows.T @ (wanted - share)[:-1]
            slope[-1] += (wanted - share)[-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
        weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def counted(pages: Sequence[Choice], weights: Any) -> tuple[int, int, int, int]:
    """(pages with a headline, found rightly, another line taken; pages without, of which a line is taken)."""
    present = right = wrong = made_up = 0
    for page in pages:
        score = page.rows @ weights[:-1]
        best = int(np.argmax(score)) if len(score) and score.max() > weights[-1] else None
        present += bool(page.right)
        right += best is not None and best in page.right
        wrong += bool(page.right) and best is not None and best not in page.right
        made_up += not page.right and best is not None
    return present, right, wrong, made_up


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--folds", action="store_true")
    given = options.parse_args()
    pages = sources(list(records(given.data / "pages" / "lines", "lines")))
    more, _ = silver(given.data, without={page.url for page in pages})
    seen = [choice for page in more for choice in with_and_without(page, _body(page))]
    if given.folds:
        for english in (True, False):
            parts = []
            for fold in range(FOLDS):
                weights = fitted([page for page in seen if page.fold != fold])
                parts.append(counted([page for page in seen if page.fold == fold and page.english == english], weights))
            print("English" if english else "other", [sum(column) for column in zip(*parts, strict=True)])
    weights = fitted(seen)
    for name, weight in zip((*WEIGHTS, "ENOUGH"), weights.tolist(), strict=True):
        print(f"{name}: {weight:.2f}")


def _body(page: Source) -> set[int]:
    lines: list[Line] = [line_of(" ".join(text.split())) for text, _ in page.lines]
    return body_lines(lines, model_of(page.fold), page.url)[0]


if __name__ == "__main__":
    main()
