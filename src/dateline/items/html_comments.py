"""Readers' comments on an HTML page: each with its author and time."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from ..expressions.ages import PATTERN as AGE
from .date_lines import is_date_line
from .furniture import furniture_kind
from .html_blocks import Walk

#: Classes and ids of the part of a page that holds readers' comments.
_PART = re.compile(
    r"(?:^|[^a-z])(?:comments?|comment-?(?:list|section|area|thread|wrapper|container|body|text|content)s?|commentlist|commentary-list|disqus\w*|respond"
    r"|reader-?comments|discussions?|kommentare?|kommentarliste|commentaires?|comentarios?|reacties|leserkommentare|user-?comments|(?:user-?|customer-?|reader-?)?reviews|viafoura|coral\w*)(?:$|[^a-z])",
    re.IGNORECASE,
)
#: What every such name holds.
_STEMS = ("comment", "disqus", "respond", "discussion", "kommentar", "comentario", "reacties", "reviews", "viafoura", "coral")
_UNIT = re.compile(
    r"(?:^|[^a-z])(?:comment|kommentar|comentario|commentaire)(?:$|[^a-z]|-?(?:item|body|wrap\w*|content|text|entry|block|row|\d+))|depth-\d"
    r"|(?:^|[^a-z])(?:reply|post|li-comment|comment)-?\d",
    re.IGNORECASE,
)
#: A time of day, a year, an age in a short line over a comment ("a few seconds ago" too).
_TIME = re.compile(rf"\b\d{{1,2}}:\d{{2}}\b|\b(?:19|20)\d{{2}}\b|{AGE}|\bago\b", re.IGNORECASE)
_BUTTON = re.compile(
    r"^\W*(?:reply|report|like|dislike|share|flag|permalink|link|edit|delete|log in to reply"
    r"|antworten|melden|gefällt mir|répondre|responder|ответить|cavab ver"
    r"|\d{1,6}|[+-]\d{1,4})\W*$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?: says?| said| wrote| пишет| schreibt| sagt| meint| a écrit| dice)? ?:?$", re.IGNORECASE)


#: A year or the day before a comma, which no author's name holds.
_DAY = re.compile(r"^\d|\b(?:19|20)\d\d\b|\b\d{1,2},")
_SENTENCE = re.compile(r"(?:[!?]|[^\W\d]{3}\.)$")


#: What lies in links almost wholly is no comment: a list of the newest comments names the stories they are on.
_LINKED = 0.9


@dataclass
class Comment:
    """Indexes of its text blocks, the roles of the lines that sign it (byline, date), and what these say: `time` the line of its time,
    `stamp` what the markup gives machines for it."""

    blocks: list[int] = field(default_factory=list)
    signs: dict[int, str] = field(default_factory=dict)
    author: str | None = None
    time: str | None = None
    stamp: str | None = None


def comment_parts(page: Walk) -> list[int]:
    """For each element the outermost element around it that is named for comments, -1 without one."""
    tops = [-1] * len(page.looks)
    stems = page.named(_STEMS).tolist()
    named = [stem and _PART.search(words.lower()) is not None for stem, (_, words) in zip(stems, page.names, strict=True)]
    if not any(named):
        return tops
    number = 1
    while number < len(tops):
        if named[page.looks[number]]:
            end = page.ends[number]
            tops[number:end] = [number] * (end - number)
            number = end
        else:
            number += 1
    return tops


def find_comments(page: Walk, tops: list[int], taken: set[int]) -> list[Comment]:
    """Comments in page order: a text of three words or more with an author or a time, one element a comment, in a part named for them."""
    units: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks):
        top = tops[block.element]
        if top >= 0 and i not in taken and (unit := _unit(page, block.element, top)) is not None:
            units[unit].append(i)
    return [comment for at in units.values() if (comment := _comment(page, at)) is not None]


def _unit(page: Walk, element: int, top: int) -> int | None:
    """The innermost element around the block that is one comment: a list item or article of the part, or one named so."""
    named = None
    for number in page.around(element, 12):
        if number == top:
            return named
        tag, words = page.name(number)
        if tag in ("li", "article"):
            return number
        if words and _UNIT.search(words):
            named = number
    return named


def _comment(page: Walk, at: list[int]) -> Comment | None:
    comment = Comment()
    for i in at:
        block = page.blocks[i]
        text, size = block.text, block.size
        if _BUTTON.match(text) or (size <= 12 and furniture_kind(text)):
            continue
        if (
            comment.time is None
            and size <= 10
            and not comment.blocks
            and (is_date_line(text) or block.times or _TIME.search(text))
        ):
            author, comment.time = _signed(text)
            comment.stamp = block.stamp
            comment.author = comment.author or author
            comment.signs[i] = "byline" if author else "date"
        elif comment.author is None and not comment.blocks and size <= 6 and not _SENTENCE.search(text):
            comment.author = _SAYS.sub("", text).strip() or None
            comment.signs[i] = "byline"
        elif block.density <= _LINKED:
            comment.blocks.append(i)
    words = sum(page.blocks[i].size for i in comment.blocks)
    return comment if words >= 3 and (comment.author is not None or comment.time is not None) else None


def _signed(text: str) -> tuple[str | None, str]:
    """Author and time of a line that may hold both: a name, then a date line."""
    words = text.split(" ")
    for cut in range(1, min(6, len(words))):
        rest = " ".join(words[cut:])
        if is_date_line(rest) and not _DAY.search(" ".join(words[:cut])):
            return _SAYS.sub("", " ".join(words[:cut])).strip(" ,|·•-–—") or None, rest
    return None, text
