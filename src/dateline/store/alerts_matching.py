"""Whether an item is what a saved search asks for: the same words and filters as in a search, asked of one item as it arrives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ..types import Item
from .searching import Term, terms

_WORD = re.compile(r"[^\W_]+")


def fits(item: Item, asked: Mapping[str, str]) -> bool:
    """Whether an item has the values, lies in the days and holds the words of a search; one with nothing but filters takes any words."""
    if not (_has(item, asked) and _within(item, asked)):
        return False
    wanted = terms(asked.get("q", ""))
    if not asked.get("q", "").strip():
        return True
    held = [word.casefold() for word in _WORD.findall(item.text)]
    return any(not term.negated for term in wanted) and all(_stands(held, term) != term.negated for term in wanted)


def names(item: Item, entity: str) -> bool:
    """Whether an item names an entity."""
    return any(mention.entity is not None and mention.entity.id == entity for mention in item.mentions)


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


def _stands(held: Sequence[str], term: Term) -> bool:
    """Whether the words of a term stand in the text, one after the other."""
    *first, last = (word.casefold() for word in term.words)
    size = len(term.words)
    for start in range(len(held) - size + 1):
        here = held[start : start + size]
        if here[:-1] == first and (here[-1].startswith(last) if term.prefix else here[-1] == last):
            return True
    return False
