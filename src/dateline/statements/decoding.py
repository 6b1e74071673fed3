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


def best_labels(windows: Sequence[tuple[NDArray[Any], Sequence[bool]]]) -> list[list[int]]:
    """For each window the legal sequence of labels with the highest sum (Viterbi); ties go to the lower label. A window is its scores,
    one row a word, and which of its words open a line: no span runs into these. All windows are gone through side by side."""
    if not windows:
        return []
    counts = [len(scores) for scores, _ in windows]
    emitted = np.zeros((max(counts), len(windows), len(LABELS)))
    for number, (scores, opening) in enumerate(windows):
        emitted[: counts[number], number] = scores
        emitted[[at for at, opens in enumerate(opening) if opens], number, 2::2] = _NEVER
    moves = np.ascontiguousarray(_MOVES.T)
    states = np.empty_like(emitted)
    back = np.zeros(emitted.shape, np.int64)
    states[0] = _START + emitted[0]
    for at in range(1, len(emitted)):
        total = states[at - 1][:, None, :] + moves
        back[at] = total.argmax(axis=2)
        states[at] = total.max(axis=2) + emitted[at]
    return [_read_back(states[count - 1, number], back[:count, number]) for number, count in enumerate(counts)]


def _read_back(last: NDArray[Any], back: NDArray[np.int64]) -> list[int]:
    label = int(last.argmax())
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
