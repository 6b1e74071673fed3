"""What years and addresses without a day of their own say: years still to come, periods of account, the year's count of something, the
text's own address.

Every rule's measured error is its row "words KIND" in trust.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..types import Evidence, Interval, Item, Span
from .fields import url_evidence
from .intervals import HORIZON
from .notes import say
from .quoting import quoted, sentence_start

__all__ = ["year_evidence", "year_to_come"]

_YEAR = r"(?P<y>19[89]\d|20[0-4]\d)"
_PART = (
    r"(?:(?:the )?(?:end|middle|start|beginning|close|spring|summer|fall|autumn|winter|(?:first|second) half) of |early |late |mid-? ?|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) )?"
)
#: A year before which something shall be done, or in which it shall.
_LEADING = rf"\b(?:(?P<by>by|until|till|before)|in|for|during|through|into) {_PART}"
_COMING = re.compile(rf"{_LEADING}{_YEAR}(?![\d/-])(?! Olympics| World| budget)")
#: The same read from the year, of which texts hold fewer than of these words; and the longest run of words before it.
_COMING_YEAR, _LEADS, _LONGEST_LEAD = re.compile(rf"(?<=[ d-]){_YEAR}(?![\d/-])"), re.compile(rf"{_LEADING}\Z"), 60
#: What says so, before the year or behind it. "In 2005 it planned to" says nothing of now.
_WILL = re.compile(
    r"\b(?P<word>will|shall|won't|(?:expects?|plans?|hopes?|aims?|intends?|seeks?|wants?|commits?|pledges?) to|"
    r"(?:is|are) (?:expected|scheduled|planned|projected|set|due|slated|forecast) (?:to|for)|"
    r"wird|werden|soll(?:en)?|sera|seront|será|serán|будет|будут|olacak)\b[^.!?\n]{0,110}\Z"
)
_PAST = re.compile(
    r"\b(?:had|was|were|did|would|that|which|who|since|when|back|first|originally|[a-z]{2,}ed(?! to| for))\b[^.!?\n]{0,60}\Z"
)
#: The year in which it was said that something will be: "the minister said in 2021".
_SAID = re.compile(r"\b(?:said|told(?: \w+){1,3}|wrote) \Z")
#: Years far ahead that tell nothing of now: loans, leases, sentences, terms of office, games.
_FAR = re.compile(
    r"\b(?:due|matur\w*|bonds?|notes?|debentures?|loans?|lease\w*|sentence\w*|parole|contract\w*|games|olympi\w*|world cup|expo|census|"
    r"release date|redeem\w*|convertible)\b",
    re.IGNORECASE,
)
#: "In the 1988 third quarter", "in fiscal 1989", "the 2009 season's": what is told or compared is of the year or of the one before.
_ACCOUNT = re.compile(
    rf"\b[Ii]n (?:the )?(?:fiscal (?:year )?)?{_YEAR}"
    r"(?:(?<=fiscal \d{4})|(?<=year \d{4})|(?= (?:(?:first|second|third|fourth)[ -]?(?:quarter|half)|quarter|period|nine months)\b))(?!\d)"
)
#: "The eighth homicide of 2014", "so far in 2014".
_ACCOUNT_WORDS = ("fiscal", "quarter", "half", "period", "nine months")
_COUNTED = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th)) (?:fatal |traffic )?"
    r"(?:homicide|murder|killing|shooting|death|fatality|case|victim|meeting|storm|hurricane)s? of|so far (?:in|for)) "
    + _YEAR
    + r"(?![\d/-])"
)
_COUNTED_WORDS = (
    "homicide",
    "murder",
    "killing",
    "shooting",
    "death",
    "fatality",
    "case",
    "victim",
    "meeting",
    "storm",
    "hurricane",
    "so far ",
)
_COPYRIGHT = re.compile(rf"©\s{{0,3}}(?:[A-Z][\w.&'’-]{{1,30}},? ){{1,5}}{_YEAR}\b(?!-\d)")
#: Before the address of the text itself, at its end.
_OWN_ADDRESS = re.compile(r"\b[Ss]hare (?:this|the) (?:story|article)\W{0,4}(?P<url>https?://[^\s<>\"']{10,300})")
TEN_YEARS = 10
#: Round years are those of plans far ahead.
_ROUND = 10


def year_evidence(item: Item) -> Iterator[Evidence]:
    """Everything that years and addresses say of the day on which the item was written."""
    text = item.text
    yield from _own_address(text)
    if "19" not in text and "20" not in text:
        return
    yield from _coming(item.text)
    for kind, pattern, held, before, after in (
        ("account", _ACCOUNT, _ACCOUNT_WORDS, 1, 2),
        ("counted", _COUNTED, _COUNTED_WORDS, 0, 1),
        ("copyright", _COPYRIGHT, ("©",), 2, 1),
    ):
        if not any(map(text.__contains__, held)):
            continue
        match = max((m for m in pattern.finditer(text) if not quoted(text, m.start())), key=lambda m: int(m["y"]), default=None)
        if match is not None:
            year = int(match["y"])
            days = Interval(date(year - before, 1, 1), date(year + after, 12, 31))
            yield Evidence(kind, Span(match.start(), match.end()), "item", (days,), True, say(kind, words=match[0], year=year))


def _coming(text: str) -> Iterator[Evidence]:
    """The first year that the text says will come: the text is not younger, and unless it is a round one not ten years older."""
    first = _first_to_come(text)
    if first is not None and int(first["y"]) <= HORIZON.year:
        year = int(first["y"])
        low = None if year % _ROUND == 0 else date(year - TEN_YEARS + 1, 1, 1)
        note = say("to come", words=first[0])
        yield Evidence("to-come-year", Span(first.start(), first.end()), "item", (Interval(low, date(year, 12, 31)),), True, note)


def year_to_come(text: str) -> int | None:
    """The first year that a text says will come."""
    first = _first_to_come(text)
    return int(first["y"]) if first else None


def _first_to_come(text: str) -> re.Match[str] | None:
    return min((m for m in _comings(text) if _is_to_come(text, m)), key=lambda m: int(m["y"]), default=None)


def _comings(text: str) -> Iterator[re.Match[str]]:
    for year in _COMING_YEAR.finditer(text):
        led = _LEADS.search(text, max(0, year.start() - _LONGEST_LEAD), year.start())
        if led is not None and (match := _COMING.match(text, led.start())):
            yield match


def _is_to_come(text: str, match: re.Match[str]) -> bool:
    start = sentence_start(text, match.start())
    before, behind = text[start : match.start()], re.split(r"[.!?](?:\s|$)|\n", text[match.end() : match.end() + 80])[0]
    will = _WILL.search(before)
    if will is None or quoted(text, match.start()) or _FAR.search(before) or _FAR.search(behind):
        return False
    return _PAST.search(before, will.end("word")) is None and _SAID.search(before) is None


def _own_address(text: str) -> Iterator[Evidence]:
    for match in _OWN_ADDRESS.finditer(text) if "hare th" in text else ():
        for piece in url_evidence(match["url"]):
            days = tuple(
                Interval(i.earliest - timedelta(1), i.latest + timedelta(1)) for i in piece.allows if i.earliest and i.latest
            )
            yield Evidence(
                "own-address",
                Span(match.start("url"), match.end("url")),
                "item",
                days,
                True,
                say("own address", address=piece.note),
            )
            return
