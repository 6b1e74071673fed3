"""A batch on this machine: files to splits, splits to rows, rows to tables; what is done stays done, whatever is killed."""

from __future__ import annotations

import logging
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from . import planning
from .choosing import Part, chosen, keys_of, parts_of, windows
from .digests import digest_of
from .folder import BatchFailed, Folder, read_json, remove, write_json
from .kernel import Reading
from .logs import LOGGER, write_to
from .planning import Plan
from .pool import MOST_DEATHS, Job, Pool, tell
from .progress import Progress
from .publishing import SIZE, gather, place, publish, tasks, write
from .schema import TABLES
from .splits import ENTRIES, Split, splits_of
from .summary import Summary, counted
from .windows import COLUMNS, FOUND, articles_of, group, stories
from .working import resume, run_split

Report = Callable[[str], None]
_log = logging.getLogger(LOGGER)


def run(
    files: Sequence[Path],
    out: Path,
    *,
    workers: int | None = None,
    reading: Reading = Reading(),
    entries: int = ENTRIES,
    report: Report = lambda line: None,
) -> Summary:
    """Runs a batch, or what is missing of it, and returns its summary once everything is on disk.

    `report` hears a line about twice a second. Raises UsageError where the folder holds another batch, BatchFailed where a split cannot
    be done.
    """
    folder = Folder(out)
    asked = planning.wanted(list(files), reading, entries)
    with folder.held():
        handler = write_to(folder.log)
        try:
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            with Pool(workers or os.cpu_count() or 1, log=str(folder.log)) as pool:
                return _Run(folder, asked, pool, report).all()
        except Exception as error:
            _log.error("failed", extra={"error": f"{type(error).__name__}: {error}"[:500]})
            raise
        finally:
            logging.getLogger(LOGGER).removeHandler(handler)
            handler.close()


class _Run:
    def __init__(self, folder: Folder, asked: Plan, pool: Pool, report: Report) -> None:
        self.folder, self.asked, self.pool, self.report = folder, asked, pool, report
        self.begun = time.monotonic()
        self.starts: dict[str, list[int]] = {}

    def all(self) -> Summary:
        """The whole of it."""
        plan = planning.stored(self.folder, self.asked)
        if self.folder.success.exists() and plan is not None:
            _tidy(self.folder)
            return Summary(**read_json(self.folder.summary))
        if plan is None:
            plan = self.indexed()
            planning.keep(self.folder, plan)
        self.plan = plan
        _log.info("begun", extra={"files": len(plan.files), "splits": len(plan.splits), "records": plan.total})
        self.read()
        self.publish()
        return self.finish()

    def indexed(self) -> Plan:
        """The plan with the splits of every file."""
        asked, found = self.asked, {}
        jobs = [Job(str(n), _index, (path, n, asked.entries, asked.max_bytes)) for n, (path, _) in enumerate(asked.files)]
        for job, splits in self.pool.run(jobs):
            found[int(job.name)] = splits
            self.report(f"{len(found)} of {len(jobs)} files looked through")
        return replace(asked, splits=planning.numbered(found))

    def read(self) -> None:
        """Every split that is not in the ledger yet."""
        splits = {str(split.number): split for split in self.plan.splits}
        waiting = [name for name, split in splits.items() if not self.folder.ledger(split.number).exists()]
        finished = self.plan.total - sum(splits[name].entries for name in waiting)
        progress = Progress(self.plan.total)

        def tick(running: dict[str, int]) -> None:
            progress.at(finished + sum(running.values()))
            self.report(progress.line())

        jobs = [Job(name, _work, (self.folder, splits[name], self.plan.reading)) for name in waiting]
        for job, line in self.pool.run(jobs, again=self.again, tick=tick):
            finished += splits[job.name].entries
            _log.info("split done", extra=line)

    def again(self, job: Job) -> Job:
        """The same split once more; where its worker died twice with nothing done in between, every page in a process of its own."""
        folder, split, reading = job.arguments
        done = resume(folder, split)[1]
        starts = self.starts.setdefault(job.name, [])
        starts.append(done)
        stuck = starts.count(done)
        _log.warning("worker died", extra={"split": split.number, "done": done, "deaths": job.deaths})
        if stuck > MOST_DEATHS:
            where = f"{split.path}: split {split.number}, from record {split.before + done + 1}"
            raise BatchFailed(
                f"{stuck} workers died on it without headway; is there memory enough? try fewer --workers", subject=where
            )
        return replace(job, arguments=(folder, split, replace(reading, apart=reading.apart or stuck > 1)))

    def publish(self) -> None:
        """Every file of the tables that is not there yet."""
        folder = self.folder
        paths = [folder.rows(split.number) for split in self.plan.splits]
        keys = keys_of(paths)
        jobs: list[Job] = []
        kept = {kind: chosen(keys, kind) for kind in ("page", "item")}
        for kind, rows in kept.items():
            for parts in tasks(parts_of(rows, kind, SIZE[kind]), kind):
                jobs.append(Job(f"{kind} {len(jobs)}", publish, (folder.published, kind, parts, paths)))
        for done, _ in enumerate(self.pool.run(jobs), 1):
            self.report(f"{done} of {len(jobs)} steps of writing the tables")
        self.stories(kept["item"], paths)
        _refused(folder, self.plan, paths)
        for name in TABLES:
            if not (folder.published / name).is_dir():
                write(place(folder.published, name, None, 0), TABLES[name].empty_table(), name, None)

    def stories(self, items: pa.Table, paths: Sequence[Path]) -> None:
        """The table of stories, by day."""
        jobs = [Job(f"window {window}", _window, (window, part, paths)) for window, part in windows(items)]
        found = [FOUND.empty_table()]
        for job, table in self.pool.run(jobs):
            found.append(table)
            self.report(f"stories: {job.name}, {len(found) - 1} of {len(jobs)}")
        rows = stories(pa.concat_tables(found))
        days = rows["day"].to_pylist()
        begin = 0
        while begin < len(days):
            end = bisect_right(days, days[begin])
            day = days[begin].isoformat()
            piece = rows.slice(begin, end - begin).select(TABLES["stories"].names)
            write(place(self.folder.published, "stories", day, 0), piece, "stories", day)
            begin = end

    def finish(self) -> Summary:
        """Tables in their place, the counts, and `_SUCCESS` last."""
        folder = self.folder
        digest, rows = digest_of(folder.published)
        ledger = [read_json(folder.ledger(split.number)) for split in self.plan.splits]
        seconds = round(time.monotonic() - self.begun, 1)
        summary = counted(ledger, rows, digest=digest, files=len(self.plan.files), seconds=seconds)
        if not summary.adds_up:
            raise BatchFailed(f"the counts do not add up: {summary.plain()}", subject=str(folder.out))
        for name in rows:
            remove(folder.out / name)
            (folder.published / name).rename(folder.out / name)
        write_json(folder.summary, summary.plain())
        folder.success.touch()
        _log.info("done", extra={name: value for name, value in summary.plain().items() if name != "why_other"})
        _tidy(folder)
        return summary


def _index(path: str, file: int, entries: int, max_bytes: int) -> list[Split]:
    return splits_of(path, file, entries=entries, max_bytes=max_bytes)


def _work(folder: Folder, split: Split, reading: Reading) -> dict[str, object]:
    return run_split(folder, split, reading, tell)


def _window(window: int, part: Part, paths: Sequence[Path]) -> pa.Table:
    return group(articles_of(gather([part], paths, COLUMNS)), window)


def _refused(folder: Folder, plan: Plan, paths: Sequence[Path]) -> None:
    """The quarantine: every entry that could not be read, with where it stands and why."""
    path = place(folder.published, "refused", None, 0)
    if path.exists():
        return
    names = pa.array([Path(file).name for file, _ in plan.files], pa.string())
    tables = [TABLES["refused"].empty_table(), *_refusals(paths, names)]
    write(path, pa.concat_tables(tables), "refused", None)


def _refusals(paths: Sequence[Path], names: pa.Array) -> Iterator[pa.Table]:
    columns = ["kind", "file", "record", "entry", "offset", "skip", "address", "rule", "error"]
    for path in paths:
        rows = pq.read_table(path, columns=columns)
        rows = rows.filter(pc.equal(rows["kind"], "refused")).sort_by("entry")
        rows = rows.set_column(1, "file", names.take(rows["file"].combine_chunks()))
        yield rows.select(TABLES["refused"].names).cast(TABLES["refused"])


def _tidy(folder: Folder) -> None:
    """What is no longer needed once the output is whole; the ledger, the plan and the log stay."""
    remove(folder.work / "rows")
    remove(folder.published)
