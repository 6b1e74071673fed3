"""How sure an event is: the odds that type, parties and place are all right, from how it was read.

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
from .syntax import children
from .words import pattern

_LONG = 40  # tokens
_LONG_NAME = 80  # characters: a clause has been read as a name


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    found: dict[str, Any] = entries(__package__, "confidence.yaml")
    return found


def shown() -> float:
    """The confidence under which an event is left out."""
    return float(_table()["shown"])


def features(event: Event, draft: Draft) -> dict[str, bool]:
    """What the confidence rests on: how the trigger stands in its sentence, and what the sentence tells beside it."""
    token, kind = draft.token, event.type
    hurt = bool(pattern("hurt").search(token.sent.text))
    two = bool(event.recipients) or (kind == "CONSULT" and len(event.actors) > 1)
    told = bool(event.actors or event.recipients or event.place) or hurt
    return {
        "two sides": two,
        "own subject": draft.kind != "noun" and (token.pos_ == "ADJ" or bool(children(token, "nsubj", "nsubjpass"))),
        "reported": event.certainty == "reported",
        "object alone": bool(draft.rule.objects) and not two,
        "in a phrase": token.dep_ in ("pobj", "pcomp", "relcl") and not told,
        "long sentence": len(token.sent) > _LONG,
        "violent": kind in ("ASSAULT", "PROTEST") and not hurt,
        "act of nature": kind in ("ACCIDENT", "DISASTER"),
        "death": kind == "DEATH",
        "long name": any(len(a.text) > _LONG_NAME for a in (*event.actors, *event.recipients)),
        "placed": event.place is not None,
    }


def weighed(event: Event, draft: Draft) -> Event:
    """The event with its confidence: between 0 and 1, to two places."""
    weights = _table()["weights"]
    odds = weights["all"] + sum(weights[name] for name, holds in features(event, draft).items() if holds)
    return replace(event, confidence=round(1 / (1 + math.exp(-odds)), 2))
