"""The learned part of reading HTML: boosted trees over block features, shipped as plain arrays and run with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .html_features import Array, ClassOdds

#: Below this probability after the first trees a block is not looked at again.
_HOPELESS = 0.003


@dataclass(frozen=True)
class Trees:
    """Boosted trees as flat arrays: a node tests `feature <= threshold` and goes to `children[2 * node + test]`; leaves lead to themselves."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    children: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int

    def scores(self, rows: Array, first: int, last: int) -> NDArray[np.float32]:
        """The sum of the trees from `first` to `last` (exclusive), before the logistic."""
        state = np.broadcast_to(self.roots[first:last], (len(rows), last - first))
        flat = np.ascontiguousarray(rows).ravel()
        offset = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        for _ in range(self.depth):
            test = flat[offset + self.feature[state]] <= self.threshold[state]
            state = self.children[2 * state + test]
        sums: NDArray[np.float32] = self.value[state].sum(axis=1)
        return sums


@dataclass(frozen=True)
class Model:
    """Trees for the body of the article, and the log-odds of class words that their features need."""

    trees: Trees
    odds: ClassOdds
    opening: int = 30

    def probabilities(self, rows: Array) -> NDArray[np.float64]:
        """For each block the probability that it is the article's: a few trees for all blocks, the rest for those with a chance."""
        count = len(self.trees.roots)
        score = self.trees.scores(rows, 0, min(self.opening, count)).astype(float)
        if self.opening < count:
            hopeful = np.flatnonzero(score > _HOPELESS_SCORE)
            if len(hopeful):
                score[hopeful] += self.trees.scores(rows[hopeful], self.opening, count)
        probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-score))
        return probabilities


_HOPELESS_SCORE = float(np.log(_HOPELESS / (1 - _HOPELESS)))


def from_arrays(arrays: Any) -> Model:
    """A model from the arrays of its file (see training/html_blocks.py)."""
    trees = Trees(arrays["roots"], arrays["feature"], arrays["threshold"], arrays["children"], arrays["value"], int(arrays["depth"]))
    words = str(arrays["words"]).split(" ")
    levels = tuple(
        {word: float(value) for word, value in zip(words, arrays["odds"][level].tolist(), strict=True) if value} for level in range(3)
    )
    return Model(trees, ClassOdds((levels[0], levels[1], levels[2])))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model of the package: `html_blocks.npz` beside this file."""
    with files(__package__).joinpath("html_blocks.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return from_arrays(arrays)
