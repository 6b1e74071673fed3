"""Where each line of prose stands among the chances of its own page, as columns for the third trees.

A chance of .4 means one thing on a page whose surest lines have .6 and whose rail has .1, and another where the article has .99. So the
log-odds of a line are told against the page's: its surest run, the widest gap between two neighbouring odds (mostly that between article
and rail), the odds of the lines around it, of those between it and the surest run, and of the lines whose words and names it shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line
from .lines_lexicon import lexicon_columns, slots
from .lines_ties import Odds, closes, sure_ties, ties
from .lines_words import Array, Words

#: Bound of odds, and what stands for a line that is no prose.
FARTHEST, NOWHERE = 6.0, -99.0
#: Columns: a line's odds by the second trees, the mean of the page's surest run.
SECOND, SUREST = 0, 2
#: Lines of prose in the surest run, and how far around a line its neighbours' odds are told one by one.
RUN, NEAR = 6, 4
#: Odds between which the widest gap is looked for: chances from .05 to .82.
LOW, HIGH = -3.0, 1.5
#: Odds of a place where there is no line, and a bound on distances between short lines and prose.
NO_LINE, FAR = 9.0, 9


def standing_columns(lines: Sequence[Line], words: Words, guesses: tuple[Odds, Odds], lexicon: Array, shown: Array) -> Array:
    """One row a line: where it stands (`NOWHERE` for a line that is no prose, but for its own odds), what the lexicon says, the prose
    around it, and `shown`, the columns of its shape. `guesses`: the chances of the first and of the second trees, one a line."""
    first, second = (odds_of(guess) for guess in guesses)
    rows = np.full((len(lines), STANDING), NOWHERE, dtype=np.float32)
    rows[:, SECOND] = second
    if len(words.at):
        prose = [lines[i] for i in words.at.tolist()]
        rows[words.at] = np.hstack(
            [_standing(second[words.at], first[words.at], words), _own(prose), _short_beside(words, len(lines))]
        )
    lex = lexicon_columns(lexicon, map(slots, lines))
    return np.hstack([rows, lex, _beside(second, words), shown]).astype(np.float32)


def odds_of(chance: Odds) -> Odds:
    """Log-odds of chances, from -`FARTHEST` to `FARTHEST`."""
    bounded = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.asarray(np.clip(np.log(bounded / (1 - bounded)), -FARTHEST, FARTHEST))


#: Columns of `_standing`, `_own` and `_short_beside`; those of the lexicon follow.
STANDING = 82


def _standing(odds: Odds, before: Odds, words: Words) -> Array:
    """The columns of the lines of prose, given their odds by the second and by the first trees."""
    gap, width = widest_gap(odds)
    run = surest_run(odds)
    parts = [
        [odds, before],
        _page(odds, run),
        [odds - gap, *_all(len(odds), gap, width)],
        _around(odds),
        _way(odds, run, gap),
        _sides(odds, gap),
        ties(odds, gap, words),
        sure_ties(odds, gap, words),
        _steps(odds, gap),
    ]
    return np.stack([np.asarray(column, dtype=float) for part in parts for column in part], 1).astype(np.float32)


def _all(count: int, *values: float) -> list[Odds]:
    return [np.full(count, float(value)) for value in values]


def surest_run(odds: Odds) -> tuple[int, int]:
    """The `RUN` lines in a row with the greatest mean, the first of equals (end exclusive)."""
    many = min(RUN, len(odds))
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    start = int(np.argmax(sums[many:] - sums[:-many]))
    return start, start + many


def widest_gap(odds: Odds) -> tuple[float, float]:
    """(middle, width) of the widest gap between neighbouring odds whose middle lies from `LOW` to `HIGH`; zeros where there is none."""
    ordered = np.sort(odds)
    middle, width = (ordered[1:] + ordered[:-1]) / 2, np.diff(ordered)
    width[(middle <= LOW) | (middle >= HIGH)] = -1
    if not len(width) or width.max() < 0:
        return 0.0, 0.0
    best = int(np.argmax(width))
    return float(middle[best]), float(width[best])


def _two(odds: Odds) -> tuple[float, float, float, float]:
    """Odds as two groups that differ most: (threshold, share of the variance that lies between them, mean of the lower, of the upper)."""
    ordered, count = np.sort(odds), len(odds)
    if count < 2:
        return 0.0, 0.0, 0.0, 0.0
    sums, many = np.cumsum(ordered), np.arange(1, count)
    low, high = sums[:-1] / many, (sums[-1] - sums[:-1]) / (count - many)
    between = many * (count - many) / count**2 * (high - low) ** 2
    best = int(np.argmax(between))
    share = between[best] / max(1e-6, float(ordered.var()))
    return float(ordered[best : best + 2].mean()), float(share), float(low[best]), float(high[best])


def _page(odds: Odds, run: tuple[int, int]) -> list[Odds]:
    """What the page's odds are like (surest run, quantiles, two groups) and each line's against them; its rank, the gaps beside it."""
    count, surest = len(odds), float(odds[slice(*run)].mean())
    quantiles = np.quantile(odds, [0, 0.25, 0.5, 0.75, 1]).tolist()
    threshold, share, low, high = _two(odds)
    rank = np.argsort(np.argsort(odds, kind="stable"), kind="stable")
    gaps = np.diff(np.sort(odds))
    return [
        *_all(count, surest, *quantiles, count, float((odds > 0).mean()), threshold, share, low, high),
        odds - surest,
        odds - quantiles[2],
        odds - threshold,
        (odds - low) / max(0.5, high - low),
        rank / max(1, count - 1),
        count - 1.0 - rank,
        np.concatenate(([NO_LINE], gaps))[rank],
        np.concatenate((gaps, [NO_LINE]))[rank],
    ]


def _around(odds: Odds) -> list[Odds]:
    """The odds of the `NEAR` lines on either side, and means around, before and after the line without its own."""
    count, at = len(odds), np.arange(len(odds))
    padded = np.concatenate((np.full(NEAR, -NO_LINE), odds, np.full(NEAR, -NO_LINE)))
    found = [padded[NEAR + by : NEAR + by + count] for by in range(-NEAR, NEAR + 1) if by]
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    for back, ahead in ((1, 1), (2, 2), (4, 4), (3, 0), (0, 3)):
        low, high = np.maximum(0, at - back), np.minimum(count, at + ahead + 1)
        found.append((sums[high] - sums[low] - odds) / np.maximum(1, high - low - 1))
    return found


def _way(odds: Odds, run: tuple[int, int], gap: float) -> list[Odds]:
    """How far a line is from the surest run and from the ends of the page; least, mean, and number of doubtful odds on the way from the
    run; the greatest beyond the line."""
    first, last = run
    count, at = len(odds), np.arange(len(odds))
    away = np.where(at < first, at - first, np.where(at >= last, at - last + 1, 0))
    ahead, behind = _side_of(odds[last:], gap), _side_of(odds[:first][::-1], gap)[:, ::-1]
    inside = np.array([[NO_LINE], [NO_LINE], [0.0], [-NO_LINE]]).repeat(last - first, axis=1)
    return [away, at, count - 1 - at, *np.hstack([behind, inside, ahead])]


def _side_of(odds: Odds, gap: float) -> Odds:
    """For lines in the order in which they leave the surest run: least, mean and number of doubtful odds before each, the greatest after
    it. Shape (4, lines)."""
    count = len(odds)
    if not count:
        return np.zeros((4, 0))
    least = np.minimum.accumulate(np.concatenate(([NO_LINE], odds[:-1])))
    sums = np.cumsum(odds) - odds
    mean = np.where(np.arange(count) > 0, sums / np.maximum(1, np.arange(count)), NO_LINE)
    doubtful: NDArray[np.int64] = np.cumsum(odds < gap) - (odds < gap)
    beyond = np.maximum.accumulate(np.concatenate(([-NO_LINE], odds[:0:-1])))[::-1]
    return np.stack([least, mean, doubtful.astype(float), beyond])


def _sides(odds: Odds, gap: float) -> list[Odds]:
    """The row of lines on one side of the gap that each line is in: side, length, mean, lines to its start and to its end."""
    side = odds > gap
    edges = np.flatnonzero(np.diff(side.astype(np.int8))) + 1
    at, found = np.arange(len(odds)), []
    for low, high in pairwise([0, *edges.tolist(), len(odds)]):
        own = at[low:high]
        found.append(np.stack([*_all(high - low, high - low, float(odds[low:high].mean())), own - low, high - 1 - own]))
    return [side.astype(float), *np.hstack(found)]


def _steps(odds: Odds, gap: float) -> list[Odds]:
    """Lines from the first and from the last line above the gap; the steps in odds to the next line and from the one before."""
    sure, at = np.flatnonzero(odds > gap), np.arange(len(odds), dtype=float)
    first, last = (int(sure[0]), int(sure[-1])) if len(sure) else (0, 0)
    before, after = np.concatenate(([-NO_LINE], odds[:-1])), np.concatenate((odds[1:], [-NO_LINE]))
    return [at - first, at - last, odds - after, odds - before]


def _own(prose: Sequence[Line]) -> Array:
    """Whether a line closes an article, ends with a colon, asks; its length against the page's median."""
    middle = max(1.0, float(np.median([line.size for line in prose])))
    rows = [(closes(line), line.text.endswith(":"), "?" in line.text, line.size / middle) for line in prose]
    return np.array(rows, dtype=np.float32)


def _short_beside(words: Words, count: int) -> Array:
    """How many short lines stand between a line of prose and the prose before and after it."""
    between = np.diff(np.concatenate(([-1], words.at, [count]))) - 1
    return np.stack([between[:-1], between[1:]], 1).astype(np.float32)


def _beside(odds: Odds, words: Words) -> Array:
    """Lines to the prose before and after a line, the odds of these, and whether it is prose itself."""
    count = len(odds)
    at, padded = np.arange(count), np.concatenate((odds, [-NO_LINE]))
    before = np.concatenate(([-1], words.at))[words.order]
    after = np.concatenate((words.at, [count]))[np.minimum(len(words.at), words.order + words.long)]
    gaps = np.minimum(FAR, at - before), np.minimum(FAR, after - at)
    return np.stack([*gaps, padded[np.where(before >= 0, before, count)], padded[after], words.long], 1).astype(np.float32)
