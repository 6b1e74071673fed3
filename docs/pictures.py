"""Takes the pictures of the documentation from the sample archive: `python -m docs.pictures` in the project's folder."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import uvicorn

from dateline.archive import Archive, open_archive
from dateline.reading import read_document
from dateline.samples import documents
from dateline.site.app import create_app
from tests.chromium import Chromium

IMAGES = Path(__file__).parent / "images"
READER = "Flash flood kills at least nine in southern Kyrgyzstan"


def main() -> None:
    """Reads the samples, serves them on a free port of this machine, writes the pictures."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "pictures.db") as archive:
        for document in documents():
            archive.add(read_document(document))
        item = next(i.id for i in archive.items(kind="article", limit=100).items if i.headline == READER)
        with Served(archive) as address, Chromium() as browser:
            story = next(s.id for s in archive.stories(least=2) if s.figures)
            shown = (
                ("today", "/", ""),
                ("reader", f"/item/{item}", "jj"),
                ("search", "/search?q=flood", ""),
                ("story", f"/story/{story}", ""),
                ("pair", "/pair/ISL/NOR", ""),
            )
            for name, path, keys in shown:
                browser.look(width=1400, height=820)
                browser.visit(address + path)
                for key in keys:
                    browser.press(key)
                browser.run("window.scrollTo(0, 0)")
                (IMAGES / f"{name}.png").write_bytes(browser.picture())


class Served:
    """The site of an archive on a free port, in a thread, as a context manager that gives its address."""

    def __init__(self, archive: Archive) -> None:
        self._server = uvicorn.Server(uvicorn.Config(create_app(archive), port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.05)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


if __name__ == "__main__":
    main()
