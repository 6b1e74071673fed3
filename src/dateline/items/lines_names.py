"""How the prose lines of a page name what they tell of, as columns.

An article gives a name in full once and then the surname alone; nearly every paragraph names what the whole is about, or goes on from
the one before it. A line of a rail gives names in full that the article has introduced long before, and what it tells of is named
nowhere else. Capitals are needed: where a script has none, the columns say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .lines_features import Line, told_once
from .lines_words import Array, Words

#: Columns that others pick out, and how many there are.
TIED, AGAIN, COUNT = 3, 4, 10
#: A line that names what so many of the core's other lines name is tied to them.
FOCUS = 0.33
#: Words that stand before a name without being a part of it.
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame president vice premier minister prime chancellor secretary senator sen rep gov governor mayor "  # noqa: SIM905
    "judge justice king queen prince princess pope bishop general gen colonel col captain capt sgt sergeant professor prof officer "
    "detective coach herr frau präsident präsidentin kanzler minister ministerin monsieur madame président présidente ministre señor "
    "presidente ministro президент министр премьер премьер-министр глава".split()
)
_MARKS = "\"'“”‘’„«»()[].,:;!?…-–—"
_ENDS = (".", "!", "?", "…", ",", ";", ":", "”", ")")


def name_columns(lines: Sequence[Line], words: Words) -> Array:
    """`COUNT` numbers a line; -1 for what is no prose.

    The largest share of the core's other lines that hold one of its names, the sum over its names, the largest share of all lines but
    it and its neighbours; whether it is tied to the core (holds such a name, or goes on from another line); full names given again;
    full names taken up later by the surname; surnames alone that stand in full before it, in full only after it, nowhere in full; the
    share of its names that no other prose line holds.
    """
    rows = np.full((len(lines), COUNT), -1, dtype=np.float32)
    if not len(words.at):
        return rows
    prose = [lines[i] for i in words.at.tolist()]
    held = words.names[words.at]
    first, last = words.core(lines)
    shares = _shares(held, first, last)
    core, everywhere = shares.max(1, initial=0), _others(held)
    goes_on = np.array([line.continues or line.refers_back or line.quoted for line in prose])
    counts = np.maximum(1, held.sum(1))
    alone = (held * (held.sum(0)[None, :] <= 1)).sum(1) / counts
    rows[words.at] = np.column_stack([core, shares.sum(1), everywhere, goes_on | (core >= FOCUS), _given(prose), alone])
    return rows


def _shares(held: Array, first: int, last: int) -> Array:
    """For each line and each of its names the share of the lines from `first` to `last`, but for itself, that hold it."""
    inside = np.zeros(len(held), dtype=np.float32)
    inside[first:last] = 1
    others = (inside @ held)[None, :] - held * inside[:, None]
    many = np.maximum(1, inside.sum() - inside)
    return np.asarray(held * others / many[:, None], dtype=np.float32)


def _others(held: Array) -> Array:
    """For each line the largest share of all lines but it and its neighbours that hold one of its names."""
    near = held.copy()
    near[1:] += held[:-1]
    near[:-1] += held[1:]
    return np.asarray((held * (held.sum(0)[None, :] - near)).max(1, initial=0) / max(1, len(held)), dtype=np.float32)


def _given(prose: Sequence[Line]) -> Array:
    """Five counts a line, of surnames: in full again, in full and later alone, alone and before in full, later in full, never in full."""
    full, bare = zip(*(surnames(line) for line in prose), strict=True)
    first_full: dict[str, int] = {}
    last_bare: dict[str, int] = {}
    for i, (given, alone) in enumerate(zip(full, bare, strict=True)):
        for name in given:
            first_full.setdefault(name, i)
        last_bare |= dict.fromkeys(alone, i)
    rows = [
        (
            sum(first_full[name] < i for name in given),
            sum(first_full[name] == i < last_bare.get(name, -1) for name in given),
            sum(first_full.get(name, i) < i for name in alone),
            sum(first_full.get(name, i) > i for name in alone),
            sum(name not in first_full for name in alone),
        )
        for i, (given, alone) in enumerate(zip(full, bare, strict=True))
    ]
    return np.array(rows, dtype=np.float32)


@told_once
def surnames(line: Line) -> tuple[frozenset[str], frozenset[str]]:
    """(last words of names given in full, capitalised words that stand alone) of a line."""
    full, bare = set(), set()
    before, opens = "", True
    for word, after in pairwise([*line.words, ""]):
        name = word.strip(_MARKS)
        capital = len(name) > 2 and name[0].isupper() and not name.isupper()
        ended = word.endswith(_ENDS)
        if capital:
            key = name.casefold().removesuffix("’s").removesuffix("'s")
            if before:
                full.add(key)
            elif not opens and (ended or not after[:1].isupper()) and key not in _TITLES:
                bare.add(key)
        title = name.casefold() in _TITLES
        before = name if capital and not ended and not title else ""
        opens = ended and word.endswith((".", "!", "?", "…", "”"))
    return frozenset(full), frozenset(bare - full)
