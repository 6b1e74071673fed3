"""The features of every line of a bare text: its shape, its words against the rest of the page, its place.

Cohesion is measured against a dense core (the six consecutive prose lines that share most), never against the longest run: a rail of
leads stands inside that run. A line and its neighbours are left out when the line is compared, or two lines of one teaser would vouch
for each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from . import lines_cohesion, lines_names, lines_shape
from .lines_cohesion import rule_columns
from .lines_features import Line, stems
from .lines_names import name_columns
from .lines_shape import points_on, shape
from .lines_words import Array, Numbers, Words

#: Columns of shape that a line's neighbours show too.
_NEAR = (0, 1, 3, 4, 6, 14, 20, 21, 22, 24, 27)
_SHAPE, _PLACES, _COHESION, _RULES = lines_shape.COUNT, 12, 40, lines_cohesion.COUNT
#: Repetition, place against the main run, the run's length; cohesion with all and with the core, share of the core, likeness.
_NEAR_REST = (
    *(_SHAPE + k for k in (0, 2, 8)),
    *(_SHAPE + _PLACES + k for k in (12, 15, 24, 39)),
    _SHAPE + _PLACES + _COHESION + 1,
)
#: Reaches, in prose lines, over which `_around` takes means, and how many it takes.
_REACHES, _MEANS = (2, 4, 8), 8
#: Columns of a line itself; those of the lines around it follow.
OWN = _SHAPE + _PLACES + _COHESION + _RULES + 2 + 2 * len(_REACHES) * _MEANS + lines_names.COUNT


def columns(lines: Sequence[Line], words: Words, url: str | None = None) -> Array:
    """One row a line: shape, repetition, place, cohesion, the rules' body, the words of the page's address, what the prose lines
    around it are like, and some of these of the three lines before and after."""
    base = np.array([shape(line) for line in lines], dtype=np.float32)
    run = main_run(lines)
    cohesion, rules, names = _cohesion(lines, words, run), rule_columns(lines, words), name_columns(lines, words)
    around = _around(base, cohesion, names, words)
    parts = [base, _places(lines, words, run), cohesion, rules, _address(lines, words, url), around, names]
    rows = np.hstack(parts).astype(np.float32)
    near = rows[:, (*_NEAR, *_NEAR_REST)]
    return np.hstack([rows, *(_shifted(near, by) for by in (-3, -2, -1, 1, 2, 3))])


def _shifted(rows: Array, by: int) -> Array:
    out = np.full_like(rows, -1)
    if abs(by) < len(rows):
        if by < 0:
            out[-by:] = rows[:by]
        else:
            out[:-by] = rows[by:]
    return out


def _places(lines: Sequence[Line], words: Words, run: tuple[int, int]) -> Array:
    """Twelve columns: repetition, the main run, distances."""
    count = len(lines)
    low = [line.text.casefold() for line in lines]
    same = Counter(low)
    opening = [" ".join(line.folded[:5]) if len(line.folded) >= 5 else "" for line in lines]
    alike = Counter(opening[i] for i in {text: i for i, text in enumerate(low)}.values())
    first, last = run
    letters = np.cumsum([len(text) for text in low]).tolist()
    longest = max(1, *(line.size for line in lines))
    runs = _runs(words.long)
    rows = []
    heading = None
    for i, line in enumerate(lines):
        if line.size <= 8 and points_on(line):
            heading = i
        rows.append(
            [
                min(5, same[low[i]]),
                bool(opening[i]) and alike[opening[i]] > 1,
                i / count,
                letters[i] / max(1, letters[-1]),
                min(40, max(-40, i - first)),
                min(40, max(-40, i - last)),
                first <= i < last,
                line.size / longest,
                runs[i],
                min(99, i - heading) if heading is not None else 99,
                len(words.at) / count,
                min(200, len(words.at)),
            ]
        )
    return np.array(rows, dtype=np.float32)


def main_run(lines: Sequence[Line]) -> tuple[int, int]:
    """The run of lines with the most prose."""
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for i, line in enumerate(lines):
        prose = (line.size >= 10 and line.ends) or line.size >= 20
        if total <= 0:
            total, start = 0.0, i
        total += min(line.size, 60) - 6 if prose else (-8 if line.size < 10 else -2)
        if total > best:
            best, where = total, (start, i + 1)
    return where


def _runs(long: NDArray[np.bool_]) -> list[int]:
    """The length of the run of prose lines (or, negative, of other lines) that each line is in."""
    edges = np.flatnonzero(np.diff(long.astype(np.int8))) + 1
    bounds = [0, *edges.tolist(), len(long)]
    out: list[int] = []
    for start, end in pairwise(bounds):
        size = min(60, end - start)
        out += [size if long[start] else -size] * (end - start)
    return out


def _cohesion(lines: Sequence[Line], words: Words, run: tuple[int, int]) -> Array:
    """Cohesion with prose lines before, after, all but the neighbours, the core; new names; the step in topic at the line."""
    count, prose = len(lines), len(words.at)
    x = words.order
    after = np.minimum(x + words.long, prose)
    zero, end = np.zeros(count, np.int64), np.full(count, prose)
    first, last = words.core(lines)
    core = words.between(
        np.full(count, first), np.full(count, last), np.where((x >= first) & (x < last) & (last - first > 4), 1, 0)
    )
    parts = [
        words.between(np.maximum(0, x - 4), x),
        words.between(after, np.minimum(prose, after + 4)),
        words.between(zero, np.maximum(0, x - 1)),
        words.between(np.minimum(prose, after + 1), end),
        words.between(zero, end, np.ones(count, np.int64)),
        core,
        words.between(np.maximum(0, x - 1), x),
        words.between(after, np.minimum(prose, after + 1)),
    ]
    run_first, run_last = (int(words.long[:at].sum()) for at in run)
    parts.append(words.between(np.full(count, run_first), np.full(count, run_last), zero))
    parts += [parts[k][:, :1] * words.total[:, None] for k in (4, 8)]
    known = words.between(zero, x)[:, 2]
    orphans = words.name_counts - np.maximum(0, parts[4][:, 2])
    extra = np.stack(
        [
            (x >= first) & (x < last),
            np.clip(x - first, -60, 60),
            np.clip(x - last + 1, -60, 60),
            words.name_counts - np.maximum(0, known),
            orphans,
        ],
        1,
    )
    return np.hstack([*parts, extra, _steps(words)]).astype(np.float32)


def _steps(words: Words) -> Array:
    """For each line: mean likeness of the prose lines before it with those from it on, within each side, with all, with its best, with
    its best but for the two on either side."""
    rows = np.full((len(words.order), 6), -1, dtype=np.float32)
    prose = len(words.at)
    if not prose:
        return rows
    x = words.order
    back, ahead = np.maximum(0, x - 4), np.minimum(prose, x + 4)
    rows[:, 0] = words.likeness(back, x, x, ahead)
    rows[:, 1] = np.where(x > 1, words.likeness(back, x, back, x), -1)
    rows[:, 2] = np.where(prose - x > 1, words.likeness(x, ahead, x, ahead), -1)
    similar = words.similar
    rows[words.at, 3:] = np.stack([similar.mean(1), similar.max(1), words.far.max(1)], 1)
    return rows


def _address(lines: Sequence[Line], words: Words, url: str | None) -> Array:
    """The share of a line's words that the page's address has, and the reverse; -1 without an address."""
    slug = stems(re.sub(r"[-_/.]", " ", urlsplit(url).path)) if url else set()
    if not slug:
        return np.full((len(lines), 2), -1, dtype=np.float32)
    rows = []
    for line, total in zip(lines, words.total.tolist(), strict=True):
        shared = slug & line.stems
        rows.append([sum(words.rarity_of(word) for word in shared) / max(1e-6, total), len(shared) / len(slug)])
    return np.array(rows, dtype=np.float32)


def _around(base: Array, cohesion: Array, names: Array, words: Words) -> Array:
    """What the prose lines from each line on, and those before it, are like in the mean over `_REACHES`: cohesion with the core and with
    all, names that no other line has, one sentence, lead, goes on from another, tied to the core by a name, names given in full again."""
    at = words.at
    count = len(base)
    goes_on = base[:, [lines_shape.CONTINUES, lines_shape.REFERS, lines_shape.QUOTED]].max(1)
    shown = np.stack(
        [
            cohesion[:, 15],
            cohesion[:, 12],
            cohesion[:, 33],
            base[:, lines_shape.SENTENCES] == 1,
            base[:, lines_shape.LEAD],
            goes_on,
            names[:, lines_names.TIED],
            names[:, lines_names.AGAIN],
        ],
        1,
    )[at]
    sums = np.concatenate((np.zeros((1, shown.shape[1])), np.cumsum(shown, axis=0)))
    parts = []
    for reach in _REACHES:
        for low, high in ((words.order, words.order + reach), (words.order - reach, words.order)):
            parts.append(_means(sums, np.clip(low, 0, len(at)), np.clip(high, 0, len(at))))
    return np.hstack(parts).reshape(count, -1)


def _means(sums: NDArray[np.float64], low: Numbers, high: Numbers) -> Array:
    """Means of rows from `low` to `high`, by running sums; -1 where there are none."""
    many = (high - low)[:, None]
    return np.where(many > 0, (sums[high] - sums[low]) / np.maximum(1, many), -1).astype(np.float32)


def again(words: Words, likely: NDArray[np.float64], lines: Sequence[Line]) -> Array:
    """What the first guess of all lines says of each: cohesion with the likely body but for the line and its neighbours, the guesses
    around it, the share of likely body near it, and where it stands against the likely block."""
    count, chance = len(lines), likely.astype(np.float32)
    long = chance * words.long
    rows = [
        (_rest(words.matrix, long) @ words.weight) / np.maximum(1e-6, words.total),
        _rest(words.names, long).sum(1) / np.maximum(1, words.name_counts),
        *_sides(words, long),
    ]
    weight = np.minimum([line.size for line in lines], 40).astype(np.float32) + 1e-3
    start, end = _likely_block(chance, weight)
    sums, weights = np.concatenate(([0], np.cumsum(chance * weight))), np.concatenate(([0], np.cumsum(weight)))
    at = np.arange(count)
    for reach in (2, 5, 15, 40):
        low, high = np.maximum(0, at - reach), np.minimum(count, at + reach + 1)
        rows.append((sums[high] - sums[low]) / (weights[high] - weights[low]))
    rows += [
        sums[1:] / max(1e-6, sums[-1]),
        chance,
        (chance > 0.5).sum() * np.ones(count),
        np.clip(at - start, -50, 50),
        np.clip(at - end, -50, 50),
        ((at >= start) & (at < end)).astype(np.float32),
    ]
    rows += [_shifted(chance[:, None], by)[:, 0] for by in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)]
    prose = chance[words.at]
    for by in (-3, -2, -1, 1, 2, 3):
        column = np.full(count, -1, np.float32)
        column[words.at] = _shifted(prose[:, None], by)[:, 0]
        rows.append(column)
    prose_sums = np.concatenate((np.zeros((1, 1)), np.cumsum(prose.astype(float))[:, None])).astype(float)
    for low, high in ((words.order, words.order + 4), (words.order, words.order + 10), (words.order - 10, words.order)):
        rows.append(_means(prose_sums, np.clip(low, 0, len(prose)), np.clip(high, 0, len(prose)))[:, 0])
    return np.stack(rows, 1).astype(np.float32)


def _sides(words: Words, body: Array) -> list[Array]:
    """The largest share of the likely body, but for the line and its neighbours, that has one of a line's names; the share of its words
    that the rest of the prose has; its mean likeness to the body and to the rest, but for the two lines on either side (-1: no prose)."""
    rest = words.long - body
    focus = _near_out(words.names, body).max(1, initial=0) / max(1.0, float(body.sum()))
    like, unlike = np.full(len(body), -1, np.float32), np.full(len(body), -1, np.float32)
    for column, side in ((like, body), (unlike, rest)):
        many = side[words.at]
        column[words.at] = (words.far @ many) / np.maximum(0.5, many.sum() - many)
    return [focus, (_rest(words.matrix, rest) @ words.weight) / np.maximum(1e-6, words.total), like, unlike]


def _near_out(matrix: Array, chance: Array) -> Array:
    """For each line's words, how much of `chance` has them elsewhere than in the line and those next to it."""
    held = chance[:, None] * matrix
    around = held.copy()
    around[1:] += held[:-1]
    around[:-1] += held[1:]
    return np.asarray(matrix * (held.sum(0)[None, :] - around), dtype=np.float32)


def _rest(matrix: Array, chance: Array) -> Array:
    """Each line's words, by how likely the body has them elsewhere than in the line and those next to it."""
    return np.minimum(1.0, _near_out(matrix, chance))


def _likely_block(chance: Array, weight: Array) -> tuple[int, int]:
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(((chance - 0.4) * weight).tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, where = total, (start, i + 1)
    return where
