"""Which events that a story's reports tell are one happening.

Accepts events of one type whose places, parties and days do not differ; a report that gives no day tells of nothing after it was published.
Two that are told of exact days two or more apart are two happenings, unless the words tie them: a toll in common, "the crash", a toll that
"rose"; and a "second" or "new" one is another than what was before it. What is told of a day nearer than that may be one night. Floods,
storms, epidemics and fires of forests last for weeks: they are two only as "another", or where the later toll is lower.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..events.timing import SAID_ON
from ..types import Actor, DateEstimate, Event, Figure, Item
from .alleging import alleged
from .citing import cite
from .days import known

#: Events of one type are one happening where their places do not differ and their days lie no further apart.
SAME_DAYS = timedelta(days=2)
#: The same for what lasts.
LASTING_DAYS = timedelta(days=21)
#: How long after a happening a report may tell of it by the day on which somebody spoke of it alone.
TOLD_AFTER = timedelta(days=14)
#: Certainties of what did not come about, or not yet.
UNREAL = ("negated", "possible", "planned")
#: What happens at one moment, to people who are counted.
AT_ONCE = frozenset({"ACCIDENT", "ASSAULT", "DEATH", "DISASTER"})
#: Reports of what is known already: its toll, the search, who mourns.
_KNOWN = re.compile(
    r"\b(?:tolls?|rose|risen|rises|climb\w*|search\w*|rescue\w*|survivors?|recover\w*|bodies|mourn\w*|funerals?|investigat\w*|now|still)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|this|that|those|\w+day[’']s) (?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|second|third|fourth|new|fresh|further) (?:[\w’'-]+ ){0,2}$", re.IGNORECASE)
#: What goes on for days or weeks.
_LASTING = re.compile(
    r"\b(?:\w*floods?|flood\w+|storms?|cyclones?|hurricanes?|typhoons?|monsoons?|rains|epidemics?|outbreaks?|cholera|measles|ebola|droughts?|"
    r"heat ?waves?|(?:wild|forest |bush)fires?|eruptions?)\b",
    re.IGNORECASE,
)
#: Characters before a trigger that hold its article.
_BEFORE = 40
#: Events of a group that a further one is compared with.
_COMPARED = 8

Report = tuple[Item, Event]


def happenings_of(items: Sequence[Item]) -> list[list[Report]]:
    """The happenings of some items, each with every report of it; background is left out, and what would happen if something else did."""
    groups: list[list[Report]] = []
    for item in items:
        for event in item.events:
            if event.background or (event.certainty == "possible" and not alleged(item, event)):
                continue
            report = item, event
            home = next((group for group in groups if all(_same(report, other) for other in group[:_COMPARED])), None)
            if home is None:
                groups.append([report])
            else:
                home.append(report)
    return groups


def _same(one: Report, other: Report) -> bool:
    a, b = one[1], other[1]
    if a.type != b.type or (a.certainty in UNREAL) != (b.certainty in UNREAL):
        return False
    if days_apart(a, b, LASTING_DAYS if _lasts(one, other) else SAME_DAYS) or (a.type in AT_ONCE and _two_happenings(one, other)):
        return False
    countries = _country(a), _country(b)
    if None not in countries and countries[0] != countries[1]:
        return False
    parties = parties_of(a), parties_of(b)
    return not (parties[0] and parties[1]) or bool(set(parties[0]) & set(parties[1]))


class Apart:
    """The happenings of a story that are told of other days than one another, by number: 0 is the first, and whatever does not differ from
    it; talks and arrests on the day of a flood are of the flood."""

    def __init__(self, happenings: Sequence[Sequence[Report]]) -> None:
        self._parts: list[list[Sequence[Report]]] = []
        self._of_event: dict[tuple[str, str], int] = {}
        for group in happenings:
            at = next((n for n, part in enumerate(self._parts) if not any(_differ(group, other) for other in part)), None)
            if at is None:
                at = len(self._parts)
                self._parts.append([])
            self._parts[at].append(group)
            self._of_event.update({(item.id, event.id): at for item, event in group})

    def number(self, item: Item, figure: Figure) -> int:
        """The happening that a figure is of: that of its event, else of the first event of its item that counts people."""
        numbers = [
            self._of_event[item.id, event.id]
            for event in sorted(item.events, key=lambda e: (figure not in e.figures, e.type not in AT_ONCE))
            if (item.id, event.id) in self._of_event
        ]
        return numbers[0] if numbers else 0

    def day(self, number: int) -> date | None:
        """The first day that is told of a happening of a moment."""
        told = (event for group in self._parts[number] for _, event in group) if number < len(self._parts) else ()
        return min((e.when.earliest for e in told if e.type in AT_ONCE and e.when and not said_on(e.when)), default=None)


def _differ(one: Sequence[Report], other: Sequence[Report]) -> bool:
    """Whether two groups of one type are two happenings by their days."""
    return one[0][1].type == other[0][1].type and any(_two_happenings(a, b) for a in one[:_COMPARED] for b in other[:_COMPARED])


def days_apart(one: Event, other: Event, within: timedelta = SAME_DAYS) -> bool:
    """Whether two events are told of days so far apart that they are two happenings."""
    if one.when is None or other.when is None:
        return False
    return _earliest(one.when) - other.when.latest > within or _earliest(other.when) - one.when.latest > within


def _two_happenings(one: Report, other: Report) -> bool:
    """Whether two events of a moment are told of days that differ, and no words tie them."""
    days = sorted(((_days(*report), report) for report in (one, other)), key=lambda row: row[0])
    (early, before), (late, after) = days
    gap = late[0] - early[1]
    if gap < timedelta(1):
        return False
    if _is_another(*after):
        return True
    if _lasts(before, after):
        return _sinks(before[1], after[1])
    return gap >= SAME_DAYS and not (_tolls(before[1]) & _tolls(after[1]) or is_known(*after))


def _days(item: Item, event: Event) -> tuple[date, date]:
    """The first and last day that an event can be of: by its own day, else before its report."""
    if event.when is not None:
        return (_earliest(event.when), event.when.latest)
    published = known(item)
    return date.min, published.latest if published else date.max


def is_known(item: Item, event: Event) -> bool:
    """Whether a report's words take a happening as known: "the crash", "the toll rose"."""
    before = _line_before(item, event)
    return bool(_DEFINITE.search(before) or _KNOWN.search(cite(item, event.trigger, frozenset()).quote))


def _lasts(one: Report, other: Report) -> bool:
    """Whether both are told as what goes on for weeks."""
    return all(_LASTING.search(cite(item, event.trigger, frozenset()).quote) for item, event in (one, other))


def _sinks(before: Event, after: Event) -> bool:
    """Whether a later toll is lower than an earlier one."""
    earlier = {figure.what: figure.lower for figure in before.figures if figure.lower}
    return any(f.upper is not None and f.upper < earlier.get(f.what, 0) for f in after.figures)


def _is_another(item: Item, event: Event) -> bool:
    return bool(_ANOTHER.search(_line_before(item, event)))


def _line_before(item: Item, event: Event) -> str:
    start = event.trigger.start
    return item.text[max(0, start - _BEFORE) : start].rpartition("\n")[2]


def _tolls(event: Event) -> set[tuple[str, float | None]]:
    return {(figure.what, figure.lower) for figure in event.figures if figure.lower}


def _earliest(when: DateEstimate) -> date:
    """What is known by the day it was said alone may have happened before."""
    return when.earliest - TOLD_AFTER if said_on(when) else when.earliest


def said_on(when: DateEstimate) -> bool:
    """Whether a day is that on which somebody spoke of it."""
    return any(evidence.kind == SAID_ON for evidence in when.evidence)


def _country(event: Event) -> str | None:
    return event.place.entity.country if event.place and event.place.entity else None


def parties_of(event: Event) -> tuple[str, ...]:
    """The names of those who take part."""
    return tuple(dict.fromkeys(_name(actor) for actor in (*event.actors, *event.recipients)))


def _name(actor: Actor) -> str:
    return actor.entity.name if actor.entity else actor.text
