"""The first page: the newest reports, each told once, heavier ones first while they are fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from fastapi import FastAPI

from ..archive import Archive
from ..types import Figure, Item, Statement
from .facts import INWARD, speaker_of
from .routing import Answer, both

#: How many of the newest items are looked at, and how many reports the page tells.
LATEST, TOLD = 200, 24
#: After so many days a report weighs half as much.
HALF_LIFE = 5.0


@dataclass(frozen=True, slots=True)
class Told:
    """One happening: `lead` is told, the other reports and copies are folded into `copies`; the outlets in order, a figure and a statement
    of the lead; `story` is the id of the story, where it has more than one item."""

    lead: Item
    copies: tuple[Item, ...]
    outlets: tuple[str, ...]
    figure: Figure | None
    statement: Statement | None
    weight: float
    story: str | None = None


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the first page to a site."""

    def today() -> Answer:
        """The newest reports, each once, by weight and freshness."""
        items = [i for i in archive.items(limit=LATEST).items if i.kind != "comment" and i.genre not in ("opinion", "sponsored")]
        ids = [i.id for i in items]
        rows = told(items, archive.originals(ids) | archive.stories_of(ids))[:TOLD]
        voices = archive.items(genre="opinion", limit=4).items
        films = archive.items(genre="documentary", limit=3).items
        full = [t for t in rows if t.lead.paragraphs or t.figure or t.statement]
        values = {"rows": full, "brief": [t for t in rows if t not in full], "voices": voices, "films": films}
        return "today.html", values, {"reports": rows, "opinion": voices, "documentaries": films}

    both(app, "/", today)


def told(items: Sequence[Item], originals: dict[str, str]) -> list[Told]:
    """Items as happenings: reports of one story and copies together, the weightiest of the freshest first.

    The age of a report counts from the newest among them, not from the clock; an item without a day is as old as the oldest.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(originals.get(item.id, item.id), []).append(item)
    days = [item.published.latest.toordinal() for item in items if item.published is not None]
    newest, oldest = max(days, default=1), min(days, default=1)
    found = [_report(root, group, newest, oldest) for root, group in groups.items()]
    return sorted(found, key=lambda t: (-t.weight, t.lead.id))


def _telling(item: Item) -> tuple[bool, int, int, str]:
    """An article before a teaser, the newest, the longest."""
    return item.kind == "article", item.published.latest.toordinal() if item.published else 0, len(item.text), item.id


def _report(root: str, group: list[Item], newest: int, oldest: int) -> Told:
    lead = next((i for i in group if i.id == root), max(group, key=_telling))
    day = lead.published.latest.toordinal() if lead.published is not None else oldest
    facts = len(lead.statements) + len(lead.events) + len(lead.figures)
    weight = (1 + log2(len(group)) + log2(1 + facts) / 2) * 0.5 ** ((newest - day) / HALF_LIFE)
    outlets = tuple(dict.fromkeys(i.outlet for i in (lead, *group) if i.outlet))
    figure = next(iter(lead.figures), None)
    statement = next((s for s in lead.statements if s.act not in INWARD and speaker_of(s)), None)
    story = root if len(group) > 1 and root not in {i.id for i in group} else None
    return Told(lead, tuple(i for i in group if i is not lead), outlets, figure, statement, weight, story)
