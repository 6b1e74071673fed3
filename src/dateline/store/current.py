"""Which revision of an item is the current one: that of the latest capture, whatever the order in which captures came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from . import schema, sighted, writing
from .queries import item_of

_BATCH = 500


def settle(connection: Connection, item: str, *, without: str | None = None) -> None:
    """Makes the right revision of an item current, leaving one out. An article's text goes before a teaser's; then the latest day of
    capture; a capture whose day is not known counts as the latest; then the order of arrival of the captures, so that a text that came
    back is current again."""
    best = _latest(connection, item, _revisions(connection, item, without))
    held = connection.execute(select(schema.items.c.revision).where(schema.items.c.id == item)).scalar()
    if best is None or held is None or best.id == held:
        return
    writing.remove_facts(connection, item)
    found = item_of(best.data)
    connection.execute(schema.items.update().where(schema.items.c.id == item).values(**writing.columns_of(found)))
    writing.add_facts(connection, found)


def settle_all(connection: Connection, items: Iterable[str]) -> None:
    """Makes the right revision current, of those of the items that have several."""
    wanted = sorted(set(items))
    for start in range(0, len(wanted), _BATCH):
        r = schema.revisions.c
        query = select(r.item).where(r.item.in_(wanted[start : start + _BATCH])).group_by(r.item).having(func.count() > 1)
        for item in connection.execute(query).scalars().all():
            settle(connection, item)


def _revisions(connection: Connection, item: str, without: str | None) -> list[Any]:
    r, s = schema.revisions, schema.sightings
    day = func.max(schema.captures.c.captured_latest).label("day")
    shown = (
        select(s.c.revision, day).select_from(sighted.JOINED).where(schema.items.c.id == item).group_by(s.c.revision).subquery()
    )
    query = select(r.c.id, r.c.number, r.c.data, shown.c.day).join(shown, shown.c.revision == r.c.number, isouter=True)
    return [row for row in connection.execute(query.where(r.c.item == item)) if row.id != without]


def _latest(connection: Connection, item: str, rows: Sequence[Any]) -> Any:
    if len(rows) < 2:
        return next(iter(rows), None)
    last = max((row.day for row in rows if row.day is not None), default=date.min)
    places = {row.id: (item_of(row.data).kind != "teaser", row.day or last) for row in rows}
    best = max(places.values())
    first = [row for row in rows if places[row.id] == best]
    if len(first) == 1:
        return first[0]
    seen = _last_seen(connection, item, [row.number for row in first], best[1])
    return max(first, key=lambda row: (seen.get(row.number, 0), row.number))


def _last_seen(connection: Connection, item: str, revisions: Sequence[int], day: date) -> dict[int, int]:
    """The number of the last capture of a day, or of none that is known, that shows each of some revisions."""
    s, c = schema.sightings.c, schema.captures.c
    query = select(s.revision, func.max(c.number)).select_from(sighted.JOINED).group_by(s.revision)
    query = query.where(schema.items.c.id == item, s.revision.in_(revisions))
    found = connection.execute(query.where((c.captured_latest == day) | c.captured_latest.is_(None)))
    return {row[0]: row[1] for row in found}
