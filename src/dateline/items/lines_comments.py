"""Readers' comments in bare text: below a heading such as "Comments (3)", each by the lines that sign it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .date_lines import is_date_line, tells_day
from .furniture import furniture_kind
from .html_comment_parts import opens_comments
from .html_comments import is_button
from .html_signs import signed
from .lines_features import Line

#: Words of a name that stands alone, of a line with name and time, and of a line that its words can show to be furniture.
_NAME, _SIGN, _PROMPT = 4, 14, 12
#: Lines from the heading to the first comment at most, and lines below a heading in which it shows that comments follow.
_SOON, _MANY = 12, 60
_CLOCK = re.compile(r"\d[:.h]\d\d(?!\d)")
_SENTENCE = re.compile(r"(?:[!?:]|\w{3}\.)$")


@dataclass
class Signed:
    """A comment: the roles of its lines by number, its author, and its time as shown."""

    roles: dict[int, str]
    author: str
    time: str


def before_comments(lines: Sequence[Line], article: Collection[int]) -> set[int]:
    """The lines of an article before a heading over comments that stands in it, below its first prose: two comments and more follow."""
    opening = min((i for i in article if lines[i].is_prose), default=len(lines))
    for i in range(opening + 1, max(article, default=0)):
        if opens_comments(lines[i].text, lines[i].size):
            before = {j for j in article if j < i}
            if len(comment_lines(lines[: i + 1 + _MANY], before)) > 1:
                return before
    return set(article)


def comment_lines(lines: Sequence[Line], article: Collection[int]) -> list[Signed]:
    """The comments below the last heading that stands under the article and has some below it ("Comment" stands over a form too). A
    comment is signed by one line with author and time, or by a name alone and its day under it, and has words; without that heading, an
    author or a time nothing is a comment. A line that its words name as furniture ends it, and so does a word or two of a menu behind its
    text."""
    end = max((i for i in article if lines[i].is_prose), default=len(lines))
    heads = [i for i in range(end + 1, len(lines)) if opens_comments(lines[i].text, lines[i].size)]
    return next((found for head in reversed(heads) if (found := _below(lines, head))), [])


def _below(lines: Sequence[Line], head: int) -> list[Signed]:
    """The comments below one heading."""
    found: list[Signed] = []
    here: Signed | None = None
    i = head + 1
    while i < len(lines):
        text = lines[i].text
        if i > head + _SOON and not found:
            break
        if (sign := _sign(lines, i)) is not None:
            here = sign
            found.append(here)
            i += len(sign.roles)
            continue
        told = here is not None and "comment" in here.roles.values()
        if not is_button(text) and (
            (lines[i].size <= _PROMPT and furniture_kind(text)) or (told and lines[i].size <= 2 and not lines[i].ends)
        ):
            here = None
        elif here is not None and not is_button(text):
            here.roles[i] = "comment"
        i += 1
    return [comment for comment in found if "comment" in comment.roles.values()]


def _sign(lines: Sequence[Line], i: int) -> Signed | None:
    line = lines[i]
    if line.size > _SIGN:
        return None
    author, time = signed(line.text)
    if author is not None and time is not None and _CLOCK.search(time) and "@" not in line.text:
        return Signed({i: "byline"}, author, time)
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    if (
        line.size > _NAME
        or line.cut
        or _SENTENCE.search(line.text)
        or not (_CLOCK.search(below) and is_date_line(below) and tells_day(below))
    ):
        return None
    return (
        None
        if time or furniture_kind(line.text) or is_button(line.text)
        else Signed({i: "byline", i + 1: "date"}, line.text, below)
    )
