"""Citations: the words of an item that a fact of a story rests on."""

from __future__ import annotations

import re

from ..types import Citation, Item, Span

#: Characters of the text around a span that a citation quotes, on either side, unless its sentence ends before or soon after.
AROUND, FURTHER = 110, 60
_ENDS = re.compile(r"(?<=[.!?…])[\"”’»)]?\s")


def cite(item: Item, span: Span, copies: frozenset[str]) -> Citation:
    """The sentences around a span, within the line; where one is longer than 170 characters to a side it is cut at a word."""
    text = item.text
    line = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    stop = len(text) if stop < 0 else stop
    quote = text[_start(text, line, span.start) : _end(text, span.end, stop)].strip()
    return Citation(item.id, span, quote, item.outlet, item.published, item.id in copies)


def _start(text: str, line: int, at: int) -> int:
    """Where the sentence begins, or the word about 110 characters before."""
    if at - line <= AROUND:
        return line
    begun = [match.end() for match in _ENDS.finditer(text, line, at) if at - match.end() <= AROUND + FURTHER]
    near = [place for place in begun if at - place <= AROUND]
    return near[0] if near else begun[-1] if begun else min(at, text.find(" ", at - AROUND) + 1 or at)


def _end(text: str, at: int, stop: int) -> int:
    """Where a sentence ends, or the word about 110 characters after."""
    if stop - at <= AROUND:
        return stop
    ended = [match.start() for match in _ENDS.finditer(text, at, stop) if match.start() - at <= AROUND + FURTHER]
    near = [place for place in ended if place - at <= AROUND]
    return near[-1] if near else ended[0] if ended else max(at, text.rfind(" ", at, at + AROUND))
