"""How alike headlines are by their sentence vectors (`encoder`), where an archive has them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .similarity import Matrix, Member

#: Numbers of a vector, each a signed byte.
DIMENSIONS = 384


def cosines(members: Sequence[Member]) -> Matrix:
    """The cosines of all pairs; 0 for those without a vector."""
    empty = bytes(DIMENSIONS)
    rows = np.frombuffer(b"".join(member.meaning or empty for member in members), np.int8).reshape(-1, DIMENSIONS)
    whole = rows.astype(np.float64)
    products = whole @ whole.T
    lengths = np.sqrt(np.maximum(np.diag(products), 1.0))
    found: Matrix = products / np.outer(lengths, lengths)
    return found
