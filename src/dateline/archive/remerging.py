"""The re-merge: items that came since the last one are placed once more, now that what came after them is known."""

from __future__ import annotations

from sqlalchemy import select

from ..store import queries, story_keeping, vectors_tables
from ..store.stories_tables import story_items
from .stories import Stories

#: Items placed in one transaction: a tenth of a second or so.
AT_ONCE = 60


class Remerging(Stories):
    """Groups what an archive holds anew, in steps."""

    def regroup(self, *, everything: bool = False, least: int = 1) -> int:
        """Looks again for the stories of the items that came since the last time, in the order in which they came, each among all that the
        archive holds now; returns how many went to another story. `everything` begins with the first item; where fewer than `least` items
        wait, nothing is done. The same archive gives the same stories, judgements bind, and a second time nothing moves or little. Stopped
        half-way it goes on where it stopped. An item costs the same in an archive of any size."""
        from ..stories.archived import ArchivedShelf
        from ..stories.clustering import place

        moved = 0
        with self._writing() as connection:
            if everything:
                story_keeping.settle(connection, 0)
            if story_keeping.unsettled(connection) < least:
                return 0
        while True:
            with self._writing() as connection:
                waiting = story_keeping.next_unsettled(connection, AT_ONCE)
                if not waiting:
                    return moved
                shelf = ArchivedShelf(connection)
                place(shelf, list(shelf.members(waiting).values()))
                shelf.summarise()
                story_keeping.settle(connection, waiting[-1])
                moved += shelf.moved

    @property
    def vectors(self) -> bool:
        """Whether headlines of this archive are compared by sentence vectors too."""
        with self._reading() as connection:
            return vectors_tables.model(connection) is not None

    def use_vectors(self, on: bool = True) -> int:
        """Compares headlines in English by sentence vectors beside their words from now on, or by words alone; groups all that the archive
        holds anew and returns how many items went to another story. The choice is kept in the archive, so that the same archive gives the
        same stories whatever is installed; an export does not hold it. Vectors are kept, each made once; stopped half-way, a second call
        goes on where the first stopped. Raises MissingExtra where the extra `dateline[embeddings]` is not installed; so does adding a
        headline alone, in English and of a known day, to an archive that uses them."""
        from ..stories.encoder import MODEL, encoder

        if on:
            encoder()
        with self._writing() as connection:
            vectors_tables.choose(connection, MODEL if on else None)
        after = 0
        while on and (last := self._encode(after)):
            after = last
        return self.regroup(everything=True)

    def _encode(self, after: int) -> int:
        """Gives the next items behind a number the vectors that they lack; the number of the last, 0 where none is left, and where the
        archive has been told otherwise meanwhile."""
        from ..stories.archived import ArchivedShelf
        from ..stories.encoder import MODEL, encoded
        from ..stories.members import wording

        with self._writing() as connection:
            if vectors_tables.model(connection) != MODEL:
                return 0
            query = select(story_items.c.number).where(story_items.c.number > after).order_by(story_items.c.number)
            numbers = list(connection.execute(query.limit(AT_ONCE)).scalars())
            found: dict[str, bytes | None] = {}
            for member in ArchivedShelf(connection).members(numbers).values():
                item = queries.one_item(connection, member.id) if member.meaning is None else None
                if item is not None and (vector := encoded(member, wording(item))):
                    found[member.id] = vector
            vectors_tables.put(connection, found)
            return numbers[-1] if numbers else 0
