"""Unforeseen errors in the log: their kind and the place in the code. Their words may be of a page or of a reader, and are left out."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)
_SITE = logging.getLogger(__package__)
_PACKAGE = Path(__file__).parents[1]


def to_stderr() -> None:
    """What the site logs (warnings and errors) goes to stderr from now on, a line each. The package logs to nobody, as libraries do."""
    if not _SITE.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        _SITE.addHandler(handler)


def fault(error: BaseException) -> str:
    """ "ValueError at site/finding.py:42": the kind of an error and the last place in this package that it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" at {Path(frames[-1].filename).relative_to(_PACKAGE)}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


class FaultLog:
    """An application whose failed requests are told to the log without words. The application itself has answered them with 500."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            if scope["type"] != "http":
                raise
            log.error("a page failed: %s", fault(error))
