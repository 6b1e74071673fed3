"""Bare text to items: article, teasers folded with their cut twins, furniture, plain prose whole, two captures compared."""

from __future__ import annotations

import time

import pytest

import dateline
from dateline.items.furniture import furniture_kind
from dateline.items.lines_cutting import unwrap
from dateline.items.lines_features import Line
from dateline.items.lines_model import of_prose
from dateline.types import Page

ARTICLE = [
    "Port Minister Lena Aldous said on Tuesday that the harbour at Westrock will be dredged before the winter.",
    "Aldous told reporters in Westrock that the channel had become too shallow for the ferries that serve the outer islands.",
    "“We cannot leave the islands without a ferry for another season,” she said. “The dredging begins in October and will take six weeks.”",
    "The minister added that the harbour authority would pay two thirds of the cost, and the islands' council the rest.",
    "She also rejected criticism from fishermen, who say that the dredging will destroy the spawning grounds near the harbour mouth.",
    "“The fishermen were heard, and the plan was changed twice because of them,” Aldous said.",
]  # fmt: skip
RAIL = [
    "A school in the northern town of Karsk was closed on Friday after part of its roof fell in during the night, the mayor said.",
    "Parliament in Belgrade has approved next year's budget with a deficit of three per cent, the finance ministry said on Thursday.",
    "At least four people were injured when two trams collided in the centre of Lisbon on Wednesday, police said.",
    "The national football team of Norway will play its first match under a new coach in Oslo, the federation announced.",
    "Researchers in Kyoto have found a way to recycle the batteries of electric cars at half the price, according to a new study.",
]  # fmt: skip
PROMPTS = ["Download our app from the App Store and Google Play.", "Leave a comment", "© 2025 Harbour Post. All rights reserved."]


def read(lines: list[str]) -> Page:
    return dateline.read("\n".join(lines), media_type="text/plain", facts=False)


@pytest.mark.parametrize("order", ["after", "before", "around"])
def test_the_rail_stays_out_of_the_article(order: str) -> None:
    lines = {"after": ARTICLE + RAIL, "before": RAIL + ARTICLE, "around": RAIL[:2] + ARTICLE + RAIL[2:]}[order]
    page = read(lines + PROMPTS)
    assert page.article is not None
    assert list(page.article.paragraphs) == ARTICLE
    assert [item.text for item in page.of_kind("teaser")] == RAIL
    assert [block.role for block in page.furniture] == ["app-promo", "comment-prompt", "copyright"]


def test_plain_prose_loses_nothing() -> None:
    page = read(ARTICLE)
    assert page.article is not None
    assert page.article.text == "\n".join(ARTICLE)
    assert len(page.items) == 1


def test_one_paragraph_is_an_article() -> None:
    page = read(ARTICLE[:1])
    assert page.article is not None and page.article.text == ARTICLE[0]


def test_a_teaser_cut_short_and_its_full_text_are_one_item() -> None:
    cut = RAIL[0][:70].rsplit(" ", 1)[0] + " ..."
    page = read([cut, *ARTICLE, *RAIL])
    found = [item for item in page.of_kind("teaser") if item.text == RAIL[0]]
    assert len(found) == 1
    assert {piece.page_span.of(page.text) for piece in found[0].pieces} == {cut, RAIL[0]}
    assert page.article is not None and cut not in page.article.text


def test_a_teaser_shown_twice_is_one_item() -> None:
    page = read([*ARTICLE, *RAIL, RAIL[1]])
    assert sum(item.text == RAIL[1] for item in page.items) == 1


def test_every_block_is_a_line_and_spans_are_right() -> None:
    lines = [*RAIL[:1], *ARTICLE, *RAIL, *PROMPTS]
    page = read(lines)
    assert [block.span.of(page.text) for block in page.blocks] == lines
    for item in page.items:
        for piece in item.pieces:
            if len(piece.span):
                assert piece.span.of(item.text) == piece.page_span.of(page.text)


def test_a_text_broken_at_a_width_is_joined() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in ARTICLE)
    assert unwrap(wrapped) == ARTICLE
    assert unwrap("\n".join(ARTICLE)) == ARTICLE


def test_furniture_alone_is_no_article() -> None:
    page = read(["Home", "News", "Sport", "Log in", "© 2025 Harbour Post. All rights reserved."])
    assert page.article is None
    assert any(note.about == "article" for note in page.notes)


@pytest.mark.parametrize("line", ["a" * 100_000, "“" * 50_000, "Read more " * 10_000, "...", "1 " * 50_000, "A. " * 30_000])
def test_odd_lines_take_bounded_time(line: str) -> None:
    start = time.process_time()
    read([*ARTICLE[:2], line])
    assert time.process_time() - start < 5


def test_a_long_text_is_read_in_bounded_time() -> None:
    start = time.process_time()
    read([f"{text} It was the {number}th report on the harbour." for number in range(800) for text in ARTICLE])
    assert time.process_time() - start < 30


def test_what_two_captures_share_is_the_article_and_edits_are_shown() -> None:
    edited = [ARTICLE[0], ARTICLE[1].replace("too shallow", "far too shallow"), *ARTICLE[2:]]
    earlier, later = read(ARTICLE + RAIL[:2]), read(edited + RAIL[2:])
    difference = dateline.compare(earlier, later)
    assert difference.edited and any("far" in new for _, new in difference.edits)
    left = {span.of(earlier.text) for span in difference.left}
    assert set(RAIL[:2]) <= left and ARTICLE[0] not in left
    assert not dateline.compare(earlier, earlier).edited


def test_short_lines_inside_an_article_are_headline_and_subheadings() -> None:
    page = read(["Westrock harbour will be dredged before the winter", *ARTICLE[:3], "Who pays", *ARTICLE[3:]])
    assert page.article is not None
    assert page.article.headline == "Westrock harbour will be dredged before the winter"
    assert [block.role for block in page.blocks][4] == "subheading"
    assert page.article.paragraphs == (*ARTICLE[:3], "Who pays", *ARTICLE[3:])


def test_times_alone_open_the_entries_of_a_live_page() -> None:
    entries = [line for clock, text in zip(("14:32", "14:05", "13:40"), ARTICLE, strict=False) for line in (clock, text)]
    page = read(["Westrock harbour: the dredging as it happens", *entries])
    assert page.article is not None
    assert page.article.genre == "live"
    assert [entry.shown for entry in page.article.entries] == ["14:32", "14:05", "13:40"]
    assert [entry.span.of(page.article.text).split("\n")[1] for entry in page.article.entries] == ARTICLE[:3]


def test_an_agency_signs_off_behind_its_last_paragraph() -> None:
    last = "Shares of dredging companies rose in Oslo, with Norsk Grunn up six per cent."
    page = read([*ARTICLE, last, "(Reporting by Per Dahl; Editing by Ann Moe)", *RAIL])
    assert page.article is not None
    assert list(page.article.paragraphs) == [*ARTICLE, last]


@pytest.mark.parametrize(
    ("line", "kind"), [("下载我们的应用程序", "app-promo"), ("关于我们 版权所有", "copyright"), ("관련 기사", "related-heading")]
)
def test_furniture_is_known_in_scripts_without_spaces(line: str, kind: str) -> None:
    assert furniture_kind(line) == kind


def test_an_article_that_stands_again_in_one_line_is_read_once() -> None:
    page = read([*ARTICLE, " ".join(ARTICLE), *PROMPTS])
    assert page.article is not None
    assert page.article.text.split("\n") == ARTICLE


def test_a_page_with_menus_left_is_no_prose_alone() -> None:
    prose = [Line(text) for text in ARTICLE + RAIL]
    menu = [Line(text) for text in ("Home", "World", "Sport", "Log in")]
    assert of_prose([*prose, *menu[:3]]) and not of_prose([*prose, *menu]) and of_prose(prose * 3 + menu)


def test_leads_alone_make_no_article() -> None:
    page = read(RAIL)
    assert page.article is None
    assert [item.text for item in page.of_kind("teaser")] == RAIL


def test_the_headline_of_a_teaser_before_the_article_stays_its_own() -> None:
    page = read(
        [
            "View: What small ports can learn",
            "Small ports have long stood in the shadow of the large ones, but some of them ...",
            *ARTICLE,
        ]
    )
    assert page.article is not None
    assert page.article.headline is None
