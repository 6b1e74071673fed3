"""Evidence that is no candidate for the article's own day: addresses and date lines of teasers, the change of the article, the capture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from ..expressions.times import days_of
from ..pages.document import Document
from ..types import Evidence, Interval, Item, Span
from .candidates import Candidate
from .stamps import EARLIEST, LATEST, age, moment, sane

__all__ = ["CAPTURE_KNOWN", "EARLIEST", "capture_evidence", "modified", "piece", "shown_evidence", "url_evidence"]

#: Kinds that state the day of capture outright.
CAPTURE_KNOWN = ("known", "warc", "archive-address", "saved-file")
_CAPTURE_FIELDS = {"WARC-Date": "warc", "archive address": "archive-address", "saved file": "saved-file", "HTTP Date": "http"}
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))(?P=s)(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)")


def piece(kind: str, where: Span | str, within: str, low: date | None, high: date | None, note: str = "") -> Evidence:
    """One piece that allows one interval."""
    return Evidence(kind, where, within, (Interval(low, high),), True, note)  # type: ignore[arg-type]


def modified(found: list[Candidate]) -> tuple[date, datetime | None, Candidate] | None:
    """The last change that a field states."""
    stated = [c for c in found if c.kind in ("json-ld-modified", "meta-modified", "microdata-modified", "feed-modified")]
    best = max(stated, key=lambda c: c.day, default=None)
    return (best.day, best.time, best) if best else None


def url_evidence(url: str | None) -> Iterator[Evidence]:
    """A day or a month in the path of an address."""
    path = urlsplit(url).path if url else ""
    for pattern in (_URL_DAY, _URL_MONTH):
        for match in pattern.finditer(path):
            parts = match.groupdict()
            value = f"{parts['y']}-{int(parts['m']):02}" + (f"-{int(parts['d']):02}" if parts.get("d") else "")
            days = days_of(value)
            if days and days.earliest and days.latest and EARLIEST <= days.earliest <= LATEST:
                yield piece("url", "url", "field", days.earliest, days.latest, match[0].strip("/"))
                return


def shown_evidence(item: Item, captured: Interval | None) -> Iterator[Evidence]:
    """The date line printed beside an item; "3 hours ago" counts from the capture, where that is known."""
    if not item.shown_date:
        return
    where: Span | str = next((p.page_span for p in item.pieces if p.role == "date"), "date line")
    within = "page" if isinstance(where, Span) else "field"
    read = moment(item.shown_date)
    if read and sane(read[0]):
        yield piece("date-line", where, within, read[0], read[0], item.shown_date[:60])
    elif (ages := age(item.shown_date)) and captured and captured.earliest and captured.latest:
        yield piece("date-line", where, within, captured.earliest - ages[1], captured.latest - ages[0], item.shown_date[:60])


def capture_evidence(document: Document) -> Iterator[Evidence]:
    """What the caller and the transport say of the capture's day."""
    if document.captured_at:
        yield piece("known", "captured_at", "field", document.captured_at, document.captured_at, "given by the caller")
    for field in document.fields:
        kind = _CAPTURE_FIELDS.get(field.path)
        if kind and (read := moment(field.value)):
            yield piece(kind, field.path, "field", read[0], read[0], field.value[:60])
