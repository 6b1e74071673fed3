"""Where a name is not what its letters say: the number of a road behind "U.S.", a report's town run into the name that opens it."""

from __future__ import annotations

import re

from ..knowledge import places
from ..types import Span
from .shapes import Name

#: "U.S. 79", "US-24", "U.S. Route 1", "US Highway 90"; not "U.S. 10 million", "US 2024".
_ROAD = re.compile(
    r"(?:-| | (?:[Rr]oute|[Hh]ighway|Hwy\.?|Rte?\.?) )\d{1,3}[A-Z]?\b(?![.,]\d| (?:[mb]illion|per|percent|cents|dollars)\b|%)"
)
_LAND = frozenset({"US", "U.S", "U.S."})
#: People of a town that reports are filed from: Obama is a town of 30,000.
_SOME = 50_000
#: Words in capitals before a name that has small letters: "WASHINGTON Barack Obama", "NEW YORK The".
_FILED = re.compile(r"([A-ZÀ-Þ]{4,20}|[A-ZÀ-Þ]{3,12} [A-ZÀ-Þ]{3,12}) (?=[A-ZÀ-Þ][a-zà-ÿ])")


def is_road(name: Name, text: str) -> bool:
    """Whether "U.S." is part of the name of a road."""
    return name.span.of(text) in _LAND and _ROAD.match(text, name.span.end) is not None


def filed_before(start: int, text: str) -> Span | None:
    """The town in capitals that opens a line and has no mark behind it, where a page lost the mark: "WASHINGTON Barack Obama said"."""
    if start and text[start - 1] != "\n":
        return None
    found = _FILED.match(text, start)
    known = found is not None and any(p.population > _SOME for p in places.named(found[1].title()))
    return Span(start, found.end(1)) if found is not None and known else None
