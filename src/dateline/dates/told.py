"""How soon after what it tells a text was written: pictures, posts and police reports of the same week, years that figures are compared
with, the latest months and years told as past, a line of copyright.

Every rule's measured error is its row "words KIND" in trust.csv. The spans of days were set on development texts of 1989 to 2018.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..expressions.times import TimeExpression
from ..items.cut import Cut
from ..types import Evidence, Interval, Item, Span
from .marks import PICTURE, PICTURE_BELOW, POST
from .notes import say
from .quoting import sentence_start
from .tense import BEFORE_COMING, names_later_year, shows_past

__all__ = ["copyright_line", "told_evidence"]

#: A picture, a post or a report of an hour is of the week in which the text was written.
WEEK = timedelta(7)
#: Texts tell of years and months of the last ten years: the longest interval that is stated.
TEN_YEARS = timedelta(3650)
#: Years that a text tells as past are close to each other where it tells of its own time.
GAP = 6
#: A site's line of copyright names the year of the writing or of the capture, seldom an earlier one.
BEFORE_COPYRIGHT, AFTER_COPYRIGHT = 2, 1

_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d| ?[ap]\.?m\b|:?\d\d hours)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|up from|down from|than in|year-ago|year earlier|a year ago|versus|same period|comparable periods?|"
    r"previous year|prior year)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b(?: \w+){0,3} $", re.IGNORECASE)
_TO_DO = re.compile(r"\bto [a-z]+(?: \w+){0,6} $")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright\b)\s{0,3}(?:©|\([cC]\)|[Cc]opyright)?\s{0,3}((?:19|20)\d\d)\b(?!-\d)")
#: What every such line holds.
_COPYRIGHT_MARKS = ("©", "(c)", "(C)", "opyright")
_SENTENCE_ENDS = re.compile(r"(?<=[a-z\d]{2})[.!?…](?=[\"”’)]{0,2}\s{1,9}[A-Z“])|\n")


def told_evidence(item: Item, past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """What the text says of the span in which it was written. `past` holds its dates with a year that are told as past."""
    if not past:
        yield from _copyright(item)
        return
    full = [e for e in past if e.kind in ("date", "iso", "weekday-time") and e.days and e.days.earliest]
    yield from _same_week(item, full)
    yield from _compared(item, past)
    yield from _recent(item, past)
    yield from _copyright(item)


def _same_week(item: Item, full: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """Dates below a picture, below a post that the text shows, and of a report that opens with the hour."""
    if not full:
        return
    text = item.text
    pictures = [e for e in full if _pictured(text, e.span.end)]
    posts = [e for e in full if POST.search(text[max(0, e.span.start - 30) : e.span.start])]
    match = _SENTENCE_ENDS.search(text, 20)
    opening = text[: match.end()] if match else text[:300]
    reports = [e for e in full if e.span.end <= len(opening)] if _CLOCK.search(opening) else []
    for kind, found, before in (("picture", pictures, 0), ("post", posts, 1), ("report", reports, 0)):
        latest = max(found, key=lambda e: _first(e), default=None)
        if latest is not None:
            day = _first(latest)
            days = Interval(day - timedelta(before), day + WEEK)
            yield Evidence(kind, latest.span, "item", (days,), True, say(kind, when=latest.text))


def _pictured(text: str, at: int) -> bool:
    """Whether a date that ends here is that of a picture."""
    return any(pattern.match(text, at, at + 160) for pattern in (PICTURE, PICTURE_BELOW))


def _compared(item: Item, past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """ "Up from $10 million in 2007": the year before the one of which the text tells, or two before where every second year counts,
    where no later year is told."""
    latest = max((_first(e).year for e in past), default=0)
    for e in past:
        if e.kind != "year" or _first(e).year != latest:
            continue
        start = sentence_start(item.text, e.span.start)
        if _COMPARED.search(item.text, start, e.span.end + 60):
            days = Interval(date(latest, 1, 1), date(latest + 2, 12, 31))
            yield Evidence("compared", e.span, "item", (days,), True, say("compared", words=e.text))
            return


def _recent(item: Item, past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """The latest month told as past, or the latest of several years close to each other: few texts are ten years younger."""
    told = [e for e in past if not _SINCE.search(item.text[max(0, e.span.start - 40) : e.span.start])]
    told = [e for e in told if not _TO_DO.search(item.text[max(0, e.span.start - 60) : e.span.start])]
    latest = max(told, key=_first, default=None)
    if latest is None or _first(latest) < max(map(_first, past)) or names_later_year(item.text, latest):
        return
    years = sorted({_first(e).year for e in told})
    close = len(years) > 1 and years[-1] - years[-2] <= GAP
    if latest.kind == "month" or (latest.kind == "year" and close):
        day = _first(latest)
        if not shows_past(item, latest):
            day -= BEFORE_COMING
        kind = "recent-month" if latest.kind == "month" else "recent-years"
        days = Interval(day, day + TEN_YEARS)
        yield Evidence(
            kind,
            latest.span,
            "item",
            (days,),
            True,
            say("latest", words=latest.text),
        )


def _copyright(item: Item) -> Iterator[Evidence]:
    """The latest year in a line of copyright."""
    if not any(map(item.text.__contains__, _COPYRIGHT_MARKS)):
        return
    match = max(_COPYRIGHT.finditer(item.text), key=lambda m: int(m[1]), default=None)
    if match is not None:
        year = int(match[1])
        days = Interval(date(year - BEFORE_COPYRIGHT, 1, 1), date(year + AFTER_COPYRIGHT, 12, 31))
        yield Evidence("copyright", Span(match.start(1), match.end(1)), "item", (days,), True, say("copyright", year=year))


#: The same in a page's foot, where names and years before may stand between: "© Harbour Post Ltd 2010-2019".
_FOOT = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright\b)[^\n]{0,40}?\b(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)\b(?!\s?[-–]\s?\d)")


def copyright_line(cut: Cut, *, bare: bool = False) -> Iterator[Evidence]:
    """The latest year in the copyright lines of a page: its article is written by the end of the next year (254 of 274 development
    pages). It says nothing of how old the article is: such years go with the capture. Of a `bare` text without other stories the line is
    the text's own."""
    found = [
        (int(match[1]), block.span.start + match.start(1))
        for block in cut.blocks
        if block.item is None and any(mark in (text := block.span.of(cut.text)) for mark in _COPYRIGHT_MARKS)
        for match in _FOOT.finditer(text)
    ]
    if found:
        year, at = max(found)
        own = bare and not any(item.kind == "teaser" for item in cut.items)
        days = Interval(date(year - BEFORE_COPYRIGHT, 1, 1) if own else None, date(year + AFTER_COPYRIGHT, 12, 31))
        yield Evidence("copyright" if own else "copyright-line", Span(at, at + 4), "page", (days,), True, say("copyright", year=year))


def _first(e: TimeExpression) -> date:
    return e.days.earliest if e.days and e.days.earliest else date.min
