"""Web-archive files by address: fetched once, whole or not at all, from checked addresses only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from warcs import records, write

from dateline.batch.downloading import download
from dateline.batch.folder import Folder
from dateline.batch.splits import splits_of
from dateline.cli import main
from dateline.errors import InputRefused, TooLarge
from dateline.sources.addresses import AddressRefused, AddressRules


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    body = write(tmp_path / "a.warc.gz", records(5)).read_bytes()
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            moved = {
                "moved": "/crawl/a.warc.gz",
                "private": "http://169.254.169.254/x.warc",
                "local": f"http://localhost:{http.server_address[1]}/crawl/a.warc.gz",
            }
            if (first := self.path.split("/")[1]) in moved:
                self.send_response(302)
                self.send_header("Location", moved[first])
                self.end_headers()
                return
            self.send_response(404 if "missing" in self.path else 200)
            self.send_header("Content-Length", str(len(body) + 100 * ("cut" in self.path)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{http.server_address[1]}", asked
    http.shutdown()
    http.server_close()


def test_a_file_is_fetched_once(server: tuple[str, list[str]], tmp_path: Path) -> None:
    host, asked = server
    rules = AddressRules(frozenset({host}))
    urls = [f"http://{host}/crawl/a.warc.gz", f"http://{host}/moved/..%2f..%2fb.warc.gz?x=../../y"]
    folder = Folder(tmp_path / "out")
    found = download(urls, folder, rules=rules)
    assert [len(splits_of(str(path), 0)) for path in found] == [1, 1]
    assert all(path.resolve().parent == (folder.work / "input").resolve() for path in found)
    assert download(urls, folder, rules=rules) == found and len(asked) == 3


def test_what_cannot_be_had_leaves_nothing(server: tuple[str, list[str]], tmp_path: Path) -> None:
    host, _ = server
    folder = Folder(tmp_path / "out")
    rules = AddressRules(frozenset({host}))
    for path, error, words in (
        ("cut.warc.gz", InputRefused, "fetched|cut"),
        ("missing.warc.gz", InputRefused, "404"),
        ("page.html", InputRefused, "no web-archive file"),
        ("private/a.warc.gz", AddressRefused, "169.254"),
        ("local/a.warc.gz", AddressRefused, "no name of a public host"),
    ):
        with pytest.raises(error, match=words):
            download([f"http://{host}/{path}"], folder, rules=rules)
    with pytest.raises(TooLarge):
        download([f"http://{host}/a.warc.gz"], folder, rules=rules, max_bytes=100)
    with pytest.raises(AddressRefused):
        download([f"http://{host}/a.warc.gz"], folder)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.parent.name == "input"]


def test_a_name_that_leads_to_a_private_address_is_not_connected_to(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr("dateline.sources.connecting._system_lookup", lookup)
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        download([f"http://harbour.example:{server[0].split(':')[1]}/a.warc.gz"], Folder(tmp_path / "out"))
    assert server[1] == []


def test_the_command_refuses_private_addresses(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dateline", "batch", f"http://{server[0]}/a.warc.gz", "-o", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1 and "no public address" in capsys.readouterr().err
    assert server[1] == []
