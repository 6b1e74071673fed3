"""Captures: how a page was read, and what came onto it and left it since the capture before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise

from fastapi import FastAPI, Request

from ..archive import Archive
from ..pages.document import FETCHED_AT
from ..reading import compare
from ..types import Item, Page
from .changes import Part, changed
from .routing import NOTHING, Answer, both
from .withholding import withheld


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the captures and their changes to a site."""

    def capture(request: Request, id: str) -> Answer:
        """A whole capture, every block with its role."""
        page = archive.capture(id)
        if page is None or withheld(request, page.outlet):
            return NOTHING
        kinds = {item.id: item.kind for item in page.items}
        return "capture.html", {"page": page, "kinds": kinds, "id": id, "moves": since_before(archive, id, page)}, page

    def changes(request: Request, id: str) -> Answer:
        """What came onto a page and left it since the capture before, and what was edited."""
        page = archive.capture(id)
        if page is None or withheld(request, page.outlet):
            return NOTHING
        moves = since_before(archive, id, page)
        return "moves.html", {"page": page, "moves": moves}, plain(moves)

    both(app, "/capture/{id}", capture)
    both(app, "/capture/{id}/changes", changes)


@dataclass(frozen=True, slots=True)
class Moves:
    """What a capture shows that the one before did not: other stories that came and left, readers' comments that came, edits of the
    article, line by line as in `changes`. `before` is the id of that capture, None for the first one; `at` when it was taken (ISO 8601),
    where that is known."""

    id: str
    page: Page
    before: str | None = None
    came: tuple[Item, ...] = ()
    left: tuple[Item, ...] = ()
    comments: int = 0
    edits: tuple[tuple[Part, ...], ...] = ()

    @property
    def at(self) -> str | None:
        """The moment of the capture by the server's own clock, where it told none that can be read by the clock of who fetched it, ISO 8601
        in UTC; None where neither is known."""
        told = {field.path: field.value for field in self.page.fields}
        return _by_server(told.get("HTTP Date", "")) or _by_fetcher(told.get(FETCHED_AT, ""))

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.came or self.left or self.comments or self.edits)


def _by_server(stamp: str) -> str | None:
    try:
        moment = parsedate_to_datetime(stamp)
        # Without a zone, or with "-0000", it is the time in UTC (RFC 5322), not that of this machine.
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="minutes")


def _by_fetcher(stamp: str) -> str | None:
    try:
        return datetime.fromisoformat(stamp).isoformat(timespec="minutes")
    except ValueError:
        return None


def moved(id: str, page: Page, before: tuple[str, Page] | None) -> Moves:
    """What moved on a page since the capture before it, if there is one."""
    if before is None:
        return Moves(id, page)
    earlier_id, earlier = before
    found = compare(earlier, page)
    new, old = set(found.items_came), set(found.items_left)
    came = [item for item in page.items if item.id in new]
    left = [item for item in earlier.items if item.id in old]
    stories = tuple(item for item in came if item.kind != "comment")
    gone = tuple(item for item in left if item.kind != "comment")
    return Moves(id, page, earlier_id, stories, gone, len(came) - len(stories), _edits(earlier.article, page.article))


def _edits(old: Item | None, new: Item | None) -> tuple[tuple[Part, ...], ...]:
    return tuple(map(tuple, changed(old, new))) if old is not None and new is not None else ()


def since_before(archive: Archive, id: str, page: Page) -> Moves:
    """What moved on a page since the capture of its address before this one."""
    return moved(id, page, archive.capture_before(id))


def in_order(captures: Sequence[tuple[str, Page]]) -> list[Moves]:
    """What moved from capture to capture of one address, given the latest first; the oldest is compared with nothing."""
    rows = [moved(id, page, before) for (id, page), before in pairwise(captures)]
    return rows + [Moves(id, page) for id, page in captures[-1:]]


def plain(moves: Moves) -> dict[str, object]:
    """What moved, as the twins tell it."""
    told: dict[str, object] = {"capture": moves.id, "at": moves.at, "day": moves.page.captured, "before": moves.before}
    return told | {"came": moves.came, "left": moves.left, "comments": moves.comments, "edits": moves.edits}
