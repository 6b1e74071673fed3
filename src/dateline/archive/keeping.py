"""Keeping the record: export and import, backup, check, removal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from ..errors import ArchiveError, UsageError
from ..store import (
    carrying,
    checking,
    connection,
    corrections_tables,
    corrections_writing,
    facet_counting,
    forgetting,
    taking_in,
    tombstones,
)
from ..store.dictionaries import make_known
from ..store.identities import group, headless, one_entity
from .identities import Identities
from .stories import Stories


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed, or would be: how many items, and captures that showed them; the ids of the items."""

    items: int
    captures: int
    ids: tuple[str, ...] = ()


def _may_come(kind: str, name: str) -> bool:
    """Whether a name may be one that comes later: an id holds no white space, so that the name of a person is none."""
    return kind in ("outlet", "comments") or not any(map(str.isspace, name))


class Keeping(Stories, Identities):
    """The archive as a whole."""

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row as (table, plain values), in an order in which `take_in` can add them again."""
        with self._reading() as reading:
            yield from carrying.rows(reading)

    def take_in(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, int]:
        """Adds rows of another archive in one transaction: what is there stays, what was forgotten stays away. Counts by table."""
        try:
            counts, stand = self._take_in(rows)
        except BaseException:
            # What was too much for SQLite's cache stands in its log, though the transaction is taken back.
            with suppress(ArchiveError, DatabaseError):
                self._fold()
            raise
        if stand:
            self._fold()
        return counts

    def _take_in(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> tuple[dict[str, int], bool]:
        """The counts, and whether anything is to be kept away."""
        from ..identity.archived import identify_all

        with self._writing() as writing:
            counts = taking_in.take_in(writing, rows)
            if counts.get("corrections") or counts.get("retractions"):
                corrections_writing.replay(
                    writing, writing.execute(select(corrections_tables.corrections.c.item)).scalars().all()
                )
            self._settle(writing, headless(writing))
            identify_all(writing)
            self._place_all(writing)
            return counts, bool(tombstones.stones(writing))

    def digest(self) -> str:
        """64 hexadecimal digits over the content, whatever the order in which it came."""
        with self._reading() as reading:
            return carrying.digest(reading)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the archive, a sentence each; empty where all is well."""
        # A connection that is kept remembers parts of the index, and SQLite's own check would hold those against the file.
        with connection.translated(self.address), self._engine.connect() as fresh, fresh.begin():
            make_known(fresh)
            return checking.problems(fresh)

    def backup(self, path: str | PathLike[str]) -> None:
        """Writes the archive as it stands to a new file, while others read and write. Raises UsageError where the file exists, and
        for PostgreSQL, which has pg_dump."""
        if self._engine.dialect.name != "sqlite":
            raise UsageError("a PostgreSQL archive is backed up with pg_dump, or exported: dateline export", subject=self.address)
        if Path(path).exists():
            raise UsageError("exists already; a backup is a new file", subject=str(path))
        if not Path(path).parent.is_dir():
            raise ArchiveError("its folder does not exist; make it first", subject=str(path))
        with connection.translated(str(path)):
            connection.save_copy(self._engine, Path(path))

    def forget(
        self,
        *,
        item: str | None = None,
        outlet: str | None = None,
        person: str | None = None,
        comments_by: str | None = None,
        why: str | None = None,
        ahead: bool = False,
        dry_run: bool = False,
    ) -> Forgotten:
        """Removes for good, and keeps away: an item by id, an outlet's items, every item that names a person (by entity id), or the
        comments signed with a name. Captures that show a removed item go with it, since they hold its words. Backups are not touched.

        Raises UsageError for a name that nothing here has and that was not forgotten before, unless it is to be kept away `ahead` of its
        coming. `dry_run` changes nothing and tells what would go."""
        given = [(k, n) for k, n in (("item", item), ("outlet", outlet), ("person", person), ("comments", comments_by)) if n]
        if len(given) != 1:
            raise UsageError("name one of item, outlet, person, comments_by")
        kind, name = given[0]
        with self._reading() as reading:
            names = group(reading, name) if kind == "person" else (name,)
            ids = forgetting.named(reading, kind, names)
            known = (ahead and _may_come(kind, name)) or bool(ids) or (kind, name) in tombstones.stones(reading)
            if dry_run and known:
                return Forgotten(len(ids), forgetting.showing(reading, ids), tuple(ids))
        if not known:
            ahead_of_it = "; ahead of its coming it is kept away with --ahead (ahead=True)" if _may_come(kind, name) else ""
            raise UsageError(self._nobody(kind, name) + ahead_of_it, subject=name)
        with self._writing() as writing:
            names = group(writing, name) if kind == "person" else (name,)
            ids = forgetting.named(writing, kind, names)
            tombstones.bury(writing, kind, names, why)
            tombstones.bury(writing, "item", ids, why)
            gone = Forgotten(len(ids), forgetting.remove(writing, ids), tuple(ids))
            self._settle(writing, headless(writing))
        self._fold()
        return gone

    def _nobody(self, kind: str, name: str) -> str:
        """Why a name means nothing that could be forgotten, and what may be meant."""
        if kind == "item":
            return "no item has this id"
        if kind == "comments":
            return "no comment is signed with this name, letter by letter"
        if kind == "outlet":
            with self._reading() as reading:
                known = facet_counting.values(reading, "outlet", 500, None)
            near = forgetting.outlets_like(known, name)
            return "no item is of an outlet with this name" + (f"; there is {', '.join(map(repr, near))}" if near else "")
        try:
            id = self.entity_named(name)
        except UsageError as error:
            return f"a person is forgotten by the id of an entity: {error.rule}"
        with self._reading() as reading:
            meant = one_entity(reading, id)
        if meant is None or id == name:
            return "no item names the entity of this id"
        return f"a person is forgotten by the id of an entity; with this name there is {meant.name}, {meant.type}, {meant.id}"

    def forgotten(self) -> tuple[tuple[str, str], ...]:
        """What must not come back: (item, outlet, person or comments; its id or name)."""
        with self._reading() as reading:
            return tuple(sorted(tombstones.stones(reading)))
