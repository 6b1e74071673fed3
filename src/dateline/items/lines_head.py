"""The head of an article in bare text: the line that is its headline, and the byline, the day and the caption between it and the body;
and the titles of other stories that a heading announces.

The markup that told them is lost, so the headline is known by its words: of the short lines over the body the one that shares most of
its words with it. A list of sections or countries shares some words too, but fewer, and what stands above the headline is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from .authors import names_of
from .lines_apart import is_caption
from .lines_features import Line

#: Lines over the body's first paragraph in which its headline can stand.
REACH = 7
#: Share of a headline's telling words that the body has at least, in this form or another: words are compared by so many letters.
SHARED = 0.5
_LETTERS = 4
#: Words of a line in the head that can sign it.
_SIGNS = 14
#: Words of the title of another story.
_TITLE, _LONGEST_TITLE = 4, 25
_BY = re.compile(r"^(?i:by|von|par|por|di|door|автор\w*|yazan|müəllif)\b ?:? ?[^\W\d_a-zа-я]")


def headline_of(lines: Sequence[Line], possible: Collection[int], article: Collection[int], opening: int) -> int | None:
    """The number of the headline among the lines that can be one, all before `opening`, the number of the body's first paragraph; None
    where none has half of its words in the body. Of equals it is the nearest, and of two lines of the article one below the other the
    upper: the other is the standfirst."""
    words = frozenset().union(*(telling(lines[i]) for i in article if i >= opening))
    own = {i: telling(lines[i]) for i in possible}
    about = [i for i, told in own.items() if len(told & words) >= SHARED * len(told) > 0]
    found = max(about, key=lambda i: (len(own[i] & words), i), default=None)
    while found is not None and {found, found - 1} <= set(article) and found - 1 in about:
        found -= 1
    return found


def telling(line: Line) -> frozenset[str]:
    """Words that say what a line is about, by their first letters: long ones, names and figures; pairs of characters where words are not
    spaced."""
    common = {stem[:_LETTERS] for stem in line.stems - line.content}
    words = {
        word.casefold()[:_LETTERS] for word in line.tokens if len(word) >= _LETTERS or word[0].isupper() or word[0].isdigit()
    }
    return frozenset(words - common | {stem for stem in line.content if len(stem) < _LETTERS})


def head_roles(lines: Sequence[Line], headline: int, opening: int, dates: Collection[int]) -> dict[int, str]:
    """The roles of what stands between the headline and the body's first paragraph: byline, date, caption. Other lines have none here."""
    roles: dict[int, str] = {}
    for i in range(headline + 1, opening):
        if lines[i].size <= _SIGNS and _BY.match(lines[i].text) and names_of((lines[i].text,)):
            roles[i] = "byline"
        elif i in dates:
            roles[i] = "date"
        elif is_caption(lines[i]):
            roles[i] = "caption"
    return roles


def signed_by(lines: Sequence[Line], roles: Mapping[int, str]) -> tuple[str, ...]:
    """The persons whom the bylines name."""
    return names_of(tuple(lines[i].text for i, role in sorted(roles.items()) if role == "byline"))


def titles_announced(lines: Sequence[Line], roles: Sequence[str | None]) -> set[int]:
    """The numbers of the titles right below a heading such as "Read also": short lines that are no sentences and no prose."""
    found: set[int] = set()
    announced = False
    for i, line in enumerate(lines):
        if roles[i] == "related-heading":
            announced = True
        elif announced and not roles[i] and _TITLE <= line.size <= _LONGEST_TITLE and not (line.ends or line.is_prose):
            found.add(i)
        else:
            announced = announced and line.size < _TITLE
    return found
