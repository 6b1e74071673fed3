"""The learned part of reading HTML: boosted trees over block features, shipped as plain arrays and run with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .html_features import DENSITY, WORDS, Array, ClassOdds, Places, context_of
from .trees import NO_MORE, Trees, trees_of

#: Second trees learn from blocks with a first guess above the first of these, and look at those between the two: of the development pages'
#: blocks that are surer still none crossed .1 or .9 when it was looked at again.
DOUBTFUL = (0.002, 0.99)


@dataclass(frozen=True)
class Model:
    """Trees for the body of the article, trees that look again with the first guess of all blocks, and the log-odds of class words."""

    trees: Trees
    odds: ClassOdds
    again: Trees | None = None

    def probabilities(self, rows: Array, places: Places) -> NDArray[np.float64]:
        """For each block the probability that it is the article's."""
        likely = self.first(rows)
        if self.again is None:
            return likely
        doubtful = np.flatnonzero((likely > DOUBTFUL[0]) & (likely < DOUBTFUL[1]))
        if len(doubtful):
            around = context_of(places, likely, doubtful).T
            likely[doubtful] = _logistic(self.again.scores_at(rows, doubtful, around, 0, self.again.count).astype(float))
        return likely

    def first(self, rows: Array) -> NDArray[np.float64]:
        """The first guess: all trees for all blocks but short links."""
        score = np.full(len(rows), _NEVER)
        asked = np.flatnonzero((rows[:, DENSITY] <= 0.9) | (rows[:, WORDS] >= 5))
        if len(asked):
            score[asked] = self.trees.scores_at(rows, asked, NO_MORE, 0, self.trees.count)
        return _logistic(score)


def _logistic(score: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-score))
    return result


_NEVER = -9.0


def from_arrays(arrays: Any) -> Model:
    """A model from the arrays of its file (see training/html_blocks.py)."""
    again = trees_of(arrays, "again_") if "again_roots" in arrays else None
    words = str(arrays["words"]).split(" ")
    first, second, third = arrays["odds"].tolist()
    odds = ClassOdds(dict(zip(words, zip(first, second, third, strict=True), strict=True)))
    return Model(trees_of(arrays), odds, again)


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model of the package: `html_blocks.npz` beside this file."""
    with files(__package__).joinpath("html_blocks.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return from_arrays(arrays)
