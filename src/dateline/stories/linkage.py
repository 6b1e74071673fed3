"""Average linkage: groups whose members are alike on the whole. Every join is verified against all members; chains do not form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .similarity import Matrix

#: A likeness for pairs that must not share a group: no average with it reaches a bound.
NEVER = -1e9


def groups(likeness: Matrix, units: Sequence[int] | None = None, at_least: float = 1.0) -> list[int]:
    """A label for every row: rows of one unit stay together, units join while their mean likeness is `at_least` the bound.

    Exact average linkage by chains of nearest neighbours, in O(n^2). Labels count from 0 by the first row of each group."""
    labels = list(units) if units is not None else list(range(len(likeness)))
    distinct = {unit: i for i, unit in enumerate(dict.fromkeys(labels))}
    rows = np.array([distinct[unit] for unit in labels], int)
    if len(distinct) < 2:
        return [0] * len(labels)
    means, sizes = _means(likeness, rows, len(distinct))
    parent = _joined(means, sizes, at_least)
    roots = [parent[row] for row in rows]
    order = {root: i for i, root in enumerate(dict.fromkeys(roots))}
    return [order[root] for root in roots]


def _means(likeness: Matrix, rows: NDArray[np.int64], count: int) -> tuple[Matrix, Matrix]:
    """The mean likeness of every pair of units."""
    sizes = np.bincount(rows, minlength=count).astype(float)
    if count == len(rows):
        means = likeness[np.ix_(np.argsort(rows), np.argsort(rows))].copy()
    else:
        member = np.zeros((count, len(rows)))
        member[rows, np.arange(len(rows))] = 1
        means = member @ likeness @ member.T / np.outer(sizes, sizes)
    np.fill_diagonal(means, -np.inf)
    return means, sizes


def _joined(means: Matrix, sizes: Matrix, at_least: float) -> list[int]:
    parent = list(range(len(means)))
    alive = np.ones(len(means), bool)
    chain: list[int] = []
    for start in range(len(means)):
        while alive[start] or chain:
            if not chain:
                chain.append(start)
            here = chain[-1]
            best = int(np.argmax(means[here]))
            # The pair before wins a tie, or the chain would turn in a circle.
            if len(chain) > 1 and means[here, chain[-2]] >= means[here, best]:
                best = chain[-2]
            if means[here, best] < at_least:
                # Nothing is near enough to the end of the chain, and nothing ever will be: averages only fall.
                alive[here] = False
                means[here, :] = means[:, here] = -np.inf
                chain.pop()
            elif len(chain) > 1 and best == chain[-2]:
                chain[-2:] = []
                _merge(means, sizes, alive, min(here, best), max(here, best))
                parent = [min(here, best) if p == max(here, best) else p for p in parent]
            else:
                chain.append(best)
    return parent


def _merge(means: Matrix, sizes: Matrix, alive: NDArray[np.bool_], kept: int, gone: int) -> None:
    total = sizes[kept] + sizes[gone]
    with np.errstate(invalid="ignore"):
        row = (sizes[kept] * means[kept] + sizes[gone] * means[gone]) / total
    row[~alive] = -np.inf
    row[[kept, gone]] = -np.inf
    sizes[kept] = total
    alive[gone] = False
    means[kept, :] = means[:, kept] = row
    means[gone, :] = means[:, gone] = -np.inf
