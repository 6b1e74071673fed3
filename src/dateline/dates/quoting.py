"""Where a position stands in a text: in words of others, which date what they were said of and not the text; in which sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..types import Span

#: Characters before a position that are looked at: quoted speech is no longer.
_FAR = 4000


def quoted(text: str, at: int) -> bool:
    """Whether a position lies in quoted speech of the same paragraph: old words may be quoted."""
    start = max(0, at - _FAR)
    start = max(start, text.rfind("\n", start, at) + 1)
    before = text[start:at]
    if "„" in before:  # "„…“": the mark that opens elsewhere closes
        return before.count("„") > before.count("“") + before.count("”")
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")


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


#: Characters on either side of a position in which the sentences around it are looked for.
_AROUND = 600


def sentences_around(text: str, at: int) -> tuple[Span, ...]:
    """The sentence of a position, then those right before and behind it in its paragraph, as far as they are near."""
    low = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    line_end = text.find("\n", at, at + _AROUND)
    high = line_end if line_end >= 0 else min(len(text), at + _AROUND)
    cuts = [low, *(match.end() for match in _ENDS.finditer(text, low, high)), high]
    own = bisect_right(cuts, at) - 1
    return tuple(Span(cuts[i], cuts[i + 1]) for i in (own, own - 1, own + 1) if 0 <= i < len(cuts) - 1)
