"""Surnames by which news calls heads of state and of government alone: "Trump", "Macron"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from . import places
from .given_names import given_names
from .offices import fold, terms

_WORD = re.compile(r"\w+")
#: Words that the table has before some names.
_TITLED = frozenset(["Sir", "Dame", "Lord", "President", "Dr", "General", "King", "Queen", "Prince", "Sheikh", "Crown", "Pope"])
_LEADERS = ("President", "Prime Minister", "Chancellor")
#: Fixed, because the names of Python's calendar are those of the language that the computer is set to.
DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
#: Year. Whoever left office before is seldom called by surname alone.
_SINCE = 1990


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Last words, of four letters and more, of the names and other spellings of heads of state and government since 1990 (the table of
    offices), where all holders of that surname have one first name ("Benjamin" and "Binyamin" are one person's), and no town or given
    name is called so. Others of that surname are taken for persons too, never for the leader: all 9 names that the list alone found in
    900 news texts were of people."""
    firsts: dict[str, set[str]] = defaultdict(set)
    led = set()
    for term in terms():
        for name in (term.name, *term.aliases):
            words = name.split()
            if len(words) < 2:
                continue
            firsts[fold(words[-1])].add(fold(term.name.split()[0])[:2])
            if term.office in _LEADERS and term.start is not None and term.start.year >= _SINCE:
                led.add(words[-1])
    return frozenset(name for name in led if len(firsts[fold(name)]) == 1 and _is_surname(name))


@lru_cache(maxsize=1)
def full_names() -> dict[str, tuple[str, ...]]:
    """Names of two words and more of everybody in the table of offices, by their first word, the longest first."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in terms():
        for name in (term.name, *term.aliases):
            first = _WORD.match(name)
            if first and " " in name and name.split()[0] not in _TITLED and not name.isupper():
                found[first[0]].add(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}


def _is_surname(name: str) -> bool:
    if len(name) < 4 or not name.isalpha() or not name[1:].islower() or name in DAYS:
        return False
    return not places.named(name) and fold(name) not in given_names()
