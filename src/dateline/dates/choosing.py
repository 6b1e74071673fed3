"""Chooses the day of publication among the days that a page offers, by measured trust.

Each kind of evidence has a weight, fitted on development pages (`python -m training.date_trust --data DIR` writes trust.csv): the
weights of the kinds that name a day add up, and the days compete, together with the answer "none of them". What comes out is a
probability for each day. The table also says on how many development pages a kind was seen and on how many it held the right day.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..tables import rows
from .candidates import Candidate

#: A kind that names several days trusts its first one fully, the others less.
LATER = 0.4
#: The answer that no candidate is right.
NONE = "(none)"
#: The same of bare text, where most dates are of what is told.
NONE_IN_TEXT = "(none in text)"
#: A kind too rare to be measured.
UNMEASURED = 0.5


@dataclass(frozen=True, slots=True)
class Trust:
    """`weight` adds to a day's score; `right` of `pages` development pages with this kind held the right day among the kind's days."""

    kind: str
    weight: float
    pages: int
    right: int

    @property
    def share(self) -> float:
        """The share of pages on which the kind held the right day."""
        return self.right / self.pages if self.pages >= 5 else UNMEASURED


@lru_cache(maxsize=1)
def trust() -> Mapping[str, Trust]:
    """The table by kind."""
    return {
        row["kind"]: Trust(row["kind"], float(row["weight"]), int(row["pages"]), int(row["right"]))
        for row in rows(__package__, "trust.csv")
    }


def features(candidates: Iterable[Candidate]) -> dict[date, dict[str, float]]:
    """What speaks for each day: its kinds, and its place among the days."""
    found: dict[date, dict[str, float]] = defaultdict(dict)
    first: dict[str, date] = {}
    listed: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        listed[candidate.kind] += candidate.kind not in found.get(candidate.day, {})
        first.setdefault(candidate.kind, candidate.day)
        share = 1.0 if first[candidate.kind] == candidate.day else LATER
        found[candidate.day][candidate.kind] = max(share, found[candidate.day].get(candidate.kind, 0.0))
    for kinds in found.values():
        for kind in [kind for kind in kinds if kind.startswith("markup-") and listed[kind] > 2]:
            kinds["markup-listed"] = max(kinds.get("markup-listed", 0.0), kinds.pop(kind))
    changed = _changed(found)
    for kinds in (found[day] for day in changed):
        for kind in [kind for kind in kinds if kind.startswith(("line-date", "line-near-headline", "line-byline", "time"))]:
            kinds[f"changed {kind}"] = kinds.pop(kind)
    text = "text " if any(kind.startswith("text-") for kinds in found.values() for kind in kinds) else ""
    stated = any(_stated(kinds) for kinds in found.values())
    strong = sorted(day for day, kinds in found.items() if any(_strong(kind) for kind in kinds))
    for day, kinds in found.items():
        if stated and not _stated(kinds):
            kinds["(others are stated)"] = 1.0
            changes = [kind for kind in kinds if kind.endswith(("-modified", "-updated"))]
            for kind in changes:
                del kinds[kind]
            if changes:
                kinds["(changed)"] = 1.0
        if len(strong) > 1 and day in (strong[0], strong[-1]):
            kinds[f"({text}earliest)" if day == strong[0] else f"({text}latest)"] = 1.0
        if sum(kind[0] != "(" for kind in kinds) > 2:
            kinds["(three kinds)"] = 1.0
    return dict(found)


def _changed(found: Mapping[date, Iterable[str]]) -> list[date]:
    """The days that fields state as those of a change only, where an earlier one is stated as that of publication."""
    stated = [day for day, kinds in found.items() if _stated(kinds)]
    return [
        day
        for day, kinds in found.items()
        if stated and day > min(stated) and day not in stated and any(kind.endswith("-modified") for kind in kinds)
    ]


def _stated(kinds: Iterable[str]) -> bool:
    """Whether a field states the day as that of publication."""
    return any(kind.endswith("-published") for kind in kinds)


def _strong(kind: str) -> bool:
    """Whether a kind is worth a place among the first or last of the page's days."""
    return kind.endswith(("-published", "-date", "-first", "-byline", "-labelled", "url-day")) and not kind.startswith("markup")


def none_of(days: Mapping[date, Iterable[str]]) -> str:
    """The name of the answer "none of them" for these days."""
    return NONE_IN_TEXT if any(kind.startswith("text-") for kinds in days.values() for kind in kinds) else NONE


def probabilities(days: Mapping[date, Mapping[str, float]], weights: Mapping[str, float]) -> dict[date | None, float]:
    """The probability of each day, and under None that of none of them."""
    scores: dict[date | None, float] = {None: weights.get(none_of(days), 0.0)}
    for day, kinds in days.items():
        scores[day] = sum(weights.get(kind, 0.0) * value for kind, value in kinds.items())
    top = max(scores.values())
    exps = {day: math.exp(score - top) for day, score in scores.items()}
    total = sum(exps.values())
    return {day: value / total for day, value in exps.items()}


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Weight by kind."""
    return {kind: row.weight for kind, row in trust().items()}
