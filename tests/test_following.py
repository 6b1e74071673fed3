"""What is known of hosts from one process to the next, sources that name others, and how a watch ends."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline import compare, open_archive
from dateline.archive import Archive
from dateline.site.app import create_app
from dateline.sources.addresses import AddressRules
from dateline.sources.clock import SimulatedClock
from dateline.sources.deciding import DAY
from dateline.sources.fetching import Fetcher
from dateline.sources.following import Follower, Tally
from dateline.sources.pacing import DELAY
from dateline.sources.reservations import Reserved
from dateline.store.sources_records import AddressState, HostState, SourceState
from tests.test_archive import PAGE
from tests.test_cli import run
from tests.test_fetching import START, Site, answer, fetch, server  # noqa: F401
from tests.test_site_sources import front

FEED = b"<rss><channel><title>Post</title></channel></rss>"


def one_round(archive: Archive, place: str, clock: SimulatedClock, said: list[str] | None = None) -> Tally:
    """A round of a process of its own: nothing is remembered but what the archive holds."""

    async def go() -> Tally:
        async with Fetcher(rules=AddressRules(frozenset({place})), clock=clock) as fetcher:
            follower = Follower(archive, fetcher, say=(said if said is not None else []).append, facts=False)
            try:
                return await follower.round()
            finally:
                follower.close()

    return asyncio.run(go())


def test_a_slow_host_is_read_by_one_round_after_another(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    site["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 600\n")
    site["/feed"] = (200, {}, FEED)
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        for _ in range(8):
            one_round(archive, place, clock, said)
            asyncio.run(clock.until(clock.now() + 300))
        assert archive.sources()[0].kind == "feed"
    assert asked == ["/robots.txt", "/.well-known/tdmrep.json", "/feed"], "a day's robots.txt is asked for once, by whomever"
    assert "waits until 2025-10-09" in said[0]


def test_what_a_host_asked_for_holds_for_other_processes(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    site["/a"] = (429, {"Retry-After": "7200"}, b"")
    site["/b"] = (200, {}, FEED)
    clock = SimulatedClock(START)
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/a")
        one_round(archive, place, clock)
        archive.follow(f"http://{place}/b")
        asyncio.run(clock.until(START + 3600))
        one_round(archive, place, clock)
        assert "/b" not in asked
        site["/a"] = (200, {}, FEED)
        asyncio.run(clock.until(START + 7300))
        one_round(archive, place, clock)
        assert asked.count("/b") == 1 and asked.count("/robots.txt") == 1
        asyncio.run(clock.until(START + 2 * DAY))
        one_round(archive, place, clock)
        assert asked.count("/robots.txt") == 2


def test_hosts_are_kept_as_they_were(address: str) -> None:
    states = [
        HostState("a.example", 5.0, "User-agent: *\nDisallow: /x\n", reserved=(("/", True), ("/open", False)), free=9.5),
        HostState("b.example", 5.0, trouble="robots.txt answers 503"),
        HostState("c.example", reserved=()),
    ]
    with open_archive(address) as archive:
        archive.keep_hosts(states)
        archive.keep_hosts([dataclasses.replace(states[1], trouble="")])
        assert archive.host("a.example") == states[0] and archive.host("c.example") == states[2]
        assert archive.host("b.example") == HostState("b.example", 5.0) and archive.host("d.example") is None


def test_what_is_kept_of_a_host_is_obeyed(server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    site["/x"] = site["/y"] = (200, {}, b"words")
    kept = HostState(place, START - 60, "User-agent: *\nDisallow: /x\n", reserved=(("/y", True),))
    for path, why in (("/x", "robots"), ("/y", "tdmrep")):
        with pytest.raises(Exception, match=why):
            fetch(f"http://{place}{path}", allowed=place, recall=lambda host: kept)
    assert asked == []
    assert fetch(f"http://{place}/x", allowed=place, recall=lambda host: dataclasses.replace(kept, asked=START - DAY)).body
    assert asked[0] == "/robots.txt", "what is older than a day is asked for anew"


def test_reservations_in_a_header_that_stands_twice() -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Twice(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if self.path in ("/robots.txt", "/.well-known/tdmrep.json") else 200)
            for name, value in (("X-Robots-Tag", "noai"), ("X-Robots-Tag", "noarchive"), ("Content-Length", "5")):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"words")

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Twice)
    Thread(target=http.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{http.server_address[1]}"
    found = fetch(f"http://{place}/", allowed=place)
    http.shutdown()
    http.server_close()
    from dateline.sources.reservations import reservation

    assert found.headers["x-robots-tag"] == "noai, noarchive" and reservation(found) == "header X-Robots-Tag: noai"
    assert reservation(answer("", tdm_reservation="0, 1")) and not reservation(answer("", tdm_reservation="0"))


def test_what_a_site_names_is_read_in_the_same_round(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    site["/"] = (
        200,
        {},
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body><p>x</p></body></html>",
    )
    site["/feed"] = (200, {}, FEED)
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/")
        assert one_round(archive, place, SimulatedClock(START)).sources == 2
    assert asked.count("/feed") == asked.count("/") == 1


def test_indexes_without_end_are_not_followed_on_and_wake_nobody(
    tmp_path: Path,
    server: tuple[str, Site, list[str]],  # noqa: F811
) -> None:
    place, site, _ = server
    for n in range(9):
        named = f"<sitemapindex><sitemap><loc>/{n + 1}.xml</loc></sitemap></sitemapindex>"
        site[f"/{n}.xml"] = (200, {}, named.encode())
    clock = SimulatedClock(START)
    with open_archive(tmp_path / "a.db") as archive:
        first = archive.follow(f"http://{place}/0.xml")
        one_round(archive, place, clock)
        assert {state.url[-6:]: state.depth for state in archive.sources()} == {"/0.xml": 0, "/1.xml": 1, "/2.xml": 2}
        paused = next(state for state in archive.sources() if state.depth == 1)
        archive.pause_source(paused.id)
        archive.keep_sources([dataclasses.replace(first, due=0.0)])
        one_round(archive, place, clock)
        assert archive.source(paused.id).disabled == "paused"  # type: ignore[union-attr]
        assert archive.follow(paused.url).disabled is None, "people wake it"


def test_a_source_that_moves_to_another_is_fetched_no_more(address: str) -> None:
    with open_archive(address) as archive:
        old, new = archive.follow("https://harbour.example/old"), archive.follow("https://harbour.example/new")
        archive.keep_visited([dataclasses.replace(old, url=new.url, due=5.0)])
        assert [state.id for state in archive.due_sources(10.0)] == [new.id]
        assert archive.source(old.id).disabled == "moved to an address that is followed already"  # type: ignore[union-attr]
        archive.keep_visited([dataclasses.replace(new, url="https://harbour.example/newer", due=6.0)])
        assert [state.url for state in archive.due_sources(10.0)] == ["https://harbour.example/newer"]


def test_a_page_that_is_refused_stands_in_the_quarantine(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, _ = server
    links = "".join(f"<item><link>http://{place}/{name}</link></item>" for name in ("binary", "reserved", "forbidden", "gone"))
    site["/feed"] = (200, {}, f"<rss><channel>{links}</channel></rss>".encode())
    site["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /forbidden\n")
    site["/binary"] = (200, {}, b"\x89PNG\r\n" + bytes(200))
    site["/reserved"] = (200, {"TDM-Reservation": "1"}, b"<p>words")
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        one_round(archive, place, SimulatedClock(START))
        rows = {subject.rpartition("/")[2]: rule for subject, rule, _ in archive.quarantine()}
        kinds = {error for _, _, error in archive.quarantine()}
    assert set(rows) == {"binary", "reserved", "forbidden"}
    assert "robots" in rows["forbidden"] and "reserves" in rows["reserved"] and Reserved.__name__ in kinds


def test_a_front_or_feed_that_reserves_its_rights_is_not_read(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    card = b"<article><h2><a href='/2025/03/01/bridge'>Bridge opens over the strait</a></h2></article>"
    site["/"] = (200, {}, b"<html><head><meta name='tdm-reservation' content='1'></head><body>" + card * 4 + b"</body></html>")
    feed = f"<rss><channel><item><link>http://{place}/2025/03/01/bridge</link></item></channel></rss>"
    site["/feed"] = (200, {"TDM-Reservation": "1"}, feed.encode())
    with open_archive(tmp_path / "a.db") as archive:
        for path in ("/", "/feed"):
            archive.follow(f"http://{place}{path}")
        one_round(archive, place, SimulatedClock(START))
        assert archive.counts()["captures"] == 0 and "/2025/03/01/bridge" not in asked
        assert all("reserves its rights" in (source.problem or "") for source in archive.sources())


def test_a_host_is_asked_one_request_at_a_time_with_pauses_between(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    site |= {f"/{n}": (200, {}, b"words") for n in range(4)}
    moments = list[float]()

    class Noting(SimulatedClock):
        async def until(self, moment: float) -> None:
            await super().until(moment)
            moments.append(self.now())

    async def run() -> None:
        rules = AddressRules(frozenset({place}))
        async with Fetcher(rules=rules, clock=Noting(START)) as fetcher:
            await asyncio.gather(*(fetcher.fetch(f"http://{place}/{n}") for n in range(4)))

    asyncio.run(run())
    # robots.txt and the reservations are requests too; all at once may ask for these more than once.
    assert len(moments) == len(asked) >= 6
    assert min(later - sooner for sooner, later in itertools.pairwise(moments)) >= DELAY


def test_one_address_that_is_refused_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(
        "<opml><body><outline xmlUrl='http://10.0.0.1/feed'/><outline text='B' xmlUrl='https://b.example/rss'/></body></opml>"
    )
    where = ("--archive", str(tmp_path / "a.db"))
    done = run("follow", "file:///etc/passwd", *where)
    assert done.returncode == 3 and not (tmp_path / "a.db").exists()
    done = run("follow", "https://a.example/", "http://127.0.0.1/", str(tmp_path / "list.opml"), *where, "--json")
    assert done.returncode == 3 and done.stderr.count("refused: ") == 2 and "10.0.0.1" in done.stderr
    assert [json.loads(line)["url"] for line in done.stdout.splitlines()] == ["https://a.example/", "https://b.example/rss"]
    done = run("follow", "--remove", "https://b.example/rss", "https://c.example/", *where)
    assert done.returncode == 0 and "https://c.example/: was not followed" in done.stderr and "b.example" not in done.stdout


def test_a_single_round_says_that_sources_were_refused(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        archive.keep_sources([SourceState("x", "http://10.0.0.1/feed", due=0.0)])
    done = run("watch", "--once", "--json", "--archive", str(tmp_path / "a.db"))
    assert done.returncode == 3 and json.loads(done.stdout)["refused"] == 1 and "no public address" in done.stderr
    assert run("watch", "--once", "--archive", str(tmp_path / "a.db")).returncode == 0


def test_an_answer_that_is_no_page_counts_as_refused(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, _ = server
    site["/feed"] = (200, {}, FEED.replace(b"</channel>", f"<item><link>http://{place}/gone</link></item></channel>".encode()))
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        archive.follow(f"http://{place}/none")
        assert one_round(archive, place, SimulatedClock(START)).refused == 2


def test_a_round_with_nothing_due_says_when_the_next_is(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        archive.keep_sources([SourceState("x", "https://a.example/feed", due=4_102_444_800.0)])
    command = [sys.executable, "-m", "dateline", "watch", "--once", "--archive", str(tmp_path / "a.db")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "nothing was due; the next is at 2100-01-01 00:00:00 UTC" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_is_stopped_says_so_and_ends_well(tmp_path: Path, number: signal.Signals) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        archive.keep_sources([SourceState("x", "https://a.example/feed", due=4e9)])
    command = [sys.executable, "-m", "dateline", "watch", "--archive", str(tmp_path / "a.db")]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and "0 sources" in process.stdout.readline()
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0 and "stopped; what was read is kept" in said and "Traceback" not in said


def test_what_has_not_changed_is_neither_sent_nor_read_again(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, asked = server
    page = b"<html><body><article><h1>Ferry runs again</h1><p>The ferry between the islands runs again, the harbour master said.</p></body>"
    links = "".join(f"<item><link>http://{place}/{name}</link></item>" for name in ("tagged", "plain"))
    site["/feed"] = (200, {}, f"<rss><channel>{links}</channel></rss>".encode())
    site["/tagged"], site["/plain"] = (200, {"ETag": '"1"'}, page), (200, {}, page.replace(b"runs", b"sails"))
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        one_round(archive, place, clock)
        asyncio.run(clock.until(START + 3 * 3600))
        site["/tagged"] = (200, {"ETag": '"1"'}, page + b"this would be sent to one who asks without the ETag")
        tally = one_round(archive, place, clock, said)
        counts = archive.counts()
    assert tally.unchanged == 2 and tally.items.captures == 0 and len(asked) == 2 + 2 + 2 * 2
    assert f"http://{place}/tagged: unchanged" in said and f"http://{place}/plain: unchanged" in said
    assert counts["captures"] == 2


def test_an_edit_and_what_moved_on_the_page_are_told_and_kept(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, _ = server
    words = "The ferry between the islands runs again after a week of storms, the harbour master said on Monday. The crew checked it twice."

    def page(more: str, stories: range) -> bytes:
        cards = "".join(
            f"<li><a href='/2025/03/0{n}/harbour-plan-number-{n}'><h3>Council votes on harbour plan {n}</h3></a>"
            f"<p>Plan {n} is due today.</p></li>"
            for n in stories
        )
        article = f"<article><h1>Ferry runs again</h1><p>{words}{more}</p><p>{words.replace('ferry', 'boat')}</p></article>"
        return f"<html><body>{article}<aside><h2>Latest</h2><ul>{cards}</ul></aside></body></html>".encode()

    site["/feed"] = (200, {}, f"<rss><channel><item><link>http://{place}/ferry</link></item></channel></rss>".encode())
    site["/ferry"] = (200, {}, page("", range(1, 5)))
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        archive.follow(f"http://{place}/feed")
        one_round(archive, place, clock, said)
        assert f"http://{place}/ferry: read" in said
        site["/ferry"] = (200, {}, page(" A second boat follows.", range(3, 7)))
        asyncio.run(clock.until(START + 3 * 3600))
        tally = one_round(archive, place, clock, said)
        article = next(item for item in archive.items(kind="article").items)
        earlier, later = sorted((page for _, page in archive.captures(article.id)), key=lambda page: "second boat" in page.text)
        found = compare(earlier, later)
    assert len(tally.items.revised) == 1
    assert f"http://{place}/ferry: read, 1 edit, 2 items came, 2 items left" in said
    assert len(found.items_came) == len(found.items_left) == 2 and len(found.stays) > 2


@pytest.mark.parametrize("other", ["/ferry?utm_source=rss", "/old"])
def test_an_edit_is_found_under_the_address_that_the_page_names_as_its_own(
    tmp_path: Path,
    server: tuple[str, Site, list[str]],  # noqa: F811
    other: str,
) -> None:
    place, site, _ = server

    def page(more: str) -> bytes:
        words = "The ferry between the islands runs again after a week of storms, the harbour master said on Monday."
        head = f"<head><link rel='canonical' href='http://{place}/ferry'></head>"
        return f"<html>{head}<body><article><h1>Ferry runs again</h1><p>{words}</p><p>{words}{more}</p></article></body></html>".encode()

    site["/feed"] = (200, {}, f"<rss><channel><item><link>http://{place}/first</link></item></channel></rss>".encode())
    site["/first"], site["/target"] = (301, {"Location": "/target"}, b""), (200, {}, page(""))
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        source = archive.follow(f"http://{place}/feed")
        one_round(archive, place, clock, said)
        for hours, more in ((3, " A second boat follows."), (30, " A third boat follows.")):
            site["/target"] = (200, {}, page(more))
            asyncio.run(clock.until(START + hours * 3600))
            one_round(archive, place, clock, said)
        assert said.count(f"http://{place}/first: read, 1 edit") == 2
        (state,) = archive.found_at(source.id)
        article = next(item for item in archive.items(kind="article").items)
        assert state.page == f"http://{place}/ferry" and archive.items_at([state.page]) == {
            state.page: (article.id, article.headline)
        }
        # Another feed names the same article by another address: what is new since is told as well.
        site[other] = (200, {}, page(" No boat follows."))
        site["/feed2"] = (200, {}, f"<rss><channel><item><link>http://{place}{other}</link></item></channel></rss>".encode())
        archive.follow(f"http://{place}/feed2")
        one_round(archive, place, clock, said)
        assert f"http://{place}{other}: read, 1 edit" in said and len(archive.captures_at(state.page)) == 4


def test_a_page_of_the_same_bytes_stays_linked_to_its_item(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, _ = server
    head = f"<head><meta property='og:url' content='http://{place}/ferry'></head>"
    words = "<p>The ferry between the islands runs again after a week of storms, the harbour master said on Monday.</p>"
    site["/feed"] = (200, {}, f"<rss><channel><item><link>http://{place}/f?id=1</link></item></channel></rss>".encode())
    site["/f?id=1"] = (200, {}, f"<html>{head}<body><article><h1>Ferry runs</h1>{words}</article></body></html>".encode())
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        source = archive.follow(f"http://{place}/feed")
        for hours in (0, 3):
            asyncio.run(clock.until(START + hours * 3600))
            one_round(archive, place, clock, said)
        assert f"http://{place}/f?id=1: unchanged" in said
        assert archive.found_at(source.id)[0].page == f"http://{place}/ferry"


def test_what_moved_on_a_front_is_found_under_the_address_that_it_names_as_its_own(
    tmp_path: Path,
    server: tuple[str, Site, list[str]],  # noqa: F811
) -> None:
    place, site, _ = server

    own = f"<head><link rel='canonical' href='http://{place}/news'>".encode()
    site["/news/"] = (200, {}, front(range(1, 5)).replace(b"<head>", own))
    clock, said = SimulatedClock(START), list[str]()
    with open_archive(tmp_path / "a.db") as archive:
        source = archive.follow(f"http://{place}/news/")
        one_round(archive, place, clock, said)
        site["/news/"] = (200, {}, front(range(2, 6)).replace(b"<head>", own))
        asyncio.run(clock.until(START + 7 * 3600))
        one_round(archive, place, clock, said)
        assert f"http://{place}/news/: 1 new of 4, 1 item came, 1 item left" in said
        moves = TestClient(create_app(archive)).get(f"/sources/{source.id}.json").json()["moves"]
    assert [(len(m["came"]), len(m["left"])) for m in moves] == [(1, 1), (0, 0)]


def test_captures_and_found_addresses_go_on_by_cursor_the_latest_first(address: str) -> None:
    url = "https://harbour.example/"
    with open_archive(address) as archive:
        for day in (4, 3, 5):
            archive.add(dateline.read(f"<p>Words of day {day}.", url=url, captured_at=f"2025-03-0{day}", facts=False))
        latest = archive.captures_at(url, limit=2)
        ids = [id for id, _ in (*latest, *archive.captures_at(url, limit=2, cursor=latest.next))]
        assert [str(page.captured.day)[-1] for page in map(archive.capture, ids) if page and page.captured] == ["5", "4", "3"]
        before = archive.capture_before(ids[0])
        assert before is not None and before[0] == ids[1] and archive.capture_before(ids[2]) is None
        archive.keep_addresses([AddressState(f"a{n}", f"{url}{n}", "s", START + n / 3) for n in range(3)])
        first = archive.found_at("s", limit=2)
        rest = archive.found_at("s", limit=2, cursor=first.next)
        assert [state.id for state in (*first, *rest)] == ["a2", "a1", "a0"] and rest.next is None


def test_a_page_that_returns_to_what_it_was_is_captured_again(tmp_path: Path, server: tuple[str, Site, list[str]]) -> None:  # noqa: F811
    place, site, _ = server
    clock, url = SimulatedClock(START), f"http://{place}/news"
    with open_archive(tmp_path / "a.db") as archive:

        async def visit(cost: str) -> None:
            site["/news"] = (200, {}, PAGE.replace("{cost}", cost).encode())
            await clock.until(clock.now() + 900)
            async with Fetcher(rules=AddressRules(frozenset({place})), clock=clock) as fetcher:
                await Follower(archive, fetcher, facts=False).add(url)

        for cost in ("40", "40", "44", "40"):
            asyncio.run(visit(cost))
        shown = [re.findall(r"cost (\d+)", held.text)[0] for _, held in archive.captures_at(url)]
        assert shown == ["40", "44", "40"]
        (item,) = archive.matching()
        assert "cost 40" in item.text and len(archive.revisions(item.id)) == 2 and archive.check() == ()
        last = archive.last_capture(url)
        assert last is not None and last.text == archive.captures_at(url)[0][1].text
        told = TestClient(create_app(archive)).get(f"/capture/{archive.captures_at(url)[0][0]}/changes.json").json()
        assert ["old", "44"] in [part for line in told["edits"] for part in line] and told["at"]
