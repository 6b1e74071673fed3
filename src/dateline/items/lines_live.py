"""Live pages: lines and blocks that are nothing but a time open the entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lines_features import Line

#: A page with so many such lines is a live page; one or two times alone can be anything.
ENTRIES = 3
#: Lines within which an entry's text follows its time (a heading may stand between).
FOLLOWS = 3
#: Characters of a time with its zone.
_LONGEST = 40
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = re.compile(
    rf"^\W{{0,3}}(?:{_HOUR}[:h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?|{_HOUR}\.[0-5]\d\s?(?:[ap]\.?m\.?|uhr)|{_HOUR}\s?[ap]\.?m\.?)"
    r"(?:\s?(?:[A-Z]{2,4}|uhr|saat|мск))?\W{0,2}$",
    re.IGNORECASE,
)


def entry_lines(lines: Sequence[Line], article: Collection[int]) -> set[int]:
    """The lines that open the entries of a live article: a time of day alone, with a line of the article soon after it.

    Accepts times by either clock, with a zone; rejects times with other words on the line ("Updated 14:32") and pages that have fewer
    than `ENTRIES` of them.
    """
    return entry_places([line.text for line in lines], article)


def entry_places(texts: Sequence[str], article: Collection[int]) -> set[int]:
    """The same of the texts of lines or blocks."""
    if not article:
        return set()
    own = frozenset(article)
    stretch = range(max(0, min(own) - FOLLOWS), max(own) + 1)
    found = {
        i
        for i in stretch
        if len(texts[i]) <= _LONGEST and _CLOCK.match(texts[i]) and not own.isdisjoint(range(i + 1, i + 1 + FOLLOWS))
    }
    return found if len(found) >= ENTRIES else set()
