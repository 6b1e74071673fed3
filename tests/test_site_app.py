"""Dateline as an app: what a phone shares is read in, what was read last is there without a network, it can be installed."""

from __future__ import annotations

import re
import struct
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.site import device
from dateline.site.app import create_app
from dateline.sources.addresses import AddressRules
from docs.pictures import Served
from tests.chromium import BINARY, Chromium
from tests.test_site_pages import lake, page_of

PAGE = b"""<html lang=en><head><title>Bridge opens</title></head><body><article><h1>Bridge opens over the strait</h1>
<p>The bridge over the strait opened on Monday after nine years of work, the ministry of transport said in the harbour town.</p>
<p>Drivers will pay two coins to cross, and buses go free for the first year, the minister said.</p></article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with dateline.open_archive(tmp_path / "news.db") as found:
        found.add(page_of(lake()))
        yield found


@pytest.fixture
def publisher() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/bridge"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE if known else b"")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def send(client: TestClient, **values: str) -> Any:
    token = re.search(r'name="token" value="(\w+)"', client.get("/share").text)[1]  # type: ignore[index]
    return client.post("/share", data=values | {"token": token}, follow_redirects=False)


def test_a_shared_address_is_fetched_and_read(archive: Archive, publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(create_app(archive))
    url = f"http://{publisher}/bridge"
    form = client.get("/share", params={"title": "Bridge opens", "text": url}).text
    assert f'value="{url}"' in form and 'dir="auto"></textarea>' in form  # only confirmed, never read by a link alone
    refused = send(client, address=url)
    assert refused.status_code == 422 and "public" in refused.text and len(archive.items().items) == 1
    monkeypatch.setattr(device, "add_url", partial(device.add_url, rules=AddressRules(frozenset({publisher}))))
    done = send(client, address=url)
    assert done.status_code == 303
    item = archive.item(done.headers["location"].rpartition("/")[2])
    assert item is not None and item.headline == "Bridge opens over the strait" and item.url == url
    assert send(client, address=url).headers["location"] == done.headers["location"]


def test_a_shared_text_is_read_and_nothing_is_refused(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    text = "Bridge opens\n\nThe bridge over the strait opened on Monday, the ministry of transport said in the harbour town."
    done = send(client, body=text, address="https://paper.example/bridge")
    item = archive.item(done.headers["location"].rpartition("/")[2])
    assert item is not None and "opened on Monday" in item.text
    assert archive.captures(item.id)[0][1].url == "https://paper.example/bridge"
    for values in ({}, {"body": " \n "}, {"address": "javascript:alert(1)"}, {"address": "file:///etc/passwd"}):
        assert send(client, **values).status_code == 400, values


def test_a_saved_page_is_read_and_what_was_typed_is_kept(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    token = re.search(r'name="token" value="(\w+)"', client.get("/share").text)[1]  # type: ignore[index]
    words = "The tram reached the hill on Monday, the city said, after two years of work on the line. " * 3
    page = f"<html><body><article><h1>Tram reaches the hill</h1><p>{words}</p></article></body></html>".encode()
    done = client.post("/share", data={"token": token}, files={"saved": ("tram.html", page, "text/html")}, follow_redirects=False)
    item = archive.item(done.headers["location"].rpartition("/")[2])
    assert item is not None and item.headline == "Tram reaches the hill"
    for content in (b"\x00\x01" * 50, b"<nav>Home</nav>"):
        refused = client.post("/share", data={"token": token, "address": "no address"}, files={"saved": ("a.html", content)})
        assert refused.status_code == 422 and 'role="alert"' in refused.text and 'value="no address"' in refused.text


def test_the_manifest_is_complete(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    manifest = client.get("/static/site.webmanifest").json()
    css = client.get("/static/site.css").text  # the window of the app has the colours of the pages
    assert f"--accent: light-dark({manifest['theme_color']}," in css and f"--paper: light-dark({manifest['background_color']}," in css
    assert {"name", "short_name", "id", "start_url", "scope", "display", "theme_color", "background_color"} <= set(manifest)
    assert manifest["share_target"]["action"] == "/share" and set(manifest["share_target"]["params"]) == {"title", "text", "url"}
    sizes = set()
    for icon in manifest["icons"]:
        body = client.get(icon["src"]).content
        if icon["type"] == "image/png":
            assert icon["sizes"] == "x".join(map(str, struct.unpack(">II", body[16:24]))), icon
            sizes.add((icon["sizes"], icon["purpose"]))
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes


def test_the_shell_names_every_script_and_style() -> None:
    static = files("dateline.site") / "static"
    worker = (static / "service-worker.js").read_text()
    names = {part.name.removesuffix(".js") for part in static.iterdir() if part.name.endswith(".js")} - {"service-worker"}
    listed = re.search(r"const scripts = \[([^\]]*)\]", worker)
    assert listed and set(re.findall(r'"(\w+)"', listed[1])) == names and "/static/site.css" in worker


@pytest.mark.skipif(BINARY is None, reason="no chromium on this machine")
def test_what_was_read_last_is_there_without_a_network(archive: Archive) -> None:
    with Chromium() as browser:
        browser.look(width=400)
        with Served(archive) as address:
            browser.visit(f"{address}/item/item1")
            browser.ask("Runtime.evaluate", expression="navigator.serviceWorker.ready.then(() => 1)", awaitPromise=True)
            for path in ("/item/item1", "/items"):  # the first visit came before the worker
                browser.visit(address + path)
            assert browser.run("Boolean(navigator.serviceWorker.controller)")
        browser.visit(f"{address}/item/item1")  # the server is gone
        assert browser.run("document.querySelector('h1').textContent.includes('Ferry to cross the lake')")
        assert browser.run("document.styleSheets[0].cssRules.length") > 10
        browser.visit(f"{address}/items")
        assert "No network" in browser.run("document.querySelector('h1').textContent")


def test_whoever_follows_the_address_at_once_waits_for_the_site() -> None:
    import socket

    from dateline.site.serving import _listener

    with _listener("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname(), timeout=5):
        pass


def test_the_log_tells_a_failed_page_without_the_words_of_readers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    from dateline.site.faults import FaultLog

    app = create_app(dateline.open_archive(tmp_path / "a.db"))

    @app.get("/failing")
    def failing(q: str) -> None:
        raise ValueError(f"a reader looked for {q}")

    answer = TestClient(FaultLog(app)).get("/failing?q=secrets")
    assert answer.status_code == 500 and "secrets" not in answer.text
    assert "a page failed: ValueError" in caplog.text and "secrets" not in caplog.text
