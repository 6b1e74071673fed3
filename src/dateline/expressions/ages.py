"""Ages: "3 hours ago", "vor 2 Std.", "prieš 36 min.", "2 ore fa", "5分前", as pages print them beside stories that are new.

A number and a unit with a word before or after them that counts back from now; bare "3h" and "20 min" are ages only where they are all
of a line, as running times of films and of reading are printed alike. Words by the usage of news sites in these languages.
"""

from __future__ import annotations

import re
from datetime import timedelta

#: Units by the starts of their names, and the days of one; 0 is less than a day. Longer starts are tried first.
_UNITS = (
    (0, "s m min мин хв dak dk dəq λεπ daq 秒 分 분 دقي دقا"),
    (0, "h std stund heure ora ore uur tim tunt godz час soat saat sa сағ val hod óra ώρ 小时 小時 時間 시간 ساع"),
    (1, "d tag jour giorn дн день дней дня gün gun күн kun nap päiv ημέρ 天 日 일 يوم أيام"),
    (7, "w seman semain settiman uge veck uke viikk ty недел тиж hafta həftə savait týd 周 週 주 أسبوع"),
    (30, "mon mes mois mês maand mån mies месяц місяц ay mėn mēn měs 个月 ヶ月 か月 개월 شهر"),
    (365, "y jahr an año jaar år rok год лет рок yıl il met 年 년 سن"),
)
_STEMS = {stem: days for days, stems in _UNITS for stem in stems.split()}
#: An hour in Ukrainian ("3 год. тому"), a year in Russian ("год назад"): the word after it tells.
_HOUR_OF_UKRAINIAN = "год"
_UNIT = r"(?:[^\W\d_]{1,12})\.?"
_BEFORE = r"vor|il y a|hace|há|prieš|před|pred|przed|acum|منذ|قبل|πριν από|πριν"
_AFTER = r"ago|fa|atrás|sedan|siden|geleden|temu|назад|тому|бұрын|önce|əvvəl|oldin|sitten|tagasi|back|yang lalu|lalu"
_NUMBER = r"\d{1,3}|an?|one|einer?|einem|ein|une?|uno|una|um|uma|en|ett|et"
#: An age anywhere in a line.
PATTERN = (
    rf"(?:(?:{_BEFORE})\.? (?:{_NUMBER}) ?{_UNIT}(?!\w)"
    rf"|(?<![\w:.,])(?:{_NUMBER}) ?{_UNIT} (?:{_AFTER})(?!\w)"
    r"|\d{1,3} ?(?:分钟|分鐘|小时|小時|時間|个月|ヶ月|か月|분|시간|개월|分|天|日|周|週|年|일|주|년) ?(?:前|전))"
)
_AGE = re.compile(PATTERN, re.IGNORECASE)
_BARE = re.compile(r"\W{0,9}(\d{1,3}) ?(m|min|mins|h|hr|hrs|d|w|hours?|minutes?|days?|weeks?)\.?\W{0,9}", re.IGNORECASE)
_COUNT = re.compile(rf"(?<!\w)(?:{_NUMBER})(?!\w)|\d{{1,3}}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def age(text: str) -> tuple[timedelta, timedelta] | None:
    """The least and the greatest age in whole days that a line states ("3 hours ago" is nought to one); None where it states none."""
    match = _AGE.search(text) or _BARE.fullmatch(text)
    if match is None:
        return None
    count, unit, days = _read(match[0].lower())
    if days is None:
        return None
    if days == 0:
        hours = count // 24 if _counts_hours(unit) else 0
        return timedelta(hours), timedelta(hours + 1)
    if days >= 30:
        return timedelta(days * count), timedelta((days + 1) * (count + 1))
    return timedelta(days * count), timedelta(days * count + days)


def _read(words: str) -> tuple[int, str, int | None]:
    """The number of an age, its unit, and the days of that; "a" of "il y a" is no number, so the last that has a unit after it counts."""
    for number in reversed([*_COUNT.finditer(words)]):
        unit = _LETTERS.search(words, number.end())
        if unit and (days := _days(unit[0], words)) is not None:
            return int(number[0]) if number[0].isdigit() else 1, unit[0], days
    return 0, "", None


def _days(unit: str, words: str) -> int | None:
    """The days of one such unit, by the longest start that it has."""
    if unit.startswith(_HOUR_OF_UKRAINIAN) and "назад" not in words:
        return 0
    best = max((stem for stem in _STEMS if unit.startswith(stem)), key=len, default=None)
    return None if best is None else _STEMS[best]


def _counts_hours(unit: str) -> bool:
    return any(unit.startswith(stem) for stem in _UNITS[1][1].split())
