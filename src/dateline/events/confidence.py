"""How sure an event is: the chance that type, parties and place are all right, from the signs of signs.py.

The weights are fitted to events judged by hand (confidence.yaml, training/event_confidence.py); how well the numbers hold is measured in
docs/events.md. What is less sure than `shown` is no event for a reader.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ..tables import entries
from ..types import Event
from .drafts import Draft
from .parties import Phrases
from .signs import features


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    found: dict[str, Any] = entries(__package__, "confidence.yaml")
    return found


def shown(event: Event) -> float:
    """The confidence under which an event is left out: that of its type, else a higher one where no party has a country that the tables
    know."""
    limits: dict[str, float] = _table()["shown"]
    known = any(actor.country for actor in (*event.actors, *event.recipients))
    return limits.get(event.type, limits["any" if known else "unknown"])


def weights() -> dict[str, float]:
    """What each sign adds to the odds; "all" is where they start. A sign without a weight adds nothing (a test asks for each)."""
    found: dict[str, float] = _table()["weights"]
    return found


def weighed(event: Event, draft: Draft, phrases: Phrases) -> Event:
    """The event with its confidence: between 0 and 1, to two places."""
    known = weights()
    odds = known["all"] + sum(known.get(name, 0.0) for name, holds in features(event, draft, phrases).items() if holds)
    return replace(event, confidence=round(1 / (1 + math.exp(-odds)), 2))
