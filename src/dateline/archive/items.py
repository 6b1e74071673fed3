"""Items, their revisions, captures and copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from ..store import queries, schema, selecting
from ..store.queries import Filter, Hit, Listing
from ..types import Item, Page
from .opened import Opened


class Items(Opened):
    """Items by what people ask for."""

    def items(
        self,
        *,
        kind: str | None = None,
        genre: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
        entity: str | None = None,
        country: str | None = None,
        event: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Listing:
        """Items, newest first. `entity` is an entity's id, `country` alpha-3, `event` an event type; days are of publication."""
        wanted = Filter(kind, genre, outlet, language, entity, country, event, since, until)
        with self._reading() as connection:
            return queries.list_items(connection, wanted, limit, cursor)

    def item(self, id: str, *, revision: str | None = None) -> Item | None:
        """An item by id, in its latest revision or the one named."""
        with self._reading() as connection:
            return queries.one_item(connection, id, revision)

    def revisions(self, id: str) -> tuple[Item, ...]:
        """Every revision of an item, oldest first."""
        with self._reading() as connection:
            return queries.revisions(connection, id)

    def captures(self, item: str) -> tuple[tuple[str, Page], ...]:
        """The captures in which an item was seen, oldest first: (id, page without facts)."""
        with self._reading() as connection:
            return queries.captures(connection, item)

    def capture(self, id: str) -> Page | None:
        """A capture by id: the page with its blocks, its items without facts."""
        with self._reading() as connection:
            return queries.one_capture(connection, id)

    def search(
        self,
        query: str,
        *,
        kind: str | None = None,
        genre: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
        entity: str | None = None,
        country: str | None = None,
        event: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> tuple[Hit, ...]:
        """Items with all the words: words, "a phrase", prefix*, -without. Best first; filters as in `items`."""
        wanted = Filter(kind, genre, outlet, language, entity, country, event, since, until)
        with self._reading() as connection:
            return queries.search(connection, query, wanted, limit)

    def matching(
        self,
        query: str | None = None,
        *,
        kind: str | None = None,
        genre: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
        entity: str | None = None,
        country: str | None = None,
        event: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Item]:
        """Every item that a search finds, without limit, in order of arrival; query and filters as in `search`."""
        wanted = Filter(kind, genre, outlet, language, entity, country, event, since, until)
        with self._reading() as connection:
            yield from selecting.matching(connection, query, wanted)

    def copies(self, id: str) -> tuple[Item, ...]:
        """The items that repeat an item's words, and the one it repeats, oldest first, itself left out."""
        with self._reading() as connection:
            row = connection.execute(schema.items.select().where(schema.items.c.id == id)).first()
            if row is None:
                return ()
            root = row.copy_of or row.id
            rows = connection.execute(
                schema.items.select()
                .where((schema.items.c.copy_of == root) | (schema.items.c.id == root))
                .order_by(schema.items.c.number)
            )
            found = [queries.one_item(connection, other.id) for other in rows if other.id != id]
        return tuple(item for item in found if item is not None)

    def originals(self, ids: Sequence[str]) -> dict[str, str]:
        """The item that each of these repeats, or itself, by id."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.items.c.id, schema.items.c.copy_of).where(schema.items.c.id.in_(list(ids))))
            return {row.id: row.copy_of or row.id for row in rows}

    def counts(self) -> dict[str, int]:
        """How many captures, items, facts and entities the archive holds."""
        with self._reading() as connection:
            return queries.counts(connection)

    def facets(self, column: str) -> tuple[tuple[str, int], ...]:
        """The values of outlet, language, kind or genre with their counts."""
        with self._reading() as connection:
            return queries.facets(connection, column)
