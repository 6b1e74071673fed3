"""An archive: the stored record, opened by path or URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING

from .errors import InputRefused
from .ids import digest
from .store import connection as _connection
from .store import queries, schema, writing
from .store.queries import Filter, Hit, Listing
from .store.writing import Added
from .types import Entity, Event, Figure, Item, Page, Statement

if TYPE_CHECKING:
    from sqlalchemy import Connection


def open_archive(address: str | PathLike[str]) -> Archive:
    """Opens the archive at a path, or at a postgresql:// URL; makes one where there is none.

    Raises an ArchiveError that names the remedy: ArchiveDamaged, ArchiveReadOnly, ArchiveTooNew, UnsupportedDatabase ...
    """
    return Archive(fspath(address))


class Archive:
    """The face of the stored record. One process writes at a time, any number read; use it as a context manager or close it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = _connection.open_engine(address)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _connection.translated(self.address), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _connection.translated(self.address), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def add(self, page: Page | Sequence[Page]) -> Added:
        """Adds a page, or several in one transaction. When it returns, what it reports is on disk. Adding twice changes nothing."""
        pages = [page] if isinstance(page, Page) else list(page)
        with self._writing() as connection:
            added = writing.add_pages(connection, pages)
            self._fold_copies(connection, added.new + added.revised)
        return added

    def refuse(self, error: InputRefused, subject: str | None = None) -> None:
        """Puts a refused input into the quarantine, with the rule that refused it."""
        name = subject or error.subject or "input"
        with self._writing() as connection:
            row = {"id": digest("refused", name, error.rule), "number": writing._number(connection, schema.quarantine), "subject": name, "rule": error.rule, "error": type(error).__name__}
            connection.execute(writing._insert(connection, schema.quarantine), [row])

    def quarantine(self) -> tuple[tuple[str, str, str], ...]:
        """What was refused: (input, rule, kind of error), latest first."""
        with self._reading() as connection:
            rows = connection.execute(schema.quarantine.select().order_by(schema.quarantine.c.number.desc()))
            return tuple((row.subject, row.rule, row.error) for row in rows)

    def items(
        self, *, kind: str | None = None, genre: str | None = None, outlet: str | None = None, language: str | None = None, entity: str | None = None,
        country: str | None = None, event: str | None = None, since: date | None = None, until: date | None = None, limit: int = 50, cursor: str | None = None,
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
        self, query: str, *, kind: str | None = None, genre: str | None = None, outlet: str | None = None, language: str | None = None, entity: str | None = None,
        country: str | None = None, event: str | None = None, since: date | None = None, until: date | None = None, limit: int = 20,
    ) -> tuple[Hit, ...]:
        """Items with all the words: words, "a phrase", prefix*, -without. Best first; filters as in `items`."""
        wanted = Filter(kind, genre, outlet, language, entity, country, event, since, until)
        with self._reading() as connection:
            return queries.search(connection, query, wanted, limit)

    def statements(
        self, *, entity: str | None = None, act: str | None = None, kind: str | None = None, since: date | None = None, until: date | None = None, limit: int = 50
    ) -> tuple[tuple[Item, Statement], ...]:
        """Statements with their items, newest first; `entity` is the speaker's id."""
        c = schema.statements.c
        conditions = [column == value for column, value in ((c.entity, entity), (c.act, act), (c.kind, kind)) if value is not None]
        conditions += [c.day >= since] if since else []
        conditions += [c.day <= until] if until else []
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.statements, conditions, limit, (c.day.desc(), c.item, c.id)))
        return tuple((item, s) for item, fact in rows for s in item.statements if s.id == fact)

    def events(
        self, *, type: str | None = None, country: str | None = None, certainty: str | None = None, since: date | None = None, until: date | None = None, limit: int = 50
    ) -> tuple[tuple[Item, Event], ...]:
        """Events with their items, by day, latest first; days are of the event, where its words tell it."""
        c = schema.events.c
        conditions = [column == value for column, value in ((c.type, type), (c.country, country), (c.certainty, certainty)) if value is not None]
        conditions += [c.latest >= since] if since else []
        conditions += [c.earliest <= until] if until else []
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.events, conditions, limit, (c.latest.desc(), c.item, c.id)))
        return tuple((item, e) for item, fact in rows for e in item.events if e.id == fact)

    def figures(self, *, what: str | None = None, limit: int = 50) -> tuple[tuple[Item, Figure], ...]:
        """Figures with their items, newest first."""
        c = schema.figures.c
        conditions = [c.what == what] if what is not None else []
        order = (schema.items.c.published_latest.desc(), c.item, c.id)
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.figures, conditions, limit, order))
        return tuple((item, f) for item, fact in rows for f in item.figures if f.id == fact)

    def entity(self, id: str) -> Entity | None:
        """An entity by id."""
        with self._reading() as connection:
            return queries.one_entity(connection, id)

    def entities(self, *, type: str | None = None, country: str | None = None, name: str | None = None, limit: int = 50) -> tuple[tuple[Entity, int], ...]:
        """Entities with the number of items that name them, most named first; `name` is a part of the name."""
        with self._reading() as connection:
            return queries.entities(connection, type=type, country=country, name=name, limit=limit)

    def copies(self, id: str) -> tuple[Item, ...]:
        """The items that repeat an item's words, and the one it repeats, oldest first, itself left out."""
        with self._reading() as connection:
            row = connection.execute(schema.items.select().where(schema.items.c.id == id)).first()
            if row is None:
                return ()
            root = row.copy_of or row.id
            rows = connection.execute(schema.items.select().where((schema.items.c.copy_of == root) | (schema.items.c.id == root)).order_by(schema.items.c.number))
            found = [queries.one_item(connection, other.id) for other in rows if other.id != id]
        return tuple(item for item in found if item is not None)

    def counts(self) -> dict[str, int]:
        """How many captures, items, facts and entities the archive holds."""
        with self._reading() as connection:
            return queries.counts(connection)

    def facets(self, column: str) -> tuple[tuple[str, int], ...]:
        """The values of outlet, language, kind or genre with their counts."""
        with self._reading() as connection:
            return queries.facets(connection, column)

    def _fold_copies(self, connection: Connection, ids: Iterable[str]) -> None:
        """Marks items that repeat an item held before; candidates share rare words of their opening."""
        from .stories.copies import nearest_copy

        for id in ids:
            item = queries.one_item(connection, id)
            if item is None or item.kind == "comment" or len(item.text.split()) < 12:
                continue
            near = [other for other in _candidates(connection, item) if other.id != id]
            original = nearest_copy(item.text, [other.text for other in near])
            if original is not None:
                found = connection.execute(schema.items.select().where(schema.items.c.id == near[original].id)).first()
                root = found.copy_of or found.id if found else None
                if root and root != id:
                    connection.execute(schema.items.update().where(schema.items.c.id == id).values(copy_of=root))


def _candidates(connection: Connection, item: Item) -> list[Item]:
    """Items that hold runs of three words of this one's first and middle lines."""
    words = item.text.split()
    found: dict[str, Item] = {}
    for start in (0, 8, len(words) // 2):
        phrase = " ".join(words[start : start + 5])
        for hit in queries.search(connection, f'"{phrase}"', Filter(), 20):
            found[hit.item.id] = hit.item
    return list(found.values())
