"""Web-archive files by address: fetched once, whole or not at all, from checked addresses only."""

from __future__ import annotations

import re
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
    assert all(isinstance(path, Path) and path.resolve().parent == (folder.work / "input").resolve() for path in found)
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
        (found,) = download([f"http://{host}/{path}"], folder, rules=rules)
        assert isinstance(found, error) and re.search(words, str(found))
    assert isinstance(download([f"http://{host}/a.warc.gz"], folder, rules=rules, max_bytes=100)[0], TooLarge)
    assert isinstance(download([f"http://{host}/a.warc.gz"], folder)[0], AddressRefused)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.parent.name == "input"]


def test_a_name_that_leads_to_a_private_address_is_not_connected_to(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr("dateline.sources.connecting._system_lookup", lookup)
    (found,) = download([f"http://harbour.example:{server[0].split(':')[1]}/a.warc.gz"], Folder(tmp_path / "out"))
    assert isinstance(found, AddressRefused) and "127.0.0.1" in str(found)
    assert server[1] == []


def called(*words: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """The exit status of the command."""
    monkeypatch.setattr(sys, "argv", ["dateline", "batch", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_the_command_refuses_private_addresses(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"http://{server[0]}/a.warc.gz"
    assert called(address, "-o", str(tmp_path / "out"), monkeypatch=monkeypatch) == 3
    assert "no public address" in capsys.readouterr().err
    assert server[1] == []


def test_the_command_fetches_the_rest_before_it_tells_what_was_refused(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    host, asked = server
    monkeypatch.setenv("DATELINE_FETCH_ALLOW", host)
    urls = [f"http://{host}/{name}" for name in ("missing.warc.gz", "page.html", "crawl/a.warc.gz")]
    assert called(*urls, "-o", str(tmp_path / "out"), monkeypatch=monkeypatch) == 3
    told = capsys.readouterr().err
    assert "404" in told and "no web-archive file" in told and told.count("refused: ") == 2 and "nothing was read" in told
    asked.clear()
    assert called(urls[2], "-o", str(tmp_path / "out"), "--items-only", monkeypatch=monkeypatch) == 0
    assert asked == []
