"""The interface's languages: catalogues, which one a reader gets, and days and numbers in its form.

The sources are `catalogues/ru.po` and `catalogues/az.po`; they are compiled in memory when first needed, so that an installation needs
no build step. The language of a request is held for its length, so that whatever renders a page need not pass it on.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit

from ..knowledge.countries import countries

#: The languages by code, each by its own name.
LANGUAGES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}
#: British order of day and month.
LOCALES = {"en": "en_GB", "ru": "ru", "az": "az"}


def N_(text: str) -> str:
    """Marks a text that is translated where it is shown."""
    return text


#: Units of lasting times, and parts of the day, as TIMEX3 writes them.
_UNITS = {"H": "hour", "S": "second", "D": "day", "W": "week", "Y": "year"}
_PARTS = {
    "MO": N_("morning"),
    "MI": N_("midday"),
    "AF": N_("afternoon"),
    "EV": N_("evening"),
    "NI": N_("night"),
    "DT": N_("daytime"),
}
_SEASONS = {"SP": N_("spring"), "SU": N_("summer"), "FA": N_("autumn"), "WI": N_("winter")}
_DAY = timedelta(1)
_current: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The code of the language of this request."""
    return _current.get()


def use(code: str) -> None:
    """Sets the language of this request; one that there is no catalogue for is English."""
    _current.set(code if code in LANGUAGES else "en")


def chosen(cookie: str | None, accepted: str) -> str:
    """The language of a reader: the one they switched to, else the first of Accept-Language that there is a catalogue for."""
    if cookie in LANGUAGES:
        return str(cookie)
    offers = []
    for order, part in enumerate(accepted[:400].split(",")):
        name, _, weight = part.partition(";q=")
        offers.append((-_weight(weight), order, name.strip().lower().partition("-")[0]))
    return next((name for weight, _, name in sorted(offers) if name in LANGUAGES and weight < 0), "en")


def _weight(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text))) if text else 1.0
    except ValueError:
        return 0.0


@lru_cache(maxsize=4)
def catalogue(code: str) -> NullTranslations:
    """The translations into a language; English needs none."""
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with (files(__package__) / "catalogues" / f"{code}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(text: str) -> str:
    """A marked text in the language of this request."""
    return catalogue(language()).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """A marked text in the form that a number asks for."""
    return catalogue(language()).ngettext(one, many, count)


def on_day(value: date | None) -> str:
    """ "3 January 2025", "3 января 2025 г."; what is not known says so."""
    return _day(value, language()) if value is not None else gettext("undated")


def month_name(month: str) -> str:
    """A month as "July 2025", from "2025-07"."""
    return _day(date.fromisoformat(f"{month}-01"), language(), "LLLL y")


def month_short(month: str) -> str:
    """A month alone as a drawing names it, "Jul", from "2025-07"."""
    return _day(date.fromisoformat(f"{month}-01"), language(), "LLL").rstrip(".")


def time_name(value: str) -> str:
    """The value of a time expression (TIMEX3) in words: "21 November 2025, night", "July 2025", "2 hours"; one that no words are known for
    as it is, and nothing for what no calendar has ("XXXX-WXX-5")."""
    if value.startswith("X") or value.endswith("_REF"):
        return ""
    lasting = re.fullmatch(r"PT?([0-9]+(?:\.[0-9]+)?)([HMSDWYQ])", value)
    if lasting is not None:
        unit = ("minute" if "T" in value else "month") if lasting[2] == "M" else _UNITS.get(lasting[2])
        if unit is None:
            return value
        return _lasting(_whole(float(lasting[1])), unit)
    season = re.fullmatch(r"([0-9]{4})-(SP|SU|FA|WI)", value)
    if season is not None:
        return f"{gettext(_SEASONS[season[2]])} {season[1]}"
    calendar = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?(?:-([0-9]{2}))?(?:T(MO|AF|EV|NI|MI|DT))?", value)
    if calendar is None:
        return value
    try:
        told = on_day(date.fromisoformat(value[:10])) if calendar[3] else month_name(value[:7]) if calendar[2] else calendar[1]
    except ValueError:
        return value
    return f"{told}, {gettext(_PARTS[calendar[4]])}" if calendar[4] else told


def days(first: date | None, last: date | None) -> str:
    """From one day to another, what they share said once; a day alone if they are equal, a whole month or year by its name."""
    if first is None or last is None or first == last:
        return on_day(first or last)
    if first.day == 1 and last + _DAY == date(last.year + last.month // 12, last.month % 12 + 1, 1):
        if (first.year, first.month) == (last.year, last.month):
            return month_name(f"{first:%Y-%m}")
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
    return _interval(first, last, language())


def moment(stamp: str) -> str:
    """A moment as the archive keeps it (ISO 8601), to the minute."""
    return str(format_datetime(datetime.fromisoformat(stamp), "d MMMM y, HH:mm", locale=LOCALES[language()]))


def number(value: float) -> str:
    """ "1,234", "1 234", "1.234", "2.5 million": the language's own form, at most three decimals."""
    return _number(float(value), language())


@lru_cache(maxsize=8192)
def _number(value: float, code: str) -> str:
    # A page has hundreds of numbers, most of them small ones that come again: Babel takes 40 microseconds for each.
    scale = next((scale for scale in (10**12, 10**9, 10**6) if value >= scale), None)
    if scale and value * 1000 % scale == 0:
        return str(format_compact_decimal(_whole(value), format_type="long", locale=LOCALES[code], fraction_digits=3))
    return str(format_decimal(value, locale=LOCALES[code])).replace("-", "−")


def _whole(value: float) -> float:
    # Babel takes 5.0 for a fraction: "5 миллиона".
    return int(value) if value.is_integer() else value


def _lasting(value: float, unit: str) -> str:
    told = str(format_unit(value, f"duration-{unit}", length="long", locale=LOCALES[language()]))
    # Units that CLDR has no long form of in Azerbaijani come back by their codes; their short forms are whole words.
    return (
        told
        if "duration-" not in told
        else str(format_unit(value, f"duration-{unit}", length="short", locale=LOCALES[language()]))
    )


def between(lower: float | None, upper: float | None) -> str:
    """Bounds in words: "at least 37", "up to 200", "17 to 21", "20"."""
    if lower is not None and upper is not None:
        if lower == upper:
            return number(lower)
        return gettext("%(low)s to %(high)s") % {"low": number(lower), "high": number(upper)}
    if lower is not None:
        return gettext("at least %(n)s") % {"n": number(lower)}
    return gettext("up to %(n)s") % {"n": number(upper)} if upper is not None else gettext("some")


def country_name(code: str) -> str:
    """A country in the language of this request (Unicode CLDR), by its alpha-3 code."""
    known = countries().get(code)
    if known is None:
        return code
    return known.name if language() == "en" else str(_locale(language()).territories.get(known.alpha_2, known.name))


def language_name(code: str | None) -> str:
    """A language's name in the language of this request."""
    return str(_locale(language()).languages.get(code, code)) if code else gettext("not known")


@lru_cache(maxsize=4)
def _locale(code: str) -> Locale:
    return Locale.parse(LOCALES[code])


@lru_cache(maxsize=4096)
def _day(value: date, code: str, pattern: str = "d MMMM y") -> str:
    return str(format_date(value, f"{pattern} 'г'." if code == "ru" and pattern.endswith("y") else pattern, locale=LOCALES[code]))


def _interval(first: date, last: date, code: str) -> str:
    # All three languages write the day before the month and the month before the year.
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, code)}"
    return f"{_day(first, code, 'd MMMM' if first.year == last.year else 'd MMMM y')} – {_day(last, code)}"
