"""The interface's languages: every text marked and translated, the reader's choice, days and numbers in the language's form."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.site import languages
from dateline.site.app import create_app
from tests.test_site_pages import lake, page_of
from training import catalogues

TEMPLATES = sorted((catalogues.SITE / "templates").glob("*.html"))
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: Names, signs of formats and what one types are the same in every language.
SAME = {"Dateline", "API", "JSON", "JSON Feed", "Atom", "dateline", "flood"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    archive = dateline.open_archive(tmp_path_factory.mktemp("site") / "news.db")
    archive.add(page_of(lake()))
    return TestClient(create_app(archive))


@pytest.mark.parametrize("code", ["ru", "az"])
def test_every_marked_text_is_translated(code: str) -> None:
    assert catalogues.untranslated(code) == [], "translate them in the .po files: python -m training.catalogues"


def test_russian_texts_have_russian_quotation_marks() -> None:
    catalogue = (catalogues.SITE / "catalogues" / "ru.po").read_text(encoding="utf-8")
    written = re.sub(r"^(#|msgid).*(\n\".*)*", "", catalogue, flags=re.MULTILINE)
    assert "«" in written and [line for line in written.splitlines() if re.search("[“”]", line)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_says_anything_unmarked(path: Path) -> None:
    text = re.sub(r"<(code|kbd)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    plain = _JINJA.sub(" ", text)
    said = [*re.findall(r">([^<]+)", plain), *re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', plain)]
    words = {word for part in said for word in re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]+)*", re.sub(r"&\w+;", " ", part))}
    assert words <= SAME


def test_the_reader_chooses() -> None:
    assert languages.chosen(None, "") == "en"
    assert languages.chosen(None, "az-Latn-AZ,ru;q=0.8,en;q=0.5") == "az"
    assert languages.chosen(None, "fr, ru;q=0.4, en;q=0.9") == "en"
    assert languages.chosen(None, "ru;q=0, az;q=x, ;q=, \0") == "en"
    assert languages.chosen("ru", "az") == "ru" and languages.chosen("tlh", "az") == "az"


def test_days_and_numbers_have_the_form_of_the_language() -> None:
    first, last = date(2024, 12, 30), date(2025, 1, 2)
    forms = {}
    for code in languages.LANGUAGES:
        languages.use(code)
        forms[code] = (
            languages.on_day(last),
            languages.days(first, last),
            languages.number(1234567.5),
            languages.between(37, None),
        )
    languages.use("en")
    assert forms["en"] == ("2 January 2025", "30 December 2024 – 2 January 2025", "1,234,567.5", "at least 37")
    assert forms["ru"] == ("2 января 2025 г.", "30 декабря 2024 г. – 2 января 2025 г.", "1\xa0234\xa0567,5", "не менее 37")
    assert forms["az"] == ("2 yanvar 2025", "30 dekabr 2024 – 2 yanvar 2025", "1.234.567,5", "ən azı 37")
    assert languages.days(date(2025, 1, 1), date(2025, 1, 9)) == "1–9 January 2025"
    assert languages.days(date(2024, 2, 1), date(2024, 2, 29)) == "February 2024"
    assert languages.days(date(2023, 2, 1), date(2023, 2, 27)) == "1–27 February 2023"
    assert languages.days(date(2031, 1, 1), date(2031, 12, 31)) == "2031"
    assert languages.days(date(2030, 1, 1), date(2031, 12, 31)) == "1 January 2030 – 31 December 2031"
    assert languages.number(-15.5) == "−15.5"
    assert languages.days(None, last) == "2 January 2025" and languages.on_day(None) == "undated"


def test_numbers_take_their_form() -> None:
    languages.use("ru")
    said = [languages.ngettext("%(n)s report", "%(n)s reports", n) % {"n": n} for n in (1, 3, 5, 21)]
    languages.use("en")
    assert said == ["1 сообщение", "3 сообщения", "5 сообщений", "21 сообщение"]


def test_lasting_times_and_millions_take_their_form() -> None:
    told = {}
    for code in languages.LANGUAGES:
        languages.use(code)
        told[code] = [languages.time_name(value) for value in ("P30Y", "P2W", "PT1H")] + [
            languages.number(n * 1e6) for n in (5, 2.5)
        ]
    languages.use("en")
    assert told["az"] == ["30 il", "2 həftə", "1 saat", "5 milyon", "2,5 milyon"]
    assert [t.replace("\u00a0", " ") for t in told["ru"]] == ["30 лет", "2 недели", "1 час", "5 миллионов", "2,5 миллиона"]
    assert told["en"] == ["30 years", "2 weeks", "1 hour", "5 million", "2.5 million"]


def test_a_figure_and_what_it_counts_stand_in_the_order_of_the_language(client: TestClient) -> None:
    english, russian = (client.get("/figures", headers={"accept-language": code}).text for code in ("en", "ru"))
    assert '<span class="big">at least 40</span> participants' in english
    assert 'участники: <span class="big">не менее 40</span>' in russian
    reader = client.get("/item/item1", headers={"accept-language": "ru"}).text
    assert "участники: <b>не менее 40</b>" in reader


@pytest.mark.parametrize(("code", "word"), [("ru", "Сегодня"), ("az", "Bu gün"), ("en", "Today")])
def test_pages_speak_the_language_of_the_browser(client: TestClient, code: str, word: str) -> None:
    for path in ("/", "/items", "/item/item1", "/said", "/map", "/pairs", "/search?q=ferry", "/moderation", "/nothing"):
        answer = client.get(path, headers={"accept-language": code})
        assert f'<html lang="{code}">' in answer.text and word in answer.text, path
    assert "Accept-Language" in client.get("/").headers["vary"]
    problem = client.get("/nothing", headers={"accept-language": "ru"}).text
    assert "Такой страницы здесь нет." in problem


def test_the_switch_is_a_form_and_is_remembered(client: TestClient) -> None:
    answer = client.post("/language", data={"language": "az", "back": "/items?kind=article"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/items?kind=article")
    assert '<html lang="az">' in client.get("/", headers={"accept-language": "ru"}).text
    assert client.post("/language", data={"language": "xx"}).status_code == 400
    away = client.post("/language", data={"language": "en", "back": "//evil.example/"}, follow_redirects=False)
    assert away.headers["location"] == "/"
    client.cookies.clear()
