"""Lines that the learned trees keep though their own words set them apart from the text: captions, by the credit that ends them, and the
list of sources below a text, by its heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .credits import credit_in
from .lines_features import Line

#: Words of a caption at most; words of a heading over sources, and lines from it on.
CAPTION, HEADING, SOURCES = 45, 3, 40
#: The end of a sentence, and behind it a name in brackets without a stop: who took or owns the picture.
_OWNER = re.compile(r"[^\W\d_]{2}[.?!] \((?!More\b|Read\b)[A-Z][^().!?:;]{1,40}\)$")
_SOURCES = re.compile(
    r"^\W*(?:sources|references|footnotes|bibliography|works cited|quellen|einzelnachweise|références|referencias|источники)\W*$",
    re.IGNORECASE,
)


def set_apart(lines: Sequence[Line], kept: Collection[int]) -> dict[int, str]:
    """Lines that are no text of the article, by what they are: "caption" from its first line to its last, kept or not; "furniture" for
    sources, which are all that is kept from the last heading that says so.

    A caption ends in the credit of a picture, or, where the text goes on below, in a name in brackets behind its full stop: at the end of
    an article such a name is its agency's. Of kept lines with a credit those of 24 of 25 were captions, of those with a name in brackets
    all of 8 (English dumps and pages of other sets); a quotation with its translation in brackets is taken for one."""
    prose = [i for i in kept if lines[i].is_prose]
    found = dict.fromkeys(_sources(lines, kept), "furniture")
    if prose:
        last = max(prose)
        for i in range(min(kept), max(kept) + 1):
            if is_caption(lines[i]) or (i < last and lines[i].size <= CAPTION and _OWNER.search(lines[i].text)):
                found[i] = "caption"
    return found if any(i not in found for i in prose) else {}


def is_caption(line: Line) -> bool:
    """Whether a line ends in the credit of a picture."""
    return line.size <= CAPTION and credit_in(line.text) is not None


def _sources(lines: Sequence[Line], kept: Collection[int]) -> set[int]:
    heads = [i for i in kept if lines[i].size <= HEADING and _SOURCES.match(lines[i].text)]
    below = {i for i in kept if heads and i >= max(heads)}
    return below if len(below) <= SOURCES and 2 * len(below) < len(kept) else set()
