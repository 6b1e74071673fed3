"""Tables inside an article are its own, but none of its words."""

from __future__ import annotations

import dateline

FIRST = (
    "<p>Duncan MacInnes won the heavy hammer at the games of Elgin for the fifth year in a row on Saturday, in a wind that blew "
    "two tents away.</p>"
)
SECOND = "<p>The vet from Keith said that he had nearly not come, because a cow was calving at four in the morning.</p>"
LAST = "<p>About 6,200 people came through the gates, four hundred fewer than last year, the secretary of the games said on Sunday.</p>"
RESULTS = "<tr><th>Event</th><th>First</th></tr><tr><td>Hammer</td><td>39.12 m</td></tr><tr><td>Caber</td><td>12.00</td></tr>"
STORY = "https://beacon.example/2024/09/07/bridge-over-the-lossie-opens-at-last"


def read(table: str, after: str = LAST) -> dateline.Page:
    body = f"<article><h1>MacInnes takes the hammer for a fifth time</h1>{FIRST}{SECOND}<table>{table}</table>{after}</article>"
    html = f'<html lang="en"><head><title>MacInnes takes the hammer for a fifth time</title></head><body>{body}</body></html>'
    return dateline.read(html, url="https://beacon.example/2024/09/08/macinnes-takes-the-hammer", media_type="text/html", facts=False)


def lines(page: dateline.Page) -> list[str]:
    article = page.article
    assert article is not None
    return [block.span.of(page.text) for block in page.blocks if block.role == "table" and block.item == article.id]


def test_a_table_between_paragraphs_is_the_articles_and_none_of_its_text() -> None:
    page = read(RESULTS)
    assert lines(page) == ["Event", "First", "Hammer", "39.12 m", "Caber", "12.00"]
    assert page.article is not None and "39.12" not in page.article.text


def test_a_table_below_the_text_is_none_of_it() -> None:
    assert lines(read(RESULTS, after="")) == []


def test_a_table_that_leads_to_stories_or_has_one_cell_a_row_is_none() -> None:
    assert lines(read(RESULTS + f'<tr><td>Read</td><td><a href="{STORY}">Bridge over the Lossie opens at last</a></td></tr>')) == []
    assert lines(read("<tr><td>Event</td></tr><tr><td>Hammer</td></tr><tr><td>Caber</td></tr>")) == []
    assert lines(read('<tr><td><a href="/a">One</a></td><td><a href="/b">Two</a></td></tr>' * 2)) == []


def test_a_table_that_holds_the_text_sets_out_the_page() -> None:
    inside = f"<tr><td>Left</td><td>{LAST}{SECOND}</td></tr><tr><td>Foot</td><td>Right</td></tr>"
    assert lines(read(inside, after=FIRST.replace("Saturday", "Sunday"))) == []
