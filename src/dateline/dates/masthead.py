"""The day that the head of a site shows its visitors, "Wednesday, 29 November 2023" beside the menu: that of the capture.

On 28 of 29 development pages with such a day it is not before the article's; on the other the label is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ..items.cut import Cut
from ..types import Block, Evidence, Interval, Span
from .excerpts import FULL
from .notes import say
from .stamps import shown_days

__all__ = ["is_masthead", "masthead_evidence"]

#: A weekday and a date, as a site's head shows the day of the visit; so many blocks away its menu stands.
TODAY = re.compile(r"\W{0,3}[^\W\d_]{4,12}\W{1,3}(?:[^\W\d_]{3,12}\.? )?\d{1,2}\b[^\n]{2,20}\d\Z")
_BESIDE_MENU = 3
#: A head is looked for among so many blocks; stored copies of a page are a day old at most.
_MOST, _STORED = 60, timedelta(1)


def is_masthead(cut: Cut, blocks: Sequence[Block], i: int) -> bool:
    """Whether a line above the headline that is none of the article's is the day in the head of the site: a weekday and a date and nothing
    else, in the site's navigation or beside it."""
    if not TODAY.match(blocks[i].span.of(cut.text)):
        return False
    return any(block.role == "navigation" for block in blocks[max(0, i - _BESIDE_MENU) : i + _BESIDE_MENU + 1])


def masthead_evidence(cut: Cut, american: bool) -> Iterator[Evidence]:
    """What the head of the site says of the capture: above the first item of the page, or in its navigation."""
    blocks = cut.blocks[:_MOST]
    above = True
    for i, block in enumerate(blocks):
        above = above and block.item is None
        text = block.span.of(cut.text)
        if block.item or not (above or block.role == "navigation") or not FULL.search(text) or not is_masthead(cut, blocks, i):
            continue
        for day, start, end in shown_days(text, month_first=american):
            where = Span(block.span.start + start, block.span.start + end)
            yield Evidence("masthead", where, "page", (Interval(day, day + _STORED),), True, say("masthead", when=text[start:end]))
            return
