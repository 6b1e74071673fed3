"""Lines of bare text that hold two things: a prompt with the title of another story ("Read also: ..."), a title with its day in brackets.

On the bare text of 316 development pages, read by eye, all 22 prompts were cut from a title; of eight days six stood behind a title
or a byline, one behind a caption, one behind another day (left whole since).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .date_lines import is_date_line, tells_day
from .furniture import furniture_kind

#: Characters of a prompt, words of a title, and characters of a line that is looked at.
_PROMPT, _FEWEST, _MOST, LONGEST = 40, 4, 30, 300
#: What parts a prompt from the title behind it.
_ANNOUNCES = re.compile(r"\s?[:：»]\s?")
#: A title ends without these; "?" may end one.
_SENTENCE = (".", "!", "…", ":")
_DAY = re.compile(r"(?:\s?\((?P<in>[^()]{6,40})\)|\s[|·•–—-]\s(?P<behind>[^|·•–—()]{6,40}))$")


class Part(NamedTuple):
    """A part of a line; `elsewhere` where it is the day of the story behind a prompt, and so none of the article's."""

    text: str
    elsewhere: bool = False


def parted(line: str) -> Iterator[Part]:
    """The line, or its two or three parts in their order: prompt, title, day. Rejects prose, prompts without a colon, and days within
    a title."""
    if len(line) > LONGEST or line.endswith(_SENTENCE):
        yield Part(line)
        return
    prompted = False
    colon = _ANNOUNCES.search(line, 0, _PROMPT)
    if colon and _is_title(line[colon.end() :]) and furniture_kind(line[: colon.end()].rstrip()) == "related-heading":
        yield Part(line[: colon.end()].rstrip())
        prompted = True
        line = line[colon.end() :]
    match = _DAY.search(line)
    title, day = (line[: match.start()], match["in"] or match["behind"]) if match else ("", "")
    if _is_title(title) and is_date_line(day) and tells_day(day) and not tells_day(title):
        yield Part(title)
        yield Part(day, elsewhere=prompted)
    else:
        yield Part(line)


def _is_title(text: str) -> bool:
    return _FEWEST <= len(text.split()) <= _MOST and not text.endswith(_SENTENCE)
