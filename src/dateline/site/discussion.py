"""What readers say: comments under items, reports of them, taking one's own words back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..store.discussion_rules import LONGEST
from . import access
from .routing import NOTHING, Answer, Cursor, both, problem

#: Comments of one page.
PAGE = 200
#: What readers may speak of.
About = Literal["item", "story"]
Short = Annotated[str, Form(max_length=100)]
Reason = Annotated[str, Form(max_length=500)]
#: Browsers send line ends as two characters, and the store says what is too long.
Body = Annotated[str, Form(max_length=4 * LONGEST)]
Place = Annotated[int | None, Form(ge=0, le=10_000_000)]


def there(archive: Archive, about: About, id: str) -> bool:
    """Whether there is such an item or story."""
    return (archive.item(id) if about == "item" else archive.story(id)) is not None


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the discussion to a site."""

    def comments(request: Request, about: About, id: str, cursor: Cursor = None) -> Answer:
        """The comments under an item or a story, oldest first."""
        if not there(archive, about, id):
            return NOTHING
        rows = archive.comments(id, about=about, reader=request.state.visitor.name, after=int(cursor or 0), limit=PAGE)
        later = str(rows[-1].number) if len(rows) == PAGE else None
        values = {"comments": rows, "about": about, "target": id, "later": later}
        return "comments.html", values, {"comments": rows} | ({"next": later} if later else {})

    both(app, "/comments/{about}/{id}", comments)

    @app.post("/comments/{about}/{id}", include_in_schema=False)
    def post(
        request: Request,
        about: About,
        id: str,
        text: Body = "",
        token: Short = "",
        start: Place = None,
        end: Place = None,
        revision: Short = "",
    ) -> Response:
        if id.endswith(".json"):
            raise HTTPException(405, headers={"Allow": "GET"})
        who = access.demand(request, token)
        if not there(archive, about, id):
            return problem(request, 404, "There is no such record here.")
        span = (start, end) if start is not None and end is not None and end > start else None
        name, role = who.name or "", who.role
        made = archive.comment(id, text, author=name, role=role, about=about, span=span, revision=revision or None)
        return RedirectResponse(f"/{about}/{id}#comment-{made.id}", 303)

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
