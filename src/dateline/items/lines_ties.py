"""What ties a line of prose to the surest lines of its page: likeness, shared names and words, as columns; notes that close an article."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line
from .lines_words import Words

Odds = NDArray[np.float64]

#: Lines most like a line whose odds are told in the mean.
LIKE = 5
#: Sure lines and doubtful lines on either side that a line is compared with.
SURE, DOUBTFUL = 3, 2
#: What stands for a comparison with nothing.
NOTHING = -1.0
#: Notes below the last paragraph that an article closes on: who reported and edited, where it was first published, how to reach its
#: author, where to see what it tells of. A column for the trees, no rule: in a rail and in furniture such words stand too.
_CLOSING = re.compile(
    r"\b(?:reporting|editing|writing|contributed)\b.{0,20}\b(?:by|to this)\b|\b(?:first|originally) (?:published|appeared)\b|"
    r"\b(?:this|the) (?:article|story|piece|post|report|essay|interview)\b.{0,40}"
    r"\b(?:originally|first|also|appear\w{0,4}|published|adapted|updated|supported|produced)|"
    r"\bpublished in\b|\bcan be (?:reached|contacted|followed)\b|\bis (?:now )?available (?:on|at|in|from)\b|"
    r"\bfollow\b.{0,60}\b(?:on|at)\b.{0,30}(?:twitter|facebook|instagram|x\b|@)|@\w+\.\w|"
    r"^\W{0,2}(?:correction|editor['’]s note|note|update|clarification|with (?:reporting|files|agenc|additional))\b",
    re.IGNORECASE,
)


def closes(line: Line) -> bool:
    """Whether a line has the words of a note that closes an article (English)."""
    return bool(_CLOSING.search(line.text[:400]))


def ties(odds: Odds, gap: float, words: Words) -> list[Odds]:
    """How like a line is to the lines above the gap and to those below it: mean and greatest likeness but for its neighbours, the
    difference of both means with them, likeness to the lines next to it, odds of the `LIKE` lines most like it, shares of its names and
    words on either side."""
    above = 1 / (1 + np.exp(-(odds - gap)))
    groups, found = (above, 1 - above), []
    similar = words.similar.astype(float)
    for group in groups:
        found += [(words.far @ group) / np.maximum(0.5, group.sum() - group), (words.far * group[None, :]).max(1)]
    ours, theirs = ((similar @ group) / np.maximum(0.5, group.sum() - group) for group in groups)
    found.append(ours - theirs)
    next_to = np.diagonal(similar, 1)
    found += [np.concatenate(([0.0], next_to)), np.concatenate((next_to, [0.0]))]
    top = np.argsort(-similar, axis=1, kind="stable")[:, :LIKE]
    weight = np.take_along_axis(similar, top, 1)
    found.append((weight * odds[top]).sum(1) / np.maximum(1e-3, weight.sum(1)))
    return found + _shared(groups, words)


def _shared(groups: tuple[Odds, Odds], words: Words) -> list[Odds]:
    """For either group the share of a line's names that it holds and how much of it holds one; then of its words, by rarity, but for the
    lines next to it."""
    names, matrix = words.names[words.at], words.matrix[words.at]
    found, counts = [], np.maximum(1, names.sum(1))
    for group in groups:
        held = names * group[:, None]
        others = names * (held.sum(0)[None, :] - held)
        found += [np.minimum(1, others).sum(1) / counts, others.max(1, initial=0) / max(1.0, float(group.sum()))]
    for group in groups:
        held = matrix * group[:, None]
        near = held.copy()
        near[1:] += held[:-1]
        near[:-1] += held[1:]
        found.append(
            np.minimum(1, matrix * (held.sum(0)[None, :] - near)) @ words.weight / np.maximum(1e-6, words.total[words.at])
        )
    return found


def sure_ties(odds: Odds, gap: float, words: Words) -> list[Odds]:
    """Mean and greatest likeness to the `SURE` lines above the gap that come next, and lines to the first of them; the same of those
    before; the greatest likeness to the `DOUBTFUL` lines that come next, and to those before."""
    sure, similar, count = odds > gap, words.similar.astype(float), len(odds)
    rows = np.full((count, 8), NOTHING)
    above, below = np.flatnonzero(sure), np.flatnonzero(~sure)
    for i in range(count):
        for column, near in ((0, above[above > i][:SURE]), (3, above[above < i][::-1][:SURE])):
            if len(near):
                like = similar[i, near]
                rows[i, column : column + 3] = like.mean(), like.max(), abs(near[0] - i)
        for column, near in ((6, below[below > i][:DOUBTFUL]), (7, below[below < i][::-1][:DOUBTFUL])):
            if len(near):
                rows[i, column] = similar[i, near].max()
    return list(rows.T)
