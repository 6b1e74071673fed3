"""Dates by what a text names: candidates and happenings; what ends an interval; a rail that is none of the article's; names that are no
times; what was to be done."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.happenings import happening_evidence
from dateline.expressions.times import find
from dateline.types import DateEstimate, Item

HARBOUR = "Two hundred people were taken to a school in the town, and trains to Oslo stood still, the fire service of Larvik said."


def of(text: str, **known: str) -> DateEstimate | None:
    article = dateline.read(text, media_type="text/plain", facts=False, **known).article
    assert article is not None
    return article.published


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "Republican presidential candidate Mitt Romney came to the harbour on Tuesday. President Barack Obama promised help.",
            date(2011, 4, 11),
            date(2012, 11, 6),
        ),
        ("Fernando Haddad, the Workers’ Party presidential candidate, came to the harbour.", date(2018, 9, 11), date(2018, 10, 28)),
        ("Inspectors found the panels of the Grenfell Tower fire last year on a tower in Hull.", date(2018, 1, 1), date(2018, 12, 31)),
        ("It was the tenth anniversary of the Beslan school siege.", date(2014, 3, 2), date(2015, 3, 3)),
        ("It was the twentieth anniversary of the Chernobyl disaster.", date(2005, 10, 25), date(2006, 10, 26)),
        ("It was the twenty-fifth anniversary of the Chernobyl disaster.", date(2010, 10, 25), date(2011, 10, 26)),
        ("Three years after the Rana Plaza collapse, the mill was closed.", date(2015, 10, 24), date(2017, 4, 24)),
    ],
)
def test_candidates_and_happenings_date_a_text(text: str, first: date, last: date) -> None:
    found = of(f"{text} {HARBOUR}")
    assert found is not None and (found.earliest, found.latest) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "The former presidential candidate Mitt Romney came to the harbour.",
        "The 2012 presidential candidate Mitt Romney came to the harbour.",
        "Presidential candidate Ann Harbour came.",
        "A hurricane named Katrin was seen.",
    ],
)
def test_other_names_say_nothing(text: str) -> None:
    item = dateline.read(f"{text} {HARBOUR}", media_type="text/plain", facts=False).article
    assert isinstance(item, Item) and list(happening_evidence(item)) == []


def test_what_ends_an_interval_is_said() -> None:
    text = f"In March 2023 the council closed the harbour of Larvik. {HARBOUR}"
    open_end, bounded = of(text), of(text, captured_at="2024-02-02")
    assert open_end is not None and bounded is not None
    assert open_end.evidence[-1].kind == "end" and "not known so far ahead" in open_end.evidence[-1].note
    assert bounded.latest == date(2024, 2, 2) and bounded.evidence[-1].note == "not after the capture"


def page(article: str, rail: str = "") -> str:
    body = "".join(f"<p>{HARBOUR} The mayor spoke of pumps number {n} from the neighbouring towns.</p>" for n in range(3))
    return (
        "<!doctype html><html lang=en><title>Harbour of Larvik under water</title><main><article>"
        f"<h1>Harbour of Larvik under water</h1>{article}{body}</article></main>{rail}"
    )


def rail(day: str, titles: tuple[str, ...]) -> str:
    cards = "".join(
        f'<li><a href="/news/{title.lower().replace(" ", "-")}"><h3>{title}</h3></a><time datetime="2024-08-0{9 - n}">{9 - n} {day}</time>'
        f"<p>{title}, the council was told on its first meeting of the autumn.</p></li>"
        for n, title in enumerate(titles)
    )
    return f"<aside><h2>More news</h2><ul>{cards}</ul></aside>"


LONG = ("Bridge at Moss to be rebuilt after long delay", "Ferry line to Denmark cut for the winter", "School in Horten gets a new roof")
SHORT = ("Bridge at Moss rebuilt", "Ferry line cut", "School gets roof")


@pytest.mark.parametrize("titles", [LONG, SHORT])
def test_an_article_without_a_day_takes_none_of_its_rail(titles: tuple[str, ...]) -> None:
    url = "https://www.fjordpost.example/news/harbour-under-water"
    shown = dateline.read(page("", rail("August 2024", titles)), url=url, facts=False).article
    assert shown is not None and shown.published is None
    dated = dateline.read(page('<p class="date">4 May 2023</p>', rail("August 2024", titles)), url=url, facts=False).article
    assert dated is not None and dated.published is not None
    assert dated.published.day == date(2023, 5, 4) and not dated.published.doubtful


def test_an_article_newer_than_its_rail_is_in_doubt() -> None:
    url = "https://www.fjordpost.example/news/harbour-under-water"
    found = dateline.read(page('<p class="date">4 May 2025</p>', rail("August 2024", LONG)), url=url, facts=False)
    assert found.article is not None and found.article.published is not None and found.captured is not None
    assert found.captured.latest < date(2025, 5, 4)
    assert found.captured.doubtful and found.article.published.doubtful
    assert any("after the newest of the page's other stories" in note.text for note in found.article.notes)


def test_a_copyright_line_ends_the_days_of_an_article_that_shows_none() -> None:
    foot = "<footer><p>© Fjordpost AS 2010-2019. All rights reserved.</p></footer>"
    told = "<p>In March 2018 the council closed the harbour of Larvik.</p>"
    found = dateline.read(page(told, foot), url="https://www.fjordpost.example/news/harbour", facts=False).article
    assert found is not None and found.published is not None
    assert (found.published.earliest, found.published.latest) == (date(2018, 3, 1), date(2020, 12, 31))
    assert "copyright-line" in [piece.kind for piece in found.published.evidence if piece.used]


def test_figures_show_which_of_them_is_the_month() -> None:
    """The order of a date that has two readings is that of the dates that have one."""
    line = '<p class="date">04/05/2023</p>'
    told = "<p>The harbour was closed from 03/28/2023 on, the council of Larvik said.</p>"
    plain, shown = (dateline.published(page(line + more), url="https://post.example.co.uk/x") for more in ("", told))
    assert plain is not None and plain.day == date(2023, 5, 4)
    assert shown is not None and shown.day == date(2023, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "The Mail on Sunday asked the council.",
        "Die Welt am Sonntag fragte den Rat.",
        "Sheffield Wednesday lost at home.",
        "The Monday Club met at the harbour.",
        "Frau August kam nach Larvik.",
        "Julio Lima vino con Domingo Rey.",
        "A museum of the October Revolution closed.",
    ],
)
def test_names_are_no_times(text: str) -> None:
    assert find(text, anchor=date(2024, 5, 8)) == ()


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("The work was to finish by January.", date(2023, 11, 20), "2024-01"),
        ("The work was to finish by January.", date(2024, 3, 3), "2024-01"),
        ("The quay had been due to open in May.", date(2024, 6, 3), "2024-05"),
        ("The work is to finish by January.", date(2024, 3, 3), "2025-01"),
        ("Am Samstag sollen Tausende durch die Stadt gezogen sein.", date(2024, 5, 8), "2024-05-04"),
        ("Am Samstag soll er zwei Menschen verletzt haben.", date(2024, 5, 8), "2024-05-04"),
        ("Am Samstag sollen Tausende durch die Stadt ziehen.", date(2024, 5, 8), "2024-05-11"),
    ],
)
def test_what_was_to_be_done_and_what_is_hearsay(text: str, day: date, value: str) -> None:
    assert [found.value for found in find(text, anchor=day)] == [value]


def test_a_year_that_opens_its_sentence_is_told() -> None:
    filed = "LARVIK, 4 May (Fjord Agency) - The river burst its banks on Thursday."
    found = of(f"Flood in Larvik\n\n{filed} {HARBOUR} In 2022 a dam was built.")
    assert found is not None and found.earliest == date(2023, 5, 4)


def test_letters_with_a_stroke_are_read_as_letters() -> None:
    found = of(f"Prime Minister Jonas Gahr Støre came to the harbour in May 2022. {HARBOUR}")
    assert found is not None and "office" in [piece.kind for piece in found.evidence]


@pytest.mark.parametrize("line", ["4 de mayo de 2023", "Publié le 4 mai 2023 à 14h05", "4 May 2023"])
def test_a_date_in_a_line_of_its_own_is_no_teaser(line: str) -> None:
    found = dateline.read(f"Larvik under water\n\n{line}\n\n{HARBOUR} {HARBOUR}", media_type="text/plain", facts=False)
    assert [item.kind for item in found.items] == ["article"]
    assert found.items[0].published is not None and found.items[0].published.day == date(2023, 5, 4)


def test_a_name_of_other_letters_is_no_happening() -> None:
    item = Item("i", "article", "BOSTON MARATHON BOMB\u0130NG was on the board behind him.", ("",), language="en")
    assert list(happening_evidence(item)) == []
