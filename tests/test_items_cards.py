"""Cards of teasers: which lines beside a headline are of its story."""

from __future__ import annotations

import pytest

import dateline
from dateline.types import Item

LINK = "https://echo.example/2024/02/10/bridge-closed-for-repairs"
CARD = f'<h3><a href="{LINK}">Bridge closed for repairs until May</a></h3><p>Drivers are to take the tunnel instead.</p>'


def teasers(body: str) -> list[Item]:
    html = f'<html lang="en"><body>{body}</body></html>'
    return list(dateline.read(html, url="https://echo.example/front", media_type="text/html", facts=False).of_kind("teaser"))


def test_a_part_of_the_page_that_leads_to_one_story_is_no_card() -> None:
    form = "<form><p>Your name, please</p><p>Sign me up</p></form>"
    around = f"<div><h2>Who we are</h2><p>Harbour Street 5, the old town</p><div>{CARD}</div><h2>Write to us</h2>{form}</div>"
    (teaser,) = teasers(around)
    assert teaser.text == "Bridge closed for repairs until May\nDrivers are to take the tunnel instead."


def test_cards_of_one_look_keep_headings_of_their_own() -> None:
    card = '<div class="card"><h4>Traffic</h4><p>Today</p><h3><a href="{}{}">Bridge {} closed for repairs</a></h3></div>'
    found = teasers("".join(card.format(LINK, number, number) for number in range(3)))
    assert len(found) == 3 and all("Traffic" in teaser.text for teaser in found)


def test_a_form_around_the_whole_page_parts_no_card() -> None:
    (teaser,) = teasers(f'<form id="aspnetForm"><div>{CARD}</div></form>')
    assert "Drivers are to take the tunnel instead." in teaser.text


def test_links_to_sections_writers_and_accounts_are_no_teasers() -> None:
    links = (
        "category/what-the-harbour-needs-to-know-now",
        "staff/ann-bell-of-the-echo",
        "wp-login.php?action=lost-password-form",
    )
    assert not teasers("".join(f'<p><a href="https://echo.example/{link}">What the harbour needs</a></p>' for link in links))


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ('<p class="author">Ann Bell</p>', ("Ann Bell",)),
        ("<p>Von Anna Berg und Ute Tal</p>", ("Anna Berg", "Ute Tal")),
        ("<p>Culture</p>", ()),
        ('<p class="author">Culture</p>', ()),
    ],
)
def test_a_line_that_names_the_author_is_no_text_of_the_teaser(line: str, authors: tuple[str, ...]) -> None:
    (teaser,) = teasers(f"<div>{CARD}{line}</div>")
    assert teaser.authors == authors
    assert not any(name in teaser.text for name in authors)


@pytest.mark.parametrize("shown", ["Read also: {}", "[ 14 February 2024 ] {} Traffic", "Previous post {}"])
def test_of_two_places_the_one_with_the_headline_alone_names_the_teaser(shown: str) -> None:
    title = "Bridge closed for repairs until May"
    links = "".join(f'<p><a href="{LINK}">{text}</a></p>' for text in (shown.format(title), title))
    (teaser,) = teasers(f"<div>{links}</div>")
    assert teaser.headline == title


@pytest.mark.parametrize("day", ["9 November 2024", "· 9.11.2024", "(9 ноября)", "3 hours ago"])
def test_a_day_behind_a_linked_headline_is_its_date(day: str) -> None:
    (teaser,) = teasers(f'<ul><li><a href="{LINK}"><b>Bridge closed for repairs until May</b></a> {day}</li></ul>')
    assert teaser.headline == "Bridge closed for repairs until May"
    assert teaser.shown_date is not None and day.strip("·() ") in teaser.shown_date


def test_linked_headlines_that_breaks_part_are_two_teasers() -> None:
    other = "https://echo.example/2024/02/09/ferry-fares-fall-in-spring"
    found = teasers(
        f'<div><h3>Read also</h3><a href="{LINK}">Bridge closed for repairs until May</a><br>'
        f'<a href="{other}">Ferry fares fall again in spring</a></div>'
    )
    assert [(teaser.headline, teaser.url) for teaser in found] == [
        ("Bridge closed for repairs until May", LINK),
        ("Ferry fares fall again in spring", other),
    ]


def test_words_behind_a_linked_headline_stay_beside_it() -> None:
    (teaser,) = teasers(f'<div><a href="{LINK}">Bridge closed for repairs until May</a> says the city</div>')
    assert teaser.headline == "Bridge closed for repairs until May says the city"
