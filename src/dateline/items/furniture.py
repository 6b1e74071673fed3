"""Kinds of furniture by their words: what a line of a site, not of a story, is for.

The kinds stand in furniture.csv, in order: the first whose pattern is found names the kind. `longest` is in words: a longer line is
prose, whatever it mentions. `openings` are the first three letters of words without which the pattern cannot match; most lines are
settled by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..tables import rows

#: Characters of a line that are looked at.
_LONGEST_LINE = 600
#: From here on the letters are those of Chinese, Japanese and Korean.
_FEW_SPACES = "\u3000"


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
    return furniture_kinds([line.replace("\n", " ")])[0]


def furniture_kinds(lines: Sequence[str]) -> list[str | None]:
    """The kinds of the lines of one page, none of which has a line break. One scan over all of them finds the few that may have a kind."""
    found: list[str | None] = [None] * len(lines)
    short = [line[:_LONGEST_LINE] if line.count(" ") < _LONGEST else "" for line in lines]
    possible: set[int] = set()
    at = 0
    for opening in (*_openings().findall("\n".join(short).lower()), "\n"):
        if opening != "\n":
            possible |= _BY_OPENING[opening]
            continue
        if possible:
            found[at] = _kind(short[at], sorted(possible))
            possible = set()
        at += 1
    return found


def _kind(line: str, possible: Sequence[int]) -> str | None:
    words = line.count(" ") + 1
    for number in possible:
        kind, longest, pattern = _KINDS[number]
        if words <= longest and _compiled(pattern).search(line):
            return kind
    return None


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    """Line breaks, and the openings where they stand as such: three letters at the start of a word, shorter ones as a whole word, but
    at the start of one in scripts that set few spaces."""
    by_first: dict[str, list[str]] = {}
    for opening in sorted(_BY_OPENING, key=lambda opening: (-len(opening), opening)):
        rest = re.escape(opening[1:]) + (
            "" if len(opening) == 3 or not opening.isalnum() or opening >= _FEW_SPACES else r"(?!\w)"
        )
        by_first.setdefault(opening[0], []).append(rest)
    words = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items() if first.isalnum())
    signs = "|".join(re.escape(opening) for opening in _BY_OPENING if not opening.isalnum())
    return re.compile(rf"\n|(?<!\w)(?:{words})|{signs}")
