"""Names that their shape or the words beside them give away: works, projects, acronyms, organisations by their head, datelines, states
after a town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge import places
from ..types import Span
from .shapes import CAPITALISED, ORGANISATION, SMALL, Name

_PROJECTS = re.compile(
    rf"\b(?:{CAPITALISED} ){{1,5}}(?:Route|Pipeline|Corridor|Canal|Railway|Initiative)(?: for (?:{CAPITALISED}|and|of"
    rf"|the)(?: (?:{CAPITALISED}|and|of|the)){{0,8}}| {CAPITALISED})?(?: \([A-Z]{{2,8}}\))?"
)
_ACRONYM = re.compile(rf"\b(?P<long>{CAPITALISED}(?: (?:{CAPITALISED}|{SMALL})){{1,8}}) \((?P<short>[A-Z][A-Za-z]{{1,9}})\)")
_WORK = re.compile(
    rf"^(?P<name>{CAPITALISED}(?: (?:{CAPITALISED}|{SMALL})){{0,6}}) is (?:an?|the) (?:[\w-]+ ){{0,4}}(?:documentary"
    rf"|film|movie|novel|book|album|series|play|podcast|exhibition)\b",
    re.MULTILINE,
)
_NAMED = re.compile(
    rf"\b(?:newspaper|magazine|daily|weekly|broadcaster|news agency|agency|channel|outlet|website|company|firm|carrier"
    rf"|airline|operator|utility|charity|think tank|bank|network|portal|producer"
    rf"|giant) (?P<name>{CAPITALISED}(?: {CAPITALISED}){{0,3}})"
)
_SEQUENCE = re.compile(rf"\b{CAPITALISED}(?: (?:{CAPITALISED}|of|for|and|the)){{1,7}}")
_CAMEL = re.compile(r"\b[A-Z][a-z]+[A-Z][A-Za-z]*\b")

_TOWN = r"\b[A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,3}"
#: "TBILISI, Georgia (AP) — A court ...": the town that a report was sent from.
_DATELINE = re.compile(
    r"(?:^|(?<=[.!?\n”\"] )|(?<=\n))(?P<town>[A-Z][A-Z.’'-]{2,}(?: [A-Z][A-Z.’'-]+){0,3})(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?,? ?"
    r"(?:\([A-Za-z /.-]{2,24}\) ?)?(?:—|–|-{1,2}|\x97)(?= ?[A-Z“\"])",
    re.MULTILINE,
)
#: "D-Charleston", "R-Texas": the seat of a member of a legislature.
_SEAT = re.compile(rf"\b(?:D|R|I|DFL|Dem|Rep)-(?P<seat>{_TOWN}|[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.)")
_COUNTIES = re.compile(rf"(?P<list>{_TOWN}(?:, {_TOWN}){{0,30}},? (?:and|or|&) {_TOWN}) (?P<kind>counties|parishes|townships)\b")


def _places(text: str) -> Iterator[Name]:
    for match in _DATELINE.finditer(text):
        if places.named(match["town"]):
            yield Name(Span(*match.span("town")), "place", 0.9)
    for match in _SEAT.finditer(text):
        if match["seat"] in places.abbreviations() or places.named(match["seat"]):
            yield Name(Span(*match.span("seat")), "place", 0.9)
    for match in _COUNTIES.finditer(text):
        suffix = {"counties": "County", "parishes": "Parish", "townships": "Township"}[match["kind"]]
        for part in re.finditer(_TOWN, match["list"]):
            start = match.start("list") + part.start()
            yield Name(Span(start, start + len(part[0])), "place", 0.9, None, f"{part[0]} {suffix}")
    for match in _abbreviated().finditer(text):
        yield Name(Span(*match.span("state")), "place", 0.9)


def _abbreviated() -> re.Pattern[str]:
    """A state's abbreviation after a town: ", Ont.", ", TX"."""
    shorts = "|".join(re.escape(s) for s in sorted(places.abbreviations(), key=len, reverse=True))
    return re.compile(rf"(?<=[a-zA-Z], )(?P<state>{shorts})(?![\w.])(?!\s+[a-z]+ed\b)")


def from_patterns(text: str) -> list[Name]:
    found = [Name(Span(*m.span("name")), "work", 0.95) for m in _WORK.finditer(text)]
    for match in _PROJECTS.finditer(text):
        words = match[0].split()
        drop = len(words[0]) + 1 if words[0] in ("The", "A", "This") else 0
        if not ORGANISATION.search(match[0]):
            found.append(Name(Span(match.start() + drop, match.end()), "project", 0.9))
    for match in _ACRONYM.finditer(text):
        initials = "".join(word[0] for word in match["long"].split() if word[0].isupper())
        if initials.endswith(match["short"].upper()[:6]) and ORGANISATION.search(match["long"]):
            start = match.start("long") + (4 if match["long"].startswith("The ") else 0)
            found.append(Name(Span(start, match.end("long")), "organisation", 0.9))
            found.append(Name(Span(*match.span("short")), "organisation", 0.9, None, text[start : match.end("long")]))
    for match in _NAMED.finditer(text):
        found.append(Name(Span(*match.span("name")), "organisation", 0.85))
    found += [Name(Span(*match.span()), "organisation", 0.5) for match in _CAMEL.finditer(text)]
    for match in _SEQUENCE.finditer(text):
        last = list(ORGANISATION.finditer(match[0]))
        if last and last[-1].end() > len(match[0].split()[0]):
            start = match.start() + (4 if match[0].startswith(("The ", "the ")) else 0)
            end = match.start() + (
                last[-1].end() if not match[0][last[-1].end() :].startswith((" of ", " for ")) else len(match[0])
            )
            while text[start:end].endswith((" of", " for", " and", " the")):
                end = text.rindex(" ", start, end)
            found.append(Name(Span(start, end), "organisation", 0.82))
    return [*found, *_places(text)]
