"""What lines of a dump show by their form and their order: lists whose lines are alike, and readers' comments.

A list of an article (tour dates, winners, offers) is a run of lines of one form right after a paragraph; so is a menu, but nothing of the
article stands before it. Comments come after their heading and each under a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .lines_features import Line
from .lines_words import Array, Words

COUNT, BESIDE = 10, 8
#: Words up to which a line can be a comment's author and time.
STAMP = 14
#: Lines that are counted, and lines after which a mark is forgotten.
_REACH, _FAR = 8, 99
_COMMENTS = re.compile(
    r"\W{0,3}(?:\d{1,5} )?(?:\w{2,10} ){0,2}?(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze|"
    r"комментарии|коментарі|yorumlar|kommentarer|kommentit|discussion|replies)\W{0,3}(?:\d{0,5})\W{0,3}",
    re.IGNORECASE,
)
#: Apart from `expressions.ages`: the trees were trained on what this finds, "reply" and bare clocks among it, and on no other language.
_STAMP = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,3} ?(?:h|hrs?|mins?|minutes?|hours?|days?|weeks?|months?|years?) ago\b|\b(?:vor|il y a|hace|há) \d|"
    r"\b(?:said|says|wrote|schrieb|reply|antworten|répondre|responder)\W{0,2}$",
    re.IGNORECASE,
)


def list_columns(lines: Sequence[Line]) -> Array:
    """`COUNT` numbers a line: how many lines of its form stand in a row and its place among them, whether the line before the row ends
    with a colon, whether the lines before and after are of its form; lines since a heading of comments; lines since a time of day or
    an age, how many of these stand shortly before and after, and whether it is one."""
    forms = [line.form for line in lines]
    stamps = np.array([line.size <= STAMP and bool(_STAMP.search(line.text)) for line in lines])
    heads = np.array([line.size <= 5 and bool(_COMMENTS.fullmatch(line.text)) for line in lines])
    first, last = rows_of(forms)
    at = np.arange(len(lines))
    colon = np.array([first_of > 0 and lines[first_of - 1].text.endswith(":") for first_of in first.tolist()])
    counted = np.concatenate(([0], np.cumsum(stamps)))
    before = counted[at] - counted[np.maximum(0, at - _REACH)]
    after = counted[np.minimum(len(lines), at + 1 + _REACH)] - counted[at + 1]
    rows = [
        np.minimum(60, last - first),
        np.minimum(60, at - first),
        colon,
        first < at,
        at < last - 1,
        _since(heads),
        _since(stamps),
        before,
        after,
        stamps,
    ]
    return np.stack(rows, 1).astype(np.float32)


def rows_of(
    forms: Sequence[object],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """For each line the first of the row of lines of its form, and the end (exclusive); a line without a form stands alone."""
    first, last = list(range(len(forms))), list(range(1, len(forms) + 1))
    for i in range(1, len(forms)):
        if forms[i] is not None and forms[i] == forms[i - 1]:
            first[i] = first[i - 1]
    for i in range(len(forms) - 2, -1, -1):
        if first[i + 1] == first[i]:
            last[i] = last[i + 1]
    return np.array(first), np.array(last)


def _since(marks: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Lines since the last mark, `_FAR` where there is none."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, at, -_FAR))
    return np.minimum(_FAR, at - last)


def beside(words: Words, likely: np.ndarray[tuple[int], np.dtype[np.float64]], lines: Sequence[Line]) -> Array:
    """`BESIDE` numbers a line, by the first guess of all lines: chance of the prose line before it and of the one after it (-1: none),
    lines to each, the mean chance of the short lines between them, and the chances of the lines right before, right after and on either
    side (the less likely) of the row of its form."""
    count, chance = len(lines), likely.astype(np.float32)
    at = np.arange(count)
    low = np.concatenate(([-1], words.at))[words.order]
    high = np.concatenate((words.at, [count]))[np.minimum(len(words.at), words.order + words.long)]
    padded = np.concatenate((chance, [-1.0, -1.0]))
    sums = np.concatenate(([0.0], np.cumsum(np.where(words.long, 0.0, chance))))
    between = (sums[high] - sums[low + 1]) / np.maximum(1, high - low - 1 - words.long)
    first, last = rows_of([line.form for line in lines])
    ahead, behind = padded[np.where(first > 0, first - 1, count)], padded[np.where(last < count, last, count)]
    before, after = padded[np.where(low >= 0, low, count)], padded[np.where(high < count, high, count)]
    gaps = np.minimum(_FAR, at - low), np.minimum(_FAR, high - at)
    return np.stack([before, after, *gaps, between, ahead, behind, np.minimum(ahead, behind)], 1).astype(np.float32)
