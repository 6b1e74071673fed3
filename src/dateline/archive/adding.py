"""Adding pages, refusing inputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import InputRefused
from ..ids import digest
from ..store import corrections_writing, queries, schema, writing
from ..store.queries import Filter
from ..store.writing import Added
from ..types import Item, Page
from .identities import Identities
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Adding(Stories, Identities):
    """What comes in: pages, and the inputs that were refused."""

    def add(self, page: Page | Sequence[Page]) -> Added:
        """Adds a page, or several in one transaction. When it returns, what it reports is on disk. Adding twice changes nothing."""
        pages = [page] if isinstance(page, Page) else list(page)
        with self._writing() as connection:
            added = writing.add_pages(connection, pages)
            corrections_writing.replay(connection, added.new + added.revised)
            self._identify(connection, pages)
            self._fold_copies(connection, added.new + added.revised)
            self._place(connection, added.new + added.revised)
        return added

    def refuse(self, error: InputRefused, subject: str | None = None) -> None:
        """Puts a refused input into the quarantine, with the rule that refused it."""
        name = subject or error.subject or "input"
        with self._writing() as connection:
            row = {
                "id": digest("refused", name, error.rule),
                "number": writing._number(connection, schema.quarantine),
                "subject": name,
                "rule": error.rule,
                "error": type(error).__name__,
            }
            connection.execute(writing._insert(connection, schema.quarantine), [row])

    def quarantine(self) -> tuple[tuple[str, str, str], ...]:
        """What was refused: (input, rule, kind of error), latest first."""
        with self._reading() as connection:
            rows = connection.execute(schema.quarantine.select().order_by(schema.quarantine.c.number.desc()))
            return tuple((row.subject, row.rule, row.error) for row in rows)

    def _fold_copies(self, connection: Connection, ids: Iterable[str]) -> None:
        """Marks items that repeat an item held before; candidates share rare words of their opening."""
        from ..stories.copies import nearest_copy

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
