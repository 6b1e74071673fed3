"""Followed sources: how each stands, and forms that add, pause, resume, remove and look at them. For editors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import FastAPI, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from ..archive import Archive
from ..archive.sources import PAUSED
from ..errors import InputRefused
from ..sources.addresses import AddressRules
from ..sources.discovering import read_opml, write_opml
from ..sources.following import look_at
from ..store.sources_records import SourceState
from . import access
from .answers import FollowedSource
from .languages import N_
from .looking import Looking
from .rendering import render
from .routing import Answer, Cursor, both, paged, problem

#: Sources on a page, and the most addresses of one form.
PAGE, MOST = 100, 2_000
Short = Annotated[str, Form(max_length=100)]
Long = Annotated[str, Form(max_length=400_000)]
Act = Annotated[Literal["pause", "resume", "remove", "look"], Form()]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the sources and their forms to a site."""
    rules: AddressRules = app.state.rules
    looking = app.state.looking = Looking(lambda id: asyncio.run(look_at(archive, id, rules=rules)))

    def page(request: Request, cursor: str | None = None) -> tuple[list[FollowedSource], str | None]:
        if not request.state.visitor.edits:
            return [], None
        states, now = archive.followed(cursor=cursor, limit=PAGE), looking.now()
        return [shown(state, looked_at=state.id in now) for state in states], states.next

    def sources(request: Request, cursor: Cursor = None) -> Answer:
        """What is followed: feeds, sites, fronts and news sitemaps, with how each stands. Editors see it."""
        rows, later = page(request, cursor)
        return "sources.html", {"rows": rows, "next": later, "refused": (), "given": ""}, paged("sources", rows, later)

    both(app, "/sources", sources)

    @app.get("/sources.opml", include_in_schema=False)
    def opml(request: Request) -> Response:
        if not request.state.visitor.edits:
            return problem(request, 403, "Sign in with an account that may do this.")
        text = write_opml([(state.url, state.title) for state in archive.sources()])
        return Response(text, media_type="text/x-opml", headers={"Content-Disposition": 'attachment; filename="dateline.opml"'})

    @app.post("/sources", include_in_schema=False)
    def follow(
        request: Request, addresses: Long = "", opml: Annotated[UploadFile | None, File()] = None, token: Short = ""
    ) -> Response:
        access.demand(request, token, to="edit")
        refused = list(_followed(archive, rules, addresses, opml.file.read() if opml else b""))
        if not refused:
            return RedirectResponse("/sources", 303)
        rows, later = page(request)
        given = "\n".join(address for address, _ in refused)
        return HTMLResponse(render("sources.html", request, rows=rows, next=later, refused=refused, given=given), 422)

    @app.post("/sources/{id}", include_in_schema=False)
    def change(request: Request, id: str, act: Act, back: Short = "", token: Short = "") -> Response:
        access.demand(request, token, to="edit")
        source = archive.source(id)
        if source is None:
            return problem(request, 404, "There is no such record here.")
        if act == "look":
            looking.ask(id)
        else:
            {"pause": archive.pause_source, "resume": archive.resume_source, "remove": archive.unfollow}[act](id)
        own = f"/sources/{id}"
        return RedirectResponse("/sources" if act == "remove" else own if back == own else f"/sources#{id}", 303)


def _followed(archive: Archive, rules: AddressRules, addresses: str, opml: bytes) -> Iterator[tuple[str, str]]:
    """Follows the addresses of a form and of an OPML file; those that are refused, each with the rule."""
    given = [(line.strip(), "") for line in addresses.splitlines() if line.strip()]
    if opml:
        try:
            given += read_opml(opml, "OPML")
        except InputRefused as error:
            yield "OPML", error.rule
    elif not given:
        yield "", N_("give an address, or an OPML file")
    for number, (address, title) in enumerate(given):
        try:
            if number >= MOST:
                raise InputRefused(f"a form takes {MOST:,} addresses, send the rest again")
            archive.follow(rules.checked_url(address if "://" in address else f"https://{address}"), title=title)
        except InputRefused as error:
            yield address, error.rule


def shown(state: SourceState, *, looked_at: bool = False) -> FollowedSource:
    """A source as the page and its twin show it."""
    return {
        "id": state.id,
        "url": state.url,
        "kind": state.kind,
        "title": state.title,
        "standing": standing(state, looked_at=looked_at),
        "problem": state.problem if state.disabled in (None, PAUSED) else state.disabled,
        "failures": state.failures,
        "found": state.found,
        "minutes": round(state.interval / 60),
        "fetched": moment_of(state.fetched),
        "succeeded": moment_of(state.succeeded),
        "due": moment_of(state.due) if state.due and state.disabled is None else None,
    }


def standing(state: SourceState, *, looked_at: bool = False) -> str:
    """How a source stands, in a word or two."""
    if looked_at:
        return "being looked at"
    if state.disabled is not None:
        return "paused" if state.disabled == PAUSED else "stopped"
    if state.problem is not None:
        return "failing"
    return "in order" if state.fetched is not None else "not looked at yet"


def moment_of(seconds: float | None) -> str | None:
    """A moment of the machine's clock, ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None
