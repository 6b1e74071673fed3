"""Live pages in bare text: lines that are nothing but a time open the entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines_features import Line

#: A page with so many such lines is a live page; one or two times alone can be anything.
ENTRIES = 3
#: Lines within which an entry's text follows its time (a heading may stand between).
FOLLOWS = 3
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = re.compile(
    rf"^\W{{0,3}}(?:{_HOUR}[:h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?|{_HOUR}\.[0-5]\d\s?(?:[ap]\.?m\.?|uhr)|{_HOUR}\s?[ap]\.?m\.?)"
    r"(?:\s?(?:[A-Z]{2,4}|uhr|saat|мск))?\W{0,2}$",
    re.IGNORECASE,
)


def entry_lines(lines: Sequence[Line], article: set[int]) -> set[int]:
    """The lines that open the entries of a live article: a time of day alone, with a line of the article soon after it.

    Accepts times by either clock, with a zone; rejects times with other words on the line ("Updated 14:32") and pages that have fewer
    than `ENTRIES` of them.
    """
    if not article:
        return set()
    stretch = range(max(0, min(article) - FOLLOWS), max(article) + 1)
    found = {
        i
        for i in stretch
        if lines[i].size <= 4 and _CLOCK.match(lines[i].text[:40]) and not article.isdisjoint(range(i + 1, i + 1 + FOLLOWS))
    }
    return found if len(found) >= ENTRIES else set()
