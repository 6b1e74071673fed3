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
from ..types import DateEstimate, Item, Span, Statement
from .certainty import arranged, certainty
from .other_times import MADE
from .parties import Phrases

#: Evidence of a time that belongs to the words that report an event: it may have been earlier.
SAID_ON = "said-on"

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_saying(time: Span, cue: Span) -> bool:
    """Whether a time belongs to a cue: "said on Tuesday", in it or right behind it."""
    return cue.overlaps(time) or 0 <= time.start - cue.end <= 25


def to_come(day: DateEstimate, item: Item) -> bool:
    """Whether a day lies behind all on which a text may have been published."""
    return item.published is not None and day.earliest > item.published.latest


#: Helpers by which a verb tells of no past: "is arrested", "to be arrested".
_NOT_PAST = frozenset({"is", "are", "am", "’s", "'s", "be", "to", "being"})


def _is_past(trigger: Token) -> bool:
    """Whether a verb tells what has happened, so that a day still to come is that of another: "had been arrested and would appear on
    Monday"."""
    helpers = [c for c in trigger.children if c.dep_ in ("aux", "auxpass")]
    return trigger.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" or c.lower_ in _NOT_PAST for c in helpers)


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
        found = resolve_when(expression, item, ahead=True if expression.span.start > token.idx and arranged(token) else None)
        if found is not None and not (to_come(found, item) and _is_past(token)):
            return found
    for expression in reporting:
        said = resolve_when(expression, item)
        if said is not None and said.latest - said.earliest <= timedelta(7) and certainty(token, over) != "planned":
            why = tuple(replace(e, kind=SAID_ON, note=f"{e.note}; the day it was said, or the one before") for e in said.evidence)
            return replace(said, earliest=said.earliest - timedelta(1), evidence=why)
    return None
