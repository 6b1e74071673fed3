"""Offices date texts: "US President-elect Donald Trump" was written between the election and the inauguration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..knowledge import countries, places
from ..knowledge.offices import TITLES, Term, country_of, held
from ..types import Evidence, Interval, Item, Span
from .holders_abroad import holders_abroad
from .notes import say
from .quoting import quoted

_NAME = r"[A-ZÀ-ÞƏİ][\w'’-]{1,40}(?: (?:al-|el-|bin |ibn |von der |von |van |de |da )?[A-ZÀ-ÞƏİ][\w'’-]{1,40}){0,3}"
_TITLE = (
    r"[Pp]resident-elect|[Vv]ice[ -][Pp]resident|[Dd]eputy [Pp]rime [Mm]inister|[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor"
    r"|[Ss]ecretary of [Ss]tate|[Aa]ttorney [Gg]eneral|[Dd]efense [Ss]ecretary|[Ss]ecretary of [Dd]efense"
    r"|(?:Fed|Federal Reserve) [Cc]hairman"
)
#: One of these stands in every title.
_TITLE_PARTS = ("resident", "inister", "hancellor", "Pope", "PM", "ecretary", "ttorney", "hairman")
_TITLED = re.compile(
    rf"(?:\b(?P<nation>[A-Z][\w.]{{1,30}}(?: [A-Z][a-z]{{1,30}})?)(?:[’']s)? )?\b(?P<title>{_TITLE}|Pope|PM) (?P<name>{_NAME})"
)
_AFTER = re.compile(rf"(?P<name>{_NAME}), (?:the )?(?P<title>{_TITLE}) of (?:the )?(?P<nation>[A-Z][\w]+(?: [A-Z][\w]+)?)")
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|then|ousted|deposed|ex-|future|incoming|acting|deputy|vice|past|one-time|then-|assistant|shadow|state)[- ]?$",
    re.IGNORECASE,
)
_PAST_WORDS = frozenset({"former", "ex", "late", "then", "ousted", "deposed", "acting", "future", "incoming"})
#: Words with a capital that open a sentence before a title and name nothing.
_OPENERS = re.compile(
    r"After|Although|And|As|At|Because|Before|But|By|Does|Even|For|From|If|In|It|May|On|Only|Our|Since|So|Still|That|The|Then|This|"
    r"Though|To|Until|What|When|Where|While|Will|With|Would|Yet"
)
#: Nobody in office before this is called so as a holder on a page of the web.
OLD = date(1990, 1, 1)


def office_evidence(item: Item) -> Iterator[Evidence]:
    """A person called by an office holds it. Former and then-holders say nothing, nor do quoted words, nor a surname alone that
    several holders share, nor presidents of long ago, nor the offices of a state ("Alabama Attorney General")."""
    found: dict[tuple[Term, ...], tuple[str, Span]] = {}
    for name, terms, span in (*_in_english(item.text), *holders_abroad(item)):
        # One person in one office is one piece of evidence, however often and under how full a name.
        if terms and (terms not in found or len(name) > len(found[terms][0])):
            found[terms] = name, span
    for terms, (name, span) in found.items():
        if allows := _allowed(terms):
            spans = ", ".join(f"{i.earliest or 'before'} to {i.latest or 'now'}" for i in allows)
            note = say("office", name=name, office=terms[0].office, country=_country(terms[0].country), terms=spans)
            yield Evidence("office", span, "item", allows, True, note)


def _in_english(text: str) -> Iterator[tuple[str, tuple[Term, ...], Span]]:
    if not any(part in text for part in _TITLE_PARTS):
        return
    lines = _titled_lines(text)
    for pattern in (_TITLED, _AFTER):
        for match in (match for start, end in lines for match in pattern.finditer(text, start, end)):
            yield *_called(match, text, after=pattern is _AFTER), Span(_start(match), match.end())


def _called(match: re.Match[str], text: str, *, after: bool) -> tuple[str, tuple[Term, ...]]:
    """The name of a person called by an office, and the terms that the words allow: none where they say nothing of now."""
    name, title, words = re.sub(r"[’']s$", "", match["name"]), match["title"].casefold(), match["nation"] or ""
    if not _of_now(match, text):
        return name, ()
    nation = countries.by_demonym().get(words) or countries.by_name().get(words)
    if nation is None and _elsewhere(words, title, after=after):
        return name, ()
    return name, tuple(_terms(name, title, nation))


def _country(code: str) -> str:
    known = countries.countries().get(code)
    return known.name if known else code


def _start(match: re.Match[str]) -> int:
    return match.start("nation") if match["nation"] else match.start("title")


def _of_now(match: re.Match[str], text: str) -> bool:
    """Whether the text itself calls the person a holder, not a former one, and not in words that it quotes."""
    if (match["nation"] or "").casefold() in _PAST_WORDS or quoted(text, match.start("title")):
        return False
    return not any(_NOT_NOW.search(text[max(0, at - 12) : at]) for at in (_start(match), match.start("title")))


def _elsewhere(words: str, title: str, *, after: bool) -> bool:
    """Whether words that name no country name whose office it is all the same: a state, or any name beside an office of a cabinet,
    which states and companies have too. What follows "of" always does."""
    if not words or _OPENERS.fullmatch(words):
        return False
    return after or title in _CABINET or words in places.states() or words in places.abbreviations()


def _titled_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of the lines that hold a title's part: a title and its name stand in one."""
    found, at = [], 0
    for line in text.split("\n"):
        if any(part in line for part in _TITLE_PARTS):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _allowed(terms: Sequence[Term]) -> tuple[Interval, ...]:
    """The days of the terms. Where no source holds all terms of a person, as the Factbook's, which has the last one only, he may have held
    the office on any day before; a term that ends as it begins is a slip of that source and has no end."""
    if not terms or all(term.end is not None and term.end < OLD for term in terms):
        return ()
    intervals = [Interval(term.start, _last(term)) for term in terms]
    if not any(term.source.startswith(_COMPLETE) for term in terms):
        intervals.append(Interval(None, min((term.start for term in terms if term.start), default=None)))
    allowed = merged(intervals)
    return () if allowed == (Interval(),) else allowed  # what allows every day says nothing


def _last(term: Term) -> date | None:
    return term.end if term.end != term.start else None


#: How sources begin that hold all terms of a person in an office.
_COMPLETE = ("unitedstates/congress-legislators", "term start from us_executive", "all terms")
#: Offices of a cabinet, to their names in the table: only with a full name, since many hold one of that name in their state.
_CABINET = {
    "secretary of state": "Secretary of State",
    "attorney general": "Attorney General",
    "defense secretary": "Secretary of Defense",
    "secretary of defense": "Secretary of Defense",
    "federal reserve chairman": "Federal Reserve Chairman",
    "fed chairman": "Federal Reserve Chairman",
}


def _terms(name: str, title: str, nation: str | None) -> list[Term]:
    """The terms that the words allow: the full name, else the name without what follows it; a surname alone only where all its
    holders of this title are one person."""
    words = name.split()
    if title in _CABINET and len(words) == 1:
        return []
    for cut in range(len(words), 0 if len(words) == 1 else 1, -1):
        terms = held(" ".join(words[:cut]), title if title in TITLES else _CABINET.get(title), nation)
        # Who heads a country heads its islands too: "President Hollande".
        country = country_of(terms) if len({term.country for term in terms}) > 1 and _same_person(terms) else None
        own = [term for term in terms if country in (None, term.country)]
        if own and len({term.country for term in own}) == 1 and (cut > 1 or _same_person(own)):
            return own
    return []


def _same_person(terms: Sequence[Term]) -> bool:
    return (
        len({term.name.split()[-1].casefold() for term in terms}) == 1
        and len({term.name.split()[0][:3].casefold() for term in terms}) == 1
    )


def merged(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Disjoint intervals, in order; terms that follow on each other are one."""
    ordered = sorted(intervals, key=lambda i: i.earliest or date.min)
    found: list[Interval] = []
    for interval in ordered:
        last = found[-1] if found else None
        if last is not None and (last.latest is None or (interval.earliest or date.min) <= last.latest + timedelta(1)):
            latest = None if last.latest is None or interval.latest is None else max(last.latest, interval.latest)
            found[-1] = Interval(last.earliest, latest)
        else:
            found.append(interval)
    return tuple(found)
