"""Sets of days, and the solver for pieces that allow intervals: taken in order of trust, each narrows what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..knowledge.offices import KEPT_TO
from ..types import DateEstimate, Evidence, Interval
from .choosing import trust
from .notes import say
from .stamps import EARLIEST

Days = tuple[Interval, ...]
#: An interval wider than this, ten years, says nothing worth having.
WIDEST = timedelta(3660)
#: Without a known capture no page is dated past this day: three years beyond the tables that would have to know of it.
HORIZON = KEPT_TO + timedelta(3 * 365)
#: Kinds that no development page measures: what the caller knows, what the transport says, what a rail lends.
_UNMEASURED = {
    "known": 1.0,
    "warc": 0.97,
    "feed": 0.95,
    "date-line": 0.95,
    "url": 0.95,
    "http": 0.5,
    "http-modified": 0.8,
    "masthead": 0.9,
    "other-report": 0.7,
    "appeared": 0.9,
    "rail": 0.5,
    "url-month": 0.9,
    "url-year": 0.8,
    "rail-office": 0.6,
    "candidate": 0.9,
    "copyright-line": 0.93,
    "happening": 0.95,
    "happening-year": 0.85,
    "year-reference": 0.85,
    "filed-weekday": 0.7,
    "swapped": 0.1,
}


def trusted(kind: str) -> float:
    """How far a kind is trusted, 0 to 1: the share of development pages or texts on which it was right."""
    if kind in _UNMEASURED:
        return _UNMEASURED[kind]
    row = trust().get(kind) or trust().get(f"words {kind}")
    return row.share if row is not None else 0.5


#: A kind that was right less often than this is no evidence, if it was seen often enough to say so.
LEAST, SEEN = 0.8, 10


def believed(kind: str) -> bool:
    """Whether a kind of the words counts at all: rules that failed on the development texts only explain."""
    row = trust().get(f"words {kind}")
    return row is None or row.pages < SEEN or row.right / row.pages >= LEAST


def solve(evidence: Iterable[Evidence], within: Interval | None = None) -> DateEstimate | None:
    """The days that the evidence leaves; None where they are no narrower than ten years."""
    left: Days = (within,) if within else (Interval(EARLIEST, HORIZON),)
    judged: list[Evidence] = []
    for piece in sorted((e for e in evidence if believed(e.kind)), key=lambda e: -trusted(e.kind)):
        narrowed = intersect(left, piece.allows)
        if narrowed:
            left = narrowed
            judged.append(piece if piece.used else replace(piece, used=True))
        else:
            judged.append(
                replace(
                    piece,
                    used=False,
                    note=f"{piece.note}; {say('set aside', reason='it contradicts what is trusted more')}".lstrip("; "),
                )
            )
    low, high = left[0].earliest, left[-1].latest
    if not judged or low is None or high is None or high - low > WIDEST:
        return None
    if low < high and not any(i.latest == high for e in judged if e.used for i in e.allows):
        judged.append(_end(high))
    return DateEstimate(low, high, tuple(judged), None, _doubtful(judged))


def _end(day: date) -> Evidence:
    """What ends an interval that no piece ends: the capture, or the day past which nothing is dated."""
    note = say("horizon") if day == HORIZON else say("not after")
    return Evidence("end", "horizon" if day == HORIZON else "capture", "field", (Interval(None, day),), True, note)


def _doubtful(judged: Sequence[Evidence]) -> bool:
    """Whether a piece that was set aside is trusted nearly as far as those used."""
    return any(e.used for e in judged) and any(not e.used and trusted(e.kind) >= 0.8 and not _near(e, judged) for e in judged)


def _near(piece: Evidence, judged: Sequence[Evidence]) -> bool:
    """Whether a contradiction is of a day or two: time zones and midnight."""
    best = next(e for e in judged if e.used)
    ends = [(i.earliest, j.latest) for i in piece.allows for j in best.allows] + [
        (j.earliest, i.latest) for i in piece.allows for j in best.allows
    ]
    return any(a and b and abs((a - b).days) <= 2 for a, b in ends)


def intersect(a: Days, b: Days) -> Days:
    """The days in both, as disjoint intervals in order."""
    found = []
    for x in a:
        for y in b:
            low = max((d for d in (x.earliest, y.earliest) if d is not None), default=None)
            high = min((d for d in (x.latest, y.latest) if d is not None), default=None)
            if low is None or high is None or low <= high:
                found.append(Interval(low, high))
    return tuple(sorted(found, key=lambda i: i.earliest or date.min))
