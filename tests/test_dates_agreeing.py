"""What the dates of one page say of each other: zones, orders, spans, labels, and fields that are at odds."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.article import faint
from dateline.dates.labels import of_span
from dateline.dates.stamps import shown_days

WORDS = "The council of the harbour town voted for new nets after hail had ruined a third of the vines in the valley, growers said. " * 3


def page(head: str = "", line: str = "", *, words: str = WORDS, language: str = "en") -> str:
    return (
        f"<html lang='{language}'><head><title>Hail ruins vines</title>{head}</head><body><main><article><h1>Hail ruins vines</h1>{line}"
        f"<p>{words}</p><p>{WORDS}</p></article></main></body></html>"
    )


def json_ld(**fields: str) -> str:
    stated = ", ".join(f'"{name}": "{value}"' for name, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Hail ruins vines", {stated}}}</script>'


def day(html: str, url: str = "https://news.example/local/vines", *, quick: bool = False) -> date | None:
    found = dateline.published(html, url=url, quick=quick)
    return found.day if found else None


@pytest.mark.parametrize("quick", [False, True])
def test_a_moment_in_two_zones_is_of_the_day_where_it_was_written(quick: bool) -> None:
    fields = json_ld(datePublished="2023-11-09T02:11:03+00:00", dateModified="2023-11-09T04:10:51+00:00")
    html = page(fields, "<time datetime='2023-11-08T21:11:03-05:00'>Wednesday</time>")
    assert day(html, quick=quick) == date(2023, 11, 8)
    # Another moment of another day says nothing of the first.
    html = page(json_ld(datePublished="2023-11-09T02:11:03+00:00"), "<aside><time datetime='2023-11-08T20:00:00-05:00'>x</time></aside>")
    assert day(html, quick=quick) == date(2023, 11, 9)


def test_the_moved_moment_shows_both_stamps() -> None:
    html = page(json_ld(datePublished="2023-11-09T02:11:03+00:00"), "<time datetime='2023-11-08T21:11:03-05:00'>Wednesday</time>")
    found = dateline.read(html, url="https://news.example/local/vines", facts=False).article
    assert found is not None and found.published is not None
    notes = [piece.note for piece in found.published.evidence if piece.kind == "json-ld-published"]
    assert notes and "2023-11-09T02:11:03" in notes[0] and "2023-11-08T21:11:03-05:00" in notes[0]


@pytest.mark.parametrize("shown", ["09.10.2024", "10/09/2024", "09-10-2024"])
def test_figures_are_read_as_a_field_of_one_reading_states_them(shown: str) -> None:
    html = page(json_ld(datePublished="2024-09-10T10:00:00+02:00"), f"<p class='date'>{shown}</p>")
    assert day(html) == date(2024, 9, 10)


def test_a_field_of_figures_is_read_as_the_printed_date() -> None:
    html = page("<meta property='article:published_time' content='03-09-2026'>", "<p>Published March 9, 2026</p>")
    assert day(html, "https://news.example.com/vines") == date(2026, 3, 9)


def test_the_month_named_in_the_address() -> None:
    assert day(page("", "<p class='date'>03/10/2023</p>"), "https://news.example.com/2023/october/03/vines") == date(2023, 10, 3)
    assert day(page(), "https://news.example.com/2023/oct/03/vines") == date(2023, 10, 3)
    found = dateline.published(page(), url="https://news.example.com/2023/tour/03/vines")
    assert found is None or found.day is None


def test_the_edition_in_the_address_reads_the_day_first() -> None:
    html = page("", "<p class='date'>02/10/2020</p>", language="en-us")
    assert day(html, "https://news.example.com/en-gb/vines") == date(2020, 10, 2)
    assert day(html, "https://news.example.com/vines") == date(2020, 2, 10)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Report for 14. - 20. Januar 2022", True),
        ("closed vom 24. April bis 2. Oktober 2017", True),
        ("Results (2020/7/11-12)", True),
        ("2020年7月11日(土)～12日(日)に開催", True),
        ("09 Jan 2014 - 01 Jan 2017", True),
        ("du 2 au 8 novembre 2023", True),
        ("3 May 2024 - 10:30", False),
        ("3 May 2024 – 5 min read", False),
        ("18:05 - 3 May 2024", False),
        ("2024-05-03", False),
        ("03-05-2024", False),
        ("Posted 3 May 2024 in News", False),
    ],
)
def test_spans_of_days(text: str, spans: bool) -> None:
    shown = shown_days(text)
    assert shown and all(of_span(text, shown, start, end) == spans for _, start, end in shown)


def test_the_days_of_a_span_are_not_the_page_s() -> None:
    html = page("", "<p class='date'>2020年07月13日</p>", words="2020年7月11日(土)～12日(日)に開催された. " + WORDS)
    assert day(html.replace("<h1>Hail ruins vines</h1>", "<h1>Races (2020/7/11-12)</h1>")) == date(2020, 7, 13)


def test_what_is_announced_for_a_weekday_in_short() -> None:
    html = page("", "", words="Der nächste Stammtisch findet am Mi. 5. Februar 2020 ab 19 Uhr im Hafen statt. " + WORDS, language="de")
    found = dateline.published(html, url="https://verein.example/stammtisch")
    assert found is None or found.day != date(2020, 2, 5)


def test_what_the_page_prints_decides_between_its_fields() -> None:
    fields = "<meta property='article:published_time' content='2019-12-12T21:17:43Z'>" + json_ld(
        datePublished="2019-12-09T22:25:10Z", dateModified="2019-12-12T21:17:43Z"
    )
    assert day(page(fields, "<p>Dec 9, 2019</p>")) == date(2019, 12, 9)
    assert day(page(fields, "<p>Dec 12, 2019</p>")) == date(2019, 12, 12)


def test_the_day_after_a_stated_one_is_never_the_page_s() -> None:
    html = page(json_ld(datePublished="2024-04-25T18:00:00+02:00"), "<p class='date'>26.04.2024</p>", language="de")
    assert day(html) != date(2024, 4, 26)


def test_a_label_of_publication_outweighs_one_of_change() -> None:
    html = page("", "<p>Updated 6 May 2023</p><p>Published 4 May 2023</p>")
    assert day(html) == day(html, quick=True) == date(2023, 5, 4)


@pytest.mark.parametrize("printed", ["", "<p>17 June 2019</p>"])
def test_fields_of_other_months_are_at_odds(printed: str) -> None:
    fields = json_ld(datePublished="2019-06-17T18:28:00+02:00", dateModified="2019-06-17T18:28:00+02:00")
    url = "https://blog.example/home/2018/7/12/vines"
    found = dateline.published(page(fields, printed), url=url)
    assert found is not None and found.day is None
    assert found.earliest == date(2018, 7, 12) and found.latest == date(2019, 6, 17)
    # Without the change, what is printed decides.
    found = dateline.published(page(json_ld(datePublished="2019-06-17T18:28:00+02:00"), "<p>17 June 2019</p>"), url=url)
    assert found is not None and found.day == date(2019, 6, 17)


def test_faint_places() -> None:
    assert faint(["line-after", "tag-plain-far", "(latest)"]) and faint(["line-other", "tag-other-far"])
    assert not faint(["line-after", "headline-before"]) and not faint(["line-near-end-bare"]) and not faint(["(none)"])


def test_a_day_of_faint_places_alone_is_not_stated() -> None:
    closed = "The tunnel is closed from 24 April to 2 October 2017, read on here. "
    html = page("", "", words=closed + WORDS)
    found = dateline.published(html, url="https://travel.example/")
    assert found is None or found.day is None
