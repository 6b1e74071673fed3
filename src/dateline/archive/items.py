"""Items, their revisions, captures and copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Unpack, overload

from sqlalchemy import select

from ..errors import UsageError
from ..store import capture_queries, cursors, facet_counting, listing, queries, relating, schema, selecting
from ..store.addresses import Search, counted, found_by
from ..store.cursors import Rows
from ..store.facet_counting import Facets
from ..store.filters import Filter, Wanted
from ..store.finding import Hit
from ..store.forgetting import outlets_like
from ..store.listing import Listing
from ..types import Item, Page
from .opened import Opened


class Items(Opened):
    """Items by what people ask for."""

    def items(self, *, limit: int = 50, cursor: str | None = None, **wanted: Unpack[Wanted]) -> Listing:
        """Items, newest first. Narrowed by kind, genre, outlet, language, entity (an id), country (alpha-3), event (a type), and by three
        clocks: since/until (published), happened_since/happened_until (an event it tells), captured_since/captured_until."""
        with self._reading() as connection:
            return queries.list_items(connection, Filter(**wanted), limit, cursor)

    def newest_day(self) -> date | None:
        """The latest day on which an item was published, of items whose day is certain; None where there is none."""
        with self._reading() as connection:
            return listing.newest_day(connection)

    def item(self, id: str, *, revision: str | None = None) -> Item | None:
        """An item by id, in its latest revision or the one named."""
        with self._reading() as connection:
            return queries.one_item(connection, id, revision)

    def revisions(self, id: str) -> tuple[Item, ...]:
        """Every revision of an item, oldest first; of an article not the teasers that announced it."""
        with self._reading() as connection:
            found = queries.revisions(connection, id)
        return tuple(item for item in found if item.kind != "teaser") or found

    def captures(self, item: str) -> tuple[tuple[str, Page], ...]:
        """The captures in which an item was seen, oldest first: (id, page without facts)."""
        with self._reading() as connection:
            return queries.captures(connection, item)

    def capture(self, id: str) -> Page | None:
        """A capture by id: the page with its blocks, its items without facts."""
        with self._reading() as connection:
            return queries.one_capture(connection, id)

    def captures_at(self, url: str, *, limit: int = 20, cursor: str | None = None) -> Rows[tuple[str, Page]]:
        """The captures of an address, the latest first: (id, page without facts); `next` is the cursor of older ones."""
        with self._reading() as connection:
            return capture_queries.of_address(connection, url, limit, cursor)

    def capture_before(self, id: str) -> tuple[str, Page] | None:
        """The capture of the same address that came before one: its id and page; None for the first. `compare` tells what moved."""
        with self._reading() as connection:
            return capture_queries.before(connection, id)

    def items_at(self, urls: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """The items whose pages were captured at addresses, by address: (id, headline)."""
        with self._reading() as connection:
            return capture_queries.items_at(connection, urls)

    def search(
        self,
        query: str,
        *,
        order: str = "best",
        limit: int = 20,
        cursor: str | None = None,
        **wanted: Unpack[Wanted],
    ) -> Rows[Hit]:
        """Items with all the words: words, "a phrase", prefix*, -without, in any script. Best first, or `order="newest"`; narrowed as
        `items`. The rows are a tuple; its `next` is the cursor of the next page."""
        with self._reading() as connection:
            return queries.search(connection, query, Filter(**wanted), limit, cursor, order)

    def matching(self, query: str | None = None, **wanted: Unpack[Wanted]) -> Iterator[Item]:
        """Every item that a search finds, without limit, in order of arrival; query and filters as in `search`."""
        with self._reading() as connection:
            yield from selecting.matching(connection, query, Filter(**wanted))

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

    def sharing(self, points: Mapping[str, int], *, least: int, most: int = 10, each: int = 20) -> tuple[Item, ...]:
        """Items that share names: those with most points first, `least` at least, where an item has the points of every entity (by id)
        that it names, if it is among the `each` newest that do."""
        with self._reading() as connection:
            found = relating.sharing(connection, points, each)
            ranked = sorted((n for n in found if found[n] >= least), key=lambda n: (-found[n], -n))[:most]
            return tuple(listing.records(connection, ranked))

    def originals(self, ids: Sequence[str]) -> dict[str, str]:
        """The item that each of these repeats, or itself, by id."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.items.c.id, schema.items.c.copy_of).where(schema.items.c.id.in_(list(ids))))
            return {row.id: row.copy_of or row.id for row in rows}

    def counts(self) -> dict[str, int]:
        """How many captures, items, facts and entities the archive holds."""
        with self._reading() as connection:
            return queries.counts(connection)

    @overload
    def facets(self, column: str) -> tuple[tuple[str, int], ...]: ...

    @overload
    def facets(self, *, query: str = "", most: int = 20, **wanted: Unpack[Wanted]) -> Facets: ...

    def facets(
        self, column: str | None = None, *, query: str = "", most: int = 20, **wanted: Any
    ) -> Facets | tuple[tuple[str, int], ...]:
        """Of a search, or of a listing where the query is empty: how many items there are, and the `most` frequent values of outlet,
        language, country, person, organisation, place, event, kind and genre with their counts, and every month and year. With a column
        alone ("outlet"), its 50 most frequent values in the whole archive as (value, count)."""
        with self._reading() as connection:
            if column is not None:
                found = queries.facets(connection, "", Filter(), 50, ["month" if column == "year" else column])
                return tuple((count.value, count.items) for count in found[column])
            return queries.facets(connection, query, Filter(**wanted), cursors.limited(most))

    def outlets(self, *, limit: int = 100, cursor: str | None = None) -> Rows[tuple[str, int]]:
        """Outlets with the number of their items, most items first; `next` is the cursor of the page that follows."""
        with self._reading() as connection:
            return facet_counting.values(connection, "outlet", limit, cursor)

    def outlet_named(self, name: str) -> str:
        """The outlet that a name means: letter by letter, else but for capitals and "The". Raises UsageError, with what is near, where none
        or several are called so."""
        with self._reading() as connection:
            meant = facet_counting.outlets_named(connection, name)
            known = facet_counting.values(connection, "outlet", 500, None) if len(meant) != 1 else Rows()
        if len(meant) == 1:
            return meant[0]
        near = meant or outlets_like(known, name)
        told = f"; there is {', '.join(map(repr, near))}" if near else "; `dateline search --facets` lists outlets"
        raise UsageError(f"{'several outlets have' if meant else 'no item is of an outlet with'} this name{told}", subject=name)

    def find(self, search: Search, *, limit: int = 20, cursor: str | None = None) -> Rows[Any]:
        """What a kept search finds now: hits of items, (item, fact) of statements, events or figures, (entity, items) of entities."""
        with self._reading() as connection:
            return found_by(connection, search, limit, cursor)

    def find_counted(
        self, search: Search, *, limit: int = 20, cursor: str | None = None, most: int = 20
    ) -> tuple[Rows[Any], Facets]:
        """`find`, and the `facets` of the items that have the search's words."""
        with self._reading() as connection:
            return counted(connection, search, limit, cursor, cursors.limited(most))
