"""Printed dates of other calendars: the solar Hijri year of Iran and Afghanistan, the Buddhist year of Thailand, the eras of Japan, the
years of the Republic of China (Taiwan).

Lunar Hijri dates are left alone: they depend on the sighting of the moon, and pages that print them print the common date too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..expressions.times import make_day

#: Months of the solar Hijri year in Persian and in Dari, in either spelling of y.
_PERSIAN = (
    ("فروردین", "حمل"),
    ("اردیبهشت", "ثور"),
    ("خرداد", "جوزا"),
    ("تیر", "سرطان"),
    ("مرداد", "امرداد", "اسد"),
    ("شهریور", "سنبله"),
    ("مهر", "میزان"),
    ("آبان", "عقرب"),
    ("آذر", "قوس"),
    ("دی", "جدی"),
    ("بهمن", "دلو"),
    ("اسفند", "حوت"),
)
_THAI = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
_MONTHS = {name: number for table in (_PERSIAN, _THAI) for number, names in enumerate(table, 1) for name in names}
#: The year before the first of an era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_PERSIAN_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}}) (?:ماه )?({'|'.join(n for names in _PERSIAN for n in names)})(?:[ \u200c]?ماه)?،? (1[34]\d\d)(?!\d)"
)
_PERSIAN_FIGURES = re.compile(r"(?<![\d/-])(1[34]\d\d)/(\d{1,2})/(\d{1,2})(?![\d/-])")
_THAI_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ?({'|'.join(re.escape(n) for names in _THAI for n in names)}) ?(?:พ\.ศ\. ?)?(2[45]\d\d|20\d\d|19\d\d)(?!\d)"
)
_ERA_DATE = re.compile(rf"({'|'.join(_ERAS)})\s?(元|\d{{1,3}})年\s?(\d{{1,2}})月\s?(\d{{1,2}})日")
_BUDDHIST = 543
#: Days before the months of a solar Hijri year: six of 31 days, then of 30.
_BEFORE_MONTH = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)


def other_calendars(text: str) -> Iterator[tuple[date, int, int]]:
    """Every full date of these calendars in a text whose digits are 0 to 9, with its start and end."""
    # Most texts have no letter of these scripts, which a look for the highest one tells sooner than a search.
    foreign = not text.isascii() and max(text) >= "\u0600"
    if foreign:
        for match in _PERSIAN_DATE.finditer(text.replace("ي", "ی")):
            yield from _placed(match, solar_hijri(int(match[3]), _MONTHS[match[2]], int(match[1])))
    for match in _PERSIAN_FIGURES.finditer(text) if "/" in text else ():
        yield from _placed(match, solar_hijri(int(match[1]), int(match[2]), int(match[3])))
    if not foreign:
        return
    for match in _THAI_DATE.finditer(text):
        year = int(match[3])
        yield from _placed(match, make_day(year - _BUDDHIST if year > 2400 else year, _MONTHS[match[2]], int(match[1])))
    for match in _ERA_DATE.finditer(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield from _placed(match, make_day(year, int(match[3]), int(match[4])))


def solar_hijri(year: int, month: int, number: int) -> date | None:
    """The day of a date of the Iranian calendar, by its cycle of 33 years with eight leap years, which holds from 1343 to 1472 (1964 to
    2094); None where there is no such day."""
    if not (1343 <= year <= 1472 and 1 <= month <= 12 and 1 <= number <= (31 if month <= 6 else 30)):
        return None
    if month == 12 and number == 30 and not _leap(year):
        return None
    return _new_year(year) + timedelta(_BEFORE_MONTH[month - 1] + number - 1)


def _leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def _new_year(year: int) -> date:
    """The first of Farvardin: 21 March 2021 in 1400."""
    leaps = sum(map(_leap, range(1400, year))) - sum(map(_leap, range(year, 1400)))
    return date(2021, 3, 21) + timedelta(365 * (year - 1400) + leaps)


def _placed(match: re.Match[str], day: date | None) -> Iterator[tuple[date, int, int]]:
    if day is not None:
        yield day, match.start(), match.end()
