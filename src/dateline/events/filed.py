"""The place of a report's words of filing, where what its first sentence tells was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..entities.run_together import filed_before
from ..knowledge import places
from ..types import Mention, Span
from .parties import Phrases
from .syntax import children, ends_as_dateline
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Lines in which the words of filing of a report stand at last: behind a headline and a byline.
_HEAD_LINES = 3
#: Characters of a line before its words of filing, where a headline runs into them.
_RUN_IN = 400

#: People of a town that is known behind other words in capitals: Hills is a village.
_OF_NOTE = 50_000

_TOWN = r"(?P<town>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})"
_STATE = r"(?:, (?P<state>[A-Z][\w.]+(?: [A-Z][\w.]+)?))?"
_AGENCY = r"\((?:AP|AFP|Reuters|REUTERS|[A-Z]{3,5}|[KW][A-Z]{2,3}(?:[ -]?TV)?|(?:ABC|CBS|FOX|NBC|CNN)[ \d]?[\w ]{0,12})\)"
#: A town in capitals and a dash that open a line, behind a byline too: "NEPTUNE TOWNSHIP – A", "By Tom Lind LIMA (CBS) – A".
_OPENS = re.compile(rf"(?<![^\n])(?:By (?:[A-Z][\w.’'-]+ ){{2,4}})?{_TOWN}{_STATE} ?(?P<agency>{_AGENCY} ?)?(?:—|–|--?)\s+(?=[A-Z“\"])")
#: The same behind a headline that runs into it.
_RUNS_IN = re.compile(rf"(?<=[\s)]){_TOWN}{_STATE} ?(?:(?P<agency>{_AGENCY}) ?(?:—|–|--?)|—|–|--)\s+(?=[A-Z“\"])")
#: Words that make a place of a name, which tables of towns need not hold.
_LANDS = frozenset({"COUNTY", "TOWNSHIP", "CITY", "BOROUGH", "PARISH", "VILLAGE", "TWP.", "CO."})
#: In capitals before a dash, and no towns.
_NO_TOWNS = frozenset(
    {"UPDATE", "UPDATED", "BREAKING", "WATCH", "VIDEO", "LIVE", "EXCLUSIVE", "PHOTO", "PHOTOS", "READ", "MORE", "NEWS", "CHECK", "FACT",
     "THE", "TIMELINE", "EXPLAINER", "ANALYSIS", "OPINION", "FACTBOX", "REPORT", "SPECIAL", "TODAY", "COVID", "POLICE"}
)  # fmt: skip
#: Stations of one town's land: they file from there.
_LOCAL_STATION = re.compile(r"\((?:[KW][A-Z]{2,3}|ABC|CBS|FOX|NBC)")


@dataclass(frozen=True, slots=True)
class Filing:
    """The place of filing and where its words end."""

    place: Mention
    end: int


def dateline_of(token: Token, phrases: Phrases) -> Mention | None:
    """The place before the first sentence of a line, or alone on the line above it: "LIMA (AP) - ", "Philadelphia: "."""
    text = phrases.item.text
    start = text.rfind("\n", 0, token.idx) + 1
    if any(c.lower_ in ("before", "since") for c in children(token, "mark")):
        return None  # "LIMA - Two days before a gunman shot"
    found = filing_at(start, phrases)
    if found is not None and found.end <= token.idx and token.sent.start_char <= max(start + 40, found.end + 1):
        return found.place
    return _filed_above(phrases, start) if token.sent.start_char <= start + 40 else None


def filing_at(start: int, phrases: Phrases) -> Filing | None:
    """The words of filing of the line that starts there: a known place before a mark, a town in capitals, or one behind a headline that
    runs into it."""
    text = phrases.item.text
    for mention in phrases.located.over(Span(start, start + 2)):
        if mention.span.start >= start and mention.type == "place":
            behind = ends_as_dateline(text, mention.span.end)
            if behind is not None or filed_before(mention.span.start, text) == mention.span:
                return Filing(mention, mention.span.end + len(behind or ""))
    line = text.find("\n", start)
    stop = min(line if line >= 0 else len(text), start + _RUN_IN)
    found = _OPENS.match(text, start) or _RUNS_IN.search(text, start, stop)
    town = _town(found, phrases, run_in=found.start() > start) if found else None
    return Filing(town, found.end()) if found and town is not None else None


def _town(found: re.Match[str], phrases: Phrases, run_in: bool) -> Mention | None:
    """The place in capitals as it is known, else as it stands where a state, an agency or its own words make a place of it; what runs into
    it is left off: "ROD LIND CANBERRA, Australia (AP)"."""
    span = Span(*found.span("town"))
    over = phrases.located.over(span)
    known = next((m for m in over if m.type == "place" and span.contains(m.span) and m.span.end == span.end), None)
    name = found["town"].split()
    local = found["agency"] and _LOCAL_STATION.match(found["agency"])
    sure = local or (not run_in and (found["state"] or name[-1] in _LANDS))
    body = any(m.type == "organisation" and m.span.contains(span) for m in over)
    if known is not None or not sure or body or _NO_TOWNS & set(name) or len(found["town"]) < 4:
        return known
    tails = [" ".join(name[first:]) for first in range(len(name))]
    town = next((tail for tail in tails if any(p.population > _OF_NOTE for p in places.named(tail.title()))), found["town"])
    return Mention(Span(span.end - len(town), span.end), town, "place")


def _filed_above(phrases: Phrases, start: int) -> Mention | None:
    """The place of the line above, where that holds nothing but words of filing: "LIMA (AP) --" over "A court ruled"."""
    text = phrases.item.text
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    found = filing_at(above, phrases) if start else None
    return found.place if found is not None and not text[found.end : start].strip() else None


def town_of_report(token: Token, phrases: Phrases) -> Mention | None:
    """The town that a report is filed from, for what a later sentence of it tells that names no other place and no year: right in 12 of 13
    such events of 210 texts that nobody had looked at for it."""
    found = _filing_of_report(token, phrases)
    if found is None or _YEAR.search(token.sent.text) or _opens_elsewhere(token, found, phrases):
        return None
    told = Span(max(found.end, token.sent.start_char), token.sent.end_char)
    others = (m for m in phrases.located.over(told) if m.type in ("place", "country", "nationality") and m.span.start >= told.start)
    apart = any(m.entity != found.place.entity and not _is_of_report(m, phrases) for m in others)
    return None if apart or _from_abroad(found, phrases) else found.place


def _opens_elsewhere(token: Token, filing: Filing, phrases: Phrases) -> bool:
    """Whether the sentence opens with another place, known or not: "In Arequipa, nine demonstrators were hurt"."""
    first = next((t for t in token.sent if not t.is_space), token.sent[0])
    if first.lower_ not in ("in", "at", "near", "outside"):
        return False
    names = [t for t in children(first, "pobj") if t.text[:1].isupper() and t.ent_type_ not in ("DATE", "TIME", "EVENT")]
    here = filing.place.entity
    over = [m for t in names for m in phrases.located.over(Span(t.idx, t.idx + len(t.text)))]
    return bool(names) and not any(m.entity == here and m.type == "place" for m in over)


def filed_from(token: Token, phrases: Phrases) -> Mention | None:
    """The place that "here" means in a report: "endorsed him here on Sunday"; none in what somebody else says."""
    quoted = phrases.over(Span(token.idx, token.idx + len(token.text)))
    found = _filing_of_report(token, phrases) if quoted is None else None
    return found.place if found is not None else None


def _filing_of_report(token: Token, phrases: Phrases) -> Filing | None:
    """The words of filing in the first lines of an item, before the trigger."""
    start = 0
    for _ in range(_HEAD_LINES):
        found = filing_at(start, phrases)
        if found is not None:
            return found if found.end <= token.idx else None
        start = phrases.item.text.find("\n", start) + 1
        if not start or start > token.idx:
            return None
    return None


#: Characters behind the words of filing in which a report names the land that it tells of.
_FIRST_WORDS = 200


def _from_abroad(filing: Filing, phrases: Phrases) -> bool:
    """Whether a report tells of another land than the one it is filed from: headline and first sentence name it."""
    place = filing.place.entity
    around = phrases.located.over(Span(filing.place.span.start, filing.end))
    home = {m.entity.country for m in around if m.entity} | ({place.country} if place else set())
    named = [m for m in phrases.located.over(Span(0, filing.end + _FIRST_WORDS)) if m not in around]
    lands = {m.entity.country for m in named if m.type in ("country", "nationality") and m.entity and not m.metonym}
    return bool(lands - home - {None}) and not lands & home


#: Behind a place, and with it one who tells of the town's affairs: "Foss County Sheriff Tom Lind", "the Lima District Attorney".
_OFFICE = re.compile(r" (?:County |Parish )?(?:Sheriff|Police|District Attorney|Prosecutor|Coroner|Fire|Superior|District Court|Circuit)")


def _is_of_report(mention: Mention, phrases: Phrases) -> bool:
    """Whether a place is a road or a building, which lies in the town of the report, or part of the name of a body or of an office."""
    last = mention.text.lower().split()[-1]
    known = mention.entity is not None and mention.entity.country is not None
    if not known and any(last in words(name) for name in ("streets", "roads", "named_sites")):
        return True
    bodies = (m for m in phrases.located.over(mention.span) if m.type == "organisation")
    longer = any(m.span.contains(mention.span) and m.span != mention.span for m in bodies)
    return longer or _OFFICE.match(phrases.item.text, mention.span.end) is not None
