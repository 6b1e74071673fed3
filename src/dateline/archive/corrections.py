"""Corrections of facts by people, and their notes: kept apart from what was read, laid over it again after every re-read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from ..errors import UsageError
from ..ids import digest
from ..knowledge.offices import fold
from ..records import to_plain
from ..store import corrections_tables as tables
from ..store import corrections_writing as writing
from ..store import queries
from ..store.corrections_records import About, Anchor, Correction, ItemNote
from ..store.corrections_rules import anchor_of, mention_at
from ..store.corrections_values import normal_changes, present, span_in
from ..store.identities import group, one_entity
from ..types import Entity, Item, Mention, Span
from .regrouping import Regrouping

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: The longest note, in characters.
LONGEST_NOTE = 10_000
#: The longest words by which a namesake is told from another, in characters.
LONGEST_CALLED = 80


class Corrections(Regrouping):
    """What people say about the record. `by` is who says it; `at` is for tests: the moment, now if not said."""

    def correct(
        self,
        item: str,
        changes: Mapping[str, Any],
        *,
        fact: str | None = None,
        span: Span | tuple[int, int] | None = None,
        by: str = "",
        why: str = "",
        at: datetime | None = None,
    ) -> Correction:
        """Changes fields of a fact (`fact`: the id of a statement, event or figure), of a mention (`span`: where it stands in the item's
        text), or, with neither, of the item itself. It holds from now on, whatever is read again, until it is undone.

        Fields: item: published, genre, authors, section; mention: type, entity, role; statement: speaker, addressee, act, kind, role, when;
        event: type, mode, certainty, actors, recipients, place, when; figure: lower, upper, what, unit. Days are "2025-12-31" or a pair of
        them; who and where is an entity's id, a span (start, end), or {"span": ..., "entity": ...}; None empties.
        Raises UsageError for what is not there, a field that cannot be changed, a value that it cannot have.
        """
        return self._correct(item, "change", changes, fact, span, by, why, at)

    def reject(
        self,
        item: str,
        *,
        fact: str | None = None,
        span: Span | tuple[int, int] | None = None,
        by: str = "",
        why: str = "",
        at: datetime | None = None,
    ) -> Correction:
        """Takes a fact out, or a mention that names nothing ("he"): facts that rested on it keep their words and lose the entity."""
        if fact is None and span is None:
            raise UsageError(
                "name a fact by its id or a mention by its span; a whole item is forgotten: archive.forget(item=...)"
            )
        return self._correct(item, "reject", {}, fact, span, by, why, at)

    def namesake(
        self, item: str, entity: str, called: str, *, by: str = "", why: str = "", at: datetime | None = None
    ) -> Correction:
        """Says that an item means another person of the same name: all that it tells of `entity` (an id, of any spelling) is of
        "Name (called)" from now on, whom no spelling joins with the first. Items told so with the same words mean one person. It holds
        whatever is read again, until it is undone. Raises UsageError where the item names nobody so, or `entity` is no person."""
        words = " ".join(called.split())
        if not 0 < len(words) <= LONGEST_CALLED or set("()") & set(words):
            raise UsageError(f"must be 1 to {LONGEST_CALLED} characters without brackets, got {called!r}", subject="called")
        with self._writing() as connection:
            held, ids = _item(connection, item), group(connection, entity)
            named = next((m.entity for m in held.mentions if m.entity is not None and m.entity.id in ids), None)
            if named is None or named.type != "person":
                raise UsageError(f"item {held.id} names no person with this id", subject=entity)
            name = f"{named.name} ({words})"
            other = Entity(digest("entity", "person", fold(name), ""), name, "person")
            stamp = writing.moment(connection, tables.corrections.c.at, at)
            made = digest("correction", item, "namesake", ids, other.id, by, stamp)
            changes, was = {"entity": to_plain(other)}, {"entity": to_plain(named), "ids": list(ids)}
            one = Correction(made, 0, item, held.revision, "namesake", "change", Anchor(None), by, stamp, why, None, changes, was)
            writing.save(connection, one)
            writing.replay(connection, [item])
            self._place(connection, ())
        return self.corrections(item=item, limit=1)[0]

    def undo(self, id: str, *, by: str = "", why: str = "", at: datetime | None = None) -> bool:
        """Takes back a correction, a note or a judgement on stories, by its id. False where it is taken back already; raises UsageError
        where there is none."""
        with self._writing() as connection:
            judged = self._unjudge_stories(connection, id, by, why, at)
            if judged is not None:
                return judged
            for table in (tables.corrections, tables.notes):
                row = connection.execute(select(table.c.item).where(table.c.id == id)).first()
                if row is not None:
                    gone = select(tables.retractions.c.id).where(tables.retractions.c.id == id)
                    if connection.execute(gone).first():
                        return False
                    stamp = writing.moment(connection, tables.retractions.c.at, at)
                    writing.retract(connection, id, by, stamp, why)
                    writing.replay(connection, [row.item])
                    self._place(connection, ())
                    return True
        raise UsageError("no correction, note or judgement on a story has this id", subject=id)

    def corrections(
        self, *, item: str | None = None, undone: bool = True, limit: int = 50, before: int | None = None
    ) -> tuple[Correction, ...]:
        """Corrections, the latest first, of one item or of all. `undone` says whether those that were taken back are listed too;
        `before` is the `number` of the last one seen."""
        c = tables.corrections.c
        query = select(tables.corrections, tables.retractions.c.at.label("gone"))
        query = query.join(tables.retractions, tables.retractions.c.id == c.id, isouter=True)
        query = query.where(c.item == item) if item is not None else query
        query = query.where(c.number < before) if before is not None else query
        query = query if undone else query.where(tables.retractions.c.id.is_(None))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(c.number.desc()).limit(queries.limited(limit))).all()
            found = [writing.record_of(row, row.gone is not None, False) for row in rows]
            held = writing.applied_now(connection, found)
        return tuple(replace(correction, applied=correction.id in held) for correction in found)

    def note(
        self,
        item: str,
        text: str,
        *,
        span: Span | tuple[int, int] | None = None,
        by: str = "",
        at: datetime | None = None,
    ) -> ItemNote:
        """Keeps a note on an item, or on a span of its text. Notes stay when the item is read again or revised; `undo` takes one back."""
        words = text.strip()
        if not 0 < len(words) <= LONGEST_NOTE:
            raise UsageError(f"a note has 1 to {LONGEST_NOTE} characters, got {len(words)}")
        with self._writing() as connection:
            held = _item(connection, item)
            place = Anchor.at(held.text, None if span is None else span_in("span", span, held.text))
            stamp = writing.moment(connection, tables.notes.c.at, at)
            name = digest("note", item, place.span, words, by, stamp)
            note = ItemNote(name, 0, item, words, by, stamp, place.span, place.quote, held.revision)
            writing.save_note(connection, note, place)
        return self.notes(item=item, limit=1)[0]

    def notes(self, *, item: str | None = None, limit: int = 50, before: int | None = None) -> tuple[ItemNote, ...]:
        """Notes, the latest first, of one item or of all; `before` is the `number` of the last one seen."""
        c = tables.notes.c
        query = select(tables.notes).where(c.id.not_in(select(tables.retractions.c.id)))
        query = query.where(c.item == item) if item is not None else query
        query = query.where(c.number < before) if before is not None else query
        with self._reading() as connection:
            rows = connection.execute(query.order_by(c.number.desc()).limit(queries.limited(limit))).all()
            return tuple(_note(row, queries.one_item(connection, row.item)) for row in rows)

    def _correct(
        self,
        item: str,
        action: Literal["change", "reject"],
        changes: Mapping[str, Any],
        fact: str | None,
        span: Span | tuple[int, int] | None,
        by: str,
        why: str,
        at: datetime | None,
    ) -> Correction:
        with self._writing() as connection:
            held = _item(connection, item)
            about, record, place = _target(held, fact, span)
            values = normal_changes(about, changes, held, lambda id: _entity(connection, held, id)) if action == "change" else {}
            was = present(about, record, values or ({"type": 0} if about in ("event", "mention") else {}))
            was |= {"what": record.what} if about == "figure" else {}
            stamp = writing.moment(connection, tables.corrections.c.at, at)
            name = digest("correction", item, about, fact, place, action, sorted(values.items()), by, stamp)
            anchor = Anchor.at(held.text, place)
            made = Correction(name, 0, item, held.revision, about, action, anchor, by, stamp, why, fact, values, was)
            writing.save(connection, made)
            writing.replay(connection, [item])
            self._place(connection, ())
        return self.corrections(item=item, limit=1)[0]


def _item(connection: Connection, id: str) -> Item:
    found = queries.one_item(connection, id)
    if found is None:
        raise UsageError("no item has this id", subject=id)
    return found


def _target(item: Item, fact: str | None, span: Span | tuple[int, int] | None) -> tuple[About, Any, Span | None]:
    """What is corrected: its kind, its record, where it stands."""
    if fact is not None:
        kinds: Sequence[tuple[About, Sequence[Any]]] = (
            ("statement", item.statements),
            ("event", item.events),
            ("figure", item.figures),
        )
        for about, facts in kinds:
            for record in facts:
                if record.id == fact:
                    return about, record, anchor_of(record)
        raise UsageError(f"no statement, event or figure of item {item.id} has this id", subject=fact)
    if span is None:
        return "item", item, None
    place = span_in("span", span, item.text)
    mention: Mention | None = mention_at(item, place)
    if mention is None or mention.span != place:
        raise UsageError(f"no mention stands at {place.start}-{place.end} of item {item.id}", subject=place.of(item.text))
    return "mention", mention, place


def _entity(connection: Connection, item: Item, id: str) -> Entity | None:
    """An entity of the archive, or one that the item names."""
    own = (m.entity for m in item.mentions if m.entity is not None)
    return one_entity(connection, id) or next((entity for entity in own if entity.id == id), None)


def _note(row: Any, item: Item | None) -> ItemNote:
    anchor = writing.anchor_of(row)
    shift = anchor.shift(item.text) if item is not None else None
    span = anchor.span.shifted(shift) if anchor.span is not None and shift is not None else None
    return ItemNote(row.id, row.number, row.item, row.text, row.by, row.at, span, row.quote, row.revision)
