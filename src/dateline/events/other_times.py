"""Whether a toll is of another time than the news that a text tells: "in 2019 a bridge in the same state collapsed and killed six",
"more than 3,000 people died on the country's roads in 2023", or was taken back: "an article said four had died; in fact three died".

Accepts English. The time that stands nearest to the number in its sentence decides: one that ended more than two months before the text was
published, or a count by years. Rejects when something was made ("a bridge built in 1998") and what a record is measured by ("the
deadliest since 2014"). Rare: in 261 development texts two figures lost their event by it, one rightly; of a trial the toll of the deed,
years before, is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from ..dates.resolving import when as resolve_when
from ..expressions.times import find
from ..types import Event, Figure, Item, Span

#: What ended longer before a text was published is not its news.
_NEWS = timedelta(60)
#: Characters: no sentence is longer.
_LONGEST = 1000
_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
#: Counts of all that happened in a stretch of time.
_BY_YEARS = re.compile(
    r"\b(?:each|every|per|a) year\b|\bannually\b|\b(?:so far|already|to date) this year\b|\bin recent (?:years|months|decades)\b|"
    r"\b(?:in|over|during) the (?:past|last) (?:\w+ )?(?:years?|decades?|century)\b|\bsince (?:the start of )?(?:19|20)\d\d\b|"
    r"\bsince the (?:war|conflict|uprising|rebellion|pandemic|crisis|epidemic) (?:began|started|broke out)\b",
    re.IGNORECASE,
)

#: Before a time these say since when there is a thing: its time, none of what happens to it.
MADE = re.compile(
    r"\b(?:built|founded|born|installed|constructed|manufactured|bought|registered|renovated) (?:\w+ )?$", re.IGNORECASE
)
_RECORD = re.compile(
    r"\b(?:worst|deadliest|deadlier|bloodiest|largest|biggest|first|strongest|heaviest|highest|lowest|most|fewest|second|third)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:an?|the|this|our) (?:(?:earlier|previous|original|initial) (?:version|edition|report|article|story|headline)|"
    r"(?:article|story|report|headline) (?:published|posted|that (?:appeared|ran)|in)\b[^.;\n]{0,60}?|"
    r"version of this (?:article|story|report))"
    r"[^.;\n]{0,60}?\b(?:said|stated|gave|put|reported|misstated|wrote|had)\b",
    re.IGNORECASE,
)
_MENDED = re.compile(
    r"\b(?:in fact|correction|corrected|should have (?:said|read)|the correct (?:number|figure|toll)|incorrectly|wrongly|mistakenly|"
    r"erroneously|misstated|in error)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"(?:,| and) not $|\b(?:rather than|instead of) (?:the )?$", re.IGNORECASE)


def of_another_time(item: Item, figure: Figure) -> bool:
    """Whether the time nearest to a figure of people is long past, or a count by years."""
    if figure.unit != "people":
        return False
    sentence = _sentence(item.text, figure.span)
    words = sentence.of(item.text)
    record = bool(_RECORD.search(words))
    told = [] if record else [(match.start() + sentence.start, True) for match in _BY_YEARS.finditer(words)]
    if item.published is not None and (re.search(r"\d{4}|\bago\b|\blast\b|\bearlier\b", words) or told):
        for time in find(words, language=item.language or "en"):
            if time.type not in ("DATE", "TIME"):
                continue
            before = words[max(0, time.span.start - 24) : time.span.start]
            if MADE.search(before) or (record and re.search(r"\bsince (?:\w+ )?$", before, re.IGNORECASE)):
                continue
            at = time.span.shifted(sentence.start)
            days = resolve_when(replace(time, span=at), item)
            if days is not None:
                told.append((at.start, days.latest < item.published.earliest - _NEWS))
    if not told:
        return False
    return min(told, key=lambda t: (abs(t[0] - figure.span.start), not t[1]))[1]


def withdrawn(item: Item, figure: Figure) -> bool:
    """Whether a notice of correction takes a figure back: what an earlier version said, or "three, not four"."""
    sentence = _sentence(item.text, figure.span)
    before = item.text[sentence.start : figure.span.start]
    if _INSTEAD.search(before):
        return True
    said = _NOTICE.search(before)
    if said is None or re.search(r"\bin fact\b|;", before[said.end() :], re.IGNORECASE):
        return False
    return bool(_MENDED.search(item.text))


def is_of(event: Event, figure: Figure, item: Item) -> bool:
    """Whether a figure that is of another time, or taken back, is all the same of an event: one that was then."""
    if withdrawn(item, figure):
        return False
    if not of_another_time(item, figure):
        return True
    return event.when is not None and item.published is not None and event.when.latest < item.published.earliest - _NEWS


def _sentence(text: str, span: Span) -> Span:
    """The sentence around a span, on its line, by its stops alone: what an archive holds has no parse."""
    far = max(0, span.start - _LONGEST)
    stops = (m.end() for m in _END.finditer(text, far, span.start + 1))
    end = _END.search(text, span.end, span.end + _LONGEST)
    return Span(max((stop for stop in stops if stop <= span.start), default=far), end.start() + 1 if end else len(text))
