"""Another capture of the same page as evidence: what stays is the article, what came at its edges is the rail."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..types import Page
from .html_blocks import Walk

#: Words. Shorter lines stay or go for many reasons.
_PROSE = 8
#: Lines that are gone and looked at as what an edit replaced.
_MOST = 200


def weighed(page: Walk, probabilities: NDArray[np.float64], earlier: Page | None) -> NDArray[np.float64]:
    """The probabilities in the light of the earlier capture.

    Accepts an earlier page with an article that shares at least half of the likely words; any other changes nothing: what stays on a
    front is a story that was not replaced yet. A line that was the article's then
    and still stands doubts half as much; a line that came since, before the first or after the last that stayed, counts half, unless it
    shares half of its words with a line of the article that is gone: that is an edit.
    """
    if earlier is None or earlier.article is None:
        return probabilities
    sizes = np.array([block.size for block in page.blocks])
    lines = {block.span.of(earlier.text) for block in earlier.blocks}
    then = {line for item in earlier.items if item.kind == "article" for line in item.text.split("\n")}
    prose = sizes >= _PROSE
    stays = np.array([block.text in lines for block in page.blocks]) & prose
    likely = (probabilities > 0.5) & prose
    if sizes[stays & likely].sum() * 2 < sizes[likely].sum() or not (stays & likely).any():
        return probabilities
    result = probabilities.copy()
    was = np.array([block.text in then for block in page.blocks]) & prose
    result[was] = 1 - (1 - result[was]) / 2
    kept = np.flatnonzero(stays & likely)
    number = np.arange(len(result))
    came = prose & ~stays & ((number < kept[0]) | (number > kept[-1]))
    gone = [_words(line) for line in sorted(then - {block.text for block in page.blocks})[:_MOST]]
    for i in np.flatnonzero(came).tolist():
        if not _edited(_words(page.blocks[i].text), gone):
            result[i] /= 2
    return result


def _words(line: str) -> frozenset[str]:
    return frozenset(line.casefold().split())


def _edited(words: frozenset[str], gone: list[frozenset[str]]) -> bool:
    """Whether a line is one of those that are gone, in other words."""
    return any(2 * len(words & line) >= max(len(words), len(line)) for line in gone)
