"""Lines of the head that sign an article or show a picture, and sentences that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.items.credits import credit_in
from dateline.items.html_blocks import Walk
from dateline.items.html_signs import signed
from dateline.items.html_walk import plain_run, run

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


LABELLED = [
    ("Par Élodie Vasseur - Publié le 12 janvier 2024 à 18h20 - Mis à jour le 13 janvier 2024 à 08h05", "byline", ("Élodie Vasseur",)),
    ("2 ნოემბერი, 2023 | ავტორი: ნინო კაპანაძე", "byline", ("ნინო კაპანაძე",)),
    ("كتبت: هبة منصور", "byline", ("هبة منصور",)),
    ("30 Αυγούστου 2023 12:15 | Μαρία Βλαχάκη", "byline", ("Μαρία Βλαχάκη",)),
    ("2024-03-28 08:12　来源：江边晚报　记者：林晓岚　责任编辑：陈立", "byline", ("林晓岚",)),
    ("प्रकाशित: 03 अक्टूबर 2024, 09:15 AM", "date", ()),
    ("الأحد 19 مايو 2024 - 12:30 م", "date", ()),
    ("Giriş Tarihi: 03.07.2023 14:25 Güncelleme: 03.07.2023 16:10", "date", ()),
    ("27 ottobre 2023 alle 15:31 2 minuti di lettura", "date", ()),
    ("14/06/2024 às 07h30 • Atualizado há 2 horas", "date", ()),
    ("2024年5月11日 6時00分", "date", ()),
]


@pytest.mark.parametrize(("line", "role", "authors"), LABELLED)
def test_lines_that_sign_in_many_languages(line: str, role: str, authors: tuple[str, ...]) -> None:
    read = page(line)
    assert read.article is not None and read.article.authors == authors
    assert [block.role for block in read.blocks if block.span.of(read.text)[:9] == line[:9]] == [role]


def test_all_lines_before_the_first_prose_may_sign_the_text() -> None:
    lines = ("Storm Ursula moves across the south of Estonia.", "By Mari Tamm and Jaan Kask", "Updated 11:22, 21 January 2024")
    article = page(*lines).article
    assert article is not None and article.shown_date == "Updated 11:22, 21 January 2024"
    assert article.authors == ("Mari Tamm", "Jaan Kask")


def headed(lines: str, head: str = "") -> dateline.Page:
    text = "".join(f"<p>{text}</p>" for text in BODY)
    body = f"<article><h1>River closes two bridges in Tartu</h1>{lines}{text}</article>"
    html = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return dateline.read(html, url="https://echo.example/news/river-closes-two-bridges-in-tartu", media_type="text/html", facts=False)


def roles(read: dateline.Page, words: str) -> list[str]:
    return [block.role for block in read.blocks if block.span.of(read.text) == words]


def test_the_author_whom_the_head_states_is_no_paragraph() -> None:
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "tamm7"}}</script>'
    assert roles(headed("<p>tamm7</p>", stated), "tamm7") == ["byline"]
    assert roles(headed("<p>tamm7</p>"), "tamm7") != ["byline"]


def test_a_name_below_the_headline_that_leads_to_an_authors_page_signs() -> None:
    assert roles(headed('<div><a href="/authors/mari-tamm">Mari Tamm</a></div>'), "Mari Tamm") == ["byline"]
    assert roles(headed('<div><a href="/towns/mari-tamm">Mari Tamm</a></div>'), "Mari Tamm") != ["byline"]
    assert roles(headed('<div><a href="/users/sign_in">Log In Here</a></div>'), "Log In Here") != ["byline"]


def test_a_name_that_begins_like_a_month_is_none_before_a_day_in_figures() -> None:
    assert signed("Сергей 11.08.2022 12:40") == ("Сергей", "11.08.2022 12:40")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>Mari Tamm</b><time>14. Mai 2023</time>", "Mari Tamm 14. Mai 2023"),
        ("<b>Temel K.</b><span>2 saat önce</span>", "Temel K. 2 saat önce"),
        ("<span>محمود</span><span>19 مايو 2024</span>", "محمود 19 مايو 2024"),
        ("<span>03:12</span><time>04:15</time>", "03:12 04:15"),
        ("<b>CO</b><span>2</span>", "CO2"),
        ("<span>v1.</span><span>5</span>", "v1.5"),
        ("<b>x</b><sub>2</sub>", "x2"),
        ("<span>共</span><span>3</span>", "共3"),
    ],
)
def test_figures_that_a_style_sets_apart_begin_a_word(markup: str, text: str) -> None:
    for read in (plain_run, run):
        found = Walk(None)
        read(f"<body><p>{markup}</p></body>", found)
        assert [block.text for block in found.blocks] == [text]
