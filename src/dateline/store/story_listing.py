"""Stories in order: the latest first, of a day the largest; those without a day last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from .stories_tables import stories

#: Where a story stands in the order: its day (0 without one), its items, its id.
Place = tuple[int, int, str]


def latest(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], limit: int, at: tuple[int, int, str] | None = None
) -> list[Place]:
    """The places of stories that are wanted, after a place in that order.

    The index holds days, not sizes: the day of the last one wanted is found first, and only stories since then are put in order.
    """
    c, size = stories.c, stories.c["items"]
    found: list[Place] = []
    if at is None or at[0]:
        here = [*wanted, c.last.is_not(None)]
        if at is not None:
            day = date.fromordinal(at[0])
            here += [c.last <= day, or_(c.last < day, _smaller(at))]
        lowest = connection.execute(select(c.last).where(*here).order_by(c.last.desc()).offset(limit - 1).limit(1)).scalar()
        query = select(c.last, size, c.id).where(*here, *([c.last >= lowest] if lowest is not None else []))
        rows = connection.execute(query.order_by(c.last.desc(), size.desc(), c.id).limit(limit))
        found = [(row[0].toordinal(), row[1], row[2]) for row in rows]
    if len(found) < limit:
        undated = select(size, c.id).where(*wanted, c.last.is_(None), *([_smaller(at)] if at is not None and not at[0] else []))
        rest = connection.execute(undated.order_by(size.desc(), c.id).limit(limit - len(found)))
        found += [(0, row[0], row[1]) for row in rest]
    return found


def _smaller(at: Place) -> ColumnElement[bool]:
    size = stories.c["items"]
    return or_(size < at[1], and_(size == at[1], stories.c.id > at[2]))
