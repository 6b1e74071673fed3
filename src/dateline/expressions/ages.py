"""Ages: "3 hours ago", "vor 2 Std.", "prieš 36 min.", "2 ore fa", "5分前", as pages print them beside stories that are new.

A number and a unit with a word before or after them that counts back from now; bare "3h" and "20 min" are ages only where they are all
of a line, as running times of films and of reading are printed alike. Words by the usage of news sites in these languages.
"""

from __future__ import annotations

import re
from datetime import timedelta

#: Units: the days of one (0 is less than a day), abbreviations that are whole words, and starts of names.
_UNITS = (
    (0, "s m min mins мин хв dk", "sec sek min мин хвил dak dəq daqi λεπ دقي دقا"),
    (0, "h hr hrs std val sa год ore ora uur", "hour stund heure hora timm time tunt godz час soat saat сағ hodin óra ώρ ساع"),
    (
        1,
        "d дн",
        "day tag jour día dia giorn dag dzie dni день дня дней gün gun күн kun nap päiv dien den dny dní ημέρ hari يوم أيام",
    ),
    (7, "w wk wks", "week woche seman semain settiman uge veck uke viikk tydz tyg недел тиж hafta həftə savait týd minggu أسبوع"),
    (30, "mo mos mnd ay", "month monat mes mois mês maand måned månad mies месяц місяц mėn mēn měs bulan شهر"),
    (365, "y yr yrs an ans år il", "year jahr año ano anno anné jaar års rok год лет рок yıl met tahun سن"),
)
_CJK = {
    "秒": 0,
    "分": 0,
    "분": 0,
    "小": 0,
    "時": 0,
    "시": 0,
    "天": 1,
    "日": 1,
    "일": 1,
    "周": 7,
    "週": 7,
    "주": 7,
    "个": 30,
    "ヶ": 30,
    "か": 30,
}
_CJK |= {"개": 30, "年": 365, "년": 365}
_WORDS = {word: (days, number == 1) for number, (days, words, _) in enumerate(_UNITS) for word in words.split()}
_STEMS = {stem: (days, number == 1) for number, (days, _, stems) in enumerate(_UNITS) for stem in stems.split()}
#: Spans that no page counts its stories by, which begin like units, or like months ("2 decades", "2 décennies").
LONGER = r"(?!jahrzehnt|jahrhundert|de[ck][ae]d|décad|de[ck]enn|décenn)"
_UNIT = (
    rf"(?=[^\W\d_]){LONGER}(?:(?:{'|'.join(_WORDS)})(?!\w)|(?:{'|'.join(sorted(_STEMS, key=len, reverse=True))})[^\W\d_]{{0,8}}(?!\w))"
    r"\.?"
)
_BEFORE = r"vor|il y a|hace|há|prieš|před|pred|przed|acum|منذ|قبل|πριν από|πριν"
_AFTER = r"ago|fa|atrás|sedan|siden|geleden|temu|назад|тому|бұрын|önce|əvvəl|oldin|sitten|tagasi|yang lalu|lalu"
_NUMBER_WORD = r"(?:an?|one|einer?|einem|ein|une?|uno|una|um|uma|en|ett|et) "
_NUMBER = rf"(?:\d{{1,3}} ?|{_NUMBER_WORD})"
#: An age anywhere in a line.
PATTERN = (
    rf"(?:(?<!\w)(?:{_BEFORE})\.? {_NUMBER}{_UNIT}"
    rf"|(?<![\w:.,]){_NUMBER}{_UNIT} (?:{_AFTER})(?!\w)"
    r"|\d{1,3} ?(?:分钟|分鐘|小时|小時|時間|个月|ヶ月|か月|분|시간|개월|分|天|日|周|週|年|일|주|년) ?(?:前|전))"
)
#: A word for one and a unit in small letters, which every age without a digit has.
NUMBER_WORD = re.compile(rf"(?<!\w){_NUMBER_WORD}{_UNIT}")
_AGE = re.compile(PATTERN, re.IGNORECASE)
_BARE = re.compile(r"\W{0,8}(\d{1,3}) ?(m|min|mins|h|hr|hrs|d|w|hours?|minutes?|days?|weeks?)\.?\W{0,8}", re.IGNORECASE)
_COUNT = re.compile(rf"(?<!\w){_NUMBER}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def age(text: str) -> tuple[timedelta, timedelta] | None:
    """The least and the greatest age in whole days that a line states ("3 hours ago" is nought to one); None where it states none."""
    match = _AGE.search(text) or _BARE.fullmatch(text)
    if match is None:
        return None
    found = _read(match[0].lower())
    if found is None:
        return None
    count, days, hours = found
    if days == 0:
        whole = count // 24 if hours else 0
        return timedelta(whole), timedelta(whole + 1)
    if days >= 30:
        return timedelta(days * count), timedelta((days + 1) * (count + 1))
    return timedelta(days * count), timedelta(days * count + days)


def _read(words: str) -> tuple[int, int, bool] | None:
    """The number of an age, the days of its unit, and whether that is an hour; "a" of "il y a" is no number, so the last that has a unit
    after it counts."""
    for number in reversed([*_COUNT.finditer(words)]):
        unit = _LETTERS.search(words, number.end())
        if unit and (known := _unit(unit[0], words)) is not None:
            count = number[0].strip()
            return int(count) if count.isdigit() else 1, *known
    return None


def _unit(name: str, words: str) -> tuple[int, bool] | None:
    """The days of one such unit, and whether it is an hour. "год" is a year before "назад" (Russian), else an hour (Ukrainian)."""
    if name[0] in _CJK:
        return _CJK[name[0]], name[0] in "小時시"
    if name.startswith("год"):
        return (365, False) if "назад" in words else (0, True)
    if name in _WORDS:
        return _WORDS[name]
    best = max((stem for stem in _STEMS if name.startswith(stem)), key=len, default=None)
    return None if best is None else _STEMS[best]
