"""Offices: who held which post in which country from when to when. Names entities, and dates texts.

Source and licence of every row stand in offices.csv (CIA World Factbook, public domain; unitedstates/congress-legislators, CC0; rows of
ours). Renewed by `python -m training.knowledge_tables --data DIR`; a change of office is one line in training/offices_supplement.csv.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from ..tables import rows
from .countries import countries

Key = TypeVar("Key")
#: Countries whose people have two surnames, of which news leaves out the second.
_TWO_SURNAMES = re.compile("ARG|BOL|CHL|COL|CRI|CUB|DOM|ECU|ESP|GTM|HND|MEX|NIC|PAN|PER|PRY|SLV|URY|VEN")

#: What news calls an office: the words that stand before or after a name, to the office of the table.
TITLES = {
    "president": "President",
    "president-elect": "President-elect",
    "vice president": "Vice President",
    "prime minister": "Prime Minister",
    "premier": "Prime Minister",
    "pm": "Prime Minister",
    "chancellor": "Chancellor",
    "king": "King",
    "queen": "Queen",
    "emir": "Amir",
    "sultan": "Sultan",
    "pope": "Pope",
    "taoiseach": "Prime Minister",
    "secretary-general": "Secretary-General",
    "secretary general": "Secretary General",
    "deputy prime minister": "Deputy Prime Minister",
    "vice-president": "Vice President",
}


#: The day to which the table was kept; who holds an office now is not known past it.
KEPT_TO = date(2026, 5, 17)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office. `end` is its last day, on which the next holder may begin; None while it lasts or where the end is not known."""

    country: str
    office: str
    name: str
    aliases: tuple[str, ...]
    start: date | None
    end: date | None
    source: str


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Every term of the table."""
    return tuple(
        Term(
            row["country"],
            row["office"],
            row["name"],
            tuple(a.strip() for a in re.split(r"[;|]", row["aliases"]) if a.strip()),
            _day(row["start"], last=False),
            _day(row["end"], last=True),
            row["source"],
        )
        for row in rows(__package__, "offices.csv")
    )


def _day(text: str, *, last: bool) -> date | None:
    """A day, or the end of a month or year that bounds the term from outside: the first day for a start, the last for an end."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return following - timedelta(1) if last else date(parts[0], parts[1], 1)
    return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)


_APOSTROPHE, _NO_WORD = re.compile("['’ʻ`]"), re.compile(r"[^\w]+")


#: Letters with a stroke, which are no letter and accent.
_STROKES = str.maketrans("øØłŁđĐ", "oOlLdD")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and hyphens."""
    plain = name
    if name.isascii():
        if name.isalpha():
            return name.casefold()
    else:
        plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", _APOSTROPHE.sub("", plain.translate(_STROKES))).casefold().strip()


@lru_cache(maxsize=8192)
def key(name: str) -> tuple[str, str]:
    """First and last word of a name, folded and cut to what spellings share: "Kassym-Jomart Tokayev" and "Kasym-Zhomart TOKAYEV" agree."""
    words = [word for word in fold(name).split() if word not in ("al", "el", "bin", "ibn", "von", "van", "de", "da", "di")]
    if not words:
        return "", ""
    return re.sub(r"(.)\1", r"\1", words[0]).replace("kh", "h")[:3], skeleton(words[-1])


def skeleton(word: str) -> str:
    """A surname as spellings share it: doubled letters single, y, j and i alike, ends -ev, -yev, -aev alike."""
    word = re.sub(r"[yjiı]+", "i", word).replace("kh", "h").replace("ph", "f").replace("ck", "k").replace("w", "v")
    word = re.sub(r"(.)\1", r"\1", word)
    return re.sub(r"(?:a|i|ai)?e(?:v|ff?)$", "ev", word).replace("aa", "a")


@lru_cache(maxsize=1)
def by_key() -> dict[tuple[str, str], tuple[Term, ...]]:
    """Terms by the key of every name of their holder."""
    return _grouped((key(name) for name in names(term) if len(fold(name).split()) > 1) for term in terms())


def names(term: Term) -> tuple[str, ...]:
    """The names of a holder; one of Spanish name is called by the first of two surnames too: "Claudia Sheinbaum Pardo"."""
    words = term.name.split()
    short = [" ".join(words[:-1])] if len(words) > 2 and _TWO_SURNAMES.fullmatch(term.country) else []
    return tuple(dict.fromkeys((term.name, *term.aliases, *short)))


@lru_cache(maxsize=1)
def by_surname() -> dict[str, tuple[Term, ...]]:
    """Terms by the skeleton of their holder's last name."""
    return _grouped((key(name)[1] for name in names(term)) for term in terms())


def _grouped(keys: Iterable[Iterable[Key]]) -> dict[Key, tuple[Term, ...]]:
    """Terms by their keys, which come in the order of the table; each once under a key that several of its names share."""
    found: dict[Key, list[Term]] = defaultdict(list)
    for term, own in zip(terms(), keys, strict=True):
        for one in dict.fromkeys(own):
            found[one].append(term)
    return {one: tuple(held) for one, held in found.items()}


def held(name: str, office: str | None = None, country: str | None = None) -> tuple[Term, ...]:
    """The terms of a person by full name or surname; `office` as news writes it, `country` alpha-3, narrow them."""
    words = fold(name).split()
    if len(words) > 1:
        pool = tuple(t for t in by_key().get(key(name), ()) if any(_same_first(name, own) for own in names(t)))
    else:
        pool = by_surname().get(key(name)[1], ())
    wanted = TITLES.get(office.casefold(), office) if office else None
    return tuple(t for t in pool if (wanted is None or t.office == wanted) and (country is None or t.country == country))


_SPELT = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v"})
_UNHEARD = re.compile(r"[aeiouyjhıə]+|(.)(?=\1)")


def _same_first(one: str, other: str) -> bool:
    """Whether two names that share their key may be one person's by their first words: the consonants are the same, or one word opens the
    other. "Mary Brown" is not Mark Brown of the Cook Islands. Of 40 names that it parts in 10 MB of news 38 are others ("Ronafd Reagan" is
    lost)."""
    left, right = (fold(name).split()[0] for name in (one, other))
    if left.startswith(right) or right.startswith(left):
        return True
    heard = (_UNHEARD.sub("", word.replace("x", "ks").replace("ph", "f").translate(_SPELT)) for word in (left, right))
    return next(heard) == next(heard)


@lru_cache(maxsize=1024)
def holder(office: str, country: str, day: date) -> str | None:
    """Who held an office of the table, by its name there, on a day; None where the day or the holder is open, or several held it."""
    found = [
        term
        for term in terms()
        if term.country == country
        and term.office == office
        and term.start is not None
        and term.start <= day <= KEPT_TO
        and (term.end is None or day <= term.end)
    ]
    begun = [term for term in found if term.start == day]
    # On the day of a change the new holder counts.
    names = {term.name for term in (begun or found)}
    return names.pop() if len(names) == 1 else None


def country_of(found: Iterable[Term]) -> str | None:
    """The country of some terms, alpha-3; of several the one with most neighbours, since a head of state is one of its islands too.
    None where two have as many. The king of many realms is of the United Kingdom."""
    codes = {term.country for term in found if term.country in countries()}
    if {"GBR", "CAN"} <= codes:
        return "GBR"
    ranked = sorted(codes, key=lambda code: -len(countries()[code].borders))
    tied = len(ranked) > 1 and len(countries()[ranked[0]].borders) == len(countries()[ranked[1]].borders)
    return ranked[0] if ranked and not tied else None
