"""The first page: the newest reports, each told once, heavier ones first while they are fresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from fastapi import FastAPI

from ..archive import Archive
from ..stories.figures import histories
from ..stories.standing import standing
from ..types import INNER_ACTS, FigureStep, Item, Statement
from .rendering import lead_of, speaker_of, title_of
from .routing import Answer, both

#: How many of the newest items are looked at, and how many reports the page tells.
LATEST, TOLD = 200, 24
#: The days within which a date is one day or another of a happening.
VAGUE = 7
#: After so many days a report weighs half as much.
HALF_LIFE = 5.0
#: Whatever is no letter and no digit.
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Toll:
    """The gravest figure of a happening as it stands, and what the same was held to be before, where it changed."""

    what: str
    unit: str
    now: FigureStep
    before: FigureStep | None


@dataclass(frozen=True, slots=True)
class Told:
    """One happening: `lead` is told, the other reports and copies are folded into `copies`; the outlets in order, the figure as it stands,
    the newest statement with its item; `story` is the id of the story, where it has more than one item."""

    lead: Item
    copies: tuple[Item, ...]
    outlets: tuple[str, ...]
    figure: Toll | None
    statement: tuple[Item, Statement] | None
    weight: float
    story: str | None = None


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the first page to a site."""

    def today() -> Answer:
        """The newest reports, each once, by weight and freshness."""
        items = [i for i in archive.items(limit=LATEST).items if i.kind != "comment" and i.genre not in ("opinion", "sponsored")]
        ids = [i.id for i in items]
        originals = archive.originals(ids)
        rows = told(items, originals | archive.stories_of(ids), originals, TOLD)
        voices = archive.items(genre="opinion", limit=4).items
        films = archive.items(genre="documentary", limit=3).items
        full = [t for t in rows if t.lead.paragraphs or t.figure or t.statement]
        values = {"rows": full, "brief": [t for t in rows if t not in full], "voices": voices, "films": films}
        return "today.html", values, {"reports": rows, "opinion": voices, "documentaries": films}

    both(app, "/", today)


def told(items: Sequence[Item], roots: dict[str, str], originals: dict[str, str], most: int | None = None) -> list[Told]:
    """Items as happenings: reports of one story and copies together, the weightiest of the freshest first, at most so many. `roots` names
    the story or the original of each item, `originals` the original alone.

    The age of a report counts from the newest among them, not from the clock; an item without a day is as old as the oldest.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(roots.get(item.id, item.id), []).append(item)
    copies = frozenset(item.id for item in items if originals.get(item.id, item.id) != item.id)
    days = [day for item in items if (day := _day(item))]
    newest, oldest = max(days, default=1), min(days, default=1)
    weighed = []
    for root, group in groups.items():
        lead = _lead(root, group, copies)
        weighed.append((-_weight(lead, len(group), newest, oldest), lead.id, lead, root))
    weighed.sort(key=lambda row: row[:2])
    return [_report(lead, root, groups[root], copies, -weight) for weight, _, lead, root in weighed[:most]]


def _telling(item: Item) -> tuple[bool, int, int, str]:
    """An article before a teaser, the newest, the longest."""
    return item.kind == "article", _day(item), len(item.text), item.id


def _day(item: Item) -> int:
    """The day of an item, 0 for none. One that may be of any day of years is not the newest: it counts from its first day."""
    when = item.published
    if when is None:
        return 0
    return (when.earliest if (when.latest - when.earliest).days > VAGUE else when.latest).toordinal()


def _lead(root: str, group: list[Item], copies: frozenset[str]) -> Item:
    """The report of a happening that is told."""
    own = [item for item in group if item.id not in copies] or group
    return next((i for i in group if i.id == root), max(own, key=_telling))


def _weight(lead: Item, reports: int, newest: int, oldest: int) -> float:
    facts = len(lead.statements) + len(lead.events) + len(lead.figures)
    return (1 + log2(reports) + log2(1 + facts) / 2) * float(0.5 ** ((newest - (_day(lead) or oldest)) / HALF_LIFE))


def _report(lead: Item, root: str, group: list[Item], copies: frozenset[str], weight: float) -> Told:
    outlets = tuple(dict.fromkeys(i.outlet for i in (lead, *group) if i.outlet))
    story = root if len(group) > 1 and root not in {i.id for i in group} else None
    rest = tuple(sorted((i for i in group if i is not lead), key=_telling, reverse=True))
    return Told(lead, rest, outlets, toll(group, copies), newest_statement([lead, *rest], lead), weight, story)


def toll(items: Sequence[Item], copies: frozenset[str]) -> Toll | None:
    """The gravest toll of some reports of one happening, as it stands."""
    ordered = sorted(items, key=lambda i: (i.published.latest if i.published else date.max, i.id))
    found = ((history, standing(history)) for history in histories(ordered, copies))
    # That nobody died is no toll.
    history, held = next(((h, steps) for h, steps in found if steps and steps[0].upper != 0), (None, ()))
    if history is None:
        return None
    earlier = [s for s in history.steps if s.superseded and (s.lower, s.upper) != (held[0].lower, held[0].upper)]
    return Toll(history.what, history.unit, held[0], earlier[-1] if earlier else None)


def newest_statement(items: Sequence[Item], lead: Item) -> tuple[Item, Statement] | None:
    """What was said last by somebody who is named; of one item, the first: news comes first. What the title and the opening of the one
    that is told say already is not said again."""
    shown = _letters(f"{title_of(lead)}{lead_of(lead, 320)}")
    for item in sorted(items, key=_day, reverse=True):
        for statement in item.statements:
            if statement.act in INNER_ACTS or not speaker_of(statement):
                continue
            if not all(_letters(span.of(item.text)) in shown for span in statement.content):
                return item, statement
    return None


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
