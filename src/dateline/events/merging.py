"""Headline, lead and body tell of one event once; figures go to the event that they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..knowledge import countries
from ..types import Actor, Event, Figure, Item, Mention, Span
from .amounts import AMOUNTS
from .earlier import before_that, counted_back
from .other_times import is_of
from .parties import distinct

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ARTICLES = frozenset({"a", "an", "the"})
#: Types of which one text tells several with the same parties.
_SAID = frozenset({"CONSULT", "AGREE", "REQUEST", "ACCUSE"})
#: What the words before a country's name are where they tell which part of it: "southern", "north-eastern", "South and central".
_SIDE = r"(?:north|south|east|west|central)(?:-?(?:east|west|central))?(?:ern)?(?:-central)?"
_SIDES = re.compile(rf"(?:the )?{_SIDE}(?: and {_SIDE})? ", re.IGNORECASE)
#: What shakes the ground, which is never the storm or flood of the same text.
_OF_THE_GROUND = re.compile(r"quake|tremor|aftershock|tsunami|volcan|erupt", re.IGNORECASE)


def merged(events: list[Event], text: str) -> list[Event]:
    """Headline, lead and body of a text tell of one event once: same type, no place or country that differs, no party that differs."""
    kept: list[Event] = []
    for event in events:
        twin = next((i for i, other in enumerate(kept) if _same(event, other) or _told_again(event, other, text)), None)
        if twin is None:
            kept.append(event)
            continue
        other = kept[twin]
        actors, recipients = distinct(
            _fuller(other.actors, event.actors) or (event.actors if _meet(event.recipients, other.recipients) else ()),
            _fuller(other.recipients, event.recipients) or (event.recipients if _meet(event.actors, other.actors) else ()),
        )
        kept[twin] = replace(
            other,
            spans=(*other.spans, *event.spans),
            place=other.place or (event.place if _sure(event, other, events, text) else None),
            when=other.when or event.when,
            actors=actors,
            recipients=recipients,
            confidence=max(other.confidence, event.confidence),
        )
    return kept


def _sure(one: Event, other: Event, events: list[Event], text: str) -> bool:
    """Whether a place of one is that of the other: they share a party, or need none, neither is background and no other day is told. What
    passes over several countries is in none of them alone."""
    if one.type == "DISASTER" and len(_lands(other, events, text)) > 1:
        return False
    apart = one.when is not None and other.when is not None and one.when != other.when
    if one.type in ("ACCIDENT", "DISASTER") and not (one.background or other.background or apart):
        return True
    return _meet(one.actors, other.actors) or _meet(one.recipients, other.recipients)


def _lands(disaster: Event, events: list[Event], text: str) -> set[str]:
    """The countries in which a text tells of one disaster. A sea has none, and what is named in passing, or shakes the ground where this
    does not, is another disaster."""
    shakes = _shakes(disaster, text)
    alike = [e for e in events if not e.background and _shakes(e, text) == shakes and _same(disaster, e)]
    return {e.place.entity.country for e in alike if e.place and e.place.entity and e.place.entity.country}


def _shakes(event: Event, text: str) -> bool:
    return _OF_THE_GROUND.search(event.trigger.of(text)) is not None


def _meet(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether two sides of events name somebody in common."""
    left, right = ({a.entity.id if a.entity else a.text.lower() for a in side} for side in (one, other))
    return bool(left & right) or _alike(one, other)


def _fuller(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The side that names more of somebody: a headline's "former minister" has a name below it, and its "Iraq" a
    partner."""
    alone = len(one) == len(other) == 1 and one[0].entity is None and other[0].entity is not None
    named = {a.entity.id for a in other if a.entity}
    more = 0 < len(one) < len(other) and all(a.entity is not None and a.entity.id in named for a in one)
    return other if (alone and _alike(one, other)) or more else one


def _told_again(event: Event, other: Event, text: str) -> bool:
    """Whether a lead tells at length what the headline right above it told: of what is said and agreed there are many in one text, so only
    of these two lines, of one mode, with parties that meet on every side that both name."""
    lead = text.find("\n") + 1
    lines = lead and other.trigger.start < lead <= event.trigger.start and "\n" not in text[lead : event.trigger.start]
    if not lines or event.type not in _SAID or other.type != event.type or other.mode != event.mode:
        return False
    if (event.certainty == "negated") != (other.certainty == "negated") or not _meet(event.actors, other.actors):
        return False
    return not event.recipients or not other.recipients or _meet(event.recipients, other.recipients)


def _same(a: Event, b: Event) -> bool:
    if (
        a.type != b.type
        or (a.mode or b.mode) != (b.mode or a.mode)
        or (a.certainty == "negated") != (b.certainty == "negated")
        or a.type in _SAID
    ):
        return False
    if (a.type in ("ACCIDENT", "DISASTER") and _elsewhere(a, b)) or _of_before(a, b) or _of_before(b, a):
        return False
    places = {e.place.entity.id for e in (a, b) if e.place and e.place.entity}
    if len(places) > 1 and len({e.place.entity.country for e in (a, b) if e.place and e.place.entity}) > 1:
        return False
    if a.when and b.when and (a.when.latest < b.when.earliest - timedelta(1) or b.when.latest < a.when.earliest - timedelta(1)):
        return False
    for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)):
        left, right = ({x.entity.id if x.entity else x.country or x.text for x in side} for side in (one, two))
        meet = left & right or _alike(one, two) or _named_in(one, two) or _named_in(two, one)
        if left and right and not meet and a.type not in ("ACCIDENT", "DISASTER"):
            return False
    return True


def _of_before(one: Event, other: Event) -> bool:
    """Whether one is told as what was before the other: "in 2020, an earthquake killed 117", "two days after a crash"."""
    return (one.background and one.when is not None and not other.background) or (
        counted_back(one.when) and not counted_back(other.when)
    )


#: Types of events that a toll belongs to.
_HARMFUL = frozenset({"ACCIDENT", "DISASTER", "ASSAULT", "PROTEST", "COERCE", "DEATH"})
#: Types of events that count who takes part.
_MET = frozenset({"PROTEST", "MOBILIZE", "CONSULT", "SUPPORT"})


def _elsewhere(a: Event, b: Event) -> bool:
    """Whether two happenings of unlike names are told of two towns: a fire in one, a collapse in the other."""
    towns = [
        e.place.entity.id for e in (a, b) if e.place and e.place.entity and e.place.type == "place" and not _of_land(e.place)
    ]
    return len(towns) == 2 and towns[0] != towns[1]


def _of_land(place: Mention) -> bool:
    """Whether a place is a side of a country, in which a town may lie: "southern Peru". Mexico City is a town, though it has its
    country's name."""
    land, side = place.entity.country if place.entity else None, _SIDES.match(place.text)
    return side is not None and land is not None and countries.by_name().get(place.text[side.end() :]) == land


def _alike(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether the words for somebody are all among those for another: "former minister", "the former transport minister Rosa Quispe"."""
    left, right = ([set(a.text.lower().split()) - _ARTICLES for a in side] for side in (one, other))
    return any(len(min(x, y, key=len)) > 1 and (x <= y or y <= x) for x in left for y in right)


def _named_in(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether the words for somebody unnamed hold a name, of the same country: "Izmir", "the Turkish city of Izmir"."""
    unnamed = [(b.text.casefold().split(), b.country) for b in other if b.entity is None and b.country]
    return any(a.entity and a.country == land and a.text.casefold() in words for a in one for words, land in unnamed)


def with_figures(events: list[Event], figures: list[Figure], item: Item, parsed: Doc) -> list[Event]:
    """Each figure goes to the event that its sentence tells of: a toll to one that harms people, else to the nearest such before it;
    participants to a protest or a meeting, other amounts to what is told beside them in the sentence. What is of another time than every
    event, or taken back, goes to none (other_times.py)."""
    told = [event for event in events if event.certainty != "negated"]
    owned: dict[str, list[Figure]] = {}
    sentences = [Span(s.start_char, s.end_char) for s in parsed.sents] if told else []
    for figure in figures:
        wanted = [event for event in told if _may_own(event, figure)]
        at = bisect_right(sentences, figure.span.start, key=lambda s: s.start) - 1
        if at < 0 or not wanted:
            continue
        inside = [e for e in wanted if any(sentences[at].start <= s.start < sentences[at].end for s in e.spans)]
        inside = [e for e in inside if not _before_count(figure, e) and not _after_count(figure, e, parsed.text)]
        if not inside and before_that(parsed.text, sentences[at].start, figure.span.start):
            continue
        before = [e for e in wanted if e.trigger.start < figure.span.start and figure.what not in AMOUNTS]
        owner = min(inside, key=lambda e: abs(e.trigger.start - figure.span.start)) if inside else before[-1] if before else None
        if owner is not None and is_of(owner, figure, item):
            owned.setdefault(owner.id, []).append(figure)
    return [replace(e, figures=tuple(owned.get(e.id, ()))) for e in events]


def _before_count(figure: Figure, event: Event) -> bool:
    """Whether a figure stands before the words that count an event back: "nobody was hurt, two days after a crash killed 12"."""
    counts = [e.where for e in event.when.evidence] if event.when and counted_back(event.when) else []
    return any(isinstance(where, Span) and figure.span.start < where.start <= event.trigger.start for where in counts)


def _after_count(figure: Figure, event: Event, text: str) -> bool:
    """Whether a figure stands behind words that count back from an event told before them."""
    return event.trigger.start < figure.span.start and all(
        span.end <= figure.span.start and before_that(text, span.end, figure.span.start) for span in event.spans[-1:]
    )


def _may_own(event: Event, figure: Figure) -> bool:
    if figure.what == "participants":
        return event.type in _MET
    if figure.what in AMOUNTS:
        return True
    return event.type in _HARMFUL and (event.type != "COERCE" or figure.what == "arrested")
