"""A dossier as a person reads it on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..types import INNER_ACTS, Dossier, Event, Item, Statement
from .output import safe
from .view import WIDTH, counted, day, party

#: Rows of a part that are shown; --json has all.
SHOWN = 12
QUOTED = 240


def dossier_lines(dossier: Dossier, *, beliefs: bool = False) -> Iterator[str]:
    """Roles, statements by and about, events, stories, companions."""
    entity = dossier.entity
    yield f"{entity.name} · {entity.type}" + (f" · {entity.country}" if entity.country else "") + f" · {entity.id}"
    if dossier.withheld:
        yield f"no dossier: {dossier.withheld}"
    if len(dossier.names) > 1:
        yield "also " + ", ".join(f"{name} ({count})" for name, count in dossier.names if name != entity.name)
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        (
            "Roles",
            [
                f"{role.role} · {_span(role.first, role.last)} · {counted(role.items, 'item')}"
                + (f" · by the table of offices it was {role.holder}" if role.holder else "")
                for role in dossier.roles
            ],
        ),
        (
            "By the table of offices",
            [f"{t.office} · {t.country} · {t.first or 'undated'} to {t.last or 'now or not known'}" for t in dossier.terms],
        ),
        ("Said", _once((item, _said(item, one)) for item, one in dossier.said if beliefs or one.act not in INNER_ACTS)),
        ("Said about", _once((item, _about(item, one)) for item, one in dossier.about if beliefs or one.act not in INNER_ACTS)),
        ("Events", [_event(item, event) for item, event in dossier.events]),
        ("Stories", [f"{story.last or 'undated'}  {story.id}  {story.headline}" for story in dossier.stories]),
        ("Named with", [f"{other.name} ({counted(count, 'item')})" for other, count in dossier.companions]),
    )
    for title, rows in parts:
        if rows:
            yield from ("", title)
        for row in rows[:SHOWN]:
            yield from textwrap.wrap(safe(row), WIDTH, initial_indent="  ", subsequent_indent="    ")
        if len(rows) > SHOWN:
            yield f"  … and {len(rows) - SHOWN} more (--json)"


def _span(first: date | None, last: date | None) -> str:
    return f"{first or 'undated'}" + (f" to {last or 'undated'}" if first != last else "")


def _once(rows: Iterable[tuple[Item, str]]) -> list[str]:
    """Each line once, with all the outlets that have it."""
    found: dict[str, list[str]] = {}
    for item, told in rows:
        found.setdefault(told, []).append(item.outlet or item.id)
    return [f"{told} · {', '.join(dict.fromkeys(outlets))}" for told, outlets in found.items()]


def _said(item: Item, statement: Statement) -> str:
    words = " … ".join(span.of(item.text) for span in statement.content)
    return f"{day(item.published)}  ({statement.act}) {textwrap.shorten(words, QUOTED, placeholder=' …')}"


def _about(item: Item, statement: Statement) -> str:
    who = statement.entity.name if statement.entity else statement.speaker.text if statement.speaker else "nobody named"
    return f"{who}: {_said(item, statement)}"


def _event(item: Item, event: Event) -> str:
    when = day(event.when) if event.when else "undated"
    parties = " → ".join(", ".join(map(party, side)) for side in (event.actors, event.recipients) if side)
    return f"{when}  {event.type.lower()}, {event.certainty} · {parties} · {item.headline or item.id} · {item.outlet or ''}"
