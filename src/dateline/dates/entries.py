"""The days of the entries of a live page: each from its own line, else within the days of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ..types import DateEstimate, Entry, Item
from .fields import piece
from .stamps import moment, sane

__all__ = ["dated_entries"]


def dated_entries(item: Item, stamps: Sequence[str | None]) -> Item:
    """The item with its entries dated: by the machine's date of an entry's line (`stamps`, one an entry), by a full date in the line, else
    from the day of the page to that of its last change."""
    if not item.entries:
        return item
    pairs = zip_longest(item.entries, stamps[: len(item.entries)])
    return replace(item, entries=tuple(replace(entry, published=_published(entry, stamp, item)) for entry, stamp in pairs))


def _published(entry: Entry, stamp: str | None, item: Item) -> DateEstimate | None:
    read = moment(stamp) if stamp else moment(entry.shown)
    if read is not None and sane(read[0]):
        day, time = read
        words = f"{entry.shown[:60]} ({stamp})" if stamp else entry.shown[:60]
        return DateEstimate(day, day, (piece("date-line", entry.span, "item", day, day, words),), time)
    page = item.published
    if page is None:
        return None
    last = max(page.latest, item.modified.latest) if item.modified else page.latest
    return replace(page, latest=last, time=None)
