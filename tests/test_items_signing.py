"""Lines of the head that sign an article or show a picture, and sentences that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.items.credits import credit_in

BODY = (
    "The river Emajõgi rose by half a metre in two days, and the city closed both of its lower bridges on Tuesday evening.",
    "Forty families had left their homes by midnight, said Mari Tamm, who leads the rescue board in the south of the country.",
    "Schools stay open, and buses to the left bank go by the ring road until the water falls, which may take a week.",
)


def page(*first: str) -> dateline.Page:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*first, *BODY))
    html = f'<html lang="en"><body><article><h1>River closes two bridges in Tartu</h1>{paragraphs}</article></body></html>'
    return dateline.read(
        html, url="https://echo.example/news/river-closes-two-bridges-in-tartu", media_type="text/html", facts=False
    )


@pytest.mark.parametrize(
    "said",
    [
        "By Monday the water had gone.",
        "Di Maio ha respinto le accuse.",
        "Von Storch weist das zurück.",
        "He died on 3 May 2009.",
        "Version 3, 29 June 2007",
        "The vote is on 3 May 2021.",
        "Die Polizei bittet Zeugen um Fotos von dem Unfall.",
        "The museum paid a record price for the photo by Ansel Adams.",
        "The family released a photo: their last one together.",
        "He said he had found the photo by chance.",
    ],
)
def test_a_short_sentence_is_a_paragraph(said: str) -> None:
    article = page(BODY[0], said).article
    assert article is not None and said in article.paragraphs
    assert article.authors == () and article.shown_date is None


@pytest.mark.parametrize("line", ["By Mari Tamm", "Von Mari Tamm", "3 May 2021 Mari Tamm", "By Mari Tamm, 3 May 2021"])
def test_a_line_that_signs_is_no_paragraph(line: str) -> None:
    article = page(line).article
    assert article is not None and line not in article.paragraphs and article.authors == ("Mari Tamm",)


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("The lower bridge on Tuesday. Photo: Echo", True),
        ("The lower bridge on Tuesday (Foto: Jaan Kask)", True),
        ("The lower bridge. Photo by Jaan Kask", True),
        ("The lower bridge on Tuesday. Jaan Kask/AFP", True),
        ("The lower bridge | Photo: Jaan Kask/Echo.", True),
        ("Polizei sucht Zeugen und Fotos von dem Unfall", False),
        ("He found the photo by chance.", False),
        ("The family released a photo: their last one together.", False),
    ],
)
def test_credits_of_pictures(line: str, shows: bool) -> None:
    assert (credit_in(line) is not None) is shows


@pytest.mark.parametrize(
    "line",
    ["3 avril 2018", "Publié le 3 avril 2018 à 09h15", "Published on 3 April 2018 at 09:15", "Veröffentlicht am 3. April 2018"],
)
def test_a_labelled_day_under_the_headline_of_bare_text_is_its_day(line: str) -> None:
    article = dateline.read(
        "\n".join(("River closes two bridges in Tartu", line, *BODY)), media_type="text/plain", facts=False
    ).article
    assert article is not None and article.published is not None and article.published.day == date(2018, 4, 3)


@pytest.mark.parametrize("line", ["Von Storch gibt ihr Mandat zurück", "Di Maio: «Non ci fermeremo davanti a nessuno»"])
def test_a_standfirst_in_bare_text_is_no_byline(line: str) -> None:
    found = dateline.read("\n".join(("River closes two bridges in Tartu", line, *BODY)), media_type="text/plain", facts=False)
    assert not any(block.role == "byline" for block in found.blocks)
