"""Bare text to items: article, teasers folded with their cut twins, furniture, plain prose whole, two captures compared."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pytest

import dateline
from bench.prose_pages import Source
from dateline.items.furniture import furniture_kind
from dateline.items.lines_announced import announced
from dateline.items.lines_body import _gathered, _listed, body_lines
from dateline.items.lines_columns import OWN, columns
from dateline.items.lines_cutting import unwrap
from dateline.items.lines_features import Line
from dateline.items.lines_kin import COUNT as KIN
from dateline.items.lines_kin import kin_columns
from dateline.items.lines_lexicon import SLOTS, lexicon_columns, slot, slots
from dateline.items.lines_lists import beside, list_columns
from dateline.items.lines_model import of_prose, shipped
from dateline.items.lines_standing import NOWHERE, standing_columns, surest_run, widest_gap
from dateline.items.lines_stretch import stretch_columns
from dateline.items.lines_ties import NOTHING, closes, sure_ties
from dateline.items.lines_words import BUCKETS, Words
from dateline.types import Page
from tests.growing import grows_with_its_length
from training.at_once import at_once
from training.lines_lexicon import Lexicon

HEADLINE = "Harbour at Westrock to be dredged for the ferries"
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


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("The quake killed 12 people.", "The quake killed 12 people."),
        ("Breaking news\nThe quake killed 12 people.", "The quake killed 12 people."),
        ("Share\nSubscribe to our newsletter.", None),
        ("Quake kills 12", None),
        ("Home\nWorld\nThe quake killed 12 people.\nContact", None),
    ],
)
def test_a_short_sentence_that_is_all_of_a_text_is_its_article(text: str, article: str | None) -> None:
    found = dateline.read(text, media_type="text/plain").article
    assert (found and found.text) == article


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


@pytest.mark.parametrize("piece", ["a", "“", "Read more ", ".", "1 ", "A. "])
def test_odd_lines_take_linear_time(piece: str) -> None:
    assert grows_with_its_length(lambda line: read([*ARTICLE[:2], line]), piece, 100_000)


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


def test_leads_alone_make_no_article() -> None:
    page = read(RAIL)
    assert page.article is None
    assert [item.text for item in page.of_kind("teaser")] == RAIL


def test_third_trees_have_no_say_on_a_page_without_an_article() -> None:
    class Always:
        count = 1

        def scores(self, rows: np.ndarray, first: int, last: int) -> np.ndarray:
            return np.full(len(rows), 5.0, dtype=np.float32)

    model = replace(shipped(), standing=Always())  # type: ignore[arg-type]
    leads, article = ([Line(text) for text in texts] for texts in (RAIL, ARTICLE))
    assert model.probabilities(leads).max() < 0.5
    assert model.probabilities(article).min() > 0.9


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


def test_a_list_is_seen_by_its_form_and_comments_by_their_heading() -> None:
    texts = [
        "The band named the dates of its tour on Monday, its first in ten years:",
        "June 9 – Westrock @ Harbour Hall",
        "June 12 – Karsk @ Old Mill",
        "July 3 – Port Lena @ Arena",
        "12 Comments",
        "Mara on September 12, 2018 at 4:47 pm said:",
        "I saw them in Karsk the last time and would go again.",
    ]
    rows = list_columns([Line(text) for text in texts])
    run, place, after_colon, like_before, like_after, since_comments, _, before, after, stamp = rows.T.tolist()
    assert run[1:4] == [3, 3, 3] and place[1:4] == [0, 1, 2] and after_colon[1:5] == [1, 1, 1, 0]
    assert like_before[:5] == [0, 0, 1, 1, 0] and like_after[:5] == [0, 1, 1, 0, 0]
    assert since_comments == [99, 99, 99, 99, 0, 1, 2]
    assert stamp == [0, 0, 0, 0, 0, 1, 0] and before[6] == 1 and after[4] == 1


def test_the_lines_around_a_list_are_told_by_the_first_guess() -> None:
    texts = [
        "The band named the dates of its tour on Monday:",
        "June 9 – Westrock",
        "June 12 – Karsk",
        "Its last tour was seen by two million people.",
    ]
    lines = [Line(text) for text in texts]
    found = beside(Words(lines, np.ones(BUCKETS, np.float32)), np.array([0.9, 0.2, 0.4, 0.8]), lines)
    before, after, back, ahead, between, over, under, either = found[2].tolist()
    assert (before, after, back, ahead) == pytest.approx((0.9, 0.8, 2, 1)) and between == pytest.approx(0.3)
    assert (over, under, either) == pytest.approx((0.9, 0.8, 0.8))


def test_the_lexicon_knows_words_and_whole_lines() -> None:
    table = np.zeros(SLOTS, np.float32)
    table[slot("subscribe")], table[slot("harbour")], table[slot("=read more")] = -3, 1, -4
    rows = lexicon_columns(table, [slots(Line(text)) for text in ("Subscribe now", "Read more", "The harbour is closed")])
    whole_line, mean, low, high, _, ahead = rows.T.tolist()
    assert whole_line == [0, -4, 0] and mean == pytest.approx([-1.5, 0, 0.25]) and low[0] == -3 and high[2] == 1
    assert ahead[0] == pytest.approx(0.125)


def test_a_page_with_menus_left_is_no_prose_alone() -> None:
    prose = [Line(text) for text in ARTICLE + RAIL]
    menu = [Line(text) for text in ("Home", "World", "Sport", "Log in")]
    assert of_prose([*prose, *menu[:3]]) and not of_prose([*prose, *menu]) and of_prose(prose * 3 + menu)


@pytest.mark.parametrize("workers", [1, 2])
def test_training_jobs_come_back_in_order(workers: int) -> None:
    assert at_once([partial(pow, number, 2) for number in range(5)], workers) == [0, 1, 4, 9, 16]


def test_no_page_meets_what_the_lexicon_counted_on_itself() -> None:
    texts = ("A zebra fled.", "A horse fled.", "The zebra slept.", "The horse slept.")
    pages = [
        Source(
            str(n), f"site{n}.example", "", (("Subscribe now", "other"), (text, "body")), (text,), None, "en", n % 2, frozenset()
        )
        for n, text in enumerate(texts)
    ]
    lexicon = Lexicon(pages)
    every, unseen = lexicon.table(frozenset()), lexicon.table(frozenset({0}))
    assert every[slot("subscribe")] < 0 < every[slot("zebra")]
    assert unseen[slot("subscribe")] < 0 < unseen[slot("horse")] and unseen[slot("zebra")] == 0


class Counted(str):
    """A text that counts how often it is searched."""

    searched = 0

    def __contains__(self, part: object) -> bool:
        Counted.searched += 1
        return super().__contains__(str(part))


def test_a_line_is_searched_once_for_each_line_that_it_may_hold() -> None:
    others = [f"{text} And so on, line {number}." for number, text in enumerate(ARTICLE)]
    whole = " ".join(ARTICLE * 50)
    lines = [Line(Counted(text)) for text in [*ARTICLE, *others, whole]]
    assert _gathered(lines, np.ones(len(lines), dtype=bool)) == {len(lines) - 1: 0}
    assert Counted.searched <= len(lines)


def test_the_widest_gap_and_the_surest_run_are_those_of_the_page() -> None:
    odds = np.array([-1.0, 2.0, 2.5, 2.2, 2.4, 2.1, 2.3, -1.5, -5.0])
    assert surest_run(odds) == (1, 7)
    assert widest_gap(odds) == pytest.approx((0.5, 3.0))
    assert widest_gap(np.array([3.0, 5.0])) == (0.0, 0.0), "no gap lies where doubt is"
    assert widest_gap(np.array([1.0])) == (0.0, 0.0)


def test_a_line_is_told_against_the_chances_of_its_own_page() -> None:
    lines = [Line(text) for text in [*ARTICLE, *RAIL, "Most read"]]
    words, lexicon, shown = (
        Words(lines, np.ones(BUCKETS, np.float32)),
        np.zeros(SLOTS, np.float32),
        np.zeros((len(lines), 2), np.float32),
    )
    tables = []
    for article, rail in ((0.95, 0.4), (0.6, 0.05)):
        chance = np.array([article] * len(ARTICLE) + [rail] * len(RAIL) + [0.01])
        tables.append(standing_columns(lines, words, (chance, chance), lexicon, shown))
    sure, doubted = tables
    above_the_gap = 22
    for table in tables:
        assert (table[: len(ARTICLE), above_the_gap] > 0).all() and (table[len(ARTICLE) : -1, above_the_gap] < 0).all()
        assert (table[-1, 1:64] == NOWHERE).all(), "a short line is compared with nothing"
    assert sure[len(ARTICLE), 0] > doubted[len(ARTICLE), 0], "the odds themselves are kept"
    assert np.isfinite(np.vstack(tables)).all()


@pytest.mark.parametrize("texts", [["Menu"], ARTICLE[:1], ARTICLE[:2]])
def test_small_pages_have_columns_too(texts: list[str]) -> None:
    lines = [Line(text) for text in texts]
    chance = np.full(len(lines), 0.5)
    words = Words(lines, np.ones(BUCKETS, np.float32))
    shown = np.zeros((len(lines), 2), np.float32)
    found = standing_columns(lines, words, (chance, chance), np.zeros(SLOTS, np.float32), shown)
    assert len(found) == len(lines) and np.isfinite(found).all()


def test_sure_lines_around_a_line_tie_it_to_the_article() -> None:
    lines = [Line(text) for text in [*ARTICLE, *RAIL]]
    odds = np.array([3.0] * len(ARTICLE) + [-3.0] * len(RAIL))
    rows = np.stack(sure_ties(odds, 0.0, Words(lines, np.ones(BUCKETS, np.float32))))
    after, before = rows[2], rows[5]
    assert after[0] == 1 and after[len(ARTICLE)] == NOTHING
    assert before[0] == NOTHING and before[len(ARTICLE) :].tolist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("This article first appeared in the Harbour Post.", True),
        ("• Lena Aldous can be reached at aldous@harbour.example.", True),
        ("(Reporting by Lena Aldous in Westrock)", True),
        ("Aldous told reporters that the channel had become too shallow.", False),
    ],
)
def test_notes_that_close_an_article_are_told_by_their_words(text: str, closing: bool) -> None:
    assert closes(Line(text)) is closing


def test_a_line_that_breaks_off_between_two_of_the_article_stays() -> None:
    trailing = "“The harbour was ours before the ferries came, and it will be ours when the last of them is gone, and then ...”"[
        :-1
    ]
    assert trailing.endswith("...")
    lines = [Line(text) for text in [*ARTICLE[:3], trailing[1:], *ARTICLE[3:]]]

    class Sure:
        def probabilities(self, lines: list[Line], url: str | None = None) -> object:
            return np.full(len(lines), 0.9)

    article, twins = body_lines(lines, Sure())  # type: ignore[arg-type]
    assert article == set(range(len(lines))) and not twins
    article, twins = body_lines([lines[3], *lines[:3], *lines[4:]], Sure())  # type: ignore[arg-type]
    assert 0 not in article and twins == {0: 0}, "at the edge it is a teaser cut short"


def test_a_list_behind_an_article_is_told_from_a_menu_by_what_lies_between() -> None:
    dates = ["June 9 – Westrock @ Harbour Hall", "June 12 – Karsk @ Old Mill", "July 3 – Port Lena @ Arena"]
    lines = [Line(text) for text in [*ARTICLE, *dates, "Share", "Log in", *dates]]
    chance = np.array([0.95] * len(ARTICLE) + [0.3] * 3 + [0.01] * 2 + [0.3] * 3)
    table = stretch_columns(lines, Words(lines, np.ones(BUCKETS, np.float32)), (chance, chance))
    since_sure, hopeless_between, least_on_the_way, stretch = table[:, 34], table[:, 37], table[:, 41], table[:, 43]
    listed, menu = len(ARTICLE) + 1, len(lines) - 2
    assert since_sure[[listed, menu]].tolist() == [2, 7]
    assert hopeless_between[[listed, menu]].tolist() == [0, 2]
    assert least_on_the_way[listed] > -1 and least_on_the_way[menu] < -4
    assert stretch[[listed, menu]].tolist() == [len(ARTICLE) + 3, 3]


def test_the_columns_of_a_line_itself_come_first() -> None:
    lines = [Line(text) for text in [*ARTICLE, *RAIL]]
    whole = columns(lines, Words(lines, np.ones(BUCKETS, np.float32)))
    turned = columns(lines[::-1], Words(lines[::-1], np.ones(BUCKETS, np.float32)))
    assert whole.shape[1] > OWN and (whole.shape[1] - OWN) % 6 == 0, "three lines before and three after follow"
    assert (whole[:, :38] == turned[::-1, :38]).all(), "its shape depends on no other line"


def test_a_list_that_the_article_announces_goes_to_its_end() -> None:
    names = ["Song of the Year", "Lena Aldous, “Harbour”", "Karsk Four, “Mill”", "Oslo Ferry, “Snow”", "Westrock, “Rain”"]
    lines = [Line(text) for text in [*ARTICLE, "(Getty)", "See the full list of winners below:", *names, "Share", *names]]
    at = len(ARTICLE)
    chance = np.array([0.95] * at + [0.02, 0.11] + [0.02] * 5 + [0.0] + [0.02] * 5)
    kept = chance > 0.5
    assert announced(lines, chance, kept) == list(range(at + 1, at + 7)), "from the line that announces it, up to furniture"
    assert announced(lines[:-8], chance[:-8], kept[:-8]) == [], "a list has more lines than three"
    unsure = np.where(np.arange(len(chance)) == at + 1, 0.01, chance)
    assert announced(lines, unsure, kept) == [], "what announces it is no line of the article"


def test_a_list_may_say_the_same_under_each_of_its_heads() -> None:
    lines = [Line(text) for text in ["Mottisfont, Hampshire", "Easter trail from 23 March to 14 April", "Nymans, Sussex"]]
    kept = np.array([True, True, True])
    assert _listed(lines, kept, 1)
    assert not _listed(lines, np.array([True, True, False]), 1), "at the end of a list it may be a headline"
    assert not _listed([lines[0], Line(ARTICLE[0]), lines[2]], kept, 1), "a sentence stands once"


def test_lines_of_a_dump_are_told_by_those_that_are_made_alike() -> None:
    texts = [ARTICLE[0], "Q: Where is Westrock?", "A: By the sea", "Menu", "Q: Who is Aldous?", "A: A minister"]
    lines = [Line(text) for text in texts]
    table = kin_columns(lines, np.array([3.0, 2.0, 1.0, -5.0, -1.0, -2.0]))
    assert table.shape == (len(lines), KIN)
    assert table[4, :2].tolist() == [2.0, 1.0] and table[1, :2].tolist() == [-1.0, 1.0], "the other question's odds, once"
    assert table[3, 0] == -7.0, "a single word has no first word in common with others"
    assert table[4, 6] == 1.0 and table[3, 6] == 0.0, "what the sure prose tells of"


BESIDE = ["Ferry operator cuts 120 jobs after tunnel opening", "Storm closes the coastal road between Odda and Røldal"]


@pytest.mark.parametrize(
    "rail",
    [
        (BESIDE[0], "3 June 2025", BESIDE[1], "Sport 2 June 2025 02:45 min"),
        ("3 June 2025", BESIDE[0], "Sport 2 June 2025 02:45 min", BESIDE[1]),
        (BESIDE[0], "Sport", "3 June 2025", BESIDE[1], "Weather", "2 June 2025"),
        ("Sport", "3 June 2025", BESIDE[0], "Weather", "2 June 2025", BESIDE[1]),
    ],
)
def test_the_stories_of_a_rail_take_the_dates_beside_them(rail: tuple[str, ...]) -> None:
    page = dateline.read("\n".join([*ARTICLE, "Related stories", *rail]), media_type="text/plain", facts=False)
    teasers = {item.headline: item.published.day for item in page.items if item.kind == "teaser" and item.published}
    assert teasers == {BESIDE[0]: date(2025, 6, 3), BESIDE[1]: date(2025, 6, 2)}


def test_blank_lines_and_short_lines_alone_make_no_hard_wrapped_text() -> None:
    lines = [*ARTICLE, "", "Related stories", *BESIDE, *(f"Story {n} of the harbour and what came of it" for n in range(6)), ""]
    assert unwrap("\n".join(lines)) == [line for line in lines if line]


@pytest.mark.parametrize(
    "line", ["Aktualisiert am 3. Juni 2025, 14:05 Uhr", "Publié le 3 juin 2025 à 14h05", "Mon, June 3, 2025 at 2:05 PM"]
)
def test_a_date_line_over_the_body_leaves_the_headline_to_the_article(line: str) -> None:
    page = dateline.read("\n".join([HEADLINE, line, *ARTICLE]), media_type="text/plain", facts=False)
    assert page.article is not None and page.article.headline == HEADLINE and page.article.shown_date == line
    assert not [item for item in page.items if item.kind == "teaser"]
