"""Copies: texts that repeat another's words, whole, cut, edited, or as a teaser of an article.

Candidates share sampled shingles; each is then verified on all words and shingles of the two texts, so that no chain of look-alikes
forms. A pair is a copy where the smaller text's shingles are contained in the other's by at least 0.2 and its words by at least 0.75:
an edit scatters its changes, so the words stay though shingles break; two reports of one event share runs of words but not the rest.
A short text is compared with the opening of a longer one alone: a teaser repeats the headline and lead of its article, a headline alone
its headline. Where its words stand further down, they are a link to another story, or a subheading. Of two such texts the short one is the
copy, whichever came first.
On the development side of the near-duplicate set this is right for 98.8 % of the pairs (F1); docs/accuracy.md has the current figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .signatures import Hashes, Words, containment, sampled_shingles, signature, words_of

SHINGLES_AT_LEAST = 0.2
WORDS_AT_LEAST = 0.75
#: The lowest of 1,140 pairs of copies on the development side, a quarter of whose words were edited, is .65. Fewer names tell nothing.
MARKS_AT_LEAST, FEW_MARKS = 0.5, 3
#: One shingle in four is indexed, by its hash: a lead of 40 words misses its article once in 100,000.
SAMPLE = 4
#: A shingle in more texts than this is a phrase of the language or of a site, no trace of copying.
COMMON = 300
#: Words; a text of this many has some seven sampled shingles.
SHORT = 30
#: Words of a teaser at most, and of the opening of a text so many times as long.
TEASER, OPENING, LONGER = 40, 150, 3
#: Words of a headline at most, and the least of its shingles that the other holds: two of its words are soon found anywhere; of a longer
#: text the first HEAD lines are its headline and what stands below it.
HEADLINE, HEADLINE_SHINGLES, HEAD = 15, 0.6, 2
_LEVEL = 4096


@dataclass(frozen=True, slots=True)
class Copy:
    """Two texts by number (`later` repeats words of `earlier`), and the share of the smaller one's shingles and words in common."""

    later: int
    earlier: int
    shingles: float
    words: float


class Text(NamedTuple):
    """The words of a text in order as hashes, which of them are names or numbers, and how many its first HEAD lines have."""

    words: Hashes
    marks: NDArray[np.bool_]
    head: int

    def first(self, most: int) -> Text:
        """Its first words alone."""
        return Text(self.words[:most], self.marks[:most], self.head)


def _texts(words: Words, texts: Sequence[str]) -> list[Text]:
    heads = words_of(["\n".join(text.split("\n", HEAD)[:HEAD]) for text in texts]).counts
    return [Text(hashes, marks, int(head)) for (hashes, marks), head in zip(words.of_texts(), heads, strict=True)]


@dataclass
class CopyIndex:
    """Texts are numbered as they come; every text is compared with those before it."""

    _words: list[Text] = field(default_factory=list)
    _lengths: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1024, np.int64))
    _levels: list[tuple[Hashes, NDArray[np.int32]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._words)

    def add(self, texts: Sequence[str]) -> list[Copy]:
        """Takes in a batch and returns its copies among all texts so far, by number of the later, then of the earlier text."""
        if not texts:
            return []
        first = len(self._words)
        words = words_of(texts)
        self._words += _texts(words, texts)
        self._measure(first, words.counts)
        hashes, owners = sampled_shingles(words.hashes, words.counts, SAMPLE)
        order = np.argsort(hashes, kind="stable")
        hashes, numbers = hashes[order], (owners[order] + first).astype(np.int32)
        self._insert(hashes, numbers)
        found = []
        for later, earlier in self._candidates(hashes, numbers):
            copy = self.compare(later, earlier)
            if copy is not None:
                found.append(copy)
        return found

    def compare(self, later: int, earlier: int) -> Copy | None:
        """Verifies one pair."""
        found = _verified(self._words[later], self._words[earlier])
        return Copy(later, earlier, *found) if found else None

    def _measure(self, first: int, counts: NDArray[np.int64]) -> None:
        while len(self._lengths) < first + len(counts):
            self._lengths = np.concatenate((self._lengths, np.zeros_like(self._lengths)))
        self._lengths[first : first + len(counts)] = counts

    def _insert(self, hashes: Hashes, numbers: NDArray[np.int32]) -> None:
        """Sorted runs that double in size: a text is merged a logarithmic number of times."""
        self._levels.append((hashes, numbers))
        while len(self._levels) > 1 and (
            len(self._levels[-2][0]) < 2 * len(self._levels[-1][0]) or len(self._levels[-2][0]) < _LEVEL
        ):
            (h1, n1), (h2, n2) = self._levels.pop(-2), self._levels.pop(-1)
            merged = np.concatenate((h1, h2))
            order = np.argsort(merged, kind="stable")
            self._levels.append((merged[order], np.concatenate((n1, n2))[order]))

    def _candidates(self, hashes: Hashes, numbers: NDArray[np.int32]) -> list[tuple[int, int]]:
        """Pairs that share enough sampled shingles to be worth verifying, sorted."""
        spans = [(np.searchsorted(level, hashes, "left"), np.searchsorted(level, hashes, "right")) for level, _ in self._levels]
        total = sum((high - low for low, high in spans), np.zeros(len(hashes), np.int64))
        kept = total <= COMMON
        pairs = []
        for (low, high), (_, owners) in zip(spans, self._levels, strict=True):
            counts = np.where(kept, high - low, 0)
            if not counts.any():
                continue
            laters = np.repeat(numbers, counts).astype(np.int64)
            at = np.repeat(low - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
            earliers = owners[at].astype(np.int64)
            real = earliers < laters
            pairs.append((laters[real] << 32) | earliers[real])
        if not pairs:
            return []
        keys, shared = np.unique(np.concatenate(pairs), return_counts=True)
        laters, earliers = keys >> 32, keys & 0xFFFFFFFF
        lengths = self._lengths[: len(self._words)]
        smaller = np.minimum(lengths[laters], lengths[earliers])
        # A third of what the bound asks for, as sampling scatters and a text repeats some of its words; one shared shingle is
        # enough only for texts so short that no more can be expected.
        enough = (shared * SAMPLE >= smaller * SHINGLES_AT_LEAST / 3) & ((shared > 1) | (smaller < SHORT))
        return list(zip(laters[enough].tolist(), earliers[enough].tolist(), strict=True))


def _verified(a: Text, b: Text) -> tuple[float, float] | None:
    """The shares of the smaller text's shingles and words in the other; None where they are no copies."""
    small, large = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(small.words) < TEASER and len(large.words) >= LONGER * len(small.words):
        most = large.head if len(small.words) < HEADLINE else OPENING
        large = large.first(most)
    one, other = signature(small.words, small.marks), signature(large.words, large.marks)
    shingles = containment(one.shingles, other.shingles)
    if shingles < (HEADLINE_SHINGLES if len(small.words) < HEADLINE else SHINGLES_AT_LEAST):
        return None
    words = containment(one.words, other.words)
    fewer = min(len(one.marks), len(other.marks))
    if words < WORDS_AT_LEAST or (fewer >= FEW_MARKS and containment(one.marks, other.marks) < MARKS_AT_LEAST):
        return None
    return shingles, words


def is_teaser(short: str, long: str) -> bool:
    """Whether one of two copies is so much shorter that it can only be a teaser of the other."""
    return LONGER * len(short.split()) <= len(long.split())


def nearest_copy(text: str, others: Sequence[str]) -> int | None:
    """The number of the text, of those given, that this one shares most of its words with as a copy does; None where it is no copy."""
    if not others:
        return None
    *known, own = _texts(words_of([*others, text]), [*others, text])
    found = [(shares[1], -i) for i, other in enumerate(known) if (shares := _verified(own, other)) is not None]
    return -max(found)[1] if found else None
