"""Evidence of a page's fields: JSON-LD, meta, microdata, <time>, the address, the transport, what the caller knows, visible date lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from ..expressions.times import days_of, find
from ..items.cut import Cut
from ..pages.document import Document
from ..types import Evidence, Field, Interval, Item, Span

#: How far a kind is trusted for the day of publication, highest first: shares of right days on the development pages.
TRUST = {
    "known": 1.0, "json-ld": 0.97, "meta-published": 0.96, "microdata": 0.93, "feed": 0.95, "date-line": 0.9, "url": 0.9, "time": 0.75, "meta-date": 0.8,
    "weekday-date": 0.85, "office": 0.9, "year-reference": 0.75, "latest-past": 0.7, "dateline": 0.85, "other-report": 0.7, "rail": 0.5, "copyright": 0.4,
    "modified": 0.5, "http": 0.3, "warc": 0.95,
}
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("json-ld", re.compile(r"^JSON-LD datePublished$")),
    ("meta-published", re.compile(r"^meta (?:article:published(?:_time)?|og:published_time|og:article:published_time|parsely-pub-date|sailthru\.date|publish(?:ed)?[-_.]?(?:date|time|on|at)|datepublished|"
                                  r"citation_(?:publication_)?date|dc\.date\.issued|dcterms\.(?:created|issued)|pubdate|article\.published|cxenseparse:recs:publishtime|rnews:datepublished)$", re.IGNORECASE)),
    ("microdata", re.compile(r"^microdata datePublished$")),
    ("feed", re.compile(r"^feed (?:published|pubDate|date)$")),
    ("meta-date", re.compile(r"^meta (?:date|dc\.date|dcterms\.date|article:create\w*|created|release_date|last-?modified|creation_date|timestamp|displaydate)$", re.IGNORECASE)),
    ("time", re.compile(r"^time\[[0-2]\]$")),
    ("modified", re.compile(r"^(?:JSON-LD dateModified|meta (?:article:modified(?:_time)?|og:updated_time)|microdata dateModified|feed updated)$", re.IGNORECASE)),
)
_URL_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?!\d)")
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)")
_AGO = re.compile(r"(?P<n>\d+|an?|one) ?(?P<u>m|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?)\b\.? ?(?:ago)?", re.IGNORECASE)
EARLIEST = date(1990, 1, 1)


def moment(value: str) -> tuple[date, datetime | None] | None:
    """The day of a field, in the zone that the field states, and the moment where it states one."""
    text = value.strip()
    iso = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?", text)
    try:
        if iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
            if iso[4] is None:
                return (day, None) if _sane(day) else None
            zone = {None: "", "Z": "+00:00", "UTC": "+00:00"}.get(iso[7], iso[7] or "")
            when = datetime.fromisoformat(f"{day.isoformat()}T{int(iso[4]):02}:{iso[5]}:{iso[6] or '00'}{zone}")
            return (day, when) if _sane(day) else None
        if re.fullmatch(r"\d{8}(?:\d{4,6})?", text):
            day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
            return (day, None) if _sane(day) else None
    except ValueError:
        return None
    for expression in find(text[:80]):
        days = days_of(expression.value)
        if days and days.earliest == days.latest and days.earliest and _sane(days.earliest):
            return days.earliest, None
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d).*", text)
    if american:
        first, second, year = (int(part) for part in american.groups())
        options = [(first, second)] if second > 12 else [(second, first)] if first > 12 else []
        if options or first == second:
            month, number = options[0] if options else (first, second)
            try:
                return date(year, month, number), None
            except ValueError:
                return None
    return None


def _sane(day: date) -> bool:
    return EARLIEST <= day <= date(2100, 1, 1)


def piece(kind: str, where: Span | str, within: str, low: date | None, high: date | None, note: str = "") -> Evidence:
    """One piece that allows one interval."""
    return Evidence(kind, where, within, (Interval(low, high),), True, note)  # type: ignore[arg-type]


def field_evidence(document: Document, cut: Cut) -> list[tuple[Evidence, datetime | None]]:
    """What the fields say of the article's day, most trusted first."""
    found: list[tuple[Evidence, datetime | None]] = []
    if document.published_at:
        day = document.published_at
        found.append((piece("known", "published_at", "field", day, day, "given by the caller"), None))
    for kind, pattern in _KINDS:
        if kind == "modified":
            continue
        for field in (*document.fields, *cut.fields):
            if pattern.search(field.path) and (read := moment(field.value)):
                found.append((piece(kind, field.path, "field", read[0], read[0], field.value[:60]), read[1]))
    found += [(evidence, None) for evidence in url_evidence(cut.url or document.url)]
    found.sort(key=lambda row: -TRUST[row[0].kind])
    return found


def modified_evidence(document: Document, cut: Cut) -> Iterator[tuple[Evidence, datetime | None]]:
    """What the fields say of the last change."""
    for field in (*document.fields, *cut.fields):
        if _KINDS[-1][1].search(field.path) and (read := moment(field.value)):
            yield piece("modified", field.path, "field", read[0], read[0], field.value[:60]), read[1]


def url_evidence(url: str | None) -> Iterator[Evidence]:
    """A day or a month in the path of an address."""
    path = urlsplit(url).path if url else ""
    for pattern in (_URL_DAY, _URL_MONTH):
        for match in pattern.finditer(path):
            parts = match.groupdict()
            value = f"{parts['y']}-{int(parts['m']):02}" + (f"-{int(parts['d']):02}" if parts.get("d") else "")
            days = days_of(value)
            if days and days.earliest and days.latest and EARLIEST <= days.earliest <= date(2100, 1, 1):
                yield piece("url", "url", "field", days.earliest, days.latest, match[0].strip("/"))
                return


def shown_evidence(item: Item, captured: Interval | None) -> Iterator[Evidence]:
    """The date line printed beside an item; "3 hours ago" counts from the capture, where that is known."""
    if not item.shown_date:
        return
    where: Span | str = next((p.page_span for p in item.pieces if p.role == "date"), "date line")
    within = "page" if isinstance(where, Span) else "field"
    read = moment(item.shown_date)
    if read:
        yield piece("date-line", where, within, read[0], read[0], item.shown_date[:60])
    elif (match := _AGO.search(item.shown_date)) and captured and captured.earliest and captured.latest:
        unit = match["u"][0].lower()
        count = int(match["n"]) if match["n"].isdigit() else 1
        days = count * {"d": 1, "w": 7}.get(unit, 0) + (count // 24 if unit == "h" else 0)
        yield piece("date-line", where, within, captured.earliest - timedelta(days + 1), captured.latest - timedelta(days), item.shown_date[:60])


def capture_evidence(document: Document) -> Iterator[Evidence]:
    """What the caller and the transport say of the capture's day."""
    if document.captured_at:
        yield piece("known", "captured_at", "field", document.captured_at, document.captured_at, "given by the caller")
    for field in document.fields:
        kind = {"WARC-Date": "warc", "HTTP Date": "http"}.get(field.path)
        if kind and (read := moment(field.value)):
            yield piece(kind, field.path, "field", read[0], read[0], field.value[:60])


def copyright_year(fields: tuple[Field, ...], text: str) -> int | None:
    """The last year of a copyright line: the page is not older."""
    years = [int(year) for match in re.finditer(r"(?:©|\(c\)|copyright)[^\n]{0,40}", text, re.IGNORECASE) for year in re.findall(r"\b(20\d\d)\b", match[0])]
    return max(years, default=None)
