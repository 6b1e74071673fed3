"""Events as PLOVER JSON: one object an event, with lists of actors and recipients; the columns stand in docs/events.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..events.parties import plover_country as country
from ..types import Actor, DateEstimate, Event, Item

#: Types beyond PLOVER: left out unless the caller asks for them.
BEYOND = frozenset({"ACCIDENT", "DISASTER", "DEATH", "ELECT", "APPOINT", "BUILD"})


def rows(
    items: Iterable[Item], *, beyond: bool = False, threshold: float = 0.5, happened: bool = True
) -> Iterator[dict[str, Any]]:
    """One plain object an event in order of items and triggers.

    `beyond` adds the types that PLOVER lacks. Events under `threshold` are left out. With `happened`, negated, planned and possible
    events are left out too, since PLOVER has no field for them; without it, `certainty` tells them apart.
    """
    for item in items:
        for event in item.events:
            if event.confidence < threshold or (event.type in BEYOND and not beyond):
                continue
            if happened and event.certainty not in ("asserted", "reported"):
                continue
            yield row(item, event)


def row(item: Item, event: Event) -> dict[str, Any]:
    """One event of an item as PLOVER names its fields."""
    place = event.place.entity if event.place else None
    return {
        "id": event.id,
        "document": item.id,
        "source": item.outlet,
        "url": item.url,
        "pubdate": _day(item.published),
        "date": _day(event.when),
        "event": event.type,
        "mode": event.mode,
        "context": list(event.contexts),
        "actor": [_party(actor) for actor in event.actors],
        "recipient": [_party(actor) for actor in event.recipients],
        "location": {
            "text": event.place.text,
            "country": place.country if place else None,
            "geonames": place.geonames_id if place else None,
            "lat": place.latitude if place else None,
            "lon": place.longitude if place else None,
        }
        if event.place
        else None,
        "dead": _count(event, "killed"),
        "injured": _count(event, "injured"),
        "certainty": event.certainty,
        "confidence": event.confidence,
        "background": event.background,
        "trigger": event.trigger.of(item.text),
        "span": [event.trigger.start, event.trigger.end],
    }


def json_lines(items: Iterable[Item], *, beyond: bool = False, threshold: float = 0.5, happened: bool = True) -> Iterator[str]:
    """The rows as JSON, a line each."""
    return (
        json.dumps(found, ensure_ascii=False, sort_keys=True)
        for found in rows(items, beyond=beyond, threshold=threshold, happened=happened)
    )


def _party(actor: Actor) -> dict[str, Any]:
    return {
        "text": actor.text,
        "country": country(actor),
        "sector": actor.sector,
        "entity": actor.entity.name if actor.entity else None,
    }


def _day(estimate: DateEstimate | None) -> str | None:
    """A day, or the two ends of an interval joined by a slash (ISO 8601)."""
    if estimate is None:
        return None
    return estimate.day.isoformat() if estimate.day else f"{estimate.earliest.isoformat()}/{estimate.latest.isoformat()}"


def _count(event: Event, what: str) -> dict[str, float | None] | None:
    figure = next((f for f in event.figures if f.what == what), None)
    return {"lower": figure.lower, "upper": figure.upper} if figure else None
