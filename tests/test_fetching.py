"""Fetching and following, against servers on this machine that the rules allow by number and port."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dateline import open_archive
from dateline.errors import InputRefused, NotText, TooLarge
from dateline.pages.feeds import entries
from dateline.pages.inflating import inflate
from dateline.sources.addresses import AddressRefused, AddressRules
from dateline.sources.clock import SimulatedClock
from dateline.sources.deciding import DAY, Outcome, next_source, retry_after
from dateline.sources.fetching import Fetcher, FetchFailed, Limits, RobotsForbid
from dateline.sources.following import Follower
from dateline.store.sources_records import SourceState

START = 1_760_000_000.0
Site = dict[str, tuple[int, dict[str, str], bytes]]


@pytest.fixture
def server() -> Iterator[tuple[str, Site, list[str]]]:
    site: Site = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = site.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{http.server_address[1]}", site, asked
    http.shutdown()
    http.server_close()


def fetch(url: str, *, allowed: str = "", **options: Any) -> Any:
    async def run() -> Any:
        rules = AddressRules(frozenset({allowed}))
        async with Fetcher(rules=rules, clock=SimulatedClock(START), **options) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(run())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "file:///etc/passwd", "gopher://example.org/",
        "http://example.org/\r\nHost: x", "http://user@example.org/", "http://localhost/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://example.org:25/", "http:///x", "http://１２７.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_are_refused_before_connecting(url: str) -> None:
    with pytest.raises(AddressRefused):
        AddressRules().checked_url(url)


def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(server: tuple[str, Site, list[str]]) -> None:
    place, _, asked = server

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with pytest.raises(InputRefused):
        fetch(f"http://harbour.example:{place.split(':')[1]}/", lookup=lookup)
    assert asked == []


def test_a_redirect_to_a_private_address_is_refused(server: tuple[str, Site, list[str]]) -> None:
    place, site, _ = server
    site["/"] = (302, {"Location": "http://127.0.0.1:1/secret"}, b"")
    with pytest.raises(AddressRefused):
        fetch(f"http://{place}/", allowed=place)


def test_caps_on_size_time_and_inflation(server: tuple[str, Site, list[str]]) -> None:
    place, site, _ = server
    site["/large"] = (200, {}, b"a" * 200_000)
    site["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(5_000_000)))
    for path in ("/large", "/bomb"):
        with pytest.raises(TooLarge):
            fetch(f"http://{place}{path}", allowed=place, limits=Limits(max_bytes=100_000))
    site["/cut"] = (200, {"Content-Length": "10"}, b"abc")
    with pytest.raises(FetchFailed):
        fetch(f"http://{place}/cut", allowed=place, limits=Limits(seconds=0.5))


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_bombs_of_every_packing_are_bounded(name: str) -> None:
    import zlib

    import brotli
    import zstandard

    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.ZstdCompressor().compress}
    assert inflate(pack[name](b"ferry " * 1000), name, 10_000) == b"ferry " * 1000
    with pytest.raises(TooLarge):
        inflate(pack[name](bytes(20_000_000)), name, 1_000_000)


def test_robots_are_obeyed_and_a_server_in_trouble_forbids(server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    site["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site["/open"] = (200, {}, b"open")
    assert fetch(f"http://{place}/open", allowed=place).body == b"open"
    with pytest.raises(RobotsForbid):
        fetch(f"http://{place}/private", allowed=place)
    site["/robots.txt"] = (503, {}, b"")
    with pytest.raises(RobotsForbid):
        fetch(f"http://{place}/open", allowed=place)
    assert "/private" not in asked and asked.count("/open") == 1


def test_decisions() -> None:
    state = SourceState(id="a", url="https://harbour.example/feed")
    assert next_source(state, Outcome(410), START).disabled
    assert next_source(state, Outcome(503, retry_after="7200"), START).due == START + 7200
    assert retry_after("99999999", START) == DAY
    for _ in range(30):
        state = next_source(state, Outcome(500), START)
    assert state.due == START + DAY
    moved = Outcome(200, moved_to="https://harbour.example/new")
    for expected in ("feed", "feed", "new"):
        state = next_source(state, moved, START)
        assert state.url.endswith(expected)


def test_xml_attacks_and_bodies_that_name_a_file(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "x">]><rss><channel/></rss>'
    with pytest.raises(NotText):
        list(entries(bomb.encode("utf-16"), "feed"))
    secret = tmp_path / "feed.xml"
    secret.write_text(
        "<rss version='2.0'><channel><item><title>Secret</title><link>https://a.example/1</link></item></channel></rss>"
    )
    found = io.StringIO()
    with contextlib.suppress(InputRefused):
        found.write(repr(list(entries(str(secret).encode(), "feed"))))
    assert "Secret" not in found.getvalue()


def test_a_feed_is_followed_once_and_an_edit_is_a_revision(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    page = "<html><head><title>Ferry</title></head><body><article><h1>Ferry runs again</h1><p>{}</p></article></body></html>"
    first = (
        "The ferry between the islands runs again after a week of storms, the harbour master said on Monday. The crew checked the "
        "moorings twice, and the first crossing carried mail, two tractors and some forty people who had waited since Thursday."
    )
    item = f"<item><title>Ferry runs again</title><link>http://{place}/ferry</link></item>"
    feed = f"<rss version='2.0'><channel><title>Post</title>{item}</channel></rss>".encode()
    site["/feed"] = (200, {"Content-Type": "application/rss+xml", "ETag": '"1"'}, feed)
    site["/ferry"] = (200, {}, page.format(first).encode())
    clock = SimulatedClock(START)

    async def run() -> None:
        async with Fetcher(rules=AddressRules(frozenset({place})), clock=clock) as fetcher:
            follower = Follower(archive, fetcher, facts=False)
            one = await follower.round()
            assert (one.found, one.pages, len(one.items.new)) == (1, 1, 1)
            assert (await follower.round()).sources == 0
            site["/ferry"] = (200, {}, page.format(first + " A second boat follows in May.").encode())
            await clock.until(START + 3 * 3600)
            two = await follower.round()
            assert (two.found, len(two.items.new), len(two.items.revised)) == (0, 0, 1)

    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        asyncio.run(run())
        assert archive.sources()[0].kind == "feed"
        assert archive.unfollow(archive.sources()[0].id) and archive.sources() == ()
    assert asked.count("/ferry") == 2
