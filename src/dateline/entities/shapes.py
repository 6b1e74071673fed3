"""A proposed name, and the shapes of capitalised words that several of the finders share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..knowledge.given_names import given_names
from ..knowledge.offices import fold
from ..tables import words as words_of
from ..types import Span

#: Words that make a capitalised phrase an organisation, by its last or first word.
ORGANISATION = re.compile(
    r"\b(?:Ministry|Ministries|Agency|Airlines?|Airways|Bank|Board|Bureau|Cabinet|Chamber|Church|Club|Coalition|College"
    r"|Commission|Committee|Company|Confederation|Congress|Consortium|Corporation|Corp|Council|Court|Department|"
    r"Federation|Force|Forces|Foundation|Fund|Government|Group|Guards?|Holding|Hospital|Inc|Institute|Institution|League"
    r"|Ltd|Movement|Museum|Office|Organi[sz]ation|Parliament|Party|Police|Red Cross|Senate|Service|Society|"
    r"Trust|Union|United Nations|University|Watch|Navy|Army|Association|Authority|Alliance|House of Representatives"
    r"|Studios?|Entertainment|Pictures|Productions|Technologies|Ventures|Industries|Motors|Secretariat|Subcommittee|Caucus|Gallery"
    r"|Assembly|News|Times|Post(?! to\b)|Television|TV|Academy|Examiner|Herald|Tribune|Gazette|Chronicle|Telegraph|Inquirer|Journal)\b"
)
SMALL = r"(?:of|for|and|the|de|la|del|von|van|der|al|bin|&)"
#: What is joined to a name by a hyphen and is none of it: "Swift-themed", "Party-controlled". Not "Jong-nam", "Mei-ling".
COMPOUND = (
    r"-(?:[a-z]{2,}ed|[a-z]{3,}ing|led|born|made|held|run|hit|built|bound|style|era|like|type|area|only|wide|clad|class|friendly)"
)
CAPITALISED = r"(?:(?:[A-Z]\.){1,4}|[A-ZÀ-ÞƏİ][\w’'-]{0,40})"


#: Sides of the world, which are surnames and towns too.
SIDES = frozenset(["West", "East", "North", "South", "North East", "South East", "South West", "North West"])


@lru_cache(maxsize=1)
def no_towns() -> frozenset[str]:
    """Capitalised words of news that are also hamlets somewhere (no_towns.txt)."""
    return words_of(__package__, "no_towns.txt")


@lru_cache(maxsize=1)
def occupations() -> frozenset[str]:
    """Words that say what somebody does (occupations.txt), in small letters."""
    return words_of(__package__, "occupations.txt")


def is_given(word: str) -> bool:
    """Whether a word is a given name, and no other word first ("april", "nazi": no_given_names.txt)."""
    return fold(word) in given_names() and word.casefold() not in _no_given_names()


@lru_cache(maxsize=1)
def _no_given_names() -> frozenset[str]:
    return words_of(__package__, "no_given_names.txt")


_WORD = re.compile(r"(?<![\w.@/#&-])[\w&]++(?![@/-]|\.\w)")


def is_word(word: str, text: str) -> bool:
    """Whether a text has a word in small letters too, outside addresses: what capitals alone make a name of is none."""
    return word.casefold() in small_words(text)


@lru_cache(maxsize=4)
def small_words(text: str) -> frozenset[str]:
    """The words of a text that stand in small letters, outside addresses."""
    return frozenset(word for word in _WORD.findall(text) if word.islower())


@lru_cache(maxsize=4)
def has_buttons(text: str) -> bool:
    """Whether a text has buttons for sharing: "Post to Facebook Post to reddit"."""
    return text.count("Post to ") > 1


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed name: span, type, and what is known from a table. Higher `trust` wins where proposals overlap. `nominative` is the name
    as a dictionary has it, where the text has it in another case; `shown` is the fullest name that the text gives a body, which tables
    call otherwise."""

    span: Span
    type: str
    trust: float
    country: str | None = None
    canonical: str | None = None
    role: str | None = None
    nominative: str | None = None
    shown: str | None = None

    def called(self, text: str) -> str:
        """The name itself: its nominative, or the words of the text."""
        return self.nominative or self.span.of(text)


class Taken:
    """The characters of a text that some spans take."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.taken = bytearray(len(text))
        for span in spans:
            self.taken[span.start : span.end] = b"\1" * len(span)

    def holds(self, span: Span) -> bool:
        """Whether any character of a span is taken."""
        return any(self.taken[span.start : span.end])
