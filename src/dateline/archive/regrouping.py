"""What people judge of stories: two items belong together or apart, a headline; all of it binds later readings until it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import func, select

from ..errors import UsageError
from ..ids import digest
from ..store import queries
from ..store.corrections_tables import retractions
from ..store.corrections_writing import moment, retract
from ..store.stories_tables import story_items, story_judgements
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Rows that one judgement may have written: an item is parted from so many at most.
MOST_OTHERS = 100
Kind = Literal["together", "apart", "headline"]


@dataclass(frozen=True, slots=True)
class StoryJudgement:
    """What a person said of a story: `item` belongs together with, or apart from, the `others` (ids of items), or the story that it is in
    has a headline. `id` takes it back (`undo`); `at` is a moment, ISO 8601, empty in archives from before it was kept; `number` counts."""

    id: str
    number: int
    kind: Kind
    item: str
    others: tuple[str, ...]
    headline: str | None
    by: str
    at: str
    why: str


class Regrouping(Stories):
    """Judgements on stories. `by` is who judges; `at` is for tests: the moment, now if not said."""

    def together(self, one: str, other: str, *, by: str = "", why: str = "", at: datetime | None = None) -> None:
        """Judges that two items are of one story; it holds from now on, whatever is read again, until it is taken back. Raises UsageError
        for items that no story holds."""
        self._judge("together", one, (other,), by, why, at)

    def apart(self, one: str, *others: str, by: str = "", why: str = "", at: datetime | None = None) -> None:
        """Judges that an item is of another story than others are."""
        self._judge("apart", one, others, by, why, at)

    def pin_headline(self, story: str, headline: str, *, by: str = "", why: str = "", at: datetime | None = None) -> None:
        """Gives a story a headline that stays. Raises UsageError for a story that is not there."""
        found = self.story(story)
        if found is None:
            raise UsageError("there is no such story", subject=story)
        with self._writing() as connection:
            _note(connection, "headline", found.items[0].id, (headline,), by, why, at)

    def story_judgements(self, *, limit: int = 50, before: int | None = None) -> tuple[StoryJudgement, ...]:
        """The judgements on stories that are in force, the latest first; `before` is the `number` of the last one seen."""
        c = story_judgements.c
        query = select(story_judgements).where(c.id.not_in(select(retractions.c.id)))
        query = query.where(c.number < before) if before is not None else query
        with self._reading() as connection:
            rows = connection.execute(query.order_by(c.number.desc()).limit(queries.limited(limit) * MOST_OTHERS)).all()
        return tuple(_record(list(own)) for _, own in groupby(rows, _same_act))[:limit]

    def _judge(self, kind: Kind, one: str, others: tuple[str, ...], by: str, why: str, at: datetime | None) -> None:
        if len(others) > MOST_OTHERS:
            raise UsageError(f"an item is judged beside at most {MOST_OTHERS} others, got {len(others)}", subject=one)
        with self._writing() as connection:
            numbers = _members(connection, {one, *others})
            if not others or len(numbers) != len(others) + 1:
                raise UsageError(
                    "a judgement needs two different items that stories hold", subject=", ".join((one, *others))[:80]
                )
            _note(connection, kind, one, others, by, why, at)
            _regroup(connection, numbers)

    @staticmethod
    def _unjudge_stories(connection: Connection, id: str, by: str, why: str, at: datetime | None) -> bool | None:
        """Takes a judgement on stories back, with all rows that it wrote; None where no judgement has this id, False where it is taken back
        already."""
        c = story_judgements.c
        own = connection.execute(select(story_judgements).where(c.id == id)).first()
        if own is None:
            return None
        same = [c.kind == own.kind, c.one == own.one, c.at == own.at] if own.at else [c.id == id]
        rows = connection.execute(select(story_judgements).where(*same, c.id.not_in(select(retractions.c.id)))).all()
        stamp = moment(connection, retractions.c.at, at)
        for row in rows:
            retract(connection, row.id, by, stamp, why)
        if rows and own.kind != "headline":
            _regroup(connection, _members(connection, {own.one, *(row.other for row in rows)}))
        return bool(rows)


def _members(connection: Connection, items: set[str]) -> list[int]:
    return list(connection.execute(select(story_items.c.number).where(story_items.c.item.in_(sorted(items)))).scalars())


def _note(connection: Connection, kind: Kind, one: str, others: tuple[str, ...], by: str, why: str, at: datetime | None) -> None:
    last = int(connection.execute(select(func.coalesce(func.max(story_judgements.c.number), 0))).scalar_one())
    stamp = moment(connection, _stamped(), at)
    rows = []
    for number, other in enumerate(others, last + 1):
        name = digest("story judgement", kind, one, other, str(number))
        rows.append({"id": name, "number": number, "kind": kind, "one": one, "other": other, "by": by, "at": stamp, "why": why})
    connection.execute(story_judgements.insert(), rows)


def _stamped() -> Any:
    """The moments of judgements, but for those from before it was kept."""
    return func.nullif(story_judgements.c.at, "")


def _same_act(row: Any) -> tuple[str, ...]:
    """What the rows of one judgement share."""
    return (row.kind, row.one, row.at) if row.at else (row.id,)


def _record(rows: list[Any]) -> StoryJudgement:
    last = rows[-1]
    headline = last.other if last.kind == "headline" else None
    others = () if headline is not None else tuple(row.other for row in reversed(rows))
    return StoryJudgement(last.id, last.number, cast("Kind", last.kind), last.one, others, headline, last.by, last.at, last.why)


def _regroup(connection: Connection, numbers: list[int]) -> None:
    """Groups the stories of some items afresh, all their members."""
    from ..stories.archived import ArchivedShelf
    from ..stories.clustering import LOADED, regroup

    shelf = ArchivedShelf(connection)
    region = set(numbers)
    for story in set(shelf.story_of(numbers).values()):
        region.update(shelf.story_members(story, LOADED)[0])
    shelf.touched.update(shelf.story_of(sorted(region)).values())
    regroup(shelf, sorted(region))
    shelf.summarise()
