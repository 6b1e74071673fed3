"""Evidence that is no candidate for the article's own day: addresses and date lines of teasers, the change of the article, the capture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from ..expressions.ages import age
from ..expressions.resolving import resolve
from ..expressions.times import days_of, find
from ..pages.document import Document
from ..types import Evidence, Interval, Item, Span
from .offers import Candidate
from .stamps import EARLIEST, LATEST, moment, sane

__all__ = ["CAPTURE_KNOWN", "EARLIEST", "capture_evidence", "modified", "piece", "served_evidence", "shown_evidence", "url_evidence"]

#: A line that means more days than these says no day.
_FEW = timedelta(3)
#: Kinds that state the day of capture outright.
CAPTURE_KNOWN = ("known", "warc", "archive-address", "saved-file")
_CAPTURE_FIELDS = {"WARC-Date": "warc", "archive address": "archive-address", "saved file": "saved-file", "HTTP Date": "http"}
_CHANGED_FILE, _DAY = "HTTP Last-Modified", timedelta(1)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))(?P=s)(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?!\d)"
)
#: A line that says until when something can be seen or had, not when it appeared: "Verfügbar bis 06.05.2024", "Available until 6 May 2024".
_EXPIRES = re.compile(
    r"\A\W*(?:bis|until|till|jusqu['’]au|hasta|до)\b|\bexpir(?:es|y)\b|"
    r"\b(?:verfügbar|abrufbar|gültig|available|valid|open|disponible|доступно)"
    r"(?: \w+){0,2}:? (?:bis|until|till|through|jusqu['’]au|hasta|до)\b",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)")


def piece(kind: str, where: Span | str, within: str, low: date | None, high: date | None, note: str = "") -> Evidence:
    """One piece that allows one interval."""
    return Evidence(kind, where, within, (Interval(low, high),), True, note)  # type: ignore[arg-type]


def modified(found: list[Candidate]) -> tuple[date, datetime | None, Candidate] | None:
    """The last change that a field states."""
    kinds = ("json-ld-modified", "meta-modified", "microdata-modified", "feed-modified")
    stated = [c for c in found if c.kind in kinds and not c.swapped]
    best = max(stated, key=lambda c: c.day, default=None)
    return (best.day, best.time, best) if best else None


def url_evidence(url: str | None) -> Iterator[Evidence]:
    """A day or a month in the path of an address."""
    if not url or ("19" not in url and "20" not in url):
        return
    path = urlsplit(url).path
    for pattern in (_URL_DAY, _URL_MONTH):
        for match in pattern.finditer(path):
            parts = match.groupdict()
            value = f"{parts['y']}-{int(parts['m']):02}" + (f"-{int(parts['d']):02}" if parts.get("d") else "")
            days = days_of(value)
            if days and days.earliest and days.latest and EARLIEST <= days.earliest <= LATEST:
                yield piece("url", "url", "field", days.earliest, days.latest, match[0].strip("/"))
                return


def served_evidence(document: Document) -> Iterator[Evidence]:
    """What the transport says of the article: it was written before the last change of the file that the server sent. Weak, as servers
    give the hour of the request, too, or the day of a template."""
    for field in document.fields:
        if field.path == _CHANGED_FILE and (read := moment(field.value)):
            yield piece("http-modified", field.path, "field", None, read[0] + _DAY, field.value[:60])


def shown_evidence(item: Item, captured: Interval | None, stamp: str | None = None) -> Iterator[Evidence]:
    """The date line printed beside an item, and what the markup gives machines for it (`stamp`); "3 hours ago" and "Friday, 3 May" count
    back from the capture, where that is known."""
    if not item.shown_date or _EXPIRES.search(item.shown_date):
        return
    where: Span | str = next((p.page_span for p in item.pieces if p.role == "date"), "date line")
    within = "page" if isinstance(where, Span) else "field"
    read = moment(item.shown_date)
    if read is None and stamp and (read := moment(stamp)):
        yield piece("date-line", where, within, read[0], read[0], f"{item.shown_date[:60]} ({stamp})")
    elif read and sane(read[0]):
        yield piece("date-line", where, within, read[0], read[0], item.shown_date[:60])
    elif captured and (days := counted_back(item.shown_date, captured)):
        yield piece("date-line", where, within, days.earliest, days.latest, item.shown_date[:60])


def counted_back(line: str, captured: Interval) -> Interval | None:
    """The days that a printed line without a year means on a page of known capture: "3 hours ago", "Yesterday, 14:05", "Friday, 3 May"."""
    if captured.earliest is None or captured.latest is None:
        return None
    if ages := age(line):
        return Interval(captured.earliest - ages[1], captured.latest - ages[0])
    for expression in find(line):
        if expression.type in ("DATE", "TIME") and not expression.part("y"):
            first, last = (resolve(expression, day).days for day in (captured.earliest, captured.latest))
            if first and last and first.earliest and last.latest and last.latest - first.earliest <= _FEW:
                return Interval(first.earliest, min(last.latest, captured.latest))
    return None


def capture_evidence(document: Document) -> Iterator[Evidence]:
    """What the caller and the transport say of the capture's day; it is not before the last change of the file."""
    if document.captured_at:
        yield piece("known", "captured_at", "field", document.captured_at, document.captured_at, "given by the caller")
    for field in document.fields:
        if field.path == _CHANGED_FILE and (read := moment(field.value)):
            yield piece("http-modified", field.path, "field", read[0], None, field.value[:60])
        kind = _CAPTURE_FIELDS.get(field.path)
        if kind and (read := moment(field.value)):
            yield piece(kind, field.path, "field", read[0], read[0], field.value[:60])
