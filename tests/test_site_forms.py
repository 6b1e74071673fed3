"""The site's forms over hand-made items: corrections and their undoing, judgements, notes, stars, the look, comments on stories."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.site.access import Access
from dateline.site.app import create_app
from dateline.types import Mention, Span
from tests.test_site_pages import PERSON, lake, made, page_of


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = dateline.open_archive(tmp_path / "news.db")
    opened.add([page_of(lake())])
    return opened


@pytest.fixture
def client(archive: Archive) -> TestClient:
    return TestClient(create_app(archive))


def send(client: TestClient, path: str, *, page: str = "/item/item1", **values: str) -> int:
    """Sends a form with the token that a page's forms carry."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
    assert found is not None
    return client.post(path, data={"token": found[1], **values}, follow_redirects=True).status_code


def test_a_figure_is_corrected_and_the_correction_undone(client: TestClient) -> None:
    form = client.get("/item/item1/correct?fact=f1").text
    assert 'name="lower" value="40"' in form
    sent = {"fact": "f1", "lower": "44", "upper": "", "what": "participants", "unit": "people", "action": "change"}
    assert send(client, "/item/item1/correct", **sent, why="the second page says so") == 200
    assert client.get("/item/item1.json").json()["figures"][0]["lower"] == 44
    listed = client.get("/corrections.json").json()["corrections"]
    assert listed[0]["changes"] == {"lower": 44.0} and listed[0]["was"] == {"lower": 40, "what": "participants"}
    assert listed[0]["why"] == "the second page says so"
    assert "the second page says so" in client.get("/corrections").text
    assert send(client, "/undo", page="/corrections", id=listed[0]["id"]) == 200
    assert client.get("/item/item1.json").json()["figures"][0]["lower"] == 40


def test_a_body_is_bounded_before_it_is_read(client: TestClient) -> None:
    assert client.post("/looks", data={"words": "a" * 2_000_001}).status_code == 413
    assert client.post("/looks", content=iter([b"words=", b"a" * 100])).status_code == 411


def test_a_fact_and_a_name_are_taken_out(client: TestClient) -> None:
    assert send(client, "/item/item1/correct", fact="s1", action="reject") == 200
    item = client.get("/item/item1.json").json()
    assert [s["id"] for s in item["statements"]] == ["s2"]
    start, end = item["mentions"][0]["span"]
    assert send(client, "/item/item1/correct", span=f"{start}-{end}", action="reject") == 200
    assert len(client.get("/item/item1.json").json()["mentions"]) == len(item["mentions"]) - 1


def test_a_date_is_corrected_and_says_why(client: TestClient) -> None:
    assert send(client, "/item/item1/correct", published="2025-03-05 2025-03-06", action="change") == 200
    published = client.get("/item/item1.json").json()["published"]
    assert (published["earliest"], published["latest"]) == ("2025-03-05", "2025-03-06")
    assert send(client, "/item/item1/correct", published="yesterday", action="change") == 400
    assert send(client, "/item/item1/correct", published="2025-03-05 2025-03-06", action="change") == 400


def test_two_names_are_judged_and_the_judgement_is_undone(client: TestClient) -> None:
    assert send(client, "/judge", left="land-a", right="land-b", verdict="not-same", why="two countries") == 200
    judged = client.get("/corrections.json").json()["judgements"]
    assert [(j["left"], j["right"], j["verdict"]) for j in judged] == [("land-a", "land-b", "not-same")]
    assert "two countries" in client.get("/corrections").text
    assert send(client, "/judge", page="/corrections", left="land-a", right="land-b", verdict="undo") == 200
    assert client.get("/corrections.json").json()["judgements"] == []


def test_the_other_one_is_named_by_a_part_of_its_name(client: TestClient, archive: Archive) -> None:
    assert "Is this one with another?" in client.get("/entity/land-a").text
    assert send(client, "/judge", page="/entity/land-a", left="land-a", right="ugan", verdict="not-same") == 200
    assert [j["right"] for j in client.get("/corrections.json").json()["judgements"]] == ["land-b"]
    assert send(client, "/judge", page="/entity/land-a", left="land-a", right="Atlantis", verdict="same") == 400


def test_a_speaker_is_corrected_to_a_name_of_another_item(client: TestClient, archive: Archive) -> None:
    other = replace(PERSON, id="person-b", name="Nabwire Okello")
    words = "Nabwire Okello opened the port."
    named = Mention(Span(len("Port\n"), len("Port\nNabwire Okello")), "Nabwire Okello", "person", other)
    archive.add([page_of(made(5, "Port", words, mentions=(named,)))])
    sent = {
        "fact": "s1",
        "speaker": "person-a",
        "speaker-typed": "okello",
        "act": "say",
        "kind": "direct",
        "when": "",
        "action": "change",
    }
    assert "speaker-typed" in client.get("/item/item1/correct?fact=s1").text
    assert send(client, "/item/item1/correct", **sent) == 200
    said = next(s for s in client.get("/item/item1.json").json()["statements"] if s["act"] == "say")
    assert said["entity"]["name"] == "Nabwire Okello"
    assert send(client, "/item/item1/correct", **{**sent, "speaker-typed": "nobody such"}) == 400


def test_a_namesake_is_told_apart_in_one_item_and_the_word_is_taken_back(client: TestClient, archive: Archive) -> None:
    item = archive.item("item1")
    assert item is not None
    name = next(m for m in item.mentions if m.entity is not None and m.entity.type == "person")
    place = next(m for m in item.mentions if m.entity is not None and m.entity.type != "person")
    one, other = (f"{m.span.start}-{m.span.end}" for m in (name, place))
    assert 'name="called"' in client.get(f"/item/item1/correct?span={one}").text
    assert 'name="called"' not in client.get(f"/item/item1/correct?span={other}").text
    sent = {"span": one, "action": "namesake", "called": "farmer of Leeds", "why": "another county"}
    assert send(client, "/item/item1/correct", **{**sent, "called": "(x)"}) == 400
    assert send(client, "/item/item1/correct", **{**sent, "span": other}) == 400
    assert send(client, "/item/item1/correct", **sent) == 200
    told = {m["entity"]["name"] for m in client.get("/item/item1.json").json()["mentions"] if m["entity"]}
    assert name.entity is not None and f"{name.entity.name} (farmer of Leeds)" in told and name.entity.name not in told
    listed = client.get("/corrections.json").json()["corrections"][0]
    assert listed["about"] == "namesake" and listed["why"] == "another county"
    assert "farmer of Leeds" in client.get("/corrections").text
    assert send(client, "/undo", page="/corrections", id=listed["id"]) == 200
    assert name.entity.name in {m["entity"]["name"] for m in client.get("/item/item1.json").json()["mentions"] if m["entity"]}


def test_a_note_is_kept_and_taken_back(client: TestClient, archive: Archive) -> None:
    assert send(client, "/item/item1/note", text="Ask the ferry office.") == 200
    assert "Ask the ferry office." in client.get("/item/item1").text
    assert send(client, "/undo", id=archive.notes(item="item1")[0].id) == 200
    assert "Ask the ferry office." not in client.get("/item/item1").text


def test_an_item_is_starred_and_read(client: TestClient) -> None:
    assert send(client, "/mark/item1", kind="starred", on="1") == 200
    assert [row["item"]["id"] for row in client.get("/starred.json").json()["starred"]] == ["item1"]
    assert send(client, "/mark/item1", kind="starred") == 200
    assert client.get("/starred.json").json() == {"starred": []}
    assert send(client, "/mark/item1", kind="loved", on="1") == 400
    assert send(client, "/mark/nothing", kind="read", on="1") == 404


def test_the_look_is_chosen_and_remembered(client: TestClient) -> None:
    assert "data-theme" not in client.get("/").text
    client.post("/theme", data={"theme": "dark", "back": "/said"})
    assert '<html lang="en" data-theme="dark">' in client.get("/").text
    client.post("/theme", data={"theme": "auto"})
    assert "data-theme" not in client.get("/").text
    assert client.post("/theme", data={"theme": "neon"}).status_code == 400
    assert client.post("/theme", data={"theme": "dark"}, headers={"sec-fetch-site": "cross-site"}).status_code == 400


def test_a_story_is_discussed(client: TestClient, archive: Archive) -> None:
    archive.add([page_of(made(5, "Ferry to cross the lake again", "The ferry sailed.", published=None))])
    story = archive.story_of("item1")
    assert story is not None
    assert send(client, f"/comments/story/{story}", page=f"/story/{story}", text="About time.") == 200
    assert "About time." in client.get(f"/story/{story}").text
    assert client.get(f"/comments/story/{story}.json").json()["comments"][0]["text"] == "About time."
    assert client.get("/comments/story/nothing.json").status_code == 404


def test_an_item_is_put_into_a_story_taken_out_again_and_the_headline_is_kept(client: TestClient, archive: Archive) -> None:
    archive.add([page_of(made(n, f"Quake {n} shakes Tonga", f"A quake of magnitude {n} shook houses far away.")) for n in (5, 6)])
    story = archive.story_of("item1")
    page = f"/story/{story}"
    assert archive.story_of("item5") != story
    assert (
        send(client, f"{page}/correct", page=page, action="join", item="http://127.0.0.1:8017/item/item5#s1", why="same day")
        == 200
    )
    joined = archive.story_of("item1")
    assert joined is not None and archive.story_of("item5") == joined
    page = f"/story/{joined}"
    assert send(client, f"{page}/correct", page=page, action="headline", headline=" The  lake and the quake ") == 200
    assert ">The lake and the quake</h1>" in client.get(page).text
    assert send(client, f"{page}/correct", page=page, action="part", item="item5") == 200
    assert archive.story_of("item1") != archive.story_of("item5")
    page = f"/story/{archive.story_of('item1')}"
    wrong = (
        {"action": "part", "item": "item6"},
        {"action": "part", "item": "item1"},
        {"action": "join", "item": "no such thing"},
    )
    for values in (*wrong, {"action": "join", "item": "nothing"}, {"action": "headline", "headline": "  "}):
        assert send(client, f"{page}/correct", page=page, **values) == 400, values


def test_readers_and_strangers_correct_nothing(archive: Archive) -> None:
    archive.add_user("rita", "reader", "a long enough password")
    site = TestClient(create_app(archive, Access(accounts=True)))
    assert site.get("/item/item1/correct?fact=f1").status_code == 404
    assert "/item/item1/correct" not in site.get("/item/item1").text
    posts: dict[str, dict[str, str]] = {
        "/item/item1/correct": {"fact": "f1", "action": "reject"},
        "/item/item1/note": {"text": "x"},
        "/judge": {"left": "land-a", "right": "land-b"},
        "/undo": {"id": "x"},
        "/mark/item1": {"kind": "starred", "on": "1"},
        f"/story/{archive.story_of('item1')}/correct": {"action": "headline", "headline": "x"},
    }
    assert {path: site.post(path, data=values).status_code for path, values in posts.items()} == dict.fromkeys(posts, 403)
