"""Time expressions in text and their values, in the manner of TIMEX3: days, months, years, durations, references, sets.

`find` reads what the words say; `resolve` gives the days they mean, seen from the day the text was written. Full dates are read in
English, Russian, Turkish, Azerbaijani, Kazakh, French, German and Spanish; references ("last year", "on Sunday") in English.
A month's name that is also a word ("may", "march") counts only beside a number, or after a preposition that asks for a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..types import Interval, Span

_MONTHS = {
    1: "january jan january's januar janvier enero января январь январе yanvar yanvarın qaңтар ocak ocak'ta қаңтар",
    2: "february feb februar février fevrier febrero февраля февраль феврале fevral şubat ақпан",
    3: "march mar märz mars marzo марта март марте mart наурыз",
    4: "april apr avril abril апреля апрель апреле aprel nisan сәуір",
    5: "may mai mayo мая май мае mayıs мамыр",
    6: "june jun juni juin junio июня июнь июне iyun haziran маусым",
    7: "july jul juli juillet julio июля июль июле iyul temmuz шілде",
    8: "august aug août aout agosto августа август августе avqust ağustos тамыз",
    9: "september sept sep septembre septiembre сентября сентябрь сентябре sentyabr eylül қыркүйек",
    10: "october oct oktober octobre octubre октября октябрь октябре oktyabr ekim қазан",
    11: "november nov novembre noviembre ноября ноябрь ноябре noyabr kasım қараша",
    12: "december dec dezember décembre decembre diciembre декабря декабрь декабре dekabr aralık желтоқсан",
}
MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = {name: number for number, name in enumerate(_WEEKDAYS)} | {name[:3]: number for number, name in enumerate(_WEEKDAYS)} | {"tues": 1, "thur": 3, "thurs": 3}
_NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}
_NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "several": 0, "a few": 0, "few": 0, "many": 0, "some": 0}
_UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}

_MONTH_WORDS = "|".join(sorted((re.escape(name) for name in MONTH), key=len, reverse=True))
_FULL_DAY = "|".join(_WEEKDAYS)
_DAY_WORDS = _FULL_DAY + "|mon|tues?|wed|thurs?|fri|sat|sun"
_YEAR = r"(?:1[6-9]|20)\d\d"
_SUFFIX = r"(?:-?[nN]?[ıiuüİ]?[nN]?[dt]?[aə]?|-го|-?ci|-?cı|-?cu|-?cü)?"
_COUNT = r"\d{1,4}(?:\.\d+)?|" + "|".join(sorted((re.escape(word) for word in _NUMBERS), key=len, reverse=True))
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    ("date", rf"(?:(?P<w>{_DAY_WORDS})\.?,? (?:\(|the )?)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|-го|\.|-?(?:ci|cı|cu|cü))?(?: of| de)? (?P<mn>{_MONTH_WORDS})\b\.?(?:,? (?:de )?(?P<y>{_YEAR})(?: ?(?:года|год|г\.|-?ci il\w*|-?cı il\w*|жыл\w*))?)?"),
    ("date", rf"(?:(?P<w>{_DAY_WORDS})\.?,? (?:\(|the )?)?(?P<mn>{_MONTH_WORDS})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>{_YEAR})\b)?"),
    ("numeric", r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?!\d)"),
    ("month", rf"(?:(?P<part>early|mid|late|beginning of|end of)[ -])?(?P<mn>{_MONTH_WORDS})\.?(?: of|,| de)? (?P<y>{_YEAR})(?!\d)"),
    ("named-day", rf"(?P<rel>last|next|this|past|coming)?\s?\b(?P<w>{_FULL_DAY})(?P<dp> (?:morning|afternoon|evening|night))?"),
    ("day-part", r"(?P<ref>this) (?:morning|afternoon|evening)|(?P<ref2>tonight|last night)"),
    ("day", r"(?P<ref>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)(?: (?:morning|afternoon|evening|night))?"),
    ("ago", rf"(?P<n>{_COUNT}) (?P<u>minute|hour|day|week|month|year|decade)s? (?P<dir>ago|earlier|later|from now)"),
    ("relative", r"(?:(?P<part>early|earlier|late|later|the beginning of|the end of|the start of) )?(?P<rel>last|next|this|the past|the last|the next|the coming|the previous|the following|the current|the same|previous|following|current|coming|past) (?P<n>(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|couple of) )?(?P<u>day|week|weekend|month|quarter|year|decade|century|summer|winter|spring|autumn|fall)s?\b"),
    ("relative-month", rf"(?P<rel>last|next|this|this past) (?P<mn>{_MONTH_WORDS})\b"),
    ("fiscal", rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?P<u>quarter|half)(?: of (?P<y>{_YEAR}))?"),
    ("season", rf"(?P<rel>last|next|this|the )?\s?(?P<s>summer|winter|spring|autumn)(?: of)? (?P<y>{_YEAR})\b"),
    ("decade", r"(?:the )?(?:early |mid-?|late )?(?P<dec>(?:19|20)\d0)s\b"),
    ("duration", rf"(?P<n>{_COUNT})[ -](?P<u>second|minute|hour|day|week|month|quarter|year|decade)s?(?:-(?:long|old))?\b"),
    ("plural", r"(?P<u>minutes|hours|days|weeks|months|years|decades)(?= of| later| ago|,|\.| before| after|\b)"),
    ("set", r"(?P<every>every|each) (?P<u>day|week|month|quarter|year|morning|evening|night)|(?P<adv>daily|weekly|monthly|quarterly|annually|yearly)\b"),
    ("now", r"(?P<ref>now|currently|recently|the near future|the future|the past|recent (?:days|weeks|months|years)|nowadays|at present|at the moment)\b"),
    ("month-alone", rf"(?:(?P<part>early|mid|late|beginning of|end of)[ -])?(?P<mn>{_MONTH_WORDS})\b"),
    ("year", rf"(?:(?P<part>early|mid|late)[ -])?(?P<y>{_YEAR})(?![\d:%,]\d|\d| ?(?:people|million|billion|percent|per cent|%|dollars|euros|troops|soldiers|km|miles|points|votes|meters|metres|tonnes|MW))(?:'s|’s)?\b"),
)
_COMPILED = tuple((kind, re.compile(rf"(?<![\w$€£#@]){pattern}", re.IGNORECASE)) for kind, pattern in _PATTERNS)
_ASKS = re.compile(r"(?:\b(?:in|by|since|until|till|from|of|during|before|after|for|through|between|to|and|late|early|mid|each|every|в|с|до)|,|\()\s*$", re.IGNORECASE)
_WORDLIKE = frozenset({"may", "mar", "march", "mars", "sat", "sun", "mon", "wed", "dec", "jan", "mart", "ocak", "mai", "now", "second", "august", "april", "june", "fall", "мае", "kasım", "ekim", "juni"})
_NOT_AFTER = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Theresa|President|Minister)\.?\s+)$")
_PREFIX = re.compile(rf"\b(?:{'|'.join(sorted({name[:3] for name in MONTH} | {name[:3] for name in WEEKDAY}))})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time. `value` is as TIMEX3 has it where the words alone give it ("2025-12-15", "2025-12", "P3D", "PAST_REF",
    "XXXX-12-15", "XXXX-WXX-7"); `resolve` completes it. `parts` are what the pattern read, by name."""

    span: Span
    text: str
    kind: str
    type: str
    value: str
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str | None:
        """A part by name."""
        return next((value for key, value in self.parts if key == name), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value and the days that an expression means, seen from a day; `days` is None where it names no stretch of days."""

    value: str
    days: Interval | None


def find(text: str) -> tuple[TimeExpression, ...]:
    """Every time expression, in order, none within another."""
    taken: list[tuple[int, int]] = []
    found: list[TimeExpression] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            words = match[0]
            start += len(words) - len(words.lstrip())
            if any(start < e and s < end for s, e in taken) or not _plausible(kind, match, text):
                continue
            parts = tuple((name, value.strip().casefold()) for name, value in match.groupdict().items() if value)
            expression = _read(kind, Span(start, end), text, dict(parts), parts)
            if expression is not None:
                taken.append((start, end))
                found.append(expression)
    return tuple(sorted(found, key=lambda e: e.span))


def _plausible(kind: str, match: re.Match[str], text: str) -> bool:
    groups = match.groupdict()
    month = (groups.get("mn") or "").rstrip(".")
    if kind in ("month-alone", "relative-month", "month"):
        if not month[:1].isupper():
            return kind == "month" and month[:1].islower() and not month.isascii()
        if kind == "month-alone":
            if len(month) < 4 and month != "May":
                return False
            before = text[max(0, match.start() - 20) : match.start()]
            if month.casefold() in _WORDLIKE and (not _ASKS.search(before) or _NOT_AFTER.search(before)):
                return False
            if _NOT_AFTER.search(before) or re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 12]) and month.casefold() in _WORDLIKE:
                return False
    if kind == "named-day":
        after = text[match.end() : match.end() + 10]
        if not (groups["w"] or "")[:1].isupper() or re.match(r"\s+(?:Times|Mail|Night|Herald|Post|Telegraph|Mirror|Express)\b", after):
            return False
    if kind == "date" and month.isascii() and month.islower() and month in _WORDLIKE:
        return False
    if kind == "year":
        before = text[max(0, match.start() - 14) : match.start()]
        return not re.search(r"[\d$€£#./-]$|(?:Article|No\.?|number|page|Resolution|flight|Flight|Room|Boeing|about|than|nearly|over|some|least|almost)\s$", before)
    if kind == "plural":
        return bool(re.search(r"\b(?:for|in|after|several|many|few|past|last|recent|over|within|of)\s$", text[max(0, match.start() - 10) : match.start()]))
    return not (kind == "now" and groups["ref"] == "May")


def _read(kind: str, span: Span, text: str, p: dict[str, str], parts: tuple[tuple[str, str], ...]) -> TimeExpression | None:
    def made(type_: str, value: str) -> TimeExpression:
        return TimeExpression(span, span.of(text), kind, type_, value, parts)

    if kind in ("iso", "date", "numeric"):
        month = int(p["m"]) if "m" in p else MONTH[p["mn"].rstrip(".")]
        number = int(p["d"])
        if not (1 <= month <= 12 and 1 <= number <= 31) or ("y" in p and _day(int(p["y"]), month, number) is None):
            return None
        return made("DATE", f"{p.get('y', 'XXXX')}-{month:02}-{number:02}")
    if kind in ("month", "month-alone", "relative-month"):
        return made("DATE", f"{p.get('y', 'XXXX')}-{MONTH[p['mn'].rstrip('.')]:02}")
    if kind == "year":
        return made("DATE", p["y"])
    if kind == "decade":
        return made("DATE", p["dec"][:3])
    if kind == "named-day":
        return made("TIME" if "dp" in p else "DATE", f"XXXX-WXX-{WEEKDAY[p['w']] + 1}")
    if kind == "season":
        return made("DATE", f"{p['y']}-{ {'spring': 'SP', 'summer': 'SU', 'autumn': 'FA', 'winter': 'WI'}[p['s']]}")
    if kind == "fiscal":
        quarter = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}[p["q"]]
        return made("DATE", f"{p.get('y', 'XXXX')}-{'Q' if p['u'] == 'quarter' else 'H'}{quarter}")
    if kind in ("duration", "plural"):
        return made("DURATION", duration(p.get("n"), p["u"].rstrip("s")))
    if kind == "set":
        unit = p.get("u") or {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}.get(p.get("adv", ""), "year")
        return made("SET", duration("1", unit if unit in _UNITS else "day"))
    if kind == "now":
        word = p["ref"]
        return made("DATE", "FUTURE_REF" if "future" in word else "PAST_REF" if "recent" in word or "past" in word else "PRESENT_REF")
    if kind == "relative" and p.get("u") in ("summer", "winter", "spring", "autumn", "fall") and p["rel"] not in ("last", "next", "this"):
        return None
    return made("DATE", "")


def duration(count: str | None, unit: str) -> str:
    """A TIMEX3 duration: "P3D", "PT2H", "PXY" where the number is not said."""
    word = (count or "").strip().casefold()
    number = word if word.replace(".", "").isdigit() else str(_NUMBERS.get(word, 0) or "X")
    if unit in ("decade", "century") and number not in ("X",):
        return f"P{int(float(number)) * (10 if unit == 'decade' else 100)}Y"
    code = _UNITS.get(unit, "D")
    return f"PT{number}{code[1]}" if code in ("TS", "TM", "TH") else f"P{number}{code if code not in ('DE', 'CE') else 'Y'}"


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Interval:
    """The days of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), following - timedelta(1))


def days_of(value: str) -> Interval | None:
    """The days of a complete value: a day, month, quarter, half, year, decade or ISO week."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", value):
        day = _day(int(value[:4]), int(value[5:7]), int(value[8:10]))
        return Interval(day, day) if day else None
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return month_days(int(value[:4]), int(value[5:7]))
    if re.fullmatch(r"\d{4}", value):
        return Interval(date(int(value), 1, 1), date(int(value), 12, 31))
    if re.fullmatch(r"\d{3}", value):
        return Interval(date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31))
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first, last = month_days(int(match[1]), int(match[2]) * 3 - 2), month_days(int(match[1]), int(match[2]) * 3)
        return Interval(first.earliest, last.latest)
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        start = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Interval(start, start + timedelta(6))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]]
        last = month_days(int(match[1]) + (month == 12), 2 if month == 12 else month + 2)
        return Interval(date(int(match[1]), month, 1), last.latest)
    return None
