"""Looking at followed sources now: one after another in a thread of the server, while pages are served."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from ..errors import UsageError

#: No more sources wait to be looked at than so many.
MOST = 20
log = logging.getLogger(__name__)


class Looking:
    """Sources that somebody asked to look at now, in order. `look` is given the id of one; what it raises ends that look alone."""

    def __init__(self, look: Callable[[str], object]) -> None:
        self._look, self._lock = look, threading.Lock()
        self._waiting: list[str] = []
        self._thread: threading.Thread | None = None

    def ask(self, id: str) -> None:
        """Looks at a source as soon as those before it are done; one that waits already is looked at once. Raises UsageError where too
        many wait."""
        with self._lock:
            if id in self._waiting:
                return
            if len(self._waiting) >= MOST:
                raise UsageError(f"{MOST} sources wait to be looked at; ask again in a minute")
            self._waiting.append(id)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="looking")
                self._thread.start()

    def now(self) -> frozenset[str]:
        """The sources that are being looked at or wait for it."""
        with self._lock:
            return frozenset(self._waiting)

    def finish(self, seconds: float) -> None:
        """Waits until nothing waits any more, so long at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                id = self._waiting[0]
            try:
                self._look(id)
            except Exception as error:
                # The words of an unforeseen error may be of a page: the log has its kind.
                log.warning("a look at a source failed: %s", type(error).__name__)
            with self._lock:
                self._waiting.remove(id)
