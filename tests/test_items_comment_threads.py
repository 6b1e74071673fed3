"""Comments with replies in them, and comments that no element holds."""

from __future__ import annotations

import pytest

import dateline
from dateline.items.html_comments import is_button
from dateline.items.html_signs import signed

ARTICLE = "".join(
    f"<p>The night bus from Belfast to Holywood is to run for another two years, the council of the city said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


def read(discussion: str) -> dateline.Page:
    html = f'<html lang="en"><body><h1>Council keeps the night bus</h1>{ARTICLE}{discussion}</body></html>'
    return dateline.read(html, url="https://ledger.example/2023/03/09/council-keeps-the-night-bus", media_type="text/html", facts=False)


def told(page: dateline.Page) -> list[tuple[tuple[str, ...], str]]:
    return [(item.authors, item.text) for item in page.of_kind("comment")]


THREAD = [(("nightowl",), "It is the only way home."), (("Sam Doak",), "Nobody is ever on it."), (("Geraldine",), "What about Bangor?")]


@pytest.mark.parametrize("kind", ["comment", "entry"])
def test_a_reply_within_a_comment_is_one_of_its_own(kind: str) -> None:

    def said(sign: str, words: str, replies: str = "") -> str:
        return f'<div class="{kind}"><div class="by">{sign} a year ago</div><div>{words}</div><a>Reply</a><a>Share</a>{replies}</div>'

    first = said("nightowl", "It is the only way home.", said("Sam Doak replied to nightowl", "Nobody is ever on it."))
    page = read(f'<section class="discussion">{first}{said("Geraldine", "What about Bangor?")}</section>')
    assert told(page) == THREAD
    assert {block.role for block in page.blocks if block.span.of(page.text).startswith("Reply")} == {"comment-prompt"}


@pytest.mark.parametrize(
    "discussion",
    [
        "<h3>Comments (3)</h3>{}<h3>Leave a comment</h3><p>Your name, please</p>",
        '<dl id="comments">{}</dl>',
    ],
)
@pytest.mark.parametrize("tags", [("p", "p"), ("dt", "dd"), ("div", "p")])
def test_lines_that_sign_part_the_comments_that_no_element_holds(discussion: str, tags: tuple[str, str]) -> None:
    sign, text = tags
    lines = "".join(
        f"<{sign}>{author} said on {day} November 2019 at 08:14:</{sign}><{text}>{words}</{text}>"
        for day, ((author,), words) in enumerate(THREAD, 18)
    )
    page = read(discussion.format(lines))
    assert told(page) == THREAD
    assert page.article is not None and "Bangor" not in page.article.text


def test_one_comment_alone_counts_where_the_heading_counts_one() -> None:
    comment = '<div class="sx-c"><b>Νίκος</b> <i>30/08/2023 13:40</i><p>Καιρός ήταν, είπε ο γείτονας.</p></div>'
    part = '<div class="sx"><h3>{}</h3>' + comment + "</div>"
    assert told(read(part.format("Σχόλια (1)"))) == [(("Νίκος",), "Καιρός ήταν, είπε ο γείτονας.")]
    assert told(read(part.format("Σχόλια"))) == []


@pytest.mark.parametrize("line", ["Reply Share 12 likes", "Yanıtla Beğen (0)", "Responder Curtir 4 Denunciar", "Ответить", "პასუხი", "+5"])
def test_buttons_of_a_comment(line: str) -> None:
    assert is_button(line)


@pytest.mark.parametrize("line", ["<3 <3 <3", "07.04.2020", "I like it", "Share this bus with us"])
def test_words_of_a_comment(line: str) -> None:
    assert not is_button(line)


def test_votes_and_a_second_age_are_no_authors() -> None:
    assert signed("2 points · 6 years ago · edited 6 years ago")[0] is None
    assert signed("Original Poster 1 point · 6 years ago")[0] is None
