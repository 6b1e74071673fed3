"""An item as the clustering sees it: the terms of its text, its days, where its events happened, and keys that hold in every language."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import numpy as np

from ..events.earlier import counted_back
from ..types import Item
from .happenings import is_known, said_on
from .similarity import AT, Member
from .terms import Vector, weigh
from .titles import bare_title

_KEY_WEIGHTS = {"person": 2.0, "place": 2.0, "organisation": 1.5, "country": 1.0}

#: What happens at one moment, as a rule once in a story; attacks come day after day.
_MOMENTS = frozenset({"ACCIDENT", "DISASTER"})


def member_of(item: Item, number: int = 0) -> Member:
    """The member of an item: reads its text and facts alone."""
    return Member(
        item.id,
        number,
        weigh(wording(item), item.language),
        item.published.earliest.toordinal() if item.published else None,
        item.published.latest.toordinal() if item.published else None,
        item.language,
        _places(item) | _moments(item),
        _keys(item),
        item.outlet,
    )


def wording(item: Item) -> str:
    """The words that an item is compared by: its headline, freed of affixes, on a line of its own, and what follows."""
    text = _timeless(item)
    length = len(item.headline) if item.headline and item.text.startswith(item.headline) else 0
    head, body = bare_title(text[:length].strip(), item.outlet) if length else "", text[length:]
    return f"{head}\n{body}" if head else body


def _timeless(item: Item) -> str:
    """The text with its time expressions blanked: that two texts name one day says nothing of their subject, and days count apart."""
    text = item.text
    for mention in item.mentions:
        if mention.type == "time":
            text = text[: mention.span.start] + " " * len(mention.span) + text[mention.span.end :]
    return text


def _places(item: Item) -> frozenset[str]:
    found = set()
    for event in item.events:
        entity = event.place.entity if event.place and not event.background else None
        if entity is not None and entity.country:
            found.add(entity.country)
            if entity.type == "place" and entity.geonames_id:
                found.add(entity.id)  # of a province and of the city so called in it
    return frozenset(found)


def _moments(item: Item) -> frozenset[str]:
    """The days of accidents and disasters that the item tells as new, with their types: "ACCIDENT@739564"."""
    found = set()
    for event in item.events:
        when, told = event.when, event.certainty in ("asserted", "reported") and not event.background
        if when is None or when.day is None or not told or event.type not in _MOMENTS:
            continue
        if not (said_on(when) or counted_back(when) or is_known(item, event)):
            found.add(f"{event.type}{AT}{when.day.toordinal()}")
    return frozenset(found)


def _keys(item: Item) -> Vector | None:
    """Entities, types of events, and figures, hashed; of length one."""
    weights: Counter[int] = Counter()
    for mention in item.mentions:
        if mention.entity is not None and mention.entity.type in _KEY_WEIGHTS:
            weights[crc32(f"e{mention.entity.id}".encode())] = _KEY_WEIGHTS[mention.entity.type]  # type: ignore[assignment]
    for event in item.events:
        if not event.background:
            weights[crc32(f"t{event.type}".encode())] = 1
    for figure in item.figures:
        weights[crc32(f"f{figure.what}{figure.lower}".encode())] = 1
    if not weights:
        return None
    terms = np.array(sorted(weights), np.uint32)
    values = np.array([weights[int(term)] for term in terms], np.float32)
    return Vector(terms, (values / np.linalg.norm(values)).astype(np.float32), len(terms))
