"""The article of an HTML page: what above, in and below its text is none of it."""

from __future__ import annotations

import pytest

import dateline
from dateline.types import Item

ARTICLE = "".join(
    f"<p>The ferry terminal of the old harbour is to be rebuilt at last, the council of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


def article(above: str = "", below: str = "") -> Item:
    html = f'<html lang="en"><body><main><h1>Ferry terminal to be rebuilt</h1>{above}<div>{ARTICLE}</div>{below}</main></body></html>'
    found = dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 19.06.2023, 12:52 | 3 minutes",
        "VON ANNA BERG am 21. April 2020",
        "28. Jan. 2022 Anna Berg",
        "The old harbour of the town on Monday. Photo: Ann Bell/Reuters",
        "Senasis uostas / A. Bell/LRT nuotr.",
    ],
)
def test_lines_that_sign_and_captions_are_no_standfirst(line: str) -> None:
    found = article(f'<p class="lead">{line}</p>')
    assert found.standfirst != line and line not in found.paragraphs


def test_a_lead_is_a_standfirst() -> None:
    lead = "Nine years after the storm of 2015 the town finds the money."
    assert article(f'<p class="lead">{lead}</p>').standfirst == lead


@pytest.mark.parametrize("heading", ["References", "More on this:", "Where can I get more info?"])
def test_a_heading_that_ends_the_text_is_none_of_it(heading: str) -> None:
    assert heading not in article(below=f"<h2>{heading}</h2>").text
