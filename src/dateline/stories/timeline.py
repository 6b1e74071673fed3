"""A story's timeline: one entry a happening, with every report of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..events.timing import SAID_ON
from ..types import Actor, Citation, DateEstimate, Event, Item, StoryEntry
from .alleging import alleged
from .citing import cite

#: Events of one type are one happening where their places do not differ and their days lie no further apart.
SAME_DAYS = timedelta(days=2)
#: How long after a happening a report may tell of it by the day on which somebody spoke of it alone.
TOLD_AFTER = timedelta(days=14)
#: Certainties of what did not come about, or not yet.
UNREAL = ("negated", "possible", "planned")


def timeline(items: Sequence[Item], copies: frozenset[str]) -> tuple[StoryEntry, ...]:
    """One entry a happening, oldest first, with every report of it; background is left out, and what would happen if something else did.
    What every report only has said is held `possible`."""
    groups: list[list[tuple[Item, Event]]] = []
    for item in items:
        for event in item.events:
            if event.background or (event.certainty == "possible" and not alleged(item, event)):
                continue
            home = next((group for group in groups if all(_same(event, other) for _, other in group[:8])), None)
            if home is None:
                groups.append([(item, event)])
            else:
                home.append((item, event))
    entries = [_entry(group, copies) for group in groups]
    return tuple(
        sorted(entries, key=lambda e: (e.when.latest if e.when else date.max, e.type, e.reports[0].item, e.reports[0].span))
    )


def _same(one: Event, other: Event) -> bool:
    if one.type != other.type or (one.certainty in UNREAL) != (other.certainty in UNREAL):
        return False
    if days_apart(one, other):
        return False
    countries = _country(one), _country(other)
    if None not in countries and countries[0] != countries[1]:
        return False
    parties = _parties(one), _parties(other)
    return not (parties[0] and parties[1]) or bool(set(parties[0]) & set(parties[1]))


def days_apart(one: Event, other: Event) -> bool:
    """Whether two events are told of days so far apart that they are two happenings."""
    if one.when is None or other.when is None:
        return False
    return _earliest(one.when) - other.when.latest > SAME_DAYS or _earliest(other.when) - one.when.latest > SAME_DAYS


def _earliest(when: DateEstimate) -> date:
    """What is known by the day it was said alone may have happened before."""
    return when.earliest - TOLD_AFTER if _said_on(when) else when.earliest


def _said_on(when: DateEstimate) -> bool:
    return any(evidence.kind == SAID_ON for evidence in when.evidence)


def _country(event: Event) -> str | None:
    return event.place.entity.country if event.place and event.place.entity else None


def _parties(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(actor) for actor in (*event.actors, *event.recipients)))


def _name(actor: Actor) -> str:
    return actor.entity.name if actor.entity else actor.text


def _entry(group: Sequence[tuple[Item, Event]], copies: frozenset[str]) -> StoryEntry:
    reports: list[Citation] = [cite(item, event.trigger, copies) for item, event in group]
    only_said = all(alleged(item, event) for item, event in group)
    sure = sorted((event.certainty for _, event in group), key=("asserted", "reported", "planned", "possible", "negated").index)
    narrow = min(
        (e.when for _, e in group if e.when), key=lambda when: (_said_on(when), when.latest - when.earliest), default=None
    )
    place = next((e.place for _, e in group if e.place), None)
    latest = group[-1][1]
    return StoryEntry(
        latest.type,
        "possible" if only_said else sure[0],
        tuple(reports),
        next((e.mode for _, e in group if e.mode), None),
        (place.entity.name if place.entity else place.text) if place else None,
        narrow,
        tuple(dict.fromkeys(name for _, e in group for name in _parties(e)))[:6],
        latest.figures or next((e.figures for _, e in reversed(group) if e.figures), ()),
    )
