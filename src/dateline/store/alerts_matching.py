"""Whether an item is what a saved search asks for: the same words and filters as in a search, asked of one item as it arrives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ..types import Item
from .indexing import words_of
from .searching import stands, terms


def fits(item: Item, asked: Mapping[str, str]) -> bool:
    """Whether an item has the values, lies in the days and holds the words of a search; one with nothing but filters takes any words."""
    if not (_has(item, asked) and _within(item, asked)):
        return False
    wanted = terms(asked.get("q", ""))
    if not asked.get("q", "").strip():
        return True
    held = words_of(item)
    return any(not term.negated for term in wanted) and all(stands(held, term) != term.negated for term in wanted)


def names(item: Item, entities: Collection[str]) -> bool:
    """Whether an item names one of some entities."""
    return any(mention.entity is not None and mention.entity.id in entities for mention in item.mentions)


def _has(item: Item, asked: Mapping[str, str]) -> bool:
    plain = all(getattr(item, name) == asked[name] for name in ("kind", "genre", "outlet", "language") if asked.get(name))
    countries = {mention.entity.country for mention in item.mentions if mention.entity is not None}
    if asked.get("country") and asked["country"] not in countries:
        return False
    return plain and (not asked.get("event") or any(event.type == asked["event"] for event in item.events))


def _within(item: Item, asked: Mapping[str, str]) -> bool:
    since, until = asked.get("since"), asked.get("until")
    if not since and not until:
        return True
    day = item.published
    return (
        day is not None
        and (not since or day.latest >= date.fromisoformat(since))
        and (not until or day.earliest <= date.fromisoformat(until))
    )
