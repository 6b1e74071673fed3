"""Works, laws and projects by their shape: titles in quotation marks after a word that announces one, names that end with Act, Treaty,
Plan, Pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Span
from .shapes import CAPITALISED, ORGANISATION, SMALL, Name

_MINOR = r"(?:of|for|and|the|a|an|in|on|to|with|from|at|by|is|it|or|&)"
#: Words after which a quoted run of capitals is a title; an outlet's possessive is one too: CNN's "State of the Union".
_ANNOUNCES = re.compile(
    r"(?:\b(?:show|program|programme|series|sitcom|drama|documentary|film|movie|thriller|comedy|book|memoir|novel|biography|play|musical|"
    r"opera|album|song|single|ballad|anthem|track|podcast|magazine|essay|article|column|editorial|report|study|painting|exhibition|game|"
    r"poem|sings?|sang|performing|hosts?|hosted|wrote|starring|author of|star of|episode of|cast of|entitled|titled|on|of)"
    r"|\b[A-Z]{2,5}[’']s|\b(?:News|Netflix|Fox|Amazon|Post|Times|Guardian|Springsteen|Television|TV)[’']s?)(?: the)?,? $"
)
_QUOTED = re.compile(
    rf"[“\"‘]{{1,2}}(?P<title>(?:{CAPITALISED}|\d+)(?: (?:{CAPITALISED}|{_MINOR}|\d+))*?(?: (?:{CAPITALISED}|\d+))?)[,.!?]?[”\"’]"
)
_LAW_WORD = (
    r"(?:Act|Agreement|Treaty|Amendment|Bill|Convention|Accords?|Protocol|Constitution|Code|Charter|Declaration|Pact|Ordinance)"
)
_LAW = re.compile(rf"(?<= ){_LAW_WORD}\b(?! [A-Z])(?: of (?:1[5-9]|20)\d\d)?")
#: The words before "Act" that may belong to its name, counted back from it: at most ten.
_BEFORE_LAW = re.compile(rf"(?:(?:{CAPITALISED}|{SMALL}) ){{1,10}}$")
_PROJECT_WORD = r"(?:Plan|Project|Initiative|Pipeline|Dam|Strategy|Roadmap|Programme|Campaign|Fund Drive|Corridor|Railway|Canal)"
_PROJECT = re.compile(rf"(?:{CAPITALISED} (?:of |for )?){{1,5}}{_PROJECT_WORD}\b(?! [A-Z])")
_DROP = re.compile(
    r"^(?:(?:The|A|An|This|That|In|Under|For|But|And|By|If|When|While|Of|Since|On|At|With|[A-Z]\w+[’']s|[A-Z][\w.]+-[a-z]+) )+"
)


def works(text: str) -> Iterator[Name]:
    """Titles, laws and projects with the spans they should have: without quotation marks and the article before."""
    for match in _QUOTED.finditer(text):
        if _ANNOUNCES.search(text[max(0, match.start() - 30) : match.start()]):
            yield Name(Span(*match.span("title")), "work", 0.92)
    for match in _LAW.finditer(text):
        before = _BEFORE_LAW.search(text[max(0, match.start() - 90) : match.start()])
        if before:
            yield from _without_lead(text, match.start() - len(before[0]), match.end(), "work")
    for match in _PROJECT.finditer(text):
        if not ORGANISATION.search(match[0]):
            yield from _without_lead(text, match.start(), match.end(), "project")


def _without_lead(text: str, at: int, end: int, kind: str) -> Iterator[Name]:
    words = text[at:end]
    lead = _DROP.match(words)
    start = lead.end() if lead else 0
    while words[start : start + 1].islower():
        start = words.index(" ", start) + 1
    if re.match(
        r"(?:President|Mayor|Sen\.|Senator|Gov\.|Governor|Rep\.|Mr\.|Dr\.|Judge|Sir|Sheriff|Coach|Actor) Bill$", words[start:]
    ):
        return
    # "The Act", "his Bill": a word that points back is no name.
    if " " in words[start:].strip():
        yield Name(Span(at + start, end), kind, 0.86)
