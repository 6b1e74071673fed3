"""Kinds of furniture by their words: what a line of a site, not of a story, is for.

The kinds stand in furniture.csv, in order: the first whose pattern is found names the kind. `longest` is in words: a longer line is
prose, whatever it mentions. `openings` are the first three letters of words without which the pattern cannot match; most lines are
settled by them alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..tables import rows

_WORD = re.compile(r"\w+|©")


def _read() -> tuple[tuple[tuple[str, int, str], ...], dict[str, frozenset[int]]]:
    kinds = []
    by_opening: dict[str, set[int]] = {}
    for number, row in enumerate(rows(__package__, "furniture.csv")):
        kinds.append((row["kind"], int(row["longest"]), row["pattern"]))
        for opening in row["openings"].split():
            by_opening.setdefault(opening, set()).add(number)
    return tuple(kinds), {opening: frozenset(numbers) for opening, numbers in by_opening.items()}


_KINDS, _BY_OPENING = _read()
_LONGEST = max(longest for _, longest, _ in _KINDS)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a line first opens like its kind: most pages have few kinds."""
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=4096)
def furniture_kind(line: str) -> str | None:
    """The kind of furniture that a line's words show, or None: the words alone do not say that it is furniture."""
    words = line.count(" ") + 1
    if words > _LONGEST:
        return None
    short = line[:600]
    possible: set[int] = set()
    for opening in {word[:3] for word in _WORD.findall(short.lower())} & _BY_OPENING.keys():
        possible |= _BY_OPENING[opening]
    for number in sorted(possible):
        kind, longest, pattern = _KINDS[number]
        if words <= longest and _compiled(pattern).search(short):
            return kind
    return None
