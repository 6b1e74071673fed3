"""The day of what a headline tells, out of the lead below it: "Bus crash kills 12" over "Twelve people died when a bus left the road on
Monday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..dates.resolving import when as resolve_when
from ..expressions.located import Located
from ..expressions.times import TimeExpression
from ..types import DateEstimate, Event, Item, Span
from .timing import of_saying, to_come

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SentenceSpan

#: What happens to people at one moment: a headline tells of one such thing.
_AT_ONCE = frozenset({"ACCIDENT", "DISASTER"})
#: Before a day these tell how long something lasts, not when it happened.
_BOUNDS = frozenset({"until", "till", "since", "by", "from", "through", "before", "after"})


def dated_by_leads(events: Sequence[Event], item: Item, times: Located[TimeExpression], parsed: Doc) -> list[Event]:
    """Accidents and disasters that a headline alone dates not, with the first day on which the lead tells that something happened, in a
    sentence that shares their word, place or toll. Rejects a day that another event of the lead has, one in its dateline, one after
    publication, what is said on a day, and anything longer than a day."""
    text = item.text
    end = text.find("\n")
    if end < 0 or not any(_undated(event, end) for event in events):
        return list(events)
    lead = Span(end + 1, text.find("\n", end + 1) if "\n" in text[end + 1 :] else len(text))
    days = _days(lead, events, item, times, parsed)
    return [_dated(event, days, parsed) if _undated(event, end) else event for event in events]


def _dated(event: Event, days: Sequence[tuple[DateEstimate, SentenceSpan]], parsed: Doc) -> Event:
    """With the first day of a sentence that names the place or a toll of the event, or has its word."""
    found = next((day for day, sentence in days if _shares(event, sentence, parsed)), None)
    return replace(event, when=found) if found is not None else event


def _shares(event: Event, sentence: SentenceSpan, parsed: Doc) -> bool:
    trigger = parsed.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    told = Span(sentence.start_char, sentence.end_char)
    return (
        (trigger is not None and any(t.lemma_.lower() == trigger.root.lemma_.lower() for t in sentence))
        or (event.place is not None and event.place.text in sentence.text)
        or any(figure.span.overlaps(told) for figure in event.figures)
    )


def _undated(event: Event, end: int) -> bool:
    headline = event.trigger.start < end and all(span.start < end for span in event.spans)
    return headline and event.when is None and event.type in _AT_ONCE and not event.background and event.certainty != "negated"


def _days(
    lead: Span, events: Sequence[Event], item: Item, times: Located[TimeExpression], parsed: Doc
) -> list[tuple[DateEstimate, SentenceSpan]]:
    """The days on which something happened that the lead tells, each with its sentence."""
    cues = [s.cue for s in item.statements if s.cue is not None and s.cue.overlaps(lead)]
    taken = [e.when for e in events if e.when is not None and any(span.overlaps(lead) for span in e.spans)]
    days = []
    for time in times.over(lead):
        if item.text[lead.start : time.span.start].strip("“\"' ").count(" ") < 3 or any(of_saying(time.span, c) for c in cues):
            continue  # the dateline, or the day on which somebody spoke
        words = parsed.char_span(time.span.start, time.span.end, alignment_mode="expand")
        found = resolve_when(time, item)
        if found is None or words is None or found in taken or to_come(found, item) or not _happened(words):
            continue
        if found.latest - found.earliest > timedelta(1):
            break
        days.append((found, words.sent))
    return days


def _happened(day: SentenceSpan) -> bool:
    """Whether the verb over a day is a past one, and the day no bound: "left the road on Monday", not "will stay shut until Monday"."""
    first = day.root.head if day.root.dep_ == "pobj" else day[0].nbor(-1) if day.start else day.root
    if first.lower_ in _BOUNDS:
        return False
    for verb in (t for t in day.root.ancestors if t.pos_ in ("VERB", "AUX")):
        tags = {t.tag_ for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass")))}
        if tags & {"MD", "VBZ", "VBP"}:
            return False
        if "VBD" in tags:
            return True
    return False
