"""Boosted trees of bare text: two rounds, cross-validated over five folds of sites, as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import Any

import lightgbm
import numpy as np

from dateline.items.lines_columns import again
from dateline.items.lines_features import Line
from dateline.items.lines_lexicon import lexicon_columns
from dateline.items.lines_model import chances, dump_again
from dateline.items.lines_words import Words
from dateline.items.trees import trees_of
from training.at_once import at_once
from training.boosting import STEADY, trees
from training.lines_lexicon import FOLDS, Lexicon

PARAMETERS = STEADY | {
    "learning_rate": 0.1,
    "num_leaves": 31,
    "max_depth": 8,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.25,
    "max_bin": 63,
}


def forget(words: Words) -> None:
    """Drops what the words of a page work out on demand: it grows with the square of the lines."""
    for name in ("similar", "far", "area"):
        vars(words).pop(name, None)


@dataclass
class Example:
    """A page to learn from: its fold, its lines, and for each line its features (but for the lexicon's), label and weight. `slots`: the
    lines' places in the lexicon, where the trees ask it."""

    fold: int
    lines: list[Line]
    words: Words
    rows: Any
    labels: Any
    weights: Any
    slots: list[list[int]]

    def table(self, lexicon: Lexicon, *without: int) -> Any:
        """The rows with what the lexicon says, counted without the page's own fold and those given."""
        if not self.slots:
            return self.rows
        found = lexicon.table(frozenset({self.fold, *without})).astype(np.float32) / 16
        return np.hstack([self.rows, lexicon_columns(found, self.slots)])


def boosted(train: Sequence[Example], rows: Sequence[Any], rounds: int) -> dict[str, Any]:
    """Trees as flat arrays."""
    weights = np.concatenate([e.weights for e in train])
    data = lightgbm.Dataset(np.vstack(list(rows)), np.concatenate([e.labels for e in train]), weight=weights, params=PARAMETERS)
    return trees(lightgbm.train(PARAMETERS, data, rounds))


def packed(kind: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """A part of the arrays that `lines_model.from_arrays` reads."""
    return {**{f"{kind}_first_{k}": v for k, v in first.items()}, **{f"{kind}_second_{k}": v for k, v in second.items()}}


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


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two sets of trees as one, each with half of its weight."""
    moved = len(one["feature"])
    return {
        "roots": np.concatenate([one["roots"], other["roots"] + moved]).astype(np.int32),
        "feature": np.concatenate([one["feature"], other["feature"]]),
        "threshold": np.concatenate([one["threshold"], other["threshold"]]),
        "children": np.concatenate([one["children"], other["children"] + moved]).astype(np.int32),
        "value": np.concatenate([one["value"], other["value"]]) / 2,
        "depth": np.array(max(int(one["depth"]), int(other["depth"]))),
    }


class Folds:
    """The trees of a kind of pages: five models that have not seen a fold, and one of all pages."""

    def __init__(self, kind: str, pages: Sequence[Example], lexicon: Lexicon, rounds: int) -> None:
        self.kind, self.lexicon, self.rounds = kind, lexicon, rounds
        # In dumps short lines (subheadings, lists) count as lines too.
        least = 6**0.5 if kind == "dumps" else 0.0
        self.pages = [replace(page, weights=np.maximum(page.weights, least)) for page in pages]
        self.guesses: list[Any] = []

    def fit(self, workers: int) -> list[dict[str, Any]]:
        """The arrays of the five models and of the model of all pages."""
        firsts = at_once([partial(self.first, fold) for fold in range(FOLDS + 1)], workers)
        by_fold = at_once([partial(self.guess, firsts[fold], fold) for fold in range(FOLDS)], workers)
        guesses = {i: guess for found in by_fold for i, guess in found}
        self.guesses = [guesses[i] for i in range(len(self.pages))]
        seconds = at_once([partial(self.second, fold) for fold in range(FOLDS + 1)], workers)
        return [packed(self.kind, *pair) for pair in zip(firsts, seconds, strict=True)]

    def seen(self, fold: int) -> list[int]:
        """The pages that the model of a fold learns from; that of no fold learns from all."""
        return [i for i, page in enumerate(self.pages) if page.fold != fold]

    def rows(self, i: int, fold: int) -> Any:
        """A page's rows for the model of a fold: the lexicon is counted without either fold."""
        return self.pages[i].table(self.lexicon, *([fold] if fold < FOLDS else []))

    def first(self, fold: int) -> dict[str, Any]:
        """The first trees of a fold."""
        at = self.seen(fold)
        return boosted([self.pages[i] for i in at], [self.rows(i, fold) for i in at], self.rounds)

    def guess(self, first: dict[str, Any], fold: int) -> list[tuple[int, Any]]:
        """What the first trees of a fold think of the lines of its pages."""
        model = trees_of(first)
        return [(i, chances(model, self.rows(i, fold))) for i, page in enumerate(self.pages) if page.fold == fold]

    def second(self, fold: int) -> dict[str, Any]:
        """The second trees of a fold."""
        at = self.seen(fold)
        full = [np.hstack([self.rows(i, fold), self.again(i)]) for i in at]
        return boosted([self.pages[i] for i in at], full, self.rounds)

    def again(self, i: int) -> Any:
        """What the first guess says of the lines of a page."""
        page = self.pages[i]
        found = (dump_again if self.kind == "dumps" else again)(page.words, self.guesses[i], page.lines)
        forget(page.words)
        return found
