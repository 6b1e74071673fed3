"""What a line shows by itself, as columns."""

from __future__ import annotations

import math
import re

from .furniture import furniture_kind
from .lines_features import Line, told_once

_CALLS = frozenset(
    "subscribe subscription signup newsletter newsletters cookie cookies click read privacy follow comment comments share login signin "  # noqa: SIM905
    "download app advertise advertisement advertising terms account email mail copyright rights register anmelden datenschutz "
    "conditions policy membership support donate whatsapp telegram facebook twitter instagram youtube google inbox join reporter editor "
    "journalist correspondent abonnieren abonnez inscription inscrivez suscribirse suscríbete".split()
)
_PHOTO = frozenset(
    "getty reuters ap photo image credit courtesy picture foto photograph shutterstock pictured poses dpa afp epa фото".split()  # noqa: SIM905
)
#: Apart from `expressions.ages`: the trees were trained on what this finds, running times ("20 min") and scores ("3:10") among it.
_AGO = re.compile(
    r"\b\d{1,3} ?(?:h|hrs?|mins?|m|hours?|days?|minutes?|weeks?)(?: ago)?\b|vor \d|il y a|hace \d|\b\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.? \d{1,2}|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"  # noqa: E501
    r"\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
_WEEKDAYS = frozenset(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
_BY = re.compile(r"(?:by|von|par|por|da|di|written by|text|автор)\b[: ]", re.IGNORECASE)
_MORE = re.compile(
    r"read more|also read|read also|related|more from|most read|trending|see also|recommended|latest|mehr zum|lesen sie|à lire|lire aussi|leer más|"  # noqa: E501
    r"more on|you may|up next|popular|top stories|editor.?s.? pick|don.?t miss|more stories|what to read|читайте также",
    re.IGNORECASE,
)
_MORE_WORDS = frozenset(
    "read related more most trending see recommended latest mehr lesen lire leer you up popular top editor editors don читайте".split()  # noqa: SIM905
)
_BACK = frozenset(
    "he she his her they it this these that but however also meanwhile according added er sie ihr aber auch dies diese dieser dieses il elle "  # noqa: E501, SIM905
    "ils cette ce mais aussi él ella este esta pero también он она они также но".split()
)
_US = frozenset({"i", "we", "you", "your", "our", "us"})
_SAID = frozenset({"said", "says", "told", "added"})
_FULL_NAME = re.compile(r"\b[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}")
_QUOTES = frozenset('"“„«')

#: What characters are counted by, and for each the ASCII characters that are not so.
_KINDS = (str.isalpha, str.isdigit, str.isalnum, str.isspace, str.isupper)
_NOT_SO = tuple(bytes(code for code in range(128) if not kind(chr(code))) for kind in _KINDS)

#: Columns that the functions of other modules pick out.
SIZE, ENDS, CUT, SENTENCES, QUOTED, WEEKDAY, LEAD, CONTINUES, REFERS, NAMES = 0, 3, 4, 12, 14, 25, 33, 34, 35, 36
FURNITURE, CALLS, PHOTO, AGO, DATED, SIGNED, MORE = 20, 21, 22, 23, 24, 26, 27
COUNT = 38


@told_once
def points_on(line: Line) -> bool:
    """Whether the line's words are those over a list of other stories: "Read more", "Related"."""
    return not _MORE_WORDS.isdisjoint(line.folded) and bool(_MORE.search(line.text[:300]))


def counts(text: str) -> tuple[int, ...]:
    """How many letters, digits, letters or digits, spaces and capitals. Where all is ASCII, what is not so is dropped and the rest has
    a length: ten times as fast as asking every character."""
    if text.isascii():
        plain = text.encode()
        return tuple([len(plain.translate(None, others)) for others in _NOT_SO])
    return tuple([sum(map(kind, text)) for kind in _KINDS])


@told_once
def shape(line: Line) -> list[float]:
    """`COUNT` numbers; every pattern is run over a bounded part of the line or is linear in it."""
    text, words = line.text, line.words
    many, long = max(1, len(words)), max(1, len(text))
    letters, digits, both, spaces, capitals = counts(text)
    marks = long - both - spaces
    tokens = line.folded
    known = frozenset(tokens)
    opening = text[:300]
    return [
        math.log1p(line.size),
        math.log1p(long),
        long / many,
        line.ends,
        line.cut,
        text.endswith(":"),
        sum([word[0].isupper() for word in words]) / many,
        capitals / max(1, letters),
        digits / long,
        marks / long,
        text.count(","),
        text.count("|"),
        line.sentences,
        text[:1].islower(),
        line.quoted,
        text[:1].isdigit(),
        text[:1] in "-–•*·(",
        not _QUOTES.isdisjoint(text),
        sum([len(word) <= 3 for word in words]) / many,
        sum(map(str.islower, words)) / many,
        furniture_kind(text) is not None,
        len(known & _CALLS),
        len(known & _PHOTO),
        bool(digits and _AGO.search(opening)),
        bool(digits and _DATE.search(opening)),
        not _WEEKDAYS.isdisjoint(known),
        bool(_BY.match(text)),
        points_on(line),
        "©" in text,
        "@" in text or "http" in text or "www" in text,
        sum([token in _BACK for token in tokens]),
        not _US.isdisjoint(known),
        not _SAID.isdisjoint(known),
        line.is_lead,
        line.continues,
        line.refers_back,
        len(line.names),
        len(_FULL_NAME.findall(text)),
    ]
