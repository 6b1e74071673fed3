"""Where a position stands in a text: in words of others, which date what they were said of and not the text; in which sentence."""

from __future__ import annotations

import re

#: Characters before a position that are looked at: quoted speech is no longer.
_FAR = 4000


def quoted(text: str, at: int) -> bool:
    """Whether a position lies in quoted speech of the same paragraph: old words may be quoted."""
    start = max(0, at - _FAR)
    start = max(start, text.rfind("\n", start, at) + 1)
    before = text[start:at]
    return before.count("“") > before.count("”")


#: A sentence is looked at from so many characters before a position on. The full stop of an abbreviation ("Mi. 5. Februar", "U.S. law")
#: ends none; that behind a year does.
_SENTENCE = 200
_ENDS = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d{4}))[.!?][\"”’)]? |\n")


def sentence_start(text: str, at: int) -> int:
    """Where the sentence or line of a position begins, at most 200 characters before it."""
    start = max(0, at - _SENTENCE)
    for match in _ENDS.finditer(text, start, at):
        start = match.end()
    return start
