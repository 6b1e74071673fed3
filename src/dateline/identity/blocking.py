"""Cheap keys under which entities that may be one meet, so that nothing is compared with everything."""

from __future__ import annotations

import re
from itertools import combinations

from ..language.palladius import pinyin
from ..language.transliteration import romanised, sounds, without_accents
from .matching import words_of

_CLASSES = str.maketrans(
    {
        "g": "k",
        "h": "",
        "z": "s",
        "S": "s",
        "C": "s",
        "J": "s",
        "d": "t",
        "b": "p",
        "f": "v",
        "i": "",
        **dict.fromkeys("aeou", ""),
    }
)


def keys(name: str) -> frozenset[str]:
    """Keys of a name in any of the scripts; two entities are candidates if they share one.

    One key for the last word, one for each pair of the first five words, one for the initials of a name of three words and more (an
    acronym gives the same one), the same of the name without accents. Accepts every order of words; misses pairs whose consonants differ
    in class ("Chen" for "Jong").
    """
    found = _keys(name) | (frozenset() if (plain := without_accents(name)) == name else _keys(plain))
    return found | _keys(latin) if (latin := pinyin(name)) else found


def _keys(name: str) -> frozenset[str]:
    words = [code(word) for word in words_of(name)][:5]
    found = {f"={words[-1]}"} if words else set()
    found |= {"+".join(sorted(pair)) for pair in combinations(words, 2)}
    capitals = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).casefold()
    if len(capitals) >= 3:
        found.add(f"@{capitals}")
    if name.isupper() and 2 <= len(name) <= 8:
        found.add(f"@{name.casefold()}")
    return frozenset(found)


def code(word: str) -> str:
    """The classes of a word's first four consonants; of a word without consonants its sounds."""
    heard = sounds(romanised(word))
    plain = re.sub(r"(.)\1+", r"\1", heard.translate(_CLASSES))
    return plain[:4] or heard
