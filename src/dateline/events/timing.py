"""When an event was: the time that its own sentence gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..dates.resolving import when as resolve_when
from ..expressions.filing import of_filing
from ..expressions.located import Located
from ..expressions.times import TimeExpression
from ..types import DateEstimate, Span, Statement
from .certainty import certainty
from .other_times import MADE
from .parties import Phrases

#: Evidence of a time that belongs to the words that report an event: it may have been earlier.
SAID_ON = "said-on"

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_saying(time: Span, cue: Span) -> bool:
    """Whether a time belongs to a cue: "said on Tuesday", in it or right behind it."""
    return cue.overlaps(time) or 0 <= time.start - cue.end <= 25


def time_of(token: Token, phrases: Phrases, times: Located[TimeExpression], over: Statement | None) -> DateEstimate | None:
    """The time nearest to the trigger in its sentence; a time that belongs to a reporting verb bounds what it reports. Of a trigger that is
    itself the verb of a statement the time is its own, and what is said has others: "agreed on Tuesday to open the line in 2026"."""
    item, sentence = phrases.item, Span(token.sent.start_char, token.sent.end_char)
    near = [t for t in times.over(sentence) if sentence.start <= t.span.start]
    told = [s for s in item.statements if s.cue is not None and s.cue.start <= token.idx < s.cue.end]
    near = [t for t in near if not any(c.overlaps(t.span) for s in told for c in s.content)]
    cues = [cue for cue in phrases.cues.over(sentence) if all(cue != s.cue for s in told)]
    reporting = [
        t
        for t in near
        if any(of_saying(t.span, cue) for cue in cues) and (over is None or not any(c.overlaps(t.span) for c in over.content))
    ]
    own = [t for t in near if t not in reporting]
    own = [
        t
        for t in own
        if not re.search(
            r"(?:imposed|started|began|since|after) (?:\w+[’']s )?$|’s $", item.text[max(0, t.span.start - 16) : t.span.start]
        )
        and not ((made := MADE.search(item.text, max(0, t.span.start - 24), t.span.start)) and made.start() != token.idx)
        and abs(t.span.start - token.idx) < 160
    ]
    for expression in sorted(own, key=lambda t: (of_filing(t.span, item.text), abs(t.span.start - token.idx))):
        found = resolve_when(expression, item)
        if found is not None:
            return found
    for expression in reporting:
        said = resolve_when(expression, item)
        if said is not None and said.latest - said.earliest <= timedelta(7) and certainty(token, over) != "planned":
            why = tuple(replace(e, kind=SAID_ON, note=f"{e.note}; the day it was said, or the one before") for e in said.evidence)
            return replace(said, earliest=said.earliest - timedelta(1), evidence=why)
    return None
