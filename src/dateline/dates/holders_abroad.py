"""Holders of offices in German, French, Spanish, Turkish and Russian words: "Bundeskanzlerin Angela Merkel", "президент Дмитрий Медведев".

The titles are data (knowledge/titles_abroad.csv), the terms those of the table of offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..knowledge.offices import Term, country_of, fold, held
from ..knowledge.titles import Abroad, abroad
from ..language.transliteration import romanised
from ..types import Item, Span
from .quoting import quoted

__all__ = ["holders_abroad"]

_WORD = r"[^\W\d_a-zß-öø-ÿа-яё][\w'’-]{1,30}"
#: At most so many words between a title and the name: "президент России Владимир Путин".
_BETWEEN = 2
_NOT_NOW = re.compile(
    r"(?:\b(?:designierte|gewählte|frühere|ehemalige|damalige|spätere|künftige|stellvertretende|verstorbene)[rn]?|"
    r"\b(?:Ex|Vize|Alt|vice|expresidente|ancien(?:ne)?|futur|future|feu|entonces|antiguo|antigua|futuro|fallecido|"
    r"eski|dönemin|merhum|seçilmiş|экс|вице|и\.о\.|"
    r"(?:бывш|тогдашн|избранн|будущ|перв|покойн|втор)(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем)))[ -]$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def _titled(language: str) -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, abroad()[language]), key=len, reverse=True))
    case = "(?P<case>а|у|ом|е|ем)?" if language == "ru" else "(?P<case>)"
    return re.compile(rf"(?<![\w-])(?P<title>(?i:{titles})){case} (?P<name>{_WORD}(?: {_WORD}){{0,4}})")


def holders_abroad(item: Item) -> Iterator[tuple[str, tuple[Term, ...], Span]]:
    """The name of a person called by an office in the language of the item, his terms, and where it stands: on development pages 16 of
    17 hits hold the day. A full name, or a surname
    alone where the title is of a country ("Bundeskanzlerin Merkel"): clubs and companies have presidents, too. Not the former, late,
    elected or deputy ones, nor those in quoted words."""
    language = (item.language or "").split("-")[0]
    if language not in abroad():
        return
    for match in _titled(language).finditer(item.text):
        before = item.text[max(0, match.start() - 18) : match.start()]
        if _NOT_NOW.search(before) or quoted(item.text, match.start()):
            continue
        words = [re.sub(r"[’'].*$", "", word) if language == "tr" else word for word in match["name"].split()]
        for office in abroad()[language][match["title"].casefold()]:
            if found := _named(words, office, declined=bool(match["case"])):
                name, terms = found
                yield name, terms, Span(match.start(), match.end())
                break


def _named(words: list[str], office: Abroad, *, declined: bool = False) -> tuple[str, tuple[Term, ...]] | None:
    """The longest name of the words that a holder of the office has, behind at most two others; `declined`: behind a title that is in
    another case than the nominative, as the name then is."""
    for first in range(min(_BETWEEN + 1, len(words))):
        for last in range(len(words), first, -1):
            if last - first == 1 and not (office.surname and first == 0):
                continue
            for name in _nominatives(words[first:last]) if declined else (" ".join(words[first:last]),):
                if terms := _terms(romanised(name), office):
                    return name, terms
    return None


#: Endings of Russian names in other cases, and what stands there in the nominative.
_CASES = (
    (re.compile(r"(?:ем|я|ю|е|и)$"), ("й", "ь", "я")),
    (re.compile(r"(?:ого|ому|ым|им|ом)$"), ("ий", "ый", "ой")),
    (re.compile(r"(?:ом|ем|ым|а|у|е)$"), ("",)),
    (re.compile(r"(?:ой|ей|ы|у|е|и)$"), ("а",)),
)


def _nominatives(words: list[str]) -> Iterator[str]:
    """The names whose form in another case the first and the last word may be: "Дмитрия Медведева" is "Дмитрий Медведев". What is none is
    no holder's."""
    made = [
        [*(pattern.sub(ending, word) for pattern, endings in _CASES if pattern.search(word) for ending in endings), word]
        for word in (words[0], words[-1])
    ]
    if len(words) == 1:
        yield from made[0]
        return
    yield from (" ".join((first, *words[1:-1], last)) for first in made[0] for last in made[1])


def _terms(name: str, office: Abroad) -> tuple[Term, ...]:
    """The terms of one person in one country; who heads a country heads its islands too."""
    terms = [term for term in held(name, office.office) if not office.countries or term.country in office.countries]
    if not terms or len({fold(term.name).split()[-1] for term in terms}) > 1:
        return ()
    if len({fold(term.name).split()[0][:3] for term in terms}) > 1:
        return ()
    country = country_of(terms)
    return tuple(term for term in terms if term.country == country)
