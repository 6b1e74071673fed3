"""Time expressions in text and their values, in the manner of TIMEX3: days, months, years, durations, sets, references.

`find` reads them. Full dates, spans of days and quarters are read in English, Russian, Turkish, Azerbaijani, Kazakh, French, German and
Spanish; references ("last year", "on Sunday") in English. A month's name that is also a word ("may", "march") counts only beside a
number, or after a preposition that asks for a time; names ("Mrs May", the "Sunday Times") do not count. No model, one pass over the
text, linear time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..types import DateEstimate, Interval, Span
from .ahead import points_ahead, tells_past, was_to
from .calendar_days import make_day, month_days
from .quarters import year_beside
from .spans import lends_year
from .times_rules import RULES, plausible
from .times_values import days_of, duration, read_parts, value
from .times_words import ABBREVIATED, MONTH, WEEKDAY, Token, Tokens
from .zones import zone_behind

__all__ = [
    "MONTH",
    "WEEKDAY",
    "Resolved",
    "TimeExpression",
    "days_of",
    "duration",
    "find",
    "make_day",
    "month_days",
    "speaks_ahead",
]

#: How far back, in characters, a quarter is that "a year earlier" is compared with.
_NEAR = 400
#: Words that refer to the time named last, not to the day of writing.
_CHAINED = frozenset({"that", "following", "same", "preceding"})


#: A day, with or without its year; what stands between it and a clock, behind the day and before it.
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_AROUND = re.compile(
    r",? ?\(?(?:(?:at|around|about|approximately|shortly|just|before|after|um|gegen|kurz|nach|vor|vers|à|a|sobre|las|"
    r"около|примерно|в|после|saat|saatlarında|сағат)[ ~])*"
)
_ON = re.compile(r",? ?(?:(?:on|of|am|den|le|du|el|del|de|tarihinde)[ ])?")
_WIDEST_GAP = 40


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time.

    `type` is DATE, TIME, DURATION or SET. `value` is as TIMEX3 has it ("2025-12-15", "2025-12", "P3D", "PAST_REF"); without a day
    of writing it may stay open ("XXXX-12-15", "XXXX-WXX-7") or empty ("last year"). `days` are the days it means, where it means
    any. `parts` are what the words say, by name; `kind` is the rule that read them.
    """

    span: Span
    text: str
    kind: str
    type: str
    value: str
    parts: tuple[tuple[str, str], ...] = ()
    days: Interval | None = None

    def part(self, name: str) -> str | None:
        """A part by name."""
        return next((value for key, value in self.parts if key == name), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value and the days that an expression means, seen from a day; `days` is None where it names no stretch of days."""

    value: str
    days: Interval | None


#: The month between a day and a year, which Azerbaijani and Uzbek write small: "3 may 2023-cü il"; elsewhere "may" is a verb.
_SMALL_MAY = re.compile(r"(?<![\d.,:/-])(\b[0-3]?\d )may(?= (?:19|20)\d\d\b)")


def find(
    text: str, *, language: str = "en", anchor: DateEstimate | date | None = None, kinds: Collection[str] | None = None
) -> tuple[TimeExpression, ...]:
    """Every time expression, in order, none within another. `anchor` is the day of writing; an estimate counts if it is of one day.
    The words of all languages are read together, as their months hardly clash; `language` tells how "03/05/2024" is read.
    `kinds` are those that are asked for, all without it; with an anchor they must be all, since one expression may lead another."""
    day = anchor.day if isinstance(anchor, DateEstimate) else anchor
    words = Tokens(_SMALL_MAY.sub(r"\1May", text) if " may " in text else text)
    found: list[TimeExpression] = []
    for rule, read, last in _matches(words, text, kinds):
        context = _context(rule, read, found, words[last].word if last < len(words) else "")
        expression = _read(rule, read, text, _seen_from(read, found, day), context, language != "en")
        if expression is not None:
            found.append(expression)
    return tuple(_on_the_day_beside(text, _with_shared_years(text, found)))


def _with_shared_years(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "3 May to 5 June 2024", "from December to March 2024": a day or month without a year before one that has it is of that year, or of
    the year before where it would lie behind it."""
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        year = other.part("y")
        if one.kind != other.kind or one.kind not in ("date", "month") or year is None or not lends_year(_gap(text, one, other)):
            continue
        if any(one.part(name) is not None for name in ("y", "rel", "u")) or not year.isdigit():
            continue
        month, later = int(one.part("m") or 0), int(other.part("m") or 0)
        year = str(int(year) - (month > later))
        parts = dict(one.parts) | {"y": year}
        _, timex = value(one.kind, parts, None, False)
        found[i] = replace(one, value=timex, parts=tuple(parts.items()), days=days_of(timex))
    return found


def _on_the_day_beside(text: str, found: list[TimeExpression]) -> Iterator[TimeExpression]:
    """A clock beside a date is of that day: "20 января около 06:20", "06:20 am 20. Januar". Of no other day is one that names its own."""
    for i, e in enumerate(found):
        if e.kind == "weekday-time" and e.part("c") and not any(e.part(name) for name in ("w", "m", "day")):
            for j, between in ((i - 1, _AROUND), (i + 1, _ON)):
                if 0 <= j < len(found) and _DAY.fullmatch(found[j].value) and between.fullmatch(_gap(text, e, found[j])):
                    made = found[j].value + e.value[e.value.index("T") :]
                    e = replace(e, value=made, days=found[j].days)
                    break
        yield e


def _gap(text: str, one: TimeExpression, other: TimeExpression) -> str:
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return text[first.end : min(second.start, first.end + _WIDEST_GAP)]


def _context(rule: str, words: list[Token], found: list[TimeExpression], behind: str) -> dict[str, str]:
    """What the words around an expression add to it: "the year ended", "a year earlier" after a quarter, "the next day" after a date."""
    at = words[0].start
    if rule == "relative" and [token.word for token in words] in (["the", "next", "day"], ["the", "following", "day"]):
        last = next((e for e in reversed(found) if e.days is not None), None)
        full = last is not None and (last.part("y") or last.part("from")) and at - last.span.end < _NEAR
        if full and last is not None and last.days is not None and last.days.earliest == last.days.latest:
            return {"from": str(last.days.earliest)}
    if rule == "the-unit":
        return {"after": behind}
    if rule in ("ago", "ago-unit"):
        before = next(
            (e for e in reversed(found) if e.kind in ("quarter", "relative", "the-unit") and e.value[4:6] == "-Q"), None
        )
        if before is not None and at - before.span.end < _NEAR and before.value[:4].isdigit():
            return {"quarter": before.value}
    return {}


def _seen_from(words: list[Token], found: list[TimeExpression], day: date | None) -> date | None:
    """The day that an expression is seen from: "that year", "the following month" from the time named before it in the paragraph."""
    if day is None or not any(token.word in _CHAINED for token in words):
        return day
    before = next((e.days for e in reversed(found) if e.days is not None and e.value[4:6] != "-W"), None)
    return before.earliest if before is not None and before.earliest is not None else day


def _matches(words: Tokens, text: str, kinds: Collection[str] | None) -> list[tuple[str, list[Token], int]]:
    """The matches of these kinds that stand, in order, with the number of the token behind each: of those that overlap the longest, then
    the one of the earlier rule, whatever its kind."""
    candidates = []
    letters = words.letters
    for order, rule, pattern in _rules(frozenset(letters)):
        for match in pattern.finditer(letters):
            first, last = match.span()
            if last > first:
                candidates.append((first - last, order, first, last, rule))
    if kinds is not None and not any(candidate[4] in kinds for candidate in candidates):
        return []
    candidates.sort()
    taken = bytearray(len(letters))
    chosen = []
    for _, _, first, last, rule in candidates:
        if any(taken[first:last]):
            continue
        before, after = _before(words, first), words[last] if last < len(words) else None
        found = words.between(first, last)
        while len(found) > 1 and found[0].word in ("at", "to", "as") and found[1].word not in ("least", "most", "the"):
            del found[0]
        if plausible(rule, found, before, after, text):
            taken[last - len(found) : last] = b"\1" * len(found)
            if kinds is None or rule in kinds:
                chosen.append((rule, found, last))
    return sorted(chosen, key=lambda row: row[2])


@lru_cache(maxsize=4096)
def _rules(letters: frozenset[str]) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """The rules that can match a text of these letters, with their order."""
    return tuple((order, rule, pattern) for order, (rule, asked, pattern) in enumerate(RULES) if not asked.isdisjoint(letters))


def _before(words: Tokens, first: int) -> Token | None:
    """The word before a match; a title's full stop is passed over: "Mr. May"."""
    if first > 1 and words[first - 1].letter == "." and len(words[first - 2].word) < 5:
        return words[first - 2]
    return words[first - 1] if first else None


def _read(
    rule: str, found: list[Token], text: str, anchor: date | None, context: dict[str, str], day_first: bool
) -> TimeExpression | None:
    span = _span(found, text)
    parts = read_parts(rule, found, day_first=day_first)
    parts |= context
    span = _with_words_beside(rule, parts, span, text)
    if {"m", "d"} <= parts.keys() and make_day(int(parts.get("y", "2024")), int(parts["m"]), int(parts["d"])) is None:
        return None
    ahead = anchor is not None and points_ahead(text, span)
    if rule == "holiday" and tells_past(text, span):
        parts["past"] = "1"
    type_, timex = value(rule, parts, anchor, ahead)
    days = days_of(timex) if type_ in ("DATE", "TIME") else None
    if anchor is not None and "y" not in parts and was_to(text, span):
        other = value(rule, parts, anchor, not ahead)[1]
        if _distance(days_of(other), anchor) < _distance(days, anchor):
            timex, days = other, days_of(other)
    return TimeExpression(span, span.of(text), rule, type_, timex, tuple(parts.items()), days)


def _with_words_beside(rule: str, parts: dict[str, str], span: Span, text: str) -> Span:
    """The span with the zone of its clock, or the words for the year of its quarter, which `parts` takes up."""
    if rule == "weekday-time" and "c" in parts and (said := zone_behind(text, span.start)):
        parts["zone"], end = said
        return Span(span.start, max(span.end, end))
    if rule == "part-of-year" and "y" not in parts and (beside := year_beside(text, span.start, span.end)):
        parts["rel"], start, end = beside
        return Span(start, end)
    return span


def _distance(days: Interval | None, anchor: date) -> int:
    """In days, from the day of writing; of no days the farthest."""
    return abs((days.earliest - anchor).days) if days is not None and days.earliest is not None else date.max.toordinal()


def _span(found: list[Token], text: str) -> Span:
    """Without a full stop that ends the sentence, with the bracket that was opened."""
    end = found[-1].end
    if found[-1].letter == "." and len(found) > 1 and found[-2].word not in ABBREVIATED:
        end = found[-2].end
    if any(token.letter == "(" for token in found) and text[end : end + 1] == ")":
        end += 1
    return Span(found[0].start, end)


def speaks_ahead(text: str, expression: TimeExpression) -> bool:
    """Whether the words around an expression point to the future."""
    return points_ahead(text, expression.span)
