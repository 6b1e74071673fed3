"""Chooses the day of publication among the days that a page offers, by measured trust.

Each kind of evidence has a weight, fitted on development pages (`python -m training.date_trust --data DIR` writes trust.csv): the
weights of the kinds that name a day add up, and the days compete, together with the answer "none of them". What comes out is a
probability for each day. The table also says on how many development pages a kind was seen and on how many it held the right day.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from ..expressions.times import WEEKDAY
from ..tables import rows
from .candidates import Candidate
from .text_lines import DAY_AFTER

#: A kind that names several days trusts its first one fully, the others less.
LATER = 0.4
#: The answer that no candidate is right.
NONE = "(none)"
#: The same of bare text, where most dates are of what is told.
NONE_IN_TEXT = "(none in text)"
#: A day that only the other reading of a date like 05/03/2024 gives.
SWAPPED = "(swapped)"
#: A day after the last change that the page names, and how a page prints the day of a change.
AFTER_CHANGE = "(after the change)"
_CHANGED = ("line-updated", "headline-updated-first", "tag-updated-near")
#: Days of bare text: before the newest one that it names; with their weekday.
OLDER, WEEKDAY_TOO = "(text older)", "(text weekday)"
#: A film beside a text that already shows an older one: put there later.
_FILM, _LATER_FILM = "text-published", "text-published-later"
#: It was put there as the news went on.
_NEXT_FILM = timedelta(2)
_WORDS = re.compile(r"[^\W\d_]+")
_LISTED = "markup-listed"
#: Kinds in which a rail's days stand too.
_IN_LISTS = ("markup-", "tag-", "time-", "headline-")
#: How a page shows its readers the day of publication.
_PRINTED = ("line-date", "line-near-headline", "headline-")
#: A kind too rare to be measured.
UNMEASURED = 0.5


@dataclass(frozen=True, slots=True)
class Trust:
    """`weight` adds to a day's score, `quick` does where the markup alone is read, `shown` where every date is that it prints; `right` of
    `pages` development pages with this kind held the right day among the kind's days."""

    kind: str
    weight: float
    quick: float
    shown: float
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
        row["kind"]: Trust(
            row["kind"], float(row["weight"]), float(row["quick"]), float(row["shown"]), int(row["pages"]), int(row["right"])
        )
        for row in rows(__package__, "trust.csv")
    }


def features(candidates: Iterable[Candidate], address: tuple[int, int | None] | None = None) -> dict[date, dict[str, float]]:
    """What speaks for each day: its kinds, its place among the days, and whether the year and the month of the address are its own."""
    offered = list(candidates)
    found = _kinds(offered)
    swapped = set(found) - {candidate.day for candidate in offered if not candidate.swapped}
    stated = stated_days({day: kinds for day, kinds in found.items() if day not in swapped})
    _drop_listed(found, stated)
    _mark_later(found, stated, swapped)
    _mark_changes(found, stated)
    text = "text " if any(kind.startswith("text-") for kinds in found.values() for kind in kinds) else ""
    strong = sorted(day for day, kinds in found.items() if day not in swapped and any(_strong(kind) for kind in kinds))
    if text:
        _mark_text(found, offered)
    for day, kinds in found.items():
        if day in swapped:
            kinds[SWAPPED] = 1.0
        if len(stated) > 1 and day in stated and any(kind.removeprefix("changed ").startswith(_PRINTED) for kind in kinds):
            kinds["(the printed one of several)"] = 1.0
        if stated and day not in stated:
            kinds["(others are stated)"] = 1.0
            if day - timedelta(1) in stated:
                kinds["(the day after)"] = 1.0
        if address is not None:
            agrees = day.year == address[0] and address[1] in (None, day.month)
            kinds[f"(address {'agrees' if agrees else 'differs'})"] = 1.0
        if len(strong) > 1 and day in (strong[0], strong[-1]):
            kinds[f"({text}earliest)" if day == strong[0] else f"({text}latest)"] = 1.0
        if sum(kind[0] != "(" for kind in kinds) > 2:
            kinds[f"({text}three kinds)"] = 1.0
    if not stated:
        _drop_changes(found)
    return dict(found)


def _kinds(offered: Iterable[Candidate]) -> dict[date, dict[str, float]]:
    """The kinds that name each day; stamps in scripts of a kind that names more than two are a list."""
    found: dict[date, dict[str, float]] = defaultdict(dict)
    first: dict[str, date] = {}
    listed: dict[str, int] = defaultdict(int)
    for candidate in offered:
        listed[candidate.kind] += candidate.kind not in found.get(candidate.day, {})
        first.setdefault(candidate.kind, candidate.day)
        share = 1.0 if first[candidate.kind] == candidate.day else LATER
        found[candidate.day][candidate.kind] = max(share, found[candidate.day].get(candidate.kind, 0.0))
    for kinds in found.values():
        for kind in [kind for kind in kinds if kind.startswith("markup-") and listed[kind] > 2]:
            kinds[_LISTED] = max(kinds.get(_LISTED, 0.0), kinds.pop(kind))
    return found


def _drop_listed(found: dict[date, dict[str, float]], stated: Collection[date]) -> None:
    """Where a day is stated, those that stand in a list of stamps alone are of other things; many of them would outweigh it."""
    for day in [day for day, kinds in found.items() if stated and day not in stated and kinds.keys() == {_LISTED}]:
        del found[day]


def _drop_changes(found: dict[date, dict[str, float]]) -> None:
    """Where no field states the publication, the day of a change that nothing but fields and the page's other stories name is none of
    publication. (What a page prints as its last change is: see `line-updated`.)"""
    for day, kinds in list(found.items()):
        named = [kind for kind in kinds if kind[0] != "(" and not kind.endswith("-modified")]
        changed = any(kind.endswith("-modified") for kind in kinds)
        rail = "line-teaser" in named and all(kind == "line-teaser" or kind.startswith(_IN_LISTS) for kind in named)
        if changed and (rail or not named):
            del found[day]


def stated_days(found: Mapping[date, Iterable[str]]) -> frozenset[date]:
    """The days that fields state as that of publication; where none does, those that stamps in the markup name so."""
    days = {day for day, kinds in found.items() if any(_states(kind) for kind in kinds)}
    return frozenset(days or {day for day, kinds in found.items() if "markup-published" in kinds})


def _mark_text(found: Mapping[date, dict[str, float]], offered: Sequence[Candidate]) -> None:
    """In bare text a day that is not the newest one named is hardly ever its own, deadlines and lines of copyright left out; reporters add
    the weekday to days of this week."""
    films = sorted(day for day, kinds in found.items() if _FILM in kinds)
    for first, later in pairwise(films):
        if later - first <= _NEXT_FILM:
            found[first][_FILM] = 1.0  # also where it is not the first in the text
            found[later][_LATER_FILM] = found[later][_FILM]
    for day in films:
        if _LATER_FILM in found[day]:
            del found[day][_FILM]
    none_own = ("text-other", _LATER_FILM, DAY_AFTER)
    newest = max((day for day, kinds in found.items() if not all(kind.startswith(none_own) for kind in kinds)), default=date.min)
    for day, kinds in found.items():
        if day < newest:
            kinds[OLDER] = 1.0
    for candidate in offered:
        if any(word in WEEKDAY for word in _WORDS.findall(candidate.words.lower())):
            found[candidate.day][WEEKDAY_TOO] = 1.0


def _states(kind: str) -> bool:
    return kind == "url-day" or (kind.endswith("-published") and not kind.startswith("markup-"))


def _mark_later(found: Mapping[date, dict[str, float]], stated: Collection[date], swapped: Collection[date]) -> None:
    """A day after the last change that the page names is not that of its publication, where no field states it: it was so on none of the
    118 development pages that show such days."""
    changed = (day for day, kinds in found.items() if day not in swapped and any(_changes(kind) or kind in _CHANGED for kind in kinds))
    last = max(changed, default=date.max)
    for day, kinds in found.items():
        if day > last and day not in stated:
            kinds[AFTER_CHANGE] = 1.0


def _mark_changes(found: Mapping[date, dict[str, float]], stated: Collection[date]) -> None:
    """What fields state as the day of a change says nothing of an earlier publication: where another day is stated, a later day that
    only changes name is "(changed)"; one that publication and change share, after a stated day without change, is doubted."""
    if not stated:
        return
    first = min(stated)
    unchanged = min((day for day in stated if not any(_changes(kind) for kind in found[day])), default=date.max)
    for day, kinds in found.items():
        named = any(_changes(kind) for kind in kinds)
        if day in stated and not (named and day > unchanged):
            continue
        for kind in [kind for kind in kinds if kind.endswith(("-modified", "-updated"))]:
            del kinds[kind]
        if named and day > first:
            kinds["(published and changed)" if day in stated else "(changed)"] = 1.0
            for kind in [kind for kind in kinds if kind.startswith(_SHOWN)]:
                kinds[f"changed {kind}"] = kinds.pop(kind)


def _changes(kind: str) -> bool:
    return kind.endswith("-modified") and not kind.startswith("markup-")


#: Where a page shows the day of its last change in place of the first.
_SHOWN = ("line-date", "line-near-headline", "line-byline", "time")


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


@lru_cache(maxsize=1)
def quick_weights() -> Mapping[str, float]:
    """Weight by kind where the markup alone is read."""
    return {kind: row.quick for kind, row in trust().items()}


@lru_cache(maxsize=1)
def shown_weights() -> Mapping[str, float]:
    """Weight by kind where every date that the markup prints is read."""
    return {kind: row.shown for kind, row in trust().items()}
