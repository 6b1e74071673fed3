"""Sources on the site: added by address and OPML, paused, resumed, looked at, removed, by editors alone; lists go on by cursor."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.errors import InputRefused, UsageError
from dateline.site import sources
from dateline.site.access import Access
from dateline.site.app import create_app
from dateline.site.looking import MOST, Looking
from dateline.sources.addresses import AddressRules
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


def test_a_source_is_looked_at_now(archive: Archive, publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "look_at", partial(sources.look_at, rules=AddressRules(frozenset({publisher}))))
    app = create_app(archive)
    client = TestClient(app)
    source = archive.follow(f"http://{publisher}/feed")
    assert send(client, f"/sources/{source.id}", act="look").status_code == 303
    app.state.looking.finish(30)
    row = client.get("/sources.json").json()["sources"][0]
    assert (row["standing"], row["kind"], row["found"], row["problem"]) == ("in order", "feed", 1, None)
    assert row["fetched"] is not None and row["due"] > row["fetched"]
    assert any(item.headline == "Bridge opens over the strait" for item in archive.items().items)


def test_what_cannot_be_fetched_says_why(archive: Archive) -> None:
    app = create_app(archive)
    client = TestClient(app)
    archive.keep_sources([sources.SourceState("home", "http://127.0.0.1/feed")])
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
