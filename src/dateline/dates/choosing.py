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
from .offers import Candidate
from .text_lines import DAY_AFTER

#: Days further apart are of two happenings, not of two time zones or editions.
MONTH = timedelta(31)
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
_PRINTED = ("line-date", "line-byline", "line-near-headline", "headline-")
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
    bare = any(kind.startswith("text-") for kinds in found.values() for kind in kinds)
    if not bare:
        stated = _drop_unprinted(found, stated)
    _mark_later(found, stated, swapped)
    _mark_changes(found, stated)
    if bare:
        _mark_text(found, offered)
    else:
        _drop_day_after(found, stated)
        _drop_updated(found)
    text = "text " if bare else ""
    strong = sorted(day for day, kinds in found.items() if day not in swapped and any(_strong(kind) for kind in kinds))
    for day, kinds in found.items():
        if day in swapped:
            kinds[SWAPPED] = 1.0
        if stated and day not in stated:
            kinds["(others are stated)"] = 1.0
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
        share = 1.0 if candidate.swapped or first[candidate.kind] == candidate.day else LATER
        found[candidate.day][candidate.kind] = max(share, found[candidate.day].get(candidate.kind, 0.0))
    for kinds in found.values():
        for kind in [kind for kind in kinds if kind.startswith("markup-") and listed[kind] > 2]:
            kinds[_LISTED] = max(kinds.get(_LISTED, 0.0), kinds.pop(kind))
    return found


def _drop_listed(found: dict[date, dict[str, float]], stated: Collection[date]) -> None:
    """Where a day is stated, those that stand in a list of stamps alone are of other things; many of them would outweigh it."""
    for day in [day for day, kinds in found.items() if stated and day not in stated and kinds.keys() == {_LISTED}]:
        del found[day]


def _drop_day_after(found: dict[date, dict[str, float]], stated: Collection[date]) -> None:
    """The day after a stated one that no field states or calls a change is that of a change, of the print edition, of the capture or of
    another time zone: the page's own on one of 60 development pages."""
    for day in [day for day in found if day not in stated and day - timedelta(1) in stated]:
        del found[day]


def _drop_unprinted(found: dict[date, dict[str, float]], stated: frozenset[date]) -> frozenset[date]:
    """Where the page prints one of the days that its fields state as its own, the others are of something else: right on 24 of 26
    development pages. The stated days that are left. One that fields call a change, more than a month after another, leaves them both."""
    printed = [day for day in stated if _is_printed(found[day])]
    if len(printed) != 1:
        return stated
    if any(_changes(kind) for kind in found[printed[0]]) and any(day < printed[0] - MONTH for day in _stated_first(found, stated)):
        return stated
    for day in stated.difference(printed):
        del found[day]
    return frozenset(printed)


def _drop_updated(found: dict[date, dict[str, float]]) -> None:
    """Where the page prints a day under a label of publication, what it prints under one of change alone is none of publication."""
    labelled = {day for day, kinds in found.items() if any("-stated" in kind for kind in kinds)}
    changed = [day for day, kinds in found.items() if any("-updated" in kind for kind in kinds)]
    for day in [day for day in changed if labelled and day not in labelled and not any(_states(kind) for kind in found[day])]:
        del found[day]


def contested(days: Mapping[date, Mapping[str, float]], day: date) -> frozenset[date]:
    """The days that fields state, where they are more than a month apart and this is one of them: what prints one of them alone has been
    heard (`features`), and of those left one was right on one of five development pages. None where fields are at one; further days of a
    field, as those of a list's entries, dispute nothing."""
    stated = _stated_first(days, stated_days(days))
    return stated if day in stated and max(stated) - min(stated) > MONTH else frozenset()


def _stated_first(days: Mapping[date, Mapping[str, float]], stated: frozenset[date]) -> frozenset[date]:
    """The stated days that some field states first."""
    return frozenset(day for day in stated if any(share == 1.0 and _states(kind) and kind != _FILM for kind, share in days[day].items()))


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
    """What fields state as the day of a change says nothing of publication where one is stated: a later day that only changes name
    is "(changed)". What shows readers such a day, or a stated one that is a change's too after one that is not, shows them a change."""
    if not stated:
        return
    first = min(stated)
    changed = {day for day, kinds in found.items() if any(_changes(kind) for kind in kinds)}
    unchanged = min((day for day in stated if day not in changed), default=date.max)
    for day, kinds in found.items():
        as_change = day not in stated or (day in changed and day > unchanged)
        for kind in [kind for kind in kinds if kind.endswith("-modified") or (as_change and kind.endswith("-updated"))]:
            del kinds[kind]
        if day in changed and day > first and as_change:
            if day not in stated:
                kinds["(changed)"] = 1.0
            for kind in [kind for kind in kinds if kind.startswith(_SHOWN)]:
                kinds[f"changed {kind}"] = kinds.pop(kind)


def _is_printed(kinds: Iterable[str]) -> bool:
    """Whether the page prints a day as its own to its readers, and not as that of a change."""
    return any(kind.startswith(_PRINTED) and "-updated" not in kind for kind in kinds)


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
