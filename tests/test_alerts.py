"""Saved searches and alerts: what is new, once, by webhook and by mail, against servers on this machine."""

from __future__ import annotations

import hmac
import json
import re
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import dateline
from dateline.alerts.mail import Mailbox, checked_address
from dateline.alerts.sending import Sender
from dateline.archive import Archive
from dateline.archive.alerts import TRIES
from dateline.cli.app import app
from dateline.errors import UsageError
from dateline.site.access import Access
from dateline.site.app import create_app
from dateline.site.passwords import hashed
from dateline.sources.addresses import AddressRules
from dateline.store.alerts_matching import fits
from tests.test_site_pages import lake, made, page_of

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
Post = tuple[dict[str, str], bytes]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with dateline.open_archive(tmp_path / "news.db") as found:
        found.add(page_of(lake()))
        yield found


def test_a_form_that_is_sent_twice_keeps_one_search(archive: Archive) -> None:
    asked = {"owner": "asel", "asked": {"q": "flood"}, "at": NOON}
    first = archive.save_search("F", **asked)  # type: ignore[arg-type]
    assert archive.save_search("F", **asked) == first and archive.saved_searches() == (first,)  # type: ignore[arg-type]
    mailed = archive.save_search("F", **asked, email="asel@example.org")  # type: ignore[arg-type]
    assert mailed.id != first.id and len(archive.saved_searches(owner="asel")) == 2


@pytest.fixture
def hook() -> Iterator[tuple[str, list[Post], list[int]]]:
    """The address of a receiver, what it was sent, and the statuses that it answers with (200 when the list is used up)."""
    posts: list[Post] = []
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(statuses.pop(0) if statuses else 200)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}", posts, statuses
    server.shutdown()
    server.server_close()


@pytest.fixture
def postbox() -> Iterator[tuple[int, list[str], list[str]]]:
    """The port of a mail server, the mails it took, and its next answers to RCPT."""
    mails: list[str] = []
    answers: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 sink\r\n")
            for line in iter(self.rfile.readline, b""):
                command = line[:4].upper()
                if command == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    mails.append(b"".join(lines).decode())
                    self.wfile.write(b"250 taken\r\n")
                elif command == b"RCPT" and answers:
                    self.wfile.write(answers.pop(0).encode() + b"\r\n")
                elif command == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 well\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], mails, answers
    server.shutdown()
    server.server_close()


def arrive(archive: Archive, *numbers: int) -> None:
    for number in numbers:
        archive.add(page_of(made(number, f"Flood {number}", f"The flood of day {number} killed {number} people in Kenya.")))


def sender(place: str = "", **values: Any) -> Sender:
    values.setdefault("clock", lambda: NOON + timedelta(minutes=1))
    return Sender(rules=AddressRules(frozenset({place})), site="https://news.example/", **values)


def test_what_is_new_is_sent_once_and_signed(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, _ = hook
    arrive(archive, 2)
    saved = archive.save_search("Floods", owner="local", asked={"q": "flood"}, webhook=f"http://{place}/in", at=NOON)
    assert list(sender(place).round(archive)) == [] and posts == []  # what was there already is known
    arrive(archive, 3, 4)
    archive.add(page_of(made(5, "Ferry", "A ferry sailed.")))
    ((_, done),) = sender(place).round(archive)
    assert (done.state, done.attempts, done.error) == ("sent", 1, None)
    ((headers, body),) = posts
    told = json.loads(body)
    assert [item["id"] for item in told["items"]] == ["item3", "item4"] and told["saved"]["name"] == "Floods"
    assert told["items"][0]["url"] == "https://news.example/item/item3"
    seconds, given = re.fullmatch(r"t=(\d+),v1=(\w+)", headers["Dateline-Signature"]).groups()  # type: ignore[union-attr]
    assert hmac.new(saved.key.encode(), f"{seconds}.".encode() + body, sha256).hexdigest() == given
    assert headers["Dateline-Delivery"] == done.id == told["delivery"]
    assert list(sender(place).round(archive)) == [] and len(posts) == 1


def test_failures_are_tried_later_and_shown(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, statuses = hook
    saved = archive.save_search("Floods", owner="local", asked={"q": "flood*"}, webhook=f"http://{place}/in", at=NOON)
    arrive(archive, 2)
    statuses += [500, 302]
    ((_, first),) = sender(place).round(archive)
    assert (first.state, first.attempts, first.error) == ("waiting", 1, "answered with 500")
    assert list(sender(place).round(archive)) == []  # not before its time
    ((_, second),) = sender(place, clock=lambda: NOON + timedelta(minutes=7)).round(archive)
    assert second.error == "answered with 302" and second.due > first.due
    ((_, third),) = sender(place, clock=lambda: NOON + timedelta(hours=1)).round(archive)
    assert third.state == "sent" and {headers["Dateline-Delivery"] for headers, _ in posts} == {first.id} and len(posts) == 3
    assert [d.state for d in archive.deliveries(saved.id)] == ["sent"]


def test_a_delivery_is_given_up_in_the_end_or_at_once(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, statuses = hook
    archive.save_search("Floods", owner="local", asked={"q": "flood"}, webhook=f"http://{place}/in", at=NOON)
    arrive(archive, 2)
    statuses += [503] * TRIES
    states = [
        d.state
        for day in range(TRIES + 3)
        for _, d in sender(place, clock=lambda day=day: NOON + timedelta(days=2 * day + 1)).round(archive)
    ]
    assert states == ["waiting"] * (TRIES - 1) + ["given up"] and len(posts) == TRIES
    arrive(archive, 3)
    statuses[:] = [410]
    ((_, gone),) = sender(place, clock=lambda: NOON + timedelta(days=90)).round(archive)
    assert (gone.state, gone.error) == ("given up", "answered with 410")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://10.1.2.3/",
        "http://[::1]:8080/",
        "file:///etc/passwd",
        "http://intranet/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused_unless_allowed(
    archive: Archive, hook: tuple[str, list[Post], list[int]], url: str
) -> None:
    place, posts, _ = hook
    archive.save_search("F", owner="local", asked={"q": "flood"}, webhook=url.format(port=place.partition(":")[2]), at=NOON)
    arrive(archive, 2)
    ((_, done),) = sender().round(archive)
    assert done.state == "waiting" and done.error and posts == []


def test_a_name_that_leads_to_a_private_number_is_refused(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    _, posts, _ = hook

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    archive.save_search("F", owner="local", asked={"q": "flood"}, webhook="https://hooks.example/x", at=NOON)
    arrive(archive, 2)
    ((_, done),) = sender(lookup=lookup).round(archive)
    assert done.state == "waiting" and "no public address" in (done.error or "") and posts == []


def test_mail_is_a_digest_in_its_rhythm(archive: Archive, postbox: tuple[int, list[str], list[str]]) -> None:
    port, mails, answers = postbox
    box = Mailbox("127.0.0.1", port, "dateline@news.example", "none")
    archive.save_search(
        "Kenya\u2019s floods", owner="local", asked={"q": "flood"}, email="desk@example.org", rhythm="daily", at=NOON
    )
    arrive(archive, 2, 3)
    assert list(sender(mailbox=box).round(archive)) == []  # the day is not over
    answers += ["451 later"]
    ((_, late),) = sender(mailbox=box, clock=lambda: NOON + timedelta(days=1)).round(archive)
    assert (late.state, late.error) == ("waiting", "the address was refused (451)")
    ((_, sent),) = sender(mailbox=box, clock=lambda: NOON + timedelta(days=1, hours=1)).round(archive)
    (mail,) = mails
    assert sent.state == "sent" and f"Message-ID: <{sent.id}@news.example>" in mail and "To: desk@example.org" in mail
    assert "Flood 2" in mail and "https://news.example/item/item3" in mail and "Auto-Submitted: auto-generated" in mail
    arrive(archive, 4)
    answers += ["550 nobody"]
    ((_, gone),) = sender(mailbox=box, clock=lambda: NOON + timedelta(days=3)).round(archive)
    assert gone.state == "given up"


def test_without_a_mail_server_mail_waits_and_says_why(archive: Archive) -> None:
    archive.save_search("F", owner="local", asked={"q": "flood"}, email="desk@example.org", at=NOON)
    arrive(archive, 2)
    ((_, done),) = sender().round(archive)
    assert done.state == "waiting" and "smtp_host" in (done.error or "")
    ((_, down),) = sender(mailbox=Mailbox("127.0.0.1", 1, "a@b.example", "none"), clock=lambda: NOON + timedelta(hours=1)).round(
        archive
    )
    assert "cannot be reached" in (down.error or "")


def test_dossiers_and_stories_are_followed(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, _ = hook
    url = f"http://{place}/in"
    archive.save_search("A", owner="local", about="entity", asked={"id": "person-a"}, webhook=url, at=NOON)
    arrive(archive, 2)
    assert list(sender(place).round(archive)) == []
    again = lake()
    archive.add(page_of(made(9, "Again", "She spoke.", mentions=again.mentions)))
    assert [d.items for _, d in sender(place, clock=lambda: NOON + timedelta(hours=1)).round(archive)] == [("item9",)]
    body = "At least 40 people drowned when the ferry Aurora sank off the port of Lamu in Kenya on Monday, the coast guard said."
    archive.add(page_of(made(20, "Ferry sinks off Lamu", body, outlet="A")))
    archive.add(page_of(made(21, "Ferry sinks off Lamu: 40 drowned", body + " Divers search.", outlet="B")))
    story = archive.story_of("item20")
    assert story is not None
    archive.save_search("S", owner="local", about="story", asked={"id": story}, webhook=url, at=NOON)
    before = len(posts)
    assert list(sender(place, clock=lambda: NOON + timedelta(hours=2)).round(archive)) == [] and len(posts) == before
    archive.add(page_of(made(22, "Ferry sinks off Lamu, 40 drowned", body + " Rain hinders them.", outlet="C")))
    assert [d.items for _, d in sender(place, clock=lambda: NOON + timedelta(hours=3)).round(archive)] == [("item22",)]


def test_what_was_forgotten_is_not_sent(archive: Archive, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, statuses = hook
    archive.save_search("F", owner="local", asked={"q": "flood"}, webhook=f"http://{place}/in", at=NOON)
    arrive(archive, 2)
    statuses += [500]
    list(sender(place).round(archive))
    archive.forget(item="item2")
    arrive(archive, 3)  # takes the number that is free now, and is new all the same
    tried = list(sender(place, clock=lambda: NOON + timedelta(hours=1)).round(archive))
    assert [(d.items, d.state) for _, d in tried] == [(("item2",), "sent"), (("item3",), "sent")]
    assert len(posts) == 2 and b"item2" not in posts[1][1]


def test_an_account_that_goes_takes_what_it_followed(archive: Archive) -> None:
    archive.add_user("asel", "editor", "hash")
    archive.save_search("F", owner="asel", asked={"q": "flood"}, email="asel@example.org", at=NOON)
    arrive(archive, 2)
    archive.collect_alerts(at=NOON + timedelta(minutes=1))
    assert archive.remove_user("asel") and archive.saved_searches() == () and archive.due_deliveries() == ()


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"name": ""}, "1 to 100"),
        ({"asked": {}}, "nothing"),
        ({"asked": {"q": ""}}, "nothing"),
        ({"asked": {"colour": "red"}}, "colour"),
        ({"asked": {"q": "x" * 401}}, "400"),
        ({"asked": {"q": "x", "since": "2025-02-31"}}, "YYYY-MM-DD"),
        ({"about": "mood"}, "search, entity, story"),
        ({"rhythm": "hourly"}, "rhythm"),
    ],
)
def test_what_cannot_be_followed_is_said(archive: Archive, values: dict[str, Any], rule: str) -> None:
    with pytest.raises(UsageError, match=rule):
        archive.save_search(**{"name": "N", "owner": "local", "asked": {"q": "x"}} | values)


@pytest.mark.parametrize(
    "text", ["a b@example.org", "a@b", "@example.org", "a@example.org\nBcc: x@y.example", "a@b.example,c@d.example"]
)
def test_addresses_of_mail_are_plain(text: str) -> None:
    with pytest.raises(UsageError, match="name@host"):
        checked_address(text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ferry"}, True),
        ({"q": "FERR*"}, True),
        ({"q": '"no such phrase"'}, False),
        ({"q": "ferry -ferry"}, False),
        ({"q": "-airship"}, False),
        ({"kind": "article"}, True),
        ({"kind": "teaser"}, False),
        ({"country": "KEN"}, True),
        ({"country": "FRA"}, False),
        ({"q": "ferry", "since": "2100-01-01"}, False),
    ],
)
def test_an_item_fits_as_it_is_found(archive: Archive, asked: dict[str, str], found: bool) -> None:
    assert fits(lake(), asked) is found
    filters: dict[str, Any] = {name: asked[name] for name in ("kind", "country") if name in asked}
    if "q" in asked and "since" not in asked:
        assert bool(archive.search(asked["q"], **filters)) is found
    elif "since" not in asked:
        assert bool(archive.items(**filters).items) is found


def test_the_command_says_how_it_went(tmp_path: Path, hook: tuple[str, list[Post], list[int]]) -> None:
    place, posts, _ = hook
    path = str(tmp_path / "cli.db")
    with dateline.open_archive(path) as archive:
        archive.save_search("Floods", owner="local", asked={"q": "flood"}, webhook=f"http://{place}/in")
        arrive(archive, 2)
    run = CliRunner().invoke
    refused = run(app, ["alerts", "--once", "--archive", path])
    assert refused.exit_code == 3 and "no public address" in refused.output and posts == []
    listed = run(app, ["alerts", "--list", "--json", "--archive", path])
    assert json.loads(listed.output)["last"].startswith("waiting: ") and "key" not in listed.output
    with dateline.open_archive(path) as archive:
        arrive(archive, 3)
    done = run(app, ["alerts", "--once", "--json", "--allow", place, "--archive", path])
    assert done.exit_code == 0 and json.loads(done.output)["state"] == "sent" and len(posts) == 1
    assert run(app, ["alerts", "--once", "--archive", path]).exit_code == 0
    assert isinstance(run(app, ["alerts", "--once", "--allow", "intranet", "--archive", path]).exception, UsageError)


def opened(archive: Archive, access: Access | None = None, name: str | None = None) -> TestClient:
    client = TestClient(create_app(archive, access))
    if name is not None:
        archive.add_user(name, {"reader": "reader"}.get(name, "editor"), hashed("a quiet lake at noon"))
        assert client.post("/login", data={"name": name, "password": "a quiet lake at noon"}).status_code == 200
    return client


def token_of(client: TestClient, path: str) -> str:
    return re.search(r'name="token" value="(\w+)"', client.get(path).text)[1]  # type: ignore[index]


def test_searches_are_saved_and_dropped_by_forms(archive: Archive) -> None:
    client = opened(archive)
    assert "nothing yet" in client.get("/following").text
    page = client.get("/search?q=ferry&kind=article").text
    link = re.search(r'href="(/following\?[^"]*)"', page)[1].replace("&amp;", "&")  # type: ignore[index]
    form = client.get(link).text
    assert 'value="q=ferry&amp;kind=article"' in form
    values = {"name": "<b>Ferries</b>", "asked": "q=ferry&kind=article", "token": token_of(client, link)}
    assert client.post("/following", data=values | {"webhook": "javascript:alert(1)"}).status_code == 400
    assert client.post("/following", data=values | {"email": "a@b.example\nBcc: c@d.example"}).status_code == 400
    assert client.post("/following", data=values | {"asked": ""}).status_code == 400
    assert client.post("/following", data=values | {"token": "x"}).status_code == 403
    assert client.post("/following", data=values | {"email": "desk@example.org", "rhythm": "daily"}).status_code == 200
    (row,) = client.get("/following.json").json()
    assert row["saved"]["asked"] == {"q": "ferry", "kind": "article"} and "key" not in row["saved"] and row["deliveries"] == []
    shown = client.get("/following").text
    assert "&lt;b&gt;Ferries" in shown and 'href="/search.atom?kind=article&amp;q=ferry"' in shown
    assert client.get(row["page"]).status_code == 200
    dropped = client.post(f"/following/{row['saved']['id']}/delete", data={"token": token_of(client, "/following")})
    assert dropped.status_code == 200 and client.get("/following.json").json() == []


def test_what_one_follows_is_seen_by_oneself_alone(archive: Archive) -> None:
    archive.add(page_of(made(4, "Again", "She spoke.", mentions=lake().mentions, outlet="Other Paper")))
    exposed = Access(accounts=True)
    one, other = opened(archive, exposed, "aysel"), opened(archive, exposed, "reader")
    link = "/following?about=entity&id=person-a&name=A"
    values = {"name": "A", "about": "entity", "asked": "id=person-a", "webhook": "https://hooks.example/x"}
    assert one.post("/following", data=values | {"token": token_of(one, link)}).status_code == 200
    assert "webhook" not in other.get(link).text.partition("<footer")[0].lower().partition("<form")[2]
    assert other.post("/following", data=values | {"token": token_of(other, link)}).status_code == 403
    (saved,) = archive.saved_searches()
    assert other.get("/following.json").json() == [] and opened(archive, exposed).get("/following.json").json() == []
    token = token_of(other, link)
    assert other.post(f"/following/{saved.id}/delete", data={"token": token}).status_code == 404 and archive.saved_searches()


@pytest.mark.parametrize("end", ["atom", "feed"])
def test_feeds_are_of_searches_dossiers_and_stories_and_stay_the_same(archive: Archive, end: str) -> None:
    arrive(archive, 2, 3)
    client = opened(archive)
    assert client.get(f"/entity/person-a.{end}").status_code == 404  # no dossier is made of a person whom one outlet names
    archive.add(page_of(made(4, "Again", "She spoke.", mentions=lake().mentions, outlet="Other Paper")))
    story = archive.story_of(archive.items(limit=1).items[0].id) or next(story.id for story in archive.stories())
    for path in (
        f"/search.{end}?q=flood&kind=article",
        f"/search.{end}?country=KEN",
        f"/entity/person-a.{end}",
        f"/story/{story}.{end}",
    ):
        answer = client.get(path)
        assert answer.status_code == 200 and "urn:dateline:item" in answer.text, path
        again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304
    assert client.get(f"/story/none.{end}").status_code == 404 and client.get(f"/entity/none.{end}").status_code == 404
    if end == "atom":
        one = client.get("/search.atom?q=flood&kind=article").text
        other = TestClient(create_app(archive), base_url="http://localhost:9").get("/search.atom?kind=article&q=flood").text
        ids = [re.findall(r"<id>([^<]*)</id>", text) for text in (one, other)]
        assert ids[0] == ids[1] and len(ids[0]) == 3
        assert re.findall(r"<id>([^<]*)</id>", client.get("/search.atom?q=flood").text)[0] != ids[0][0]
    else:
        told = client.get("/search.feed?q=flood").json()
        assert told["home_page_url"].endswith("/search?q=flood") and {i["id"] for i in told["items"]} == {
            "urn:dateline:item2",
            "urn:dateline:item3",
        }
