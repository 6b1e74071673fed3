"""The table of stories beside their members: sizes and days, which members have changed, and what goes where an item is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, case, delete, func, select

from . import schema
from .rows import insert_new
from .stories_tables import stories, story_changes, story_items, story_moves, story_terms

#: Days to within which the day of an item must be known to say when its story began or ended.
KNOWN_WITHIN = 75
#: The setting that holds the highest number a forgotten member had: neighbours may still name it, so no other takes it.
_TAKEN = "story members"
#: The setting that holds the number of the last member that was placed once more.
_SETTLED = "story members placed again"
_ITEMS = story_items.c


def summarise(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Brings the rows of stories up to the members they have now; the stories that have none any more. A story's first and last day are
    those of its members whose days are known to within KNOWN_WITHIN."""
    gone = set()
    near = _ITEMS.latest - _ITEMS.earliest <= KNOWN_WITHIN
    days = func.min(case((near, _ITEMS.earliest))), func.max(case((near, _ITEMS.latest)))
    for story in sorted(ids):
        count, first, last = connection.execute(select(func.count(), *days).where(_ITEMS.story == story)).one()
        connection.execute(delete(stories).where(stories.c.id == story))
        connection.execute(delete(story_moves).where(story_moves.c.story == story))
        if count:
            connection.execute(stories.insert(), [{"id": story, "items": count, "first": _day(first), "last": _day(last)}])
        else:
            gone.add(story)
    return gone


def note_change(connection: Connection, item: str) -> None:
    """Notes that an item that a story holds has another record now."""
    held = select(_ITEMS.item).where(_ITEMS.item == item)
    connection.execute(insert_new(connection, story_changes).from_select(["item"], held))


def take_changes(connection: Connection) -> dict[str, int]:
    """The items that have changed since their members were made, with the numbers of these; from now on they count as unchanged."""
    query = select(_ITEMS.item, _ITEMS.number).join(story_changes, story_changes.c.item == _ITEMS.item)
    changed = {row.item: row.number for row in connection.execute(query.order_by(_ITEMS.number))}
    if changed:
        connection.execute(delete(story_changes))
    return changed


def next_number(connection: Connection) -> int:
    """The number of the next member."""
    last = connection.execute(select(func.coalesce(func.max(_ITEMS.number), 0))).scalar_one()
    taken = connection.execute(select(schema.settings.c.value).where(schema.settings.c.name == _TAKEN)).scalar()
    return max(int(last), int(taken or 0)) + 1


def unsettled(connection: Connection) -> int:
    """How many members came since the last one that was placed once more."""
    query = select(func.count()).where(_ITEMS.number > _settled(connection))
    return int(connection.execute(query).scalar_one())


def next_unsettled(connection: Connection, most: int) -> list[int]:
    """The first of these, by number."""
    query = select(_ITEMS.number).where(_ITEMS.number > _settled(connection)).order_by(_ITEMS.number).limit(most)
    return list(connection.execute(query).scalars())


def settle(connection: Connection, number: int) -> None:
    """Notes the last member that was placed once more."""
    name = schema.settings.c.name
    connection.execute(delete(schema.settings).where(name == _SETTLED))
    connection.execute(schema.settings.insert(), [{"name": _SETTLED, "value": str(number)}])


def _settled(connection: Connection) -> int:
    return int(connection.execute(select(schema.settings.c.value).where(schema.settings.c.name == _SETTLED)).scalar() or 0)


def leave(connection: Connection, items: Sequence[str]) -> set[str]:
    """Takes items out of their stories, before they go; these stories are to be summarised then."""
    last = next_number(connection) - 1
    held = connection.execute(select(_ITEMS.number, _ITEMS.story).where(_ITEMS.item.in_(items))).all()
    numbers = [row.number for row in held]
    connection.execute(delete(story_terms).where(story_terms.c.number.in_(numbers)))
    connection.execute(delete(story_items).where(_ITEMS.number.in_(numbers)))
    if last in numbers:
        name = schema.settings.c.name
        connection.execute(delete(schema.settings).where(name == _TAKEN))
        connection.execute(schema.settings.insert(), [{"name": _TAKEN, "value": str(last)}])
    return {row.story for row in held if row.story is not None}


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
