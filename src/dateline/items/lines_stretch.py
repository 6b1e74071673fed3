"""What the lines around a line of a dump are thought to be, as columns for the third trees of dumps.

A list, a signature or a subheading says little by itself; that it goes on from an article does: the lines of its form are thought of
alike, sure prose stands before and after it, and nothing hopeless (a button, a menu) lies between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line
from .lines_lists import rows_of
from .lines_standing import RUN, odds_of
from .lines_ties import Odds
from .lines_words import Array, Numbers, Words

Marks = NDArray[np.bool_]

#: Odds from which a line of prose is sure, and below which a line is doubtful, out of the stretch, hopeless.
SURE, DOUBTFUL, OUT, HOPELESS = 0.4, -2.0, -3.0, -3.5
#: Odds of a place where there is no line, and of a place that a sure line vouches for; a bound on counts, and what stands for none.
NO_LINE, VOUCHED, FAR, NONE = -7.0, 9.0, 99, 199
#: Lines before and after, over which means are taken.
_REACHES = ((1, 1), (2, 2), (4, 4), (8, 8), (15, 15), (3, 0), (0, 3), (8, 0), (0, 8))
_NEAR = (-3, -2, -1, 1, 2, 3)


def stretch_columns(lines: Sequence[Line], words: Words, guesses: tuple[Odds, Odds]) -> Array:
    """One row a line, given the chances by the first and by the second trees."""
    first, second = (odds_of(guess) for guess in guesses)
    odds = (first + second) / 2
    sizes = np.array([line.size for line in lines], dtype=float)
    same = Counter(line.text for line in lines)
    columns = [
        *(odds, first, second, sizes, words.long),
        *_around(odds),
        *_page(odds, words.long),
        *_form(odds, lines),
        *_between(odds, np.flatnonzero(words.long & (odds > SURE))),
        *_stretch(odds, words.long),
        [min(9, same[line.text]) for line in lines],
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1).astype(np.float32)


def _around(odds: Odds) -> list[Odds]:
    """Means of the odds around a line without its own, and the odds of the three lines on either side."""
    count, at = len(odds), np.arange(len(odds))
    sums, found = np.concatenate(([0.0], np.cumsum(odds))), []
    for back, ahead in _REACHES:
        low, high = np.maximum(0, at - back), np.minimum(count, at + ahead + 1)
        found.append((sums[high] - sums[low] - odds) / np.maximum(1, high - low - 1))
    padded = np.concatenate((np.full(3, NO_LINE), odds, np.full(3, NO_LINE)))
    return found + [padded[3 + by : 3 + by + count] for by in _NEAR]


def _page(odds: Odds, long: Marks) -> list[Odds]:
    """The page's surest run of prose, how many lines are likelier than not, how many are doubtful, of prose and short, its length, its
    surest line; a line's odds against that run."""
    prose = odds[long] if long.any() else odds
    many = min(RUN, len(prose))
    sums = np.concatenate(([0.0], np.cumsum(prose)))
    surest = float((sums[many:] - sums[:-many]).max()) / many
    doubtful = (odds > OUT) & (odds < 0)
    values = (surest, (odds > 0).sum(), (odds[long] > 0).sum(), doubtful.sum(), (doubtful & ~long).sum(), len(odds), prose.max())
    return [*(np.full(len(odds), float(value)) for value in values), odds - surest]


def _form(odds: Odds, lines: Sequence[Line]) -> list[Odds]:
    """The row of lines of one form that a line is in: length, mean, greatest and least odds, those of the lines before and after it."""
    count = len(odds)
    first, last = rows_of([line.form for line in lines])
    starts = np.unique(first)
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    each = np.searchsorted(starts, first)
    high, low = np.maximum.reduceat(odds, starts)[each], np.minimum.reduceat(odds, starts)[each]
    padded = np.concatenate((odds, [NO_LINE]))
    beside = padded[np.where(first > 0, first - 1, count)], padded[np.minimum(last, count)]
    return [np.minimum(FAR, last - first).astype(float), (sums[last] - sums[first]) / (last - first), high, low, *beside]


def _between(odds: Odds, sure: Numbers) -> list[Odds]:
    """Lines to the sure prose before and after a line, whether both are there, and how many hopeless and doubtful lines lie between."""
    count, at = len(odds), np.arange(len(odds))
    edges = np.concatenate(([-1], sure, [count])).astype(int)
    before = edges[np.searchsorted(edges, at, side="left") - 1]
    after = edges[np.searchsorted(edges, at, side="right")]
    has_before, has_after = before >= 0, after < count
    found = [
        np.where(has_before, np.minimum(FAR, at - before), NONE),
        np.where(has_after, np.minimum(FAR, after - at), NONE),
        has_before & has_after,
    ]
    for bound in (HOPELESS, DOUBTFUL):
        counted = np.concatenate(([0], np.cumsum(odds < bound)))
        found.append(np.where(has_before, counted[at] - counted[np.maximum(0, before)], FAR))
        found.append(np.where(has_after, counted[after] - counted[at], FAR))
    return [column.astype(float) for column in found]


def _stretch(odds: Odds, long: Marks) -> list[Odds]:
    """The least odds on the way from the sure line before, and from the one after; of the stretch of lines that are not out: its length,
    mean, share of short lines, greatest odds, share of likely lines."""
    sure = long & (odds > SURE)
    inside = odds > OUT
    edges = np.flatnonzero(np.diff(inside.astype(np.int8))) + 1
    found = []
    for low, high in pairwise([0, *edges.tolist(), len(odds)]):
        own = odds[low:high]
        values = (high - low, own.mean(), (~long[low:high]).mean(), own.max(), (own > 0).mean())
        found.append(np.array(values, dtype=float)[:, None].repeat(high - low, axis=1))
    return [_least(odds, sure), _least(odds[::-1], sure[::-1])[::-1], *np.hstack(found)]


def _least(odds: Odds, sure: Marks) -> Odds:
    """For each line the least odds from the last sure line before it (`NO_LINE` where there is none) up to the line before it."""
    found, least = [], NO_LINE
    for value, vouches in zip(odds.tolist(), sure.tolist(), strict=True):
        least = VOUCHED if vouches else least
        found.append(least)
        least = min(least, value)
    return np.array(found)
