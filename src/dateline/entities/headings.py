"""Lines that give every longer word a capital, and what of a name in one is a word like others."""

from __future__ import annotations

import re
from functools import lru_cache

from ..knowledge.given_names import given_names
from ..knowledge.offices import fold
from ..language.parsing import common_words
from .shapes import is_word


def in_title_case(text: str, at: int) -> bool:
    """Whether a line is a heading that gives every longer word a capital, so that capitals tell no name."""
    return _is_heading(text[text.rfind("\n", 0, at) + 1 : end if (end := text.find("\n", at)) >= 0 else len(text)])


@lru_cache(maxsize=64)
def _is_heading(line: str) -> bool:
    longer = [word for word in re.findall(r"[^\W\d_]{2,}", line) if len(word) > 3]
    return len(longer) > 3 and not line.isupper() and sum(word[0].islower() for word in longer) <= len(longer) // 8


def without_words(words: str, text: str) -> tuple[int, str]:
    """What is left of a name in a heading without the words at its ends that the text has in small letters, and how much was cut before:
    "Dasha Wants" where somebody wants."""
    parts = list(re.finditer(r"\S+", words))
    number = len(parts)
    while parts and is_word(parts[-1][0], text):
        parts.pop()
    while parts and is_word(parts[0][0], text) and fold(parts[0][0]) not in given_names():
        parts.pop(0)
    left = words[parts[0].start() : parts[-1].end()] if parts else ""
    if len(parts) == 1 < number and text.count(left) == 1 and fold(left) not in given_names():
        return 0, ""
    return (parts[0].start(), left) if parts else (0, "")


_BEFORE = re.compile(r"(?:^|[.!?:;\n“\"‘•*(/–—|-] ?)$")


def opens_only(word: str, text: str) -> bool:
    """Whether a word that the tagger takes for a person is a common word of English that has its capital from where it stands: it only
    opens sentences, lines and quotations, or stands in a heading ("Wildfires in the north", "Terrific guy"). Rejects given names."""
    if (
        not word.isalpha()
        or word.casefold() not in common_words()
        or any(name in given_names() for name in (fold(word), fold(word)[:-1]))
    ):
        return False
    places = [match.start() for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", text)]
    return all(_BEFORE.search(text, max(0, at - 2), at) or in_title_case(text, at) for at in places)
