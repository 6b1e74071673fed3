"""HTML pages to items: the article, teasers, comments, furniture, and what the page says of itself."""

from __future__ import annotations

import gc
import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

import dateline
from dateline.errors import InputRefused, TooLarge
from dateline.items import assembly, html_features, html_links, html_table, html_tags, html_teasers, html_walk, trees
from dateline.items.date_lines import bears_date, is_date_line, tells_day
from dateline.items.furniture import alternatives, furniture_kind, furniture_kinds
from dateline.items.html_blocks import Walk, holding
from dateline.items.html_bylines import names_byline
from dateline.items.html_features import WORDS, ClassOdds, Hints, Places, class_columns
from dateline.items.html_links import is_same, is_story
from dateline.items.html_model import DOUBTFUL, Model, shipped
from dateline.items.html_walk import parse, walk
from dateline.items.trees import Trees, trees_of
from dateline.language import detection
from dateline.tables import rows
from dateline.types import FURNITURE_ROLES, Block, Page, Span

PARAGRAPHS = (
    "The council of Harbourton voted on Tuesday evening to rebuild the old ferry terminal and so ended a dispute of nine years.",
    "Mayor Ilse Brandt told reporters that the first ferries would sail again before the end of next summer, weather and money permitting.",
    "Residents of the northern quays have long complained that the closure added forty minutes to every trip into the centre of the town.",
    "The opposition voted against the plan, saying that the cost, put at 38 million euros, had doubled since the first estimate.",
    "Work is due to begin in March, and the harbour authority expects to employ about two hundred people at the height of construction.",
)
TEASERS = (
    (
        "Storm closes the coastal road for a third night",
        "/2024/02/11/storm-closes-coastal-road",
        "Engineers warned drivers to expect long detours until the weekend.",
    ),
    (
        "View: Why small ports deserve a second chance",
        "/opinion/small-ports-second-chance",
        "Our columnist on what the ferries meant to the quays.",
    ),
    (
        "School meals to cost more from the autumn term",
        "/2024/02/10/school-meals-cost-more-autumn",
        "Parents were told of the rise by letter.",
    ),
)


COMMENTS = (
    ("Otto K.", "At last, I have waited for this ferry for years."),
    ("maria77", "And who is going to pay for all of it?"),
)
HEAD = """<head><title>Ferry terminal to be rebuilt - The Harbourton Echo</title>
<link rel="canonical" href="https://echo.example/2024/02/13/ferry-terminal-rebuilt">
<meta property="og:site_name" content="The Harbourton Echo">
<meta property="article:published_time" content="2024-02-13T18:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry terminal to be rebuilt after nine years",
"author":[{"@type":"Person","name":"Jana Voss"}],"datePublished":"2024-02-13T18:00:00+01:00"}</script></head>"""
HEADING = """<article><h1>Ferry terminal to be rebuilt after nine years</h1><p class="byline">By Jana Voss</p>
<p><time datetime="2024-02-13">13 February 2024</time></p>"""


def page_html(*, teasers: bool = True, comments: bool = False, article: bool = True) -> str:
    """A page of an invented outlet."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    cards = "".join(
        f'<div class="card"><h3><a href="{link}">{title}</a></h3><p class="summary">{summary}</p>'
        '<time datetime="2024-02-11">11 February 2024</time></div>'
        for title, link, summary in TEASERS
    )
    said = "".join(
        f'<li class="comment"><b class="author">{name}</b><div><time datetime="2024-02-13T10:00">13 February 2024</time></div>'
        f'<div class="comment-body"><p>{words}</p></div></li>'
        for name, words in COMMENTS
    )
    story = f'{HEADING}<div class="article-body">{text}</div></article>' if article else ""
    related = f'<section class="related"><h2>Related stories</h2>{cards}</section>' if teasers else ""
    discussion = f'<section id="comments"><h2>2 comments</h2><ol class="comment-list">{said}</ol></section>' if comments else ""
    return f"""<!doctype html><html lang="en">{HEAD}<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main>{story}{related}{discussion}</main>
<footer><p>© 2024 The Harbourton Echo. All rights reserved.</p></footer></body></html>"""


def read(html: str) -> Page:
    return dateline.read(html, url="https://echo.example/2024/02/13/ferry-terminal-rebuilt", media_type="text/html", facts=False)


def test_article_is_its_paragraphs_and_nothing_else() -> None:
    article = read(page_html()).article
    assert article is not None
    assert article.paragraphs == PARAGRAPHS
    assert article.headline == "Ferry terminal to be rebuilt after nine years"
    assert article.authors == ("Jana Voss",)
    assert article.outlet == "The Harbourton Echo"
    assert article.language == "en"
    assert article.url == "https://echo.example/2024/02/13/ferry-terminal-rebuilt"
    assert article.shown_date == "13 February 2024"


def test_each_teaser_is_an_item_with_its_text_link_and_date() -> None:
    teasers = list(read(page_html()).of_kind("teaser"))
    assert [teaser.headline for teaser in teasers] == [title for title, _, _ in TEASERS]
    assert [teaser.url for teaser in teasers] == [f"https://echo.example{link}" for _, link, _ in TEASERS]
    assert [teaser.paragraphs for teaser in teasers] == [(summary,) for _, _, summary in TEASERS]
    assert {teaser.shown_date for teaser in teasers} == {"11 February 2024"}
    assert [teaser.genre for teaser in teasers] == ["news", "opinion", "news"]


def test_spans_of_blocks_and_pieces_cover_their_words() -> None:
    page = read(page_html(comments=True))
    for item in page.items:
        for piece in item.pieces:
            if len(piece.span):
                assert piece.span.of(item.text) == piece.page_span.of(page.text)
    assert "\n".join(block.span.of(page.text) for block in page.blocks) == page.text


def test_comments_are_items_with_author_and_time() -> None:
    comments = list(read(page_html(comments=True)).of_kind("comment"))
    assert [comment.authors for comment in comments] == [("Otto K.",), ("maria77",)]
    assert comments[1].text == "And who is going to pay for all of it?"
    assert comments[0].shown_date == "13 February 2024"


def test_a_comment_time_is_kept_whole_and_no_part_of_it_is_the_author() -> None:
    page = page_html(comments=True).replace("13 February 2024", "February 13, 2024 at 7:45 am")
    (comment, *_) = read(page).of_kind("comment")
    assert comment.shown_date == "February 13, 2024 at 7:45 am"
    assert comment.published is not None and comment.published.day == date(2024, 2, 13)


@pytest.mark.parametrize("line", ["3 hours ago", "vor 3 Stunden", "3 часа назад", "hace 3 horas"])
def test_a_comment_that_counts_back_has_the_day_of_its_stamp(line: str) -> None:
    html = page_html(comments=True).replace("13 February 2024", line)
    for comment in read(html).of_kind("comment"):
        assert comment.shown_date == line
        assert comment.published is not None and comment.published.day == date(2024, 2, 13)
    (comment, *_) = read(html.replace(' datetime="2024-02-13T10:00"', "")).of_kind("comment")
    assert comment.published is None


def test_the_newest_comments_listed_beside_a_page_are_none_of_its_comments() -> None:
    newest = "".join(f"<li>Reader {n} on <a href='/s/{n}-story'>Ferries sail again after many years</a></li>" for n in range(3))
    linked = "".join(
        f"<li><b>Reader {n}</b><p><a href='/s/{n}-story-of-ferries'>Ferries sail again after many years</a></p></li>"
        for n in range(3)
    )
    for part in (newest, linked):
        html = page_html().replace("</body>", f"<div class='comments'><ul>{part}</ul></div></body>")
        assert not [item for item in read(html).items if item.kind == "comment"]


@pytest.mark.parametrize(
    "row",
    [
        "<p>"
        + " ".join(f"<a href='/{name}-of-the-ring'>Formula {name}</a>" for name in ("two", "three", "four", "five"))
        + "</p>",
        "<p><a href='/story-of-ferries-1'>[ 167 comments ]</a></p>",
        "<p><a href='/story-of-ferries-1'>Read All Comments (12)</a></p>",
        "<footer><a href='/notice-of-the-house-1'>© Copyright Harbour Print and Press House Limited</a></footer>",
    ],
)
def test_rows_of_a_site_are_no_teasers(row: str) -> None:
    words = {item.headline for item in read(page_html().replace("</body>", row + "</body>")).items if item.kind == "teaser"}
    assert words == {item.headline for item in read(page_html()).items if item.kind == "teaser"}


def test_a_section_front_has_teasers_and_no_article() -> None:
    page = read(page_html(article=False))
    assert page.article is None
    assert len(list(page.of_kind("teaser"))) == len(TEASERS)


def test_furniture_is_labelled_by_kind() -> None:
    page = read(page_html())
    roles = {block.span.of(page.text): block.role for block in page.furniture}
    assert roles["© 2024 The Harbourton Echo. All rights reserved."] == "copyright"
    assert roles["Home"] == "navigation"
    assert roles["Related stories"] == "related-heading"
    assert set(roles.values()) <= FURNITURE_ROLES


def test_fields_keep_the_path_they_came_from() -> None:
    fields = {field.path: field.value for field in read(page_html()).fields}
    assert fields["JSON-LD datePublished"] == fields["meta article:published_time"] == "2024-02-13T18:00:00+01:00"
    assert fields["time[0]"] == "2024-02-13"
    assert fields["teaser time[0]"] == "2024-02-11"


def test_a_headline_that_differs_from_the_stated_one_is_kept_as_a_note() -> None:
    article = read(
        page_html().replace("<h1>Ferry terminal to be rebuilt after nine years", "<h1>Ferry terminal: council votes to rebuild")
    ).article
    assert article is not None
    assert article.headline == "Ferry terminal to be rebuilt after nine years"
    assert article.text.startswith("Ferry terminal: council votes to rebuild\n")
    assert any("council votes to rebuild" in note.text for note in article.notes if note.about == "headline")


def test_line_breaks_between_long_runs_part_paragraphs() -> None:
    html = page_html().replace("".join(f"<p>{p}</p>" for p in PARAGRAPHS), "<p>" + "<br>".join(PARAGRAPHS) + "</p>")
    article = read(html).article
    assert article is not None
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2024",
        "Updated: 12.03.2024, 14:05 Uhr",
        "3 hours ago",
        "vor 3 Stunden",
        "2024年3月12日",
        "12 de marzo de 2024",
        "Mar 12, 2024 at 4:05 pm EST",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["The 12 March movement won", "3 ways to save", "Paris 2024 tickets sold out", ""])
def test_lines_that_only_mention_a_date(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Arsenal back on top",
        "DWD warnt vor Unwetter in Bayern",
        "Trump takes a step back",
        "Germany invaded Poland 80 years ago",
        "Man killed 3 days ago",
        "Trump wins May 3",
        "The Crossword: Monday, April 24, 2023",
        "FYI Harbourtown: May 4, 2023",
        "2 decades ago",
        "hace 2 décadas",
        "2 decenni fa",
        "Sport 2 decades ago",
    ],
)
def test_headlines_are_no_dates(line: str) -> None:
    assert not is_date_line(line) and not bears_date(line)


def test_decades_tell_no_day() -> None:
    assert not any(map(tells_day, ("2 decades ago", "il y a 2 décennies", "2 decenni fa")))
    assert all(map(tells_day, ("2 December", "2 décembre", "2 dekabr", "2 dez")))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep " * 40,
        "<p>" + "<a href=/x>y</a>" * 100_000,
        "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x</p>",
        "<table><tr>" + "<td>x" * 400_000,
        "<b>" * 100_000 + "bold " * 40,
        "<p>" + "a line without an end<br>" * 50_000,
        "<div>" + "<a href=/x>y</a><small>z</small>" * 50_000,
    ],
    ids=["depth", "links", "attributes", "cells", "bold", "breaks", "labels"],
)
def test_hostile_shapes_are_read_or_refused_in_bounded_time(html: str) -> None:
    start = time.process_time()
    try:
        page = dateline.read(html, media_type="text/html", facts=False)
    except InputRefused as error:
        assert "split" in str(error) or "nested" in str(error) or "attributes" in str(error)
    else:
        assert page.text
    assert time.process_time() - start < 20


@pytest.mark.parametrize("html", ["<html></html>", "<!-- only -->", "<p>", "<script>x()</script>", "<br><br>", "\x00<p>a</p>"])
def test_empty_shapes_are_pages_without_items(html: str) -> None:
    assert dateline.read(html, media_type="text/html", facts=False).article is None


def test_reading_twice_gives_the_same_page() -> None:
    assert read(page_html(comments=True)) == read(page_html(comments=True))


HARD_MARKUP = [
    page_html(comments=True),
    "<p>A</p>text<br>more text <br><br>and <b>bold <i>both</i></b><a href='/x'>one</a><a href='/y?a=1&amp;b'>two</a>",
    (
        "<ul><li><a href='/s/one-two-three'><b>Ferries sail again after years</b></a><span>Tuesday</span>"
        "<li>&nbsp;&nbsp;<time datetime=2024-02-01 class=d>1 February</time></ul>"
    ),
    "<div a=\"<p>\" class='x class=' hidden role=main>One<!-- > <p>no</p> --><p =a ==b id=q>Two</p></div><p>"
    + "Long sentence goes on " * 9,
    "<p>Первый<span>Второй</span><span class=k>Третье слово тут</span>🙂<em>Ещё</em></p><xmp><p>raw < text</xmp><p>Last & least &lt;",
    "<div>" * 3000 + "deep" + "<p>x" * 20,
    "<p>" + "a line without an end<br>" * 30 + "and one that ends.<br>Next",
    "<div>" + "<a href=/x>y</a><small>z</small>" * 200 + "<p>three words here" + "<span><img>" * 150 + "Far",
    "<div>A sentence that is longer than forty characters and</div>"
    + "<div>, which goes on in the next box of its page</div>" * 600,
    "<p>See<br><a href=/a>one two three four</a></b> <!-- x --><br><a href=/b>five six <b>seven</b> eight</a><br>Then</p>"
    + "<p>See<br>\n<a href=/a>又见市政府宣布新港口</a></p>" * 3
    + "<p>x<br><a href=/a>" * 40,
]


@pytest.mark.parametrize("html", HARD_MARKUP)
def test_the_compiled_walk_finds_what_the_plain_walk_finds(html: str) -> None:
    if html_walk.compiled_walk is None:
        pytest.skip("the package was built without a C compiler")
    tree = parse(html, None)
    for whole in (tree.body.html, f"<body>{html}<", f"<body></body>{html}", "<body>" + html.replace(">", "", 1)):
        plain, compiled = Walk("https://echo.example/a"), Walk("https://echo.example/a")
        html_walk.plain_run(whole, plain)
        html_walk.compiled_run(whole, compiled)
        assert compiled == plain


SEEN = [
    "<p>a<script>var x='<p>';</script>b<svg><a href=/q>c</a></svg><a href='/x?a=1&amp;b=\"2\"'>one&nbsp;&amp;amp; 2</a> &lt;three&gt;",
    "<p>Кто<noscript><p>no</p></noscript>же <select><option>x</select><time data-a=1>Tuesday</time><img class=k alt='e & f'><p>é<wbr>è",
    "<section id=a class='b\nc &quot;d' style='display: none' data-x='\"' hidden itemprop=articleBody><i class=j>x</i></section>",
    "<p>x<br><a href=/s>one&nbsp;two three&nbsp;four</a><br><a href=/t>four words it</a>&nbsp;<br>z<br><a href=/u>five &lt;of&gt; it</a>",
    "<html><frameset><frame></frameset></html>",
    "",
]


@pytest.mark.parametrize("html", [*HARD_MARKUP, *SEEN])
def test_the_walk_over_nodes_finds_what_the_walk_over_markup_finds(html: str) -> None:
    if not html_walk.NODES:
        pytest.skip("the package was built without a C compiler, or the parser exports no functions")
    written, seen = Walk("https://echo.example/a"), Walk("https://echo.example/a")
    body = parse(html, None).body
    done = body is not None and html_walk.run_nodes(body, seen)
    tree = parse(html, None)
    tree.strip_tags(html_tags.STRIPPED)
    html_walk.plain_run(tree.body.html if tree.body is not None else "", written)
    assert seen == (written if done else Walk("https://echo.example/a"))
    assert done or body is None or html not in SEEN


@pytest.mark.parametrize("html", ["<p>a<xmp><p>b</xmp>", "<p>a<?php b ?>c<p>d", "<p>a<plaintext>b<p>c", '<p>a<div a"="b">c', "<p é=b>a"])
def test_what_nodes_do_not_tell_as_markup_does_is_walked_as_markup(html: str) -> None:
    assert html_walk.compiled_walk is None or not html_walk.run_nodes(parse(html, None).body, Walk(None))
    assert html_walk.walk(parse(html, None), None).blocks[0].text.startswith("a")


@pytest.mark.parametrize(
    "html", [*HARD_MARKUP, "<p>One</p></body>Two<p>Three words of it</p></div></div>Four", "<div><p>One<ul><li>Two"]
)
def test_every_block_lies_in_an_element_and_every_element_has_an_end(html: str) -> None:
    tree = parse(html, None)
    for whole in (tree.body.html, f"<body>{html}<", f"<body></body>{html}", f"<body>{html}</body></div>late words<b>more</b>"):
        page = Walk("https://echo.example/a")
        html_walk.run(whole, page)
        size = len(page.parents)
        assert all(0 <= block.element < size for block in page.blocks)
        assert all(i < end <= size and page.parents[i] < i for i, end in enumerate(page.ends))


def test_both_walks_refuse_more_tags_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_walk, "MAX_TAGS", 10)
    for run in {html_walk.plain_run, html_walk.run}:
        with pytest.raises(TooLarge, match="more than 10 tags"):
            run("<p>a</p>" * 11, Walk(None))
    monkeypatch.setattr(html_walk, "MAX_TAGS", 100)
    monkeypatch.setattr(html_walk, "MAX_BLOCKS", 10)
    for run in {html_walk.plain_run, html_walk.run}:
        with pytest.raises(TooLarge, match="more than 10 blocks"):
            run("<body>" + "<p>a</p>" * 11, Walk(None))


def test_compiled_trees_give_the_sums_of_the_plain_ones() -> None:
    if trees.compiled_trees is None:
        pytest.skip("the package was built without a C compiler")
    model = shipped().trees
    for count in (1, 7, 8, 83):
        table = np.random.default_rng(count).normal(0, 20, (model.width, count)).astype(np.float32)
        table[:, 0], table[5, -1] = np.nan, np.inf
        for first, last in ((0, model.count), (7, 50), (3, 3)):
            assert model.scores(table.T, first, last).tolist() == model.level_by_level(table, first, last).tolist()
        at = np.flatnonzero(np.arange(count) % 3 != 1)
        whole = model.scores(table.T, 0, model.count)[at].tolist()
        more = np.ascontiguousarray(table[model.width - 3 :, at])
        assert model.scores_at(table[: model.width - 3].T, at, more, 0, model.count).tolist() == whole
    with pytest.raises(IndexError):
        model.scores_at(table.T, np.array([count]), trees.NO_MORE, 0, model.count)


@pytest.mark.parametrize("leaves", [2, 31, 32, 33, 80])
def test_compiled_trees_of_many_leaves_are_the_plain_ones(leaves: int) -> None:
    # x0 <= 0 ? 0 : (x0 <= 1 ? 1 : ...), a test a level.
    tests, number = leaves - 1, np.arange(2 * leaves - 1)
    opens = (number % 2 == 0) & (number < 2 * tests)
    children = np.where(opens, number + 2, number), np.where(opens, number + 1, number)
    arrays = {
        "roots": np.array([0], np.int32),
        "feature": np.zeros(len(number), np.int32),
        "threshold": (number // 2).astype(np.float32),
        "children": np.stack(children, axis=1).ravel().astype(np.int32),
        "value": (number // 2).astype(np.float32),
        "depth": np.array(tests),
    }
    sample = np.arange(-3, leaves + 3, dtype=np.float32)[:, None] / 2
    expected = [min(tests, max(0, math.ceil(value))) for value in sample[:, 0].tolist()]
    assert trees_of(arrays).scores(sample, 0, 1).tolist() == expected


@pytest.mark.parametrize("html", HARD_MARKUP)
def test_compiled_features_are_the_plain_ones(html: str) -> None:
    if html_table.compiled_features is None:
        pytest.skip("the package was built without a C compiler")
    page = walk(parse(html + "<h1>Ferry terminal: 3 years!</h1><p>12 of them.", None), "https://echo.example/a")
    # The second body has the words of the first in other triples, so that shares other than 0 and 1 come of it.
    mixed = " ".join([*PARAGRAPHS[0].split()[:9], *reversed(PARAGRAPHS[-1].split()), *page.blocks[-1].text.split()])
    told = Hints("Ferry terminal to be rebuilt", PARAGRAPHS[0], " ".join(PARAGRAPHS))
    for hints in (Hints(), told, Hints(body=mixed), Hints(body="a b c")):
        fast, places = html_table.fast_features(page, hints, shipped().odds)
        plain, numbers = html_table.plain_features(page, hints, shipped().odds)
        assert np.array_equal(fast, plain)
        assert np.array_equal(places.length, numbers.length)
        for group, same in zip(places.groups, numbers.groups, strict=True):
            assert len({*zip(group.tolist(), same.tolist(), strict=True)}) == len({*group.tolist()}) == len({*same.tolist()})


def test_the_compiled_context_is_the_plain_one() -> None:
    if html_table.compiled_features is None:
        pytest.skip("the package was built without a C compiler")
    draw = np.random.default_rng(1)
    for count in (1, 2, 7, 150):
        groups = tuple(draw.integers(0, most, count) for most in (1, 3, 40, 500))
        places = html_features.Places(np.round(draw.exponential(200, count)), groups)  # type: ignore[arg-type]
        for likely in (draw.uniform(0, 1, count), np.zeros(count), np.ones(count)):
            for wanted in (np.arange(count), np.flatnonzero(draw.uniform(0, 1, count) > 0.5)):
                fast = html_features.context_of(places, likely, wanted)
                assert np.array_equal(fast, html_features.context(places, likely)[wanted])
    with pytest.raises(ValueError, match="150 guesses"):
        html_features.context_of(places, np.ones(150), np.arange(149, 151))


def _blocks(html: str) -> list[tuple[str, str, str | None]]:
    """Text, class words and link of each block."""
    page = walk(parse(html, None), None)
    return [(block.text, page.name(block.element)[1], block.link) for block in page.blocks]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ('<p class="a"b" title="1 > 0">One &amp; <i>two</i></p>', [("One & two", "a", None)]),
        ("<p>One<!-- <p>not this</p> > --> two</p>", [("One two", "", None)]),
        ('<div id=x class="y z"><p>One</div>Two', [("One", "", None), ("Two", "", None)]),
        ("<a href='/s?a=1&amp;b=\"2\"'>One &lt;b&gt;</a>", [("One <b>", "", '/s?a=1&b="2"')]),
        ("<p>One<br>two<svg><text>not this</text></svg><hr>Three", [("One two", "", None), ("Three", "", None)]),
        ('<ul><li class="k">One<li>Two</ul>', [("One", "k", None), ("Two", "", None)]),
        ("<p><span>Opinion</span><span>Why it rains</span></p>", [("Opinion Why it rains", "", None)]),
        ("<p><span>CO</span><sub>2</sub> and <span>iPhone</span><sup>1</sup></p>", [("CO2 and iPhone1", "", None)]),
        ("<p>One<script>if (a < b) document.write('<p>not this')</script> two</p>", [("One two", "", None)]),
        (
            "<p><b>See too:<br><a href=/a>Ferries stay in port now</a><br>\n<a href=/b>A second <i>quay</i> for Riga</a></b><br>So on.</p>",
            [
                ("See too:", "", None),
                ("Ferries stay in port now", "", "/a"),
                ("A second quay for Riga", "", "/b"),
                ("So on.", "", None),
            ],
        ),
        ("<p>See<br><a href=/a>the mayor's own words</a> on it</p>", [("See the mayor's own words on it", "", "/a")]),
        ("<p>Contact<br><a href=/a>Ann Bell</a><br><a href=/b>Press</a></p>", [("Contact Ann Bell Press", "", "/a")]),
        ("<p>又见<br><a href=/a>市政府宣布新港口</a></p>", [("又见", "", None), ("市政府宣布新港口", "", "/a")]),
    ],
)
def test_blocks_of_markup_that_is_hard_to_read(html: str, blocks: list[tuple[str, str, str | None]]) -> None:
    assert _blocks(html) == blocks


def test_an_element_knows_the_last_one_in_it() -> None:
    page = walk(parse("<main><div><p>One</p><hr></div><p>Two</p></main>", None), None)
    assert [(page.name(number)[0], end) for number, end in enumerate(page.ends)] == [
        ("body", 6),
        ("main", 6),
        ("div", 5),
        ("p", 4),
        ("hr", 5),
        ("p", 6),
    ]


def test_kinds_of_furniture_are_the_same_read_together_and_alone() -> None:
    lines = ["Share", "© 2024 The Paper", "We use cookies on this site", "The council voted", "", "Subscribe to continue reading"]
    lines += ["関連記事", "Advertisement", "Sign up for our newsletter", "Read more", *PARAGRAPHS]
    assert furniture_kinds(lines) == [furniture_kind(line) for line in lines]
    assert furniture_kinds(lines)[:3] == ["share-bar", "copyright", "cookie-notice"]
    for row in rows("dateline.items", "furniture.csv"):
        assert re.compile(row["pattern"]) and "|".join(alternatives(row["pattern"])) == row["pattern"]


def test_trees_of_a_file_give_the_sums_of_their_leaves() -> None:
    # One tree: x0 <= 1 ? (x1 <= 5 ? 10 : 20) : 30; another is a leaf of 1.
    arrays = {
        "roots": np.array([0, 5], np.int32),
        "feature": np.array([0, 1, 0, 0, 0, 0], np.int32),
        "threshold": np.array([1, 5, 0, 0, 0, 0], np.float32),
        "children": np.array([4, 1, 3, 2, 2, 2, 3, 3, 4, 4, 5, 5], np.int32),
        "value": np.array([0, 0, 10, 20, 30, 1], np.float32),
        "depth": np.array(2),
    }
    sample = np.array([[1, 5], [1, 6], [2, 0]], np.float32)
    assert trees_of(arrays).scores(sample, 0, 2).tolist() == [11, 21, 31]
    assert trees_of(arrays).scores(sample, 0, 1).tolist() == [10, 20, 30]


def test_the_collector_is_left_as_it_was() -> None:
    read(page_html())
    assert gc.isenabled()
    gc.disable()
    try:
        read(page_html())
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(InputRefused):
        dateline.read("<div>" * 200_000 + "x", media_type="text/html", facts=False)
    assert gc.isenabled()


def test_odds_of_wanted_blocks_are_those_of_all() -> None:
    page, odds = walk(parse(page_html(comments=True), None), None), shipped().odds
    every = class_columns(page, odds)
    for step in (1, 2, 5):
        wanted = np.arange(len(page.blocks)) % step == 0
        some = class_columns(page, odds, wanted)
        assert (some[wanted] == every[wanted]).all() and not some[~wanted].any()
    assert every.any() and not class_columns(page, odds, np.zeros(len(page.blocks), bool)).any()


def test_names_of_classes_are_found_wherever_they_stand() -> None:
    page = walk(
        parse('<div class="Post-Body">a</div><div id="x" class="y">b</div><div class="İstory">c</div><p>d</p>', None), None
    )
    looks = [words for _, words in page.look_numbers]
    for names in (
        ("body", "story"),
        ("x",),
        ("none",),
        ("y", "post"),
        ("tor", "ody", "ost", "post-"),
        ("post-body", "post-boat"),
    ):
        expected = [any(name in words.lower() for name in names) for words in looks]
        assert page.named(names).tolist() == holding("\n".join(looks).lower(), len(looks), names).tolist() == expected


def test_compiled_looks_at_addresses_are_the_plain_ones() -> None:
    if html_links._compiled_links is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(5)
    pieces = [
        "/",
        "//",
        "?",
        "https://",
        "a.example",
        "ferry",
        "-",
        "terminal-is-late",
        "12",
        "2024",
        "ü",
        "٣٤٥٦",
        "²",
        "_",
        ".html",
        ".htm",
        "日本",
    ]
    for _ in range(20_000):
        link = "".join(draw.choice(pieces) for _ in range(draw.randrange(12)))
        for host in ("", "a.example", "b.example"):
            given = link, bool(host), len(host), host
            assert html_links._compiled_links.judged(*given) == html_links.judged(*given), given
        assert html_links._compiled_links.numbered(link) == html_links.numbered(link), link


def test_compiled_attributes_are_the_plain_ones() -> None:
    if html_tags.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(7)
    pieces = [
        " ",
        "class",
        '="a b"',
        '=""',
        "=",
        ' id="x&amp;y"',
        " hidden",
        "\n",
        "/",
        ">",
        '"',
        "é",
        ' data-x="<"',
        ' class="2"',
    ]
    for _ in range(20_000):
        source = "".join(draw.choice(pieces) for _ in range(draw.randrange(9)))
        if html_walk._TOKEN.fullmatch(f"<p{source}>"):
            assert html_tags.attributes(source) == html_tags.plain_attributes(source), source


SERVICES = "https://jobs.echo.example/a https://echo.example/Coupons/b /tag/x https://echo.example/stellenmarkt/y /wp-login.php?a"


def test_addresses_of_services_are_told_by_their_parts() -> None:
    for link in (*SERVICES.split(), "https://echo.example/a?replytocom=4", "https://echo.example/a?x=1&jobid=3", "/<%= link %>"):
        assert html_teasers._serves(link), link
    for link in ("https://echo.example/2024/ferry-terminal-rebuilt", "/jobless-figures-fall-again", "https://tags.example/a"):
        assert not html_teasers._serves(link), link
    openings = {part[:3] for part in re.findall(r"(?<=[/(|])[a-z-]{3}", html_teasers._SERVICE.pattern.replace("(?:", "("))}
    assert openings - {"jw_", "rep"} <= html_teasers._SERVICE_PARTS | {"job"}


@pytest.mark.parametrize("names", ["c-Byline__name", "post by x", "AUTHORS", "Autorenzeile", "by", "writer-name", "Verfasser"])
def test_classes_that_name_a_byline(names: str) -> None:
    assert names_byline(names) and not names_byline("ruby-babies standing")


def test_compiled_odds_of_classes_are_the_plain_ones() -> None:
    if html_features._compiled_features is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(6)
    known = {
        word: (draw.choice([0.0, 0.5, -1.5]), draw.choice([0.0, -0.25]), draw.uniform(-3, 3))
        for word in ("post", "body", "a", "ab")
    }
    pieces = ["post", "Body", "A", "AB", "b", " ", "-", "9", "é", "POST", "postBody", "_a"]
    for _ in range(3000):
        words = "".join(draw.choice(pieces) for _ in range(draw.randrange(8)))
        assert ClassOdds(known).of([words]) == ClassOdds(known).plain_of([words]), words


GERMAN = "Die Stadt hat mit dem Umbau der Brücke begonnen und sperrt sie für den Verkehr, wie eine Sprecherin sagte. " * 4
ENGLISH = (
    "The city has begun to rebuild the bridge and will close it to traffic for a year, as a spokeswoman said on Monday. " * 4
)


def test_a_declared_language_that_the_words_bear_out_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> None:
        raise AssertionError("the detector was asked")

    monkeypatch.setattr(detection, "_identifier", asked)
    assert detection.detect(GERMAN, hint="de-AT") == "de"
    assert detection.detect(ENGLISH, hint="en") == "en"
    monkeypatch.undo()
    assert detection.detect(GERMAN, hint="en") == "de"
    assert detection.detect(ENGLISH, hint="fr") == "en"


@pytest.mark.parametrize(
    ("markup", "words", "kept"),
    [
        ("<blockquote class='pull'>“{}”</blockquote>", "the closure added forty minutes to every trip", False),
        ("<div class='pull-quote'>{}</div>", "the closure added forty minutes to every trip", False),
        ("<blockquote class='pull'>“{}”</blockquote>", "We shall sail again, whatever it may cost the town", True),
        ("<p>{}</p>", "the closure added forty minutes to every trip", True),
        ("<blockquote class='pull'>{}</blockquote>", "the town", True),
    ],
)
def test_words_of_a_paragraph_shown_again_set_apart_are_none_of_the_text(markup: str, words: str, kept: bool) -> None:
    first, *rest = [f"<p>{text}</p>" for text in PARAGRAPHS]
    body = first + rest[0] + markup.format(words) + "".join(rest[1:])
    page = dateline.read(f"<html><body><article><h1>Terminal to be rebuilt</h1>{body}</article></body></html>", facts=False)
    assert page.article is not None
    assert (len(page.article.paragraphs) == len(PARAGRAPHS) + 1) is kept
    assert words in page.text


@dataclass(frozen=True)
class Guess(Trees):
    """Trees that guess what stands in a column, as log-odds."""

    column: int = 0

    def scores_at(
        self, rows: NDArray[np.float32], at: NDArray[np.intp], more: NDArray[np.float32], first: int, last: int
    ) -> NDArray[np.float32]:
        return rows[at, self.column]


def test_second_trees_look_at_the_blocks_that_they_have_learned_from() -> None:
    chances = np.array([0.001, 0.003, 0.5, 0.98, 0.995])
    rows = np.zeros((5, 6), np.float32)
    rows[:, WORDS], rows[:, 3], rows[:, 4] = 10, np.log(chances / (1 - chances)), 0.0
    nothing = Trees(1, *(np.zeros(1) for _ in range(4)), 1, 1)  # type: ignore[arg-type]
    first, again = (Guess(**vars(nothing), column=column) for column in (3, 4))
    numbers = np.arange(5)
    model = Model(first, ClassOdds({}), again)
    found = model.probabilities(rows, Places(np.full(5, 100.0), (numbers, numbers, numbers, numbers)))
    assert np.allclose(found, [0.001, 0.5, 0.5, 0.5, 0.995])
    assert [DOUBTFUL[0] < chance < DOUBTFUL[1] for chance in chances] == [False, True, True, True, False]


def test_compiled_looks_at_characters_are_the_plain_ones() -> None:
    if trees.compiled_trees is None:
        pytest.skip("the package was built without a C compiler")
    for text in ('He said: “No”, "yes"! Or?', "h@httpd | © 2024, а,б、c。", "http", "a_b 12 ab1cd été\n\nİx ы\n", ""):
        assert html_features._signs(text) == html_features.signs(text)


def test_looks_at_every_ascii_character_are_the_plain_ones() -> None:
    if trees.compiled_trees is None:
        pytest.skip("the package was built without a C compiler")
    for char in map(chr, range(1, 256)):
        text = f"ab{char}cd {char}{char} x"
        assert html_features._signs(text) == html_features.signs(text), repr(char)


def test_records_made_together_are_those_made_one_by_one() -> None:
    if assembly._compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    columns = [Span(0, 3), Span(4, 9)], ["headline", "furniture"], ["a", None], [None, "https://echo.example/b"]
    of_block, of_span = assembly.slots_of(Block), assembly.slots_of(Span)
    fast = assembly._compiled_text.made(Block, of_block, *columns)
    assert fast == assembly.made(Block, of_block, *columns) and len({*fast}) == 2
    assert assembly._compiled_text.made(Span, of_span, [], []) == []
    for some in (assembly._compiled_text.made, assembly.made):
        (block,) = some(Block, of_block[1:3], ["headline"], ["a"])
        with pytest.raises(AttributeError):
            object.__getattribute__(block, "span")
        assert (block.role, block.item) == ("headline", "a")
    spans = assembly._compiled_text.made(Span, of_span, [0, 4], [3, 9])
    untold = assembly._compiled_text.made(Block, of_block, spans, *columns[1:])
    assert [gc.is_tracked(record) for record in (*spans, *untold)] == [False] * 4 and all(map(gc.is_tracked, fast))
    for slots, given in ((of_span, [[1], [2]]), (of_block, [[1], [2]]), (of_span, [[1], [2, 3]])):
        with pytest.raises((TypeError, ValueError)):
            assembly._compiled_text.made(Block, slots, *given)


@pytest.mark.parametrize(
    "url", ["https://echo.example/2024/a-b", "http://www.echo.co.uk:80/x", "https://a:b@echo.example/x", "/x", None]
)
def test_links_of_the_own_host_are_told_as_all_are(url: str | None) -> None:
    host = "/".join((url or "").split("/")[:3])
    for path in (
        "/2024/02/11/storm-closes-coastal-road",
        "/tag/storm-closes-coastal-road",
        "/a/12345?utm_campaign=x",
        "/",
        "",
        "/a_b",
    ):
        for link in (host + path, f"https://www.echo.example{path}", f"https://other.example{path}"):
            page = Walk(url)
            whole = page.absolute(link)
            expected = whole if is_story(whole, url) and not is_same(whole, (url or "").rstrip("/")) else None
            assert page.story(link) == expected, link


def test_an_edit_of_the_last_paragraph_is_no_line_that_came_since() -> None:
    page = (
        "<html><body><article><h1>Bridge opens over the strait</h1><p>The bridge over the strait opened to traffic on Monday after six "
        "years of work, the ministry of transport said in the harbour town.</p><p>About {} people walked over it on the first morning."
        "</p></article></body></html>"
    )
    earlier = dateline.read(page.format("4,000"), url="https://paper.example/bridge", facts=False)
    later = dateline.read(page.format("5,000"), url="https://paper.example/bridge", facts=False, earlier=earlier)
    assert later.article is not None and "5,000 people" in later.article.text
    assert dateline.compare(earlier, later).edits == (("4", "5"),)


CARDS = """
ferry|Ferry sinks off Lindal, at least 12 dead|The boat went down within minutes on Monday night with sixty people aboard, rescuers said.
harbour|Harbour of Lindal closed until Friday|No ship may enter or leave before the divers have finished, the port authority said.
mayor|Mayor Anna Berg resigns after inquiry|She had denied for months that she knew of the contracts. On Tuesday she gave up her seat.
school|Schools in Norrvik stay shut for a week|Burst pipes left eleven classrooms under water. Parents were told by text message.
flood|Flood in the valley drives 300 from homes|The river rose three metres in a night. Soldiers brought families out in boats.
"""


def test_the_text_of_a_card_below_the_article_is_not_of_the_article() -> None:
    # Its lead is long and stands in an element of its own, under a heading that leads to the other story.
    cards = "".join(
        f'<article class="card"><a href="/2026/11/{name}"><h3>{title}</h3></a><p>{lead}</p><time datetime="2026-11-2{n}">2{n} November '
        "2026</time></article>"
        for n, (name, title, lead) in enumerate(line.split("|") for line in CARDS.strip().splitlines())
    )
    body = (
        "<p>About 4,000 people walked across it on the first morning; lorries follow next week.</p>"
        '<p>"We have waited long enough for this," said Karl Holm, who has lived in Lindal for forty years and came to see for himself.</p>'
        "<p>The town council is to meet on Thursday to discuss what it will cost; a first estimate names 4 million euros.</p>"
        "<p>Opposition members asked why they had learned of it from the newspaper and not from the town hall.</p>"
    )
    page = (
        '<!doctype html><html lang="en"><head><title>Bridge over the strait opens to traffic - Straits Courier</title>'
        '<meta property="og:site_name" content="Straits Courier"><meta property="article:published_time" content="2026-11-24T08:00:00Z">'
        '</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article><h1>Bridge over the strait opens to traffic'
        f'</h1><p class="byline">By Mia Lund</p><time datetime="2026-11-24">24 November 2026</time>{body}</article></main><aside>'
        f"<h2>More news</h2>{cards}</aside><footer>Straits Courier, Lindal</footer></body></html>"
    )
    read = dateline.read(page, url="https://courier.example/2026/11/bridge", facts=False)
    assert read.article is not None and len(read.article.paragraphs) == 4 and "The boat went down" not in read.article.text
    ferry = next(item for item in read.of_kind("teaser") if item.headline and item.headline.startswith("Ferry"))
    assert ferry.paragraphs and "sixty people" in ferry.paragraphs[0]


@pytest.mark.parametrize("walk", [html_walk.plain_run, html_walk.run])
def test_text_behind_an_instruction_to_a_machine_is_kept(monkeypatch: pytest.MonkeyPatch, walk: Callable[[str, Walk], None]) -> None:
    monkeypatch.setattr(html_walk, "run_nodes", lambda *_: False)
    monkeypatch.setattr(html_walk, "run", walk)
    found = html_walk.walk(html_walk.parse("<body><p>The bridge closes for<?php x > ?> repairs.</p></body>", None), None)
    assert [block.text for block in found.blocks] == ["The bridge closes for ?> repairs."]
