"""Running the site."""

from __future__ import annotations

import socket
import sys

from ..archive import open_archive
from ..errors import DatelineError, UsageError


def serve(archive: str, host: str, port: int) -> None:
    """Serves an archive until stopped; says the address on stderr. Only this machine's own addresses are listened on."""
    import uvicorn

    from .app import create_app

    if host not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(
            "the site has no accounts, so it listens on 127.0.0.1 only; put a proxy with a login before it to reach it from elsewhere",
            subject=host,
        )
    with open_archive(archive) as record:
        listener = _listener(host, port)
        print(f"Dateline is at http://127.0.0.1:{listener.getsockname()[1]}/ (stop with Ctrl-C)", file=sys.stderr, flush=True)
        server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if host == "::1" else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise DatelineError(
            f"cannot be listened on ({error.strerror}); name another with --port, or 0 for a free one", subject=f"port {port}"
        ) from error
    return listener
