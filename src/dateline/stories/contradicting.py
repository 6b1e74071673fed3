"""Figures of one happening that cannot both hold.

Accepts two steps of a history whose bounds do not meet, of two givers: in one report that lays them to two by name, of one event; or in two
reports of one day, of events that can be one, where a giver is named or the happening is over, so that no rise explains the difference
(the later of two days is a rise, unless it is lower; so it is in one report that tells when each was said, and from entry to entry of a
live page). Rejects a figure that says itself that it counts a part ("the two wounded men", "two more", "four of the dead"), one whose
report also gives the other's number, or numbers that make it up (1 killed and 2 injured are 3 shot), one of no event or of another type of
event, a giver that is only a pronoun, others that are counted ("a soldier", "ten rebels"; "six civilians" of "nine people"), and numbers
of two orders: one is told of a longer time or of more places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from ..types import Citation, Disagreement, Event, FigureHistory, FigureStep, Item, Side, Span
from .figures import TOLLS, bounds, entry_of, key_outlet, size_of
from .happenings import days_apart
from .whereabouts import elsewhere

#: Reports further apart than this are two moments of a toll that changes.
CLOSE = timedelta(days=1)
#: A toll still rises on the day of the happening and the next.
RISING = timedelta(days=1)
_PART_BEFORE = re.compile(
    r"\b(?:the|these|those|both|all|other|another|further|additional|remaining|last|first|final|next|latest|whose|his|her|their|its|our|"
    r"including|among(?: them)?|each|every)\s(?:(?:at least|more than|about|some|over|around|nearly|almost) )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^\W{0,2}(?:(?:other|more|further|additional|others|members?|of)\b|of (?:the|those|these|them|whom|his|her|its|their)\b)",
    re.IGNORECASE,
)
#: A group that another is told beside: "two women and a man"; the toll is what they make together.
_BESIDE = re.compile(
    r"^\W{0,2}(?:[\w’'-]+\s){1,3}and (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w’'-]+\s){0,2}?"
    r"(?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|babies|baby|teenagers?|officers?|soldiers?|civilians?|others?|students?|guards?)\b",
    re.IGNORECASE,
)
#: "12 miners", "three Polish soldiers": the noun before a verb or a mark.
_NOUN = re.compile(
    r"^\W{0,2}(?!(?:on|in|at|by|as|from|after|since|when|to|with|for|during|late)\b)"
    r"(?:[\w’'-]+\s){0,2}?([^\W\d_]{3,})"
    r"(?=[,.;:)]|\s(?:and|were|was|are|is|have|has|had|died|dead|killed|injured|wounded|hurt|in|on|at|by|when|as|after|who|during|from|near)\b)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?:people|persons?|dead|killed|injured|wounded|deaths?|fatalities|injuries|lives|victims?|casualties|others|hurt|missing|arrested|"
    r"detained|displaced|evacuated|were|was|have|had|died)",
    re.IGNORECASE,
)
#: Figures further apart count something else.
ORDER = 4
_PRONOUN = re.compile(r"(?:who|whom|which|he|she|they|it|we|i|you|one|some|others|many|that|those|these|this)", re.IGNORECASE)


class Told(NamedTuple):
    """What the reports of a story tell of their figures: by item, its text and all its tolls, and the events of figures by item and
    span."""

    items: Mapping[str, Item]
    events: Mapping[tuple[str, Span], Event]


def disagreements(found: Sequence[FigureHistory], items: Sequence[Item] = ()) -> tuple[Disagreement, ...]:
    """Pairs of steps that cannot both hold, each two numbers once; without `items` their bounds, givers and days alone decide."""
    told = Told(
        {item.id: item for item in items},
        {(item.id, figure.span): event for item in items for event in item.events for figure in event.figures},
    )
    pairs: dict[tuple[str, str, frozenset[str]], Disagreement] = {}
    for history in found:
        for one, other in combinations(history.steps, 2):
            sides = _side(one, history), _side(other, history)
            key = history.what, history.unit, frozenset(side.says for side in sides)
            if key not in pairs and _against(one, other, history) and (not items or _of_one_happening(one, other, told)):
                pairs[key] = Disagreement("figure", history.what, *sides)
    return tuple(pairs.values())


def _against(one: FigureStep, other: FigureStep, history: FigureHistory) -> bool:
    """Bounds that do not meet, of two givers: in one report, on one day while both hold, or the later lower within CLOSE."""
    source_one, source_other = one.giver or key_outlet(one.reports), other.giver or key_outlet(other.reports)
    if source_one == source_other or not _apart(one, other):
        return False
    if {r.item for r in one.reports} & {r.item for r in other.reports}:
        return True
    if _withdrawn(one, other, history) or _withdrawn(other, one, history):
        return False
    if _days(one) & _days(other):
        return True
    if one.day is None or other.day is None or abs(one.day - other.day) > CLOSE:
        return False
    early, late = (one, other) if one.day <= other.day else (other, one)
    return late.upper is not None and early.lower is not None and late.upper < early.lower


def _of_one_happening(one: FigureStep, other: FigureStep, told: Told) -> bool:
    return any(
        _fit(a, b, one, other, told) for a in one.reports for b in other.reports if a.item in told.items and b.item in told.items
    )


def _fit(a: Citation, b: Citation, one: FigureStep, other: FigureStep, told: Told) -> bool:
    """Whether two reports count the same people of the same happening."""
    events = told.events.get((a.item, a.span)), told.events.get((b.item, b.span))
    if any(_a_part(told.items[report.item].text, report.span) for report in (a, b)):
        return False
    if any(step.giver is not None and _PRONOUN.fullmatch(step.giver) for step in (one, other)):
        return False
    texts = told.items[a.item].text, told.items[b.item].text
    nouns = _counted(texts[0], a.span), _counted(texts[1], b.span)
    if not _same_people(*nouns, one, other):
        return False
    if _makes_up(told.items[a.item], other) or _makes_up(told.items[b.item], one):
        return False
    if a.item == b.item:
        given = None not in (one.giver, other.giver) and events[0] is not None and events[0] is events[1]
        return given and not _rose(told.items[a.item], (a.span, one), (b.span, other))
    if not _can_be_one(*events, alike=nouns[0] is not None and nouns[0] == nouns[1]):
        return False
    if _gives(told.items[a.item], other) or _gives(told.items[b.item], one):
        return False
    # "No deaths were reported" is true before the first is.
    told_so = (one.giver is not None or other.giver is not None) and 0 not in (one.upper, other.upper)
    return told_so or _over(events, a, b)


def _rose(item: Item, *sides: tuple[Span, FigureStep]) -> bool:
    """Whether a report has its two numbers of two moments, the higher of the later: "officials said on Monday that 17 had died, police said
    on Tuesday that 37 had", or of two entries of a live page."""
    told = []
    for span, step in sides:
        figure = next((f for f in item.figures if f.span == span), None)
        if figure is None:
            return False
        entry = entry_of(item, figure)
        said = item.entries[entry].published if entry >= 0 else figure.reported_by.when if figure.reported_by else None
        told.append((said or item.published, step))
    early, late = (when for when, _ in sorted(told, key=lambda side: _middle(side[1])))
    if early is None or late is None:
        return False
    hours = early.time is not None and late.time is not None and early.earliest == late.earliest and early.time < late.time
    return early.latest < late.earliest or hours


def _can_be_one(one: Event | None, other: Event | None, alike: bool) -> bool:
    """Whether two figures can be of one event; where reading found none for one of them, what is counted must be the same (`alike`)."""
    if one is None or other is None:
        return alike and (one is not None or other is not None)
    places = (event.place.entity if event.place else None for event in (one, other))
    return one.type == other.type and not days_apart(one, other) and not elsewhere(*places)


def _counted(text: str, span: Span) -> str | None:
    """The stem of the noun that says who is counted; None for people at large."""
    match = _NOUN.match(text[span.end : span.end + 60])
    return match[1].casefold()[:5] if match and not _ANYBODY.fullmatch(match[1]) else None


def _same_people(noun: str | None, beside: str | None, one: FigureStep, other: FigureStep) -> bool:
    """Whether two figures can count the same: of the same noun, or the larger one of a part and the other of all; of one order."""
    values = _middle(one), _middle(other)
    if 0 < min(values) * ORDER < max(values):
        return False
    if noun == beside:
        return True
    part, whole = (values[0], values[1]) if beside is None else (values[1], values[0])
    return None in (noun, beside) and part > whole


def _middle(step: FigureStep) -> float:
    return step.lower if step.lower is not None else step.upper or 0.0


def _over(events: Iterable[Event | None], a: Citation, b: Citation) -> bool:
    """Whether the happening was so long before both reports that its toll no longer rises by the hour."""
    ended = [event.when.latest for event in events if event and event.when]
    reported = [report.published.earliest for report in (a, b) if report.published]
    return bool(ended) and len(reported) == 2 and max(ended) + RISING < min(reported)


def _a_part(text: str, span: Span) -> bool:
    """Whether the words around a figure say that it counts a part, or those who were counted before."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 80]
    return bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after) or _BESIDE.match(after))


def _gives(item: Item, step: FigureStep) -> bool:
    """Whether a report gives the number of the other side too."""
    return bool({step.lower, step.upper} & {size_of(figure) for figure in item.figures if figure.what in TOLLS})


def _makes_up(item: Item, step: FigureStep) -> bool:
    """Whether two numbers of a report make up that of a side: 655 killed and 491 wounded are more than 1,000 killed or wounded."""
    values = {size_of(figure) for figure in item.figures if figure.what in TOLLS}
    sums = (a + b for a, b in combinations(sorted(values), 2) if a and b)
    lower, upper = step.lower, step.upper
    return any((lower is None or total >= lower) and (upper is None or total <= upper) for total in sums)


def _apart(one: FigureStep, other: FigureStep) -> bool:
    return (one.upper is not None and other.lower is not None and one.upper < other.lower) or (
        other.upper is not None and one.lower is not None and other.upper < one.lower
    )


def _days(step: FigureStep) -> set[date]:
    return {report.published.earliest for report in step.reports if report.published}


def _withdrawn(step: FigureStep, beside: FigureStep, history: FigureHistory) -> bool:
    """Whether the giver of a step had said otherwise by the day of the other step."""
    source, day = step.giver or key_outlet(step.reports), beside.day
    later = history.steps[history.steps.index(step) + 1 :] if step.superseded else ()
    return any(s.day and day and s.day <= day and (s.giver or key_outlet(s.reports)) == source for s in later)


def _side(step: FigureStep, history: FigureHistory) -> Side:
    return Side(f"{bounds(step.lower, step.upper)} {history.what}", step.giver, step.reports[0])
