"""Towns that the tagger passes over, takes apart or takes for somebody, by the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..knowledge import countries, places
from ..knowledge.given_names import given_names
from ..knowledge.offices import fold
from ..language.parsing import common_words
from ..types import Span
from .place_context import ENGLISH_SPEAKING
from .shapes import ORGANISATION, Name, small_words
from .voting import SPORT

#: People of a town that is one where nothing else is known of the word.
_GREAT = 200_000
#: People of a town that a given name may be, where its country stands behind it.
_NO_PERSON = 100_000
_WORD = r"[A-ZÀ-ÞƏİ][\w’'-]{1,30}"
#: A word with a capital alone: no part of a longer name, of a list of initials or of an address.
_ALONE = re.compile(r"(?<![\w@#/.&’'-])[A-ZÀ-ÞƏİ][a-zà-ÿ]{3,30}(?![\w@/&-]| [A-ZÀ-ÞƏİ\d]|\.\w)")
#: A capital before it, or a shortened word: "St. Petersburg"; not the end of a sentence.
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-ÞƏİ][\w’'-]{0,30} $|\b[A-ZÀ-ÞƏİ]\w{0,2}\. $")

_TAKEN = re.compile(
    r"\b(?:attack(?:ed|s)?|struck|strikes?|hits?|bomb(?:ed|s)?|shell(?:ed|s)?|captured?|captures|seized?|seizes|retook|stormed|besieged|"
    rf"entered|enters|left|reached) (?P<town>{_WORD}(?: {_WORD}){{0,2}}) in (?:the )?(?P<country>{_WORD}(?: {_WORD}){{0,3}})"
)


#: "Santiago de Cuba", "Rio de Janeiro": a town with what joins the parts of its name.
_JOINED = re.compile(
    r"(?<![\w-])[A-ZÀ-Þ][\w-]{1,30}(?: [A-ZÀ-Þ][\w-]{1,30})? (?:del?|d[oa]s?|am|an der|sur|upon)(?: las?| los)? [A-ZÀ-Þ][\w-]{1,30}"
    r"(?: [A-ZÀ-Þ][\w-]{1,30})?"
)
#: People of a town that such a name means before the country that it ends with.
_SOME = 20_000


def joined(text: str) -> Iterator[Name]:
    """Towns whose name a small word joins, which others take apart: "Santiago de Cuba". Three names in 10 MB of news, one of them given to
    a person there."""
    for match in _JOINED.finditer(text):
        words = match[0]
        parts = [(start, end) for end in (len(words), words.rfind(" ")) for start in (0, words.index(" ") + 1)]  # "In Newcastle upon"
        for start, end in parts:
            if any(p.population > _SOME and p.kind == "city" and not p.alias for p in places.named(words[start:end])):
                yield Name(Span(match.start() + start, match.start() + end), "place", 0.79)
                break


_TWO_WORDS = re.compile(r"(?<![\w.’'-])(?P<first>[A-Z][a-z]{2,20}) [A-Z][a-z’'-]{2,20}\b(?! [A-Z])")
#: People of a town that is one though its name opens like a body's.
_TOWN = 5_000


def like_bodies(text: str) -> Iterator[Name]:
    """Towns whose name opens with a word of bodies: "College Station", "Council Bluffs". Rejects runs that go on, and those that end with
    such a word. All seven names in 10 MB of news were places."""
    for match in _TWO_WORDS.finditer(text):
        opens = ORGANISATION.fullmatch(match["first"]) and not ORGANISATION.fullmatch(match[0].split()[1])
        if opens and any(p.population > _TOWN and not p.alias for p in places.named(match[0])):
            yield Name(Span(*match.span()), "place", 0.83)


def attacked(text: str) -> Iterator[Name]:
    """Towns that somebody attacked, took, entered or left "in Syria" where the gazetteer has them in that country: "attacked Palmyra in
    Syria". Rejects what the country has no town of, and given names but of great towns ("left Diana in Bulgaria"). Rare: no hit in 10 MB
    of news, so that only invented sentences speak for it; without it they lose the town."""
    for match in _TAKEN.finditer(text):
        words = match["town"]
        least = _NO_PERSON if fold(words.split()[0]) in given_names() else 0
        if (code := _country(match["country"])) and any(p.country == code and p.population > least for p in places.named(words)):
            yield Name(Span(*match.span("town")), "place", 0.74)


def _country(words: str) -> str | None:
    """The country whose name words open with."""
    parts = words.split()
    return next((code for n in range(len(parts), 0, -1) if (code := countries.by_name().get(" ".join(parts[:n])))), None)


def passed_over(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """Capitals and towns of 200,000 people that no other finder need have seen: "Kyiv came under attack". Rejects parts of longer names,
    verbs, adjectives and plurals of English ("Nice"), words that the text has in small letters, given names and parts of names of persons
    found, towns of English-speaking countries but capitals, names that are aliases, and texts of sport, where a town is a club. What
    another finder takes for something stays that. Three such names in 1,055 development texts, all places."""
    if SPORT.search(text):
        return
    people = {word for name in found if name.type == "person" for word in name.span.of(text).split()}
    for match in _ALONE.finditer(text):
        word, start = match[0], match.start()
        if not _is_great(word) or word in people or word.casefold() in small_words(text):
            continue
        if not _CAPITAL_BEFORE.search(text, max(0, start - 32), start):
            yield Name(Span(start, match.end()), "place", 0.4)


@lru_cache(maxsize=16384)
def _is_great(word: str) -> bool:
    """Whether a word is first of all a capital or a great town, and no word, country or given name."""
    if fold(word) in given_names() or word.casefold() in common_words() or word in countries.by_name():
        return False
    if word in countries.by_capital():
        return True
    first = next(iter(places.named(word)), None)
    if first is None or first.alias or first.kind != "city":
        return False
    return first.population >= _GREAT and first.country not in ENGLISH_SPEAKING
