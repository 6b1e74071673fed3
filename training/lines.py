"""Trains the model that tells the article's lines of a bare text: `python -m training.lines --data DATA [--folds bench/folds]`.

Learns from the dev pages of the set `lines` and from HTML pages flattened (see training/lines_silver.py), as they are and with
made rails (see training/lines_rails.py), and from the articles of PolNeAR's training part with rails made of each other. Cross-
validates over sites in five folds; leads and teasers for a page's rail come from its own fold. The table of word frequencies
counts all pages, without labels. The second trees learn from guesses of the first that are out of fold. Needs lightgbm; the
result does not.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zlib import crc32

import lightgbm
import numpy as np

from bench.harness import records
from bench.prose_pages import Source, sources
from dateline.items.lines_columns import again, columns
from dateline.items.lines_features import Line, stems
from dateline.items.lines_model import chances
from dateline.items.lines_words import BUCKETS, LONG, Words, bucket
from dateline.items.trees import Trees, trees_of
from training.lines_rails import fronts, training_pages
from training.lines_silver import Teasers, silver

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 31,
    "max_depth": 8,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "num_threads": 1,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "max_bin": 63,
}


@dataclass
class Example:
    """A page to learn from."""

    fold: int
    made: bool
    prose: bool
    lines: list[Line]
    words: Words
    rows: Any
    labels: Any
    weights: Any


def rarity(pages: Sequence[Source]) -> Any:
    """The table of the file: sixteenths of ln(pages / pages with a word of the bucket)."""
    counts: Counter[int] = Counter()
    for page in pages:
        counts.update({bucket(stem) for text, _ in page.lines for stem in stems(text)})
    values = [math.log((len(pages) + 1) / (1 + counts.get(i, 0))) for i in range(BUCKETS)]
    return np.clip(np.round(np.array(values) * 16), 0, 255).astype(np.uint8)


def example(number: int, rows: Iterable[tuple[str, bool]], table: Any, made: bool, url: str | None = None) -> Example:
    """A page's features; a line counts by the root of its words."""
    texts = list(rows)
    lines = [Line(text) for text, _ in texts]
    words = Words(lines, table.astype(np.float32) / 16)
    sizes = np.array([min(40, max(2, line.size)) for line in lines]) ** 0.5
    return Example(
        number, made, _mostly_prose(lines), lines, words, columns(lines, words, url), np.array([own for _, own in texts]), sizes
    )


def _mostly_prose(lines: Sequence[Line]) -> bool:
    """Fewer than a third of the lines are short: headlines among a rail's leads are nothing strange to the trees for prose."""
    return sum(line.size < LONG for line in lines) * 3 < len(lines)


def campaign(data: Path) -> list[Source]:
    """Articles of PolNeAR's training part: one campaign, the same people in all of them, so that their rails are hard to tell. None of
    them stands in the sets that measure."""
    found = []
    for record in records(data / "statements" / "polnear", "train"):
        headline, *body = (" ".join(line.split()) for line in record["text"].split("\n") if line.strip())
        if len(body) < 5:
            continue
        own = frozenset(stem for text in body for stem in stems(text))
        number = crc32(record["id"].encode()) % 5
        found.append(
            Source(record["id"], "campaign", "", tuple((text, "body") for text in body), tuple(body), headline, "en", number, own)
        )
    return found


@dataclass(frozen=True)
class Recipe:
    """How many pages are made of each page of the silver sets and each article of the campaign, and whether rails are put on topic."""

    silver: int
    campaign: int
    on_topic: bool


#: The trees for prose are the mean of two sets, one from each; those for dumps come from the first.
RECIPES = (Recipe(1, 2, False), Recipe(2, 1, True))


def examples(
    pages: Sequence[Source], more: Sequence[Source], teasers: Teasers, news: Sequence[Source], table: Any, recipe: Recipe
) -> list[Example]:
    """The pages as they are, and the made ones."""
    make = partial(training_pages, teasers=teasers, on_topic=recipe.on_topic)
    found = [
        example(page.fold, [(t, label == "body") for t, label in page.lines], table, False, page.url) for page in [*pages, *more]
    ]
    made = make(pages, seed=3, each=3) + make(more, seed=4, each=recipe.silver)
    found += [
        example(page.fold, rows, table, True, page.url if number % 3 == 0 else None) for number, (page, rows) in enumerate(made)
    ]
    return found + [example(page.fold, rows, table, True) for page, rows in make(news, seed=5, each=recipe.campaign)]


def of_kind(kind: str, every: Sequence[Example]) -> list[Example]:
    """The pages that the trees of a kind are asked about, and a few of the others."""
    if kind == "prose":
        return [e for e in every if e.prose]
    return [e for i, e in enumerate(every) if not e.prose or i % 8 == 0]


def boosted(train: Sequence[Example], rows: Sequence[Any], rounds: int) -> dict[str, Any]:
    """Trees as flat arrays."""
    from training.html_blocks import trees

    weights = np.concatenate([e.weights for e in train])
    data = lightgbm.Dataset(np.vstack(list(rows)), np.concatenate([e.labels for e in train]), weight=weights, params=PARAMETERS)
    return trees(lightgbm.train(PARAMETERS, data, rounds))


def packed(kind: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """A part of the arrays that `lines_model.from_arrays` reads."""
    return {**{f"{kind}_first_{k}": v for k, v in first.items()}, **{f"{kind}_second_{k}": v for k, v in second.items()}}


def as_trees(arrays: dict[str, Any]) -> Trees:
    """The trees that flat arrays hold."""
    return trees_of(arrays)


def averaged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two models of prose as one: their trees in turn, each with half of its weight."""
    found: dict[str, Any] = {}
    for prefix in ("prose_first_", "prose_second_"):
        a, b = ({k.removeprefix(prefix): v for k, v in part.items() if k.startswith(prefix)} for part in (one, other))
        moved = len(a["feature"])
        turns = zip_longest(a["roots"].tolist(), (b["roots"] + moved).tolist())
        trees = {
            "roots": np.array([root for pair in turns for root in pair if root is not None], dtype=a["roots"].dtype),
            "feature": np.concatenate([a["feature"], b["feature"]]),
            "threshold": np.concatenate([a["threshold"], b["threshold"]]),
            "children": np.concatenate([a["children"], b["children"] + moved]),
            "value": np.concatenate([a["value"], b["value"]]) / 2,
            "depth": max(int(a["depth"]), int(b["depth"])),
        }
        found |= {prefix + name: value for name, value in trees.items()}
    return found


def fit(kind: str, every: Sequence[Example], rounds: int) -> list[dict[str, Any]]:
    """The arrays of the five models of the cross-validation and of the model of all pages."""
    every = of_kind(kind, every)
    if kind == "dumps":
        # Short lines (subheadings, lists) count as lines too.
        every = [replace(e, weights=np.maximum(e.weights, 6**0.5)) for e in every]
    firsts: list[dict[str, Any]] = []
    guesses: dict[int, Any] = {}
    for k in range(5):
        train = [e for e in every if e.fold != k]
        firsts.append(boosted(train, [e.rows for e in train], rounds))
        print(kind, k, flush=True)
        guesses |= {i: chances(as_trees(firsts[k]), e.rows) for i, e in enumerate(every) if e.fold == k}
    full = [np.hstack([e.rows, again(e.words, guesses[i], e.lines)]) for i, e in enumerate(every)]
    found = []
    for k in range(5):
        at = [i for i, e in enumerate(every) if e.fold != k]
        found.append(packed(kind, firsts[k], boosted([every[i] for i in at], [full[i] for i in at], rounds)))
    found.append(packed(kind, boosted(every, [e.rows for e in every], rounds), boosted(every, full, rounds)))
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/items/lines.npz"))
    options.add_argument("--folds", type=Path, help="also write the five models of the cross-validation here")
    options.add_argument("--rounds", type=int, default=100)
    given = options.parse_args()
    start = time.process_time()
    pages = sources(list(records(given.data / "pages" / "lines", "lines")))
    more, teasers = silver(given.data, without={page.url for page in pages})
    table = rarity([*pages, *more])
    news = campaign(given.data)
    plain, hard = (examples(pages, more, teasers, news, table, recipe) for recipe in RECIPES)
    front = [example(page.fold, rows, table, True) for page, rows in fronts([*pages, *more, *news], seed=6, teasers=teasers)]
    print(f"{len(plain) + len(hard) + len(front)} pages, {time.process_time() - start:.0f} s", flush=True)
    dumps = fit("dumps", plain, given.rounds)
    prose = [
        averaged(*pair) for pair in zip(*(fit("prose", [*part, *front], given.rounds) for part in (plain, hard)), strict=True)
    ]
    for k, (one, other) in enumerate(zip(dumps, prose, strict=True)):
        if k == 5 or given.folds:
            np.savez_compressed(given.out if k == 5 else given.folds / f"lines_{k}.npz", **one, **other, rarity=table)
    print(f"written, {time.process_time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
