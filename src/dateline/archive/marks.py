"""What readers mark for themselves: items read, items starred."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, or_, select

from ..errors import UsageError
from ..store import cursors, queries, schema
from ..store.cursors import Rows
from ..store.marks_tables import marks
from ..types import Item
from .opened import Opened

KINDS = ("read", "starred")


class Marks(Opened):
    """Marks of readers, each seen by its reader alone."""

    def mark(self, item: str, kind: str, *, reader: str, on: bool = True, at: datetime | None = None) -> None:
        """Marks an item as "read" or "starred" for a reader, or takes the mark off. Raises UsageError for what cannot be marked."""
        if kind not in KINDS:
            raise UsageError(f"a mark is {' or '.join(KINDS)}, got {kind!r}")
        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        with self._writing() as connection:
            if connection.execute(select(schema.items.c.id).where(schema.items.c.id == item)).first() is None:
                raise UsageError("no item has this id", subject=item)
            which = (marks.c.reader == reader, marks.c.kind == kind, marks.c.item == item)
            connection.execute(marks.delete().where(*which))
            if on:
                connection.execute(marks.insert(), [{"reader": reader, "kind": kind, "item": item, "at": moment}])

    def marks(self, items: Sequence[str], *, reader: str) -> dict[str, tuple[str, ...]]:
        """The kinds of a reader's marks by item, for those of the items that have any."""
        query = select(marks.c.item, marks.c.kind).where(marks.c.reader == reader, marks.c.item.in_(items[: queries.MOST]))
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as connection:
            for row in connection.execute(query.order_by(marks.c.kind)):
                found[row.item] = (*found.get(row.item, ()), row.kind)
        return found

    def marked(self, kind: str, *, reader: str, limit: int = 50, cursor: str | None = None) -> Rows[tuple[Item, str]]:
        """The items that a reader marked, the latest mark first, each with the moment; `next` is the cursor of the page that follows."""
        cursors.limited(limit)
        query = (
            select(schema.revisions.c.data, marks.c.at, marks.c.item)
            .join(schema.items, schema.items.c.revision == schema.revisions.c.id)
            .join(marks, marks.c.item == schema.items.c.id)
            .where(marks.c.reader == reader, marks.c.kind == kind)
            .order_by(marks.c.at.desc(), marks.c.item)
            .limit(limit + 1)
        )
        key = ("marked", kind, reader)
        if cursor is not None:
            at, item = cursors.read_parts(key, cursor, (str, str))
            query = query.where(or_(marks.c.at < at, and_(marks.c.at == at, marks.c.item > item)))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        following = cursors.written(key, (rows[limit - 1].at, rows[limit - 1].item)) if len(rows) > limit else None
        return Rows.of(((queries.item_of(row.data), row.at) for row in rows[:limit]), following)
