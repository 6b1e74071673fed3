"""Readers' comments on an HTML page: each with its author and time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..expressions.ages import PATTERN as AGE
from .date_lines import is_date_line
from .furniture import furniture_kind
from .html_blocks import FLAGS, Block, Walk
from .html_signs import signed

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
_SENTENCE = re.compile(r"(?:[!?]|[^\W\d]{3}\.)$")
#: What lies in links almost wholly is no comment: a list of the newest comments names the stories they are on.
_LINKED = 0.9
#: Words of a line that signs.
_LONGEST_SIGN = 14
_NUMBERS = re.compile(r"\d+")


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
    """Comments in page order: a text of three words or more with an author or a time, one element a comment, in a part named for them but
    not in the form that readers write in. What has no time is one only beside another of its look: alone it is a prompt or a notice. On
    1,468 pages 180 of 1,186 such elements were forms, prompts and notices."""
    units: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks):
        top = tops[block.element]
        if (
            top >= 0
            and i not in taken
            and not _in_form(page, block.element, top)
            and (unit := _unit(page, block.element, top)) is not None
        ):
            units[unit].append(i)
    found = [(_look(page, unit), comment) for unit, at in units.items() if (comment := _comment(page, at)) is not None]
    looks = Counter(look for look, _ in found)
    return [comment for look, comment in found if comment.time is not None or looks[look] > 1]


def _look(page: Walk, unit: int) -> tuple[str, str]:
    """Tag, class and id of an element without their numbers."""
    tag, words = page.name(unit)
    return tag, _NUMBERS.sub("", words)


def form_blocks(page: Walk, tops: list[int]) -> set[int]:
    """The blocks of the forms that readers write their comments in."""
    return {
        i
        for i, block in enumerate(page.blocks)
        if tops[block.element] >= 0 and _in_form(page, block.element, tops[block.element])
    }


def _in_form(page: Walk, element: int, top: int) -> bool:
    """Whether an element of a part for comments lies in the form that a reader writes in."""
    if not page.handed[element] & FLAGS["form"]:
        return False
    return any(page.name(number)[0] == "form" for number in page.around(element) if number >= top)


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
        if comment.time is None and not comment.blocks and _sign(comment, i, block):
            continue
        if comment.author is None and not comment.blocks and size <= 6 and not _SENTENCE.search(text):
            comment.author = _SAYS.sub("", text).strip() or None
            comment.signs[i] = "byline"
        elif block.density <= _LINKED:
            comment.blocks.append(i)
    words = sum(page.blocks[i].size for i in comment.blocks)
    return comment if words >= 3 and (comment.author is not None or comment.time is not None) else None


def _sign(comment: Comment, i: int, block: Block) -> bool:
    """Takes the line that signs a comment. Where it names the author too, a short line before it is no author but the comment's title."""
    author, time = signed(block.text) if block.size <= _LONGEST_SIGN else (None, None)
    if time is None and block.size <= 10 and (is_date_line(block.text) or block.times or _TIME.search(block.text)):
        time = block.text
    if time is None:
        return False
    comment.time, comment.stamp = time, block.stamp
    if author is not None and comment.author is not None and author.casefold() not in comment.author.casefold():
        comment.blocks += comment.signs
        comment.signs.clear()
    comment.author = author or comment.author
    comment.signs[i] = "byline" if author else "date"
    return True
