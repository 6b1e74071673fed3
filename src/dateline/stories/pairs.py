"""Whether two articles tell of one event, by their words alone.

Two reports of one event share what their openings say, and each has in its text what the other's headline and lead name; look-alikes
(the weather of two towns, the eleventh and the twelfth case) share the frame but not the names and numbers. The mean of three shares of
rarity decides: the cosine of the openings, how much of the leads the other text holds, how much of the headlines. Accepts pairs from
SAME_EVENT on. On the development pairs (Russian) F1 .86, and between .86 and .87 for any bound from .33 to .39; words of the whole text
alone reach .825. Languages are compared only with themselves. Source of the pairs: see `python -m bench stories`.
"""

from __future__ import annotations

import numpy as np

from .terms import cosine, rarity, term_counts, weigh

SAME_EVENT = 0.36
#: Characters: of an opening with its headline, of a lead.
OPENING, LEAD = 600, 250


def same_event(one: str, other: str) -> bool:
    """Whether two texts, headline first on a line of its own, tell of one event."""
    return alike(one, other) >= SAME_EVENT


def alike(one: str, other: str) -> float:
    """How alike the news of two texts is, from 0 to 1."""
    shared = cosine(weigh(one[:OPENING]), weigh(other[:OPENING]))
    leads = (_held(_lead(one), other) + _held(_lead(other), one)) / 2
    headlines = (_held(_headline(one), other) + _held(_headline(other), one)) / 2
    return (shared + leads + headlines) / 3


def _headline(text: str) -> str:
    return text.partition("\n")[0]


def _lead(text: str) -> str:
    headline, _, body = text.partition("\n")
    return f"{headline}\n{body[:LEAD]}"


def _held(part: str, text: str) -> float:
    """The share, by rarity, of a part's terms that a text has; 1 for a part without terms."""
    terms = np.array(sorted(term_counts(part)), np.uint32)
    if not len(terms):
        return 1.0
    weights = rarity(terms)
    held = term_counts(text)
    return float(weights[[int(term) in held for term in terms]].sum() / weights.sum())
