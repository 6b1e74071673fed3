"""The headline of an article in bare text: which of the lines above the body it is, if any.

The markup that told it is lost. What tells it is its words, which the body and the page's address share, what stands below it (a byline, a
day, the body), and that sites show it more than once. Each possible line gets a score, a sum of weighted columns; the weights are learned
from HTML pages whose headline is known (training/lines_headline.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from .authors import is_byline
from .date_lines import bears_date
from .lines_apart import is_caption
from .lines_features import Line, stems

#: Lines over the body in which its headline can stand, and words of a headline.
REACH, WORDS = 40, 30
#: Share of a headline's telling words that the body has as a rule: words are compared by so many letters.
SHARED, LETTERS = 0.5, 4
#: Words of a line that signs, of one too short for most headlines, of a long one; lines below a headline that are looked at.
SIGNS, SHORT, LONG, BELOW = 14, 3, 22, 3
#: Lines of so many words stand between teasers and headlines; more shared words than this say no more.
PROSE, MOST = 8, 8

#: What each column weighs, and what the likeliest line must reach.
WEIGHTS = {
    "share": 1.06,
    "little shared": -1.08,
    "shared": 1.73,
    "of the address": 2.72,
    "address told": 1.67,
    "distance": -0.9,
    "prose between": 0.4,
    "short": -1.64,
    "long": -2.07,
    "stop": -1.39,
    "caption": -2.5,
    "twice": 0.55,
    "begins another": 0.58,
    "signed": 0.83,
    "dated": 1.14,
    "capitals": -1.19,
    "digits": -1.78,
    "first": 0.82,
    "no address": 1.56,
    "lead below": 1.0,
}
ENOUGH = 2.26


def headline_of(
    lines: Sequence[Line], possible: Collection[int], article: Collection[int], opening: int, url: str | None = None
) -> int | None:
    """The number of the headline among the lines that can be one, all before `opening`, the number of the body's first paragraph; None
    where no line is likely enough. A line that the trees take for the article's is its standfirst where another above is likely enough."""
    rows = headline_columns(lines, possible, article, opening, url)
    scores = {i: sum(WEIGHTS[name] * value for name, value in row.items()) for i, row in rows.items()}
    found = max(scores, key=lambda i: (scores[i], i), default=None)
    if found is None or scores[found] < ENOUGH:
        return None
    above = [i for i, score in scores.items() if i < found and score >= ENOUGH]
    return max(above, key=lambda i: (scores[i], i)) if found in article and above else found


def possible_headlines(
    lines: Sequence[Line], roles: Sequence[str | None], article: Collection[int], opening: int, dates: Collection[int]
) -> list[int]:
    """The lines above `opening` that have the form of a headline: some words that are no sentence of prose, no furniture, no day and no
    byline, and no headline with a lead of its own, which tells of something else than the body."""
    words = frozenset().union(*(telling(lines[i]) for i in article if i >= opening))
    found = []
    for i in range(max(0, opening - REACH), opening):
        line, after = lines[i], lines[i + 1]
        if roles[i] or i in dates or line.cut or not 2 <= line.size <= WORDS or (line.is_prose and line.text[-1:] in ".…"):
            continue
        led = after.is_prose and i + 1 not in article and bool(after.content & line.content) and not _leads(after, words)
        if not (led or is_signature(line)):
            found.append(i)
    return found


def headline_columns(
    lines: Sequence[Line], possible: Collection[int], article: Collection[int], opening: int, url: str | None
) -> dict[int, dict[str, float]]:
    """What is known of each line that can be the headline."""
    words = frozenset().union(*(telling(lines[i]) for i in article if i >= opening))
    slug = stems(re.sub(r"[-_/.]", " ", urlsplit(url).path)) if url else set()
    folded = [line.text.casefold() for line in lines[:opening]]
    shown = Counter(folded)
    found: dict[int, dict[str, float]] = {}
    for i in possible:
        line, told = lines[i], telling(lines[i])
        both = len(told & words)
        own = len(line.stems & slug)
        below = lines[i + 1 : min(opening, i + 1 + BELOW)]
        tokens = line.tokens or [" "]
        found[i] = {
            "share": both / max(1, len(told)),
            "little shared": float(both < SHARED * max(1, len(told))),
            "shared": min(both, MOST) / MOST,
            "of the address": own / max(1, len(line.stems)),
            "address told": own / max(1, len(slug)),
            "distance": math.log1p(opening - i),
            "prose between": sum(other.size >= PROSE for other in lines[i + 1 : opening]) / 5,
            "short": float(line.size <= SHORT),
            "long": float(line.size > LONG),
            "stop": float(line.text[-1:] in ".:…"),
            "caption": float(is_caption(line)),
            "twice": float(shown[folded[i]] > 1),
            "begins another": float(any(other.startswith(folded[i]) and len(other) > len(folded[i]) for other in shown)),
            "signed": float(any(is_signature(other) for other in below)),
            "dated": float(any(bears_date(other.text) for other in below)),
            "capitals": sum(word[0].isupper() for word in tokens) / len(tokens),
            "digits": sum(word[0].isdigit() for word in tokens) / len(tokens),
            "first": float(i == 0),
            "no address": float(not slug),
            "lead below": float(bool(below) and _leads(below[0], words)),
        }
    return found


def is_signature(line: Line) -> bool:
    """Whether a line begins with "By" and names somebody."""
    return line.size <= SIGNS and is_byline(line.text)


def telling(line: Line) -> frozenset[str]:
    """Words that say what a line is about, by their first letters: long ones, names and figures; pairs of characters where words are not
    spaced."""
    common = {stem[:LETTERS] for stem in line.stems - line.content}
    words = {word.casefold()[:LETTERS] for word in line.tokens if len(word) >= LETTERS or word[0].isupper() or word[0].isdigit()}
    return frozenset(words - common | {stem for stem in line.content if len(stem) < LETTERS})


def _leads(line: Line, words: frozenset[str]) -> bool:
    """Whether a line tells what the body tells, as a standfirst does."""
    told = telling(line)
    return line.size >= PROSE and len(told & words) >= SHARED * max(1, len(told))
