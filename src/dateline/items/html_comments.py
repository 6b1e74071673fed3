"""Readers' comments on an HTML page: each with its author and time."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from .furniture import furniture_kind
from .html_body import in_comments
from .html_teasers import is_date_line
from .html_walk import Walk

_AGO = re.compile(r"\b\d+ ?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|h|d) ago\b|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d{2}\b|\bago\b", re.IGNORECASE)
_BUTTON = re.compile(r"^\W*(?:reply|report|like|dislike|share|flag|permalink|edit|delete|log in to reply|antworten|répondre|responder|ответить|cavab ver|\d+)\W*$", re.IGNORECASE)
_SAYS = re.compile(r"\s*(?:says?|said|wrote|пишет|schreibt|sagt|a écrit)\s*:?\s*$", re.IGNORECASE)
_UNIT = re.compile(r"(?:^|[^a-z])comment(?:$|[^a-z]|-?(?:item|body|wrap\w*|\d+))|depth-\d|(?:^|[^a-z])(?:reply|post)-?\d")


@dataclass
class Comment:
    """Indexes of its text blocks, of the marks around them, and what the marks say."""

    blocks: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    author: str | None = None
    time: str | None = None


def find_comments(page: Walk) -> list[Comment]:
    """Comments in page order: a text of three words or more, one element a comment, in a part of the page named for them."""
    units: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks):
        top = in_comments(page, block)
        if top is None:
            continue
        unit = _unit(page, block.container, top)
        if unit is not None:
            units[unit].append(i)
    found = [comment for at in units.values() if (comment := _comment(page, at)) is not None]
    return found if len(found) >= 1 else []


def _unit(page: Walk, container: int, top: int) -> int | None:
    """The innermost element around the block that is one comment: a list item or article of the part, or one named so."""
    for number in page.ancestors(container, 12):
        if number == top:
            return None
        box = page.containers[number]
        if box.tag in ("li", "article") or _UNIT.search(box.words):
            return number
    return None


def _comment(page: Walk, at: list[int]) -> Comment | None:
    comment = Comment()
    for i in at:
        text = page.blocks[i].text
        size = page.blocks[i].size
        if _BUTTON.match(text) or (furniture_kind(text) and size <= 12):
            comment.marks.append(i)
        elif comment.time is None and size <= 10 and not comment.blocks and (is_date_line(text) or page.blocks[i].times or _AGO.search(text)):
            comment.time = text
            comment.marks.append(i)
        elif comment.author is None and not comment.blocks and size <= 6 and not text.endswith((".", "!", "?")):
            comment.author = _SAYS.sub("", text).strip() or None
            comment.marks.append(i)
        else:
            comment.blocks.append(i)
    words = sum(page.blocks[i].size for i in comment.blocks)
    named = comment.author is not None or comment.time is not None
    return comment if words >= 3 and named else None
