"""Nobody meets himself: "him", "her" or "them" beside who acts is somebody else.

Where names and pronouns were read so that both sides of an act are one person, the pronoun stays without a name; of a meeting it takes the
person named last before who acts, in this sentence or the one before, where there is one. Rejects names and reflexives.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..types import Actor, Mention
from .parties import Phrases

_OTHERS = frozenset({"him", "her", "them"})
#: Behind "her" where it is no possessive: "attacked her and fled".
_ALONE = re.compile(
    r"\W*$|[.,;:!?)”\"]| (?:and|in|on|at|with|to|for|of|as|while|from|by|before|after|when|because|outside|near)\b"
)
#: Characters before who acts in which the other is looked for.
_NEAR = 300


def without_selves(actors: tuple[Actor, ...], recipients: tuple[Actor, ...], kind: str, phrases: Phrases) -> tuple[Actor, ...]:
    """The recipients, none of them with the name of who acts where only a pronoun stands."""
    return tuple(other for one in recipients if (other := _other(one, actors, kind, phrases)) is not None)


def _other(one: Actor, actors: tuple[Actor, ...], kind: str, phrases: Phrases) -> Actor | None:
    """A recipient as it stands, or whom its pronoun must mean; the bare pronoun where nobody is named whom it could mean."""
    doer = next((a for a in actors if one.entity is not None and a.entity is not None and a.entity.id == one.entity.id), None)
    if doer is None or one.text.lower() not in _OTHERS:
        return one
    meant = _named_before(min(doer.span.start, one.span.start), doer, phrases) if kind == "CONSULT" else None
    if meant is None or meant.entity is None:
        if one.text.lower() == "her" and not _ALONE.match(phrases.item.text, one.span.end):
            return None  # "blamed her delay on the weather"
        return replace(one, entity=None, country=None, sector=None)
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
