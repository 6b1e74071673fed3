"""One invented text as a news item of a day, with the facts that are read from it."""

from __future__ import annotations

from datetime import date

import dateline
from dateline.reading import add_facts

#: A Tuesday.
DAY = date(2025, 3, 4)


def read(text: str, day: date = DAY) -> dateline.Item:
    item = dateline.Item("i", "article", text, (text,), language="en", published=dateline.DateEstimate(day, day))
    return next(add_facts((item,)))


def events_of(text: str, kind: str | None = None) -> list[dateline.Event]:
    """The events of a text, or those of one type."""
    return [event for event in read(text).events if kind in (None, event.type)]
