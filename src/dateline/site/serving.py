"""Running the site."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence

from ..archive import open_archive
from ..errors import DatelineError, UsageError
from ..store.discussion_queries import User
from .access import Access

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(archive: str, host: str, port: int, *, https: bool = False) -> None:
    """Serves an archive until stopped; says the address on stderr.

    On another address than this machine's own it asks for accounts: raises UsageError where the archive has none.
    """
    import uvicorn

    from .app import create_app

    with open_archive(archive) as record:
        access = how(record.users(), host, https=https)
        listener = _listener(host, port)
        shown = f"[{host}]" if ":" in host else host
        print(f"Dateline is at http://{shown}:{listener.getsockname()[1]}/ (stop with Ctrl-C)", file=sys.stderr, flush=True)
        config = uvicorn.Config(create_app(record, access), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


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
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # who follows the address at once waits for the site, and is not turned away
    except OSError as error:
        raise DatelineError(
            f"cannot be listened on ({error.strerror}); name another with --port, or 0 for a free one", subject=f"port {port}"
        ) from error
    return listener
