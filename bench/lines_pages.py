"""What the benchmarks of bare text share: reading a list of lines, and which model reads a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.items.cut import Cut
from dateline.items.lines_cutting import cut_lines
from dateline.items.lines_model import LinesModel, from_arrays
from dateline.pages.decode import document

FOLDS = Path(__file__).with_name("folds")
#: Roles of an article's blocks that are its body: all that its text holds but the headline. Subheadings are of it, as they are in the
#: truth of the set `lines`.
BODY = frozenset({"paragraph", "subheading", "quote", "list-item", "entry", "standfirst"})


#: Characters of a line that may stand between two blocks of it.
_PARTING = 2


@lru_cache(maxsize=5)
def model_of(fold: int) -> LinesModel:
    """The model that has not seen the sites of a fold (written by training/lines.py)."""
    with np.load(FOLDS / f"lines_{fold}.npz", allow_pickle=False) as arrays:
        return from_arrays(arrays)


def read_lines(lines: Sequence[str], url: str | None, model: LinesModel | None = None) -> Cut:
    """The cut of a page given as lines."""
    return cut_lines(document("\n".join(lines), url=url, media_type="text/plain"), model=model)


def kept(lines: Sequence[str], cut: Cut) -> list[bool]:
    """Which of the lines are body of the article, or have a part that is: blocks and lines stand in one order, and a line may be cut."""
    article = next((item.id for item in cut.items if item.kind == "article"), None)
    found, at = [], 0
    blocks = [("".join(block.span.of(cut.text).split()), block.item == article and block.role in BODY) for block in cut.blocks]
    for line in lines:
        text, ours = "".join(line.split()), False
        # What parts two blocks of a line (a bracket, a dash) is in neither.
        while at < len(blocks) and blocks[at][0] and 0 <= text.find(blocks[at][0]) <= _PARTING:
            text = text[text.find(blocks[at][0]) + len(blocks[at][0]) :]
            ours |= article is not None and blocks[at][1]
            at += 1
        found.append(ours)
    assert at == len(blocks), "a block that is no line of the page"
    return found


def size(text: str) -> int:
    """Words; in scripts that are written without spaces, characters."""
    wide = sum("\u3040" <= char <= "\u9fff" for char in text)
    return max(len(text.split()), wide)
