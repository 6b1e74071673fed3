"""What readers say: comments under items, reports of them, taking one's own words back."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..store.discussion_rules import LONGEST
from . import access
from .routing import NOTHING, Answer, both, problem

Short = Annotated[str, Form(max_length=100)]
Reason = Annotated[str, Form(max_length=500)]
#: Browsers send line ends as two characters, and the store says what is too long.
Body = Annotated[str, Form(max_length=4 * LONGEST)]
Place = Annotated[int | None, Form(ge=0, le=10_000_000)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the discussion to a site."""

    def comments(request: Request, id: str) -> Answer:
        """The comments under an item, oldest first."""
        if archive.item(id) is None:
            return NOTHING
        rows = archive.comments(id, reader=request.state.visitor.name)
        return "comments.html", {"comments": rows, "target": id}, rows

    both(app, "/comments/item/{id}", comments)

    @app.post("/comments/item/{id}", include_in_schema=False)
    def post(
        request: Request,
        id: str,
        text: Body = "",
        token: Short = "",
        start: Place = None,
        end: Place = None,
        revision: Short = "",
    ) -> Response:
        who = access.demand(request, token)
        if archive.item(id) is None:
            return problem(request, 404, "There is no such record here.")
        span = (start, end) if start is not None and end is not None and end > start else None
        name, role = who.name or "", who.role
        made = archive.comment(id, text, author=name, role=role, span=span, revision=revision or None)
        return RedirectResponse(f"/item/{id}#comment-{made.id}", 303)

    @app.post("/comment/{id}/report", include_in_schema=False)
    def report(request: Request, id: str, token: Short = "", reason: Reason = "") -> Response:
        who = access.demand(request, token)
        found = archive.one_comment(id)
        if found is None or not archive.report_comment(id, reporter=who.name or "", reason=reason):
            return problem(request, 404, "There is no such comment here.")
        return RedirectResponse(f"/{found.about}/{found.target}#discussion", 303)

    @app.post("/comment/{id}/delete", include_in_schema=False)
    def delete(request: Request, id: str, token: Short = "") -> Response:
        who = access.demand(request, token)
        found = archive.one_comment(id)
        if found is None:
            return problem(request, 404, "There is no such comment here.")
        if found.author != who.name and not who.moderates:
            return problem(request, 403, "You can take back your own words only.")
        archive.decide_comments([id], "delete", actor=who.name or "")
        return RedirectResponse(f"/{found.about}/{found.target}#discussion", 303)
