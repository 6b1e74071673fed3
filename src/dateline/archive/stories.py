"""Stories: items grouped as they come, and what people judged of the groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ..store import copy_marks, cursors, queries, schema, story_keeping, story_listing, vectors_tables
from ..store.corrections_tables import retractions
from ..store.cursors import Rows
from ..store.filters import Filter
from ..store.rows import chunks
from ..store.stories_tables import stories, story_items, story_judgements, story_moves
from ..types import Item, Story
from .opened import Opened

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ..stories.similarity import Member

#: Items of one story that are read to tell it, the newest.
MOST_ITEMS = 200


class Stories(Opened):
    """One happening, told once."""

    def stories(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        least: int = 1,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Rows[Story]:
        """Stories, the latest first, of a day the largest. `since` and `until` bound the day of the last report, `least` the number of
        items; `next` is the cursor of the page that follows."""
        cursors.limited(limit)
        Filter(since=since, until=until)  # a range that ends before it begins is an error here too
        key = ("stories", since, until, least)
        at = cursors.read_parts(key, cursor, (int, int, str)) if cursor is not None else None
        wanted = [stories.c["items"] >= least]
        wanted += [stories.c.last >= since] if since else []
        wanted += [stories.c.first <= until] if until else []
        with self._reading() as connection:
            rows = story_listing.latest(connection, wanted, limit + 1, at)
            told = self._all_told(connection, [id for _, _, id in rows[:limit]])
        # What was forgotten may have been all that a story held.
        return Rows.of(
            (story for story in told if story.items), cursors.written(key, rows[limit - 1]) if len(rows) > limit else None
        )

    def story(self, id: str) -> Story | None:
        """A story by id; the id of one that was merged leads to where it went."""
        with self._reading() as connection:
            for _ in range(8):
                if connection.execute(select(stories.c.id).where(stories.c.id == id)).first():
                    return self._told(connection, id)
                moved = connection.execute(select(story_moves.c.into).where(story_moves.c.story == id)).first()
                if moved is None:
                    return None
                id = moved.into
        return None

    def story_of(self, item: str) -> str | None:
        """The id of the story that an item is in; None for comments and unknown items."""
        with self._reading() as connection:
            return connection.execute(select(story_items.c.story).where(story_items.c.item == item)).scalar()

    def mates(self, item: str, *, limit: int = 6) -> tuple[Item, ...]:
        """The other items of an item's story, newest first, copies left out."""
        c = schema.items.c
        story = select(story_items.c.story).where(story_items.c.item == item).scalar_subquery()
        query = select(schema.revisions.c.data).join(schema.items, c.revision == schema.revisions.c.id)
        query = query.join(story_items, story_items.c.item == c.id).where(story_items.c.story == story, c.id != item)
        query = query.where(func.coalesce(c.copy_of, "") != item).order_by(c.published_latest.desc(), story_items.c.number.desc())
        with self._reading() as connection:
            return tuple(queries.item_of(data) for data in connection.execute(query.limit(queries.limited(limit))).scalars())

    def stories_of(self, items: Sequence[str]) -> dict[str, str]:
        """The stories of several items, by item id; those in none are left out."""
        query = select(story_items.c.item, story_items.c.story).where(story_items.c.item.in_(items[: queries.MOST]))
        with self._reading() as connection:
            return {row.item: row.story for row in connection.execute(query) if row.story}

    def _place(self, connection: Connection, ids: Iterable[str]) -> None:
        """Puts new items into stories, and those that have changed since they came into one, touching only the stories that they may
        belong to."""
        from ..stories.archived import ArchivedShelf
        from ..stories.clustering import place
        from ..stories.encoder import known

        fresh = [item for _, item in self._fresh(connection, ids)]
        changed = story_keeping.take_changes(connection)
        if not fresh and not changed:
            return
        start = story_keeping.next_number(connection)
        ordered = sorted(fresh, key=lambda item: (item.published.latest if item.published else date.max, item.id))
        by_vectors = known(vectors_tables.model(connection))
        members = [_member(item, start + i, by_vectors) for i, item in enumerate(ordered)]
        held = ((queries.one_item(connection, id), number) for id, number in changed.items())
        now = [_member(item, number, by_vectors) for item, number in held if item is not None]
        shelf = ArchivedShelf(connection)
        changed_members = shelf.renew(now)
        shelf.put(members)
        place(shelf, [*changed_members, *members])
        shelf.summarise()

    @staticmethod
    def _fresh(connection: Connection, ids: Iterable[str]) -> list[tuple[int, Item]]:
        """Those of some items that are in no story yet and may be in one, by number."""
        found: list[tuple[int, Item]] = []
        items, revisions = schema.items.c, schema.revisions.c
        for part in chunks(dict.fromkeys(ids)):
            held = select(story_items.c.item).where(story_items.c.item == items.id)
            query = select(items.number, revisions.data).join(schema.revisions, revisions.id == items.revision)
            rows = connection.execute(query.where(items.id.in_(part), items.kind != "comment", ~held.exists()))
            found += [(row.number, queries.item_of(row.data)) for row in rows]
        return found

    def _mark(self, connection: Connection, ids: Iterable[str]) -> None:
        """Makes items that are about to be placed findable as originals of copies."""
        copy_marks.put(connection, ((number, item.text) for number, item in self._fresh(connection, ids)))

    def _place_all(self, connection: Connection) -> None:
        """Puts every item that is in no story yet into one, in order of arrival, and those that have changed anew: after an import."""
        after = 0
        self._place(connection, ())
        while waiting := self._ungrouped(connection, after, 200):
            self._mark(connection, waiting.values())
            self._place(connection, waiting.values())
            after = max(waiting)

    @staticmethod
    def _ungrouped(connection: Connection, after: int, most: int) -> dict[int, str]:
        """The first items to have come in after a number that are in no story yet, by number."""
        columns = schema.items.c
        held = select(story_items.c.item).where(story_items.c.item == columns.id)
        query = select(columns.number, columns.id).where(columns.number > after, ~held.exists(), columns.kind != "comment")
        return {row.number: row.id for row in connection.execute(query.order_by(columns.number).limit(most))}

    def _told(self, connection: Connection, id: str) -> Story:
        return self._all_told(connection, [id])[0]

    @staticmethod
    def _all_told(connection: Connection, ids: Sequence[str]) -> list[Story]:
        """Stories by their ids, in this order, each from the newest MOST_ITEMS of its items."""
        place = func.row_number().over(partition_by=story_items.c.story, order_by=story_items.c.number.desc()).label("place")
        members = select(story_items.c.story, story_items.c.item, story_items.c.number, place)
        newest = members.where(story_items.c.story.in_(ids)).subquery("newest")
        query = select(newest.c.story, schema.revisions.c.data, schema.items.c.id, schema.items.c.copy_of)
        query = query.join(schema.items, schema.items.c.id == newest.c.item)
        query = query.join(schema.revisions, schema.revisions.c.id == schema.items.c.revision)
        rows: dict[str, list[Any]] = {id: [] for id in ids}
        for row in connection.execute(query.where(newest.c.place <= MOST_ITEMS).order_by(newest.c.number.desc())):
            rows[row.story].append(row)
        pins = select(story_items.c.story, story_judgements.c.other).join(
            story_items, story_items.c.item == story_judgements.c.one
        )
        pins = pins.where(story_judgements.c.kind == "headline", story_items.c.story.in_(ids))
        pins = pins.where(story_judgements.c.id.not_in(select(retractions.c.id)))
        pinned = {row.story: row.other for row in connection.execute(pins.order_by(story_judgements.c.number))}
        before = _earlier(connection, [row.id for own in rows.values() for row in own])
        return [
            _told_of(id, tuple((r.data, r.id, r.copy_of, before.get(r.id, ())) for r in own), pinned.get(id))
            for id, own in rows.items()
        ]


def _earlier(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
    """The records that changed items had before, oldest first, by id."""
    r = schema.revisions.c
    found: dict[str, tuple[bytes, ...]] = defaultdict(tuple)
    query = select(r.item, r.data).join(schema.items, schema.items.c.id == r.item).where(r.id != schema.items.c.revision)
    for start in range(0, len(ids), MOST_ITEMS):
        for row in connection.execute(query.where(r.item.in_(ids[start : start + MOST_ITEMS])).order_by(r.number)):
            found[row.item] += (row.data,)
    return found


def _member(item: Item, number: int, by_vectors: bool) -> Member:
    """An item as it is grouped, with its sentence vector in an archive that groups by them. Raises MissingExtra."""
    from ..stories.encoder import encoded
    from ..stories.members import member_of, wording

    member = member_of(item, number)
    return replace(member, meaning=encoded(member, wording(item))) if by_vectors else member


@lru_cache(maxsize=512)
def _told_of(id: str, rows: tuple[tuple[bytes, str, str | None, tuple[bytes, ...]], ...], headline: str | None) -> Story:
    """A story told from its rows (item as bytes, its id, what it copies, what it was before): what has not changed is told once."""
    from ..stories.telling import told

    items: list[Item] = [queries.item_of(data) for data, _, _, _ in rows]
    earlier = {own: [queries.item_of(data) for data in before] for _, own, _, before in rows if before}
    return told(id, items, tuple((own, original) for _, own, original, _ in rows if original), headline, earlier)
