"""The discussion: what is held, limits, reports, deletion, the audit trail; accounts, sessions, forged posts, withheld texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.errors import UsageError
from dateline.site.access import Access, read_ticket, ticket
from dateline.site.app import create_app
from dateline.site.passwords import fits, hashed
from dateline.site.serving import how
from dateline.store.discussion_rules import NEWCOMER, RateLimited
from tests.test_site_pages import lake, page_of

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
PASSWORD = "a quiet lake at noon"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with dateline.open_archive(tmp_path / "news.db") as found:
        found.add(page_of(lake()))
        yield found


def known(archive: Archive, name: str) -> None:
    """Makes a reader one whose first comments were published, days ago."""
    for n in range(NEWCOMER):
        made = archive.comment("item1", f"word {n}", author=name, at=NOON - timedelta(days=3, hours=n))
        archive.decide_comments([made.id], "publish", actor="mod", at=NOON)


def test_a_newcomer_waits_and_one_who_is_known_does_not(archive: Archive) -> None:
    first = archive.comment("item1", "Good news", author="asel", at=NOON)
    assert (first.state, first.reason) == ("held", "newcomer")
    assert [c.id for c in archive.comments("item1", reader="asel")] == [first.id]
    assert archive.comments("item1") == () and archive.queue_sizes() == {"newcomers": 1, "held": 0, "reported": 0}
    known(archive, "bota")
    assert archive.comment("item1", "I agree", author="bota", at=NOON).state == "published"
    assert archive.comment("item1", "http://a.example http://b.example", author="bota", at=NOON).reason == "links"
    archive.block_words(["Casino"], actor="mod")
    assert archive.comment("item1", "my casino!", author="mod", role="moderator", at=NOON).reason == "blocked word"


def test_limits_hold_and_nothing_is_lost(archive: Archive) -> None:
    done = refused = 0
    for n in range(40):
        try:
            archive.comment("item1", f"flood {n}", author=f"reader{n % 4}", at=NOON + timedelta(seconds=n))
            done += 1
        except RateLimited:
            refused += 1
    assert (done, refused) == (20, 20) and archive.queue_sizes()["newcomers"] == 20 and archive.comments("item1") == ()
    with pytest.raises(RateLimited, match="sent already"):
        archive.comment("item1", "flood 0", author="reader0", at=NOON + timedelta(hours=1))
    for text in ("", " \n ", "x" * 4001):
        with pytest.raises(UsageError, match="1 to 4000"):
            archive.comment("item1", text, author="other")


def test_a_span_is_quoted_and_must_lie_in_the_text(archive: Archive) -> None:
    assert archive.comment("item1", "Which ferry?", author="asel", span=(0, 5)).quote == "Ferry"
    with pytest.raises(UsageError, match="outside"):
        archive.comment("item1", "no", author="asel", span=(0, 10_000))


def test_reports_hide_and_deletion_deletes(archive: Archive, tmp_path: Path) -> None:
    known(archive, "bota")
    made = archive.comment("item1", "zyxwvut unmistakable", author="bota", at=NOON)
    for n in range(3):
        assert any(c.id == made.id for c in archive.comments("item1"))
        assert archive.report_comment(made.id, reporter=f"r{n}") and archive.report_comment(made.id, reporter=f"r{n}")
    assert not any(c.id == made.id for c in archive.comments("item1"))
    assert [c.reports for c in archive.comment_queue("reported")] == [3]
    assert archive.decide_comments([made.id, "none"], "delete", actor="mod") == 1
    assert archive.one_comment(made.id) is None and archive.comment_queue("reported") == ()
    deeds = archive.audit()
    assert (deeds[0].actor, deeds[0].action, deeds[0].subject) == ("mod", "delete", made.id)
    assert "zyxwvut" not in repr(deeds)
    assert not any(b"zyxwvut" in path.read_bytes() for path in tmp_path.iterdir())  # the archive is open, its log emptied
    assert archive.remove_user("bota") is False and not [c for c in archive.comments("item1") if c.author == "bota"]


def test_a_few_readers_cannot_silence_a_discussion(archive: Archive) -> None:
    ids = [archive.comment("item1", f"words {n}", author=f"mod{n}", role="moderator", at=NOON).id for n in range(21)]
    for id in ids[:20]:
        assert archive.report_comment(id, reporter="asel", at=NOON)
    with pytest.raises(RateLimited, match="20 objections in 24 hours"):
        archive.report_comment(ids[20], reporter="asel", at=NOON + timedelta(hours=23))
    assert archive.report_comment(ids[20], reporter="asel", at=NOON + timedelta(hours=25))


def test_no_account_looks_like_another(archive: Archive) -> None:
    archive.add_user("Paul Okello", "reader", "hash")
    for name in ("paul okello", "Pаul Оkello", "PaulOkeIIo", "Paul 0kell0", "Pául Okello"):
        with pytest.raises(UsageError, match="could be taken for"):
            archive.add_user(name, "reader", "hash")
    for name in ("Paul\u200b Okello", "Paul\u202eOkello", " Paul"):
        with pytest.raises(UsageError, match="printable"):
            archive.add_user(name, "reader", "hash")
    assert archive.add_user("Paul Okello", "editor", "new").role == "editor" and archive.add_user("Paula", "reader", "hash")


def test_long_discussions_are_paged_and_go_with_their_item(archive: Archive, tmp_path: Path) -> None:
    for n in range(205):
        archive.comment("item1", f"words {n}", author=f"mod{n}", role="moderator", span=(0, 5) if n == 0 else None)
    client = TestClient(create_app(archive))
    first = client.get("/comments/item/item1.json").json()
    rest = client.get("/comments/item/item1.json", params={"cursor": first["next"]}).json()
    assert [len(first["comments"]), len(rest["comments"])] == [200, 5] and "next" not in rest
    assert "/comments/item/item1" in client.get("/item/item1").text and "cursor=" in client.get("/comments/item/item1").text
    archive.forget(item="item1")
    assert archive.comments("item1") == ()


def test_passwords_and_sessions() -> None:
    proof = hashed(PASSWORD)
    assert proof.startswith("$argon2id$") and fits(PASSWORD, proof) and not fits("another", proof) and not fits(PASSWORD, None)
    with pytest.raises(UsageError, match="10 to 200"):
        hashed("short")
    session = ticket(b"key", "Айсулу", "m")
    assert read_ticket(b"key", session) == ("Айсулу", "m")
    for forged in (session[:-1] + "x", session.replace("|m|", "|n|"), "", "|", "a|b|c|d|e", "é|é"):
        assert read_ticket(b"key", forged) is None, forged
    assert read_ticket(b"other", session) is None


def test_others_reach_only_a_site_with_accounts(archive: Archive) -> None:
    with pytest.raises(UsageError, match="dateline user add"):
        how(archive.users(), "0.0.0.0")
    assert how((), "127.0.0.1").hosts == ("127.0.0.1", "localhost", "::1")
    archive.add_user("mod", "moderator", hashed(PASSWORD))
    assert how(archive.users(), "0.0.0.0", https=True) == Access(accounts=True, secure=True)


def test_a_local_site_answers_under_its_own_name_only(archive: Archive) -> None:
    client = TestClient(create_app(archive, how((), "127.0.0.1")), base_url="http://127.0.0.1:8017")
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def token_of(client: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    assert found, path
    return found[1]


def test_a_form_of_another_site_is_refused(archive: Archive) -> None:
    client = TestClient(create_app(archive), follow_redirects=False)
    form = {"text": "Hello", "token": token_of(client, "/item/item1")}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post("/comments/item/item1", data=form, headers=headers).status_code == 403, headers
    assert client.post("/comments/item/item1", data=form | {"token": "0" * 40}).status_code == 403
    assert client.post("/comments/item/item1", data={"text": "Hello"}).status_code == 403
    assert not archive.comments("item1")
    assert client.post("/comments/item/item1", data=form, headers={"origin": "http://testserver"}).status_code == 303
    assert "Hello" in client.get("/item/item1").text
    cookie = client.get("/", headers={"cookie": ""}).headers.get("set-cookie", "HttpOnly; SameSite=lax")
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie


def signed_in(archive: Archive, name: str) -> TestClient:
    client = TestClient(create_app(archive, Access(accounts=True)), follow_redirects=False)
    assert client.post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
    return client


def test_roles_and_withheld_texts(archive: Archive) -> None:
    for name, role in (("asel", "reader"), ("mod", "moderator")):
        archive.add_user(name, role, hashed(PASSWORD))
    guest = TestClient(create_app(archive, Access(accounts=True)), follow_redirects=False)
    reader, moderator = signed_in(archive, "asel"), signed_in(archive, "mod")
    for client in (guest, reader):
        assert client.get("/moderation").status_code == client.get("/audit").status_code == 403
        assert "Read on at" in client.get("/item/item1").text
        assert client.get("/item/item1.json").json()["withheld"] is True
        assert "text" not in client.get("/items.json").json()["items"][0]
        assert "text" not in client.get("/search.json?q=ferry").json()["hits"][0]["item"]
        assert "text" not in client.get("/index.json").json()["reports"][0]["lead"]
        assert client.get(f"/capture/{archive.captures('item1')[0][0]}").status_code == 404
    assert "Read on at" not in moderator.get("/item/item1").text and moderator.get("/moderation").status_code == 200
    token = token_of(reader, "/item/item1")
    assert reader.post("/comments/item/item1", data={"text": "First words", "token": token}).status_code == 303
    assert "First words" not in guest.get("/item/item1").text and "held for review" in reader.get("/item/item1").text
    assert reader.post("/moderation", data={"action": "publish", "ids": ["x"], "token": token}).status_code == 403
    [held] = archive.comment_queue("newcomers")
    form = {"action": "publish", "ids": [held.id], "token": token_of(moderator, "/moderation")}
    assert moderator.post("/moderation", data=form).status_code == 303
    assert "First words" in guest.get("/item/item1").text
    free = {"outlet": "Rift Courier", "free": "1", "token": token_of(moderator, "/moderation")}
    assert moderator.post("/outlets", data=free).status_code == 303
    assert "Read on at" not in guest.get("/item/item1").text and "text" in guest.get("/item/item1.json").json()
    archive.add_user("asel", "reader", hashed(PASSWORD + "!"))
    assert "Sign in" in reader.get("/").text, "a new password ends the old session"


def test_guessing_passwords_is_slowed(archive: Archive) -> None:
    client = TestClient(create_app(archive, Access(accounts=True)))
    tries = [client.post("/login", data={"name": "nobody", "password": "x" * 12}).status_code for _ in range(12)]
    assert tries == [401] * 10 + [429] * 2


def test_removal_and_the_app(archive: Archive) -> None:
    client = TestClient(create_app(archive))
    assert client.post("/removal", data={"about": "/item/item1", "reason": "mine"}).status_code == 200
    assert [r.reason for r in archive.removals()] == ["mine"] and "mine" in client.get("/audit").text
    manifest = client.get("/static/site.webmanifest").json()
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).status_code == 200, icon
    assert client.get("/service-worker.js").headers["content-type"].startswith("text/javascript")
    shared = client.get("/share", params={"title": "T", "text": "words https://a.example/x"})
    assert "https://a.example/x" in shared.text and "words" in shared.text
    head = client.head("/item/item1")
    assert head.status_code == 200 and not head.content and head.headers["etag"]
    assert client.get("/nothing.json").json()["title"] == "Not Found"
