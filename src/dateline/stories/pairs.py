"""Whether two articles tell of one event, by their words alone.

Accepts pairs whose terms have a cosine of at least SAME_EVENT. Rejects what shares a topic but few rare terms. Measured by
`python -m bench stories` (pairs); languages are compared only with themselves.
"""

from __future__ import annotations

from .terms import cosine, weigh

SAME_EVENT = 0.35


def same_event(one: str, other: str) -> bool:
    """Whether two texts, headline first, tell of one event."""
    return cosine(weigh(one), weigh(other)) >= SAME_EVENT
