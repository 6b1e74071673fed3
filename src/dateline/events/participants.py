"""How many took part: marched, protested, struck, attended.

Accepts "about 20,000 people marched", "5,000 protesters", "the rally drew 12,000", "attended by 30 leaders". Rejects people to whom
something is done ("300 protesters were arrested") and what is no person. Error: docs/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..expressions.numbers import QUANTITY, quantity
from .amounts import Amount, counts_nothing

_PEOPLE = (
    r"(?:people|persons|protest[eo]rs|demonstrators|marchers|strikers|supporters|opponents|workers|students|pupils|teachers|farmers|"
    r"nurses|doctors|drivers|miners|employees|residents|activists|women|men|fans|spectators|delegates|participants|attendees|guests|"
    r"leaders|visitors|worshippers|pilgrims|mourners|members|soldiers|volunteers|citizens|voters|others)"
)
_JOINED = r"join(?:ed|ing) (?:the|a|an) (?:\w+ )?(?:march|rally|protest|demonstration|strike|procession|vigil|walkout)"
_TOOK_PART = (
    r"(?:protest(?:ed|ing)|march(?:ed|ing)|rall(?:ied|ying)|demonstrat(?:ed|ing)|gathered|assembled|t(?:ook|aken?|aking) part|"
    rf"participat(?:ed|ing)|turned out|t(?:ook|aken?) to the streets|attended|"
    rf"(?:went|gone|go|going) on strike|walked (?:out|off the job)|{_JOINED})"
)
_AUX = r"(?:(?:have|has|had|were|was|are|is|also|reportedly|peacefully|expected|due|to) ){0,3}"
#: Fewer are named parties, not participants: "one of the protesters".
FEWEST = 3
_NO_PEOPLE = re.compile(
    r"\b(?:years?|days?|hours?|weeks?|months?|minutes?|km|miles?|met(?:er|re)s?|dollars?|euros?|homes?|cars?|vehicles?|tractors?|countries|"
    r"cities|towns|killed|dead|arrested|detained|injured|wounded|missing)\b",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"(?: (?:in|from|at|near|across|of) (?:[\w’'-]+ ){0,4}?[\w’'-]+)?,? (?:who )?(?:were |was |have been |had been |are )?"
    r"(?:killed|shot|arrested|detained|injured|wounded|missing|dead|hurt)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words, place = r"(?:[\w’'-]+ )", r"(?: (?:from|of|in|across|around|at|and) (?:[\w’'-]+ ){0,3}?[\w’'-]+)?"
    gathering = r"(?:rally|protest|march|demonstration|procession|vigil|strike)"
    patterns = (
        rf"\b{QUANTITY} (?P<of>{words}{{0,4}}?{_PEOPLE}){place} {_AUX}{_TOOK_PART}\b",
        rf"\b{QUANTITY} (?P<of>{words}{{0,2}}?(?:protest[eo]rs|demonstrators|marchers|strikers|rallygoers))\b",
        rf"\b(?:attended by|crowds? of|{gathering} (?:of|by)) {QUANTITY} ?(?P<of>{words}{{0,3}}?{_PEOPLE}?)",
        rf"\bturnout (?:at|of|was|is) {QUANTITY}(?P<of>)(?![\d,]|\.\d| ?(?:%|per ?cent|percent))",
        rf"\b{gathering}(?: [\w’'-]+){{0,4}}? (?:drew|attracted) {QUANTITY} ?(?P<of>{words}{{0,3}}?{_PEOPLE}?)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def participants(sentence: str) -> Iterator[Amount]:
    """Numbers of those who took part."""
    for pattern in _patterns():
        for match in pattern.finditer(sentence):
            size = quantity(match)
            others = _NO_PEOPLE.search(match["of"]) or _DONE_TO.match(sentence, match.end())
            if size is not None and (size.lower or 0) >= FEWEST and not others and not counts_nothing(match):
                yield Amount("participants", "people", size.lower, size.upper, size.span)
