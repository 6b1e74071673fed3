"""From scores to spans: the best sequence of labels in which a span begins before it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tags import LABELS

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged span: role (1 source, 2 cue, 3 content) and its first and last word in the window."""

    role: int
    first: int
    last: int


def _legal() -> tuple[NDArray[Any], NDArray[Any]]:
    moves = np.zeros((len(LABELS), len(LABELS)))
    start = np.zeros(len(LABELS))
    for inner in (2, 4, 6):
        moves[:, inner] = _NEVER
        moves[inner - 1, inner] = moves[inner, inner] = 0
        start[inner] = _NEVER
    return moves, start


_MOVES, _START = _legal()


def best_labels(scores: NDArray[Any], opening: Sequence[bool] = ()) -> list[int]:
    """The legal sequence of labels with the highest sum (Viterbi); ties go to the lower label. No span runs into an `opening` word,
    one that begins a line."""
    emitted = scores.astype(np.float64)
    for at, opens in enumerate(opening):
        if opens:
            emitted[at, 2::2] = _NEVER
    count = len(emitted)
    back = np.zeros((count, len(LABELS)), np.int64)
    state = _START + emitted[0]
    moves = np.ascontiguousarray(_MOVES.T)
    for at in range(1, count):
        total = moves + state
        back[at] = total.argmax(axis=1)
        state = total.max(axis=1) + emitted[at]
    label = int(state.argmax())
    found = [label]
    for row in back[:0:-1].tolist():
        label = row[label]
        found.append(label)
    return found[::-1]


def tags(labels: list[int]) -> Iterator[Tag]:
    """The spans of a sequence of labels."""
    begin = None
    for at, label in enumerate([*labels, 0]):
        goes_on = label != 0 and label % 2 == 0 and begin is not None
        if begin is not None and not goes_on:
            yield Tag((labels[begin] + 1) // 2, begin, at - 1)
            begin = None
        if label % 2 == 1:
            begin = at
