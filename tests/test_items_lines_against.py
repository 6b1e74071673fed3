"""Doubtful lines of bare text against a first body: where it falls, what a stretch introduces, and in which pages it counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.items.lines_against import BESIDE, _introduced, _names, _place, _stretches, against_columns, first_body
from dateline.items.lines_blocks import blocks
from dateline.items.lines_features import Line
from dateline.items.lines_model import shipped
from dateline.items.lines_shape import COUNT as SHAPE
from dateline.items.lines_words import BUCKETS, Words

ARTICLE = [
    "Port Minister Lena Aldous said on Tuesday that the harbour at Westrock will be dredged before the winter.",
    "The channel, as Aldous told reporters, had become too shallow for the ferries that serve the outer islands.",
    "The dredging was planned by the engineer Piet Varga, who has worked for the harbour authority for ten years.",
    "The plan that Varga drew up for the harbour was approved by Aldous and the islands' council in one day.",
]
STORY = [
    "A school in the northern town of Karsk was closed on Friday after part of its roof fell in, the mayor said.",
    "Mayor Ida Holm told parents in Karsk that lessons would be held in the town hall until the roof is mended.",
]
OTHERS = [
    "Das Rathaus von Westrock bleibt am Montag geschlossen, weil das Dach nach dem Sturm repariert werden muss, hieß es.",
    "Bürgermeisterin Ida Holm sagte, die Arbeiten am Dach des Rathauses würden zwei Wochen dauern und viel Geld kosten.",
    "Die Stadt hatte das Rathaus im vergangenen Jahr für mehrere Millionen Euro erneuern lassen, sagte Holm am Freitag.",
]


def lines_of(texts: list[str]) -> list[Line]:
    return [Line(text) for text in texts]


def columns(texts: list[str], chance: list[float]) -> tuple[np.ndarray, np.ndarray]:
    lines = lines_of(texts)
    words = Words(lines, np.ones(BUCKETS, np.float32))
    many = len(words.at)
    shown, nothing = np.zeros((len(lines), SHAPE), np.float32), np.zeros((many, 6), np.float32)
    return against_columns(lines, words, np.array(chance), nothing[:, 0], nothing, shown)


def test_a_change_has_its_price() -> None:
    chance = np.array([0.9, 0.9, 0.4, 0.9, 0.1, 0.6, 0.1])
    assert blocks(chance, 1.0, 0.45).tolist() == [True, True, True, True, False, False, False]
    assert blocks(chance, 0.0, 0.45).tolist() == [True, True, False, True, False, True, False]


def test_the_first_body_is_found_where_no_line_is_sure() -> None:
    body, fallen = first_body(np.array([0.05, *[0.4] * 8, 0.05]))
    assert body.tolist() == [False, *[True] * 8, False]
    assert fallen == pytest.approx(0.45 - 0.4 * 0.75)
    assert first_body(np.array([0.05, 0.9, 0.9]))[1] == 0.0
    assert not first_body(np.array([0.01, 0.02, 0.01]))[0].any(), "it does not fall below what is hopeless"


def test_lines_are_doubtful_by_their_odds_or_beside_a_change() -> None:
    chance = [0.999, 0.999, 0.999, 0.999, 0.999, 0.001, 0.001, 0.001, 0.001]
    _, doubtful = columns([*ARTICLE, ARTICLE[0], *STORY, *STORY], chance)
    assert np.flatnonzero(doubtful).tolist() == list(range(5 - BESIDE, 5 + BESIDE))
    assert columns(ARTICLE, [0.5] * 4)[1].all()


def test_a_line_has_its_place_against_the_body() -> None:
    # Lines 4 and 5 of the page are short, so the last line of prose is farther from the body in lines than in prose.
    body, at = np.array([False, True, True, False]), np.array([0, 1, 3, 6])
    inside, first, last, before, after, *_, above, above_lines, below, below_lines = _place(body, at)
    assert inside.tolist() == [0, 1, 1, 0] and before.tolist() == [1, 0, 0, 0] and after.tolist() == [0, 0, 0, 1]
    assert first.tolist() == [-1, 0, 1, 2] and last.tolist() == [-2, -1, 0, 1]
    assert above.tolist() == [99, 99, 1, 1] and above_lines.tolist() == [99, 99, 2, 3]
    assert below.tolist() == [1, 1, 99, 99] and below_lines.tolist() == [1, 2, 99, 99]


def test_a_stretch_that_introduces_a_name_is_missed_when_it_is_taken_out() -> None:
    lines = lines_of(ARTICLE)
    given = ({"aldous": 0, "varga": 2}, {"aldous": 0, "varga": 2}, {"aldous": 3, "varga": 3})
    assert _introduced(lines[2:3], 2, 3, given)[2] == 1, "Varga is introduced here alone and taken up"
    assert _introduced(lines[1:2], 1, 2, given)[0] == 1, "Aldous is known from before"
    assert _introduced(lines_of(STORY), 2, 4, given)[:3] == (0, 0, 0)


def test_surnames_are_told_against_the_body() -> None:
    alone_known, again, taken_up, *_ = _names(lines_of(ARTICLE), np.array([True] * 4))
    assert alone_known[3] >= 1 and taken_up.tolist() == [1, 0, 1, 0] and again.tolist() == [0, 0, 0, 0]


def test_a_stretch_is_told_as_one() -> None:
    lines = lines_of([*ARTICLE[:2], *STORY, *ARTICLE[2:]])
    words = Words(lines, np.ones(BUCKETS, np.float32))
    body = np.array([True, True, False, False, True, True])
    rows = np.stack(_stretches(lines, np.array([3.0, 3, -1, -2, 3, 3]), body, words), 1)
    assert (rows[2] == rows[3]).all() and (rows[0] == rows[1]).all()
    assert rows[2, :4].tolist() == [2, -1.5, -2, -1]
    assert rows[2, 9] > rows[2, 11], "the text is more like itself over the story than like the story"
    assert rows[2, 4] > rows[2, 7], "the story hangs together by itself"


@pytest.mark.parametrize("texts", [ARTICLE[:1], ARTICLE[:2], [*ARTICLE, "Most read"]])
def test_small_pages_have_columns_too(texts: list[str]) -> None:
    rows, doubtful = columns(texts, [0.6] * len(texts))
    assert len(rows) == len(doubtful) == sum(text != "Most read" for text in texts) and np.isfinite(rows).all()


def test_fourth_trees_have_a_say_in_english_and_on_doubtful_lines_alone() -> None:
    class Never:
        count = 1

        def scores(self, rows: np.ndarray, first: int, last: int) -> np.ndarray:
            return np.full(len(rows), -9.0, dtype=np.float32)

    model = shipped()
    without, never = replace(model, against=None), replace(model, against=Never())  # type: ignore[arg-type]
    foreign, english = lines_of(OTHERS), lines_of([*ARTICLE, *STORY])
    assert (never.probabilities(foreign) == without.probabilities(foreign)).all()
    changed = never.probabilities(english) != without.probabilities(english)
    assert changed.any() and (never.probabilities(english)[changed] < 0.01).all()
