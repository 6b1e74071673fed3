"""How alike two words of names sound: a weighted edit distance over sounds, and given names that are one name in several languages."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from ..language.transliteration import romanised, sounds

_VOWELS = frozenset("aeiou")
#: Sounds that romanisations confuse, with what taking one for the other costs.
_ALIKE = {
    frozenset(pair): cost
    for pairs, cost in (
        (("ae", "ei", "ou", "ao", "iu", "ai", "au", "eo", "eu", "oi"), 0.3),
        (("kh", "gh", "Ji", "JC", "sz", "SC", "Ss", "Sz", "Js", "JS", "Jz"), 0.4),
        (("gk", "dt", "bp", "fv", "uv", "ov", "Jg", "JI", "iv"), 0.55),
    )
    for pair in pairs
}


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    lines = (files(__package__) / "names.csv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            for name in line.split(","):
                groups.setdefault(sounds(romanised(name)), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def same_given_name(left: str, right: str) -> bool:
    """Whether two words, as sounds, are one given name in several languages or a short form of it (names.csv)."""
    known = _given_names()
    return bool(known.get(left, frozenset()) & known.get(right, frozenset()))


@lru_cache(maxsize=65536)
def likeness(left: str, right: str, *, bare: bool = False) -> float:
    """0 to 1 for two words as sounds; `bare` where one comes from Arabic script, which leaves short vowels out, so that
    vowels hardly count.

    Words under four sounds must be equal up to one vowel: "il" is not "un", "wang" is not "wan".
    """
    if left == right:
        return 1.0
    vowel = 0.12 if bare else 0.5
    row = [0.0]
    for char in right:
        row.append(row[-1] + _dropped(char, vowel))
    for char in left:
        last, row = row, [row[0] + _dropped(char, vowel)]
        for at, other in enumerate(right):
            change = 0.0 if char == other else min(_changed(char, other), 2 * vowel if bare and {char, other} <= _VOWELS else 9.0)
            row.append(min(last[at] + change, last[at + 1] + _dropped(char, vowel), row[-1] + _dropped(other, vowel)))
    weight = max(sum(_dropped(char, vowel) for char in word) for word in (left, right))
    return max(0.0, 1.0 - row[-1] / max(weight, 2.2 if not bare else 1.0))


def _dropped(char: str, vowel: float) -> float:
    return vowel if char in _VOWELS else 0.6 if char == "h" else 1.0


def _changed(left: str, right: str) -> float:
    return _ALIKE.get(frozenset((left, right)), 1.2)
