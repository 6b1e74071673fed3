"""Peoples, regions, movements and leaders by name, with the country they stand for: what the names of countries alone do not show.

The table is ours, `peoples.csv`: words, ISO 3166 alpha-3 code (IGO for organisations of states), PLOVER sector or nothing, kind. A row of
kind `titled` is a surname that counts only beside a title ("President Bush", "the Bush administration"). Movements and leaders of 1975 to
2025 that news in English names often; it does not know when somebody held an office.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..tables import rows

_WORD = re.compile(r"[\w.’'/-]+")
_TITLE = re.compile(
    r"\b(?:president|minister|premier|chancellor|king|queen|prince|secretary|leader|general|colonel|marshal|chairman|sheikh|ayatollah|archbishop|judge|envoy|ambassador)\b|"
    r"\b(?:administration|government|regime)\b",
    re.IGNORECASE,
)
_LONGEST = 7


class People(NamedTuple):
    """What a name stands for."""

    country: str
    sector: str | None
    titled: bool


@lru_cache(maxsize=1)
def peoples() -> dict[str, People]:
    """Every name of the table."""
    table = rows(__package__, "peoples.csv")
    return {row["words"]: People(row["country"], row["sector"] or None, row["kind"] == "titled") for row in table}


def people_in(words: str) -> People | None:
    """The first name of the table in the words, the longest where several begin together; None where there is none."""
    table = peoples()
    found = [m[0] for m in _WORD.finditer(words)]
    for start, first in enumerate(found):
        if not first[:1].isupper() and first not in table:
            continue
        for size in range(min(_LONGEST, len(found) - start), 0, -1):
            name = " ".join(found[start : start + size])
            people = table.get(name) or table.get(_bare(name))
            if people is not None and (not people.titled or _TITLE.search(words)):
                return people
    return None


def _bare(name: str) -> str:
    """A name without the possessive and the full stop at its end."""
    return name.removesuffix("'s").removesuffix("’s").rstrip(".'’")
