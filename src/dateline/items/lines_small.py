"""Texts of a few lines, which show the trees too little: prose in one piece that hangs together, under a headline at most, is an article.

Leads of several stories come with a title or a day each; where they stand bare, one below the other, they share no words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..expressions.filing import FILED_DAY, FILED_WORDS
from .furniture import furniture_kind
from .lines_features import Line
from .lines_headline import telling

__all__ = ["all_of_one"]

#: Lines of prose, and lines in all, of a text of a few lines.
MOST_PROSE, MOST_LINES = 7, 12
#: Words from which a line that ends as a sentence does is one.
SENTENCE = 4
#: Words of a line of prose in the mean: the trees know texts of longer ones.
SHORT = 26
#: Of the lines after the first, so many hang on others.
TIED = 0.3
#: First letters of words that stories of all kinds share.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "mond tues wedn thur frid satu sund janu febr marc apri may june july augu sept octo nove dece year week mont days time peop offi "
        "poli said coun gove repo news new more last firs one two thre dien mitt donn frei sams sonn jahr woch lund mard merc jeud vend "
        "same dima lune mart mier juev vier saba domi",
    )
)
#: A line that begins with a thing that was told before.
_DEFINITE = re.compile(
    r"(?:The|Its|Their|His|Her|This|That|These|Those|Both|Der|Die|Das|Den|Dem|Le|La|Les|El|Los|Las|Il|Lo|Gli|Het) [\w-]+ "
)


def all_of_one(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines of prose where a text of a few lines is one article, else none: the prose stands in one piece, no line
    breaks off, and most lines share a telling word with another, refer to what was said or name a thing as known."""
    prose = [i for i, line in enumerate(lines) if line.is_prose or (line.ends and line.size >= SENTENCE)]
    if sum(lines[i].size for i in prose) > SHORT * len(prose):
        return []  # long paragraphs are told by the trees
    if not 2 < len(prose) <= MOST_PROSE or len(lines) > MOST_LINES or prose[-1] - prose[0] >= len(prose):
        return []
    if any(line.cut or (i in prose and furniture_kind(line.text)) for i, line in enumerate(lines)):
        return []
    words = [telling(lines[i]) - _COMMON for i in prose]
    above = telling(lines[prose[0] - 1]) - _COMMON if prose[0] else frozenset()
    headed = bool(above & frozenset().union(*words[:2]))
    if not headed and not _filed(lines[prose[0]]):
        return []
    hanging = [_hangs(lines[i], at, words, above if headed else frozenset()) for at, i in enumerate(prose)][1:]
    return prose if sum(hanging) >= TIED * len(hanging) else []


def _hangs(line: Line, at: int, words: Sequence[frozenset[str]], above: frozenset[str]) -> float:
    """How far a line hangs on the others, 0 to 1."""
    if line.continues or words[at] & above:
        return 1.0
    shared = max(len(words[at] & other) for j, other in enumerate(words) if j != at)
    return 1.0 if shared > 1 else 0.5 * (shared + (_DEFINITE.match(line.text) is not None))


def _filed(line: Line) -> bool:
    return FILED_WORDS.match(line.text) is not None or FILED_DAY.match(line.text) is not None
