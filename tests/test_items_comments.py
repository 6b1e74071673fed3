"""Readers' comments on HTML pages: who signs them, when, and what stands among them that is none."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.items.html_signs import signed
from dateline.types import Page

ARTICLE = "".join(
    f"<p>The ferry terminal of the old harbour is to be rebuilt at last, the council of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)
FORM = (
    '<div id="respond"><h3 id="reply-title">Leave a Reply</h3><form id="commentform"><p>Your email address will not be published.</p>'
    "<p>Name *</p><p>Website of yours, if any</p></form></div>"
)


def read(discussion: str) -> Page:
    story = f"<main><h1>Ferry terminal to be rebuilt</h1>{ARTICLE}</main>"
    html = f'<html lang="en"><body>{story}<section id="comments">{discussion}</section></body></html>'
    return dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False)


def comment(number: int, sign: str, words: str) -> str:
    return f'<div class="comment" id="comment-{number}"><p>{sign}</p><p>{words}</p></div>'


@pytest.mark.parametrize(
    ("line", "author", "time"),
    [
        ("Ann Bell says: 3 May 2020 at 10:12 am Reply", "Ann Bell", "3 May 2020 at 10:12 am"),
        ("Am 29. Mai 2017 um 14:38 von Hugo", "Hugo", "29. Mai 2017 um 14:38"),
        ("geschrieben von anna12 am 21. Jan. 2015, 19:04 [ antworten ]", "anna12", "21. Jan. 2015, 19:04"),
        ("Carla 1 ano atrás Link permanente", "Carla", "1 ano atrás"),
        ("Par Luc Noir, le mercredi 15 mai 2019 à 08h07", "Luc Noir", "mercredi 15 mai 2019 à 08h07"),
        ("23.09.20 | 18:19 Gartenfreund", "Gartenfreund", "23.09.20 | 18:19"),
        ("Frau Ute Berg28.04.2020, 10:27 Uhr", "Frau Ute Berg", "28.04.2020, 10:27 Uhr"),
        ("August 06, 20194:14 pm", None, "August 06, 2019 4:14 pm"),
        ("24. November 2019 um 17:53 Uhr", None, "24. November 2019 um 17:53 Uhr"),
        ("Ann Bell says:", None, None),
        ("I was there, I saw it!", None, None),
    ],
)
def test_a_line_that_signs_a_comment_tells_author_and_time(line: str, author: str | None, time: str | None) -> None:
    assert signed(line) == (author, time)


def test_the_form_below_the_comments_is_a_prompt_and_no_comment() -> None:
    page = read(comment(1, "Ann Bell 14 February 2024 at 9:41", "I shall miss the old one.") + FORM)
    (found,) = page.of_kind("comment")
    assert found.authors == ("Ann Bell",)
    assert found.text == "I shall miss the old one."
    assert found.published is not None and found.published.day == date(2024, 2, 14)
    prompts = [block.span.of(page.text) for block in page.furniture if block.role == "comment-prompt"]
    assert "Website of yours, if any" in prompts


def test_a_lone_notice_without_a_time_is_no_comment() -> None:
    assert not list(read(comment(1, "House rules", "We do not moderate what readers write here.")).of_kind("comment"))


def test_comments_that_show_no_time_are_told_by_their_likeness() -> None:
    page = read(comment(1, "Ann Bell", "I shall miss the old one.") + comment(2, "Tom", "Nine years late, and far too dear."))
    assert [item.authors for item in page.of_kind("comment")] == [("Ann Bell",), ("Tom",)]


def test_a_title_above_the_line_that_signs_is_of_the_comment_and_no_author() -> None:
    words = "<p>A correction</p><p>written by ann12 on 21 January 2024, 19:04</p><p>It was eight years, not nine.</p>"
    (found,) = read(f'<div class="comment">{words}</div>').of_kind("comment")
    assert (found.authors, found.text) == (("ann12",), "A correction\nIt was eight years, not nine.")


def beside(part: str) -> Page:
    html = f'<html lang="en"><body><main><h1>Ferry terminal to be rebuilt</h1>{ARTICLE}</main>{part}</body></html>'
    return dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False)


def boxes(outer: str, inner: str, *signed_words: tuple[str, str]) -> str:
    return outer + "".join(f'<div class="{inner}"><p>{sign}</p><p>{words}</p></div>' for sign, words in signed_words) + "</div>"


@pytest.mark.parametrize(
    ("outer", "inner", "first", "second", "authors"),
    [
        (
            '<div class="bas"><h4>Vos réactions (2)</h4>',
            "r",
            ("par Gustave69, le 12/03/2024 à 19:02", "Enfin, il était temps !"),
            ("par M. Chabot, le 12/03/2024 à 19:40", "Et les usagers dans tout ça ?"),
            ["Gustave69", "M. Chabot"],
        ),
        (
            '<div class="comments-block">',
            "c",
            ("Виктор 15.05.2024 10:01", "Опять пробки на всё лето."),
            ("Гость 15.05.2024 10:44", "Согласен"),
            ["Виктор", "Гость"],
        ),
        (
            '<div class="pinglun"><h3>网友评论</h3>',
            "p",
            ("<span>小张</span><span>2024-12-28 11:20</span>", "终于开通了，上班方便多了"),
            ("<span>龙华居民</span><span>2024-12-28 11:45</span>", "票价有点贵"),
            ["小张", "龙华居民"],
        ),
    ],
)
def test_comments_whose_elements_have_no_name_are_told_by_the_lines_that_sign_them(
    outer: str, inner: str, first: tuple[str, str], second: tuple[str, str], authors: list[str]
) -> None:
    page = beside(boxes(outer, inner, first, second))
    found = list(page.of_kind("comment"))
    assert [item.authors for item in found] == [(author,) for author in authors]
    assert [item.text for item in found] == [first[1], second[1]]
    assert page.article is not None and len(page.article.paragraphs) == 4


def test_a_part_under_the_heading_comments_that_signs_nothing_is_the_article_s() -> None:
    part = "<section><h2>Comments</h2><p>{} its letter that it had read all of them.</p><p>{}, most were for it.</p></section>"
    html = part.format("The council of the town said in", "Of the readers of the town who wrote to the council of the town")
    page = dateline.read(
        f'<html lang="en"><body><article><h1>Ferry terminal to be rebuilt</h1>{ARTICLE}{html}</article></body></html>',
        url="https://echo.example/2024/02/13/ferry",
        media_type="text/html",
        facts=False,
    )
    assert not list(page.of_kind("comment"))
    assert page.article is not None and len(page.article.paragraphs) >= 6


def test_one_word_is_a_comment_where_author_and_time_sign_it() -> None:
    sign = '<b class="fn">{}</b> <span class="says">ha detto:</span></p><p><time datetime="2024-02-14T08:12Z">14 Febbraio 2024</time>'
    page = read(comment(1, sign.format("Piero"), "Tristezza!") + comment(2, sign.format("Anna"), "Rispondi"))
    (found,) = page.of_kind("comment")
    assert (found.authors, found.text) == (("Piero",), "Tristezza!")


@pytest.mark.parametrize(
    ("line", "author", "time"),
    [
        ("Mary 30 minutes ago", "Mary", "30 minutes ago"),
        ("Julia 20 May 2021", "Julia", "20 May 2021"),
        ("April 3 hours ago", "April", "3 hours ago"),
        ("Мария 3 часа назад", "Мария", "3 часа назад"),
        ("Ann May 12, 2021", "Ann", "May 12, 2021"),
    ],
)
def test_a_name_like_a_month_signs_a_comment(line: str, author: str, time: str) -> None:
    assert signed(line) == (author, time)


@pytest.mark.parametrize(
    ("line", "author", "time"),
    [
        ("Jane posted at 14:05 on 12 March", "Jane", "14:05 on 12 March"),
        ("Posted by Jane at 14:05 on 12 March 2019", "Jane", "14:05 on 12 March 2019"),
        ("Jane replied 3 hours ago", "Jane", "3 hours ago"),
        ("Анна написала 12 марта 2019", "Анна", "12 марта 2019"),
        ("On 12 March 2019 at 14:05, Jane wrote:", "Jane", "12 March 2019 at 14:05"),
        ("Published: February 25, 2026 by Jenny Le", "Jenny Le", "February 25, 2026"),
    ],
)
def test_a_time_of_day_before_its_day_and_what_a_commenter_does_are_no_names(line: str, author: str, time: str) -> None:
    assert signed(line) == (author, time)
