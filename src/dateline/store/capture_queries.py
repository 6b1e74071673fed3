"""Captures by address: what a page showed from one capture to the next, and the item that an address became."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, tuple_

from ..types import Page
from . import cursors, schema, sighted
from .capture_addresses import captures_at
from .captures_store import read_page
from .cursors import Rows
from .rows import chunks

_C = schema.captures.c
#: Captures of one address in order: by day, those of one day as they came in. One without a day comes first.
_DAY = func.coalesce(_C.captured_latest, literal(date.min, _C.captured_latest.type)).label("day")


def of_address(connection: Connection, url: str, limit: int, cursor: str | None = None) -> Rows[tuple[str, Page]]:
    """The captures of an address, the latest first: (id, page without facts)."""
    query = select(_C.digest, _C.number, _C.page, _DAY).where(_C.digest.in_(captures_at(url)))
    if cursor is not None:
        day, number = cursors.read_parts(("captures", url), cursor, (str, int))
        query = _before(query, date.fromisoformat(day), number)
    rows = connection.execute(_latest_first(query).limit(cursors.limited(limit) + 1)).all()
    last = (rows[limit - 1].day.isoformat(), rows[limit - 1].number) if len(rows) > limit else None
    following = cursors.written(("captures", url), last) if last else None
    return Rows.of(((row.digest, read_page(connection, row.page)) for row in rows[:limit]), following)


def last(connection: Connection, url: str) -> Page | None:
    """The capture of an address that came in last, without facts."""
    query = select(_C.page).where(_C.digest.in_(captures_at(url))).order_by(_C.number.desc()).limit(1)
    row = connection.execute(query).first()
    return read_page(connection, row.page) if row else None


def before(connection: Connection, id: str) -> tuple[str, Page] | None:
    """The capture of the same address that came before one."""
    own = connection.execute(select(_C.url, _C.number, _DAY).where(_C.digest == id)).first()
    if own is None or own.url is None:
        return None
    query = _before(select(_C.digest, _C.page).where(_C.url == own.url), own.day, own.number)
    row = connection.execute(_latest_first(query).limit(1)).first()
    return (row.digest, read_page(connection, row.page)) if row else None


def items_at(connection: Connection, urls: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """The items whose pages stand at addresses, by address: (id, headline)."""
    i = schema.items.c
    query = select(_C.url, i.id, i.headline).select_from(sighted.JOINED).where(i.url == _C.url)
    rows = (row for part in chunks(list(urls)) for row in connection.execute(query.where(_C.url.in_(part))))
    return {row.url: (row.id, row.headline) for row in rows}


def _before(query: Select[Any], day: date, number: int) -> Select[Any]:
    place = tuple_(_DAY.element, _C.number)
    return query.where(place < tuple_(literal(day, _C.captured_latest.type), literal(number)))


def _latest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(_DAY.element.desc(), _C.number.desc())
