"""What the words of a line say by themselves: how often lines with such a word are an article's, learned over many sites.

Furniture speaks alike everywhere ("subscribe", "alle Rechte vorbehalten"), whatever the language; a line that stands word for word on
several sites is seldom an article's. The table holds one number for each bucket of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line, told_once

Array = NDArray[np.float32]
#: Buckets of the table.
SLOTS = 1 << 16
#: Words of a line that are looked up; a longer line is prose.
MOST = 120
COUNT = 6
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile("(?=([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]{2}))")
#: Lines on either side over which the mean is taken.
_REACH = 3


def terms(line: Line) -> set[str]:
    """The words of a line in one case, digits as one sign; in scripts without spaces pairs of characters."""
    found = {word[:10] if word.isalpha() else _DIGITS.sub("0", word[:10]) for word in line.folded[:MOST]}
    return found if line.text.isascii() else found | set(_WIDE.findall(line.text[: 4 * MOST]))


def whole(line: Line) -> str:
    """A line as one term: the same words on many sites."""
    return "=" + _DIGITS.sub("0", line.text[:200].casefold())


def slot(term: str) -> int:
    """Where a term's number stands in the table."""
    return crc32(term.encode("utf-8", "surrogatepass")) % SLOTS


#: Slots of single words, which come again; whole lines seldom do.
_word_slot = lru_cache(maxsize=1 << 17)(slot)


@told_once
def slots(line: Line) -> list[int]:
    """The slots of a line: that of the whole line first, then those of its words."""
    return [slot(whole(line)), *sorted({_word_slot(term) for term in terms(line)})]


def lexicon_columns(table: Array, lines: Iterable[Sequence[int]]) -> Array:
    """`COUNT` numbers a line, given its slots: the number of the whole line; mean, least and greatest of its words; the mean over the
    lines before it, and over those after it. `table`: log-odds against the mean line, 0 for what is not known; shape (SLOTS,)."""
    held = list(lines)
    counts = np.array([len(row) - 1 for row in held])
    flat = table[np.array([at for row in held for at in row], dtype=np.int64)]
    starts = np.concatenate(([0], np.cumsum(counts + 1)))[:-1]
    first = flat[starts]
    flat[starts] = 0.0
    mean = np.add.reduceat(flat, starts) / np.maximum(1, counts)
    low, high = np.minimum.reduceat(flat, starts), np.maximum.reduceat(flat, starts)
    sums, at = np.concatenate(([0.0], np.cumsum(mean))), np.arange(len(held))
    before, after = np.maximum(0, at - _REACH), np.minimum(len(held), at + 1 + _REACH)
    back = (sums[at] - sums[before]) / np.maximum(1, at - before)
    ahead = (sums[after] - sums[at + 1]) / np.maximum(1, after - at - 1)
    return np.stack([first, mean, low, high, back, ahead], 1).astype(np.float32)
