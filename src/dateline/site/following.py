"""What one follows: saved searches, dossiers and stories, where news of them goes, and how that went."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..alerts.mail import checked_address
from ..archive import Archive
from ..archive.alerts import RHYTHMS
from ..errors import UsageError
from ..store.alerts_records import SavedSearch
from . import access
from .rendering import followed, link
from .routing import Answer, Choice, both, problem

Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=2_000)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the page and its forms to a site."""

    def following(request: Request, about: Choice = None, id: Choice = None, name: Choice = None) -> Answer:
        """What the reader follows, each with its last deliveries; the form for a new one where the address names it."""
        reader = request.state.visitor.name
        saved = archive.saved_searches(owner=reader) if reader else ()
        rows = [(search, address(search), archive.deliveries(search.id, limit=5)) for search in saved]
        new = _named(request, about, id, name)
        values = {"rows": rows, "new": new, "rhythms": tuple(RHYTHMS)}
        return "following.html", values, [{"saved": _shown(s), "page": page, "deliveries": sent} for s, page, sent in rows]

    both(app, "/following", following)

    @app.post("/following", include_in_schema=False)
    def save(
        request: Request,
        name: Short = "",
        about: Short = "search",
        asked: Long = "",
        webhook: Long = "",
        email: Short = "",
        rhythm: Short = "at once",
        token: Short = "",
    ) -> Response:
        who = access.demand(request, token, to="edit" if webhook or email else "write")
        if webhook and not link(webhook):
            raise UsageError(f"a webhook is an address that begins with https:// or http://, got {webhook[:80]!r}")
        wanted = dict(parse_qsl(asked))
        if about == "entity" and archive.private(wanted.get("id", "")):
            return problem(request, 403, "No dossier is made of this person.")
        archive.save_search(
            name,
            owner=who.name or "",
            about=about,
            asked=wanted,
            webhook=webhook,
            email=checked_address(email) if email else None,
            rhythm=rhythm,
        )
        return RedirectResponse("/following", 303)

    @app.post("/following/{id}/delete", include_in_schema=False)
    def drop(request: Request, id: str, token: Short = "") -> Response:
        who = access.demand(request, token)
        if not archive.drop_search(id, owner=who.name or ""):
            return problem(request, 404, "There is no such record here.")
        return RedirectResponse("/following", 303)


def address(search: SavedSearch) -> str:
    """The page of what is followed; its feeds stand at the same place."""
    if search.about == "search":
        return f"/search?{urlencode(search.asked)}"
    return f"/{search.about}/{search.asked['id']}"


def _named(request: Request, about: str | None, id: str | None, name: str | None) -> dict[str, str] | None:
    """The new search that an address asks for: its kind, its query, a name for it."""
    if about in ("entity", "story") and id:
        return {"about": about, "asked": urlencode({"id": id}), "name": name or ""}
    asked = followed(request)
    if not asked:
        return None
    return {"about": "search", "asked": urlencode(asked), "name": name or " ".join(asked.values())[:100]}


def _shown(search: SavedSearch) -> dict[str, object]:
    kept = ("id", "name", "about", "asked", "webhook", "email", "rhythm", "created")
    return {name: getattr(search, name) for name in kept if getattr(search, name) is not None}
