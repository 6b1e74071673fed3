"""Figures that are no toll: money, votes and turnout, participants, capacity, each with its unit and its bounds.

Accepts English sentences. Per cent are kept apart: only shares of a vote and a turnout are figures, in the unit "per cent". Rejects a
number that a toll or another amount of the sentence already counts. Error: docs/events.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import Span

#: What amounts are of.
AMOUNTS = frozenset({"money", "votes", "turnout", "participants", "capacity"})
#: A share in per cent, whole in group `share`, its number in group `number`.
SHARE = r"(?P<share>(?P<number>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b|percent\b))"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as read: of what, its unit, its bounds, and where it stands with its unit."""

    what: str
    unit: str
    lower: float | None
    upper: float | None
    span: Span


def counts_nothing(match: re.Match[str]) -> bool:
    """Whether the number of a QUANTITY is one of per cent, a year, or none at all."""
    group = "number" if match["number"] else "vague"
    words = match[group]
    return (
        re.match(r" ?(?:%|per ?cent|percent)", match.string[match.end(group) :]) is not None
        or re.fullmatch(r"(?:19|20)\d\d", words) is not None
        or words.lower() in ("no", "nobody")
    )
