"""The output folder: where things lie, and how files come to lie there: whole or not at all.

No name in it comes from the input: names are numbers of ours and days, so nothing that a page or a file is called can lead out of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import DatelineError, UsageError

SUCCESS = "_SUCCESS"


class BatchFailed(DatelineError):
    """A batch that cannot go on; what is done is kept."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths in an output folder. What begins with an underscore is passed over by Spark, DuckDB and pyarrow."""

    out: Path

    @property
    def work(self) -> Path:
        """What is needed only until the batch is done, the ledger, and the log."""
        return self.out / "_work"

    @property
    def success(self) -> Path:
        """Written last: without it the output is not whole."""
        return self.out / SUCCESS

    @property
    def summary(self) -> Path:
        """Counts, digest and settings of a finished batch."""
        return self.out / "_batch.json"

    @property
    def plan(self) -> Path:
        """The files, their splits and the settings."""
        return self.work / "plan.json"

    @property
    def log(self) -> Path:
        """A JSON object a line."""
        return self.work / "log.jsonl"

    @property
    def published(self) -> Path:
        """Tables before they are moved to their place."""
        return self.work / "tables"

    def rows(self, split: int) -> Path:
        """The rows of a finished split."""
        return self.work / "rows" / f"split-{split:06d}.parquet"

    def parts(self, split: int) -> Path:
        """The folder of the rows of an unfinished split."""
        return self.work / "rows" / f"split-{split:06d}"

    def ledger(self, split: int) -> Path:
        """Written when a split is finished: what came of it."""
        return self.work / "ledger" / f"split-{split:06d}.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps a second batch out of the folder. The lock goes with the process, however it ends. Raises UsageError where another holds
        it, BatchFailed where the block meets a full disk or the like."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            with (self.work / "lock").open("w") as lock:
                self._lock(lock.fileno())
                yield
        except OSError as error:
            where = str(error.filename or self.out)
            raise BatchFailed(f"{error.strerror or error}; what is done is kept, run it again", subject=where) from error

    def _lock(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            rule = "another batch is at work in it; wait for it, or give another folder"
            raise UsageError(rule, subject=str(self.out)) from error


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write to; when the block ends well, the file is on disk under its own name, and before that nothing is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """A JSON file, whole or not at all."""
    with whole(path) as name:
        name.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_json(path: Path) -> Any:
    """The value of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def remove(path: Path) -> None:
    """A folder with what is in it, or a file, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def finished(out: Path) -> Folder:
    """The folder of a finished batch. Raises UsageError where `_SUCCESS` is missing."""
    folder = Folder(out)
    if not out.is_dir():
        raise UsageError("no such folder", subject=str(out))
    if not folder.success.is_file():
        raise UsageError(
            f"no {SUCCESS} in it, so it is not whole; run the same `dateline batch` again, it goes on", subject=str(out)
        )
    return folder
