"""Cursors as the site gives them: opaque, and signed for the list that gave them, so that one that was changed is told from one of ours."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from fastapi import Request

from ..errors import UsageError

_SIGNED = 9


def seal(request: Request, cursor: str) -> str:
    """The archive's cursor as this page and its twin give it."""
    text = cursor.encode()
    return urlsafe_b64encode(_signature(request, text) + text).decode().rstrip("=")


def unseal(request: Request, given: str) -> str:
    """The archive's cursor. Raises UsageError for one that this list did not give."""
    try:
        packed = urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4))
        text = packed[_SIGNED:]
        if hmac.compare_digest(packed[:_SIGNED], _signature(request, text)):
            return text.decode()
    except ValueError:
        pass
    raise UsageError(f"cursor must be `next` of an answer of this list, got {given[:60]!r}")


def _signature(request: Request, text: bytes) -> bytes:
    about = request.url.path.removesuffix(".json").encode("utf-8", "replace")
    return hmac.new(request.app.state.secret, b"cursor|" + about + b"|" + text, sha256).digest()[:_SIGNED]
