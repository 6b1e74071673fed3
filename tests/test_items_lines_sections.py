"""Bare text around and beside one article: readers' comments, a rail right below, several stories in full, all entries of a live page."""

from __future__ import annotations

import pytest

import dateline
from dateline.items.lines_features import line_of
from dateline.items.lines_live import live_text
from dateline.items.lines_sections import headed_runs, tells_several
from dateline.types import Page

BRIDGE = """Harbour bridge in Novi Sad closes for repairs
By Milena Jovic
12 March 2025
The city of Novi Sad will close the harbour bridge for six weeks from Monday, the mayor's office said on Wednesday, as it has cracks.
Buses will be sent over the old crossing, and lorries must take the ring road until the work is done, the office said in a statement.
"We know that this is hard for people who work on the other bank," said Deputy Mayor Petar Ilic. "Nobody wants a bridge that may fall."
The bridge was built in 1978 and carries some 30,000 vehicles a day, twice as many as it was designed for."""
COMMENTS = """Comments (3)
Sort by newest
Dragan K.
12 March 2025, 14:05
Six weeks? Last time they said two months and it took a year. I will believe it when I see it.
Reply
Tom Baker, March 12, 2025 at 4:31 pm
The old crossing cannot take the buses, everybody knows that.
It was closed to lorries in 2019 for this reason.
Reply
milos_ns
13 March 2025, 08:12
Good that they looked at it at last.
Reply
Privacy policy"""
STORIES = """Novi Sad closes harbour bridge
The city of Novi Sad will close the harbour bridge for six weeks from Monday, the mayor's office said on Wednesday.
Engineers found cracks in two of its piers, and lorries must take the ring road until the work is done.
The bridge was built in 1978 and carries some 30,000 vehicles a day.
Zagreb opens its new tram line
The first tram on the line to the airport left the main station of Zagreb at five in the morning on Tuesday.
It took 38 minutes to the airport, the operator ZET said, four fewer than the bus needs.
Vienna bans fireworks in the inner city
Nobody may light fireworks inside of the Ring on New Year's Eve, the council of Vienna decided on Monday by 61 votes to 39.
Police will check bags at the stations of the underground, and who is caught pays up to 3,600 euros."""
LIVE = """Live: Storm over the Adriatic
Strong winds have closed ports from Trieste to Split on Thursday. We report on what happens.
14:35
The ferry from Ancona to Split has turned back, the operator Jadrolinija said. All 410 passengers are safe.
14:10
Firefighters in Rijeka have been called out 40 times since the morning, mostly because of fallen trees.
13:42
The port of Trieste is closed. Two ships wait outside in the bay.
The harbour master expects that they can enter at night.
13:05
Good afternoon. The weather service has put out a red warning for the whole coast."""


def read(text: str) -> Page:
    return dateline.read(text, media_type="text/plain", facts=False)


def kinds(page: Page) -> list[str]:
    return [item.kind for item in page.items]


def test_comments_have_author_and_time() -> None:
    page = read(f"{BRIDGE}\nShare\n{COMMENTS}")
    found = [(item.authors, item.shown_date, item.text) for item in page.items if item.kind == "comment"]
    assert [authors for authors, _, _ in found] == [("Dragan K.",), ("Tom Baker",), ("milos_ns",)]
    assert [shown for _, shown, _ in found] == ["12 March 2025, 14:05", "March 12, 2025 at 4:31 pm", "13 March 2025, 08:12"]
    assert found[1][2].endswith("for this reason.") and "Reply" not in found[2][2]
    assert kinds(page) == ["article", *["comment"] * 3] and page.article is not None and "Six weeks?" not in page.article.text


@pytest.mark.parametrize(
    "without",
    [
        COMMENTS.replace("Comments (3)", "More from the city"),  # no heading
        "Comments (3)\nSix weeks? Last time they said two months and it took a year, and nobody says who wrote this.",  # no author
    ],
)
def test_what_nobody_signs_below_a_heading_is_no_comment(without: str) -> None:
    assert "comment" not in kinds(read(f"{BRIDGE}\n{without}"))


def test_the_title_right_below_the_article_is_of_the_text_that_breaks_off() -> None:
    rail = (
        "Flood warning for the lower Danube\nWater levels at Smederevo will rise by two metres until Thursday, and meadows along the ...\n"
        "Zagreb opens its new tram line\nThe first tram on the line to the airport left the main station at five in the morning ..."
    )
    teasers = [item for item in read(f"{BRIDGE}\n{rail}").items if item.kind == "teaser"]
    assert [item.headline for item in teasers] == ["Flood warning for the lower Danube", "Zagreb opens its new tram line"]


def test_several_stories_in_full_are_no_article() -> None:
    page = read(STORIES)
    assert kinds(page) == ["teaser"] * 3 and page.article is None
    assert [item.headline for item in page.items] == [
        "Novi Sad closes harbour bridge",
        "Zagreb opens its new tram line",
        "Vienna bans fireworks in the inner city",
    ]
    assert page.items[0].text.endswith("30,000 vehicles a day.")


def test_subheadings_part_no_article() -> None:
    sections = STORIES.replace("Vienna", "Novi Sad").replace("Zagreb", "Novi Sad").replace("the Ring", "Novi Sad's ring")
    assert kinds(read(sections)) == ["article"]


def test_two_stories_have_no_name_in_common_and_three_few() -> None:
    def several(text: str) -> bool:
        lines = [line_of(line) for line in text.split("\n")]
        return tells_several(lines, range(len(lines)))

    two = STORIES[: STORIES.index("Vienna")].strip()
    assert several(STORIES) and several(two)
    assert not several(two.replace("the bus needs", "the bus of Novi Sad needs"))
    assert not several(two.replace("Zagreb opens its new tram line", "More"))  # what follows has no headline


def test_runs_stand_under_headlines() -> None:
    lines = [line_of(line) for line in STORIES.split("\n")]
    heads = {0, 4, 7}
    roles = {i: "teaser-headline" if i in heads else "teaser-text" for i in range(len(lines))}
    assert headed_runs(lines, roles) == [range(4), range(4, 7), range(7, 10)]
    assert headed_runs(lines, {i: role for i, role in roles.items() if i != 0}) == []
    assert headed_runs([line_of(f"{line.text[:-1]} ...") for line in lines], roles) == []


def test_all_entries_of_a_live_page_are_the_article() -> None:
    page = read(LIVE)
    assert kinds(page) == ["article"] and page.items[0].genre == "live"
    for told in ("Jadrolinija", "Firefighters", "harbour master", "red warning"):
        assert told in page.items[0].text
    lines = [line_of(line) for line in LIVE.split("\n")]
    assert live_text(lines, {1, 3}) == {3, 5, 7, 8, 10}
    shuffled = [line_of(line) for line in LIVE.replace("14:10", "12:10").split("\n")]
    assert live_text(shuffled, {1, 3}) == set()  # times that rise and fall are a rail's
