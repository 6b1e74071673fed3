"""Lines of bare text that hold a prompt, a title and its day."""

from __future__ import annotations

import pytest

import dateline
from dateline.items.lines_parted import parted

_ARTICLE = (
    "LIMA, 3 March 2024 - At least 12 people were killed when a bus collided with a truck near Arequipa on Sunday, police said.\n\n"
    'Peru\'s transport minister Raul Perez said the driver "had been on the road for 19 hours". He said a law on rest times would go to '
    "parliament in May.\n\nThe road was closed for six hours, and traffic was led through the old town.\n\n"
)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Read also: Chile's president visits Buenos Aires for talks", 2),
        ("READ MORE: Old bridge of Mostar closes for repairs (28 February 2024)", 3),
        ("Old bridge of Mostar closes for repairs | 28 February 2024", 2),
        ("Les også: Broen i Mostar stenger for reparasjon", 2),
        ("Recommended: two litres of water a day.", 1),
        ("The minister said: nobody knows why the bridge fell", 1),
        ("Inquiry: what happened on 28 February 2024", 1),
        ("Home | mbl | 11.2.2025 | 23:55 | 12.2.2025", 1),
    ],
)
def test_a_line_is_cut_at_its_prompt_and_before_its_day(line: str, parts: int) -> None:
    found = list(parted(line))
    assert len(found) == parts
    assert sum(map(len, "".join(part.text for part in found).split())) >= sum(map(len, line.split())) - 3


@pytest.mark.parametrize("before", [False, True])
def test_the_story_behind_a_prompt_is_a_teaser_with_its_own_day(before: bool) -> None:
    line = "Read also: Chile's president visits Buenos Aires for talks (28 February 2024)"
    page = dateline.read(f"{line}\n\n{_ARTICLE}" if before else f"{_ARTICLE}{line}")
    (teaser,) = (item for item in page.items if item.kind == "teaser")
    assert teaser.headline == "Chile's president visits Buenos Aires for talks"
    assert page.article is not None and page.article.published is not None and str(page.article.published.day) == "2024-03-03"
    assert teaser.published is not None and str(teaser.published.day) == "2024-02-28"
