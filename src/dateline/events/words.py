"""The word lists of words.yaml, compiled when they are first asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..tables import entries

_ENDINGS = {"whole": r"\b", "plural": r"s?\b", "any": r"\w*"}


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    found: dict[str, Any] = entries(__package__, "words.yaml")
    return found


@lru_cache(maxsize=128)
def words(name: str) -> frozenset[str]:
    """The entries of a list as they stand. Raises KeyError for a list that is not there."""
    entry = _lists()[name]
    return frozenset(entry if isinstance(entry, list) else entry["words"])


@lru_cache(maxsize=128)
def pattern(name: str) -> re.Pattern[str]:
    """A list as one pattern, whatever the case. Raises KeyError for a list that is not there."""
    entry = _lists()[name]
    return _compiled(entry["words"], _ENDINGS[entry["ending"]])


@lru_cache(maxsize=32)
def idioms(type: str) -> re.Pattern[str] | None:
    """The idioms in which a trigger of this type of event means something else; None where none are listed."""
    found = _lists()["idioms"].get(type)
    return _compiled(found, "") if found else None


@lru_cache(maxsize=1)
def sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sector of PLOVER with the pattern of its words, in the order in which they are tried."""
    return tuple((code, _compiled(found, r"\b")) for code, found in _lists()["sectors"].items())


def _compiled(alternatives: list[str], ending: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)}){ending}", re.IGNORECASE)
