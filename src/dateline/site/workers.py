"""Worker processes: pages are made in processes of their own, for threads of one process hinder each other and use one core.

- **Processes.** The one that listens (uvicorn) runs `Dispatcher` before the application. GET and HEAD go to `WorkerPool`:
  processes that have the archive open and make one page at a time, so that a request waits for the first that is free, not for
  one that was given it by chance, as where several processes listen. What writes, and what is counted in one place (tries to sign
  in, requests for removal, looks at sources: `HERE`), stays in the process that listens, so that limits on readers hold for the
  whole site and not for each process.
- **Read your writes.** A POST has ended its transaction before it is answered, and a page begins its own, whichever process makes
  it: who comes back from a form sees what it did.
- **Language.** A worker gets the request whole, cookies and Accept-Language too, and chooses the language in its own context for
  this request alone (`languages.use`).
- **A worker that dies or hangs.** Over a page that takes more than `PAGE_TIMEOUT` seconds a worker ends itself; a pool with a
  dead worker is replaced, and the request asked once more, then answered with 503. Workers that never came up are tried again
  after `RESTART_AFTER` seconds; until one is up the process that listens makes the pages. What is logged names lines of code, no
  words of pages or readers.
- **A client that closes** gets its page made all the same, by a worker that is free for others then; the answer is dropped.
- **Stopping.** SIGTERM and SIGINT end the process that listens, which ends the workers, those that hang too. They do not hear
  Ctrl-C, which goes to all, and end when their parent is gone, however it went.
- **Secrets.** The address of the archive, with a password of PostgreSQL in it, goes to workers through a pipe (`spawn`): it
  stands neither in their arguments nor in their environment.
"""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import wait
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..archive import open_archive
from ..store import records_store
from .access import Access
from .faults import FaultLog, to_stderr
from .routing import bare_problem

#: Files are sent as they are; the sources that are being looked at are known where they are looked at.
HERE = ("/static/", "/sources", "/healthz")
#: Bytes of the records that a process keeps: some 2,000 items of 25 kB as objects, which are those that the lists of the newest show.
CACHE_BYTES = 2_000_000
#: Seconds that a process has for one page. None takes a hundredth of it; one that does hangs, as where a server or a disk is gone.
PAGE_TIMEOUT = 60.0
#: Seconds after which others are started where none came up.
RESTART_AFTER = 30.0
#: What tells a request.
_PASSED = ("http_version", "method", "scheme", "path", "raw_path", "query_string", "root_path", "headers", "client", "server")
log = logging.getLogger(__name__)


class Answered(NamedTuple):
    """An answer as it goes over the wire."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Processes that begin inside do not hear Ctrl-C, which goes to all: the one that listens ends the others. Where signals have no mask
    they are deaf once they are up."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # where it is started later it unblocks what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unavailable() -> Answered:
    from .app import SECURITY

    told = bare_problem(503, "This page cannot be made now. Try again later.", SECURITY | {"Retry-After": "60"})
    return Answered(told.status_code, list(told.raw_headers), bytes(told.body))


class WorkerPool:
    """Processes that make pages of an archive; one that takes more than `timeout` seconds for a page is ended. Where none comes up, others
    are started after RESTART_AFTER seconds."""

    def __init__(self, archive: str, access: Access, processes: int, *, timeout: float = PAGE_TIMEOUT) -> None:
        self._arguments, self._processes = (archive, access, timeout), processes
        self._start()

    def _start(self) -> None:
        self._begun = time.monotonic()
        self._pool = ProcessPoolExecutor(self._processes, get_context("spawn"), _open, self._arguments)
        with _interrupts_blocked():
            self._pings: list[Future[None]] = [self._pool.submit(_ping) for _ in range(self._processes)]

    @property
    def ready(self) -> bool:
        """Whether a process is up."""
        return any(one.done() and one.exception() is None for one in self._pings)

    def restart_failed(self) -> None:
        """Starts others where those that were started last are gone before one was up, unless that was just now."""
        failed = all(one.done() and one.exception() is not None for one in self._pings)
        if failed and time.monotonic() - self._begun > RESTART_AFTER:
            self._replace(self._pool)

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        if pool is self._pool:
            log.warning("a process that makes pages died; others are started")
            pool.shutdown(wait=False)
            self._start()

    async def answer(self, scope: Scope) -> Answered | None:
        """The answer to a request, given as ASGI's scope; None where they were gone before it came. Where a process dies over it, others
        are started and asked once more, and where one dies again the answer is 503: what kills a process stays away from the one that
        listens."""
        given = {key: scope[key] for key in _PASSED if key in scope}
        for again in (False, True):
            pool = self._pool
            try:
                asked = pool.submit(_answer, given)
            except BrokenProcessPool:
                self._replace(pool)
                return _unavailable() if again else None
            try:
                return await asyncio.wrap_future(asked)
            except BrokenProcessPool:
                self._replace(pool)
        return _unavailable()

    def close(self) -> None:
        """Ends the processes, those that are coming up or hang too: they only read. (Python 3.14 has `terminate_workers` for it.)"""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()
        self._pool.shutdown(cancel_futures=True)


class Dispatcher:
    """An application of which reading is done by `pool`, and the rest here."""

    def __init__(self, app: ASGIApp, pool: WorkerPool) -> None:
        self._app, self._pool = app, pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        answered = await self._pool.answer(scope) if self._reads(scope) else None
        if answered is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": answered.status, "headers": answered.headers})
        await send({"type": "http.response.body", "body": answered.body})

    def _reads(self, scope: Scope) -> bool:
        self._pool.restart_failed()
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not scope["path"].startswith(HERE)
        return reads and self._pool.ready


def tune_collector() -> None:
    """What is there now is there to stay: the collector of garbage goes through it no more, and seldom through the rest. Records hold
    no cycles; to walk through them was a tenth of what a page costs, and stopped all pages for up to 150 ms. A page leaves some 120
    objects in cycles (SQLAlchemy's), so that the collector comes once in 4,000 pages. So more can be kept."""
    records_store.KEPT.keep(CACHE_BYTES)
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 20, 20)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


#: In a process that makes pages: the application, and what runs it.
_app: list[ASGIApp] = []
_timeout: list[float] = []
_loop = asyncio.Runner()


def _open(archive: str, access: Access, timeout: float) -> None:
    """Begins a process that makes pages."""
    from .app import create_app
    from .rendering import environment

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    to_stderr()
    _timeout.append(timeout)
    _app.append(FaultLog(create_app(open_archive(archive), access, alone=True)))
    for name in environment().list_templates():
        environment().get_template(name)  # compiled before somebody waits for them
    tune_collector()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _ping() -> None:
    """Is done when a process is up."""


def _answer(given: dict[str, Any]) -> Answered:
    # A thread of the interpreter's own, which needs no lock of it: it says on stderr where the page hangs, by lines of code, and ends all.
    faulthandler.dump_traceback_later(_timeout[0], exit=True, file=2)
    try:
        return _loop.run(_asked({"type": "http", "asgi": {"version": "3.0"}, **given}))
    finally:
        faulthandler.cancel_dump_traceback_later()


async def _asked(scope: Scope) -> Answered:
    told: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        # After the request, which has no body, nothing comes any more: who listens for the end of the client waits until it is done itself.
        return asked.pop() if asked else await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        told.append(message)

    await _app[0](scope, receive, send)
    return _whole(told)


def _whole(told: Sequence[Message]) -> Answered:
    """An answer of its messages; 500 for one that broke off, for whose rest a client would wait in vain."""
    from .app import SECURITY

    start, *bodies = told or ({},)
    body = b"".join(part.get("body", b"") for part in bodies)
    if start and bodies and not bodies[-1].get("more_body", False):
        return Answered(start["status"], list(start["headers"]), body)
    broken = bare_problem(500, "Something is wrong with this site.", SECURITY)
    return Answered(broken.status_code, list(broken.raw_headers), bytes(broken.body))
