"""Who asks: sessions as signed cookies, roles, and the defence against posts that other sites send.

On this machine alone there is one local user, who may do everything and needs no password. A site that others reach has accounts.
A post is taken only from our own pages: by what the browser says of its origin, and by a token that is bound to the session.
"""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256

from fastapi import Request, Response

from ..errors import DatelineError
from .languages import N_

COOKIE = "dateline_session"
#: Sessions end after thirty days.
LIFE = 30 * 24 * 3600
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Access:
    """How a site is reached. `accounts`: others reach it, names need passwords, texts are shown as snippets. `hosts`: the names under
    which it answers, None for any; a site on 127.0.0.1 names its own, so that no page elsewhere can reach it by a made-up name."""

    accounts: bool = False
    hosts: tuple[str, ...] | None = None
    secure: bool = False


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: `name` is None for somebody without a session; `token` goes with every form."""

    name: str | None
    role: str
    token: str

    @property
    def writes(self) -> bool:
        """Whether they may comment."""
        return self.name is not None

    @property
    def edits(self) -> bool:
        """Whether they may correct facts and read whole texts."""
        return self.role in ("editor", "moderator")

    @property
    def moderates(self) -> bool:
        """Whether they may decide about comments."""
        return self.role == "moderator"


class Forbidden(DatelineError):
    """The visitor may not do this; the site answers 403."""


def sign(secret: bytes, text: str) -> str:
    """The signature of a text."""
    return hmac.new(secret, text.encode(), sha256).hexdigest()


def ticket(secret: bytes, name: str, mark: str = "") -> str:
    """A new session for a name: "name|mark|time|nonce|signature", the name in hexadecimal."""
    body = f"{name.encode().hex()}|{mark}|{int(time.time())}|{secrets.token_hex(12)}"
    return f"{body}|{sign(secret, body)}"


def read_ticket(secret: bytes, value: str | None) -> tuple[str, str] | None:
    """The name and mark of a session that is ours and not over."""
    body, _, signature = (value or "").rpartition("|")
    if not body or not hmac.compare_digest(sign(secret, body).encode(), signature.encode("utf-8", "replace")):
        return None
    name, mark, issued, _ = body.split("|")
    return (bytes.fromhex(name).decode(), mark) if time.time() - int(issued) < LIFE else None


def token(secret: bytes, session: str) -> str:
    """The token that a session's forms carry."""
    return sign(secret, f"form|{session}")[:40]


def keep(response: Response, session: str, access: Access) -> None:
    """Sets the session's cookie."""
    response.set_cookie(COOKIE, session, max_age=LIFE, httponly=True, samesite="lax", secure=access.secure)


def from_here(request: Request) -> bool:
    """Whether a post comes from our own pages, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host", "")


def demand(request: Request, given: str, *, to: str = "write") -> Visitor:
    """The visitor, if the post comes from our pages and they may do it; raises Forbidden with the reason."""
    visitor: Visitor = request.state.visitor
    if not from_here(request) or not hmac.compare_digest(given.encode("utf-8", "replace"), visitor.token.encode()):
        raise Forbidden("This form is out of date or came from another site. Go back, reload the page and send it again.")
    allowed = {"write": visitor.writes, "edit": visitor.edits, "moderate": visitor.moderates}[to]
    if not allowed:
        raise Forbidden(
            N_("Sign in with an account that may do this.") if visitor.name is None else N_("Your account may not do this.")
        )
    return visitor
