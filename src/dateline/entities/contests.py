"""Names of games, contests, crises, uprisings and prizes, by how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge import countries, places
from ..language.parsing import common_words
from ..types import Span
from .headings import in_title_case
from .shapes import CAPITALISED, Name, is_word

#: Games and contests, with what makes one of them: "Paris Paralympics", "Women’s World Cup".
_GAMES = re.compile(
    r"\b(?P<year>(?:19|20)\d\d )?(?:(?P<lead>[A-ZÀ-Þ][\w’']{1,40}(?: [A-ZÀ-Þ][\w’']{1,40})?) )?(?:(?:Winter|Summer|Youth|Senior|Special) )?"
    r"(?:(?:Olympic|Paralympic|Asian|Commonwealth) Games|Olympics|Paralympics|World Cup|Super Bowl|Grand Prix|Eurovision Song Contest)\b"
)
#: "the US Open", "Cuban Missile Crisis", "Songwriter of the Year": contests, crises and prizes by how their names end.
_OPEN = re.compile(
    r"(?<![\w-])(?:US|U\.S\.|Australian|French|British|Scottish|Irish|Italian|Canadian|Japan|China|Qatar|Dubai|Madrid|Miami) Open\b"
    r"(?! [A-Z])"
)
_LED = rf"(?!(?:Amid|After|Over|In|On|For|From|With|Wins?|Won|Most|And|As|Annual|Year)\b|\w+[’']s\b){CAPITALISED}"
_CRISIS = re.compile(
    rf"(?<![\w-])(?P<lead>(?:{_LED} ){{1,3}})(?P<last>Crisis|Revolution|Uprising|Rebellion|Massacre|Genocide)\b(?! [A-Z])"
)
_OF_THE_YEAR = re.compile(
    r"(?<![\w-])(?:[A-Z]\w+ (?:and )?){1,4}of the (?:Year|Decade|Century|Month)\b(?: (?:[Aa]wards?|[Pp]rize))?"
)
_PRIZE = re.compile(rf"(?<![\w-])(?P<lead>(?:{_LED} ){{1,4}})(?P<last>Awards?|Prize|Medal)\b(?! [A-Z])")
_OF_GAMES = frozenset(["Winter", "Summer", "Women’s", "Women's", "Men’s", "Men's", "Rugby", "Cricket", "FIFA"])


def contests(text: str) -> Iterator[Name]:
    """Games, contests, crises, uprisings and prizes by how their names end, games with the year before them ("1999 World Cup"). Rejects an
    opening word of games that is no place, and of crises and prizes what `_is_led` does. By eye 23 of 24 crises and prizes of 2,600 texts
    were right."""
    for match in _GAMES.finditer(text):
        lead = match["lead"]
        whole = lead is None or lead in _OF_GAMES or bool(places.named(lead))
        yield Name(Span(match.start() if whole else match.end("lead") + 1, match.end()), "event", 0.78)
    yield from (Name(Span(*match.span()), "event", 0.82) for match in _OPEN.finditer(text))
    for pattern, kind in ((_CRISIS, "event"), (_OF_THE_YEAR, "work"), (_PRIZE, "work")):
        for match in pattern.finditer(text):
            lead = len("The ") if match[0].startswith("The ") else 0
            if " " in match[0][lead:] and (pattern is _OF_THE_YEAR or _is_led(match, text)):
                yield Name(Span(match.start() + lead, match.end()), kind, 0.79)


def _is_led(match: re.Match[str], text: str) -> bool:
    """Whether the words before "Crisis" or "Prize" make a name of it. Rejects common words in a heading in title case ("Best Picture
    Award"), and crises that no country, people or place leads ("Housing Crisis"), or words that the text has in small letters too."""
    lead = match["lead"].removeprefix("The ").split()
    if match["last"] == "Crisis":
        stated = any(word in countries.by_demonym() or word in countries.by_name() or places.named(word) for word in lead)
        return stated and not all(is_word(word, text) for word in lead)
    return not in_title_case(text, match.start()) or not all(word.casefold() in common_words() for word in lead)
