"""Signing in and out, and who asks on every request."""

from __future__ import annotations

import time
from collections import deque
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ..archive import Archive
from . import access
from .access import Access, Visitor
from .passwords import fits
from .rendering import render
from .routing import problem

#: No more than so many tries to sign in, in so many seconds, for one name or one address.
TRIES, WITHIN = 10, 600.0
Field = Annotated[str, Form(max_length=400)]


def visitor(archive: Archive, secret: bytes, how: Access, request: Request) -> tuple[Visitor, str | None]:
    """Who asks; a new session for the local user where the browser has none yet."""
    session = request.cookies.get(access.COOKIE)
    known = access.read_ticket(secret, session)
    if not how.accounts:
        fresh = None if known and known[0] == access.LOCAL else access.ticket(secret, access.LOCAL)
        return Visitor(access.LOCAL, "moderator", access.token(secret, fresh or session or "")), fresh
    account = archive.user(known[0]) if known else None
    if known is None or account is None or known[1] != mark(secret, account[1]):
        return Visitor(None, "visitor", ""), None
    return Visitor(account[0].name, account[0].role, access.token(secret, session or "")), None


def mark(secret: bytes, password: str) -> str:
    """Binds a session to the password it was opened with: a new password ends the old sessions."""
    return access.sign(secret, f"password|{password}")[:16]


def local_path(back: str) -> str:
    """A path of this site to go back to; anything else becomes the first page."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if plain else "/"


def register(app: FastAPI, archive: Archive, secret: bytes, how: Access) -> None:
    """Adds signing in and out to a site."""
    tries: dict[str, deque[float]] = {}

    def flooded(*names: str) -> bool:
        now = time.monotonic()
        if len(tries) > 10_000:
            tries.clear()
        for name in names:
            seen = tries.setdefault(name, deque())
            while seen and now - seen[0] > WITHIN:
                seen.popleft()
            if len(seen) >= TRIES:
                return True
        for name in names:
            tries[name].append(now)
        return False

    @app.get("/login", include_in_schema=False, response_class=HTMLResponse)
    def asking(request: Request, back: str = "/") -> Response:
        return HTMLResponse(render("login.html", request, back=local_path(back), failed=False, accounts=how.accounts))

    @app.post("/login", include_in_schema=False)
    def entering(request: Request, name: Field, password: Field, back: Field = "/") -> Response:
        if not how.accounts or not access.from_here(request):
            return problem(request, 403, "This site asks nobody to sign in, or the form came from another site.")
        address = request.client.host if request.client else ""
        if flooded(f"name {name}", f"address {address}"):
            return problem(request, 429, "Too many tries. Wait ten minutes, then try again.")
        account = archive.user(name)
        if not fits(password, account[1] if account else None) or account is None:
            return HTMLResponse(render("login.html", request, back=local_path(back), failed=True, accounts=True), 401)
        answer = RedirectResponse(local_path(back), 303)
        access.keep(answer, access.ticket(secret, account[0].name, mark(secret, account[1])), how)
        return answer

    @app.post("/logout", include_in_schema=False)
    def leaving(request: Request, token: Field = "") -> Response:
        access.demand(request, token)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(access.COOKIE)
        # What the service worker kept for reading offline goes too.
        answer.headers["Clear-Site-Data"] = '"storage"'
        return answer
