"""The days of holidays."""

from __future__ import annotations

from datetime import date, timedelta


def holiday_of(rule: str, year: int) -> date:
    """The day of a holiday in a year: of a fixed day, of the nth weekday of a month, or Easter Sunday of the Western churches (by the
    method of Meeus, Jones and Butcher)."""
    if rule == "easter":
        century, rest = divmod(year, 100)
        epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
        weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
        late = (year % 19 + 11 * epact + 22 * weekday) // 451
        month, number = divmod(epact + weekday - 7 * late + 114, 31)
        return date(year, month, number + 1)
    month, number, *weekdays = (int(part) for part in rule.split("-"))
    if not weekdays:
        return date(year, month, number)
    first = date(year, month, 1)
    return first + timedelta((weekdays[0] - first.weekday()) % 7 + 7 * (number - 1))
