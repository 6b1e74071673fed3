"""When a statement was made or an event happened: its time expression, resolved against its own item's date."""

from __future__ import annotations

from datetime import date, timedelta

from ..expressions.resolving import resolve, speaks_ahead
from ..expressions.times import TimeExpression
from ..types import DateEstimate, Evidence, Interval, Item
from .notes import say

#: An item dated no closer than this cannot say which Sunday it means.
LONGEST = timedelta(400)


def when(expression: TimeExpression, item: Item, *, ahead: bool | None = None) -> DateEstimate | None:
    """The days that an expression means in its item; None where it names no days, or the item is dated too vaguely to tell. `ahead`:
    whether it points to the future, where the caller knows; else the words around it tell."""
    ahead = speaks_ahead(item.text, expression) if ahead is None else ahead
    published = item.published
    if expression.value and not expression.value.startswith("XXXX"):
        return _estimate(expression, resolve(expression, None).days, say("as written", words=expression.text))
    if published is None or published.latest - published.earliest > LONGEST:
        return None
    found = [days for day in _anchors(published) if (days := resolve(expression, day, ahead=ahead).days) is not None]
    if not found:
        return None
    low = min(days.earliest for days in found if days.earliest)
    high = max(days.latest for days in found if days.latest)
    if published.day:
        span = say("of a day", words=expression.text, day=published.day)
    else:
        span = say("of days", words=expression.text, first=published.earliest, last=published.latest)
    lent = next((e.note for e in published.evidence if e.used and e.kind == "other-report"), None)
    return _estimate(expression, Interval(low, high), f"{span}; {lent}" if lent else span)


def _anchors(published: DateEstimate) -> list[date]:
    """The days on which the item may have been written, at most sixty of them, ends included."""
    count = (published.latest - published.earliest).days
    step = max(1, count // 60)
    return [published.earliest + timedelta(n) for n in range(0, count, step)] + [published.latest]


def _estimate(expression: TimeExpression, days: Interval | None, note: str) -> DateEstimate | None:
    if days is None or days.earliest is None or days.latest is None:
        return None
    evidence = Evidence("expression", expression.span, "item", (days,), True, note)
    return DateEstimate(days.earliest, days.latest, (evidence,))
