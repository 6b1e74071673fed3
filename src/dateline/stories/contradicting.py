"""Figures of one happening that cannot both hold.

Accepts two steps of a history whose bounds do not meet, of two givers: in one report that lays them to two by name, of one event; or in two
reports of one day, of events that can be one, where a giver is named or the happening is over, so that no rise explains the difference
(the later of two days is a rise, unless it is lower). Rejects a figure that says itself that it counts a part ("the two wounded men",
"two more", "four of the dead"), one whose report also gives the other's number, or numbers that make it up (1 killed and 2 injured are 3
shot), one of no event, and a giver that is only a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from ..types import Citation, Disagreement, Event, Figure, FigureHistory, FigureStep, Item, Side, Span
from .figures import TOLLS, bounds, key_outlet
from .timeline import days_apart
from .whereabouts import elsewhere

#: Reports further apart than this are two moments of a toll that changes.
CLOSE = timedelta(days=1)
#: A toll still rises on the day of the happening and the next.
RISING = timedelta(days=1)
_PART_BEFORE = re.compile(
    r"\b(?:the|these|those|both|all|other|another|further|additional|remaining|last|first|final|next|latest|of|whose|his|her|their|its|our|"
    r"including|among(?: them)?|each|every|only)\s(?:(?:at least|more than|about|some|over|around|nearly|almost) )?$",
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
_PRONOUN = re.compile(r"(?:who|whom|which|he|she|they|it|we|i|you|one|some|others|many|that|those|these|this)", re.IGNORECASE)


class Told(NamedTuple):
    """What the reports of a story tell of their figures: by item, its text and all its tolls, and the events of figures by item and
    span."""

    items: Mapping[str, Item]
    events: Mapping[tuple[str, Span], Event]


def disagreements(found: Sequence[FigureHistory], items: Sequence[Item] = ()) -> tuple[Disagreement, ...]:
    """Pairs of steps that cannot both hold; without `items` their bounds, givers and days alone decide."""
    told = Told(
        {item.id: item for item in items},
        {(item.id, figure.span): event for item in items for event in item.events for figure in event.figures},
    )
    pairs = []
    for history in found:
        for one, other in combinations(history.steps, 2):
            if _against(one, other, history) and (not items or _of_one_happening(one, other, history, told)):
                pairs.append(Disagreement("figure", history.what, _side(one, history), _side(other, history)))
    return tuple(pairs)


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


def _of_one_happening(one: FigureStep, other: FigureStep, history: FigureHistory, told: Told) -> bool:
    return any(
        _fit(a, b, one, other, history, told)
        for a in one.reports
        for b in other.reports
        if a.item in told.items and b.item in told.items
    )


def _fit(a: Citation, b: Citation, one: FigureStep, other: FigureStep, history: FigureHistory, told: Told) -> bool:
    """Whether two reports count the same people of the same happening."""
    events = told.events.get((a.item, a.span)), told.events.get((b.item, b.span))
    if any(_a_part(told.items[report.item].text, report.span) for report in (a, b)):
        return False
    if any(step.giver is not None and _PRONOUN.fullmatch(step.giver) for step in (one, other)):
        return False
    if a.item == b.item:
        return None not in (one.giver, other.giver) and events[0] is not None and events[0] is events[1]
    if events[0] is None or events[1] is None or not _can_be_one(events[0], events[1]):
        return False
    if _explains(told.items[a.item], other) or _explains(told.items[b.item], one):
        return False
    return (one.giver is not None and other.giver is not None) or _over(events, a, b)


def _can_be_one(one: Event, other: Event) -> bool:
    places = (event.place.entity if event.place else None for event in (one, other))
    return not days_apart(one, other) and not elsewhere(*places)


def _over(events: Iterable[Event | None], a: Citation, b: Citation) -> bool:
    """Whether the happening was so long before both reports that its toll no longer rises by the hour."""
    ended = [event.when.latest for event in events if event and event.when]
    reported = [report.published.earliest for report in (a, b) if report.published]
    return bool(ended) and len(reported) == 2 and max(ended) + RISING < min(reported)


def _a_part(text: str, span: Span) -> bool:
    """Whether the words around a figure say that it counts a part, or those who were counted before."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 80]
    return bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after) or _BESIDE.match(after))


def _explains(item: Item, step: FigureStep) -> bool:
    """Whether a report gives the number of the other side too, or numbers that make it up."""
    values = {_value(figure) for figure in item.figures if figure.what in TOLLS} - {None}
    sums = {a + b for a, b in combinations(values, 2) if a is not None and b is not None}
    return bool({step.lower, step.upper} & (values | sums))


def _value(figure: Figure) -> float | None:
    return figure.lower if figure.lower is not None else figure.upper


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
