"""From a text to the tagger's input: windows of word pieces that begin at the start of a line, and a feature for each piece.

The feature is a number of four bits: 1 the word stands inside a quotation, 2 it opens a line, 4 it begins with a capital, 8 it is
written in capitals throughout (two letters or more). The vocabulary knows no capitals and the marks alone say too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .marks import Quotation, quotations
from .wordpiece import Word, WordPieces

#: The most pieces of a window, without the two that frame it. On development data 120 is better than 60, 80, 100, 190 or 250.
WINDOW = 120
FEATURES = 16
#: The model's own limit.
_LIMIT = 254


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words with the ids and features of their pieces; `first` holds the place of each word's first piece."""

    words: tuple[Word, ...]
    ids: tuple[int, ...]
    features: tuple[int, ...]
    first: tuple[int, ...]


def windows(text: str, pieces: WordPieces, *, most: int = WINDOW, marks: Sequence[Quotation] | None = None) -> Iterator[Window]:
    """Cuts a text into windows: whole lines while they fit, a line alone that does not fit at a sentence end, else anywhere."""
    words = pieces.words(text)
    if not words:
        return
    opening = _line_starts(text, words)
    inside = _inside(words, quotations(text) if marks is None else marks)
    begin = 0
    while begin < len(words):
        end = _cut(text, words, opening, begin, min(most, _LIMIT))
        yield _window(text, words[begin:end], opening[begin:end], inside[begin:end])
        begin = end


def _line_starts(text: str, words: Sequence[Word]) -> list[bool]:
    found, before = [], 0
    for word in words:
        found.append(before == 0 or "\n" in text[before : word.start])
        before = word.end
    return found


def _inside(words: Sequence[Word], marks: Sequence[Quotation]) -> list[bool]:
    found, at = [], 0
    for word in words:
        while at < len(marks) and marks[at].end <= word.start:
            at += 1
        found.append(at < len(marks) and marks[at].start <= word.start)
    return found


def _cut(text: str, words: Sequence[Word], opening: Sequence[bool], begin: int, most: int) -> int:
    used, end = 0, begin
    last_line = last_stop = 0
    while end < len(words):
        if end > begin and opening[end]:
            last_line = end
        used += min(len(words[end].pieces), most)
        if used > most:
            break
        if text[words[end].start] in ".!?" and used > most // 2:
            last_stop = end + 1
        end += 1
    if end == len(words):
        return end
    return last_line or last_stop or max(end, begin + 1)


def _window(text: str, words: Sequence[Word], opening: Sequence[bool], inside: Sequence[bool]) -> Window:
    ids: list[int] = []
    features: list[int] = []
    first: list[int] = []
    for word, opens, quoted in zip(words, opening, inside, strict=True):
        shape = text[word.start : word.end]
        feature = quoted + 2 * opens + 4 * shape[0].isupper() + 8 * (len(shape) > 1 and shape.isupper())
        first.append(len(ids))
        taken = word.pieces[:_LIMIT]
        ids.extend(taken)
        features.extend([feature] * len(taken))
    return Window(tuple(words), tuple(ids), tuple(features), tuple(first))
