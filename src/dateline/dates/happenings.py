"""Elections and events that a text names: candidates date it by their campaigns, disasters and attacks by their day.

"Presidential candidate Mitt Romney" was written during one of his campaigns: 127 of 129 texts of the campaign of 2016, which nobody had
looked at, were. A text that names the Grenfell Tower fire is not older than it (28 of 28), and "the fire last year", "three years after
the fire", "the tenth anniversary of the fire" tell the year (no text at hand says so). The tables stand in `knowledge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..expressions.numbers import value
from ..expressions.times_words import ORDINAL
from ..knowledge.happenings import campaigns, happenings, marks, pattern
from ..tables import cell
from ..types import Evidence, Interval, Item, Span
from .notes import say
from .quoting import quoted

__all__ = ["happening_evidence"]

_NAME = r"[A-ZÀ-Þ][\w’'-]{1,24}(?: [A-ZÀ-Þ][\w.’'-]{0,24}){1,2}"
_CANDIDATE = re.compile(
    rf"\b[Pp]residential (?:candidate|nominee|hopeful|contender|front-?runner) (?P<name>{_NAME})"
    rf"|(?<![\w’'-])(?P<named>{_NAME}), the (?:[A-Z][\w’']{{1,24}} )?(?:Party )?presidential (?:candidate|nominee)\b"
)
_NOT_NOW = re.compile(r"\b(?:former|ex|failed|defeated|one-time|onetime|then|then-|\d{4})[- ](?:[A-Z]\w+ )?$|\b\d{4} $")
#: A number of years before "after" or "since" a happening, or of its anniversary, right before its name.
_YEARS_AFTER = re.compile(r"\b(?P<n>[\w-]{1,12}) years? (?:after|since) (?:the |last )?$", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b(?P<n>[\w-]{1,14}) anniversary of (?:the )?$", re.IGNORECASE)
_LAST_YEAR = (re.compile(r"\blast year(?:[’']s)? (?:deadly |devastating |fatal )?$"), re.compile(r"(?: in [A-Z]\w+)?,? last year\b(?! of)"))
#: An anniversary is told of for so long before and after it.
_AROUND = timedelta(183)


def happening_evidence(item: Item) -> Iterator[Evidence]:
    """The campaigns of a candidate, the day of a happening that the text names, and the year that it counts from there. Former
    candidates, and candidates of a year that is named, say nothing; nor do candidates and counts of years in quoted words."""
    yield from _candidates(item)
    yield from _happenings(item)


def _candidates(item: Item) -> Iterator[Evidence]:
    if "residential" not in item.text:
        return
    for match in _CANDIDATE.finditer(item.text):
        before = item.text[max(0, match.start() - 30) : match.start()]
        name = re.sub(r"[’']s$", "", match["name"] or match["named"])
        words = name.split()
        ran = next((found for n in (3, 2) if (found := campaigns().get(" ".join(words[:n])))), ())
        if not ran or _NOT_NOW.search(before) or quoted(item.text, match.start()):
            continue
        spans = ", ".join(f"{i.earliest} to {i.latest}" for i in ran)
        yield Evidence("candidate", Span(*match.span()), "item", ran, True, say("candidate", name=name, terms=spans))
        return


def _happenings(item: Item) -> Iterator[Evidence]:
    if not any(mark in item.text for mark in marks()):
        return
    latest: tuple[date, re.Match[str]] | None = None
    for match in pattern().finditer(item.text):
        day = cell(happenings(), match[0])
        if day is None:
            continue
        if latest is None or day > latest[0]:
            latest = day, match
        if (year := _year_of(item.text, match, day)) is not None:
            note = say("years from", words=match[0], day=day)
            yield Evidence("happening-year", Span(*match.span()), "item", (year,), True, note)
    if latest is not None:
        day, match = latest
        yield Evidence("happening", Span(*match.span()), "item", (Interval(day, None),), True, say("happening", words=match[0], day=day))


def _year_of(text: str, match: re.Match[str], day: date) -> Interval | None:
    """What the words around a happening say of the years since."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 30]
    if quoted(text, match.start()):
        return None
    if _LAST_YEAR[0].search(before) or _LAST_YEAR[1].match(after):
        return Interval(date(day.year + 1, 1, 1), date(day.year + 1, 12, 31))
    if (told := _YEARS_AFTER.search(before)) and (n := _number(told["n"])):
        return Interval(_later(day, n) - _AROUND, _later(day, n + 1))
    if (told := _ANNIVERSARY.search(before)) and (n := _number(told["n"])):
        return Interval(_later(day, n) - _AROUND, _later(day, n) + _AROUND)
    return None


def _number(word: str) -> int | None:
    word = word.lower()
    if (digits := re.match(r"\d{1,2}(?=(?:st|nd|rd|th)?$|-)", word)) is not None:
        return int(digits[0])
    plain = word.removesuffix("-year")
    tens, _, last = plain.rpartition("-")  # "twenty-fifth"
    n = int(value(tens) or 0) + ORDINAL[last] if last in ORDINAL else value(plain)
    return int(n) if n and n < 100 else None


def _later(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))
