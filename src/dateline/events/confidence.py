"""How sure an event is: the odds that type, parties and place are all right, from how it was read.

The weights are fitted to events judged by hand (confidence.yaml, training/event_confidence.py); how well the numbers hold is measured in
docs/events.md. What is less sure than `shown` is no event for a reader.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..tables import entries
from ..types import Actor, Event
from .drafts import Draft
from .parties import Phrases
from .syntax import children, line_of
from .words import pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = re.compile(r"\b(?:in|near|at|outside|off|around|across) (?:the )?(?:\w+ of )?(?:the )?\Z", re.IGNORECASE)
#: Protests whose name says who makes them.
_CALM = frozenset({"strike", "hunger", "boycott"})
#: Acts of two or of many, who are often named together.
_OF_TWO = frozenset({"AGREE", "CONSULT", "COOPERATE", "PROTEST"})
#: Events that are somewhere; acts of words need not be.
_PLACED = frozenset({"ASSAULT", "COERCE", "PROTEST", "ACCIDENT", "DISASTER", "MOBILIZE", "BUILD"})


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    found: dict[str, Any] = entries(__package__, "confidence.yaml")
    return found


def shown() -> float:
    """The confidence under which an event is left out."""
    return float(_table()["shown"])


def weights() -> dict[str, float]:
    """What each feature adds to the odds; "all" is where they start. A feature without a weight adds nothing (a test asks for each)."""
    found: dict[str, float] = _table()["weights"]
    return found


def features(event: Event, draft: Draft, phrases: Phrases) -> dict[str, bool]:
    """What the confidence rests on: how the trigger stands in its sentence, and what the sentence tells beside it."""
    token, kind = draft.token, event.type
    parties = (*event.actors, *event.recipients)
    hurt = bool(pattern("hurt").search(token.sent.text))
    told = bool(parties or event.place) or hurt
    return {
        "two sides": bool(event.recipients) or (kind == "CONSULT" and len(event.actors) > 1),
        "own subject": draft.kind != "noun" and (token.pos_ == "ADJ" or bool(children(token, "nsubj", "nsubjpass"))),
        "reported": event.certainty == "reported",
        "in a phrase": token.dep_ in ("pobj", "pcomp", "relcl") and not told,
        "violent": kind in ("ASSAULT", "PROTEST") and not hurt,
        "act of nature": kind in ("ACCIDENT", "DISASTER"),
        "placed": event.place is not None,
        "place left": event.place is None and kind in _PLACED and _names_a_place(token, phrases, parties),
        "listed": kind not in _OF_TWO and event.mode != "ceasefire" and (len(event.actors) > 1 or len(event.recipients) > 1),
        "nobody named": not parties and kind not in ("ACCIDENT", "DISASTER", "BUILD") and event.mode not in _CALM,
    }


def _names_a_place(token: Token, phrases: Phrases, parties: tuple[Actor, ...]) -> bool:
    """Whether the trigger's line names a place behind "in", "near" ... that belongs to nobody who takes part: it may have been there."""
    line = line_of(token)
    named = (m for m in phrases.located.over(line) if m.type in ("place", "country") and not m.metonym and line.contains(m.span))
    named = (m for m in named if _AT.search(phrases.item.text, max(0, m.span.start - 24), m.span.start))
    return any(not any(a.span.overlaps(m.span) for a in parties) for m in named)


def weighed(event: Event, draft: Draft, phrases: Phrases) -> Event:
    """The event with its confidence: between 0 and 1, to two places."""
    known = weights()
    odds = known["all"] + sum(known.get(name, 0.0) for name, holds in features(event, draft, phrases).items() if holds)
    return replace(event, confidence=round(1 / (1 + math.exp(-odds)), 2))
