"""What one report tells as happened and another says did not happen.

Accepts two events of one type at one known place, of different outlets and days that can be the same, that have more in common than that:
a figure, what the deed was done to, or half of their words. Rejects them where one of the two reports tells the thing both ways: one attack
of several was foiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from ..types import Citation, Disagreement, Event, Item, Side
from .citing import cite
from .differing import Telling, tied
from .happenings import days_apart

_TOLD = ("asserted", "reported")


def happened_or_not(items: Sequence[Item], copies: frozenset[str]) -> tuple[Disagreement, ...]:
    """The disagreements of a story's reports on whether something happened, each type of event once."""
    tellings = [Telling(item, event, ()) for item in items for event in item.events if not event.background]
    told = [t for t in tellings if t.event.certainty in _TOLD]
    negated = [t for t in tellings if t.event.certainty == "negated"]
    both = {(t.item.id, t.event.type) for t in told} & {(t.item.id, t.event.type) for t in negated}
    found: dict[str, Disagreement] = {}
    for one, other in product(told, negated):
        if (
            one.event.type not in found
            and not {(t.item.id, t.event.type) for t in (one, other)} & both
            and _one_thing(one, other)
        ):
            sides = Side("it happened", one.giver, _cited(one, copies)), Side("it did not", other.giver, _cited(other, copies))
            found[one.event.type] = Disagreement("happened", one.event.type.lower(), *sides)
    return tuple(found.values())


def _one_thing(one: Telling, other: Telling) -> bool:
    if one.event.type != other.event.type or one.outlet == other.outlet or days_apart(one.event, other.event):
        return False
    place = _place(one.event)
    return place is not None and place == _place(other.event) and tied(one, other)


def _place(event: Event) -> str | None:
    return None if event.place is None else event.place.entity.name if event.place.entity else event.place.text


def _cited(telling: Telling, copies: frozenset[str]) -> Citation:
    return cite(telling.item, telling.event.trigger, copies)
