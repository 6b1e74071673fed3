"""Running the site."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from ..archive import open_archive
from ..errors import DatelineError, UsageError
from ..sources.addresses import AddressRules
from ..store.discussion_queries import User
from .access import Access
from .faults import FaultLog, to_stderr
from .workers import Dispatcher, WorkerPool, cores, tune_collector

LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: The most processes that make pages.
MOST = 64


def serve(
    archive: str, host: str, port: int, *, https: bool = False, workers: int = 0, rules: AddressRules | None = None
) -> None:
    """Serves an archive until stopped; says the address on stderr. Pages are made by so many processes, 0: one a core, four at most; with
    one they are made where it listens. `rules`: which addresses its sources may have.

    On another address than this machine's own it asks for accounts: raises UsageError where the archive has none, as it does for a wrong
    number of processes.
    """
    import uvicorn

    from .app import create_app

    number = processes(workers)
    to_stderr()
    _orderly()
    with open_archive(archive) as record:
        access = how(record.users(), host, https=https)
        listener = _listener(host, port)
        shown = f"[{host}]" if ":" in host else host
        print(f"Dateline is at http://{shown}:{listener.getsockname()[1]}/ (stop with Ctrl-C)", file=sys.stderr, flush=True)
        app = create_app(record, access, rules=rules)
        tune_collector()
        with pool(archive, access, number) as others:
            spread = FaultLog(Dispatcher(app, others) if others is not None else app)
            config = uvicorn.Config(spread, log_level="warning", access_log=False, server_header=False)
            uvicorn.Server(config).run(sockets=[listener])


def _orderly() -> None:
    """SIGTERM and Ctrl-C end the site with what is open closed, whenever they come. uvicorn stops for them, and then raises them again.
    (KeyboardInterrupt is left out: where it passes through an `exec` of text, as in an import, Python ends itself by the signal.)"""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.signal(signal.SIGINT, lambda *_: sys.exit(128 + signal.SIGINT))


def processes(workers: int) -> int:
    """How many processes make pages where so many are asked for, 0 for what fits this machine; raises UsageError for a wrong number."""
    if not 0 <= workers <= MOST:
        raise UsageError(f"workers must be between 1 and {MOST}, or 0 for one a core, got {workers}")
    return workers or min(cores(), 4)


@contextmanager
def pool(archive: str, access: Access, number: int) -> Iterator[WorkerPool | None]:
    """So many processes that make pages; None where one is enough, which is this one."""
    if number == 1:
        yield None
        return
    with closing(WorkerPool(archive, access, number)) as made:
        yield made


def how(users: Sequence[User], host: str, *, https: bool = False) -> Access:
    """How a site on a host is reached; raises UsageError for one that others reach while it has no accounts."""
    if host in LOOPBACK:
        return Access(hosts=LOOPBACK)
    if not users:
        raise UsageError(
            "others could reach it and it has no accounts; make one first: dateline user add NAME --role moderator", subject=host
        )
    return Access(accounts=True, secure=https)


def _listener(host: str, port: int) -> socket.socket:
    # asyncio sends at once (TCP_NODELAY) over sockets alone that say that they are of TCP; else an answer waits 40 ms for its second part.
    if not 0 <= port <= 65_535:
        raise UsageError(f"a port is between 1 and 65535, or 0 for a free one, got {port}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # who follows the address at once waits for the site, and is not turned away
    except OSError as error:
        raise DatelineError(
            f"cannot be listened on ({error.strerror}); name another with --port, or 0 for a free one", subject=f"port {port}"
        ) from error
    return listener
