"""Captures kept as bytes, the runs in which pages were read, and reading again what older rules read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..errors import InputRefused, UsageError
from ..ids import digest
from ..rules import OF_TEXT, STAGES, VERSIONS, in_force, versions
from ..store import corrections_writing, forgetting, queries, readings, rereading, writing
from ..store.captures_store import bare
from ..store.fact_changes import FactChange, changes
from ..store.readings import Run
from ..store.readings_tables import runs
from ..store.rereading import Due
from ..store.tombstones import forgotten, stones
from ..types import Item
from .identities import Identities
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: What was read, the items, and the writing of them.
_Plan = tuple["list[Reread]", tuple[Item, ...], "Callable[[Connection], list[Reread]]"]
_How = Callable[["Connection", Sequence[Due]], _Plan]
#: Revisions that are read again in one transaction.
TOGETHER = 20


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an item again did. `what`: unchanged, changed (other facts or fields), text (the newer rules cut another text), new and
    removed (of the page's items), kept (not removed, `problem` says why), refused (`problem` says why). `stages` are those whose rules
    are newer."""

    item: str
    revision: str
    what: str
    stages: tuple[str, ...] = ()
    changes: tuple[FactChange, ...] = ()
    problem: str = ""


class Readings(Stories, Identities):
    """How what is held was read."""

    @contextmanager
    def run(self, kind: str, *, at: datetime | None = None) -> Iterator[dict[str, int]]:
        """Keeps a record of a run: what is put into the dictionary that it gives are its counts. A run that was killed has no end."""
        from .. import __version__

        counts: dict[str, int] = {}
        with self._writing() as connection:
            started = corrections_writing.moment(connection, runs.c.started, at)
            number = writing._number(connection, runs)
            row = {"kind": kind, "release": __version__, "rules": ", ".join(in_force()), "started": started, "counts": "{}"}
            name = digest("run", *row.values())
            connection.execute(runs.insert(), [{"id": name, "number": number, **row}])
        yield counts
        with self._writing() as connection:
            ended = max(datetime.now(UTC).isoformat(timespec="microseconds"), started)
            connection.execute(runs.update().where(runs.c.id == name).values(ended=ended, counts=json.dumps(counts)))

    def runs(self, *, limit: int = 50) -> tuple[Run, ...]:
        """Runs, the latest first."""
        with self._reading() as connection:
            rows = connection.execute(select(runs).order_by(runs.c.number.desc()).limit(queries.limited(limit))).all()
        return tuple(
            Run(r.id, r.kind, r.release, tuple(r.rules.split(", ")), r.started, r.ended, json.loads(r.counts)) for r in rows
        )

    def rules(self, revision: str) -> tuple[str, ...]:
        """The versions of the rules that read a revision, as "stage version"; empty where that is not known."""
        with self._reading() as connection:
            return readings.rules_of(connection, revision)

    def bytes(self, capture: str) -> bytes | None:
        """The bytes of a capture as they came; None where they were not kept."""
        with self._reading() as connection:
            return readings.bytes_of(connection, capture)

    def drop_bytes(self, captures: Sequence[str] | None = None) -> int:
        """Drops the bytes of captures, or of all; pages, items and facts stay. How many captures lost theirs."""
        with self._writing() as connection:
            return readings.drop_bytes(connection, captures)

    def due(self, *, stage: str | None = None, everything: bool = False) -> tuple[Due, ...]:
        """The revisions that rules of a newer version read otherwise. Raises UsageError for a stage that is none."""
        if stage is not None and stage not in STAGES:
            raise UsageError(f"must be one of {', '.join(STAGES)}, got {stage!r}", subject="stage")
        with self._reading() as connection:
            return tuple(rereading.due(connection, stage, everything=everything))

    def reread(self, *, stage: str | None = None, everything: bool = False, dry_run: bool = False) -> Iterator[Reread]:
        """Reads again what older rules read, a batch a transaction, and tells what each item came to. Corrections and judgements stay.

        Where rules before the text changed (pages, items, dates) a capture is read from its bytes, if they were kept; else the stages that
        read the text of an item are. `stage` looks at one stage alone; `everything` reads all again, whatever read it; `dry_run` changes
        nothing.
        """
        waiting = self.due(stage=stage, everything=everything)
        whole = [list(found) for _, found in groupby((d for d in waiting if d.whole), key=lambda d: d.capture)]
        of_text = [d for d in waiting if not d.whole]
        for found in whole:
            yield from self._again(found, dry_run, _read_capture)
        for start in range(0, len(of_text), TOGETHER):
            yield from self._again(of_text[start : start + TOGETHER], dry_run, _read_texts)

    def _again(self, found: Sequence[Due], dry_run: bool, how: _How) -> list[Reread]:
        """Reads, and then writes: the language model does not keep other writers waiting."""
        with self._reading() as connection:
            done, items, put = how(connection, found)
        if not dry_run:
            with self._writing() as connection:
                done += put(connection)
                self._identify_items(connection, items)
                self._mark(connection, [item.id for item in items])
                self._place(connection, [item.id for item in items])
        return done


def _read_texts(connection: Connection, found: Sequence[Due]) -> _Plan:
    """Reads the facts of texts again."""
    from ..reading import add_facts

    held = [(d, item) for d in found if (item := rereading.as_read(connection, d.revision)) is not None]
    fresh = tuple(add_facts(tuple(bare(item) for _, item in held)))

    standing = stones(connection)
    gone = {item.id for item in fresh if forgotten(item, standing)}
    read = [(d, before, after) for (d, before), after in zip(held, fresh, strict=True) if after.id not in gone]

    def put(writer: Connection) -> list[Reread]:
        forgetting.remove(writer, sorted(gone))
        for d, _, item in read:
            rereading.put(writer, item, d.capture)
            readings.note_rules(writer, [d.revision], _merged(d.rules))
        return []

    removed = [Reread(d.item, d.revision, "removed", d.stages) for d, _ in held if d.item in gone]
    return [_told(before, after, d.stages) for d, before, after in read] + removed, tuple(after for *_, after in read), put


def _merged(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that have read a text whose facts were read again: stages before the text as they were."""
    held = versions(rules)
    now = {stage: version if stage in OF_TEXT else held.get(stage, 0) for stage, version in VERSIONS.items()}
    return tuple(f"{stage} {version}" for stage, version in now.items() if version)


def _read_capture(connection: Connection, found: Sequence[Due]) -> _Plan:
    """Reads a capture again from its bytes."""
    from ..reading import read_document

    capture, stages = found[0].capture, found[0].stages
    before = {item.id: item for item in rereading.shown_items(connection, capture)}
    try:
        source = readings.source_of(connection, capture)
        assert source is not None, capture
        earlier = queries.one_capture(connection, source[1]) if source[1] else None
        page = read_document(source[0], earlier=earlier)
    except InputRefused as error:
        rule = error.rule
        return [Reread(d.item, d.revision, "refused", d.stages, problem=rule) for d in found], (), lambda _: []
    standing = stones(connection)
    items = {item.id: item for item in page.items if not forgotten(item, standing)}
    others = rereading.of_others(connection, capture, {item.revision for item in items.values()})
    own = [item for item in items.values() if item.revision not in others]

    def put(writer: Connection) -> list[Reread]:
        for item in own:
            rereading.put(writer, item, capture)
        kept = rereading.show(writer, capture, {item.id: item.revision for item in items.values()})
        readings.note_rules(writer, [d.revision for d in found] + [i.revision for i in own], in_force())
        return [Reread(id, before[id].revision, "kept", stages, problem="people have written about it") for id in kept]

    done = [_told(before[i.id], i, stages) if i.id in before else Reread(i.id, i.revision, "new", stages) for i in own]
    done += [Reread(id, item.revision, "removed", stages) for id, item in before.items() if id not in items]
    return done, tuple(own), put


def _told(before: Item, after: Item, stages: tuple[str, ...]) -> Reread:
    found = changes(before, after)
    what = "text" if before.revision != after.revision else "changed" if found else "unchanged"
    return Reread(after.id, after.revision, what, stages, found)
