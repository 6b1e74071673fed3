"""Killing parts of a Spark cluster on this machine, and reading its times from the log of the batch."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

#: Tasks that must be committed before anything is killed.
COMMITTED = 2
DAEMON = "dateline.batch.spark_daemon"


def spark_seconds(out: Path) -> float:
    """Seconds from the first task of reading to the end of the batch."""
    lines = [json.loads(line) for line in (out / "_work" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    moments = {line["event"]: datetime.fromisoformat(line["time"]) for line in lines}
    return (moments["done"] - moments["begun"]).total_seconds()


@contextmanager
def killing_on_spark(wave: Path) -> Iterator[list[str]]:
    """Once two tasks of a wave are committed, kills one executor, and then the first Python worker that is seen at work under
    another; gives what was killed."""
    stop, killed = threading.Event(), list[str]()

    def kill() -> None:
        while not stop.wait(0.05):
            if len(list(wave.glob("_temporary/*/task_*"))) >= COMMITTED:
                break
        executor = next((pid for pid, line in descendants() if "CoarseGrainedExecutorBackend" in line), None)
        if stop.is_set() or executor is None:
            return
        under = {pid for pid, _ in descendants() if executor in ancestors(pid)}
        os.kill(executor, signal.SIGKILL)
        killed.append("an executor")
        while not stop.wait(0.05):
            # What is forked from the daemon reads a split; what an executor leaves behind is not of the cluster any more.
            workers = [pid for pid, line in descendants() if DAEMON in line and DAEMON in parent_line(pid) and pid not in under]
            if workers:
                os.kill(workers[-1], signal.SIGKILL)
                killed.append("a Python worker")
                return

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


def descendants() -> Iterator[tuple[int, str]]:
    """The processes that this one started, directly or not, with their command lines."""
    for path in Path("/proc").glob("[0-9]*"):
        pid = int(path.name)
        if os.getpid() in ancestors(pid):
            yield pid, _line(pid)


def ancestors(pid: int) -> list[int]:
    """The processes above one."""
    found: list[int] = []
    while pid > 1:
        try:
            pid = int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return found
        found.append(pid)
    return found


def parent_line(pid: int) -> str:
    """The command line of a process's parent."""
    above = ancestors(pid)
    return _line(above[0]) if above else ""


def _line(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""
