"""The days of holidays, and what words for them mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta


def holiday_value(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    """The value of a holiday by its parts, as in `times_values`: of a year that is named, else the last, the next or the nearest one."""
    if anchor is None and "y" not in p:
        return ""
    years = [int(p["y"])] if "y" in p else [anchor.year - 1, anchor.year, anchor.year + 1] if anchor else []
    if p["holiday"] == "ramadan":
        return _ramadan(p, years, anchor, ahead)
    beside = _beside(p)
    found = [holiday_of(p["holiday"], year) + timedelta(beside) for year in years]
    if anchor is None or "y" in p:
        return found[0].isoformat()
    if p.get("rel") == "-1":
        return max(day for day in found if day < anchor).isoformat()
    if p.get("rel") == "1" or ahead:
        return min(day for day in found if day >= anchor).isoformat()
    if "past" in p:
        return max(day for day in found if day <= anchor).isoformat()
    return min(found, key=lambda day: abs(day - anchor)).isoformat()


def _ramadan(p: dict[str, str], years: Sequence[int], anchor: date | None, ahead: bool) -> str:
    """The days of a Ramadan, by the tabular calendar: the one of a year, else the last, the next or the nearest one."""
    found = [month for year in years for month in ramadans(year)]
    if anchor is not None and "y" not in p:
        past, coming = [m for m in found if m[0] <= anchor], [m for m in found if m[1] >= anchor]
        if p.get("rel") == "-1":
            past = [m for m in past if m[1] < anchor]
        if p.get("rel") == "-1" or ("past" in p and not ahead):
            found = past[-1:]
        elif p.get("rel") == "1" or ahead:
            found = coming[:1]
        found.sort(key=lambda m: min(abs(m[0] - anchor), abs(m[1] - anchor)))
    return f"{found[0][0]}/{found[0][1]}" if found else ""


def _beside(p: dict[str, str]) -> int:
    """How many days from a holiday: "Christmas Eve", "Easter Monday", "three days before Christmas"."""
    steps = -1 if "eve" in p else 0
    if "w" in p:
        steps += 1 if p["w"] == "0" else int(p["w"]) - 6
    if "mod" in p and p.get("n", "X").isdigit():
        steps += int(p["n"]) * (7 if p["u"] == "week" else 1) * (-1 if p["mod"] == "before" else 1)
    return steps


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


def ramadans(year: int) -> list[tuple[date, date]]:
    """The first and last days of each Ramadan that begins in a year, by the tabular calendar (30-year cycle, leap years 2, 5, 7, 10, 13,
    16, 18, 21, 24, 26, 29). What is seen of the moon may be a day off."""
    about = (year - 622) * 33 // 32
    months = ((_hijri(one, 9), _hijri(one, 10) - timedelta(1)) for one in range(about - 1, about + 3))
    return [(first, last) for first, last in months if first.year == year]


def _hijri(year: int, month: int) -> date:
    """The first day of a month of the Islamic calendar."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return date(622, 7, 19) + timedelta(days)
