"""Live pages: lines and blocks that are nothing but a time open the entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from .furniture import furniture_kind

if TYPE_CHECKING:
    from .lines_features import Line

#: A page with so many such lines is a live page; one or two times alone can be anything.
ENTRIES = 3
#: Lines within which an entry's text follows its time (a heading may stand between).
FOLLOWS = 3
#: Characters of a time with its zone.
_LONGEST = 40
_DIGITS = re.compile(r"\d+")
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = re.compile(
    rf"^\W{{0,3}}(?:{_HOUR}[:h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?|{_HOUR}\.[0-5]\d\s?(?:[ap]\.?m\.?|uhr)|{_HOUR}\s?[ap]\.?m\.?)"
    r"(?:\s?(?:[A-Z]{2,4}|uhr|saat|мск))?\W{0,2}$",
    re.IGNORECASE,
)


def live_text(lines: Sequence[Line], article: Collection[int]) -> set[int]:
    """The sentences of all entries of a live page of which the trees took some alone: three times of day and more that stand alone and only
    fall or only rise, with text under each, and nothing of the article before the first of them but a lead of three lines at most. Rejects
    rails with times, whose titles are no sentences."""
    clocks = [i for i, line in enumerate(lines) if len(line.text) <= _LONGEST and _CLOCK.match(line.text)]
    times = [tuple(map(int, _DIGITS.findall(lines[i].text)[:2])) for i in clocks]
    if len(clocks) < ENTRIES or not article or times not in (sorted(times), sorted(times, reverse=True)):
        return set()
    if sum(i < clocks[0] for i in article) > FOLLOWS:
        return set()
    found: set[int] = set()
    for start, end in zip(clocks, [*clocks[1:], clocks[-1] + 1 + FOLLOWS], strict=True):
        told = {
            i
            for i in range(start + 1, min(end, len(lines)))
            if lines[i].ends and not lines[i].cut and furniture_kind(lines[i].text) is None
        }
        if not told:
            return set()
        found |= told
    return found if found & set(article) else set()


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
    short = [i for i in stretch if len(texts[i]) <= _LONGEST]
    if len(short) < ENTRIES:
        return set()
    found = {i for i in short if _CLOCK.match(texts[i]) and not own.isdisjoint(range(i + 1, i + 1 + FOLLOWS))}
    return found if len(found) >= ENTRIES else set()
