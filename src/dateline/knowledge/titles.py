"""Titles before the names of persons, shortened ("Rep. Dana Lind", "Col Peter Holm") and written out. One list for every stage; a stage
adds what it also takes for a title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..tables import rows

#: Without their full stop, which British outlets leave out.
SHORTENED = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Capt", "Sgt", "Lt", "Col", "Gen", "Rev")
#: Written out, in small letters.
WRITTEN_OUT = (
    "ambassador",
    "captain",
    "chairman",
    "chief",
    "colonel",
    "commander",
    "commissioner",
    "director",
    "general",
    "governor",
    "judge",
    "leader",
    "mayor",
    "minister",
    "premier",
    "professor",
    "secretary",
    "senator",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
)
#: What a secretary of state or his like has charge of, behind the title: "Secretary of State", "Secretary of the Treasury".
SECRETARY_OF = (
    r"[Ss]ecretary of (?i:state|war|defen[cs]e|homeland security|the treasury|commerce|labou?r|education|energy|transportation|agriculture|"
    r"the interior|veterans affairs)"
)
#: SHORTENED as one alternative of a pattern.
ANY_SHORTENED = "|".join(SHORTENED)


@dataclass(frozen=True, slots=True)
class Abroad:
    """What a language calls an office: the office of the table, the countries whose it is (none: any), whether a surname alone counts."""

    office: str
    countries: frozenset[str]
    surname: bool


@lru_cache(maxsize=1)
def abroad() -> dict[str, dict[str, tuple[Abroad, ...]]]:
    """Offices by language and title in small letters: titles_abroad.csv, written for this project; a row a title and office."""
    found: dict[str, dict[str, tuple[Abroad, ...]]] = {}
    for row in rows(__package__, "titles_abroad.csv"):
        one = Abroad(row["office"], frozenset(filter(None, row["countries"].split("|"))), row["surname"] == "1")
        own = found.setdefault(row["language"], {})
        own[row["title"].casefold()] = (*own.get(row["title"].casefold(), ()), one)
    return found
