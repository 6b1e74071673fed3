"""What a work can hold, carry or make: "1,200 megawatts", "a capacity of 500,000 barrels a day", "a 500-bed hospital".

Accepts megawatts and more wherever they stand (less is a machine's); other units behind "capacity", "can carry", "seats" and the
like, or before a kind of house. Rejects goods without such a word: "exported 500,000 barrels a day" is output. Error: docs/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..expressions.numbers import QUANTITY, quantity
from ..types import Span
from .amounts import Amount, counts_nothing

_POWER = {"megawatt": "MW", "gigawatt": "GW", "megawatt-hour": "MWh", "gigawatt-hour": "GWh"}
_PLAIN = {"bpd": "barrels a day", "seat": "seats", "bed": "beds"}
_RATE = r"(?: (?:a|per|each) (?:day|year|month|hour|week)| annually| daily)"
_GOODS = (
    r"(?:barrels|bpd|tons|tonnes|metric tons|cubic met(?:re|er)s|units|lit(?:re|er)s|gallons|kilometres)"
    rf"(?:(?: of (?:[\w-]+ ){{0,2}}?[\w-]+)?{_RATE})?"
)
_HELD = (
    r"(?P<unit>people|seats|spectators|passengers|fans|vehicles|cars|beds|inmates|prisoners|patients|pupils|students|containers|TEUs?|"
    rf"{_GOODS})"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    houses = r"(?:stadium|hospital|arena|theat(?:re|er)|venue|hall|clinic|prison|hotel)"
    holds = r"(?:can|could|will|would|to) (?:hold|seat|carry|accommodate|house)|holds|seats|accommodates"
    return (
        re.compile(rf"\b(?i:{QUANTITY})[ -]?(?P<unit>[MG]Wh?\b|(?i:(?:mega|giga)watt(?:-hours?| hours?)?s?)\b)"),
        re.compile(rf"\b(?:capacity|capable)\b[^.;\d]{{0,50}}? {QUANTITY} {_HELD}\b", re.IGNORECASE),
        re.compile(rf"\b{QUANTITY}[ -](?P<unit>seat|bed)(?:er)?s? (?:\w+ )?{houses}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{holds}) {QUANTITY} {_HELD}\b", re.IGNORECASE),
    )


def capacity(sentence: str) -> Iterator[Amount]:
    """Capacities with their units in one form."""
    for pattern in _patterns():
        for match in pattern.finditer(sentence):
            size = quantity(match)
            if size is not None and not counts_nothing(match):
                span = Span(size.span.start, match.end("unit"))
                yield Amount("capacity", _unit(match["unit"]), size.lower, size.upper, span)


def _unit(words: str) -> str:
    """A unit in one form: "megawatts" is MW, "barrels of oil per day" is "barrels a day"."""
    if re.fullmatch(r"[MG]Wh?", words):
        return words
    plain = re.sub(r" of (?:[\w-]+ ){0,2}?[\w-]+(?= (?:a|per|each|annually|daily)\b|$)", "", words.lower())
    if power := _POWER.get(plain.rstrip("s").replace("t hour", "t-hour")):
        return power
    plain = _PLAIN.get(plain, plain)
    return re.sub(r" (?:per|each) ", " a ", plain).replace(" annually", " a year").replace(" daily", " a day")
