"""The day of what a headline tells, out of the lead below it: "Bus crash kills 12" over "Twelve people died when a bus left the road on
Monday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ..dates.resolving import when as resolve_when
from ..expressions.located import Located
from ..expressions.times import TimeExpression
from ..types import DateEstimate, Event, Item, Span
from .timing import of_saying

#: What happens to people at one moment: a headline tells of one such thing.
_AT_ONCE = frozenset({"ACCIDENT", "DISASTER"})


def dated_by_leads(events: Sequence[Event], item: Item, times: Located[TimeExpression]) -> list[Event]:
    """Accidents and disasters that a headline alone dates not, with the first day that the lead names on its own. Rejects a day that
    another event of the lead has, one in its dateline, what is said on a day, and anything longer than a day."""
    text = item.text
    end = text.find("\n")
    if end < 0 or not any(_undated(event, end) for event in events):
        return list(events)
    lead = Span(end + 1, text.find("\n", end + 1) if "\n" in text[end + 1 :] else len(text))
    day = _day(lead, events, item, times)
    return [replace(event, when=day) if day is not None and _undated(event, end) else event for event in events]


def _undated(event: Event, end: int) -> bool:
    headline = event.trigger.start < end and all(span.start < end for span in event.spans)
    return headline and event.when is None and event.type in _AT_ONCE and not event.background and event.certainty != "negated"


def _day(lead: Span, events: Sequence[Event], item: Item, times: Located[TimeExpression]) -> DateEstimate | None:
    cues = [s.cue for s in item.statements if s.cue is not None and s.cue.overlaps(lead)]
    taken = [e.when for e in events if e.when is not None and any(span.overlaps(lead) for span in e.spans)]
    for time in times.over(lead):
        if item.text[lead.start : time.span.start].strip("“\"' ").count(" ") < 3 or any(of_saying(time.span, c) for c in cues):
            continue  # the dateline, or the day on which somebody spoke
        found = resolve_when(time, item)
        if found is None or found in taken:
            continue
        return found if found.latest - found.earliest <= timedelta(1) else None
    return None
