"""Word pieces with their places in the text: all that the tagger needs of a tokenizer, without a dependency.

Text is cut into runs of word characters and single other signs; each is case-folded, stripped of accents and matched greedily
against the vocabulary. Tagger and training program share this module, so pieces are the same in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 60


class Word(NamedTuple):
    """One word or sign of a text with the ids of its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]


class WordPieces:
    """A vocabulary, one entry a line in the order of ids; words are remembered, so a common word costs one look-up."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self.ids[UNKNOWN]
        self.start = self.ids[START]
        self.end = self.ids[END]
        self._known: dict[str, tuple[int, ...]] = {}

    def words(self, text: str) -> list[Word]:
        """The words of a text, in order."""
        return [Word(m.start(), m.end(), self.pieces(m.group())) for m in _WORD.finditer(text)]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of one word: at least one."""
        known = self._known.get(word)
        if known is None:
            known = self._match(word)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def _match(self, word: str) -> tuple[int, ...]:
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        if not plain or len(plain) > _LONGEST:
            return (self.unknown,)
        found: list[int] = []
        at = 0
        while at < len(plain):
            end = len(plain)
            while end > at:
                piece = self.ids.get(("##" if at else "") + plain[at:end])
                if piece is not None:
                    break
                end -= 1
            if end == at:
                return (self.unknown,)
            found.append(self.ids[("##" if at else "") + plain[at:end]])
            at = end
        return tuple(found)
