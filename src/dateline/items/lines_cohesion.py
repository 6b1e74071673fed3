"""A body found by rules: what the learned model takes as one of its features.

Every prose line gets a score against a candidate body: how much of its words and names the body's other lines share (leaving out the
line itself and its neighbours), whether it continues another line, whether it reads like the lead of a story of its own. The body is
the run of lines with the greatest sum; the score is taken against the body found and the run chosen anew until nothing changes, from
several seeds. It is seldom taken in by a rail that hangs together, since a rail's lines open stories.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line
from .lines_words import Array, Words

Mask = NDArray[np.bool_]

#: Weights of the score; chosen by hand on the development pages, see docs/items-bare-text.md.
SHARED, BASE = 5.0, -1.15
CONTINUES, QUOTES, LEAD, CUT, SENTENCES, UNFOCUSED = 0.9, 0.7, -0.8, -4.0, 0.35, -0.6
#: A name in so many of the body's lines is what the article is about.
FOCUS = 0.3
#: A word of this rarity counts one; a name counts two.
ORDINARY = 3.5
SEED_WINDOW = 3
MOST_SEEDS, MOST_ROUNDS = 3, 4
MOST = 400
#: Columns of `rule_columns`.
COUNT = 4


def rule_columns(lines: Sequence[Line], words: Words) -> Array:
    """For each line: whether the rules' body holds it, its score against that body (-3 for what is no prose), the mean score of the
    three prose lines from it on, and of the three up to it. More than `MOST` prose lines are not weighed against each other."""
    at = [i for i, line in enumerate(lines) if line.is_prose and line.size <= 400][:MOST]
    rows = np.tile(np.array([0.0, -3.0, -3.0, -3.0], dtype=np.float32), (len(lines), 1))
    if not at:
        return rows
    prose = _Prose([lines[i] for i in at], words, at)
    start, end = max((prose.settle(seed) for seed in prose.seeds()), key=lambda found: found[0])[1]
    chosen = np.zeros(len(at), dtype=bool)
    chosen[start:end] = True
    scores = prose.scores(chosen)
    rows[at, 0] = chosen
    rows[at, 1] = scores
    rows[at, 2] = _mean_ahead(scores)
    rows[at, 3] = _mean_ahead(scores[::-1])[::-1]
    return rows


class _Prose:
    """The prose lines of a page, to be scored against a candidate body."""

    def __init__(self, lines: Sequence[Line], words: Words, at: Sequence[int]) -> None:
        self.count = len(lines)
        self.words = words.matrix[at]
        self.names = words.names[at]
        self.weights = self.words * (words.weight / ORDINARY)
        self.whole = words.total[at] / ORDINARY + 2 * words.name_counts[at] + 2
        self.own = np.array([_own(line) for line in lines])
        self.goes_on = np.array([line.quoted or line.continues or line.refers_back for line in lines], dtype=bool)

    def seeds(self) -> list[Mask]:
        """Windows of consecutive lines that share most among themselves, and the whole."""
        found = []
        for start in range(max(1, self.count - SEED_WINDOW + 1)):
            part = slice(start, min(self.count, start + SEED_WINDOW))
            shared = sum(float(np.maximum(0, m[part].sum(0) - 1).sum()) for m in (self.words, self.names))
            found.append(((shared + self.goes_on[part].sum()) / (part.stop - start), -start, part))
        found.sort(key=lambda row: row[:2], reverse=True)
        masks = [np.zeros(self.count, dtype=bool) for _ in found[: MOST_SEEDS if self.count <= 150 else 1]]
        for mask, (_, _, part) in zip(masks, found, strict=False):
            mask[part] = True
        return [*masks, np.ones(self.count, dtype=bool)]

    def settle(self, seed: Mask) -> tuple[float, tuple[int, int]]:
        """(worth, run) of the body that a seed leads to."""
        chosen, run = seed, (0, 0)
        for _ in range(MOST_ROUNDS):
            scores = self.scores(chosen)
            run = _best_run(scores.tolist())
            now = np.zeros(self.count, dtype=bool)
            now[slice(*run)] = True
            if (now == chosen).all():
                break
            chosen = now
        inside = float(scores[slice(*run)].sum())
        return inside - 0.3 * (float(scores.sum()) - inside), run

    def scores(self, chosen: Mask) -> NDArray[np.float64]:
        """The score of every line against the chosen ones."""
        many = int(chosen.sum())
        words, names = _others(self.words, chosen, many), _others(self.names, chosen, many)
        if many < 8:
            shared = (self.weights * (0.6 * (words > 0) + 0.4 * (words > 1))).sum(1)
            shared += 2 * (self.names * (0.6 * (names > 0) + 0.4 * (names > 1))).sum(1)
        else:
            shared = (self.weights * (words > 0)).sum(1) + 2 * (self.names * (names > 0)).sum(1)
        found = BASE + SHARED * shared / self.whole + self.own
        if many > 3:
            focal = names >= np.maximum(2, FOCUS * (many - 1))
            lost = focal.any(1) & ~(focal & (self.names > 0)).any(1) & ~self.goes_on
            found = found + UNFOCUSED * lost
        return np.asarray(found, dtype=float)


def _own(line: Line) -> float:
    """What a line scores whatever the body."""
    score = QUOTES if line.quoted else CONTINUES if line.continues else 0.0
    return score + LEAD * line.is_lead + CUT * line.cut + SENTENCES * min(2, line.sentences - 1)


def _others(matrix: Array, chosen: Mask, many: int) -> Array:
    """How many of the chosen lines hold each word, but for the line itself and, in a large body, its neighbours."""
    held = matrix * chosen[:, None]
    near = held.copy()
    if many > 4:
        near[1:] += held[:-1]
        near[:-1] += held[1:]
    return np.asarray(held.sum(0)[None, :] - near, dtype=np.float32)


def _mean_ahead(values: NDArray[np.float64], reach: int = 3) -> NDArray[np.float64]:
    """The mean of each value and those after it, `reach` in all."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    low = np.arange(len(values))
    high = np.minimum(len(values), low + reach)
    return np.asarray((sums[high] - sums[low]) / (high - low))


def _best_run(scores: Sequence[float]) -> tuple[int, int]:
    """The contiguous run with the greatest sum (Kadane)."""
    best, best_run, total, start = float("-inf"), (0, 0), 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run
