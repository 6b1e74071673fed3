"""Bare text: tables whose cells stand one a line are the article's, and comments end it."""

from __future__ import annotations

import pytest

import dateline

HEADLINE = "Summer ferries: an extra boat to Westray from May"
BEFORE = (
    "Westray will have a third boat a day from the first Monday in May, Orkney Ferries announced on Tuesday, after a petition that was "
    "signed by more people than live on the island.\n"
    "The extra sailing leaves Kirkwall at 13.20. The full timetable for weekdays is as follows."
)
TIMES = "Kirkwall\nWestray\nPapa Westray\n07.20\n08.45\n09.10\n13.20\n14.45\n–\n16.40\n18.05\n18.30"
AFTER = (
    "On Sundays there are two boats only. Cars must be booked by noon on the day before.\n"
    '"It means a child can go to the dentist and be back for tea," said Rhona Drever, who began the petition. "We asked no more."\n'
    "The company expects to carry 4,000 passengers more than last summer. The cost, £210,000, is met by the council."
)
RAIL = "More stories\nStromness library reopens after flood\nSeal pup found in Finstown garden\nHoy school saved by one vote"


def read(*parts: str) -> dateline.Page:
    return dateline.read("\n".join((HEADLINE, *parts)), url="https://lantern.example/ferries", media_type="text/plain", facts=False)


@pytest.mark.parametrize(
    "table",
    [
        TIMES,
        "What it costs on board\nAdult\n£9.30\nChild\n£4.65\nCar\n£22.10",
        "The boats:\nMorning\nEarl Thorfinn\n07.20\nNoon\nVaragen\n12.15\nWestray",
    ],
)
def test_a_table_between_paragraphs_is_the_articles_and_does_not_end_it(table: str) -> None:
    page = read(BEFORE, table, AFTER, RAIL)
    assert page.article is not None and page.article.paragraphs[-1].startswith("The company expects")
    assert [block.role for block in page.blocks if block.span.of(page.text) == "Westray"] in (["table"], [])
    assert sum(block.role == "table" for block in page.blocks) >= 6


@pytest.mark.parametrize(
    "lines",
    [
        "Home\nNews\nSport\nWeather\nTides\nJobs",
        "1 Harbour\n2 Ferries\n3 Weather\n4 Tides\n5 Jobs\n6 Deaths",
        "3 May 2025\nHarbour\n4 May 2025\nFerries\n5 May 2025\nTides",
    ],
)
def test_menus_contents_and_days_are_no_tables(lines: str) -> None:
    assert not [block for block in read(BEFORE, lines, AFTER, RAIL).blocks if block.role == "table"]


def test_comments_below_their_heading_end_the_article() -> None:
    said = (
        "Comments (2)\nMarjorie said on 18 November 2019 at 08:14:\nThe early boat was always full. I now own a car on the island.\n"
        "Steve P said on 18 November 2019 at 09:50:\nAny word on whether dogs are allowed on the new boat, and on which deck?\n"
        "Leave a comment\nName\nComment"
    )
    page = read(BEFORE, AFTER, said, RAIL)
    assert [item.authors for item in page.of_kind("comment")] == [("Marjorie",), ("Steve P",)]
    assert page.article is not None and "early boat" not in page.article.text
