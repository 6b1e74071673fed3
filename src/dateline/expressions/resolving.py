"""What time expressions mean, seen from the day a text was written: "on Sunday", "last year", "15 December"."""

from __future__ import annotations

from datetime import date

from ..types import Interval
from .times import Resolved, TimeExpression, make_day, speaks_ahead
from .times_values import days_of, value

__all__ = ["named_days", "resolve", "speaks_ahead"]


def resolve(expression: TimeExpression, anchor: date | None, *, ahead: bool = False) -> Resolved:
    """The value and days of an expression. `anchor` is the day of writing; without it only what the words say stands. `ahead` is
    true where the sentence speaks of the future; a weekday or a date without a year then means the next one, else the last."""
    type_, timex = value(expression.kind, dict(expression.parts), anchor, ahead)
    return Resolved(timex, days_of(timex) if type_ in ("DATE", "TIME") else None)


def named_days(weekday: int, month: int, number: int, low: int, high: int) -> tuple[Interval, ...]:
    """The days between two years on which a day and month fall on a weekday (Monday is 0): "Monday, 15 December" leaves one year in
    six or so."""
    days = (make_day(year, month, number) for year in range(low, high + 1))
    return tuple(Interval(day, day) for day in days if day is not None and day.weekday() == weekday)
