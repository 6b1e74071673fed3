"""Authors and headline of an article: from what the page states of itself, and from the lines that sign it."""

from __future__ import annotations

import pytest

import dateline
from dateline.types import Item

ARTICLE = "".join(
    f"<p>The ferry terminal of the old harbour is to be rebuilt at last, the council of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


def article(byline: str = "", head: str = "", title: str = "Ferry terminal to be rebuilt") -> Item:
    line = f'<p class="byline">{byline}</p>' if byline else ""
    html = f'<html lang="en"><head>{head}</head><body><main><h1>{title}</h1>{line}<div>{ARTICLE}</div></main></body></html>'
    found = dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Bell", ("Ann Bell",)),
        ("Ann Bell", ("Ann Bell",)),
        ("Ann Bell – Journalist", ("Ann Bell",)),
        ("By Ann Bell and Tom Reed Monday, November 18, 2019", ("Ann Bell", "Tom Reed")),
        ("28. Jan. 2022 Anna Berg", ("Anna Berg",)),
        ("4.02.2022 par Luc Noir", ("Luc Noir",)),
        ("Publiziert am 13. Januar 2014 von annaberg", ("annaberg",)),
        ("Posted by Ann B. on May 3, 2020", ("Ann B.",)),
        ("Віктор Волошин — 24 жовтня, 15:26", ("Віктор Волошин",)),
        ("By Ann Bell, The Harbour Echo", ("Ann Bell",)),
    ],
)
def test_a_line_that_signs_names_the_authors(line: str, authors: tuple[str, ...]) -> None:
    assert article(line, '<meta property="og:site_name" content="The Harbour Echo">').authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "WATCH LIVE",
        "Photo: Ann Bell",
        "The Harbour Echo",
        "Redaktion",
        "The Guardian 02/10/2020 Ann Bell",
        "Organization: Old Archive",
        "Sport",
    ],
)
def test_other_lines_beside_the_headline_name_none(line: str) -> None:
    assert article(line).authors == ()


def test_the_author_shown_counts_where_the_outlet_is_stated() -> None:
    ld = '{"@type": "NewsArticle", "author": {"name": "Harbour Echo"}, "publisher": {"name": "Harbour Echo"}}'
    assert article("By Ann Bell", f'<script type="application/ld+json">{ld}</script>').authors == ("Ann Bell",)


@pytest.mark.parametrize("tail", [" - Harbour Echo", " | Sport", " — HARBOUR-ECHO"])
def test_the_name_of_the_outlet_behind_a_headline_is_none_of_it(tail: str) -> None:
    ld = f'{{"@type": "NewsArticle", "headline": "Ferry terminal to be rebuilt{tail}", "articleSection": "Sport"}}'
    head = f'<meta property="og:site_name" content="Harbour Echo"><script type="application/ld+json">{ld}</script>'
    found = article(head=head)
    assert found.headline == "Ferry terminal to be rebuilt"
    assert [note.text for note in found.notes] == [f"the JSON-LD states: Ferry terminal to be rebuilt{tail}"]


def test_what_follows_a_line_within_a_headline_stays() -> None:
    ld = '{"@type": "NewsArticle", "headline": "Ferry terminal to be rebuilt - costs, dates, maps"}'
    assert (
        article(head=f'<script type="application/ld+json">{ld}</script>').headline
        == "Ferry terminal to be rebuilt - costs, dates, maps"
    )
