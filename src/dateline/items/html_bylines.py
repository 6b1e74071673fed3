"""Lines of an HTML page that sign its article: by the words in them, by the class of their element, or by the name that the head states."""

from __future__ import annotations

import re

from .authors import is_byline, named_by, opens_byline, signed_beside
from .date_lines import moment_within
from .html_blocks import Block, Walk
from .html_head import Head

_BYLINE = re.compile(
    r"byline|author|autor|auteur|(?:^|[^a-z])by(?:$|[^a-z])|writer|redakteur|verfasser"
    r"|(?:^|[^a-z])yazar(?:$|[^a-z])",
    re.IGNORECASE,
)
#: One of these is in every such name.
_IN_BYLINE = ("by", "aut", "writer", "redakteur", "verfasser", "yazar")
#: Where the page of an author is.
_AUTHORS = re.compile(
    r"/(?:authors?|autor(?:en|es|as?|i)?|auteurs?|by|writers?|contributors?|journalists?|redaktion|yazar(?:lar)?|avtor)/(?!sign|log|regist)[^/?#]",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?i:sources?|quellen?|fuentes?|fonte|kaynak|mənbə|источник|дереккөз) ?: ?[^\W\d_a-zа-я]")
#: Words of a line that names a source.
_LONGEST_SOURCE = 7
#: Words of a line that signs, and characters beside its date.
_MOST_SIGNING, _MOST_BESIDE = 12, 40
#: The end of a sentence: a word in small letters, or a year, and its mark.
_SAYS = re.compile(r"(?:(?<![^\W_])[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]+|\d{4})[.!?…][\"”»’)]?$|[!?…。]$")
#: What a numbered thing has beside its day: "Version 3, 29 June 2007".
_NUMBERED = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,20}\.? ?(?:no\.? ?|nr\.? ?|№ ?)?\d{1,4}\b(?![:.h]\d)", re.IGNORECASE)
#: Words of a name, and what stands around it; words of a line with an author and several days, and characters beside these.
_MOST_NAMED, _AROUND_NAME, _MOST_DATED, _MOST_WITH_DAYS = 6, " .,;:|·•-–—", 30, 60


def signs(block: Block) -> bool:
    """Whether a line is signed rather than said: an author, a date or both, with few words more ("28 Jan. 2022 Paula Balov")."""
    if block.size > _MOST_DATED or _SAYS.search(block.text):
        return False
    if block.size > _MOST_SIGNING:
        return opens_byline(block.text) and _dated_beside(block.text)
    found = moment_within(block.text)
    beside = block.text[: found[0]] + block.text[found[1] :] if found is not None else ""
    dated = found is not None and len(beside) < _MOST_BESIDE and _NUMBERED.search(beside) is None
    return dated or is_byline(block.text)


def _dated_beside(text: str) -> bool:
    """Whether a line has two days or three, and few words beside them: "By ... - published on ... - updated on ..."."""
    days = 0
    while days < 3 and (found := moment_within(text)) is not None:
        text, days = text[: found[0]] + text[found[1] :], days + 1
    return days > 1 and len(text) < _MOST_WITH_DAYS


def names_byline(names: str) -> bool:
    """Whether class words name a line that signs."""
    lower = names.lower()
    if names.isascii() and not any(map(lower.__contains__, _IN_BYLINE)):
        return False
    return _BYLINE.search(names) is not None


def names_authors(page: Walk, block: Block) -> bool:
    """Whether a short line names who wrote it or whose report it is: it stands in an element named for that ("Ana Bell, Graz"), or
    opens with "Source:" and says a name."""
    if block.size > _MOST_SIGNING or _SAYS.search(block.text):
        return False
    if _SOURCE.match(block.text):
        return block.size <= _LONGEST_SOURCE
    return names_byline(page.name(block.element)[1]) and bool(named_by(block.text))


def is_signature(block: Block, names: str, below: bool) -> bool:
    """Whether a line near the headline signs: it opens so, is called so by its class, has "by" and a name beside
    a day, or, below the headline, leads to the page of an author: above it stand those of other stories as often."""
    called = block.size <= 20 and (opens_byline(block.text) or names_byline(names) or (below and _leads_to_author(block)))
    return called or (signs(block) and bool(signed_beside(block.text)))


def _leads_to_author(block: Block) -> bool:
    """Whether a line names somebody and leads to the page of an author."""
    return block.link is not None and _AUTHORS.search(block.link) is not None and bool(named_by(block.text))


def stated_authors(head: Head) -> frozenset[str]:
    """The authors that the head states, as they are told from a line of the page."""
    return frozenset(name.strip(_AROUND_NAME).casefold() for path in ("JSON-LD author", "meta author") for name in head.all(path))


def is_one_of(block: Block, stated: frozenset[str]) -> bool:
    """Whether a line is the name of one of the authors that the head states, and nothing else."""
    return block.size <= _MOST_NAMED and block.text.strip(_AROUND_NAME).casefold() in stated
