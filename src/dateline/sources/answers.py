"""Answers as documents: what was fetched, with what its headers say of the time."""

from __future__ import annotations

from datetime import UTC, datetime

from ..errors import InputRefused
from ..pages.decode import document
from ..pages.document import FETCHED_AT, Document
from ..types import Field
from .addresses import AddressRules
from .fetching import Fetcher
from .reservations import Reserved, reservation
from .responses import Response

_TIMES = ("Date", "Last-Modified")


def document_of(answer: Response, captured: datetime, fields: tuple[Field, ...] = ()) -> Document:
    """The document of an answer, fetched at a moment; `fields` are what its feed says of it. Raises InputRefused."""
    fetched = Field(FETCHED_AT, captured.astimezone(UTC).isoformat(timespec="seconds"))
    headers = tuple(Field(f"HTTP {name}", answer.headers[name.lower()]) for name in _TIMES if name.lower() in answer.headers)
    return document(
        answer.body,
        url=answer.url,
        media_type=answer.media_type or None,
        captured_at=captured.date(),
        fields=(fetched, *headers, *fields),
    )


def refuse_reserved(answer: Response) -> None:
    """Raises Reserved where the page reserves the rights of text and data mining."""
    if reserved := reservation(answer):
        raise Reserved(f"reserves its rights ({reserved}); it is not read", subject=answer.url)


async def fetch_document(url: str, rules: AddressRules) -> Document:
    """The page at an address, fetched now. Raises InputRefused where it is not to be had, or not to be read."""
    async with Fetcher(rules=rules) as fetcher:
        answer = await fetcher.fetch(url)
    if answer.status != 200:
        raise InputRefused(f"answers {answer.status}", subject=url)
    refuse_reserved(answer)
    return document_of(answer, datetime.now(UTC))
