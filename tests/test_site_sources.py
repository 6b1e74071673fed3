"""Sources on the site: added by address and OPML, paused, resumed, looked at, removed, by editors alone; lists go on by cursor."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.errors import InputRefused, UsageError
from dateline.export import json_lines
from dateline.pages.document import FETCHED_AT
from dateline.reading import compare, read_document
from dateline.site.access import Access
from dateline.site.app import create_app
from dateline.site.captures import Moves, moved
from dateline.site.looking import MOST, Looking
from dateline.site.reader import SEEN
from dateline.sources.addresses import AddressRules
from dateline.sources.answers import document_of
from dateline.sources.responses import Response
from dateline.store.sources_records import AddressState, SourceState
from dateline.types import Difference, Field, Page
from tests.test_site_pages import lake, made, page_of

OPML = (
    b'<opml version="2.0"><body><outline text="Harbour" xmlUrl="https://harbour.example/feed.xml"/>'
    b'<outline text="Home" xmlUrl="http://127.0.0.1/feed"/></body></opml>'
)
ARTICLE = (
    "<html><head><title>Bridge opens over the strait</title></head><body><article><h1>Bridge opens over the strait</h1>"
    "<p>The bridge over the strait opened to traffic on Monday after six years of work, the ministry of transport said in the "
    "harbour town.</p><p>About 4,000 people walked over it on the first morning.</p></article></body></html>"
)
FEED = "<rss><channel><title>Strait News</title><item><title>Bridge</title><link>http://{0}/bridge</link></item></channel></rss>"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with dateline.open_archive(tmp_path / "news.db") as opened:
        opened.add([page_of(lake())])
        yield opened


@pytest.fixture
def publisher() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bodies = {"/feed": FEED.format(self.headers["Host"]), "/bridge": ARTICLE}
            body = bodies.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def send(client: TestClient, path: str = "/sources", files: dict[str, Any] | None = None, **values: str) -> Any:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/sources").text)
    assert found is not None
    return client.post(path, data={"token": found[1], **values}, files=files, follow_redirects=False)


def standing(client: TestClient) -> dict[str, str]:
    return {row["url"]: row["standing"] for row in client.get("/sources.json").json()["sources"]}


def test_addresses_and_opml_are_followed_and_what_is_refused_is_named(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    assert "Nothing is followed yet" in client.get("/sources").text
    assert send(client, addresses="harbour.example/\n\n https://valley.example/news \n").status_code == 303
    mixed = send(client, addresses="ftp://old.example/", files={"opml": ("feeds.opml", OPML)})
    assert mixed.status_code == 422 and "only http and https" in mixed.text and "127.0.0.1" in mixed.text
    followed = standing(client)
    assert set(followed) == {"https://harbour.example/", "https://valley.example/news", "https://harbour.example/feed.xml"}
    assert set(followed.values()) == {"not looked at yet"}
    assert archive.sources()[1].title == "Harbour"
    assert send(client).status_code == 422 and send(client, files={"opml": ("x.opml", b"no list")}).status_code == 422
    listed = client.get("/sources.opml")
    assert listed.headers["content-type"].startswith("text/x-opml") and "https://valley.example/news" in listed.text


def test_a_source_is_paused_resumed_and_removed(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    source = archive.follow("https://harbour.example/feed")
    for act, expected in (("pause", "paused"), ("resume", "not looked at yet")):
        assert send(client, f"/sources/{source.id}", act=act).headers["location"] == f"/sources#{source.id}"
        assert standing(client) == {source.url: expected}
    assert archive.next_due() == 0.0
    assert send(client, f"/sources/{source.id}", act="burn").status_code == 422
    assert send(client, f"/sources/{source.id}", act="remove").status_code == 303 and archive.sources() == ()
    assert send(client, f"/sources/{source.id}", act="pause").status_code == 404


def test_what_was_paused_or_removed_during_a_visit_stays_so(archive: Archive) -> None:
    kept, gone, live = (archive.follow(f"https://harbour.example/{n}") for n in range(3))
    assert archive.pause_source(kept.id) and archive.unfollow(gone.id)
    archive.keep_visited([kept, gone, live])
    assert {state.url: state.disabled for state in archive.sources()} == {kept.url: "paused", live.url: None}
    assert not archive.pause_source(gone.id) and not archive.resume_source(gone.id)


def test_a_source_is_looked_at_now_and_a_server_of_ones_own_where_it_is_allowed(archive: Archive, publisher: str) -> None:
    assert send(TestClient(create_app(archive)), addresses=f"http://{publisher}/feed").status_code == 422
    app = create_app(archive, rules=AddressRules(frozenset({publisher})))
    client = TestClient(app)
    assert send(client, addresses=f"http://{publisher}/feed").status_code == 303
    (source,) = archive.sources()
    assert send(client, f"/sources/{source.id}", act="look").status_code == 303
    app.state.looking.finish(30)
    row = client.get("/sources.json").json()["sources"][0]
    assert (row["standing"], row["kind"], row["found"], row["problem"]) == ("in order", "feed", 1, None)
    assert row["fetched"] is not None and row["due"] > row["fetched"]
    assert any(item.headline == "Bridge opens over the strait" for item in archive.items().items)


def test_what_cannot_be_fetched_says_why(archive: Archive) -> None:
    app = create_app(archive)
    client = TestClient(app)
    archive.keep_sources([SourceState("home", "http://127.0.0.1/feed")])
    send(client, "/sources/home", act="look")
    app.state.looking.finish(30)
    row = client.get("/sources.json").json()["sources"][0]
    assert row["standing"] == "failing" and row["problem"] in client.get("/sources").text and row["failures"] == 1


def test_looks_wait_in_line_and_one_that_fails_ends_no_other() -> None:
    seen, go = list[str](), threading.Event()

    def look(id: str) -> None:
        go.wait(10)
        seen.append(id)
        if id == "0":
            raise InputRefused("no")

    looking = Looking(look)
    for id in (*map(str, range(MOST)), "1"):
        looking.ask(id)
    assert len(looking.now()) == MOST
    with pytest.raises(UsageError):
        looking.ask("one more")
    go.set()
    looking.finish(10)
    assert seen == [str(n) for n in range(MOST)] and looking.now() == frozenset()


def test_sources_are_for_editors(archive: Archive) -> None:
    archive.add_user("rita", "reader", "a long enough password")
    source = archive.follow("https://harbour.example/feed?key=private")
    site = TestClient(create_app(archive, Access(accounts=True)))
    site.post("/login", data={"name": "rita", "password": "a long enough password"})
    assert "private" not in site.get("/sources").text and site.get("/sources.json").json() == {"sources": []}
    assert site.get("/sources.opml").status_code == 403
    posts = [("/sources", {"addresses": "https://a.example/"}), (f"/sources/{source.id}", {"act": "remove"})]
    assert [site.post(path, data=values).status_code for path, values in posts] == [403, 403]
    assert [state.id for state in archive.sources()] == [source.id]


def through(client: TestClient, path: str, name: str) -> list[Any]:
    """Every row of a list, page after page."""
    rows, cursor = list[Any](), ""
    while True:
        answer = client.get(f"{path}.json", params={"cursor": cursor} if cursor else {}).json()
        rows += answer[name]
        if "next" not in answer:
            return rows
        assert f"cursor={answer['next']}" in client.get(path, params={"cursor": cursor} if cursor else {}).text
        cursor = answer["next"]


def test_lists_go_on_by_cursor_and_lose_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (("marks", "PAGE"), ("sources", "PAGE"), ("lists", "ROWS"), ("facts", "PAGE"), ("entities", "NAMES")):
        monkeypatch.setattr(f"dateline.site.{module}.{name}", 2)
    monkeypatch.setattr("dateline.site.stories.PAGE", 1)
    archive.add([page_of(made(n, f"Number {n}", f"Words of number {n}.")) for n in range(10, 15)])
    archive.add([page_of(replace(lake(), id=f"item{n}", revision=f"r{n}")) for n in range(30, 34)])
    for n in range(10, 15):
        archive.mark(f"item{n}", "starred", reader="local")
        archive.follow(f"https://harbour.example/{n}")
        archive.refuse(InputRefused("is no page", subject=f"photo{n}.jpg"))
    client = TestClient(create_app(archive))
    assert sorted(row["item"]["id"] for row in through(client, "/starred", "starred")) == [f"item{n}" for n in range(10, 15)]
    assert [row["url"][-2:] for row in through(client, "/sources", "sources")] == [str(n) for n in range(10, 15)]
    assert [row["input"] for row in through(client, "/quarantine", "refused")] == [f"photo{n}.jpg" for n in range(14, 9, -1)]
    names = [row["entity"]["id"] for row in through(client, "/entities", "entities")]
    assert len(names) == len(set(names)) == len(archive.entities(limit=200)) > 2
    assert len(through(client, "/events", "events")) == len(through(client, "/figures", "figures")) == 5


def test_stories_go_on_by_cursor_the_largest_of_a_day_first(archive: Archive) -> None:
    archive.add(
        [page_of(made(n, f"{'abcdefghij'[n - 20] * 9} opens", f"Words of {'klmnopqrst'[n - 20] * 9}.")) for n in range(20, 26)]
    )
    archive.add([page_of(made(40, "Without a day", "Nobody knows when.", published=None))])
    whole = [story.id for story in archive.stories(limit=100)]
    rows, cursor = list[str](), None
    while True:
        page = archive.stories(limit=1, cursor=cursor)
        rows += [story.id for story in page]
        if (cursor := page.next) is None:
            break
    assert rows == whole and len(whole) == len(set(whole)) > 2
    with pytest.raises(UsageError):
        archive.stories(least=2, cursor=archive.stories(limit=2).next)


def front(stories: range) -> bytes:
    cards = "".join(
        f"<article class='card'><h3><a href='/2025/03/0{n}/harbour-plan-number-{n}'>Council votes on harbour plan {n}</a></h3>"
        f"<p>Plan {n} of the port is due today, and its cost is told to nobody.</p></article>"
        for n in stories
    )
    head = "<title>Harbour Post</title><meta property='og:site_name' content='Harbour Post'>"
    return f"<html lang='en'><head>{head}</head><body><main><h2>Today</h2>{cards}</main></body></html>".encode()


def captured(archive: Archive, url: str, content: bytes, hour: int, earlier: Page | None = None) -> Page:
    """A capture of an address as `watch` keeps it."""
    moment = datetime(2025, 3, 4, hour, tzinfo=UTC)
    answer = Response(url, 200, {"content-type": "text/html", "date": format_datetime(moment, usegmt=True)}, content)
    page = read_document(document_of(answer, moment), earlier=earlier, facts=False)
    archive.add(page, earlier=earlier)
    return page


def test_what_came_onto_a_front_and_left_it_is_shown_capture_by_capture(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.site.source.LATEST", 2)
    client, url = TestClient(create_app(archive)), "https://harbour.example/"
    source = archive.follow(url, title="Harbour Post")
    page = None
    for hour, stories in ((6, range(1, 5)), (7, range(2, 6)), (8, range(2, 6)), (9, range(4, 8))):
        page = captured(archive, url, front(stories) + b" " * hour, hour, page)
    # What stays on a front is no article.
    assert {item.kind for _, seen in archive.captures_at(url) for item in seen.items} == {"teaser"}
    told = client.get(f"/sources/{source.id}.json").json()
    assert [(len(m["came"]), len(m["left"])) for m in told["moves"]] == [(2, 2), (0, 0)]
    assert {item["headline"][-1] for item in told["moves"][0]["came"]} == {"6", "7"}
    assert told["moves"][0]["at"] == "2025-03-04T09:00+00:00"
    shown = client.get(f"/sources/{source.id}").text
    assert "harbour plan 7" in shown and "Nothing came, nothing left." in shown and f"/sources/{source.id}/moves" in shown
    every = client.get(f"/sources/{source.id}/moves.json").json()["moves"]
    assert [len(m["came"]) for m in every] == [2, 0, 1, 0] and every[-1]["before"] is None
    newest = every[0]["capture"]
    assert client.get(f"/capture/{newest}/changes.json").json() == every[0] | {"at": "2025-03-04T09:00+00:00"}
    assert "2 came, 2 left" in client.get(f"/capture/{newest}").text
    assert "harbour plan 2" in client.get(f"/capture/{newest}/changes").text
    assert client.get("/capture/none/changes").status_code == client.get("/sources/none").status_code == 404


def test_an_edit_and_what_moved_stand_with_the_item_and_its_captures(archive: Archive) -> None:
    url, client = "https://harbour.example/2025/03/01/bridge", TestClient(create_app(archive))
    first = captured(archive, url, ARTICLE.encode(), 6)
    captured(archive, url, ARTICLE.replace("4,000", "5,000").encode(), 8, first)
    assert first.article is not None
    shown = client.get(f"/item/{first.article.id}").text
    ((newest, _), oldest) = archive.captures_at(url)
    assert "4,000" in oldest[1].text and f'href="/capture/{newest}/changes">1 edit</a>' in shown
    changes = client.get(f"/capture/{newest}/changes").text
    assert "<del>4</del><ins>5</ins>" in changes and "walked over it on the first morning" in changes


def test_older_captures_are_counted_and_not_compared(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    url, client, page, compared = "https://harbour.example/2025/03/01/bridge", TestClient(create_app(archive)), None, list[Page]()

    def counted(earlier: Page, later: Page) -> Difference:
        compared.append(later)
        return compare(earlier, later)

    monkeypatch.setattr("dateline.site.captures.compare", counted)
    for hour in range(SEEN):
        page = captured(archive, url, ARTICLE.replace("4,000", f"{hour + 2},000").encode(), hour, page)
    assert page is not None and page.article is not None
    address = f"/item/{page.article.id}"
    assert 'id="own-more"' not in client.get(address).text and len(compared) == SEEN - 1
    for hour in range(SEEN, SEEN + 3):
        page = captured(archive, url, ARTICLE.replace("4,000", f"{hour + 2},000").encode(), hour, page)
    compared.clear()
    shown = client.get(address).text
    assert 'id="own-more">3 more</p>' in shown and len(compared) == SEEN
    assert shown.count('/changes">1 edit</a>') == SEEN, "the last one shown is compared with the one before it, too"
    assert 'id="own-more">ещё 3</p>' in client.get(address, headers={"Accept-Language": "ru"}).text


@pytest.mark.parametrize("zone", ["", " -0000", " GMT", " +0000"])
def test_the_hour_of_a_server_that_names_no_zone_is_utc(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Baku")
    time.tzset()
    try:
        page = replace(page_of(lake()), fields=(Field("HTTP Date", f"Tue, 04 Mar 2025 09:00:00{zone}"),))
        assert Moves("a", page).at == "2025-03-04T09:00+00:00"
        fetched = Field(FETCHED_AT, "2025-03-04T09:01:00+00:00")
        assert Moves("a", replace(page, fields=(Field("HTTP Date", f"soon{zone}"), fetched))).at == "2025-03-04T09:01+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_came_is_gone_through_once_and_comments_alone_have_words(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    url, client = "https://harbour.example/2025/03/01/bridge", TestClient(create_app(archive))
    first = captured(archive, url, ARTICLE.encode(), 6)
    captured(archive, url, ARTICLE.encode() + b" ", 8, first)
    times = list[str]()

    class Ids(tuple[str, ...]):
        def __iter__(self) -> Iterator[str]:
            times.append("again")
            return super().__iter__()

    comments = tuple(replace(made(n, "", f"Words {n}."), kind="comment") for n in range(50, 55))
    later = replace(first, items=(*first.items, *comments))
    found = replace(compare(first, later), items_came=Ids(item.id for item in comments))
    monkeypatch.setattr("dateline.site.captures.compare", lambda earlier, page: found)
    assert moved("b", later, ("a", first)).comments == 5 and times == ["again"]

    monkeypatch.setattr("dateline.site.captures.moved", lambda id, page, before: Moves(id, page, "a", comments=5))
    ((newest, _), _) = archive.captures_at(url)
    assert first.article is not None
    assert f'href="/capture/{newest}/changes">5 readers’ comments came</a>' in client.get(f"/item/{first.article.id}").text
    russian = client.get(f"/capture/{newest}", headers={"Accept-Language": "ru"}).text
    assert "<p>появилось 5 комментариев читателей <a" in russian


def test_articles_found_at_a_source_are_listed_with_how_each_went(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.site.source.FOUND", 2)
    client, source = TestClient(create_app(archive)), archive.follow("https://harbour.example/feed")
    read = captured(archive, "https://harbour.example/2025/03/01/bridge", ARTICLE.encode(), 6)
    at = 1_741_000_000.0
    states = [AddressState(f"a{n}", f"https://harbour.example/{n}", source.id, at + n, None) for n in range(4)]
    states.append(replace(states[0], id="b", first_seen=at + 9, landed="https://harbour.example/2025/03/01/bridge", visits=1))
    states[3] = replace(states[3], problem="answers 404", failures=5)
    archive.keep_addresses(states)
    rows = through(client, f"/sources/{source.id}", "found")
    assert [row["url"][-1] for row in rows] == ["0", "3", "2", "1", "0"]
    assert read.article is not None and rows[0]["item"] == read.article.id and rows[0]["headline"] == read.article.headline
    wrong = client.get(f"/sources/{source.id}", params={"only": "problems"}).text
    assert "answers 404" in wrong and "harbour.example/2" not in wrong
    assert [s.id for s in archive.found_at(source.id, troubled=True)] == ["a3"]


def test_a_source_moving_says_so(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    archive.keep_sources([SourceState("one", "https://harbour.example/", moved_to="https://new.example/", sightings=2)])
    assert "https://new.example/" in client.get("/sources/one").text
    answer = send(client, "/sources/one", act="pause", back="/sources/one")
    assert answer.headers["location"] == "/sources/one"
    assert send(client, "/sources/one", act="resume", back="https://evil.example/").headers["location"] == "/sources#one"


def test_older_archives_and_exports_tell_when_an_address_was_found(tmp_path: Path) -> None:
    path, state = tmp_path / "old.db", AddressState("a", "https://harbour.example/1", "s", 1_741_000_000.0, problem="answers 404")
    with dateline.open_archive(path) as opened:
        opened.keep_addresses([state])
        lines = list(json_lines.lines(opened.rows()))
    with pysqlite3.connect(path) as connection:
        connection.executescript(
            "DROP INDEX addresses_of_source; ALTER TABLE addresses DROP COLUMN seen; ALTER TABLE addresses DROP COLUMN problem;"
            "CREATE INDEX addresses_by_source ON addresses (source);"
            "UPDATE settings SET value = '1' WHERE name = 'schema.sources'"
        )
    with dateline.open_archive(path) as opened:
        assert opened.found_at("s", troubled=True) == (state,)
    older = [line.replace(',"seen":1741000000.0', "").replace(',"problem":"answers 404"}', "}") for line in lines]
    assert older != lines
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(json_lines.rows(older))
        assert copy.found_at("s") == copy.found_at("s", troubled=True) == (state,)
        assert list(copy.rows()) == list(json_lines.rows(lines))
        for data in ("no state", "{}", "[]"):
            wrong = {"id": "b", "source": "s", "data": data}
            with pytest.raises(InputRefused, match="line 2: 'addresses'"):
                copy.take_in([("addresses", wrong)])
