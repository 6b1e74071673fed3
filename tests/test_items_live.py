"""Live pages in HTML: one article with its entries, whatever the times over them stand in."""

from __future__ import annotations

from datetime import date

import pytest

import dateline

ENTRY = {
    "heading": '<div class="post"><h4>{}</h4><p>{}</p></div>',
    "time": '<div class="live-entry"><time datetime="2025-11-21T{}:00+01:00">{}</time><h2>What is new</h2><p>{}</p></div>',
    "zone": '<article><span class="stamp">{} CET</span><p>{}</p></article>',
}
TOLD = {
    "18:45": "We are closing this page. The wind has dropped everywhere except in the Bay of Kotor, the forecasters said.",
    "17:20": "Ferries from Split to the islands of Brač and Hvar run again from five o'clock, the shipping line said.",
    "15:05": "Two people were injured in the port of Durrës when a crane fell on a lorry, the port authority said.",
    "06:10": "The storm reached the coast near Ancona shortly after five o'clock and moves east at forty kilometres an hour.",
}


def live(shape: str, count: int = 4, head: str = "") -> dateline.Page:
    mark = ENTRY[shape]
    entries = "".join(mark.format(*(time,) * (mark.count("{}") - 1), words) for time, words in list(TOLD.items())[:count])
    html = (
        f'<html lang="en"><head><title>Adriatic storm</title>{head}</head><body><main><h1>Storm on the Adriatic: ports shut</h1>'
        f"<p>Updates through Friday as the storm moves from Italy to the coasts of Croatia and Albania.</p>{entries}</main></body></html>"
    )
    return dateline.read(
        html, url="https://coast.example/news/storm-crosses-the-adriatic-12345", media_type="text/html", facts=False
    )


@pytest.mark.parametrize("shape", sorted(ENTRY))
def test_times_open_the_entries_of_a_live_page(shape: str) -> None:
    article = live(shape).article
    assert article is not None and article.genre == "live"
    assert [entry.shown.split()[0] for entry in article.entries] == list(TOLD)
    for entry, words in zip(article.entries, TOLD.values(), strict=True):
        assert words in entry.span.of(article.text)
    assert article.shown_date is None, "the time of an entry is not the article's"


def test_entries_are_dated_by_their_stamps_and_else_by_the_page() -> None:
    stamped = live("time").article
    assert stamped is not None
    assert [
        entry.published and (entry.published.day, entry.published.time and entry.published.time.hour) for entry in stamped.entries
    ] == [(date(2025, 11, 21), hour) for hour in (18, 17, 15, 6)]
    page = live("heading", head='<meta property="article:published_time" content="2025-11-21T06:10:00Z">').article
    assert page is not None and page.published is not None
    assert {entry.published and entry.published.day for entry in page.entries} == {date(2025, 11, 21)}


def test_two_times_alone_make_no_live_page() -> None:
    article = live("heading", 2).article
    assert article is not None and article.genre == "news" and article.entries == ()
