"""The sample pages read as they should, and the site shows them: every page answers, nothing of a page runs."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.cli.stories import row_of
from dateline.cli.story_view import story_lines
from dateline.reading import read_document
from dateline.samples import documents
from dateline.site.app import create_app


@pytest.fixture(scope="module")
def pages() -> dict[str, dateline.Page]:
    found: dict[str, dateline.Page] = {}
    for document in documents():
        page = read_document(document)
        found[(page.url or "") + ("#later" if page.url in found else "")] = page
    return found


def one(pages: dict[str, dateline.Page], part: str) -> dateline.Page:
    return next(page for url, page in pages.items() if part in url)


def test_every_article_is_read_and_dated(pages: dict[str, dateline.Page]) -> None:
    assert len(pages) >= 12
    for url, page in pages.items():
        if "islandgazette" in url:
            assert page.article is None, "a front has no article"
            continue
        assert page.article is not None, url
        assert (page.article.published is not None and page.article.published.day is not None) or "balticcourier" in url, url
        assert len(page.article.paragraphs) >= 3, url


def test_teasers_stay_out_of_the_article(pages: dict[str, dateline.Page]) -> None:
    page = one(pages, "balticcourier")
    article = page.article
    assert (
        article is not None
        and article.paragraphs[0].startswith("Estonia and Latvia agreed")
        and article.paragraphs[-1].startswith("Tamm, who has held")
    )
    teasers = [item for item in page.items if item.kind == "teaser"]
    assert len(teasers) == 6 and {"opinion", "documentary"} <= {item.genre for item in teasers}
    assert {block.role for block in page.furniture} >= {"app-promo", "comment-prompt"}


def test_a_wrong_meta_date_is_set_aside(pages: dict[str, dateline.Page]) -> None:
    article = one(pages, "steppeherald").article
    assert article is not None and article.published is not None
    assert str(article.published.day) == "2025-10-08"
    assert any(not e.used and "2018" in str(e.allows) + e.note for e in article.published.evidence)


def test_two_captures_differ_in_rail_and_one_edit(pages: dict[str, dateline.Page]) -> None:
    earlier, later = (page for url, page in pages.items() if "tagusmirror" in url)
    difference = dateline.compare(earlier, later)
    assert difference.edits == (("78", "84"),)
    assert difference.items_left and difference.items_came


def test_readers_comments(pages: dict[str, dateline.Page]) -> None:
    comments = [item for item in one(pages, "savannatimes").items if item.kind == "comment"]
    assert [item.authors for item in comments] == [("Peter M.",), ("shopkeeper_22",), ("Achieng",)]


def test_speech_in_russian_and_azerbaijani(pages: dict[str, dateline.Page]) -> None:
    for part, words in (("semirechye", "двенадцать лет"), ("kurxeber", "beş il çəkdi")):
        article = one(pages, part).article
        assert article is not None
        assert any(words in span.of(article.text) for s in article.statements for span in s.content), part


@pytest.fixture(scope="module")
def archive(pages: dict[str, dateline.Page], tmp_path_factory: pytest.TempPathFactory) -> dateline.Archive:
    archive = dateline.open_archive(tmp_path_factory.mktemp("site") / "news.db")
    for page in pages.values():  # one by one, as the demo
        archive.add(page)
    return archive


@pytest.fixture(scope="module")
def client(archive: dateline.Archive) -> TestClient:
    return TestClient(create_app(archive))


def test_the_tutorial_shows_what_the_commands_print(archive: dateline.Archive) -> None:
    text = (Path(__file__).parents[1] / "docs" / "tutorial.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n\$ dateline (\S+)(?: (\S+))? --archive samples.db\n(.*?)```", text, re.DOTALL)
    assert [command for command, *_ in shown] == ["stories", "show"]
    for command, id, lines in shown:
        if command == "stories":
            told = [line for story in archive.stories(least=2) for line in row_of(story).splitlines()]
        else:
            story = archive.story(id)
            assert story is not None, id
            told = list(story_lines(story))
        missing = [line for line in lines.splitlines() if line not in ("", "...", *told)]
        assert not missing, (command, missing, told)


def test_every_page_and_its_twin_answers(client: TestClient) -> None:
    items = client.get("/items.json").json()["items"]
    item = items[0]["id"]
    capture = re.search(r"/capture/(\w+)", client.get(f"/item/{item}").text)
    entity = client.get("/entities.json").json()["entities"][0]["entity"]["id"]
    assert capture
    paths = [
        "/",
        "/items?kind=teaser",
        "/search?q=floods",
        "/said",
        "/events",
        "/entities",
        "/outlets",
        "/quarantine",
        f"/item/{item}",
        f"/capture/{capture[1]}",
        f"/entity/{entity}",
    ]
    for path in paths:
        address, _, query = path.partition("?")
        twin = ("/index" if address == "/" else address) + ".json" + (f"?{query}" if query else "")
        page, plain = client.get(path), client.get(twin)
        assert page.status_code == plain.status_code == 200, path
        assert "script-src 'self'" in page.headers["content-security-policy"]
        plain.json()
    assert client.get("/api").json()["paths"]


def test_errors_name_the_rule(client: TestClient) -> None:
    assert client.get("/item/none").status_code == 404
    assert client.get("/item/none.json").headers["content-type"] == "application/problem+json"
    assert "cursor" in client.get("/items.json?cursor=x").json()["detail"]


def test_the_reader_marks_facts(client: TestClient) -> None:
    found = client.get("/items.json?outlet=Strait%20Observer&kind=article").json()["items"][0]["id"]
    page = client.get(f"/item/{found}").text
    assert 'data-f="' in page and 'data-fact="s1"' in page and "Why this date" in page


def test_nothing_of_a_page_runs(tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    html = f"""<html><head><title>{bad.replace("<", "&lt;")}</title><link rel="canonical" href="javascript:alert(3)"></head><body><article><h1>Bridge &lt;script&gt;alert(4)&lt;/script&gt; opens</h1>
    <p>The bridge &lt;img src=x onerror=alert(5)&gt; was opened on Monday after two years of work, the city said in a statement on the day.</p>
    <p>“We waited &lt;script&gt;alert(6)&lt;/script&gt; a long time,” Mayor Rosa Quintela told reporters at the opening of the bridge on Monday.</p></article></body></html>"""
    with dateline.open_archive(tmp_path / "news.db") as archive:
        added = archive.add(dateline.read(html, url="javascript:alert(7)"))
        client = TestClient(create_app(archive))
        for path in ("/", f"/item/{added.new[0]}", "/said", "/search?q=bridge", "/search?q=%3Cscript%3Ealert(8)%3C/script%3E"):
            text = client.get(path).text
            assert "<script>alert" not in text and "<img src=x" not in text and 'href="javascript' not in text, path


def test_a_comment_that_is_found_shows_its_author_and_its_words_once(pages: dict[str, dateline.Page], tmp_path: Path) -> None:
    page = one(pages, "oldtowngazette")
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page)
        text = TestClient(create_app(archive)).get("/search?kind=comment").text
    comments = [item for item in page.items if item.kind == "comment"]
    short = next(item for item in comments if item.authors and len(item.text) < 100)
    assert text.count(short.text) == 1 and f"<bdi>{short.authors[0]}</bdi>" in text
