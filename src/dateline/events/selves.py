"""Nobody meets himself: "him", "her" or "them" beside who acts is somebody else.

Where names and pronouns were read so that both sides of an act are one person, the pronoun is left out; of a meeting, which needs two, it
takes the person named last before who acts, in this sentence or the one before, where there is one. Rejects names and reflexives. Rare: of
725 events and figures of 261 development texts one was touched, a wrong one.
"""

from __future__ import annotations

from dataclasses import replace

from ..types import Actor, Mention
from .parties import Phrases

_OTHERS = frozenset({"him", "her", "them"})
#: Characters before who acts in which the other is looked for.
_NEAR = 300


def without_selves(actors: tuple[Actor, ...], recipients: tuple[Actor, ...], kind: str, phrases: Phrases) -> tuple[Actor, ...]:
    """The recipients, with nobody who acts among them by a pronoun alone."""
    return tuple(other for one in recipients if (other := _other(one, actors, kind, phrases)) is not None)


def _other(one: Actor, actors: tuple[Actor, ...], kind: str, phrases: Phrases) -> Actor | None:
    """A recipient as it stands, or whom its pronoun must mean; None where it can only mean who acts."""
    doer = next((a for a in actors if one.entity is not None and a.entity is not None and a.entity.id == one.entity.id), None)
    if doer is None or one.text.lower() not in _OTHERS:
        return one
    meant = _named_before(min(doer.span.start, one.span.start), doer, phrases) if kind == "CONSULT" else None
    if meant is None or meant.entity is None:
        return None
    named = phrases.plain(meant)
    return replace(one, entity=meant.entity, country=named.country, sector=named.sector)


def _named_before(at: int, doer: Actor, phrases: Phrases) -> Mention | None:
    """The last person named before an offset, near it and not who acts."""
    before = [
        m
        for m in phrases.mentions
        if at - _NEAR <= m.span.start < at
        and m.type == "person"
        and m.entity is not None
        and doer.entity is not None
        and m.entity.id != doer.entity.id
    ]
    return before[-1] if before else None
