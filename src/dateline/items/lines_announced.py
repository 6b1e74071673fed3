"""Lists that an article announces: "See the full list of winners below:", "Ingredients", "Tour dates", and a row of short lines after it.

By themselves such lines are like a menu's, and the learned trees leave most of them out; what tells them apart is the line before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .lines_features import Line

#: A line that announces ends so; only its last characters are looked at, and the longest line that the rule trusts.
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:below|full list|tour dates?|dates|ingredients|line-?up|winners|nominees|results|tracklist|schedule|fixtures|standings|"
    r"steps|instructions|tips|contents|zutaten|termine|ergebnisse|ingrédients|ingredientes|ingredienti)\b\W*$",
    re.IGNORECASE,
)
_LAST, LONGEST = 40, 300
#: What announces who wrote it, what it is about, or where it was found, in so many words at most:
#: "Author of the article:", "About this statement:", "Sources:".
_OF_THE_PAGE = re.compile(
    r"^\W*(?:about this|authors?|written by|reported by|sources?|subjects?|topics?|tags?|more|related|contents)\b", re.IGNORECASE
)
_SHORT = 4
#: How far below the article's last line the announcing line may stand where it is not the article's itself, and its chance then.
NEAR, ANNOUNCING = 3, 0.08
#: A list has so many lines, each of fewer words than this, and ends before a line of less than this chance: what is furniture has less.
#: Chosen on English pages of three sets, see docs/items-bare-text.md.
FEWEST, WORDS, CHANCE = 4, 25, 0.005


def announces(line: Line) -> bool:
    """Whether a line ends as one does that a list follows."""
    return bool(_ANNOUNCES.search(line.text[-_LAST:]))


def announced(lines: Sequence[Line], chance: NDArray[np.float64], kept: NDArray[np.bool_]) -> list[int]:
    """The lines of lists that the kept lines announce, and announcing lines that are not kept yet; `chance` of each line."""
    found: list[int] = []
    last, i = -NEAR - 1, 0
    while i < len(lines):
        last = i if kept[i] else last
        ours = kept[i] or (i - last <= NEAR and chance[i] > ANNOUNCING)
        if ours and len(lines[i].text) < LONGEST and announces(lines[i]) and not _of_the_page(lines[i]):
            end = _end(lines, chance, kept, i + 1)
            if end - i > FEWEST:
                found += range(i, end)
                i = end - 1
        i += 1
    return found


def _of_the_page(line: Line) -> bool:
    return line.size <= _SHORT and _OF_THE_PAGE.match(line.text) is not None


def _end(lines: Sequence[Line], chance: NDArray[np.float64], kept: NDArray[np.bool_], start: int) -> int:
    """Where a list that begins at `start` ends, exclusive."""
    end = start
    while end < len(lines) and not kept[end] and chance[end] > CHANCE and lines[end].size < WORDS:
        end += 1
    return end
