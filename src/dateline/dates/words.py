"""Evidence in the words of an item: weekdays with dates, offices, days told as past and to come, "last year" beside a year,
datelines, days of appearance.

Every rule's measured error is its row "words KIND" in trust.csv: of so many texts with this evidence, so many have their day inside. The
rules were written on these texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..expressions.filing import BEHIND_DAY, FILED_DAY
from ..expressions.resolving import named_days, speaks_ahead
from ..expressions.times import MONTH, WEEKDAY, TimeExpression, find, make_day
from ..types import Evidence, Interval, Item, Span
from .happenings import happening_evidence
from .holders import office_evidence
from .intervals import HORIZON
from .labels import ELSEWHERE
from .last_year import year_reference
from .marks import PROGRAMME, PUBLISHED_IN_BRACKETS
from .notes import say
from .quoting import quoted, sentence_start
from .tense import BEFORE_COMING, names_later_year, shows_past
from .told import told_evidence
from .years import year_evidence, year_to_come

__all__ = ["dated", "word_evidence"]

#: A year, or a figure beside a word; opens with a digit, so that a scan is short.
_FIGURE = re.compile(r"\d(?:(?:st|nd|rd|th)?\.? [A-Z]|(?<=[a-z] \d)|(?<=[a-z]\. \d)|(?<=1)9\d\d|(?<=2)0\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = re.compile(rf"\b(?:{'|'.join(sorted({re.escape(name[:3]) for name in MONTH}))})")
#: Where no expression goes on; one character wide.
_SENTENCES = re.compile(r"(?<=[^A-Z\W]{3}[.!?]) (?=[A-Z“])")
#: Kinds of time expressions that the rules here look at.
_USED = frozenset({"date", "iso", "month", "year", "weekday-time"})
#: Kinds of time expressions that name a day in words: "March 15, 2018", "10 a.m. on March 15, 2018".
_DAYS = frozenset({"date", "weekday-time"})
#: The weekdays that a filed report tells within so many characters.
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? (?:[A-Z]|\d))")
_FIRST_TOLD = 250
#: What stands before a month or a year of which is told.
_IN = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring)\s$")
#: Words before a date that is still to come, or that is no date of an event.
_FORWARD = re.compile(
    r"\b(?:by|until|till|through|for|into|to|toward|towards|ending|ends?|expires?|expiring|before|from|beginning|starting|effective|"
    r"after|approach\w*|updated?|reviewed|revised|modified|"
    r"deadline|target\w*|due|matur\w*|contract|fiscal|budget|the|model|version|edition|season|class of|Vision|Agenda|COP\d*|Expo|Olympics|"
    r"World Cup|copyright|©|\(c\)|"
    # German, French, Spanish, Russian, Turkish
    r"bis|ab|zum|vom|für|frist|termin|jusqu['’]au|dès|à partir|d['’]ici|hasta|a partir|para|до|на|к|kadar|itibaren)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
#: What was done "to" somebody or somewhere is past, not ahead: "lost the harvest to drought in 2023", "moved to Lisbon in 2019".
_DONE_TO = re.compile(
    r"\b(?:lost|fell|rose|grew|dropped|climbed|declined|went|came|moved|returned|sold|succumbed|fled|emigrated|travell?ed|shrank)\b"
    r"[^.!?\n]{0,60}? to (?:the )?\w{3,20} in $"
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|planning|goal|target|aim(?:s|ed|ing)?|deadline|scheduled|expected|forecast|projected?|predict\w*|"
    r"upcoming|approaching|set (?:to|for)|takes? place|"
    r"by the end of|slated|pledged?|hopes?|intend\w*|"
    # German, French, Spanish, Russian, Turkish
    r"wird|werden|soll(?:en)?|geplant|voraussichtlich|findet|finden|nächste\w*|kommende\w*|könnt|dürfen|anmeld\w*|"
    r"lädt|laden \w+ ein|bieten?|"
    r"(?:ser|aur|devr|pourr)(?:a|ont)|prévue?s?|prochaine?s?|(?:ser|tendr|habr)(?:á|án)|previst[oa]s?|próxim[oa]s?|"
    r"будет|будут|запланирован\w*|состоится|пройд[её]т|предстоит|\w+(?:acak|ecek|acağı|eceği)(?:tır|tir)?)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|(?:is|are) (?:scheduled|set|due|expected) (?:to|for)) (?:\w+ ){0,6}\Z")
_SAID = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|stated|killed|died|was|were|has|have|had|did)\b|ed\b", re.IGNORECASE
)
#: Years of which evidence speaks. No news page is older; past the later year nothing is said.
LOW, HIGH = 1980, HORIZON.year
#: Texts are written at most so long after the latest full date that they tell as past, where they name no later year: 172 of 181
#: development texts. A year alone gives no such end.
AFTER_DAY = timedelta(3650)


def dated(text: str, language: str | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of the sentences that hold a year, or a figure and a month: what the rules here can use. Lines that lead to
    another story ("Read also: ...") are left out."""
    if not _FIGURE.search(text):
        return ()
    found: list[TimeExpression] = []
    at = 0
    for line in text.split("\n"):
        start = at
        at += len(line) + 1
        for sentence in _SENTENCES.split(line) if _names_day(line) and not ELSEWHERE.match(line) else ():
            if _names_day(sentence):
                found += (replace(e, span=e.span.shifted(start)) for e in find(sentence, language=language or "en", kinds=_USED))
            start += len(sentence) + 1
    return tuple(found)


def _names_day(text: str) -> bool:
    """Whether a text holds a year, or a figure and a month."""
    return _FIGURE.search(text) is not None and (_YEAR.search(text) is not None or _MONTHS.search(text.lower()) is not None)


def word_evidence(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """Everything that an item's words say of the day on which they were written."""
    yield from year_evidence(item)
    yield from happening_evidence(item)
    if not expressions:
        yield from office_evidence(item)
        yield from dateline_evidence(item)
        yield from told_evidence(item, ())
        return
    coming = year_to_come(item.text)
    past = [e for e in past_dates(item, expressions) if coming is None or _before(e, coming)]
    yield from weekday_evidence(item, expressions)
    yield from office_evidence(item)
    yield from year_reference(item, past)
    yield from latest_past(item, past)
    yield from first_to_come(item, expressions)
    yield from dateline_evidence(item)
    yield from appearance(item, expressions, past)
    yield from told_evidence(item, past)


def weekday_evidence(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """ "Monday (15 December)": days of the year that fall on that weekday. A first sentence that reports so is written then or a day
    later ("weekday-date"); elsewhere a date may be weeks away on either side, and only the year counts ("weekday-year")."""
    first_end = _first_sentence(item.text)
    for expression in expressions:
        weekday, number, month = expression.part("w"), expression.part("d"), expression.part("m")
        if expression.kind != "date" or not (weekday and number and month) or expression.part("y"):
            continue
        days = [i.earliest for i in named_days(int(weekday), int(month), int(number), LOW, HIGH) if i.earliest]
        sentence = item.text[max(0, expression.span.start - 160) : expression.span.end + 60]
        years = ", ".join(str(day.year) for day in days)
        near = expression.span.start < first_end and not speaks_ahead(item.text, expression) and _SAID.search(sentence)
        if near:
            allows = tuple(Interval(day, day + timedelta(1)) for day in days)
        elif speaks_ahead(item.text, expression):
            allows = tuple(Interval(day - timedelta(120), day) for day in days)
        else:
            allows = tuple(Interval(day - timedelta(120), day + timedelta(60)) for day in days)
        note = say("such a day", when=expression.text, years=years)
        yield Evidence("weekday-date" if near else "weekday-year", expression.span, "item", allows, True, note)


def _first_sentence(text: str) -> int:
    match = re.search(r"[.!?…][\"”’)]*(?:\s|$)", text)
    return match.end() if match else len(text)


def past_dates(item: Item, expressions: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """Dates with a year that the text tells as past: not by, until or for a date, nothing planned, no line of copyright."""
    for e in expressions:
        if e.type not in ("DATE", "TIME") or e.days is None or e.days.earliest is None or e.part("y") is None:
            continue
        told = item.text[max(0, e.span.start - 100) : e.span.start]
        told = told[max(told.rfind(". ") + 1, told.rfind("\n") + 1) :]
        before = told[-40:]
        if not LOW <= e.days.earliest.year <= HIGH or e.kind not in ("date", "iso", "month", "year", "weekday-time"):
            continue
        if e.kind == "year" and ("fiscal" in e.text.lower() or not _IN.search(before)):
            continue
        if (last := e.part("d2")) and _FORWARD.search(e.text[: e.text.rindex(last)]):
            continue  # "14. bis 30. Juli 2023" may be a plan, as what is told of its end alone
        if (_FORWARD.search(before) and not _DONE_TO.search(told)) or _planned(item.text, e) or _misdated(e):
            continue
        yield e


def _before(e: TimeExpression, coming: int) -> bool:
    """Whether what is told can lie before a year that is still to come, or be a day or month of it."""
    year = e.days.earliest.year if e.days and e.days.earliest else coming
    return year < coming or (year == coming and e.kind != "year")


def _misdated(e: TimeExpression) -> bool:
    """Whether the weekday is not that of the day: one of the two is a slip."""
    weekday, day = e.part("w"), e.days.earliest if e.days else None
    return bool(weekday and day) and e.kind == "date" and str(day.weekday() if day else "") != weekday


def _planned(text: str, e: TimeExpression) -> bool:
    far = e.span.end + 80
    end = min(index for index in (text.find(". ", e.span.end, far), text.find("\n", e.span.end, far), far) if index >= 0)
    return bool(_PLANNED.search(text[sentence_start(text, e.span.start) : end]))


def latest_past(item: Item, past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """The latest date told as past: the text is not older, or not by more than a year where the language's past does not show; on most
    texts that name no later year it is not ten years younger."""
    best = max(past, key=lambda e: e.days.earliest if e.days and e.days.earliest else date.min, default=None)
    if best is None or best.days is None or best.days.earliest is None or best.days.latest is None:
        return
    shown = shows_past(item, best)
    low = best.days.earliest - timedelta(0 if best.kind in ("month", "year") else 2)  # stamps are a day or two off
    low -= timedelta(0) if shown else BEFORE_COMING
    told = say("past" if shown else "past or soon", words=best.text)
    yield Evidence("latest-past", best.span, "item", (Interval(low, None),), True, told)
    if best.kind in ("date", "iso", "weekday-time") and not names_later_year(item.text, best):
        note = say("reach", words=best.text)
        yield Evidence("latest-past-reach", best.span, "item", (Interval(low, low + AFTER_DAY),), True, note)


def first_to_come(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """The first date that the text says will come: the text is not younger."""
    coming = [
        e
        for e in expressions
        if e.days is not None
        and e.days.latest is not None
        and e.part("y")
        and e.kind in ("date", "iso", "month")
        and _COMING.search(item.text[max(0, e.span.start - 70) : e.span.start])
        and not quoted(item.text, e.span.start)
    ]
    first = min(coming, key=lambda e: e.days.latest if e.days and e.days.latest else date.max, default=None)
    if first is not None and first.days is not None and first.days.latest is not None and first.days.latest.year <= HIGH:
        yield Evidence(
            "to-come", first.span, "item", (Interval(None, first.days.latest),), True, say("to come", words=first.text)
        )


def dateline_evidence(item: Item) -> Iterator[Evidence]:
    """ "BAKU, 3 January (Agency) -": the day of filing, without a year every year's. Then the weekdays that the report opens with tell the
    likely years, in which one of them is that day or the one before it ("Iran condemned the attack Saturday"). A bare weekday may be any
    day of the week before the filing, so this is evidence of its own ("filed-weekday"), which holds against no day that the page states."""
    for body in (item.paragraphs[0] if item.paragraphs else "", item.text):
        if match := FILED_DAY.match(body):
            break
    else:
        return
    at = item.text.find(body)
    told = list(dict.fromkeys(m[0] for m in _WEEKDAY.finditer(body, match.end(), match.end() + _FIRST_TOLD)))
    for expression in find(match["day"] + (f" {match['y']}" if match["y"] else "")):
        if expression.kind != "date":
            continue
        years = [int(match["y"])] if match["y"] else range(LOW, HIGH + 1)
        made = (make_day(year, int(expression.part("m") or 0), int(expression.part("d") or 0)) for year in years)
        days = [day for day in made if day is not None]
        where, note = Span(at + match.start("day"), at + match.end("day")), say("filed", when=match["day"])
        yield Evidence("dateline", where, "item", _that_day_or_the_next(days), True, note)
        if told and not match["y"]:
            likely = [day for day in days if any((day.weekday() - WEEKDAY[name.lower()]) % 7 <= 1 for name in told)]
            note += "; " + say("first told", when=", ".join(told))
            yield Evidence("filed-weekday", where, "item", _that_day_or_the_next(likely), True, note)


def _that_day_or_the_next(days: Sequence[date]) -> tuple[Interval, ...]:
    return tuple(Interval(day, day + timedelta(1)) for day in days)


def appearance(item: Item, expressions: Sequence[TimeExpression], past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """The day on which a text says that it appeared: "for the Harbour News at Noon on May 2, 2019", "(Published May 2, 2019)", a day
    right before the place of filing ("May 2, 2019 OSLO --"). No sentence of the text may tell a later day as past."""
    latest = max((e.days.earliest for e in past if e.days and e.days.earliest and e.kind in _DAYS), default=date.min)
    for expression in expressions:
        day = expression.days.earliest if expression.days and expression.kind in _DAYS and expression.part("y") else None
        if day is None or latest > day:
            continue
        before = item.text[max(0, expression.span.start - 100) : expression.span.start]
        after = item.text[expression.span.end : expression.span.end + 60]
        published = PUBLISHED_IN_BRACKETS.search(before) is not None and after.startswith(")")
        if published or PROGRAMME.search(before) or BEHIND_DAY.match(after):
            # What is published in brackets is often the film beside the text, which came a day later (3 of 11 development texts).
            days = Interval(day - timedelta(1) if published else day, day)
            yield Evidence("appeared", expression.span, "item", (days,), True, say("appeared", when=expression.text))
            return
