"""The API: every answer described and as described, problem details, cursors, ETags; a small seeded run of schemathesis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from bench.site_api import fuzz
from dateline.archive import Archive
from dateline.errors import ArchiveLocked
from dateline.site.access import Access
from dateline.site.answers import GIVES, Talk
from dateline.site.app import create_app
from dateline.site.schemas import Schemas
from tests.test_site_pages import lake, made, page_of


def filled(path: Path) -> Archive:
    archive = dateline.open_archive(path)
    archive.add(page_of(lake()))
    for number in range(2, 12):
        archive.add(page_of(made(number, f"Flood number {number}", f"The flood killed {number} people in Kenya.", outlet="A")))
    return archive


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with filled(tmp_path_factory.mktemp("api") / "news.db") as found:
        yield found


@pytest.fixture(scope="module")
def client(archive: Archive) -> TestClient:
    return TestClient(create_app(archive))


def test_every_address_and_answer_is_described(client: TestClient) -> None:
    description = client.get("/api").json()
    assert description["openapi"].startswith("3.1") and set(GIVES) <= set(description["paths"])
    twins = {path for path in description["paths"] if not path.endswith((".atom", ".feed"))}
    assert twins == set(GIVES), "say in site/answers.py (GIVES) what a new page's twin answers"
    for path, operations in description["paths"].items():
        for operation in operations.values():
            content = operation["responses"]["200"]["content"]
            assert operation["summary"] and all("schema" in kind for kind in content.values()), path
            assert {"200", "304", "400", "404", "421", "422", "503"} <= set(operation["responses"])


def test_schemas_are_of_what_is_written() -> None:
    schemas = Schemas()
    schemas.of(dateline.Page)
    statement = schemas.definitions["Statement"]
    assert statement["required"] == ["id", "kind", "act", "confidence"]
    assert statement["properties"]["parent"]["anyOf"][0] == {"$ref": "#/components/schemas/Statement"}
    schemas.of(Talk)
    assert schemas.definitions["Talk"]["required"] == ["comments"]
    with pytest.raises(TypeError, match="no schema"):
        schemas.of(set[int])


def test_cursors_lead_through_a_list_and_none_is_made_up(client: TestClient) -> None:
    seen, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        answer = client.get("/items.json", params={"limit": 4} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in answer["items"]]
        cursor, pages = answer.get("next"), pages + 1
    assert len(seen) == len(set(seen)) == 11 and pages == 3
    cursor = client.get("/items.json?limit=4").json()["next"]
    html = client.get("/items?limit=4").text
    assert f"cursor={cursor}" in html and client.get(f"/items?limit=4&cursor={cursor}").status_code == 200
    for wrong in (cursor[:-1] + ("A" if cursor[-1] != "A" else "B"), cursor[1:], "2025-01-01.3", "é", "x" * 400, "A" * 13):
        answer = client.get("/items.json", params={"cursor": wrong})
        assert answer.status_code == 400 and "cursor must be" in answer.json()["detail"], wrong
    assert client.get("/section/opinion.json", params={"cursor": cursor}).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/item/none.json", 404),
        ("/nowhere.json", 404),
        ("/items.json?limit=1000000000", 422),
        ("/items.json?since=0", 422),
        ("/items.json?cursor=x", 400),
        ("/items.json?kind=foo", 400),
        ("/search.json?tab=events&type=foo", 400),
        ("/search.json?country=Turkland", 400),
        ("/search.json?tab=foo", 400),
        ("/entities.json?q=Osh", 422),
        ("/outlets.json?limits=3", 422),
        ("/items.json?country=TUR&country=GRC", 422),
        ("/said.json?act=foo", 400),
        ("/stories.json?since=2025-02-01&until=2025-01-01", 400),
        ("/items.json?outlet=%00", 400),
        ("/item/%00.json", 400),
        ("/search.atom?q=" + "x" * 401, 422),
        ("/entity/none.feed", 404),
    ],
)
def test_errors_are_problem_details(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    told = answer.json()
    assert answer.status_code == status == told["status"]
    assert answer.headers["content-type"] == "application/problem+json" and told["title"] and told["detail"]
    assert "content-security-policy" in answer.headers


def test_wrong_values_are_named_in_words_and_empty_lists_are_lists(client: TestClient) -> None:
    for path in ("/items.json?genre=obituary", "/section/opinion.json"):
        assert client.get(path).json() == {"items": []}
    told = client.get("/pair/GRC/TUR.json?month=2025-13").json()["detail"]
    assert "pattern" not in told and told.startswith("month: must be") and told.endswith("got '2025-13'")
    assert client.get("/items.json?limit=1000").json()["detail"].endswith("got '1000'")
    told = client.get("/figures.json?wat=killed").json()["detail"]
    assert told == "'wat' is no parameter of this address; it takes what, since, until, cursor"
    assert client.get("/figures.json?what=killed&what=injured").json()["detail"].startswith("what is given more than once")
    assert client.get("/figures?wat=killed").status_code == 200


def test_every_parameter_says_what_it_means(client: TestClient) -> None:
    for path, operations in client.get("/api.json").json()["paths"].items():
        for taken in operations["get"]["parameters"]:
            assert "$ref" in taken or taken.get("description"), (path, taken)
    tab = next(p for p in client.get("/api.json").json()["paths"]["/search.json"]["get"]["parameters"] if p.get("name") == "tab")
    assert "statements" in next(c for c in tab["schema"]["anyOf"] if c["type"] == "string")["enum"]


def test_every_value_that_a_parameter_may_have_is_taken(client: TestClient) -> None:
    tried = 0
    for path, operations in client.get("/api.json").json()["paths"].items():
        for taken in operations["get"]["parameters"] if "{" not in path else ():
            for value in (v for choice in taken.get("schema", {}).get("anyOf", ()) for v in choice.get("enum", ())):
                status, tried = client.get(path, params={taken["name"]: value}).status_code, tried + 1
                assert status == 200, (path, taken["name"], value)
    assert tried > 100 and client.get("/search.json?tab=events&certainty=all").status_code == 400


def test_a_program_is_told_in_its_own_form_everywhere(client: TestClient) -> None:
    answer = client.get("/item/none", headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/item/none", headers={"accept": "text/html"}).headers["content-type"].startswith("text/html")
    wrong = client.post("/items.json")
    assert wrong.status_code == 405 and wrong.json()["status"] == 405 and wrong.headers["allow"] == "GET"


def test_what_cannot_be_read_now_or_goes_wrong_is_told_without_its_words(tmp_path: Path) -> None:
    with filled(tmp_path / "news.db") as archive:
        app = create_app(archive)
        site = TestClient(app, raise_server_exceptions=False)

        def locked(*_: object, **__: object) -> None:
            raise ArchiveLocked("another writer holds it", subject="news.db")

        def broken(*_: object, **__: object) -> None:
            raise ValueError("words of a reader")

        archive.items = locked  # type: ignore[method-assign,assignment]
        assert site.get("/items.json").status_code == 503
        archive.items = broken  # type: ignore[method-assign,assignment]
        answer = site.get("/items.json")
        assert answer.status_code == 500 == answer.json()["status"] and "reader" not in answer.text


def test_what_a_client_holds_is_not_sent_again(client: TestClient, archive: Archive) -> None:
    for path in ("/items.json", "/api", "/healthz", "/search.atom?q=flood", "/search.feed?q=flood", "/item/item1.json"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": f'"other", {tag}'})
        assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == tag, path
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get("/items.json", headers={"host": "elsewhere.example"}).status_code == 200


def test_another_name_is_not_answered(archive: Archive) -> None:
    site = TestClient(create_app(archive, Access(hosts=("127.0.0.1",))))
    answer = site.get("/items.json", headers={"host": "evil.example"})
    assert answer.status_code == 421 and answer.json()["status"] == 421


def test_a_seeded_run_of_schemathesis_finds_nothing(archive: Archive) -> None:
    count, faults = fuzz(create_app(archive), {"/item/{id}.json": [{"id": "item1"}]}, 100)
    assert faults == [] and count["cases"] >= 100 and count["server errors"] == 0
