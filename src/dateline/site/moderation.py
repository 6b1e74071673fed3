"""For moderators: three queues with bulk actions, blocked words, outlets that may be shown whole, requests for removal, the audit trail."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ..archive import Archive
from . import access
from .rendering import render
from .routing import problem

QUEUES = ("newcomers", "held", "reported")
Short = Annotated[str, Form(max_length=100)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of moderators to a site."""

    @app.get("/moderation", include_in_schema=False, response_class=HTMLResponse)
    def queues(request: Request, queue: str = "newcomers", after: int = 0) -> Response:
        if not request.state.visitor.moderates:
            return problem(request, 403, "Sign in with an account that may do this.")
        if queue not in QUEUES or not 0 <= after < 2**53:
            return problem(request, 404, "There is no such page here.")
        rows = archive.comment_queue(queue, after=after, limit=50)
        values: dict[str, object] = {
            "queue": queue,
            "queues": QUEUES,
            "rows": rows,
            "sizes": archive.queue_sizes(),
            "words": archive.blocked_words(),
        }
        values |= {"more": rows[-1].number if len(rows) == 50 else None}
        return HTMLResponse(render("moderation.html", request, **values))

    @app.post("/moderation", include_in_schema=False)
    def decide(
        request: Request,
        ids: Annotated[list[str] | None, Form(max_length=200)] = None,
        action: Short = "",
        queue: Short = "newcomers",
        token: Short = "",
    ) -> Response:
        who = access.demand(request, token, to="moderate")
        archive.decide_comments(ids or [], action, actor=who.name or "")
        return RedirectResponse(f"/moderation?queue={queue if queue in QUEUES else 'newcomers'}", 303)

    @app.post("/moderation/words", include_in_schema=False)
    def block(request: Request, words: Annotated[str, Form(max_length=20_000)] = "", token: Short = "") -> Response:
        who = access.demand(request, token, to="moderate")
        archive.block_words(words.replace(",", "\n").splitlines(), actor=who.name or "")
        return RedirectResponse("/moderation", 303)

    @app.get("/audit", include_in_schema=False, response_class=HTMLResponse)
    def trail(request: Request, before: int | None = None) -> Response:
        if not request.state.visitor.moderates:
            return problem(request, 403, "Sign in with an account that may do this.")
        if before is not None and not 0 <= before < 2**53:
            return problem(request, 404, "There is no such page here.")
        rows = archive.audit(before=before, limit=100)
        older = rows[-1].number if len(rows) == 100 else None
        return HTMLResponse(render("audit.html", request, rows=rows, older=older, removals=archive.removals()))

    @app.post("/outlets", include_in_schema=False)
    def show_whole(
        request: Request, outlet: Annotated[str, Form(max_length=300)], free: Short = "", token: Short = ""
    ) -> Response:
        who = access.demand(request, token, to="moderate")
        archive.show_whole(outlet, bool(free), actor=who.name or "")
        return RedirectResponse("/outlets", 303)
