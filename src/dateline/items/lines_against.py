"""Doubtful lines of a page of prose against the body that the third trees give, as columns for the fourth trees.

The third trees look at odds line by line. Here a first body is known: which stretch of it a line stands in or between which stretches,
what it shares with the body's opening and close, whether a standfirst or a note is parted from the body by a caption or a byline, and for
each stretch as one whether the text runs on over it: likeness across, surnames that it takes up or that it alone has introduced.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from . import lines_shape
from .lines_blocks import blocks
from .lines_features import Line
from .lines_names import surnames
from .lines_standing import NO_LINE, odds_of, surest_run, widest_gap
from .lines_ties import Odds, closes
from .lines_words import Array, Numbers, Words

Mask = NDArray[np.bool_]
#: Price of a change and threshold of the first body.
PRICE, THRESHOLD = 1.0, 0.45
#: Where so few lines pass the threshold, it falls to `SHARE` of the mean of the surest `SUREST` lines, down to `LOWEST`.
FEW, SUREST, SHARE, LOWEST = 2, 4, 0.75, 0.05
#: Odds around the threshold within which a line is doubtful; so are the lines beside a change of the first body.
DOUBT, BESIDE = 3.0, 2
#: Neighbours whose odds are told, lines of the body that open it, that close it, and that come next; a bound on distances.
NEAR, OPENING, NEXT, FAR = 4, 4, 3, 99
#: Columns of shape that the lines around a line show too.
_SHOWN = (
    lines_shape.SIZE,
    lines_shape.ENDS,
    lines_shape.CUT,
    lines_shape.SENTENCES,
    lines_shape.QUOTED,
    lines_shape.FURNITURE,
    lines_shape.CALLS,
    lines_shape.PHOTO,
    lines_shape.AGO,
    lines_shape.DATED,
    lines_shape.SIGNED,
    lines_shape.MORE,
    lines_shape.LEAD,
    lines_shape.CONTINUES,
    lines_shape.REFERS,
)


def against_columns(
    lines: Sequence[Line], words: Words, chance: Odds, second: Array, lexicon: Array, shown: Array
) -> tuple[Array, Mask]:
    """(one row a line of prose, which of these are doubtful). `chance`: by the third trees, one a line; `second`, `lexicon`: the second
    trees' odds and the lexicon's columns, one a line of prose; `shown`: the columns of shape, one a line."""
    at, odds = words.at, odds_of(chance)[words.at]
    body, fallen = first_body(chance[at])
    prose = [lines[i] for i in at.tolist()]
    parts = [
        *_odds(odds, body, second, fallen),
        *_place(body, at),
        *_ties(body, words),
        *_ends(body, words),
        *_names(prose, body),
        *_stretches(prose, odds, body, words),
        np.array([closes(line) for line in prose], dtype=float),
    ]
    around = [_beside(shown[at], by) for by in (-1, 1)] + [_beside(shown, by)[at] for by in (-1, 1)]
    rows = np.hstack([np.stack([np.asarray(part, dtype=float) for part in parts], 1), shown[at], lexicon, *around])
    return rows.astype(np.float32), _doubtful(odds, body)


def first_body(chance: Odds) -> tuple[Mask, float]:
    """(the body by the third trees, how far its threshold fell)."""
    body = blocks(chance, PRICE, THRESHOLD)
    if body.sum() >= FEW or not len(chance):
        return body, 0.0
    surest = np.sort(chance[slice(*surest_run(odds_of(chance)))])[::-1][:SUREST]
    threshold = max(LOWEST, min(THRESHOLD, float(surest.mean()) * SHARE))
    return blocks(chance, PRICE, threshold), THRESHOLD - threshold


def _doubtful(odds: Odds, body: Mask) -> Mask:
    found = np.abs(odds - np.log(THRESHOLD / (1 - THRESHOLD))) < DOUBT
    for change in np.flatnonzero(body[1:] != body[:-1]).tolist():
        found[max(0, change - BESIDE + 1) : change + BESIDE + 1] = True
    return np.asarray(found)


def _runs(body: Mask) -> list[tuple[int, int]]:
    edges = np.flatnonzero(body[1:] != body[:-1]) + 1
    return list(pairwise([0, *edges.tolist(), len(body)]))


def _beside(rows: Array, by: int) -> Array:
    """The columns `_SHOWN` of the row before or after each; -1 where there is none."""
    found = np.full((len(rows), len(_SHOWN)), -1, dtype=np.float32)
    near = rows[:, list(_SHOWN)]
    if by < 0:
        found[1:] = near[:-1]
    else:
        found[:-1] = near[1:]
    return found


def _odds(odds: Odds, body: Mask, second: Array, fallen: float) -> list[Odds]:
    """The odds around a line, and against the page's; what the page is like."""
    count = len(odds)
    padded = np.concatenate((np.full(NEAR, -NO_LINE), odds, np.full(NEAR, -NO_LINE)))
    gap, width = widest_gap(odds)
    surest = float(odds[slice(*surest_run(odds))].mean())
    page = [surest, width, count, body.sum(), fallen, len(_runs(body))]
    return [
        *(padded[NEAR + by : NEAR + by + count] for by in range(-NEAR, NEAR + 1)),
        second.astype(float),
        odds - gap,
        odds - surest,
        *(np.full(count, float(value)) for value in page),
    ]


def _place(body: Mask, at: Numbers) -> list[Odds]:
    """Whether a line is in the body, its place against the body's first and last line and the page's, how far the body is above and
    below, in lines of prose and in all lines."""
    count = len(body)
    number, inside = np.arange(count), np.flatnonzero(body)
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (0, -1)
    before = np.searchsorted(inside, number) - 1
    after = np.searchsorted(inside, number, side="right")
    padded = np.concatenate((inside, [0]))
    above, below = padded[before], padded[after]
    found = [body, number - first, number - last, number < first, number > last, number, count - 1 - number]
    for known, other in ((before >= 0, above), (after < len(inside), below)):
        found += [np.where(known, np.abs(number - other), FAR), np.where(known, np.minimum(FAR, np.abs(at - at[other])), FAR)]
    return [part.astype(float) for part in found]


def _ties(body: Mask, words: Words) -> list[Odds]:
    """Likeness to the body and to the rest with and without the lines next to it; shares of names and words that either holds; of the lines
    above the body, how many are more like it."""
    similar = words.similar.astype(float)
    number = np.arange(len(body))
    apart = np.where(np.abs(number[:, None] - number[None, :]) <= 1, 0.0, similar)
    ours, rest = body.astype(float), 1 - body.astype(float)
    many, others = np.maximum(1, ours.sum() - ours), np.maximum(1, rest.sum() - rest)
    tie = (apart @ ours) / many
    found = [tie, (apart @ rest) / others, (apart * ours).max(1), (apart * rest).max(1)]
    found += [(similar @ ours) / many, (similar * ours).max(1), (similar * rest).max(1)]
    names, matrix = words.names[words.at], words.matrix[words.at]
    counts, total = np.maximum(1, names.sum(1)), np.maximum(1e-6, words.total[words.at])
    for side in (ours, rest):
        all_others, far = _held(names, side)
        found += [np.minimum(1, all_others).sum(1) / counts, np.minimum(1, far).sum(1) / counts]
        found.append(all_others.max(1, initial=0) / max(1.0, float(side.sum())))
    for side in (ours, rest):
        found += [np.minimum(1, held) @ words.weight / total for held in _held(matrix, side)]
    first = int(np.argmax(body)) if body.any() else 0
    above = np.sort(tie[:first])
    found.append(np.where(number < first, first - np.searchsorted(above, tie, side="right"), -1))
    return found


def _held(matrix: Array, side: Odds) -> tuple[Odds, Odds]:
    """For each line and each of its words how many lines of a side hold it, but for itself, and but for itself and the lines next to it."""
    held = matrix * side[:, None]
    others = held.sum(0)[None, :] - held
    far = others.copy()
    far[1:] -= held[:-1]
    far[:-1] -= held[1:]
    return matrix * others, matrix * far


def _ends(body: Mask, words: Words) -> list[Odds]:
    """Mean and greatest likeness to the lines of the body that come before and after, and to those that open and close it; to the lines
    next to it."""
    similar, inside = words.similar.astype(float), np.flatnonzero(body)
    count = len(body)
    rows = np.full((count, 10), -1.0)
    for i in range(count):
        split, after = np.searchsorted(inside, i), np.searchsorted(inside, i, side="right")
        groups = (inside[max(0, split - NEXT) : split], inside[after : after + NEXT], inside[:OPENING], inside[-OPENING:])
        for column, group in enumerate(groups):
            near = similar[i, group[group != i]]
            if len(near):
                rows[i, 2 * column : 2 * column + 2] = near.mean(), near.max()
    rows[:-1, 8] = rows[1:, 9] = np.diagonal(similar, 1)
    return list(rows.T)


def _given(prose: Sequence[Line], body: Mask) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """By surname: the first and the last line of the body that have it in full, the last that has it alone."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    bare: dict[str, int] = {}
    for i in np.flatnonzero(body).tolist():
        full, alone = surnames(prose[i])
        for name in full:
            first.setdefault(name, i)
        last |= dict.fromkeys(full, i)
        bare |= dict.fromkeys(alone, i)
    return first, last, bare


def _names(prose: Sequence[Line], body: Mask) -> list[Odds]:
    """Surnames of a line: alone and before in full in the body, in full again, in full and later alone, in full and later so again, alone
    and later in full."""
    first, last, bare = _given(prose, body)
    never, rows = len(prose), []
    for i, line in enumerate(prose):
        full, alone = surnames(line)
        rows.append(
            (
                sum(first.get(name, never) < i for name in alone),
                sum(first.get(name, never) < i for name in full),
                sum(bare.get(name, -1) > i for name in full),
                sum(last.get(name, -1) > i for name in full),
                sum(last.get(name, -1) > i for name in alone),
            )
        )
    return list(np.array(rows, dtype=float).T)


def _stretches(prose: Sequence[Line], odds: Odds, body: Mask, words: Words) -> list[Odds]:
    """For the stretch of the body, or between the body's, that a line is in: length, words, odds; likeness within, to its own side, to the
    other side, to what stands before and after it; likeness of what stands before it to what stands after it; names; how it opens and
    goes on."""
    similar, names = words.similar.astype(float), words.names[words.at]
    goes_on = np.array([line.continues or line.quoted or line.refers_back for line in prose], dtype=float)
    given, held = _given(prose, body), (names * body[:, None]).sum(0)
    count, rows = len(prose), np.full((len(prose), 22), -1.0)
    for low, high in _runs(body):
        own, size = slice(low, high), high - low
        same = body == body[low]
        same[own] = False
        before, after = slice(max(0, low - NEXT), low), slice(high, high + NEXT)
        known = names[own].max(0) > 0
        elsewhere = held - names[own].sum(0) * body[low] > 0
        rows[own] = [
            size,
            odds[own].mean(),
            odds[own].min(),
            odds[own].max(),
            similar[own, own].sum() / (size * (size - 1)) if size > 1 else -1,
            *_mean_and_max(similar[own][:, same]),
            *_mean_and_max(similar[own][:, body != body[low]]),
            _mean_and_max(similar[before, after])[0],
            similar[low - 1, high] if low and high < count else -1,
            _mean_and_max(similar[own, before])[0],
            _mean_and_max(similar[own, after])[0],
            (known & elsewhere).sum() / max(1, known.sum()),
            known.sum(),
            *_introduced(prose[own], low, high, given),
            goes_on[own].mean(),
            goes_on[high] if high < count else -1,
            sum(line.size for line in prose[own]),
        ]
    return list(rows.T)


def _introduced(
    stretch: Sequence[Line], low: int, high: int, given: tuple[dict[str, int], dict[str, int], dict[str, int]]
) -> tuple[int, int, int, int]:
    """Surnames of a stretch: alone and before in full in the body; in full again; in full here alone, and taken up after it; alone and
    never in full up to here."""
    first, last, bare = given
    parts = [surnames(line) for line in stretch]
    full = frozenset().union(*(part[0] for part in parts))
    alone = frozenset().union(*(part[1] for part in parts))
    before = {name for name in full | alone if first.get(name, high) < low}
    taken_up = sum(bare.get(name, -1) >= high > last.get(name, -1) for name in full - before)
    return len(alone & before), len(full & before), taken_up, len(alone - full - before)


def _mean_and_max(values: Odds) -> tuple[float, float]:
    return (float(values.mean()), float(values.max())) if values.size else (-1.0, -1.0)
