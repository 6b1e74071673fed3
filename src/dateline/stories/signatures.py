"""Words and word shingles of many texts as hashes, in whole-array arithmetic: what copies are found by.

A text is casefolded; a word is a run of letters and digits; in scripts that are written without spaces every character is a word.
A word's hash is a polynomial over its code points modulo 2**64, taken out of one running sum by the inverse power, so that a batch
costs a fixed number of passes over its characters. Hashes depend on the text alone: the same on every machine and run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 2**64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_STEP = (np.uint64(0x94D049BB133111EB), np.uint64(0xD6E8FEB86659FD93))
SHINGLE = 3


@dataclass(frozen=True, slots=True)
class Signature:
    """The distinct words and word shingles of a text, and its distinct names and numbers, sorted. A text shorter than a shingle is one."""

    words: Hashes
    shingles: Hashes
    marks: Hashes


def signature(words: Hashes, marks: NDArray[np.bool_]) -> Signature:
    """The signature of a text, from its words in order."""
    return Signature(np.unique(words), np.unique(shingle_hashes(words)), np.unique(words[marks]))


def sampled_shingles(words: Hashes, counts: NDArray[np.int64], one_in: int) -> tuple[Hashes, NDArray[np.int64]]:
    """The shingles of a batch whose hash is a multiple of `one_in`, and the number of the text each stands in."""
    texts = np.repeat(np.arange(len(counts)), counts)
    chosen = (
        np.flatnonzero((mixed := shingle_hashes(words)) % np.uint64(one_in) == 0)
        if len(words) >= SHINGLE
        else np.zeros(0, np.int64)
    )
    chosen = chosen[texts[chosen] == texts[chosen + SHINGLE - 1]]
    return (mixed[chosen] if len(chosen) else np.zeros(0, np.uint64)), texts[chosen]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch in order: their hashes, whether each is a name or a number, and how many each text has."""

    hashes: Hashes
    marks: NDArray[np.bool_]
    counts: NDArray[np.int64]

    def of_texts(self) -> list[tuple[Hashes, NDArray[np.bool_]]]:
        """Hashes and marks, text by text."""
        cuts = np.cumsum(self.counts)[:-1]
        return list(zip(np.split(self.hashes, cuts), np.split(self.marks, cuts), strict=True))


def words_of(texts: Sequence[str]) -> Words:
    """The words of the texts. A name begins with a capital where no sentence or line begins; scripts without capitals have none."""
    folded = [text.casefold() for text in texts]
    points = _points(folded)
    starts, ends = _word_bounds(_kinds()[np.minimum(points, 0xFFFF)])
    lengths = np.fromiter((len(text) for text in folded), np.int64, len(texts))
    limits = np.cumsum(lengths + 1)
    counts = np.diff(np.searchsorted(starts, limits), prepend=0)
    # Folding may change a text's length ("ß"); such a text is taken as one without capitals.
    written = _points([text if len(text) == len(fold) else fold for text, fold in zip(texts, folded, strict=True)])
    return Words(_hashed(points, starts, ends), _marks(written, starts), counts.astype(np.int64))


def _points(texts: Sequence[str]) -> NDArray[np.uint32]:
    return np.frombuffer((" ".join(texts) + " ").encode("utf-32-le", "replace"), dtype=np.uint32)


def _hashed(points: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    powers, inverses = _powers(1 << max(16, len(points).bit_length()))
    with np.errstate(over="ignore"):
        sums = np.concatenate(([np.uint64(0)], np.cumsum(points.astype(np.uint64) * powers[: len(points)], dtype=np.uint64)))
        hashes = (sums[ends] - sums[starts]) * inverses[starts]
        hashes ^= hashes >> np.uint64(31)
        hashes *= _MIX
        hashes ^= hashes >> np.uint64(29)
    return hashes


def _marks(points: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which words are numbers, or begin with a capital after a word or a comma of their sentence."""
    first = _cases()[np.minimum(points[starts], 0xFFFF)]
    before, last = points[np.maximum(starts - 1, 0)], points[np.maximum(starts - 2, 0)]
    inside = (before == 0x20) & (starts > 1) & (_cases()[np.minimum(last, 0xFFFF)] != 3)
    found: NDArray[np.bool_] = (first == 2) | ((first == 1) & inside)
    return found


def shingle_hashes(words: Hashes) -> Hashes:
    """The hash of every run of three words."""
    if len(words) < SHINGLE:
        words = np.concatenate((words, np.zeros(SHINGLE - len(words), np.uint64)))
    with np.errstate(over="ignore"):
        mixed = (words[:-2] * _STEP[0] + words[1:-1]) * _STEP[1] + words[2:]
        mixed ^= mixed >> np.uint64(32)
        mixed *= _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed


def containment(a: Hashes, b: Hashes) -> float:
    """The share of the smaller set that the other holds; both sorted and distinct."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    if not len(small):
        return 0.0
    at = np.searchsorted(large, small)
    at[at == len(large)] = 0
    return float(np.count_nonzero(large[at] == small)) / len(small)


def _word_bounds(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    before = np.concatenate(([np.uint8(0)], kinds[:-1]))
    after = np.concatenate((kinds[1:], [np.uint8(0)]))
    starts = ((kinds == 1) & (before != 1)) | (kinds == 2)
    ends = ((kinds == 1) & (after != 1)) | (kinds == 2)
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """0: not of a word, 1: letter or digit, 2: a word of its own (kana, Han, Thai, Lao, Khmer, Burmese)."""
    kinds = np.fromiter((chr(point).isalnum() or point == 95 for point in range(0x10000)), np.uint8, 0x10000)
    for low, high in ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)):
        kinds[low : high + 1] *= 2
    kinds[0xFFFF] = 1
    return kinds


@lru_cache(maxsize=1)
def _cases() -> NDArray[np.uint8]:
    """0: another character, 1: a capital, 2: a digit, 3: what a sentence or a line may begin after."""
    cases = np.fromiter((2 if chr(p).isdecimal() else int(chr(p).isupper()) for p in range(0x10000)), np.uint8, 0x10000)
    cases[[ord(mark) for mark in '.!?:;\n"“”„«»‘’…—–-|']] = 3
    return cases


@lru_cache(maxsize=4)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    with np.errstate(over="ignore"):
        bases = [np.concatenate(([np.uint64(1)], np.full(size - 1, np.uint64(base)))) for base in (_BASE, _INVERSE)]
        up, down = (np.cumprod(base, dtype=np.uint64) for base in bases)
    return up, down
