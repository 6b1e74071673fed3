"""Corrections and notes as rows, and the laying of corrections over what was read, inside an open transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from ..types import Item, Span
from . import schema, writing
from .captures_store import bare, make_whole
from .corrections_records import Anchor, Correction, ItemNote
from .corrections_rules import corrected
from .corrections_tables import corrections, notes, retractions, uncorrected
from .queries import item_of, one_item
from .rows import among

_BATCH = 500
_CORRECTED = "SELECT DISTINCT item FROM corrections WHERE item IN ({values})"


def moment(connection: Connection, column: Any, at: datetime | None) -> str:
    """Now, or the moment given, in UTC; never before the last one of the column, so that a clock that is set back changes no order."""
    now = (at or datetime.now(UTC)).astimezone(UTC)
    last = connection.execute(select(func.max(column))).scalar()
    if last is not None:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")


def retract(connection: Connection, id: str, by: str, at: str, why: str) -> None:
    """Takes back a correction, a note or a judgement; once is enough."""
    row = {"id": id, "by": by, "at": at, "why": why}
    connection.execute(writing._insert(connection, retractions), [row])


def save(connection: Connection, correction: Correction) -> None:
    """Keeps a correction."""
    row = {
        **_place(correction.anchor),
        "id": correction.id,
        "number": writing._number(connection, corrections),
        "item": correction.item,
        "revision": correction.revision,
        "about": correction.about,
        "fact": correction.fact,
        "action": correction.action,
        "changes": json.dumps(correction.changes, ensure_ascii=False, sort_keys=True),
        "was": json.dumps(correction.was, ensure_ascii=False, sort_keys=True),
        "by": correction.by,
        "at": correction.at,
        "why": correction.why,
    }
    connection.execute(corrections.insert(), [row])


def save_note(connection: Connection, note: ItemNote, anchor: Anchor) -> None:
    """Keeps a note."""
    row = {
        **_place(anchor),
        "id": note.id,
        "number": writing._number(connection, notes),
        "item": note.item,
        "revision": note.revision,
        "text": note.text,
        "by": note.by,
        "at": note.at,
    }
    connection.execute(notes.insert(), [row])


def _place(anchor: Anchor) -> dict[str, Any]:
    span = anchor.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": anchor.quote,
        "before": anchor.before,
        "after": anchor.after,
    }


def anchor_of(row: Any) -> Anchor:
    """The anchor that a row holds."""
    return Anchor(Span(row.start, row.end) if row.start is not None else None, row.quote, row.before, row.after)


def record_of(row: Any, undone: bool, applied: bool) -> Correction:
    """The record of a row."""
    return Correction(
        row.id,
        row.number,
        row.item,
        row.revision,
        row.about,
        row.action,
        anchor_of(row),
        row.by,
        row.at,
        row.why,
        row.fact,
        json.loads(row.changes),
        json.loads(row.was),
        undone,
        applied,
    )


def in_force(connection: Connection, item: str) -> list[Correction]:
    """The corrections of an item that were not taken back, in the order in which they were made."""
    query = select(corrections).where(corrections.c.item == item, corrections.c.id.not_in(select(retractions.c.id)))
    return [record_of(row, False, True) for row in connection.execute(query.order_by(corrections.c.at, corrections.c.id))]


def replay(connection: Connection, items: Iterable[str]) -> None:
    """Lays corrections over every revision of these items, afresh: after one came or went, after an item was read again."""
    wanted = list(dict.fromkeys(items))
    for start in range(0, len(wanted), _BATCH):
        rows = among(connection, _CORRECTED, wanted[start : start + _BATCH])
        for (id,) in rows:
            _replay_one(connection, id)


def _replay_one(connection: Connection, id: str) -> None:
    standing = in_force(connection, id)
    query = select(schema.revisions.c.id, schema.revisions.c.data, uncorrected.c.data.label("read"))
    query = query.join(uncorrected, uncorrected.c.revision == schema.revisions.c.id, isouter=True)
    for row in connection.execute(query.where(schema.revisions.c.item == id)).all():
        read = item_of(row.read if row.read is not None else row.data)
        item, applied = corrected(read, standing)
        _keep_reading(connection, row, bool(applied))
        if item != item_of(row.data):
            rewrite(connection, item)


def _keep_reading(connection: Connection, row: Any, corrects: bool) -> None:
    """Keeps what was read beside what it was corrected to; not where nothing is corrected."""
    if corrects and row.read is None:
        connection.execute(uncorrected.insert(), [{"revision": row.id, "data": row.data}])
    elif not corrects and row.read is not None:
        connection.execute(uncorrected.delete().where(uncorrected.c.revision == row.id))


def rewrite(connection: Connection, item: Item) -> None:
    """Puts other facts in the place of those of a revision, and of its item where it is the current one."""
    revisions, items = schema.revisions, schema.items
    current = connection.execute(select(items.c.revision).where(items.c.id == item.id)).scalar() == item.revision
    held = connection.execute(select(revisions.c.data).where(revisions.c.id == item.revision)).scalar()
    if held is not None and bare(item_of(held)) != bare(item):
        make_whole(connection, item.revision)
    if current:
        writing.remove_facts(connection, item.id)
    connection.execute(revisions.update().where(revisions.c.id == item.revision).values(data=writing.pack(item)))
    if current:
        connection.execute(items.update().where(items.c.id == item.id).values(**writing.columns_of(item)))
        writing.add_facts(connection, item)


def applied_now(connection: Connection, standing: Sequence[Correction]) -> frozenset[str]:
    """Which corrections hold on their items as they stand now."""
    held: set[str] = set()
    for id in dict.fromkeys(correction.item for correction in standing):
        item = one_item(connection, id)
        if item is not None:
            read = connection.execute(select(uncorrected.c.data).where(uncorrected.c.revision == item.revision)).scalar()
            held |= corrected(item_of(read) if read is not None else item, in_force(connection, id))[1]
    return frozenset(held)
