"""The likeliest blocks: which lines are kept when each counts with its odds and every change between kept and not has a price."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Bound of a line's log-odds.
BOUND = 4.0


def blocks(likely: NDArray[np.float64], price: float, threshold: float) -> NDArray[np.bool_]:
    """The lines that are likeliest as a whole."""
    chance = np.clip(likely, 1e-4, 1 - 1e-4)
    odds = np.clip(np.log(chance / (1 - chance)) - np.log(threshold / (1 - threshold)), -BOUND, BOUND)
    outside, inside = 0.0, -price
    came: list[tuple[bool, bool]] = []
    for value in odds.tolist():
        enter, leave = outside - price > inside, inside - price > outside
        outside, inside = (inside - price if leave else outside), (outside - price if enter else inside) + value
        came.append((not enter, leave))
    state = inside > outside
    kept = np.zeros(len(came), dtype=bool)
    for i in range(len(came) - 1, -1, -1):
        kept[i] = state
        state = came[i][0] if state else came[i][1]
    return kept
