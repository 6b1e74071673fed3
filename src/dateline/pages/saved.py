"""Pages as people save them: packed with gzip, as MHTML (RFC 2557: one file with all parts), or with a comment that names the address.

A browser that saves a page writes where it came from, and often when: `<!-- saved from url=(0023)https://... -->` (the mark of the web),
SingleFile's comment with address and date, the headers of an MHTML file. So a saved page needs no address given by hand.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import date
from email.message import Message
from email.utils import parsedate_to_datetime

from ..errors import NotText
from .inflating import inflate

GZIP = b"\x1f\x8b\x08"
_HEAD = 4_096
_RELATED = re.compile(rb"\A[A-Za-z-]{2,40}:[^\n]{0,500}\n(?:[^\n]{1,900}\n){0,40}?[^\n]{0,200}multipart/related", re.IGNORECASE)
_FROM_URL = re.compile(r"<!--\s*saved from url=\(\d{4}\)(https?://[^\s<>]{4,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S{4,2000})\s+saved date:\s*([^\n<]{10,80})")
#: "Thu Nov 26 2026 04:15:00 GMT+0000 (...)", as browsers write a moment.
_MOMENT = re.compile(r"[A-Z][a-z]{2} (?P<rest>[A-Z][a-z]{2} \d{2} \d{4}) \d\d:\d\d:\d\d")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a saved page says of itself: its address and the day on which it was saved, where they are told."""

    url: str | None = None
    day: date | None = None


def unpacked(content: bytes, max_bytes: int) -> bytes:
    """The bytes without gzip around them, if there is any. Raises TooLarge and NotText (a broken file)."""
    return inflate(content, "gzip", max_bytes) if content.startswith(GZIP) else content


def from_mhtml(content: bytes) -> tuple[bytes, str | None, Origin] | None:
    """The page of an MHTML file: its bytes, its media type with the charset, and where and when it was saved; None where the content is
    none. Raises NotText for one without a page in it."""
    if not _RELATED.match(content[:_HEAD]):
        return None
    try:
        whole = email.message_from_bytes(content)
        pages = [part for part in whole.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        wanted = str(whole.get("Snapshot-Content-Location") or "").strip()
        page = next((part for part in pages if wanted and _location(part) == wanted), pages[0] if pages else None)
        body = page.get_payload(decode=True) if page is not None else None
    except (RecursionError, ValueError, LookupError, AssertionError) as error:
        raise NotText(f"an MHTML file that cannot be taken apart ({type(error).__name__})") from error
    if page is None or not isinstance(body, bytes):
        raise NotText("an MHTML file without a page in it")
    charset = page.get_content_charset()
    where = wanted or _location(page) or str(whole.get("Content-Location") or "").strip()
    origin = Origin(where if where.startswith(("http://", "https://")) else None, _day_of(whole))
    return body, f"text/html; charset={charset}" if charset else "text/html", origin


def named_in(text: str) -> Origin:
    """What the comments at the head of a saved page tell."""
    head = text[:_HEAD]
    if "saved" not in head:
        return Origin()
    if match := _SINGLE_FILE.search(head):
        return Origin(match[1], _moment(match[2]))
    match = _FROM_URL.search(head)
    return Origin(match[1] if match else None)


def _location(part: Message) -> str:
    return str(part.get("Content-Location") or "").strip()


def _day_of(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _moment(text: str) -> date | None:
    match = _MOMENT.match(text.strip())
    if match is None:
        return None
    month, day, year = match["rest"].split()
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
