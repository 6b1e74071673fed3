"""Readers' comments on an HTML page: each with its author and time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..expressions.ages import PATTERN as AGE
from .date_lines import is_date_line
from .furniture import furniture_kind
from .html_blocks import FLAGS, Block, Walk
from .html_comment_parts import apart, look_of, signed_units, signs_comment
from .html_signs import signed

_UNIT = re.compile(
    r"(?:^|[^a-z])(?:comment|kommentar|comentario|commentaire)(?:$|[^a-z]|-?(?:item|body|wrap\w*|content|text|entry|block|row|\d+))|depth-\d"
    r"|(?:^|[^a-z])(?:reply|post|li-comment|comment)-?\d",
    re.IGNORECASE,
)
#: A time of day, a year, an age in a short line over a comment ("a few seconds ago" too).
_TIME = re.compile(rf"\b\d{{1,2}}:\d{{2}}\b|\b(?:19|20)\d{{2}}\b|{AGE}|\bago\b", re.IGNORECASE)
#: What a reader presses beside a comment, with counts of votes; several of them may stand in one line.
_BUTTON = re.compile(
    r"^\W*(?:(?:reply|report|likes?|dislike|share|flag|permalink|link|edit|delete|log in to reply|quote|more|show more|upvote|downvote"
    r"|antworten|antwort|melden|gefällt mir|zitieren|teilen|répondre|signaler|j['’]aime|responder|denunciar|me gusta|curtir|citar|rispondi"
    r"|segnala|reageer|beantwoorden|svara|svar|odpowiedz|zgłoś|odpovědět|vastaa|ответить|пожаловаться|цитировать|нравится|відповісти"
    r"|поскаржитися|жауап беру|cavab ver|yanıtla|cevapla|beğen|şikayet et"
    r"|رد|الرد|إبلاغ|პასუხი|απάντηση|जवाब दें|उत्तर दें|回复|举报|点赞|赞|返信|답글"
    r")(?:\W{1,9}\d{1,6})?(?:\W+|$)){1,6}$|^\W*(?<!<)[+-]?\d{1,6}\W*$",
    re.IGNORECASE,
)
#: What the systems of blogs set behind the author's name.
_SAYS = re.compile(
    r"(?: says?| said| wrote| пишет| говорит| написал(?:а|\(а\))?| schreibt| schrieb| sagt| meint| a écrit| a dit| dit| dice| dijo| diz"
    r"| disse| ha detto| ha scritto| schreef| zegt| skriver| skrev| siger| sier| sanoo| pisze| napsal| spune| dedi ki| dedi| yazdı| berkata"
    r"| يقول|说道?|より)? ?[:：]?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[!?]|[^\W\d]{3}\.)$")
#: What lies in links almost wholly is no comment: a list of the newest comments names the stories they are on.
_LINKED = 0.9
#: Words of a line that signs.
_LONGEST_SIGN = 14


@dataclass
class Comment:
    """Indexes of its text blocks, the roles of the lines that sign it (byline, date), and what these say: `time` the line of its time,
    `stamp` what the markup gives machines for it."""

    blocks: list[int] = field(default_factory=list)
    signs: dict[int, str] = field(default_factory=dict)
    author: str | None = None
    time: str | None = None
    stamp: str | None = None


def find_comments(page: Walk, tops: list[int], taken: set[int]) -> list[Comment]:
    """Comments in page order: a text of three words or more with an author or a time, or a shorter one with both, one element a comment, in
    a part for them but not in the form that readers write in. What has no time is one only beside another of its look: alone it is a prompt
    or a notice. On 1,468 pages 180 of 1,186 such elements were forms, prompts and notices. Where nothing in a part is named for one comment
    those are comments that lines with an author and a time open (`signed_units`)."""
    if tops.count(-1) == len(tops):
        return []
    inside = [
        i
        for i, block in enumerate(page.blocks)
        if tops[block.element] >= 0 and i not in taken and not _in_form(page, block.element, tops[block.element])
    ]
    units: dict[int, list[int]] = defaultdict(list)
    bare: dict[int, list[int]] = defaultdict(list)
    for i in inside:
        element, top = page.blocks[i].element, tops[page.blocks[i].element]
        if (unit := _unit(page, element, top)) is not None:
            units[unit].append(i)
        else:
            bare[top].append(i)
    with_units = {tops[unit] for unit in units}
    for top, at in bare.items():
        if top in with_units:
            continue
        signed = signed_units(page, top)
        told = [(i, next((n for n in page.around(page.blocks[i].element) if n in signed), None)) for i in at]
        held = {unit for i, unit in told if unit is not None and not signs_comment(page.blocks[i])}
        if len(held) < max(1, sum(signs_comment(page.blocks[i]) for i in at)):
            units[top] += at
            continue
        for i, unit in told:
            if unit is not None:
                units[unit].append(i)
    found = [
        (look_of(page, unit), comment)
        for unit, at in sorted(units.items())
        for part in apart(page, at, unit in bare)
        if (comment := _comment(page, part)) is not None
    ]
    looks = Counter(look for look, _ in found)
    return [comment for look, comment in found if comment.time is not None or looks[look] > 1]


def form_blocks(page: Walk, tops: list[int]) -> set[int]:
    """The blocks of the forms that readers write their comments in, and of the buttons beside these."""
    if tops.count(-1) == len(tops):
        return set()
    return {
        i
        for i, block in enumerate(page.blocks)
        if tops[block.element] >= 0 and (is_button(block.text) or _in_form(page, block.element, tops[block.element]))
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
        if is_button(text) or (size <= 12 and furniture_kind(text)):
            continue
        if comment.time is None and not comment.blocks and _sign(comment, i, block):
            continue
        if comment.author is None and not comment.blocks and size <= 6 and not _SENTENCE.search(text):
            comment.author = _SAYS.sub("", text).strip() or None
            comment.signs[i] = "byline"
        elif block.density <= _LINKED:
            comment.blocks.append(i)
    words = sum(page.blocks[i].size for i in comment.blocks)
    if words < 3 and (not words or comment.author is None or comment.time is None):
        return None
    return comment if comment.author is not None or comment.time is not None else None


def is_button(text: str) -> bool:
    """Whether a line is what a reader presses beside a comment, or a count of votes."""
    return _BUTTON.match(text) is not None


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
