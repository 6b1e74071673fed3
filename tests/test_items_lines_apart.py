"""Bare text: what the words of a line set apart from the article: captions, sources, the standfirst under its headline."""

from __future__ import annotations

import numpy as np
import pytest

import dateline
from dateline.items.lines_announced import announced
from dateline.items.lines_apart import set_apart
from dateline.items.lines_features import line_of

BODY = (
    "The harbour board of Tallinn closed the old quay on Monday, and ferries to Helsinki leave from the new one until spring.",
    "Engineers had found cracks in eleven of its pillars, said Mari Tamm, who leads the board. The repair would cost $4 million.",
    "Shops on the quay may stay open. Their owners fear a poor winter, and have asked the city to waive the rent until it opens again.",
    "The board had warned of the cracks in 2019. The city then put off the work twice, because no money was left for it in the budget.",
    "The last time that the quay was closed, in 1998, it took fourteen months until the first ferry left from there again.",
)
HEADLINE = "Tallinn closes old quay over cracks in its pillars"


def article(*lines: str) -> dateline.Item:
    found = dateline.read("\n".join(lines), media_type="text/plain", facts=False).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "caption",
    [
        "Mari Tamm of the harbour board shows the cracks in the pillars of the quay on Monday. (Photo: Liis Kask/Harbour Post)",
        "A ferry to Helsinki leaves the old quay of Tallinn for the last time before its repair. (Harbour Museum)",
    ],
)
def test_a_caption_between_paragraphs_is_no_paragraph_and_no_teaser(caption: str) -> None:
    page = dateline.read("\n".join((HEADLINE, *BODY[:2], caption, *BODY[2:])), media_type="text/plain", facts=False)
    assert page.article is not None and page.article.paragraphs == BODY
    assert [block.role for block in page.blocks if block.span.of(page.text) == caption] == ["caption"]
    assert [item.kind for item in page.items] == ["article"]


def test_an_agency_in_brackets_behind_the_last_paragraph_stays() -> None:
    last = BODY[-1] + " (Baltic Wire)"
    assert article(HEADLINE, *BODY[:4], last).paragraphs[-1] == last


def test_sources_below_a_text_are_none_of_it() -> None:
    sources = [
        "Sources:",
        'Harbour Board of Tallinn, "State of the quays," Oct. 16, 2019',
        'City of Tallinn, "Budget," Dec. 3, 2019',
    ]
    lines = [line_of(text) for text in (*BODY, *sources)]
    assert set_apart(lines, range(len(lines))) == {5: "furniture", 6: "furniture", 7: "furniture"}


def test_sources_that_most_of_a_text_stands_below_are_a_heading() -> None:
    lines = [line_of(text) for text in (BODY[0], "Sources", *BODY[1:])]
    assert set_apart(lines, range(len(lines))) == {}


@pytest.mark.parametrize(("heading", "more"), [("Author of the article:", 0), ("The ferries of the winter:", 5)])
def test_a_list_about_the_page_is_not_announced(heading: str, more: int) -> None:
    texts = (*BODY, heading, "By Liis Kask", "Published May 25, 2024", "Last updated 5 hours ago", "4 minute read")
    lines = [line_of(text) for text in texts]
    kept = np.array([text in BODY for text in texts])
    assert len(announced(lines, np.where(kept, 0.9, 0.1), kept)) == more


def test_of_two_lines_over_the_body_the_lower_is_the_standfirst() -> None:
    standfirst = "Ferries to Helsinki leave from the new terminal until the quay is repaired"
    found = article(HEADLINE, standfirst, *BODY)
    assert found.headline == HEADLINE and found.standfirst == standfirst and found.paragraphs == BODY
