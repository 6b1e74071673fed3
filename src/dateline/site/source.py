"""One followed source: how it stands, what came onto its page and left it, and the articles found at it. For editors."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI, Query, Request

from ..archive import Archive
from ..store.sources_records import AddressState, SourceState
from . import captures
from .answers import FoundAddress
from .captures import Moves
from .looking import Looking
from .routing import NOTHING, Answer, Cursor, both, paged
from .sources import moment_of, shown

#: Articles on a page; captures that the source's own page tells of, and those of the page of them all.
FOUND, LATEST, CAPTURES = 50, 4, 20
Only = Annotated[Literal["problems", ""] | None, Query(description="problems: those whose last visit failed")]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of a source to a site."""
    looking: Looking = app.state.looking

    def state_of(request: Request, id: str) -> SourceState | None:
        return archive.source(id) if request.state.visitor.edits else None

    def source(request: Request, id: str, only: Only = None, cursor: Cursor = None) -> Answer:
        """A followed source: how it stands, what moved on its page lately, the articles found at it. Editors see it."""
        state = state_of(request, id)
        if state is None:
            return NOTHING
        row = shown(state, looked_at=id in looking.now())
        found = archive.found_at(id, troubled=only == "problems", cursor=cursor, limit=FOUND)
        rows = found_rows(archive, found)
        moves, older = moves_at(archive, state, LATEST)
        values = {"row": row, "state": state, "moves": moves, "older": older, "found": rows, "next": found.next, "only": only}
        told = {"source": row, "moves": [captures.plain(m) for m in moves]}
        return "source.html", values, told | paged("found", rows, found.next)

    def history(request: Request, id: str, cursor: Cursor = None) -> Answer:
        """What came onto the page of a source and left it, capture by capture, the latest first. Editors see it."""
        state = state_of(request, id)
        if state is None:
            return NOTHING
        moves, older = moves_at(archive, state, CAPTURES, cursor)
        values = {"row": shown(state), "moves": moves, "next": older}
        return "source_moves.html", values, paged("moves", [captures.plain(m) for m in moves], older)

    both(app, "/sources/{id}", source)
    both(app, "/sources/{id}/moves", history)


def moves_at(archive: Archive, state: SourceState, most: int, cursor: str | None = None) -> tuple[list[Moves], str | None]:
    """What moved on a source's own page, capture by capture, the latest first, and the cursor of what is older."""
    found = archive.captures_at(state.page, limit=most, cursor=cursor)
    rows = captures.in_order(found)
    if rows and found.next:
        rows[-1] = captures.since_before(archive, rows[-1].id, rows[-1].page)
    return rows, found.next


def found_rows(archive: Archive, states: tuple[AddressState, ...]) -> list[FoundAddress]:
    """Addresses as the page and its twin show them."""
    items = archive.items_at(state.page for state in states)
    return [_found(state, *items.get(state.page, (None, None))) for state in states]


def _found(state: AddressState, item: str | None, headline: str | None) -> FoundAddress:
    return {
        "url": state.url,
        "item": item,
        "headline": headline,
        "seen": moment_of(state.first_seen),
        "visits": state.visits,
        "problem": state.problem,
        "due": moment_of(state.due),
    }
