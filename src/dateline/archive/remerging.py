"""The re-merge: items that came since the last one are placed once more, now that what came after them is known."""

from __future__ import annotations

from ..store import story_keeping
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
