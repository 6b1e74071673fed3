"""Adding pages, refusing inputs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..errors import InputRefused
from ..ids import digest
from ..pages.document import Document
from ..store import copy_marks, corrections_writing, current, cursors, queries, readings, same_words, schema, writing
from ..store.cursors import Rows
from ..store.finding import EVERYTHING
from ..store.listing import texts
from ..store.writing import Added
from ..types import Item, Page
from .identities import Identities
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Items that a new one is compared with, those that share most of its words.
COMPARED = 20


class Adding(Stories, Identities):
    """What comes in: pages, and the inputs that were refused."""

    def add(
        self,
        page: Page | Sequence[Page],
        *,
        source: Document | Sequence[Document | None] | None = None,
        keep_bytes: bool = True,
        earlier: Page | None = None,
        group: bool = True,
    ) -> Added:
        """Adds a page, or several in one transaction. When it returns, what it reports is on disk. Adding twice changes nothing.

        With `source`, the document that a page was read from (one a page, in order), it is known from then on (`known`), and its bytes are
        kept, so that newer rules can read it again; not so with `keep_bytes=False`. `earlier` is the page that it was read beside.

        `group=False` is for loading much at once: what was added is found by search, filters and days, and waits for `group()` to be
        compared with the rest: identities, copies, stories.
        """
        pages = [page] if isinstance(page, Page) else list(page)
        sources = [source] if isinstance(source, Document) else list(source or [None] * len(pages))
        with self._writing() as connection:
            held = writing.held_of(connection, pages)
            added = writing.add_pages(connection, pages, held)
            for one, kept in zip(pages, sources, strict=True):
                if kept is not None:
                    readings.remember(connection, one, kept, earlier, keep_bytes=keep_bytes)
            _note_rules(connection, pages, held.revisions)
            same_words.settle_readings(connection, list(same_words.shown_again(pages, held)))
            # A new item has one revision.
            current.settle_all(connection, added.revised + added.unchanged)
            corrections_writing.replay(connection, [i.id for p in pages for i in p.items if i.revision not in held.revisions])
            if group:
                self._identify(connection, pages)
                self._fold_copies(connection, added.new, added.revised)
                self._place(connection, added.new)
        return added

    def group(self, *, together: int = 50) -> Iterator[int]:
        """Compares what was added with `group=False` with the rest, in order of arrival, in transactions of `together` items; yields how
        many each took. Stopped half-way it goes on where it stopped; those that came with `group=True` are not looked at again."""
        from ..identity.archived import identify_all

        after = 0
        while True:
            with self._writing() as connection:
                waiting = self._ungrouped(connection, after, together)
                ids = list(waiting.values())
                items = [item for id in ids if (item := queries.one_item(connection, id)) is not None]
                self._identify_items(connection, items)
                self._fold_copies(connection, ids)
                self._place(connection, ids)
                if not waiting:
                    # Comments and revisions name some whom no item that waited does.
                    identify_all(connection)
                    return
            after = max(waiting)
            yield len(waiting)

    def add_many(self, pages: Iterable[Page], *, together: int = 20) -> Iterator[Added]:
        """Adds pages in transactions of `together`; yields what each did when it is on disk."""
        waiting = iter(pages)
        while batch := list(islice(waiting, together)):
            yield self.add(batch)

    def known(self, source: Document) -> Added | None:
        """What adding a document again would report, where it was added before with its `source`: nothing needs to be read.
        None where it is not known, or an item of it was forgotten since."""
        with self._reading() as connection:
            items = readings.items_of(connection, source)
        return Added(unchanged=items) if items is not None else None

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

    def quarantine(self, *, limit: int = 500, cursor: str | None = None) -> Rows[tuple[str, str, str]]:
        """What was refused: (input, rule, kind of error), latest first; `next` is the cursor of the page that follows."""
        query = schema.quarantine.select().order_by(schema.quarantine.c.number.desc()).limit(cursors.limited(limit) + 1)
        if cursor is not None:
            query = query.where(schema.quarantine.c.number < cursors.read("quarantine", cursor, 1)[0])
        with self._reading() as connection:
            rows = connection.execute(query).all()
        following = cursors.written("quarantine", (rows[limit - 1].number,)) if len(rows) > limit else None
        return Rows.of(((row.subject, row.rule, row.error) for row in rows[:limit]), following)

    def _fold_copies(self, connection: Connection, new: Sequence[str], revised: Sequence[str] = ()) -> None:
        """Marks new items that repeat one that came before them, and revised ones that now repeat any other; those that share most
        runs of words are compared."""
        from ..stories.copies import nearest_copy

        self._mark(connection, [*new, *revised])
        for id, bounded in [(id, True) for id in new] + [(id, False) for id in revised]:
            item = queries.one_item(connection, id)
            if item is None or item.kind == "comment" or len(item.text.split()) < 12:
                continue
            own = select(schema.items.c.number).where(schema.items.c.id == id)
            before = connection.execute(own).scalar_one() if bounded else EVERYTHING
            near = texts(connection, copy_marks.sharing(connection, item.text, before, COMPARED + 1))
            near.pop(id, None)
            original = nearest_copy(item.text, list(near.values()))
            if original is not None:
                of = list(near)[original]
                found = connection.execute(schema.items.select().where(schema.items.c.id == of)).first()
                root = found.copy_of or found.id if found else None
                if root and root != id:
                    self._mark_copy(connection, item, root)

    @staticmethod
    def _mark_copy(connection: Connection, item: Item, root: str) -> None:
        """Marks an item as a copy of another; where that is only a teaser of it, that and its copies as copies of the item."""
        from ..stories.copies import is_teaser

        c, other = schema.items.c, queries.one_item(connection, root)
        if other is not None and is_teaser(other.text, item.text):
            connection.execute(schema.items.update().where((c.id == root) | (c.copy_of == root)).values(copy_of=item.id))
            connection.execute(schema.items.update().where(c.id == item.id).values(copy_of=None))
        else:
            connection.execute(schema.items.update().where(c.id == item.id).values(copy_of=root))


def _note_rules(connection: Connection, pages: Sequence[Page], held: Collection[str]) -> None:
    """Keeps which rules read what is new."""
    read: dict[tuple[str, ...], list[str]] = {}
    for page in pages:
        read.setdefault(page.rules, []).extend(item.revision for item in page.items if item.revision not in held)
    for rules, revisions in read.items():
        if rules and revisions:
            readings.note_rules(connection, revisions, rules)
