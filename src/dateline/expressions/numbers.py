"""Numbers in text with their bounds: "at least 37", "dozens", "up to 200", "two soldiers and a civilian interpreter"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..tables import cell
from ..types import Span

#: "zero" to "nineteen", and "twenty" to "ninety".
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {word: n for n, word in enumerate(SMALL)}
_TENS = {word: 10 * n for n, word in enumerate(TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
#: Vague words and the bounds that a careful reader gives them.
VAGUE: dict[str, tuple[float | None, float | None]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "tens of thousands": (20_000, None),
    "hundreds of thousands": (200_000, None),
    "millions": (2_000_000, None),
    "tens of millions": (20_000_000, None),
    "hundreds of millions": (200_000_000, None),
    "billions": (2_000_000_000, None),
    "tens of billions": (20_000_000_000, None),
    "hundreds of billions": (200_000_000_000, None),
    "several": (3, None),
    "a few": (2, None),
    "a dozen": (12, 12),
    "a couple": (2, 2),
    "several dozen": (36, None),
    "two dozen": (24, 24),
    "hundreds more": (200, None),
    "dozens more": (24, None),
    "no": (0, 0),
    "nobody": (0, 0),
}
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SPELT = rf"\b(?:{_WORD})(?:[- ](?:{_WORD}))?(?: (?:hundred|thousand|million|billion))?(?: and (?:{_WORD})(?:-(?:{_WORD}))?)?"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: (?:hundred|thousand|million|billion|trillion))?|{_SPELT}"
LOWER = r"at least|more than|over|no fewer than|not less than|no less than|minimum of|upwards of|in excess of"
UPPER = r"up to|as many as|at most|no more than|fewer than|less than|under|nearly|almost|close to"
ABOUT = r"about|around|some|roughly|approximately|an estimated|estimated|nearly"
_VAGUE = "|".join(sorted((re.escape(word) for word in VAGUE), key=len, reverse=True))
#: A number as a pattern with groups `bound`, `number`, `to`, `vague`; wrap it in what stands around.
QUANTITY = rf"(?:(?P<bound>{LOWER}|{UPPER}|{ABOUT}) )?(?:the )?(?:between )?(?:(?P<number>{NUMBER})(?:(?: to |-|–| and (?=\d))(?P<to>\d[\d,]*(?: (?:thousand|million|billion))?))?|(?P<vague>{_VAGUE})(?: of)?)"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds, both included; `None` leaves one open."""

    span: Span
    lower: float | None
    upper: float | None


def value(text: str) -> float | None:
    """The value of a number in digits or words; None where it is none."""
    words = text.lower().replace("-", " ").split()
    if not words:
        return None
    total = current = 0.0
    known = False
    for word in words:
        bare = word.replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", bare):
            current += float(bare)
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(1.0, current) * 100
        elif word in _SCALES:
            total, current = total + max(1.0, current) * _SCALES[word], 0.0
        elif word in ("a", "an") and not known:
            current += 1
        elif word != "and":
            return None
        known = True
    return total + current if known else None


def quantity(match: re.Match[str]) -> Quantity | None:
    """The bounds that a match of QUANTITY states."""
    groups = match.groupdict()
    bound = (groups.get("bound") or "").lower()
    start = (
        match.start("bound") if groups.get("bound") else match.start("number") if groups.get("number") else match.start("vague")
    )
    if groups.get("vague"):
        bounds = cell(VAGUE, groups["vague"])
        if bounds is None:
            return None
        low, high = bounds
        return Quantity(Span(start, match.end("vague")), low, high)
    number = value(groups["number"] or "")
    if number is None:
        return None
    if groups.get("to"):
        top = value(groups["to"])
        return Quantity(Span(start, match.end("to")), number, top) if top is not None and top >= number else None
    span = Span(start, match.end("number"))
    if re.fullmatch(LOWER, bound):
        return Quantity(
            span,
            number + (1 if bound in ("more than", "over", "in excess of") and number < 100 and float(number).is_integer() else 0),
            None,
        )
    if bound and re.fullmatch(UPPER, bound):
        return Quantity(span, None, number)
    return Quantity(span, number, number)
