"""What a page offers that is not later than its capture: moments are compared where their zones are known, else days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from ..knowledge.offices import KEPT_TO
from ..types import DateEstimate, Interval
from .intervals import HORIZON
from .offers import Candidate

#: Past this day nothing is believed that the page alone says of its day: no clock is asked, and the tables of offices end a year before.
REACH = KEPT_TO + timedelta(365)


def not_later(found: Sequence[Candidate], within: Interval) -> list[Candidate]:
    """The candidates of days in the interval, and those of the day after where a stamp's own zone is ahead: its moment lies in it."""
    ahead = {c.day for c in found if c.day not in within and universal_day(c.day, c.time) in within}
    return [c for c in found if c.day in within or c.day in ahead]


def universal_day(day: date, time: datetime | None) -> date:
    """The day on which a moment is in universal time; the day itself without a moment of a known zone."""
    return time.astimezone(UTC).date() if time is not None and time.tzinfo is not None else day


def ahead(estimate: DateEstimate, captured: DateEstimate | None) -> bool:
    """Whether a day is a year and more past the tables of offices, with nothing that shows that the page was captured so late: neither
    caller nor transport, rail or head of the site."""
    shown = captured.latest if captured is not None and captured.latest < HORIZON else REACH
    given = any(e.kind == "known" for e in estimate.evidence)
    return estimate.earliest > max(shown, REACH) and not given
