"""A story's timeline: one entry a happening, with every report of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..types import Citation, StoryEntry
from .alleging import alleged
from .citing import cite
from .days import known
from .happenings import Report, parties_of, said_on


def timeline(happenings: Sequence[Sequence[Report]], copies: frozenset[str]) -> tuple[StoryEntry, ...]:
    """One entry a happening (see `happenings_of`), oldest first. What every report only has said is held `possible`."""
    entries = [_entry(group, copies) for group in happenings]
    return tuple(
        sorted(entries, key=lambda e: (e.when.latest if e.when else date.max, e.type, e.reports[0].item, e.reports[0].span))
    )


def _entry(group: Sequence[Report], copies: frozenset[str]) -> StoryEntry:
    reports: list[Citation] = [cite(item, event.trigger, copies) for item, event in group]
    only_said = all(alleged(item, event) for item, event in group)
    sure = sorted((event.certainty for _, event in group), key=("asserted", "reported", "planned", "possible", "negated").index)
    days = [estimate.latest for item, _ in group if (estimate := known(item)) is not None]
    told = min(days, default=date.max)
    # Nothing has happened after it was first reported: such a day is that of a later toll. What is planned may.
    dated = [(e.certainty != "planned" and e.when.earliest > told, e.when) for _, e in group if e.when]
    narrow = min(dated, key=lambda row: (row[0], said_on(row[1]), row[1].latest - row[1].earliest), default=(False, None))[1]
    place = next((e.place for _, e in group if e.place), None)
    latest = group[-1][1]
    return StoryEntry(
        latest.type,
        "possible" if only_said else sure[0],
        tuple(reports),
        next((e.mode for _, e in group if e.mode), None),
        (place.entity.name if place.entity else place.text) if place else None,
        narrow,
        tuple(dict.fromkeys(name for _, e in group for name in parties_of(e)))[:6],
        latest.figures or next((e.figures for _, e in reversed(group) if e.figures), ()),
    )
