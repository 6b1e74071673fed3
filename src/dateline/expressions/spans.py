"""Spans of days and months: what joins their ends, and the year that one end lends the other. Days of the month spelled in full in other
languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .quarters import Word
from .times_words import FIRST_OF_MONTH

__all__ = ["COUNTED", "joined", "lends_year", "spelled_abroad"]

_TO = frozenset(["to", "till", "until", "through", "-", "–", "bis", "zum", "au", "à", "al", "a", "по", "до", "ile"])
_AND = frozenset(["and", "und", "et", "y", "и", "ve"])
_BETWEEN = frozenset(["between", "zwischen", "entre", "между"])
#: Words behind a number that is no year and no day.
COUNTED = frozenset(
    [
        "people",
        "million",
        "billion",
        "trillion",
        "percent",
        "dollars",
        "euros",
        "troops",
        "soldiers",
        "km",
        "miles",
        "points",
        "votes",
        "meters",
        "metres",
        "tonnes",
        "mw",
        "tons",
        "men",
        "women",
        "children",
        "feet",
        "yen",
        "shares",
        "barrels",
        "jobs",
        "homes",
        "workers",
        "members",
        "pounds",
        "students",
        "words",
        "pages",
        "calories",
        "units",
        "companies",
    ]
)
#: What stands between two times that share the year behind the second: "3 May to 5 June 2024", "in January and March 2024".
_SHARE = re.compile(
    r"(?: (?:to|till|until|through|and|bis(?: zum)?|und|au|à|al|a|et|y|по|до|и|ile|ve)(?: (?:on|the|el|le|den|am))? | ?[-–] ?|, )"
)


def _joins(between: Sequence[Word], before: str, first: int, last: int) -> bool:
    """Whether the words between two numbers make a span of days of them: "3 to 5 May", "between 3 and 5 May", "3. bis 5. Mai". "3 and 5
    May" are two days, "3 and 4 May" all of both."""
    words = {token.word for token in between if token.letter in "ibz-aA"}
    if not first < last <= 31:
        return False
    if words & _AND:
        return words <= _AND and (last == first + 1 or before in _BETWEEN)
    return bool(words) and words <= _TO


def lends_year(between: str) -> bool:
    """Whether the words between two times are such that the year of the second is also that of the first."""
    return _SHARE.fullmatch(between) is not None


def joined(found: Sequence[Word], ahead: str, behind: str) -> bool:
    """Whether two numbers with a month are a span of days; behind the month ("May 3 to 5") without a year only where a preposition opens it
    or a hyphen joins it, and nothing is counted."""
    first, second = (place for place, token in enumerate(found) if token.letter in "do" and token.word[0].isdigit())
    numbers = [int("".join(char for char in found[place].word if char.isdigit())) for place in (first, second)]
    if not _joins(found[first + 1 : second], ahead, *numbers):
        return False
    if found[0].letter in "mM" and found[-1].letter != "y":
        return (
            (ahead in _OPENS_SPAN or found[first + 1].word in "-–")
            and behind not in COUNTED
            and behind not in ("percent", "%", ":")
        )
    return True


_OPENS_SPAN = frozenset(["from", "between", "through"])


def spelled_abroad(found: Sequence[Word], ahead: str) -> bool:
    """ "Primero de mayo", "premier mai", "девятого мая": one word in full, no "двадцать первого"."""
    month = next(token.word for token in found if token.letter in "mM")
    word = found[0].word
    if word not in FIRST_OF_MONTH or ahead in ("двадцать", "тридцать"):
        return False
    return word.isascii() == month.isascii() and (word not in ("premier", "ersten", "uno") or ahead in _BEFORE_FIRST[word])


_BEFORE_FIRST = {
    "premier": frozenset(["le", "du", "au", "dès", "depuis"]),
    "ersten": frozenset(["am", "vom", "zum", "dem", "den", "bis", "seit"]),
    "uno": frozenset(["el", "del", "al"]),
}
