"""What time expressions mean, seen from the day a text was written: "on Sunday", "last year", "15 December"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..types import Interval
from .times import MONTH, WEEKDAY, Resolved, TimeExpression, days_of, duration

#: Words around an expression that point ahead.
_AHEAD = re.compile(r"\b(?:will|would|next|upcoming|scheduled|due|plans?|planned|expected|set to|ahead|by|until|deadline)\b", re.IGNORECASE)
_COUNTS = {"few": "X", "several": "X", "couple of": "2"}


def resolve(expression: TimeExpression, anchor: date | None, *, ahead: bool = False) -> Resolved:
    """The value and days of an expression. `anchor` is the day of writing; without it only what the words say stands. `ahead` is
    true where the sentence speaks of the future; a weekday or a date without a year then means the next one, else the last."""
    value = expression.value
    if expression.type in ("DURATION", "SET"):
        return Resolved(value, None)
    if value and not value.startswith("XXXX"):
        return Resolved(value, days_of(value))
    if anchor is None:
        return Resolved(value or "X", None)
    found = _reference(expression, anchor) if not value else _completed(expression, anchor, ahead)
    return Resolved(found, days_of(found))


def speaks_ahead(text: str, expression: TimeExpression) -> bool:
    """Whether the words shortly before an expression point to the future."""
    return bool(_AHEAD.search(text[max(0, expression.span.start - 60) : expression.span.start]))


def _completed(expression: TimeExpression, anchor: date, ahead: bool) -> str:
    """A weekday, or a date without its year."""
    value = expression.value
    if value.startswith("XXXX-WXX-"):
        relation = expression.part("rel")
        back = (anchor.weekday() - (int(value[-1]) - 1)) % 7
        if relation in ("next", "coming") or (ahead and relation is None):
            day = anchor + timedelta((-back) % 7 or 7 if relation else (-back) % 7)
        else:
            day = anchor - timedelta(back or (7 if relation == "last" else 0))
        part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(expression.part("dp") or "", "")
        return day.isoformat() + part
    if value.startswith("XXXX-Q") or value.startswith("XXXX-H"):
        return f"{anchor.year}{value[4:]}"
    relation = expression.part("rel")
    month = int(value[5:7])
    year = anchor.year
    if len(value) == 7:
        if relation in ("last", "this past"):
            year -= month >= anchor.month
        elif relation == "next":
            year += month <= anchor.month
        elif not ahead and relation is None and month > anchor.month + 1:
            year -= 1
        elif ahead and month < anchor.month:
            year += 1
        return f"{year}{value[4:]}"
    day = _nearest(anchor, month, int(value[8:10]), ahead)
    return day.isoformat() if day else value


def _nearest(anchor: date, month: int, number: int, ahead: bool) -> date | None:
    """The occurrence of a day of the year that the writer most likely means: within the last nine months or the next three."""
    best = None
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        distance = (day - anchor).days
        cost = distance * (1 if ahead else 3) if distance >= 0 else -distance * (3 if ahead else 1)
        if best is None or cost < best[0]:
            best = (cost, day)
    return best[1] if best else None


def _reference(expression: TimeExpression, anchor: date) -> str:
    """Today, last year, three days ago."""
    kind = expression.kind
    if kind in ("day", "day-part"):
        return _day_word(expression, anchor)
    if kind == "ago":
        return _ago(expression, anchor)
    unit, relation = expression.part("u") or "year", expression.part("rel") or "this"
    count = (expression.part("n") or "").strip()
    if count:
        return duration(_COUNTS.get(count, count), unit)
    step = -1 if relation in ("last", "the last", "previous", "the previous", "past", "the past") else 1 if relation in ("next", "the next", "coming", "the coming", "following", "the following") else 0
    return shifted(anchor, unit, step)


def shifted(anchor: date, unit: str, step: int) -> str:
    """The unit of time that holds the day, so many units on: "2024", "2025-12", "2025-W50"."""
    if unit == "day":
        return (anchor + timedelta(step)).isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = (anchor + timedelta(7 * step)).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + step
        return f"{month // 12}-{month % 12 + 1:02}"
    if unit == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + step
        return f"{quarter // 4}-Q{quarter % 4 + 1}"
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return f"{anchor.year + step}-{ {'spring': 'SP', 'summer': 'SU', 'autumn': 'FA', 'fall': 'FA', 'winter': 'WI'}[unit]}"
    if unit == "decade":
        return str(anchor.year // 10 + step)
    if unit == "century":
        return str(anchor.year // 100 + step)
    return str(anchor.year + step)


def _day_word(expression: TimeExpression, anchor: date) -> str:
    words = expression.text.casefold()
    step = -1 if "yesterday" in words or "last night" in words else 1 if "tomorrow" in words else 0
    if words.startswith("the day"):
        step *= 2
    part = next((code for word, code in (("morning", "TMO"), ("afternoon", "TAF"), ("evening", "TEV"), ("tonight", "TNI"), ("night", "TNI")) if word in words), "")
    return (anchor + timedelta(step)).isoformat() + part


def _ago(expression: TimeExpression, anchor: date) -> str:
    from .times import _NUMBERS

    word = expression.part("n") or ""
    count = int(float(word)) if word.replace(".", "").isdigit() else _NUMBERS.get(word, 0)
    if not count:
        return "PAST_REF"
    step = -count if expression.part("dir") in ("ago", "earlier") else count
    unit = expression.part("u") or "day"
    if unit in ("minute", "hour"):
        return anchor.isoformat()
    if unit == "decade":
        return str(anchor.year + 10 * step)
    return shifted(anchor, unit, step)


def named_days(weekday: str, month: str, number: int, low: int, high: int) -> tuple[Interval, ...]:
    """The days between two years on which a day and month fall on a weekday: "Monday, 15 December" leaves one year in six or so."""
    wanted, month_number = WEEKDAY[weekday.casefold().rstrip(".")], MONTH[month.casefold().rstrip(".")]
    found = []
    for year in range(low, high + 1):
        try:
            day = date(year, month_number, number)
        except ValueError:
            continue
        if day.weekday() == wanted:
            found.append(Interval(day, day))
    return tuple(found)
