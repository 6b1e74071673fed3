"""Days that bare text states of itself, and those that follow from the part of the day that it tells."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.choosing import OLDER, features
from dateline.dates.offers import Candidate
from dateline.dates.text_lines import part_of_day, text_lines
from dateline.items.cutting import cut
from dateline.pages.decode import document
from dateline.types import DateEstimate

_REST = (
    " The fire burnt down two sheds of the harbour before it was put out. Nobody was hurt, and the owner is thought to be abroad."
    " The mayor said that the sheds had stood empty for years and would be cleared."
)


def told(text: str) -> DateEstimate | None:
    article = dateline.read(text, media_type="text/plain", facts=False).article
    assert article is not None
    return article.published


def lines_of(text: str) -> list[Candidate]:
    return list(text_lines(cut(document(text, url=None, captured_at=None, published_at=None, media_type="text/plain")), False))


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("At about 9:40 p.m. on Tuesday, May 7, 2024, officers of the harbour police were called to Dock Street.", 8),
        ("On Tuesday, May 7, 2024, at approximately 3:50 p.m., police received a call from Dock Street.", 8),
        ("On Tuesday, May 7, 2024, at approximately 7:20 a.m., police received a call from Dock Street.", 7),
    ],
)
def test_what_is_told_of_an_evening_was_written_the_day_after(opening: str, day: int) -> None:
    found = told(opening + _REST)
    assert found is not None and found.day == date(2024, 5, day)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("late Saturday night, ", "evening"),
        ("early Tuesday morning, ", "morning"),
        ("shortly after 2 a.m. on ", "morning"),
        ("after a later ruling of ", None),
        ("The concert will be held at 8 p.m. on ", None),
        ("He was seen at 8 p.m.; he died on ", None),
    ],
)
def test_the_part_of_the_day_of_a_date(words: str, part: str | None) -> None:
    text = f"{words}May 4, 2024, when"
    assert part_of_day(text, len(words), len(words) + len("May 4, 2024")) == part


def test_an_evening_deep_in_the_text_or_still_to_come_offers_no_day_after() -> None:
    deep = "The sheds of the harbour stood empty for years. " * 12 + "He was seen at 8 p.m. on May 7, 2024, by a sailor."
    ahead = "The sheds will be shown to guests at 8 p.m. on Tuesday, May 7, 2024, in the old harbour." + _REST
    for text in (deep, ahead):
        assert {candidate.day for candidate in lines_of(text)} == {date(2024, 5, 7)}


@pytest.mark.parametrize(("older", "day"), [("Thursday, May 9, 2024", 9), ("Thursday, May 2, 2024", 10)])
def test_of_two_films_of_following_days_the_first_came_with_the_text(older: str, day: int) -> None:
    text = (
        "Police are looking for the man who set fire to two sheds. Ion Rusu reports. (Published Friday, May 10, 2024)"
        f"{_REST} Fire at the harbour: two sheds burn down on Dock Street. (Published {older}) No arrests have been made."
    )
    found = told(text)
    assert found is not None and found.day == date(2024, 5, day)


def test_a_film_of_the_next_day_makes_the_day_before_no_older_one() -> None:
    text = f"Rusu reports. (Published Friday, May 10, 2024){_REST} Sheds burn. (Published Thursday, May 9, 2024) No arrests."
    found = features(lines_of(text))
    assert "text-published" in found[date(2024, 5, 9)] and "(text older)" not in found[date(2024, 5, 9)]
    assert "text-published-later" in found[date(2024, 5, 10)] and "text-published" not in found[date(2024, 5, 10)]


@pytest.mark.parametrize(
    "programme",
    ["for the Harbour News at 11 p.m. on", "during Harbour News Mornings on", "for the Harbour News at Noon on Thursday,"],
)
def test_a_programme_of_news_names_the_day_of_the_text(programme: str) -> None:
    found = told(f"Two sheds have burnt down on Dock Street. Ion Rusu reports {programme} May 9, 2024.{_REST}")
    assert found is not None and found.day == date(2024, 5, 9)


def test_a_name_that_holds_born_or_an_event_in_a_word_hides_no_day() -> None:
    found = lines_of(f"A wall prevents a fire. By Ann Osborne Harbour Post May 9, 2024 SOROCA -- Two sheds stood empty.{_REST}")
    assert [candidate.kind for candidate in found] == ["text-detached-head"]


def test_the_day_after_makes_the_evening_no_older_day() -> None:
    found = features(lines_of(f"At about 9:40 p.m. on Tuesday, May 7, 2024, officers were called to Dock Street.{_REST}"))
    assert {day.day for day, kinds in found.items() if OLDER in kinds} == set() and len(found) == 2


def test_the_day_of_a_picture_is_a_caption_s_and_its_evening_offers_no_day_after() -> None:
    caption = "Sheds burn on Dock Street late Tuesday night, May 7, 2024, in the old harbour. (Photo: Ion Rusu)"
    assert {(candidate.day.day, candidate.kind) for candidate in lines_of(caption + _REST)} == {
        (7, "text-caption"),
        (7, "text-evening"),
    }
