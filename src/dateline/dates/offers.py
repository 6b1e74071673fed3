"""A day that a page offers, and what the offers of one page say of each other: which day a moment is where it was written, and which of its
two readings "03/05/2024" has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from ..types import Span
from .stamps import mirrored

#: Two stamps of one moment may differ by so much: some are rounded to the minute.
_SAME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that the page offers. `kind` is its name in the table of trust; `where` and `within` as in Evidence. `swapped`: the
    other reading of a date like 05/03/2024, which a page's country and language decide: words may contradict them."""

    day: date
    kind: str
    where: Span | str
    within: str
    words: str
    time: datetime | None = None
    swapped: bool = False

    @property
    def of_publication_field(self) -> bool:
        """Whether a field of the page states it as the day of publication."""
        return self.within == "field" and self.kind.endswith("-published")


def agreed(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each of the day that the others show it to mean."""
    return _in_one_order(_in_one_zone(found))


def _in_one_zone(found: Sequence[Candidate]) -> list[Candidate]:
    """A moment that is stated in universal time and in a zone of the world, "2023-11-09T02:11:03Z" and "2023-11-08T21:11:03-05:00", is of
    the day in that zone, where it was written: so on 8 of 8 development pages on which the two differ."""
    local = [c for c in found if c.time is not None and c.time.utcoffset()]
    if not local:
        return list(found)
    return [_moved(candidate, local) for candidate in found]


def _moved(candidate: Candidate, local: Sequence[Candidate]) -> Candidate:
    time = candidate.time
    if time is None or time.tzinfo is None or time.utcoffset() or time.date() != candidate.day:
        return candidate
    for other in local:
        if other.time is not None and other.day != candidate.day and abs(other.time.astimezone(UTC) - time) <= _SAME:
            return replace(candidate, day=other.day, time=other.time, words=f"{candidate.words} = {other.time.isoformat()}")
    return candidate


def _in_one_order(found: Sequence[Candidate]) -> list[Candidate]:
    """A date of figures alone whose other reading is a day that the page states in a form of one reading ("09.10.2024", and a field
    "2024-09-10") is of that day, unless so is the first: right on 5 of 5 development pages."""
    plain = {c.day for c in found if not c.swapped and _states(c.kind) and mirrored(c.words, c.day) is None}
    settled = []
    for candidate in found:
        other = mirrored(candidate.words, candidate.day) if plain and candidate.day not in plain else None
        if other is None or other not in plain:
            settled.append(candidate)
        elif not candidate.swapped:
            settled.append(replace(candidate, day=other, time=None))
    return settled


def _states(kind: str) -> bool:
    """Whether a kind states the day of publication."""
    return kind == "url-day" or "stated" in kind or (kind.endswith("-published") and not kind.startswith("markup-"))
