"""Boosted trees as plain arrays, run with numpy alone: all rows go down all trees at once, one level a step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiled import built

compiled_trees = built(__package__, "compiled_trees")
#: No further features.
NO_MORE = np.empty((0, 0), np.float32)


@dataclass(frozen=True)
class Trees:
    """Boosted trees as flat arrays, level by level: the first nodes are the roots. A node tests `feature <= threshold` and goes to `child`
    where that is false, to the node after it where it is true; leaves lead to themselves."""

    count: int
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    child: NDArray[np.intp]
    value: NDArray[np.float32]
    depth: int
    #: How many features a row must have.
    width: int
    _kept: dict[tuple[int, int], tuple[NDArray[Any], ...] | None] = field(default_factory=dict, compare=False, repr=False)

    def scores(self, rows: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
        """The sum of the trees from `first` to `last` (exclusive), before the logistic."""
        return self.scores_at(rows, np.arange(len(rows)), NO_MORE, first, last)

    def scores_at(
        self, rows: NDArray[np.float32], at: NDArray[np.intp], more: NDArray[np.float32], first: int, last: int
    ) -> NDArray[np.float32]:
        """The same for the rows at some places alone. `more` has further features for each of these, a row a feature."""
        table = np.ascontiguousarray(rows.T)
        tests = self._tests(first, last)
        if tests is None or len(table) + len(more) < self.width:
            some = table.take(at, axis=1)
            return self.level_by_level(np.concatenate([some, more]) if len(more) else some, first, last)
        sums = np.zeros(len(at), np.float32)
        compiled_trees.add(table, at, more, *tests, sums)
        return sums

    def _tests(self, first: int, last: int) -> tuple[NDArray[Any], ...] | None:
        """What the compiled trees read; None where there are none, or where one of these has too many leaves for them."""
        if compiled_trees is None or first >= last:
            return None
        if (first, last) not in self._kept:
            nodes = (self.feature, self.threshold, self.child, self.value)
            self._kept[first, last] = compiled_trees.tests_of(*nodes, first, last)
        return self._kept[first, last]

    def level_by_level(self, table: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
        """The same with numpy alone."""
        flat, number = table.ravel(), np.arange(table.shape[1])
        start = self.feature * table.shape[1]
        state = self.child[first:last, None] + (table[self.feature[first:last]] <= self.threshold[first:last, None])
        for _ in range(self.depth - 1):
            at = start.take(state, mode="clip")
            at += number
            test = flat.take(at, mode="clip") <= self.threshold.take(state, mode="clip")
            state = self.child.take(state, mode="clip")
            state += test
        leaves = self.value.take(state, mode="clip")
        # Added tree by tree, which a sum over a single column is not.
        sums: NDArray[np.float32] = leaves.sum(axis=0) if leaves.shape[1] > 1 else np.cumsum(leaves)[-1:]
        return sums


def trees_of(arrays: Any, prefix: str = "") -> Trees:
    """Trees from the arrays of a file, where a node goes to `children[2 * node + test]` and leaves lead to themselves."""
    roots, feature, threshold, children, value, depth = (
        arrays[prefix + name] for name in ("roots", "feature", "threshold", "children", "value", "depth")
    )
    pairs = children.reshape(-1, 2)
    levels, inner = [roots.astype(np.intp)], []
    while len(levels[-1]):
        inner.append(pairs[levels[-1], 0] != levels[-1])
        levels.append(pairs[levels[-1][inner[-1]]].ravel().astype(np.intp))
    order, opens = np.concatenate(levels), np.concatenate(inner)
    child = np.arange(len(order))
    child[opens] = len(roots) + 2 * np.arange(int(opens.sum()))
    kept = np.where(opens, threshold[order], -np.inf).astype(np.float32)
    kept_feature = np.where(opens, feature[order], 0).astype(np.intp)
    width = int(kept_feature.max(initial=0)) + 1
    return Trees(len(roots), kept_feature, kept, child, value[order], int(depth), width)
