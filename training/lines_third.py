"""Trains the third trees of bare text: `python -m training.lines_third --data DATA --folds bench/folds`.

They see where each line of prose stands among the guesses for its page (dateline/items/lines_standing.py), and what the lines around a
line of a dump are thought to be (dateline/items/lines_stretch.py). A page is read by the first and second trees that have not seen its
site, so this comes after `training.lines`, and adds its trees to the files that that wrote. Trees for prose learn from pages made as there
(training/lines_rails.py), with other draws: two sets, one of the rails of silver pages put on topic and one not. Trees for dumps learn
from pages as they are, guides with lists among them (training/lines_guides.py): the mean of trees that learn from all of them and of
trees that learn from English ones alone.
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
from dateline.items.lines_model import HOPELESS, of_english_dump, of_prose
from dateline.items.lines_words import LONG, Words
from training.at_once import at_once
from training.boosting import STEADY, trees
from training.lines import campaign
from training.lines_guides import guides
from training.lines_lexicon import FOLDS
from training.lines_rails import Rows, training_pages
from training.lines_silver import Teasers, silver
from training.lines_trees import joined

_SLOW = STEADY | {"learning_rate": 0.06, "max_bin": 63}
#: What LightGBM is given and how many trees, by kind of page.
PARAMETERS = {
    "prose": _SLOW | {"num_leaves": 20, "max_depth": 7, "min_data_in_leaf": 80, "feature_fraction": 0.35},
    "dumps": _SLOW | {"num_leaves": 15, "max_depth": 6, "min_data_in_leaf": 60, "feature_fraction": 0.3},
}
ROUNDS = {"prose": 180, "dumps": 150}
#: Weight of a silver page or a guide as it is, and words from and up to which a line of a dump weighs more.
SILVER, LINE_WORDS = 0.7, (6, 40)
#: Weight of a short line, of a line of prose beside a change between article and anything else, and of a page of the campaign, whose
#: articles are all alike, against that of others.
SHORT, EDGE, CAMPAIGN = 0.2, 2.0, 0.5
#: The lines of a page of `MIDDLE` lines of prose weigh one each; of a longer one less, by the power `FALLS` of their number, of a
#: shorter one more, down to `FEWEST`.
MIDDLE, FALLS, FEWEST = 30, 0.6, 8
#: Pages that are read by one job.
PART = 200


@dataclass(frozen=True)
class Made:
    """A made page: its source, texts and whether they are the article's, its address where it keeps it, its weight."""

    source: Source
    texts: Rows
    url: str | None
    weight: float


@dataclass(frozen=True)
class Seen:
    """A page as the third trees learn from it: its fold; for each line its columns, label and weight."""

    fold: int
    rows: Any
    labels: Any
    weights: Any
    english: bool = False


def made(pages: Sequence[Source], more: Sequence[Source], news: Sequence[Source], teasers: Teasers) -> list[Made]:
    """All made pages; every fourth of those from pages with an address keeps it."""
    found: list[Made] = []
    for number, on_topic in enumerate((False, True)):
        seed = 100 * (number + 1)
        rows = training_pages(pages, seed=seed + 3, each=4, teasers=teasers, on_topic=True)
        rows += training_pages(more, seed=seed + 4, each=2, teasers=teasers, on_topic=on_topic)
        found += [Made(page, texts, page.url if i % 4 == 0 else None, 1.0) for i, (page, texts) in enumerate(rows)]
        campaign_rows = training_pages(news[number::2], seed=seed + 5, each=1, teasers=teasers)
        found += [Made(page, texts, None, CAMPAIGN) for page, texts in campaign_rows]
    return [page for page in found if any(own for _, own in page.texts) and of_prose([Line(text) for text, _ in page.texts])]


def seen(pages: Sequence[Made]) -> list[Seen]:
    """Pages, each read by the model that has not seen its site."""
    found = []
    for page in pages:
        lines = [Line(text) for text, _ in page.texts]
        model = model_of(page.source.fold)
        rows = model.standing_rows(lines, Words(lines, model.rarity), page.url)
        labels = np.array([own for _, own in page.texts])
        weights = page.weight * weighed(np.array([line.size >= LONG for line in lines]), labels)
        found.append(Seen(page.source.fold, rows, labels.astype(float), weights))
    return found


def weighed(prose: Any, labels: Any) -> Any:
    """The weights of a page's lines: a page is right when all of it is, so that long pages and lines inside an article count less."""
    at = np.flatnonzero(prose)
    weights = np.where(prose, 1.0, SHORT) * (MIDDLE / max(FEWEST, len(at))) ** FALLS
    for edge in np.flatnonzero(labels[at][1:] != labels[at][:-1]).tolist():
        weights[at[edge : edge + 2]] *= EDGE
    return weights


def seen_dumps(pages: Sequence[Source], weight: float) -> list[Seen]:
    """Dumps as they are, each read by the model that has not seen its site; their hopeful lines alone."""
    found = []
    for page in pages:
        lines = [Line(text) for text, _ in page.lines]
        if of_prose(lines):
            continue
        model = model_of(page.fold)
        chance, rows = model.stretch_rows(lines, Words(lines, model.rarity), page.url)
        at = np.flatnonzero(chance > HOPELESS)
        sizes = np.clip([line.size for line in lines], *LINE_WORDS) ** 0.5
        labels = np.array([label == "body" for _, label in page.lines], dtype=float)
        found.append(Seen(page.fold, rows[at], labels[at], sizes[at] * weight, of_english_dump(lines)))
    return found


def fitted(kind: str, pages: Sequence[Seen], fold: int) -> dict[str, Any]:
    """The trees of a fold as arrays of its file; those of no fold learn from all pages."""
    train = [page for page in pages if page.fold != fold]
    found = _boosted(kind, train)
    if kind == "dumps":
        found = joined(found, _boosted(kind, [page for page in train if page.english]))
    return {f"{kind}_third_{name}": values for name, values in found.items()}


def _boosted(kind: str, pages: Sequence[Seen]) -> dict[str, Any]:
    rows, labels, weights = (np.concatenate([getattr(page, name) for page in pages]) for name in ("rows", "labels", "weights"))
    parameters = PARAMETERS[kind]
    return trees(lightgbm.train(parameters, lightgbm.Dataset(rows, labels, weight=weights, params=parameters), ROUNDS[kind]))


def add(file: Path, arrays: dict[str, Any]) -> None:
    """Puts arrays into a model's file, in place of those of the same names."""
    with np.load(file, allow_pickle=False) as held:
        kept = dict(held)
    np.savez_compressed(file, **(kept | arrays))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/items/lines.npz"))
    options.add_argument("--folds", type=Path, default=Path("bench/folds"))
    options.add_argument("--kinds", nargs="+", default=list(ROUNDS), choices=list(ROUNDS))
    options.add_argument("--workers", type=int, default=1, help="processes; the result is the same")
    given = options.parse_args()
    pages = sources(list(records(given.data / "pages" / "lines", "lines")))
    more, teasers = silver(given.data, without={page.url for page in pages})
    for kind in given.kinds:
        if kind == "prose":
            every = made(pages, more, campaign(given.data), teasers)
            jobs = [partial(seen, every[at : at + PART]) for at in range(0, len(every), PART)]
        else:
            known = guides(given.data, without={page.url for page in (*pages, *more)})
            sets = ((pages, 1.0), (more, SILVER), (known, SILVER))
            jobs = [
                partial(seen_dumps, part[at : at + PART], weight) for part, weight in sets for at in range(0, len(part), PART)
            ]
        read = [page for part in at_once(jobs, given.workers) for page in part]
        print(f"{kind}: {len(read)} pages, {sum(len(page.labels) for page in read)} lines", flush=True)
        parts = at_once([partial(fitted, kind, read, fold) for fold in range(FOLDS + 1)], given.workers)
        for fold, arrays in enumerate(parts):
            add(given.out if fold == FOLDS else given.folds / f"lines_{fold}.npz", arrays)


if __name__ == "__main__":
    main()
