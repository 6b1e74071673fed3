"""Sums of money in a sentence: "$2.5 billion", "EUR 300,000", "between 10 and 12 million pounds", "43 million kroner".

Accepts a sign or code before the number, a name or code behind it (money.yaml). A name that several countries share keeps the word as its
unit where no nationality stands before it. Rejects rates ("$85 a barrel"), weights in pounds, and small numbers before names that are
English words too ("the five won"). Error: docs/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..expressions.numbers import ABOUT, LOWER, QUANTITY, UPPER, quantity, value
from ..tables import entries
from ..types import Span
from .amounts import Amount

_SHORT = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "bn": "billion",
    "bln": "billion",
    "tn": "trillion",
    "b": "billion",
}
_SCALE = r"(?:[ -]?(?:thousand|million|billion|trillion)\b|(?:[kKmMB]|mn|mln|[bB]n|bln|tn)\b| (?:mn|mln|bn|bln)\b)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: "A barrel", "per person", "each" behind a sum; "a $5 million-a-year deal" is one too.
_RATE = re.compile(
    r"\+?(?: |-|/)(?:per|each|apiece|an? (?:barrel|tonne?|share|ounce|pound|kilo\w*|lit(?:re|er)|gallon|head|person|piece|ticket|unit|"
    r"night|hour|day|week|month|year)|an?-\w+|(?<=/)\w+)\b",
    re.IGNORECASE,
)
#: Names of money that are other words too.
_DOUBTFUL = re.compile(r"pounds?|won|rand|reals?|crowns?|lari|dong|drams?|soms?|lei", re.IGNORECASE)
_PART = re.compile(r"(?:(?P<share>half|a quarter of) )?an? (?P<scale>million|billion|trillion) ", re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    found: dict[str, Any] = entries(__package__, "money.yaml")
    return found


@lru_cache(maxsize=1)
def marks() -> str:
    """A pattern for what a sentence about money holds: a sign, a name, a code."""
    signs, words, codes = _alternatives()
    return rf"{signs}|\b(?:{codes})\b|\b(?i:{words})\b"


@lru_cache(maxsize=1)
def _alternatives() -> tuple[str, str, str]:
    table = _table()
    signs = "|".join(re.escape(sign) for sign in sorted(table["signs"], key=len, reverse=True))
    return rf"(?:{signs})", "|".join(table["words"]), "|".join(table["codes"])


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A sign or code before the number; a name or code behind it; "half a million" and a name."""
    signs, words, codes = _alternatives()
    nations = {nation for known in _table()["words"].values() for nation in known if nation != "alone"}
    nation = "|".join(re.escape(name) for name in sorted(nations, key=len, reverse=True))
    bound = rf"(?:\b(?P<bound>(?i:{LOWER}|{UPPER}|{ABOUT})) )?(?P<between>(?i:between) )?"
    to = rf"(?:(?(between) and |(?: to | ?[-–] ?))(?:{signs})?(?P<to>{_DIGITS})(?P<toscale>{_SCALE})?)?"
    name = rf"(?:(?P<nation>{nation}) )?(?:(?P<code>{codes})|(?P<word>(?i:{words})))\b"
    return (
        re.compile(
            rf"{bound}(?P<sign>(?<![\w$]){signs}|\b(?:{codes})) ?(?P<number>{_DIGITS})(?P<scale>{_SCALE})?{to}(?!\d|%|s\b)"
        ),
        re.compile(rf"(?<![\d.,])\b(?i:{QUANTITY})(?P<scale>{_SCALE})?(?: of)? {name}"),
        re.compile(rf"\b(?i:{_PART.pattern}){name}"),
    )


def money(sentence: str) -> Iterator[Amount]:
    """The sums of a sentence, in the unit of their currency (ISO 4217 where it is known)."""
    before, behind, parts = _patterns()
    for match in before.finditer(sentence):
        bounds = _bounds(match)
        if bounds is not None and not _RATE.match(sentence, match.end()):
            sign = match["sign"]
            yield Amount("money", _table()["signs"].get(sign, sign), *bounds, Span(*match.span()))
    for match in behind.finditer(sentence):
        bounds = _bounds(match)
        if bounds is not None and not _RATE.match(sentence, match.end()) and not _other_word(match, bounds):
            start = match.start("bound") if match["bound"] else match.start("number" if match["number"] else "vague")
            yield Amount("money", _currency(match), *bounds, Span(start, match.end()))
    for match in parts.finditer(sentence):
        size = value(f"one {match['scale']}") or 0.0
        size *= {"half": 0.5, "a quarter of": 0.25}.get((match["share"] or "").lower(), 1.0)
        yield Amount("money", _currency(match), size, size, Span(*match.span()))


def _currency(match: re.Match[str]) -> str:
    """The code of a currency by its name and nation; the name itself where it may be several."""
    if match["code"]:
        return str(match["code"])
    word = match["word"].lower()
    known = next(codes for name, codes in _table()["words"].items() if re.fullmatch(name, word, re.IGNORECASE))
    return str(known.get(match["nation"]) or known.get("alone") or word)


def _other_word(match: re.Match[str], bounds: tuple[float | None, float | None]) -> bool:
    """Whether the name of money is another word here: "1,200 pounds of explosives", "the five won the cup"."""
    word = match["word"] or ""
    if word.lower() in ("pound", "pounds") and match.string.startswith(" of ", match.end()):
        return True
    return _DOUBTFUL.fullmatch(word) is not None and max(n or 0.0 for n in bounds) < 1000


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None] | None:
    """The bounds of a match whose number may have a scale behind it; None where there is no number, or a range runs backwards."""
    groups = match.groupdict()
    if groups.get("vague"):
        size = quantity(match)
        return (size.lower, size.upper) if size else None
    scale, top_scale = _word(groups["scale"]), _word(groups.get("toscale"))
    number = value(f"{groups['number']}{scale}")
    if number is None:
        return None
    if groups["to"]:
        return _range(groups["number"], groups["to"], scale, top_scale)
    bound = (groups["bound"] or "").lower()
    return (None if re.fullmatch(UPPER, bound) else number), (None if re.fullmatch(LOWER, bound) else number)


def _range(low: str, high: str, scale: str, top_scale: str) -> tuple[float, float] | None:
    """ "10 and 12 million": the scale of the second number is the first one's too."""
    shared = top_scale or scale
    ending = re.search(r" (?:thousand|million|billion|trillion)$", f"{high}{shared}")
    top = value(f"{high}{shared}")
    own = value(f"{low}{scale or (ending[0] if ending else '')}")
    return (own, top) if own is not None and top is not None and own <= top else None


def _word(scale: str | None) -> str:
    """A scale as a word behind a number: "bn" is " billion"."""
    bare = (scale or "").strip(" -").lower()
    return f" {_SHORT.get(bare, bare)}" if bare else ""
