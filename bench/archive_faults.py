"""An archive under faults: 200 kills at random moments of adding on SQLite and on PostgreSQL, damaged pages of the file, the dev pages in
another order from two processes.

A child adds invented pages, a page a transaction, and tells each item when it is acknowledged; it is killed (SIGKILL) at a moment drawn
from the time that it takes, its opening of the archive included. What was told must be there, no page in halves, nothing twice.
PostgreSQL is the server that DATELINE_TEST_POSTGRES names. `--limit` is the number of kills.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import dateline
from dateline.errors import ArchiveError, DatelineError
from dateline.store.writing import Added
from dateline.types import Page

from .archive_items import World, Writer
from .harness import Result, Row, data_file, records

KILLS, TOGETHER, CHECKED, FLIPS, DEV = 200, 8, 20, 60, 194
SET = "fundus_fixtures"


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Reads DEV pages of the data for the order; everything else is invented."""
    kills = limit or KILLS
    rows, misses = [], []
    with tempfile.TemporaryDirectory(dir=os.environ.get("DATELINE_BENCH_FOLDER")) as name:
        folder = Path(name)
        rows.append(Row("dateline", "sqlite", killed(str(folder / "killed.db"), kills, folder)))
        server = os.environ.get("DATELINE_TEST_POSTGRES")
        if server:
            with database(server) as address:
                rows.append(Row("dateline", "postgresql", killed(address, kills, folder)))
        else:
            misses.append("PostgreSQL was not tried: DATELINE_TEST_POSTGRES names no server")
        rows.append(Row("dateline", "flipped pages", flipped(folder, min(FLIPS, kills))))
        rows.append(Row("dateline", "order", order(data, folder, min(DEV, kills))))
    return Result("archive_faults", rows, [data_file(data / "pages" / SET, "pages")], misses)


@contextmanager
def database(server: str) -> Iterator[str]:
    """A database of our own, dropped at the end."""
    import psycopg

    name = f"dateline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def killed(address: str, kills: int, folder: Path) -> dict[str, float]:
    """Adding under kills; then all pages once more, beside an archive that nothing happened to."""
    writer, draw = Writer(World.make(), seed=17), random.Random(23)
    everything: list[Page] = []
    found = {"kills": 0.0, "acknowledged": 0.0, "lost": 0.0, "halves": 0.0, "unanswered": 0.0, "problems": 0.0}
    lasts = _whole_run(address, _pages(writer, everything))
    for number in range(kills):
        pages = _pages(writer, everything)
        told = _child(address, pages, kill_after=draw.uniform(0, lasts))
        found["kills"] += 1
        found["acknowledged"] += len(told)
        with dateline.open_archive(address) as archive:
            _verify(archive, pages, told, found)
            if number % CHECKED == CHECKED - 1 or number == kills - 1:
                found["problems"] += len(archive.check())
        if number % CHECKED == 0:
            print(f"{time.strftime('%H:%M:%S')} {address.split(':')[0]}: {number} kills", file=sys.stderr, flush=True)
    with dateline.open_archive(address) as archive:
        added = sum((archive.add(page) for page in everything), start=Added())
        counts = archive.counts()
        found["doubled"] = sum(counts[f"{kind}s"] for kind in ("article", "teaser", "comment")) - len(_ids(everything))
        found["counts add up"] = float(added.items == sum(len(page.items) for page in everything))
        found["problems"] += len(archive.check())
        found["equal"] = float(archive.digest() == _straight(folder / f"straight-{uuid.uuid4().hex}.db", everything))
    return found


def _pages(writer: Writer, everything: list[Page]) -> list[Page]:
    made = [writer.page() for _ in range(TOGETHER)]
    everything += made
    return made


def _ids(pages: Sequence[Page]) -> set[str]:
    return {item.id for page in pages for item in page.items}


def _straight(path: Path, pages: Sequence[Page]) -> str:
    with dateline.open_archive(path) as archive:
        for _ in archive.add_many(pages):
            pass
        return archive.digest()


def _whole_run(address: str, pages: Sequence[Page]) -> float:
    """How long a child takes that is left alone, in seconds; the second of two, for the first one makes the archive."""
    _child(address, pages[: TOGETHER // 2], kill_after=None)
    start = time.monotonic()
    _child(address, pages, kill_after=None)
    return time.monotonic() - start


def _child(address: str, pages: Sequence[Page], *, kill_after: float | None) -> list[str]:
    """Adds pages in a forked process, which is killed after so many seconds; the items that it said are on disk."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            with dateline.open_archive(address) as archive:
                for page in pages:
                    done = archive.add(page)
                    os.write(theirs, "".join(f"{id}\n" for id in done.new + done.revised).encode())
        except BaseException as error:
            print(f"a child failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    os.close(theirs)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(ours, "rb") as pipe:
        told = pipe.read().decode().split()
    os.waitpid(child, 0)
    return told


def _verify(archive: dateline.Archive, pages: Sequence[Page], told: Sequence[str], found: dict[str, float]) -> None:
    there = {id for id in _ids(pages) if archive.item(id) is not None}
    found["lost"] += len(set(told) - there)
    found["unanswered"] += len(there - set(told))
    found["halves"] += sum(0 < len(there & _ids([page])) < len(_ids([page])) for page in pages)


def flipped(folder: Path, flips: int) -> dict[str, float]:
    """One page of the file damaged, at another place each time: told on opening or by the check, harmless to the content, or silent."""
    draw, whole = random.Random(29), folder / "whole.db"
    pages = list(itertools.islice(Writer(World.make(), seed=31).pages(10**6), 120))
    right = _straight(whole, pages)
    found = {"flips": 0.0, "told": 0.0, "harmless": 0.0, "silent": 0.0, "crashed": 0.0}
    size = whole.stat().st_size // 4096
    for _ in range(flips):
        copy = folder / "flipped.db"
        shutil.copyfile(whole, copy)
        with copy.open("r+b") as file:
            at = draw.randrange(size) * 4096 + draw.randrange(4096)
            file.seek(at)
            kept = file.read(16)
            file.seek(at)
            file.write(bytes(byte ^ 0xFF for byte in kept))
        found["flips"] += 1
        found[_outcome(copy, right)] += 1
        for left in folder.glob("flipped.db*"):
            left.unlink()
    return found


def _outcome(path: Path, right: str) -> str:
    try:
        with dateline.open_archive(path) as archive:
            if archive.check():
                return "told"
            return "harmless" if archive.digest() == right else "silent"
    except ArchiveError:
        return "told"
    except (DatelineError, Exception) as error:
        print(f"a flipped page: {error!r}"[:300], file=sys.stderr)
        return "crashed"


def order(data: Path, folder: Path, count: int) -> dict[str, float]:
    """The dev pages, each twice, from two processes in two orders, beside one process in the order of the file."""
    rows = itertools.islice(records(data / "pages" / SET, "pages"), count)
    pages = [dateline.read(row["html"], url=row["url"], media_type="text/html") for row in rows]
    shuffled = [*pages, *pages]
    random.Random(37).shuffle(shuffled)
    path = folder / "order.db"
    children = []
    for part in ([*pages, *pages], shuffled):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with dateline.open_archive(path) as archive:
                    for page in part:
                        archive.add(page)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    with dateline.open_archive(path) as archive:
        problems, digest = len(archive.check()), archive.digest()
    equal = float(digest == _straight(folder / "straight.db", pages))
    return {"pages": len(pages), "failed": failed, "problems": problems, "equal": equal}
