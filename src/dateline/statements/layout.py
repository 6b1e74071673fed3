"""Speech that the layout shows: "NAME: ..." lines of a transcript, "Name: ..." lines of an interview, headlines that quote.

Accepts transcripts (names in capitals, at least two lines of them), interviews (a name that opens at least two lines, four in all), and a
first line "Name: ..." whose name is a person, organisation or country, or an office ("Police: ..."). Interviews without names at their
lines are read by `interviews.py`. What a transcript or an interview holds was said so: its drafts are
`by` "transcript" and direct speech; a headline's may be a paraphrase. Rejects labels such as "View:" or "Video:", notes on
teams or towns, headlines of reviews, and those that tell why or how ("Name: Why it matters").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..types import Mention, Span
from .blocks import block_drafts
from .drafts import Draft, trimmed
from .interviews import interview_drafts

_CAPITALS = re.compile(
    r"^[ \t\xa0]*[\"“]?((?:[A-Z][A-Z.'’\-]*[ \xa0]){0,3}[A-Z][A-Z'’\-]+)(?:[ \xa0]*\([^)\n]{1,40}\))?"
    r"(?:,[ \xa0][A-Z][A-Z’'.,&/\- \xa0]{1,80})?:[ \xa0]+(?=\S)",
    re.MULTILINE,
)
_NAMED = re.compile(r"^[ \t\xa0]*((?:[A-Z][\w.'’\-]*[ \xa0]){0,2}[A-Z][\w'’\-]+):[ \xa0]+(?=\S)", re.MULTILINE)
_LABEL_WORDS = """
article view views opinion analysis video watch photos photo gallery live update updates breaking exclusive explainer explained editorial
comment interview podcast factbox timeline report review note image source sources read more related warning correction
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_OFFICE_WORDS = "police minister president mayor governor officials prosecutors ministry army military government chancellor premier"
#: Who speaks in a headline without a name: "Police: Driver was asleep".
_OFFICES = frozenset(_OFFICE_WORDS.split())
#: "Name: Why it matters": what an article tells of the name; "Name: Was zählt, ist der Hafen" goes on behind a comma and asks nothing.
_ASKS = re.compile(
    r"(?:why|how|what|who|when|where|warum|wieso|wie|wann|wo|почему|как)\b|(?:was|wer|что|кто)\b(?!.*,)", re.IGNORECASE
)
#: "Name: Title review": the name is whose work is reviewed.
_REVIEW = re.compile(r"\breview\b", re.IGNORECASE)


def layout_drafts(text: str, names: Sequence[Mention] = ()) -> Iterator[Draft]:
    """Statements by layout, in order; `names` are the persons, organisations and countries that the text names."""
    yield from block_drafts(text)
    capitals = list(_CAPITALS.finditer(text))
    if len(capitals) >= 2:
        yield from _lines(text, capitals, "transcript")
        return
    if answers := list(interview_drafts(text, names)):
        yield from answers
        return
    named = [m for m in _NAMED.finditer(text) if m.group(1).casefold() not in _LABELS]
    often = Counter(m.group(1) for m in named)
    if len(named) >= 4 and len(often) <= 6 and max(often.values()) >= 2 and _is_talk(text, named, names):
        yield from _lines(text, [m for m in named if often[m.group(1)] >= 2], "transcript")
    elif named and not text[: named[0].start()].strip():
        first = named[0]
        labelled = first.group(1).casefold().split()[-1] in _LABELS | {"news"}
        whole = first.group(1).casefold() in _OFFICES or (
            not labelled and any(name.span.start <= first.start(1) and name.span.end >= first.end(1) for name in names)
        )
        asks = _ASKS.match(text, first.end()) and not text[: _line_end(text, first.end())].rstrip().endswith("?")
        if whole and not asks and not _REVIEW.search(text, first.end(), _line_end(text, first.end())):
            yield from _lines(text, [first], "layout")


def _is_talk(text: str, named: Sequence[re.Match[str]], names: Sequence[Mention]) -> bool:
    """Whether lines that names open are an interview, not notes on teams or towns: persons speak, or somebody asks."""
    places = {match.span(1) for match in named}
    persons = any((name.span.start, name.span.end) in places for name in names if name.type == "person")
    return persons or any("?" in text[match.end() : _line_end(text, match.end())] for match in named)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _lines(text: str, found: Sequence[re.Match[str]], by: str) -> Iterator[Draft]:
    for match in found:
        content = trimmed(text, match.end(), _line_end(text, match.end()))
        if content is not None and len(content) > 2:
            colon = text.find(":", match.end(1))
            yield Draft((content,), Span(colon, colon + 1), Span(match.start(1), match.end(1)), by, 0.9)
