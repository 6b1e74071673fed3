""" "Last year" beside a month of the past tells the year of the writing: a writer leaves out the current year beside a month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..expressions.times import TimeExpression
from ..types import Evidence, Interval, Item, Span
from .notes import say
from .quoting import quoted, sentences_around

__all__ = ["year_reference"]

_LAST_YEAR = re.compile(r"\blast year\b(?:[’']s)?", re.IGNORECASE)
_OF = re.compile(r"\s{1,9}of\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What stands before a month of which is told.
_IN = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Ff]rom [A-Z]\w+ to)\s$")


def year_reference(item: Item, past: Sequence[TimeExpression]) -> Iterator[Evidence]:
    """ "Last year" beside "in November 2024", the latest year of the text: that year is the one before the writing. The month stands in
    the sentence of "last year" or, where that one names no year, in the sentence right before or behind it in the paragraph. Rejects "the
    last year of", quoted words and months further off: "in August 2007", four sentences before "last year", is of another time."""
    years = [(e.days.earliest.year, e) for e in past if e.days and e.days.earliest]
    latest = max((year for year, _ in years), default=0)
    months = [e for year, e in years if year == latest and e.kind == "month" and _in(item.text, e)]
    for match in _LAST_YEAR.finditer(item.text) if months else ():
        if quoted(item.text, match.start()) or _OF.match(item.text, match.end()):
            continue
        own, *others = sentences_around(item.text, match.start())
        beside = [own] if _YEAR.search(item.text, own.start, own.end) else others
        found = next((e for e in months if any(one.start <= e.span.start < one.end for one in beside)), None)
        if found is not None:
            days = Interval(date(latest + 1, 1, 1), date(latest + 1, 12, 31))
            note = say("beside", words=match[0], others=found.text, year=latest + 1)
            yield Evidence("year-reference", Span(match.start(), match.end()), "item", (days,), True, note)
            return


def _in(text: str, expression: TimeExpression) -> bool:
    return _IN.search(text[max(0, expression.span.start - 18) : expression.span.start]) is not None
