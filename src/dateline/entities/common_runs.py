"""Runs of common words that the tagger takes for somebody: "Machine Learning", "Rite Aid", "Trigger Nodes".

Accepts two words and more, all English by the lemmatizer's tables. Rejects runs with a given name, behind a title or trade ("comedian
Chevy Chase"), that end with the last name of somebody in the table of offices ("Ash Carter"), or that somebody's speech or age follows.
Of some 200 hits in 1,650 news texts and 169 guides that had no say all but six were nobody; those are persons whose names are words ("Chip
Evans").
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..knowledge.given_names import given_names
from ..knowledge.offices import fold, terms
from ..language.parsing import english_words
from .headings import in_title_case
from .shapes import is_word, occupations
from .tagged_patterns import TITLE

#: Who is called by a word of the language: "Pastor Grey", "comedian Chevy Chase".
_ADDRESSED = re.compile(r"(?:Pastor|Reverend|Rabbi|Coach|Chef|Aunt|Uncle|Grandpa|Grandma|Father|Brother|Sister)\b")
_TRADE_BEFORE = re.compile(r"\b(?P<trade>[a-z]+) $")
#: What follows persons: their speech, age, or honours.
_OF_PERSON = re.compile(r",? (?:said|says|told|adds?|added|who|writes|wrote|argued|explains?)\b|, (?:\d\d,|M\.?D|Ph\.?D)")
#: What opens the title of a work.
_QUOTES = frozenset("“\"‘'")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


def type_of_run(words: str, text: str, start: int, end: int) -> str | None:
    """What words that the tagger takes for somebody are: `person`; `work` or `organisation` for a run of common words; None in a heading in
    title case, and for a term that the text has in small letters too ("film photography")."""
    if not _is_common_run(words, text[max(0, start - 24) : start], text[end : end + 24]):
        return "person"
    if in_title_case(text, start) or any(is_word(word, text) for word in words.split()):
        return None
    return "work" if text[start - 1 : start] in _QUOTES else "organisation"


def _is_common_run(words: str, before: str, after: str) -> bool:
    parts = words.split()
    if len(parts) < 2 or _ADDRESSED.match(words) or TITLE.match(words + " X") or _OF_PERSON.match(after):
        return False
    if (trade := _TRADE_BEFORE.search(before)) and trade["trade"] in occupations():
        return False
    if any(len(part) < 2 or not part.isalpha() or fold(part) in given_names() for part in parts):
        return False
    return all(_is_english(part.casefold()) for part in parts) and parts[-1] not in _surnames() | {"Jr", "Sr"}


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    stems = (word.removesuffix(end) + more for end, more in _ENDINGS if word.endswith(end))
    return word in english_words() or any(stem in english_words() for stem in stems)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    """The last words of the names in the table of offices."""
    return frozenset(name.split()[-1] for term in terms() for name in (term.name, *term.aliases) if " " in name)
