"""The words of a page's lines as weights, and what any run of its prose lines shares with each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line, once

Array = NDArray[np.float32]
Numbers = NDArray[np.int64]
#: Words of a line that counts as prose here.
LONG = 8
#: Prose lines of the dense core.
CORE = 6
#: Buckets of the table of document frequencies.
BUCKETS = 1 << 15
#: Different words that are compared at most: a bound on memory.
MOST_WORDS = 20_000


@lru_cache(maxsize=1 << 16)
def bucket(stem: str) -> int:
    """Where a stem's document frequency stands in the table."""
    return crc32(stem.encode("utf-8", "surrogatepass")) % BUCKETS


class Words:
    """Matrices of lines by words and by names, with running sums over the prose lines.

    `rarity`: ln(pages / pages with a word of the bucket), shape (BUCKETS,). A word that stands in one line compares with nothing, but
    weighs in that line.
    """

    def __init__(self, lines: Sequence[Line], rarity: Array) -> None:
        self.rarity = rarity
        self.matrix, self.weight, self.total = _word_matrix(lines, rarity)
        self.names = _name_matrix(lines)
        self.long = np.array([line.size >= LONG for line in lines], dtype=bool)
        self.at = np.flatnonzero(self.long)
        self.order = np.concatenate(([0], np.cumsum(self.long)))[:-1]
        self.word_sums = _sums(self.matrix[self.at])
        self.name_sums = _sums(self.names[self.at])
        self.word_counts = np.maximum(1, self.matrix.sum(1))
        self.name_counts = self.names.sum(1)

    @once
    def similar(self) -> Array:
        """Likeness of the prose lines, by rarity of the words that they share; 0 on the diagonal. Shape (prose, prose)."""
        weighted = self.matrix[self.at] * np.sqrt(self.weight)
        norm = np.sqrt(np.maximum(1.0, self.total[self.at]))
        found = (weighted @ weighted.T) / np.outer(norm, norm)
        np.fill_diagonal(found, 0)
        return np.asarray(found, dtype=np.float32)

    @once
    def far(self) -> Array:
        """`similar` without the two lines on either side."""
        number = np.arange(len(self.at))
        return np.where(np.abs(number[:, None] - number[None, :]) <= 2, np.float32(0), self.similar)

    @once
    def area(self) -> NDArray[np.float64]:
        """Sums of `similar` over every corner, for means of any rectangle."""
        size = len(self.at)
        found = np.zeros((size + 1, size + 1))
        found[1:, 1:] = self.similar.astype(float).cumsum(0).cumsum(1)
        return found

    def likeness(self, top: Numbers, bottom: Numbers, left: Numbers, right: Numbers) -> Array:
        """The mean of `similar` over rectangles (ends exclusive); -1 where one is empty."""
        many = (bottom - top) * (right - left)
        total = self.area[bottom, right] - self.area[top, right] - self.area[bottom, left] + self.area[top, left]
        return np.where(many > 0, total / np.maximum(1, many), -1).astype(np.float32)

    def rarity_of(self, stem: str) -> float:
        """How much a stem weighs."""
        return float(self.rarity[bucket(stem)])

    def between(self, low: Numbers, high: Numbers, minus: Numbers | None = None) -> Array:
        """For each line, the share of its words, of its names, and the number of names that the prose lines from `low` to `high`
        (numbers among prose lines, exclusive) hold too; `minus` leaves out prose lines next to it. -1 where there are none."""
        near: tuple[Numbers, Numbers] | None = None
        if minus is not None:
            near_low = np.clip(self.order - minus, low, high)
            near_high = np.clip(self.order + minus + self.long, low, high)
            near = near_low, np.maximum(near_low, near_high)
        words = ((self.matrix * _held(self.word_sums, low, high, near)) @ self.weight) / np.maximum(1e-6, self.total)
        hits = (self.names * _held(self.name_sums, low, high, near)).sum(1)
        found = np.stack([words, hits / np.maximum(1, self.name_counts), hits], 1)
        found[high <= low] = -1
        return np.asarray(found, dtype=np.float32)

    def core(self, lines: Sequence[Line]) -> tuple[int, int]:
        """The six consecutive prose lines that share most, as numbers among prose lines (end exclusive)."""
        prose = len(self.at)
        start = np.arange(max(1, prose - CORE + 1))
        end = np.minimum(prose, start + CORE)
        size = end - start
        if not prose or size[0] < 2:
            return 0, min(CORE, prose)
        goes_on = np.array([lines[i].continues or lines[i].quoted or lines[i].refers_back for i in self.at.tolist()], dtype=float)
        lengths = np.array([min(60, lines[i].size) for i in self.at.tolist()], dtype=float)
        inside = self.area[end, end] - self.area[start, end] - self.area[end, start] + self.area[start, start]
        sums = [np.concatenate(([0.0], np.cumsum(values))) for values in (goes_on, lengths)]
        value = inside / np.maximum(4, size - 1)
        value += 0.3 * (sums[0][end] - sums[0][start]) / size + 0.002 * (sums[1][end] - sums[1][start]) / size
        best = int(np.argmax(value))
        return best, int(end[best])


def _word_matrix(lines: Sequence[Line], rarity: Array) -> tuple[Array, Array, Array]:
    """(lines by words that stand in two lines, weights of these words, weight of all words of each line)."""
    counts = Counter(word for line in lines for word in line.stems)
    every = sorted(counts)
    weights = rarity[[bucket(word) for word in every]] if every else np.zeros(0, np.float32)
    weigh = dict(zip(every, weights.tolist(), strict=True))
    kept = {word: i for i, word in enumerate([word for word in every if counts[word] > 1][:MOST_WORDS])}
    total = np.array([sum([weigh[word] for word in line.stems]) for line in lines], dtype=np.float32)
    matrix = _marked([[kept[word] for word in line.stems if word in kept] for line in lines], len(kept))
    return matrix, np.array([weigh[word] for word in kept], dtype=np.float32), total


def _name_matrix(lines: Sequence[Line]) -> Array:
    """Lines by names; a word that opens a sentence counts where the page has it as a name elsewhere and never in small letters."""
    at = {name: i for i, name in enumerate(sorted({name for line in lines for name in line.names}))}
    small = frozenset().union(*(line.small for line in lines))
    opening = [[at[name] for name in line.openers if name in at and name not in small] for line in lines]
    return _marked([[*(at[name] for name in line.names), *more] for line, more in zip(lines, opening, strict=True)], len(at))


def _marked(held: Sequence[Sequence[int]], width: int) -> Array:
    """A matrix with a 1 in each row where its numbers say, 0 elsewhere."""
    matrix = np.zeros(len(held) * width, dtype=np.float32)
    matrix[np.array([row * width + at for row, numbers in enumerate(held) for at in numbers], dtype=np.int64)] = 1
    return matrix.reshape(len(held), width)


def _sums(matrix: Array) -> NDArray[np.int32]:
    found = np.zeros((len(matrix) + 1, matrix.shape[1]), dtype=np.int32)
    np.cumsum(matrix, axis=0, out=found[1:])
    return found


def _held(sums: NDArray[np.int32], low: Numbers, high: Numbers, near: tuple[Numbers, Numbers] | None) -> NDArray[np.bool_]:
    counts = sums[high] - sums[low]
    if near is not None:
        counts -= sums[near[1]] - sums[near[0]]
    return counts > 0
