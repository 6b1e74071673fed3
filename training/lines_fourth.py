"""Trains the fourth trees of bare text: `python -m training.lines_fourth --data DATA --folds bench/folds`.

They set doubtful lines of English prose against the body that the third trees give (dateline/items/lines_against.py). A page is read by
trees that have not seen its site, so this comes after `training.lines_third`, and adds its trees to the same files. They learn from the
pages made for the third trees and from guides and blogs with made rails (training/lines_guides.py). A line of another story that is kept
is worse than a line lost, and that worse than a caption or a headline of the page's own that is kept: lines weigh accordingly, those below
the article's end (appeals, notes on authors) nearly as much as the article's.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from bench.harness import records
from bench.lines_pages import model_of
from bench.prose_pages import Source, sources
from dateline.items.lines_features import Line
from dateline.items.lines_model import of_prose
from dateline.items.lines_words import Words
from training.at_once import at_once
from training.boosting import STEADY, trees
from training.lines import campaign
from training.lines_guides import guides
from training.lines_lexicon import FOLDS
from training.lines_rails import training_pages
from training.lines_silver import Teasers, silver
from training.lines_third import PART, Made, add, made, weighed

PARAMETERS = STEADY | {
    "learning_rate": 0.06,
    "num_leaves": 16,
    "max_depth": 6,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.35,
    "max_bin": 63,
}
ROUNDS = 150
#: Weight of a page whose labels are silver and of a guide, against that of a page with known labels.
SILVER, GUIDE = 0.6, 0.5
#: Weight of a line of a rail, of the page's own other lines before and in the article, and below it, against that of an article's line.
RAIL, AROUND, BELOW = 2.5, 0.35, 0.8


@dataclass(frozen=True)
class Doubts:
    """The doubtful lines of a page: its fold; for each line its columns, label and weight."""

    fold: int
    rows: Any
    labels: Any
    weights: Any


def of_guides(known: Sequence[Source], teasers: Teasers) -> list[Made]:
    """Guides with made rails, three pages of each twice; every fourth keeps its address."""
    rows = training_pages(known, seed=107, each=3, teasers=teasers)
    rows += training_pages(known, seed=207, each=3, teasers=teasers, on_topic=True)
    found = [Made(page, texts, page.url if i % 4 == 0 else None, GUIDE) for i, (page, texts) in enumerate(rows)]
    return [page for page in found if any(own for _, own in page.texts) and of_prose([Line(text) for text, _ in page.texts])]


def doubts(pages: Sequence[Made]) -> list[Doubts]:
    """Pages, each read by the model that has not seen its site."""
    found = []
    for page in pages:
        lines = [Line(text) for text, _ in page.texts]
        model = model_of(page.source.fold)
        words = Words(lines, model.rarity)
        if not len(words.at):
            continue
        rows = model.standing_rows(lines, words, page.url)
        table, doubtful = model.against_rows(lines, words, model.standing_chance(rows), rows)
        labels = np.array([own for _, own in page.texts])[words.at]
        weights = weighed(np.ones(len(labels), dtype=bool), labels) * page.weight * _worth(page, labels, words.at.tolist())
        found.append(Doubts(page.source.fold, table[doubtful], labels[doubtful].astype(float), weights[doubtful]))
    return found


def _worth(page: Made, labels: Any, at: Sequence[int]) -> Any:
    """What each line counts, by what it is."""
    own = {text for text, _ in page.source.lines}
    last = max(np.flatnonzero(labels).tolist(), default=-1)
    return np.array(
        [
            1.0 if label else RAIL if page.texts[i][0] not in own else BELOW if number > last else AROUND
            for number, (i, label) in enumerate(zip(at, labels.tolist(), strict=True))
        ]
    )


def fitted(pages: Sequence[Doubts], fold: int) -> dict[str, Any]:
    """The trees of a fold as arrays of its file; those of no fold learn from all pages."""
    train = [page for page in pages if page.fold != fold]
    rows, labels, weights = (np.concatenate([getattr(page, name) for page in train]) for name in ("rows", "labels", "weights"))
    data = lightgbm.Dataset(rows, labels, weight=weights, params=PARAMETERS)
    return {f"prose_fourth_{name}": values for name, values in trees(lightgbm.train(PARAMETERS, data, ROUNDS)).items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/items/lines.npz"))
    options.add_argument("--folds", type=Path, default=Path("bench/folds"))
    options.add_argument("--workers", type=int, default=1, help="processes; the result is the same")
    given = options.parse_args()
    pages = sources(list(records(given.data / "pages" / "lines", "lines")))
    more, teasers = silver(given.data, without={page.url for page in pages})
    known = {page.id for page in pages}
    every = [
        Made(page.source, page.texts, page.url, page.weight * (1.0 if page.source.id in known else SILVER))
        for page in made(pages, more, campaign(given.data), teasers)
    ]
    every += of_guides(guides(given.data, without={page.url for page in (*pages, *more)}), teasers)
    every = [page for page in every if page.source.language == "en"]
    read = at_once([partial(doubts, every[at : at + PART]) for at in range(0, len(every), PART)], given.workers)
    seen = [page for part in read for page in part]
    print(f"{len(seen)} pages, {sum(len(page.labels) for page in seen)} doubtful lines", flush=True)
    for fold, arrays in enumerate(at_once([partial(fitted, seen, fold) for fold in range(FOLDS + 1)], given.workers)):
        add(given.out if fold == FOLDS else given.folds / f"lines_{fold}.npz", arrays)


if __name__ == "__main__":
    main()
