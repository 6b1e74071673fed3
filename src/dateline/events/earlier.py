"""The day of what happened before something else: "two days after a crash on the same road".

Accepts English counts of days, weeks, months and years before "after" that the parse ties to the trigger, itself or by its clause; the day
they are counted from is the time of the rest of the sentence, else that of the item. Weeks are good to three days, months to half a month,
years to half a year: so people count.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ..dates.notes import say
from ..dates.resolving import when as resolve_when
from ..expressions.located import Located
from ..expressions.numbers import value
from ..expressions.times import TimeExpression
from ..types import DateEstimate, Evidence, Interval, Item, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Evidence of a day that is counted back from that of something else in the text: two happenings, not one.
COUNTED_BACK = "counted-back"
_COUNT = re.compile(r"\b([^\W_]+(?:-[^\W_]+)?) (day|week|month|year)s? $", re.IGNORECASE)
_GOES_BACK = re.compile(r"\b(?:days?|weeks?|months?|years?) after an? ", re.IGNORECASE)
#: Days of each unit, and by how many they may be off.
_UNITS = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 183)}
#: Above this a count of days is no memory of one thing.
_MOST = 100


def earlier_time(token: Token, item: Item, times: Located[TimeExpression]) -> DateEstimate | None:
    """The days of what a trigger tells, where it happened a counted time before; None where the words count nothing."""
    after = _after(token)
    if after is None:
        return None
    counted = _COUNT.search(item.text, max(0, after.idx - 40), after.idx)
    number = (1.0 if counted[1].casefold() in ("a", "an") else value(counted[1])) if counted else None
    since = _rest(token, after, item, times)
    if counted is None or not number or number > _MOST or since is None:
        return None
    days, off = _UNITS[counted[2].casefold()]
    back, slack = timedelta(round(number * days)), timedelta(off)
    told = Interval(since.earliest - back - slack, since.latest - back + slack)
    said = Span(counted.start(), after.idx + len(after.text))
    why = Evidence(COUNTED_BACK, said, "item", (told,), True, say("counted back", words=said.of(item.text), day=since.earliest))
    return DateEstimate(told.earliest or since.earliest, told.latest or since.latest, (why,))


def before_that(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a sentence goes on to what happened a counted time before: "nobody was hurt, two days after a crash killed"."""
    return bool(_GOES_BACK.search(text, start, end))


def counted_back(when: DateEstimate | None) -> bool:
    """Whether days are counted back from something else that the text tells."""
    return when is not None and any(e.kind == COUNTED_BACK for e in when.evidence)


def _after(token: Token) -> Token | None:
    """The "after" that stands over a trigger: "after a crash", "after rebels attacked the town". What happened later, "arrested two days
    after the crash", keeps its own day."""
    if token.dep_ in ("pobj", "pcomp") and token.head.lower_ == "after":
        return token.head
    clause = token if token.pos_ == "VERB" else token.head if token.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    return next((c for c in clause.children if c.lower_ == "after" and c.dep_ == "mark"), None) if clause else None


def _rest(token: Token, after: Token, item: Item, times: Located[TimeExpression]) -> DateEstimate | None:
    """The time of what the sentence tells beside it, the one named last before "after"; else the item's."""
    sentence = Span(token.sent.start_char, token.sent.end_char)
    before = [t for t in times.over(sentence) if sentence.start <= t.span.start < after.idx]
    found = next((days for t in reversed(before) if (days := resolve_when(t, item)) is not None), None)
    if found is not None:
        return found
    published = item.published
    return published if published and published.latest - published.earliest <= timedelta(2) else None
