"""Reading again what an older version of the rules read, in an open transaction: what is due, and the putting of a new reading in the place
of an older one. Corrections are laid over it again; nothing here reads a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from ..rules import OF_TEXT, older
from ..types import Item
from . import corrections_writing, current, forgetting, schema, sighted, writing
from .captures_store import make_whole
from .corrections_tables import corrections, notes, uncorrected
from .discussion_schema import comments
from .queries import item_of
from .readings_tables import capture_contents, readings, rule_sets


@dataclass(frozen=True, slots=True)
class Due:
    """A revision that newer rules read otherwise: the stages that are newer, and whether the bytes of its capture are there."""

    revision: str
    item: str
    capture: str
    rules: tuple[str, ...]
    stages: tuple[str, ...]
    has_bytes: bool

    @property
    def whole(self) -> bool:
        """Whether its page has to be read from the bytes on, and can be."""
        return self.has_bytes and any(stage not in OF_TEXT for stage in self.stages)


def due(connection: Connection, stage: str | None, *, everything: bool = False) -> list[Due]:
    """Revisions to read again, those of one capture together. `everything`: whatever read them, so that rules under work can be tried."""
    revisions = schema.revisions
    query = select(revisions.c.id, revisions.c.item, revisions.c.capture, rule_sets.c.rules, capture_contents.c.content)
    query = query.join(readings, readings.c.revision == revisions.c.id, isouter=True)
    query = query.join(rule_sets, rule_sets.c.id == readings.c.rules, isouter=True)
    query = query.join(capture_contents, capture_contents.c.capture == revisions.c.capture, isouter=True)
    found = []
    for row in connection.execute(query.order_by(revisions.c.capture, revisions.c.number)):
        rules = tuple(row.rules.split(", ")) if row.rules else ()
        stages = older((), stage) if everything else older(rules, stage)
        if stages and (row.content is not None or any(name in OF_TEXT for name in stages)):
            found.append(Due(row.id, row.item, row.capture, rules, stages, row.content is not None))
    return found


def as_read(connection: Connection, revision: str) -> Item | None:
    """A revision as it was read, without corrections."""
    query = select(schema.revisions.c.data, uncorrected.c.data.label("read"))
    query = query.join(uncorrected, uncorrected.c.revision == schema.revisions.c.id, isouter=True)
    row = connection.execute(query.where(schema.revisions.c.id == revision)).first()
    return item_of(row.read if row.read is not None else row.data) if row is not None else None


def put(connection: Connection, item: Item, capture: str) -> None:
    """Puts a reading in the place of that of the same revision; makes the revision where the newer rules cut another text."""
    held = as_read(connection, item.revision)
    if held is None:
        _add_revision(connection, item, capture)
    elif held != item:
        place = uncorrected.update().where(uncorrected.c.revision == item.revision).values(data=writing.pack(item))
        if not connection.execute(place).rowcount:
            corrections_writing.rewrite(connection, item)
    corrections_writing.replay(connection, [item.id])


def _add_revision(connection: Connection, item: Item, capture: str) -> None:
    row = {"number": writing._number(connection, schema.revisions), "capture": capture, "data": writing.pack(item)}
    there = connection.execute(select(schema.items.c.id).where(schema.items.c.id == item.id)).first()
    if there is None:
        values = {"id": item.id, "number": writing._number(connection, schema.items), **writing.columns_of(item)}
        connection.execute(schema.items.insert(), [values])
    connection.execute(schema.revisions.insert(), [{"id": item.revision, "item": item.id, **row}])
    if there is None:
        writing.add_facts(connection, item)


def show(connection: Connection, capture: str, items: dict[str, str]) -> tuple[str, ...]:
    """Says that a capture shows these revisions, as the newer rules cut it. Revisions that no capture shows any more go, and items that
    none shows, but for those that people have written about: these are returned."""
    before = sighted.shown_in(connection, capture)
    for revision in before.values():
        make_whole(connection, revision)
    sighted.take(connection, [capture])
    sighted.put(connection, ({"item": item, "capture": capture, "revision": revision} for item, revision in items.items()))
    unseen = [item for item in before if item not in items and not sighted.is_seen(connection, item)]
    kept = [item for item in unseen if _written_about(connection, item)]
    forgetting.remove(connection, [item for item in unseen if item not in kept])
    for item, revision in before.items():
        if items.get(item) not in (None, revision) and not sighted.is_shown(connection, item, revision):
            _drop_revision(connection, item, revision)
    for item in items:
        current.settle(connection, item)
    return tuple(kept)


def _written_about(connection: Connection, item: str) -> bool:
    own = (corrections.c.item, notes.c.item, comments.c.target)
    return any(connection.execute(select(column).where(column == item)).first() for column in own)


def _drop_revision(connection: Connection, item: str, revision: str) -> None:
    current.settle(connection, item, without=revision)
    connection.execute(delete(schema.revisions).where(schema.revisions.c.id == revision))


def of_others(connection: Connection, capture: str, revisions: Collection[str]) -> set[str]:
    """Of some revisions those that were read from another capture, which shows them still and whose bytes are kept: that one says anew what
    they come to."""
    c = schema.revisions.c
    query = select(c.id, c.capture).join(capture_contents, capture_contents.c.capture == c.capture)
    rows = connection.execute(query.where(c.id.in_(sorted(revisions)), c.capture != capture)).all()
    shown = {other: set(sighted.shown_in(connection, other).values()) for other in {row.capture for row in rows}}
    return {row.id for row in rows if row.id in shown[row.capture]}


def shown_items(connection: Connection, capture: str) -> list[Item]:
    """The items that a capture shows, as they were read."""
    found = (as_read(connection, revision) for revision in sighted.shown_in(connection, capture).values())
    return [item for item in found if item is not None]
