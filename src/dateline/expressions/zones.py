"""The zone that is said with a clock: "10:30 GMT", "14:00 (CET)", "9 p.m. ET", "в 14:00 по московскому времени", "10:30 UTC+3"."""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["with_zone", "zone_behind"]

#: Hours from universal time. Names of several zones (CST, IST, AST) say none.
_HOURS = {"gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "mez": 1, "mesz": 2, "msk": 3, "мск": 3}
_HOURS |= {"est": -5, "edt": -4, "cdt": -5, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "sast": 2}
_HOURS |= {"aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13}
#: Zones of the United States by their winter's hour: which clock holds is the day's to say.
_AMERICAN = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
_NAMES = "|".join(sorted((*_HOURS, *_AMERICAN), key=len, reverse=True)).upper()
_ZONE = re.compile(
    r"\d{1,2}(?:[:.]\d\d){0,2}(?:[  ]?[AaPp]\.?[Mm]\b\.?)?(?: (?:Uhr|Ortszeit|часов|часа))?"
    rf"(?: (?P<moscow>по московскому времени)\b|(?:Z(?P<z>)|[  ]?(?P<open>\()?(?P<name>{_NAMES}|мск|gmt|utc)"
    r"(?P<more>[+-−]\d{1,2}(?::?[034][05])?)?(?P<close>\))?)(?![\w+]))"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\dT")
#: From this day Moscow's clock is three hours ahead all year; before it was four, or three and four.
_MOSCOW_SINCE = date(2014, 10, 26)


def zone_behind(text: str, at: int) -> tuple[str, int] | None:
    """The name of the zone that is said with the clock that starts at `at`, or its hours ("+3"), and where it ends. Small letters are no
    zone but "gmt", "utc" and "мск": "est" is a French word."""
    match = _ZONE.match(text, at)
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    if match["moscow"]:
        return "msk", match.end()
    if match["z"] is not None:
        return "utc", match.end()
    if match["more"]:
        return (match["more"].replace("−", "-"), match.end()) if match["name"].lower() in ("gmt", "utc") else None
    return match["name"].lower(), match.end()


def with_zone(value: str, zone: str | None) -> str:
    """The value of a clock ("2025-05-03T10:30") with the hours of its zone as ISO 8601 writes them ("Z", "+01:00"), where it has one and
    the day tells them."""
    if zone is None:
        return value
    day = date.fromisoformat(value[:10]) if _DAY.match(value) else None
    return value + _offset(zone, day)


def _offset(zone: str, day: date | None) -> str:
    if zone[0] in "+-":
        hours, minutes = zone[1:].partition(":")[::2] if ":" in zone else (zone[1:3], zone[3:])
        return f"{zone[0]}{int(hours):02}:{minutes or '00'}"
    if zone in ("msk", "мск") and day is not None and day < _MOSCOW_SINCE:
        return ""
    if zone in _AMERICAN:
        if day is None:
            return ""
        return _written(_AMERICAN[zone] + _summer_in_america(day))
    return _written(_HOURS[zone])


def _written(hours: int) -> str:
    return "Z" if hours == 0 else f"{'+' if hours > 0 else '-'}{abs(hours):02}:00"


def _summer_in_america(day: date) -> bool:
    """From the second Sunday of March to the first one of November, as since 2007."""
    return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)


def _sunday(year: int, month: int, first: int) -> date:
    day = date(year, month, first)
    return day + timedelta((6 - day.weekday()) % 7)
