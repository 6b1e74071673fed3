"""Rows of a text corpus: the row as it was, its text replaced by the article alone, and what was found beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InputRefused, UsageError
from ..pages.decode import day
from ..records import to_plain
from ..types import DateEstimate
from .article import Cleaned, clean

#: The field of a row that holds what was found.
ADDED = "dateline"


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a row hold what; an empty name says that there is none. The defaults are FineWeb's, whose `date` is the day of
    the crawl."""

    text: str = "text"
    url: str = "url"
    captured: str = "date"
    published: str = ""


def clean_row(row: Mapping[str, Any], fields: Fields = Fields(), *, removed: bool = True) -> dict[str, Any]:
    """The row with the article alone in its text field, and a field `dateline` with what was found (see `found`).

    Text that opens with "<" is read as markup. A date that is none is passed over and told in `notes`. Raises InputRefused where the text
    field is missing, empty or no string.
    """
    text = row.get(fields.text)
    if not isinstance(text, str):
        raise InputRefused(f"has no text in the field {fields.text!r}; name another with --text-field")
    notes: list[str] = []
    cleaned = clean(
        text,
        url=_string(row, fields.url),
        captured_at=_day(row, fields.captured, notes),
        published_at=_day(row, fields.published, notes),
        media_type=None if text.lstrip()[:1] == "<" else "text/plain",
    )
    about = found(cleaned, removed=removed)
    return {**row, fields.text: cleaned.text, ADDED: {**about, **({"notes": notes} if notes else {})}}


def page_row(cleaned: Cleaned, fields: Fields = Fields(), *, removed: bool = True) -> dict[str, Any]:
    """A row for a page that was none: its text, its address where it is known, and what was found."""
    named = {fields.text: cleaned.text} | ({fields.url or "url": cleaned.url} if cleaned.url else {})
    return named | {ADDED: found(cleaned, removed=removed)}


def found(cleaned: Cleaned, *, removed: bool = True) -> dict[str, Any]:
    """What is said of a row, JSON-ready: `article` (whether there is one), headline, outlet, language, `written` and `captured` (earliest,
    latest, and day where both are one), `two_times`, `days_apart`, `other_stories`, `removed` (label and text of each line), `why`."""
    about: dict[str, Any] = {"article": bool(cleaned.text)}
    for name in ("headline", "outlet", "language"):
        about |= {name: value} if (value := getattr(cleaned, name)) else {}
    for name in ("written", "captured"):
        estimate = getattr(cleaned, name)
        about |= {name: interval(estimate)} if estimate else {}
    about["two_times"] = cleaned.two_times
    about |= {"days_apart": cleaned.days_apart} if cleaned.days_apart is not None else {}
    about["other_stories"] = cleaned.other_stories
    if removed:
        about["removed"] = [
            {"label": line.label, "text": line.text} | (interval(line.published) if line.published else {})
            for line in cleaned.removed
        ]
    return about | ({"why": cleaned.why} if cleaned.why else {})


def interval(estimate: DateEstimate) -> dict[str, Any]:
    """Earliest and latest day, the day where both are one, and whether strong evidence contradicts itself."""
    value = {"earliest": estimate.earliest, "latest": estimate.latest}
    value |= {"day": estimate.day} if estimate.day else {}
    return {**{name: to_plain(part) for name, part in value.items()}, **({"doubtful": True} if estimate.doubtful else {})}


def _string(row: Mapping[str, Any], field: str) -> str | None:
    value = row.get(field) if field else None
    return value if isinstance(value, str) and value else None


def _day(row: Mapping[str, Any], field: str, notes: list[str]) -> Any:
    value = row.get(field) if field else None
    if value is None or value == "":
        return None
    try:
        return day(value, field)
    except UsageError:
        notes.append(f"{field}: {str(value)[:60]!r} is no day and was passed over")
        return None
