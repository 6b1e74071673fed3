"""Where reports of one happening differ on its place or on who did it.

Accepts two events of one type, told as happened by different outlets (or, who did it, by different speakers) of days that can be the same.
Of a place: each report tells of one place of this type alone, names the other's nowhere, and what is told alike is more than a word:
a figure, somebody who takes part, or half of the words. Of a doer: both name what was attacked alike, or the same place and figure, and
neither has the other side do such a thing too. A later report of the same outlet that agrees takes its earlier one back.
Of those planted in the invented stream of `bench stories` 21 of 24 places and 16 of 17 doers are found, none is false; on real texts none
was told yet (docs/stories.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Literal, NamedTuple

from ..types import Disagreement, Entity, Event, Item, Side
from .citing import cite
from .days import known
from .doers import Doer, differ, doers
from .happenings import UNREAL, days_apart
from .whereabouts import elsewhere

#: What happens at one place. Floods and storms, protests and talks are at several.
_AT_ONE_PLACE = frozenset({"ACCIDENT", "ASSAULT", "COERCE", "DEATH"})
#: What one does and others are said to have done.
_DEEDS = frozenset({"ASSAULT", "COERCE"})
#: What is told in the past perfect ("rebels had shelled it, the army said") is news where its day is so near.
_NEWS = timedelta(days=7)
#: The share of the words, without places, that two reports of one happening have in common where nothing else ties them.
ALIKE = 0.5
_WORD = re.compile(r"[^\W_]{4,}")
#: Stems of people at large.
_ANYBODY = frozenset(
    (
        "people",
        "person",
        "perso",
        "civil",
        "resid",
        "child",
        "women",
        "woman",
        "other",
        "sever",
        "dozen",
        "about",
        "least",
        "most",
    )
)


class Telling(NamedTuple):
    """An event as one item tells it."""

    item: Item
    event: Event
    #: The sides of those who act in it.
    side: tuple[Doer, ...]

    @property
    def place(self) -> Entity | None:
        """The place of the event, where it is known which one is meant."""
        return self.event.place.entity if self.event.place else None

    @property
    def outlet(self) -> str:
        """Who tells it."""
        return self.item.outlet or self.item.id

    @property
    def giver(self) -> str | None:
        """Who is said to say so."""
        said = self.event.reported_by
        return None if said is None else said.entity.name if said.entity else said.speaker.text if said.speaker else None


def differing(items: Sequence[Item], copies: frozenset[str]) -> tuple[Disagreement, ...]:
    """The disagreements of a story's reports on places and doers, each pair of places or sides once, with the first reports of both."""
    tellings = [Telling(i, e, doers(e.actors)) for i in items for e in i.events if _news(i, e)]
    places = _each_once(_pairs(tellings, _AT_ONE_PLACE, _other_place), _same_place)
    doers_named = _each_once(_pairs(tellings, _DEEDS, _other_doer), _same_doer)
    return (
        *(_disagreement("place", pair, _said_place, copies) for pair in places),
        *(_disagreement("actor", pair, _said_doer, copies) for pair in doers_named),
    )


def _news(item: Item, event: Event) -> bool:
    if event.certainty in UNREAL:
        return False
    if not event.background:
        return True
    days = known(item)
    return bool(event.reported_by and event.when and days and days.earliest - event.when.latest <= _NEWS)


class Tellings:
    """The events of one type that a story's reports tell, by report and by outlet: each pair asks what else its two tell."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.of_item: dict[str, list[Telling]] = defaultdict(list)
        self.of_outlet: dict[str, list[Telling]] = defaultdict(list)
        for telling in tellings:
            self.of_item[telling.item.id].append(telling)
            self.of_outlet[telling.outlet].append(telling)


_Differ = Callable[[Telling, Telling, Tellings], bool]


def _pairs(tellings: Sequence[Telling], types: frozenset[str], differs: _Differ) -> Iterator[tuple[Telling, Telling]]:
    for type in sorted(types):
        of_type = [t for t in tellings if t.event.type == type]
        told = Tellings(of_type)
        for one, other in combinations(of_type, 2):
            if not days_apart(one.event, other.event) and differs(one, other, told):
                yield one, other


def _other_place(one: Telling, other: Telling, told: Tellings) -> bool:
    if one.outlet == other.outlet or not elsewhere(one.place, other.place) or not _parties_fit(one, other):
        return False
    if _names_place(one.item, other) or _names_place(other.item, one) or not tied(one, other):
        return False
    if any(_goes_elsewhere(t, told) for t in (one, other)):
        return False
    return not (_taken_back(one, other, told) or _taken_back(other, one, told))


def _goes_elsewhere(telling: Telling, told: Tellings) -> bool:
    """Whether a report tells such a thing of two places."""
    return any(elsewhere(t.place, telling.place) for t in told.of_item[telling.item.id])


def _names_place(item: Item, telling: Telling) -> bool:
    """Whether an item names the place of another's event: then it may only have put it otherwise."""
    place = telling.place
    if place is None:
        return False
    ids = {place.id, place.geonames_id} - {None}
    return (
        any(m.entity is not None and ids & {m.entity.id, m.entity.geonames_id} for m in item.mentions) or place.name in item.text
    )


def _taken_back(one: Telling, other: Telling, told: Tellings) -> bool:
    """Whether the outlet of one has the place of the other too."""
    return any(t.place is not None and not elsewhere(t.place, other.place) for t in told.of_outlet[one.outlet])


def _other_doer(one: Telling, other: Telling, told: Tellings) -> bool:
    sides = one.side, other.side
    if not differ(*sides) or elsewhere(one.place, other.place):
        return False
    if one.item is other.item or one.outlet == other.outlet:
        if one.giver is None or other.giver is None or one.giver == other.giver:
            return False
    elif _does_too(one.item, sides[1], told) or _does_too(other.item, sides[0], told):
        return False
    if _targets(one) & _targets(other):
        return True
    return (_same_town(one, other) and bool(_figures(one) & _figures(other))) or _same_in_other_words(one, other)


def _does_too(item: Item, side: tuple[Doer, ...], told: Tellings) -> bool:
    """Whether an item has such a deed done by a side of another report: both may be true."""
    return any(t.side and not differ(t.side, side) for t in told.of_item[item.id])


def _targets(telling: Telling) -> set[str]:
    """Stems of what the deed was done to; people at large are no target."""
    names = {w.casefold() for w in _WORD.findall(telling.place.name)} if telling.place else set()
    words = {w.casefold() for a in telling.event.recipients for w in _WORD.findall(a.text)} - names
    return {w[:5] for w in words} - _ANYBODY


def _same_town(one: Telling, other: Telling) -> bool:
    return (
        one.place is not None and other.place is not None and one.place.geonames_id is not None and one.place.id == other.place.id
    )


def _figures(telling: Telling) -> set[tuple[str, float | None, float | None]]:
    return {(f.what, f.lower, f.upper) for f in telling.event.figures}


def _parties(telling: Telling) -> set[str]:
    return {(a.entity.name if a.entity else a.text).casefold() for a in (*telling.event.actors, *telling.event.recipients)}


def _parties_fit(one: Telling, other: Telling) -> bool:
    parties = _parties(one), _parties(other)
    return not (parties[0] and parties[1]) or bool(parties[0] & parties[1])


def tied(one: Telling, other: Telling) -> bool:
    """Whether two tellings have more in common than their type: a figure, what the deed was done to; of an accident a party, or half of the
    words of their sentences."""
    if _figures(one) & _figures(other) or _targets(one) & _targets(other) or _same_in_other_words(one, other):
        return True
    if one.event.type != "ACCIDENT":
        return False
    words = _words(one), _words(other)
    return bool(_parties(one) & _parties(other)) or len(words[0] & words[1]) >= max(2.0, ALIKE * min(map(len, words)))


def _same_in_other_words(one: Telling, other: Telling) -> bool:
    """Whether two tellings in different languages have the day and somebody named in common."""
    if one.item.language == other.item.language or None in (one.item.language, other.item.language):
        return False
    days = [t.event.when.day if t.event.when else None for t in (one, other)]
    return days[0] is not None and days[0] == days[1] and bool(_named(one.item) & _named(other.item))


def _named(item: Item) -> set[str]:
    return {m.entity.id for m in item.mentions if m.entity is not None and m.entity.type in ("person", "organisation")}


def _words(telling: Telling) -> set[str]:
    """Stems of the sentence that tells it, without what it names as places."""
    item = telling.item
    quote = cite(item, telling.event.trigger, frozenset()).quote
    named = " ".join(m.text for m in item.mentions if m.type in ("place", "country", "nationality", "time"))
    return {w.casefold()[:5] for w in _WORD.findall(quote)} - {w.casefold()[:5] for w in _WORD.findall(named)}


def _said_place(telling: Telling) -> str:
    return telling.place.name if telling.place else ""


def _said_doer(telling: Telling) -> str:
    return ", ".join(actor.entity.name if actor.entity else actor.text for actor in telling.event.actors)


def _same_place(one: Telling, other: Telling) -> bool:
    return not elsewhere(one.place, other.place)


def _same_doer(one: Telling, other: Telling) -> bool:
    return not differ(one.side, other.side)


def _each_once(
    pairs: Iterable[tuple[Telling, Telling]], same: Callable[[Telling, Telling], bool]
) -> Iterator[tuple[Telling, Telling]]:
    """Pairs whose sides are not those of one before."""
    kept: list[tuple[Telling, Telling]] = []
    for a, b in pairs:
        if not any(
            a.event.type == c.event.type and ((same(a, c) and same(b, d)) or (same(a, d) and same(b, c))) for c, d in kept
        ):
            kept.append((a, b))
            yield a, b


def _disagreement(
    kind: Literal["place", "actor"], pair: tuple[Telling, Telling], says: Callable[[Telling], str], copies: frozenset[str]
) -> Disagreement:
    one, other = (Side(says(t), t.giver, cite(t.item, t.event.trigger, copies)) for t in pair)
    return Disagreement(kind, pair[0].event.type.lower(), one, other)
