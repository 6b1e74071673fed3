"""Fetching and following, against servers on this machine that the rules allow by number and port."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gzip
import io
import json
import socket
import socketserver
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer

from dateline import open_archive
from dateline.cli.read import command as read_command
from dateline.errors import InputRefused, NotText, TooLarge
from dateline.ids import digest
from dateline.pages.feeds import entries
from dateline.pages.inflating import inflate
from dateline.sources.addresses import AddressRefused, AddressRules
from dateline.sources.clock import SimulatedClock
from dateline.sources.deciding import DAY, Outcome, next_address, next_source, retry_after
from dateline.sources.discovering import MOST_LINKS, discover, read_opml, write_opml
from dateline.sources.fetching import Fetcher, FetchFailed, Limits, NotYet, RobotsForbid
from dateline.sources.following import Follower
from dateline.sources.reservations import Reserved, read_file, reservation
from dateline.sources.responses import Response
from dateline.store.sources_records import AddressState, SourceState

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


def test_a_proxy_of_the_environment_is_not_used(server: tuple[str, Site, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    place, site, _ = server
    site["/"] = (200, {}, b"words")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert fetch(f"http://{place}/", allowed=place).body == b"words"


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


def test_a_body_is_packed_thrice_at_most_and_in_a_window_of_the_web() -> None:
    import zstandard

    body = b"ferry " * 1000
    for _ in range(3):
        body = gzip.compress(body)
    assert inflate(body, "gzip, gzip, gzip", 10_000) == b"ferry " * 1000
    with pytest.raises(NotText, match="packed 4 times"):
        inflate(gzip.compress(body), "gzip, gzip, gzip, gzip", 10_000)
    wide = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=26)).compressobj()
    with pytest.raises(NotText, match="not packed"):
        inflate(wide.compress(b"ferry") + wide.flush(), "zstd", 10_000)


def test_what_comes_in_is_not_unpacked_on_the_way(server: tuple[str, Site, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    place, site, _ = server
    packed, seen = gzip.compress(bytes(5_000_000)), list[bytes]()
    site["/"] = (200, {"Content-Encoding": "gzip"}, packed)

    def told(body: bytes, encoding: str, max_bytes: int) -> bytes:
        seen.append(body)
        return inflate(body, encoding, max_bytes)

    monkeypatch.setattr("dateline.sources.fetching.inflate", told)
    with pytest.raises(TooLarge):
        fetch(f"http://{place}/", allowed=place, limits=Limits(max_bytes=1_000_000))
    assert seen[-1] == packed


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


def test_robots_and_reservations_hold_where_a_redirect_leads(server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    site["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site["/.well-known/tdmrep.json"] = (200, {}, b'[{"location": "/reserved/*", "tdm-reservation": 1}]')
    for path, error in (("/private", RobotsForbid), ("/reserved/1", Reserved)):
        site |= {"/go": (302, {"Location": path}, b""), path: (200, {}, b"words")}
        with pytest.raises(error):
            fetch(f"http://{place}/go", allowed=place)
        assert path not in asked


def test_decisions() -> None:
    state = SourceState(id="a", url="https://harbour.example/feed")
    assert next_source(state, Outcome(410), START).disabled
    assert next_source(state, Outcome(503, retry_after="7200"), START).due == START + 7200
    assert retry_after("99999999", START) == DAY
    stamp = format_datetime(datetime.fromtimestamp(START + 1800, UTC), usegmt=True)
    assert retry_after(stamp, START) == 1800 and retry_after(stamp, START + DAY) == retry_after("soon", START) == 0
    assert retry_after(format_datetime(datetime.fromtimestamp(START + 9 * DAY, UTC)), START) == DAY
    found = AddressState("a", "https://harbour.example/1", "s", START, START)
    assert [next_address(found, Outcome(status), START).due for status in (404, 410, 451)] == [None] * 3
    assert next_address(found, Outcome(429, retry_after=stamp), START).due == START + 1800
    slow = dataclasses.replace(state, interval=6 * 3600.0)
    assert next_source(slow, Outcome(500), START).due == START + 1200, (
        "one failure costs a slow feed twenty minutes, not half a day"
    )
    for _ in range(30):
        state = next_source(state, Outcome(500), START)
    assert state.due == START + DAY
    failed, at = found, START
    while failed.due is not None:
        at = failed.due
        failed = next_address(failed, Outcome(502), at)
    assert at - START == 55.5 * 3600, "an article outlives a night in which its server is down"
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


def answer(body: bytes | str, url: str = "https://harbour.example/", **headers: str) -> Response:
    return Response(
        url,
        200,
        {name.replace("_", "-"): value for name, value in headers.items()},
        body if isinstance(body, bytes) else body.encode(),
    )


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [("/", "/x", True), ("/news/*/photo", "/news/a/b/photo1", True), ("/news/*$", "/news/", True), ("/a$", "/ab", False),
     ("*.pdf$", "/x/y.pdf", True), ("*.pdf$", "/x.pdf?y", False), ("/a*b*c$", "/abbc", True),
     ("/a*b*c$", "/ac", False), ("/A", "/a", False)],
)  # fmt: skip
def test_reservations_match_as_robots_do(pattern: str, path: str, matches: bool) -> None:
    rules = read_file(answer(json.dumps([{"location": pattern, "tdm-reservation": 1}])))
    assert rules.reserves(f"https://harbour.example{path}") is matches


def test_reservations_in_files_headers_and_markup() -> None:
    rules = read_file(
        answer('[{"location": "/", "tdm-reservation": 1}, {"location": "/open/", "tdm-reservation": 0}, 7, {"location": 1}]')
    )
    assert rules.reserves("https://harbour.example") and not rules.reserves("https://harbour.example/open/1")
    for broken in ("", "[" * 100_000, "{}", '{"location": "/"}', "\xff"):
        assert not read_file(answer(broken)).reserves("https://harbour.example/")
    assert reservation(answer("", tdm_reservation="1")) and not reservation(answer("", tdm_reservation="0"))
    assert reservation(answer("<head><meta content='1' name='tdm-reservation'>")) == "meta tdm-reservation"
    assert reservation(answer("", x_robots_tag="noai, noindex")) and reservation(answer('<meta name="robots" content="noai">'))
    assert reservation(answer('<meta name="robots" content="index">')) is None


def test_what_a_hosts_file_reserves_is_not_fetched(server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    site["/.well-known/tdmrep.json"] = (200, {}, b'[{"location": "/news/*", "tdm-reservation": 1}]')
    site["/news/1"] = site["/open"] = (200, {}, b"words")
    with pytest.raises(Reserved, match=r"tdmrep\.json"):
        fetch(f"http://{place}/news/1", allowed=place)
    assert fetch(f"http://{place}/open", allowed=place).body == b"words"
    assert "/news/1" not in asked


def test_sitemaps_plain_packed_and_long() -> None:
    news = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
        b"<loc>https://harbour.example/1</loc><news:news><news:publication_date>2025-03-01T10:00:00Z</news:publication_date>"
        b"<news:title>Ferry</news:title></news:news></url></urlset>"
    )
    for body in (news, gzip.compress(news)):
        offer = discover(answer(body, content_type="application/octet-stream"))
        assert offer.kind == "sitemap"
        assert [(link.url, link.title, link.published) for link in offer.links] == [
            ("https://harbour.example/1", "Ferry", "2025-03-01T10:00:00Z")
        ]
    with pytest.raises(TooLarge):
        discover(answer(gzip.compress(bytes(60_000_000))))
    rows = "".join(
        f"<url><loc>https://harbour.example/{n}</loc><lastmod>{2000 + n // 200}-01-{1 + n % 28:02}</lastmod></url>"
        for n in range(5000)
    )
    links = discover(answer(f"<urlset>{rows}</urlset>")).links
    assert len(links) == MOST_LINKS and all(link.updated and link.updated >= "2015" for link in links)
    index = "<sitemapindex>{}</sitemapindex>".format(
        "".join(f"<sitemap><loc>/news-{n}.xml.gz</loc><lastmod>2025-01-{n:02}</lastmod></sitemap>" for n in range(1, 29))
    )
    assert (
        discover(answer(index)).sources[0] == "https://harbour.example/news-28.xml.gz"
        and len(discover(answer(index)).sources) == 20
    )


BROKEN = "http://[harbour"


@pytest.mark.parametrize(
    "body",
    [
        f"<rss><channel><item><title>A</title><link>{BROKEN}</link></item><item><title>B</title><link>/b</link></item></channel></rss>",
        f"<urlset><url><loc>{BROKEN}</loc></url><url><loc>/b</loc></url></urlset>",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": BROKEN}, {"url": "/b", "title": "B"}]}),
    ],
)
def test_a_link_that_is_no_address_costs_itself_alone(body: str) -> None:
    assert [link.url for link in discover(answer(body)).links] == ["https://harbour.example/b"]


def test_a_redirect_to_no_address_and_a_sitemap_at_none_are_told(server: tuple[str, Site, list[str]], tmp_path: Path) -> None:
    place, site, _ = server
    site["/moved"] = (302, {"Location": BROKEN}, b"")
    with pytest.raises(FetchFailed, match="no address"):
        fetch(f"http://{place}/moved", allowed=place)
    site["/robots.txt"] = (200, {}, f"User-agent: *\nAllow: /\nSitemap: {BROKEN}/news.xml\n".encode())
    site["/"] = (200, {}, b"<html><body><p>Harbour news</p></body></html>")

    async def round_of() -> Any:
        rules = AddressRules(frozenset({place}))
        with open_archive(tmp_path / "a.db") as archive:
            for path in ("/", "/moved"):
                archive.follow(f"http://{place}{path}")
            async with Fetcher(rules=rules, clock=SimulatedClock(START)) as fetcher:
                return await Follower(archive, fetcher, facts=False).round()

    tally = asyncio.run(round_of())
    assert (tally.sources, tally.refused) == (2, 1)


def test_feeds_are_found_from_a_sites_address() -> None:
    named = (("rss+xml", "href='/a.xml'"), ("feed+json", "href='feed.json'"), ("rss+xml", "title='Comments' href='/c'"))
    head = "".join(f"<link rel='alternate' type='application/{kind}' {rest}>" for kind, rest in named)
    head = f"<html><head>{head}</head><body><p>Hello</p></body></html>"
    assert discover(answer(head)).sources == ("https://harbour.example/a.xml", "https://harbour.example/feed.json")
    body = "<html><body><p>News</p><a href='/rss.xml'>RSS</a> <a href='https://other.example/feed'>x</a> <a href='/feeding-time'>y</a>"
    assert discover(answer(body)).sources == ("https://harbour.example/rss.xml",)


def test_json_feeds_and_opml() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
        {"id": "1", "url": "/one", "title": "One", "content_text": "Words", "date_published": "2025-03-01T10:00:00Z"},
        {"id": "2"}, "x"]}  # fmt: skip
    offer = discover(answer(json.dumps(feed)))
    assert [(link.url, link.published) for link in offer.links] == [("https://harbour.example/one", "2025-03-01T10:00:00Z")]
    pairs = (("https://a.example/feed?x=1&y=2", "Tide & Post"), ("https://b.example/rss", ""))
    assert read_opml(write_opml(list(pairs)).encode(), "x")[0] == pairs[0]
    nested = "<opml><body><outline text='News'><outline text='B' xmlUrl='https://b.example/rss'/></outline></body></opml>"
    assert read_opml(nested.encode(), "x") == (("https://b.example/rss", "B"),)
    with pytest.raises(InputRefused, match="OPML"):
        read_opml(b"<opml><body/></opml>", "x")


def test_a_fronts_teasers_are_what_is_fetched_next(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    leads = [f"Council votes on harbour plan number {n}" for n in range(6)]
    cards = "".join(
        f"<div><h3><a href='/2025/03/0{n}/harbour-plan-number-{n}'>{lead}</a></h3><p>The council votes today, it said.</p></div>"
        for n, lead in enumerate(leads, 1)
    )
    site["/"] = (200, {}, f"<html><head><title>Post</title></head><body><main>{cards}</main></body></html>".encode())
    site["/robots.txt"] = (200, {}, f"Sitemap: http://{place}/news-sitemap.xml\nSitemap: http://{place}/pages.xml\n".encode())

    async def run() -> None:
        async with Fetcher(rules=AddressRules(frozenset({place})), clock=SimulatedClock(START)) as fetcher:
            tally = await Follower(archive, fetcher, facts=False).round()
            assert tally.found == 6

    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/")
        asyncio.run(run())
        assert {source.url for source in archive.sources()} == {f"http://{place}/", f"http://{place}/news-sitemap.xml"}
    assert {f"/2025/03/0{n}/harbour-plan-number-{n}" for n in range(1, 7)} <= set(asked)


def test_a_host_that_wants_to_be_left_alone_is_come_back_to(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    site["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 600\n")
    site["/a"] = (429, {"Retry-After": "7200"}, b"")
    site["/b"] = (200, {}, b"<rss><channel></channel></rss>")
    clock = SimulatedClock(START)

    async def run() -> None:
        async with Fetcher(rules=AddressRules(frozenset({place})), clock=clock) as fetcher:
            with pytest.raises(NotYet):
                await fetcher.fetch(f"http://{place}/a")
            assert clock.now() - START < 60 and asked == ["/robots.txt"], "nobody waits ten minutes"
            await clock.until(START + 1000)
            with pytest.raises(NotYet):
                await fetcher.fetch(f"http://{place}/a")
            await clock.until(START + 2000)
            assert (await fetcher.fetch(f"http://{place}/a")).status == 429
            await Follower(archive, fetcher, facts=False).round()
            state = archive.sources()[0]
            assert state.failures == 0 and state.due >= START + 2000 + 7200, "a host's Retry-After holds for all its addresses"
            await clock.until(state.due)
            await Follower(archive, fetcher, facts=False).round()
            assert archive.sources()[0].kind == "feed"

    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/b")
        asyncio.run(run())
    assert asked == ["/robots.txt", "/.well-known/tdmrep.json", "/a", "/b"]


def test_a_moved_source_is_one_source(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        old = archive.follow("https://harbour.example/feed")
        archive.keep_sources([dataclasses.replace(old, url="https://harbour.example/new")])
        assert archive.follow("https://harbour.example/new").id == old.id and len(archive.sources()) == 1
        assert archive.unfollow(digest("source", "https://harbour.example/new")) and not archive.sources()


def test_a_long_list_keeps_no_other_source_waiting(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        many = [AddressState(f"a{n}", f"https://a.example/{n}", "a", 0.0, 1.0) for n in range(700)]
        archive.keep_addresses([*many, AddressState("b", "https://b.example/1", "b", 0.0, 2.0)])
        due = archive.due_addresses(10.0)
        assert len(due) == 21 and due[-1].id == "b"


def test_a_fault_in_reading_one_page_ends_no_watch(
    tmp_path: Path, server: tuple[str, Site, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, site, _ = server
    site["/feed"] = (200, {}, b"<rss><channel></channel></rss>")
    monkeypatch.setattr("dateline.sources.following.discover", lambda _: 1 / 0)

    async def run() -> None:
        async with Fetcher(rules=AddressRules(frozenset({place})), clock=SimulatedClock(START)) as fetcher:
            assert (await Follower(archive, fetcher, facts=False).round()).refused == 1

    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        asyncio.run(run())
        assert "ZeroDivisionError" in (archive.sources()[0].problem or "")


def test_a_name_that_turns_private_is_not_connected_to_again(server: tuple[str, Site, list[str]]) -> None:
    place, site, asked = server
    site["/"] = (200, {}, b"words")
    numbers = iter(["127.0.0.1"] * 3 + ["127.0.0.2"])

    async def lookup(host: str, port: int) -> list[str]:
        return [next(numbers)]

    async def run() -> None:
        rules = AddressRules(frozenset({place}))
        async with Fetcher(rules=rules, clock=SimulatedClock(START), lookup=lookup) as fetcher:
            url = f"http://harbour.example:{place.split(':')[1]}/"
            assert (await fetcher.fetch(url)).body == b"words"
            with pytest.raises(AddressRefused, match=r"127\.0\.0\.2"):
                await fetcher.fetch(url)

    asyncio.run(run())
    assert asked == ["/robots.txt", "/.well-known/tdmrep.json", "/"]


def test_the_socket_itself_refuses_what_the_resolver_let_through(server: tuple[str, Site, list[str]]) -> None:
    place, _, asked = server

    class Fickle(AddressRules):
        """Lets the first look through, as a resolver that was deceived would."""

        looks = 0

        def refuse_private(self, number: str, port: int, subject: str) -> None:
            Fickle.looks += 1
            if Fickle.looks > 1:
                super().refuse_private(number, port, subject)

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def run() -> None:
        async with Fetcher(rules=Fickle(), clock=SimulatedClock(START), lookup=lookup) as fetcher:
            await fetcher.fetch(f"http://harbour.example:{place.split(':')[1]}/")

    with pytest.raises(InputRefused):
        asyncio.run(run())
    assert asked == [] and Fickle.looks >= 2


@pytest.fixture
def raw_server() -> Iterator[tuple[str, dict[bytes, Callable[[socket.socket], None]]]]:
    """A server that answers a path with whatever a function writes to the socket."""
    answers: dict[bytes, Callable[[socket.socket], None]] = {}

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            path = self.request.recv(65536).split(b" ")[1]
            with contextlib.suppress(OSError):
                answers.get(path, lambda s: s.sendall(b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n"))(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as tcp:
        tcp.daemon_threads = True
        threading.Thread(target=tcp.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{tcp.server_address[1]}", answers
        tcp.shutdown()


def test_endless_dripping_and_redirecting_bodies(raw_server: tuple[str, dict[bytes, Callable[[socket.socket], None]]]) -> None:
    place, answers = raw_server
    sent = {"endless": 0, "redirect": 0}

    def endless(to: socket.socket, head: bytes, name: str) -> None:
        to.sendall(b"HTTP/1.1 " + head + b"\r\nTransfer-Encoding: chunked\r\n\r\n")
        while sent[name] < 50_000_000:
            to.sendall(b"10000\r\n" + bytes(65536) + b"\r\n")
            sent[name] += 65536

    def drip(to: socket.socket) -> None:
        to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            to.sendall(b"x")
            time.sleep(0.05)

    def wordy(to: socket.socket) -> None:
        to.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 2000) for n in range(5000)) + b"\r\n")

    answers[b"/endless"] = lambda to: endless(to, b"200 OK", "endless")
    answers[b"/redirect"] = lambda to: endless(to, b"302 Found\r\nLocation: /there", "redirect")
    answers[b"/there"] = lambda to: to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    answers[b"/drip"], answers[b"/wordy"] = drip, wordy
    limits = Limits(max_bytes=1_000_000, seconds=1.0)
    with pytest.raises(TooLarge):
        fetch(f"http://{place}/endless", allowed=place, limits=limits)
    assert fetch(f"http://{place}/redirect", allowed=place, limits=limits).body == b"ok", "the body of a redirect is not read"
    answers[b"/vast"] = lambda to: (to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), time.sleep(3))[0]
    for path, why in (("/drip", "no whole answer within 1 s"), ("/wordy", "no answer")):
        with pytest.raises(FetchFailed, match=why):
            fetch(f"http://{place}{path}", allowed=place, limits=limits)
    with pytest.raises(TooLarge, match="100000 MB"):
        fetch(f"http://{place}/vast", allowed=place, limits=limits)
    assert max(sent.values()) < 20_000_000


def test_a_bomb_costs_no_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(bytes(100_000_000), 1)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        inflate(bomb, "gzip", 5_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>"


@pytest.mark.parametrize("reader", ["feed", "sitemap", "opml"])
def test_entities_and_remote_definitions_are_never_fetched(
    reader: str, server: tuple[str, Site, list[str]], tmp_path: Path
) -> None:
    place, site, asked = server
    site["/secret"] = (200, {}, b"<!ENTITY x 'secret'>")
    (tmp_path / "secret").write_text("secret")
    body = {
        "feed": "<rss version='2.0'><channel><title>T</title><item><title>&x; one</title><link>https://a.example/1</link></item></channel></rss>",
        "sitemap": "<urlset><url><loc>https://a.example/1</loc><title>&x;</title></url></urlset>",
        "opml": "<opml><body><outline text='&x;' xmlUrl='https://a.example/feed'/></body></opml>",
    }[reader]
    read: Callable[[bytes], object] = (lambda b: read_opml(b, "x")) if reader == "opml" else (lambda b: discover(answer(b)))
    forms = (
        f"<!DOCTYPE r [<!ENTITY x SYSTEM 'http://{place}/secret'>]>",
        f"<!DOCTYPE r [<!ENTITY x SYSTEM 'file://{tmp_path}/secret'>]>",
        f"<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://{place}/secret'>%p;]>",
        LAUGHS,
    )
    for form in forms:
        with pytest.raises(NotText, match="entities"):
            read(f"<?xml version='1.0'?>{form}{body}".encode())
    with contextlib.suppress(InputRefused):
        assert "secret" not in repr(read(f"<?xml version='1.0'?><!DOCTYPE r SYSTEM 'http://{place}/secret'>{body}".encode()))
    assert asked == []


def test_the_command_reads_a_page_at_an_address(
    server: tuple[str, Site, list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, site, asked = server
    page = b"<html><body><h1>Bridge opens</h1><p>The bridge over the river opened on Monday after two years of work.</p></body></html>"
    site |= {path: (200, {}, page) for path in ("/news", "/private")}
    site["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    monkeypatch.setenv("DATELINE_FETCH_ALLOW", place)
    with pytest.raises(typer.Exit) as ended:
        read_command(
            [f"http://{place}{path}" for path in ("/news", "/private", "/gone")],
            facts=False,
            json=True,
            beliefs=False,
            url=None,
            captured_at=None,
        )
    told = capsys.readouterr()
    (line,) = told.out.splitlines()
    assert json.loads(line)["url"] == f"http://{place}/news" and json.loads(line)["captured"]
    assert ended.value.exit_code == 3 and "/private" not in asked
    assert "robots.txt" in told.err and "answers 404" in told.err
