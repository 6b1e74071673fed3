"""The keys that an entity is kept under, and those it looks others up by: fewer than `blocking.keys` gives, so that a common surname
does not bring hundreds together."""

from __future__ import annotations

from ..language.palladius import pinyin
from ..language.transliteration import romanised, sounds, without_accents
from .blocking import code, keys
from .matching import words_of

#: Under a key that more names than this share a surname alone asks nobody: the pair could not be told apart anyway.
COMMON = 6


def kept_under(name: str) -> frozenset[str]:
    """The keys that a name is kept under: pairs of words and acronyms; the last word with the first sound of the first ("=tkv~k");
    the last word alone, apart for names of one word ("1=tkv"); the same of the name without accents. A name without words has the
    key "-"."""
    return _kept_under(name) | _kept_under(without_accents(name)) | _kept_under(pinyin(name) or name)


def _kept_under(name: str) -> frozenset[str]:
    words = words_of(name)
    if not words:
        return frozenset({"-"})
    wide = {key for key in keys(name) if not key.startswith("=")}
    if len(words) == 1:
        return frozenset({f"1={code(words[0])}", *wide})
    return frozenset({f"={code(words[-1])}", _narrow(words), *wide})


def looked_up(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The keys that a name looks others up by: those that few share, and those of a surname alone."""
    ways = [_looked_up(way) for way in dict.fromkeys((name, without_accents(name), pinyin(name) or name))]
    return frozenset[str]().union(*(few for few, _ in ways)), frozenset[str]().union(*(surname for _, surname in ways))


def _looked_up(name: str) -> tuple[frozenset[str], frozenset[str]]:
    words = words_of(name)
    if not words:
        return frozenset(), frozenset()
    wide = {key for key in keys(name) if not key.startswith("=")}
    if len(words) == 1:
        return frozenset({f"1={code(words[0])}", *wide}), frozenset({f"={code(words[0])}"})
    return frozenset({_narrow(words), *wide}), frozenset({f"1={code(words[-1])}"})


def _narrow(words: tuple[str, ...]) -> str:
    return f"={code(words[-1])}~{sounds(romanised(words[0]))[:1]}"
