"""Reads the day, and the moment where one is stated, from a short string: a field's value or a printed date line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain

from ..expressions.plain_days import is_month, plain_day
from ..expressions.times import MONTH, find, make_day
from ..remembering import remembered
from ..tables import rows
from .calendars import other_calendars
from .excerpts import FULL

#: Days outside are no dates of pages: archives of news on the web hardly reach further back; what a
#: table of a later century says is a mistake.
EARLIEST, LATEST = date(1980, 1, 1), date(2100, 1, 1)
#: Countries' domains where "05/03/2024" is 5 March.
_MONTH_FIRST = re.compile(r"\.(?:com|us|org|net|gov|edu|io|news|tv)$")
#: An edition for another country in the address.
_ELSEWHERE = re.compile(r"[/.](?:en[-_](?:gb|au|in|ie|nz|za|ca|sg)|uk|intl|international)[/.]", re.IGNORECASE)
_EDITION = re.compile(r"//[^/]+/en-(?:gb|au|in|ie|nz|za|sg)/", re.IGNORECASE)
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4}(?:\d\d)?Z?)?(?!\d)")
#: Opens with a sign, so that the scan of a page's text is short; what stands before it is looked at next.
_ONE_ORDER = re.compile(r"/(\d{1,2})/(?:19|20)\d\d(?!\d)")
_FIRST_OF_IT = re.compile(r"(?<![\d/.-])\d{1,2}\Z")
#: Numbers that are days of a month and no months.
_DAYS_ALONE = range(13, 32)
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)?\d\d)(?![\d/]|-\d|\.\d)")
#: "26 | 01 | 2022", "26 / 01 / 2022": with spaces the year has four digits.
_SPACED = re.compile(r"(?<![\d/.|-])(?<![/|-] )(\d{1,2}) ([/|.-]) (\d{1,2}) \2 ((?:19|20)\d\d)(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.])((?:19|20)\d\d)([/.])(\d{1,2})\2(\d{1,2})(?![\d/])")
_EAST_ASIA = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
#: "14 Gennaio 2020", "2 de novembro de 2020", "2020. január 14.", with two names of the month "24 نيسان / أبريل 2020": looked up in
#: months.csv.
_NAMED = re.compile(
    r"(?<![\w.,/-])(\d{1,2})[.º]?(?: d[eo])? ?(?:[^\s\d.,;:()/-]{3,12} ?/ ?)?([^\s\d.,;:()/-]{3,16})[.,]?(?: d[eo])? ((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NAMED_LAST = re.compile(r"(?<![\w.,/-])((?:19|20)\d\d)[.,]?(?: m\.)? ([^\s\d.,;:()/-]{3,16})\.? (\d{1,2})(?!\d)", re.IGNORECASE)
_PLAINEST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)|(?<![\d.,])(?:(\d{1,2})\.? ([^\W\d_]{3,12})\.?,?|([^\W\d_]{3,12})\.? (\d{1,2}),?) "
    r"((?:19|20)\d\d)(?!\d)"
)
_DIGITS = re.compile(r"[^\W0-9a-zA-Z_](?<=\d)")
#: Kinds of time expressions that may be a full date.
_FULL_KINDS = frozenset({"date", "weekday-time"})
#: Cheap test before the names of months are: they read no date without a year of four digits.
_YEAR = re.compile(r"\d[90]\d\d")
#: Words of three letters and more, and the endings of numbers, which may stand before one without a space.
_WORDS = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)|[^\W\d_]{3,}")


def moment(value: str, *, month_first: bool = False) -> tuple[date, datetime | None] | None:
    """The first day that the string states, in the zone that it states, and the moment where it states one. None where it states no
    full date between 1980 and 2100."""
    text = value.strip()
    if match := _ISO.search(text):
        return _iso(match)
    if _EPOCH.match(text):
        when = datetime.fromtimestamp(int(text[:10]), UTC)
        return (when.date(), when) if sane(when.date()) else None
    return next(((day, None) for day, _, _ in shown_days(text, month_first=month_first)), None)


def _iso(match: re.Match[str]) -> tuple[date, datetime | None] | None:
    day = make_day(int(match[1]), int(match[2]), int(match[3]))
    if day is None or not sane(day):
        return None
    if match[4] is None:
        return day, None
    zone = {None: "", "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(match[7], match[7] or "")
    try:
        return day, datetime.fromisoformat(f"{day.isoformat()}T{int(match[4]):02}:{match[5]}:{match[6] or '00'}{zone}")
    except ValueError:
        return day, None


@remembered(2048)
def shown_days(text: str, *, month_first: bool = False) -> tuple[tuple[date, int, int], ...]:
    """Every full date printed in a short text, with its start and end."""
    if not FULL.search(text):
        return ()
    return tuple(_shown(text if text.isascii() else _in_ascii_digits(text), month_first))


def _shown(text: str, month_first: bool) -> Iterator[tuple[date, int, int]]:
    # A sign that every match has is looked for before the pattern: most texts have none of them.
    hyphen, slash, dot = "-" in text, "/" in text, "." in text
    if hyphen:
        for match in _ISO.finditer(text):
            yield from _placed(match, int(match[1]), int(match[2]), int(match[3]))
    if slash or dot:
        for match in _YEAR_FIRST.finditer(text):
            yield from _placed(match, int(match[1]), int(match[3]), int(match[4]))
    for match in _EAST_ASIA.finditer(text) if not text.isascii() else ():
        yield from _placed(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _COMPACT.finditer(text):
        yield from _placed(match, int(match[1]), int(match[2]), int(match[3]))
    signed = hyphen or slash or dot
    for match in chain(_SLASHED.finditer(text), _SPACED.finditer(text)) if signed or "|" in text else ():
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        if second > 12 or (month_first and match[2] == "/" and first <= 12):
            first, second = second, first
        yield from _placed(match, year, second, first)
    yield from other_calendars(text)
    if not _YEAR.search(text):
        return
    yield from _foreign(text)
    if is_month(text) or MONTH.keys().isdisjoint(_WORDS.findall(text.lower())):
        return
    if plain := plain_day(text):
        if sane(plain[0]):
            yield plain
        return
    for expression in find(text, kinds=_FULL_KINDS):
        # An hour behind a date means its day, but prints none.
        if not FULL.search(text, expression.span.start, expression.span.end):
            continue
        if expression.days and (day := expression.days.earliest) and sane(day):
            # "9:57 p.m. on Tuesday, March 27, 2018" prints the day from its weekday on.
            yield day, expression.span.start + int(expression.part("day_at") or 0), expression.span.end


def prints(text: str, day: date) -> bool:
    """Whether a text prints the day in one of the plainest forms: ISO, or the month's name with day and year. Says sooner than all the
    dates of the text that it does; where it does not, `shown_days` may know better."""
    for match in _PLAINEST.finditer(text):
        year, month, number = match[1] or match[8], match[2] or match[5] or match[6], match[3] or match[4] or match[7]
        if int(year) == day.year and int(number) == day.day and day.month == (int(month) if month.isdigit() else _month(month.lower())):
            return True
    return False


def _foreign(text: str) -> Iterator[tuple[date, int, int]]:
    """Dates whose month is named in a language that the grammar of time expressions does not know."""
    for pattern, day, year in ((_NAMED, 1, 3), (_NAMED_LAST, 3, 1)):
        for match in pattern.finditer(text):
            if month := _month(match[2].lower()):
                yield from _placed(match, int(match[year]), month, int(match[day]))


def _month(name: str) -> int | None:
    """The number of a month by its name, in Hebrew with "in" before it too; "3 may 2024" is a date in languages of small months."""
    return foreign_months().get(name) or MONTH.get(name) or foreign_months().get(name.removeprefix("ב"))


@lru_cache(maxsize=1)
def foreign_months() -> Mapping[str, int]:
    """The number of a month by its name in 46 languages, from Unicode CLDR; names that mean two months (listopad) are left out."""
    return {name: int(row["month"]) for row in rows(__package__, "months.csv") for name in row["names"].split()}


def _in_ascii_digits(text: str) -> str:
    """The text with the digits of every script written 0 to 9, of the same length."""
    return _DIGITS.sub(lambda match: str(int(match[0])), text)


def other_reading(text: str, day: date) -> date | None:
    """ "05/03/2024" read the other way; None where only one reading is a day."""
    match = _SLASHED.match(text)
    return mirrored(text, day) if match is not None and match[2] == "/" else None


def mirrored(text: str, day: date) -> date | None:
    """The day that a date of figures alone is with its day and month changed about; None of other dates and where that is no other day."""
    if _SLASHED.match(text) is None or day.day > 12 or day.day == day.month:
        return None
    return make_day(day.year, day.day, day.month)


def _placed(match: re.Match[str], year: int, month: int, number: int) -> Iterator[tuple[date, int, int]]:
    day = make_day(year, month, number)
    if day is not None and sane(day):
        yield day, match.start(), match.end()


def sane(day: date) -> bool:
    """Whether a page can be of that day at all."""
    return EARLIEST <= day <= LATEST


def order_shown(text: str) -> bool | None:
    """Whether the dates of a text have their month first, shown by those that have one reading ("04/28/2024"); None where none has, or
    they differ."""
    pairs = ((_FIRST_OF_IT.search(text, max(0, match.start() - 3), match.start()), int(match[1])) for match in _ONE_ORDER.finditer(text))
    orders = {int(first[0]) <= 12 for first, second in pairs if first and max(int(first[0]), second) in _DAYS_ALONE}
    return orders.pop() if len(orders) == 1 else None


def month_first(url: str | None, language: str | None, html_lang: str | None) -> bool:
    """Whether "05/03/2024" is read as 3 May: American English, by the markup's language or an English page of no country's domain."""
    tag = (html_lang or "").lower().replace("_", "-")
    if _EDITION.search(url or ""):
        return False  # also where the template of all editions says en-us
    if tag == "en-us":
        return True
    if tag[:2] not in ("", "en") or (language or "en") != "en" or tag in ("en-gb", "en-au", "en-in", "en-ie", "en-nz", "en-za"):
        return False
    if _ELSEWHERE.search(url or ""):
        return False
    host = re.sub(r"^\w+://|[/:?#].*$", "", url or "")
    return bool(_MONTH_FIRST.search(host))
