"""What the lines of a dump that are made alike are thought of, wherever on the page they stand, as columns for its third trees.

"Q: ...", "A: ...", a place and a day under every entry of a guide, a name under every letter: each such line is nothing by itself, and not
always beside its like. They open or end with the same word or have one form, and what the page's sure prose tells of stands in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

import numpy as np

from .lines_announced import announces
from .lines_features import Line
from .lines_ties import Odds
from .lines_words import Array

#: Odds from which a line of prose is sure; bound on counts; what stands for a line without its like.
SURE, MOST, NONE = 0.4, 20, -7.0
#: Columns of `kin_columns`.
COUNT = 13


def kin_columns(lines: Sequence[Line], odds: Odds) -> Array:
    """`COUNT` numbers a line: mean odds and number of the other lines with its first word, its last word, its form; the shares of its
    words that sure prose holds, anywhere and in the nearest before it; lines since one that announces a list, its odds; words in
    capitals; the line before and the one after of one form with it."""
    keys: tuple[list[Hashable], ...] = (
        [line.words[0].casefold() if line.size > 1 else None for line in lines],
        [line.words[-1].casefold() if line.size > 1 else None for line in lines],
        [line.form for line in lines],
    )
    parts = [column for key in keys for column in _others(key, odds)]
    parts += [*_held(lines, odds), *_announced(lines, odds)]
    forms = keys[2]
    same = [one is not None and one == other for one, other in pairwise(forms)]
    parts += [
        [line.text.isupper() for line in lines],
        [False, *same] if lines else [],
        [*same, False] if lines else [],
    ]
    return np.stack([np.asarray(part, dtype=np.float32) for part in parts], 1)


def _others(keys: Sequence[Hashable], odds: Odds) -> tuple[list[float], list[float]]:
    """For each line (mean odds, number) of the other lines with its key."""
    sums: dict[Hashable, float] = defaultdict(float)
    counts: dict[Hashable, int] = defaultdict(int)
    for key, value in zip(keys, odds.tolist(), strict=True):
        sums[key] += value
        counts[key] += 1
    means, many = [], []
    for key, value in zip(keys, odds.tolist(), strict=True):
        rest = 0 if key is None else counts[key] - 1
        means.append((sums[key] - value) / rest if rest else NONE)
        many.append(float(min(MOST, rest)))
    return means, many


def _held(lines: Sequence[Line], odds: Odds) -> tuple[list[float], list[float]]:
    """For each line the share of its topic words that other sure lines of prose hold, and that the last of them before it holds."""
    counts: dict[str, int] = defaultdict(int)
    sure = [line.is_prose and value > SURE for line, value in zip(lines, odds.tolist(), strict=True)]
    for line, vouches in zip(lines, sure, strict=True):
        for word in line.content if vouches else ():
            counts[word] += 1
    anywhere, last = [], []
    before: frozenset[str] = frozenset()
    for line, vouches in zip(lines, sure, strict=True):
        many = max(1, len(line.content))
        anywhere.append(sum(counts[word] > vouches for word in line.content if word in counts) / many)
        last.append(len(line.content & before) / many)
        before = line.content if vouches else before
    return anywhere, last


def _announced(lines: Sequence[Line], odds: Odds) -> tuple[list[float], list[float]]:
    """For each line how many lines ago, in steps of its own row of short lines, one announced a list, and the odds of that one."""
    since, thought = [], []
    at, value = -1, NONE
    for i, line in enumerate(lines):
        since.append(float(min(99, i - at)) if at >= 0 else 99.0)
        thought.append(value)
        if announces(line):
            at, value = i, float(odds[i])
        elif line.is_prose:
            at, value = -1, NONE
    return since, thought
