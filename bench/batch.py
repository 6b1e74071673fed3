"""Batches of invented pages: two processes beside one, a worker killed every 20 seconds, memory, files cut at random bytes; with `--peers`
Spark on a cluster of this machine, of which an executor and a Python worker are killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.batch import local
from dateline.batch.digests import digest_of
from dateline.batch.kernel import Reading, rows_of
from dateline.batch.splits import entries_of, splits_of
from dateline.batch.summary import Summary
from dateline.pages.decode import MAX_BYTES
from dateline.pages.unpacking import Place
from dateline.pages.warc_records import Loss, Record

from . import batch_pages
from .harness import Result, Row

ITEMS, FACTS = Reading(facts=False), Reading()
PAGES, FILES, CUTS, PERIOD = 2_000, 4, 500, 20.0
ENTRIES = 500
#: Pages take eight times as long with facts: a split must end well before the next worker is killed.
FACT_ENTRIES = 40
#: Pages from which one round is enough.
LARGE = 10_000


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Takes no data. `--limit` is the number of pages (2,000; the bar asks for 20,000); a tenth of them are read with facts too."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("DATELINE_BENCH_FOLDER")) as name:
        folder = Path(name)
        files = batch_pages.write(folder / "crawl", limit or PAGES, FILES)
        few = batch_pages.write(folder / "few", (limit or PAGES) // 10, 2)
        rows = [*_local(folder, files, limit or PAGES), _facts(folder, few), _memory(files), *_cuts(folder)]
        if peers:
            rows.append(_spark(folder, files, rows[0].metrics["seconds of two"], rows[0].metrics["pages"]))
    return Result("batch", rows, [])


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def _local(folder: Path, files: list[Path], pages: int) -> Iterator[Row]:
    """Turns about, two rounds, the better of each counts: other work on the machine disturbs what it meets. One round of a large
    crawl, which is long enough to even that out."""
    seconds: dict[int, float] = {}
    for _ in range(2 if pages < LARGE else 1):
        for workers in (1, 2):
            summary, taken = _timed(folder / f"out-{workers}", files, ITEMS, workers)
            seconds[workers] = min(taken, seconds.get(workers, taken))
            _say(f"{workers} workers: {taken:.1f} s, load {os.getloadavg()[0]:.1f}")
    with killing(PERIOD) as deaths:
        killed, taken = _timed(folder / "killed", files, ITEMS, 2)
    _say(f"a worker killed every {PERIOD:.0f} s, {len(deaths)} times: {taken:.1f} s")
    yield Row(
        "dateline",
        "local",
        {
            "pages": summary.pages,
            "seconds of one": seconds[1],
            "seconds of two": seconds[2],
            "two/one": seconds[1] / seconds[2],
            "load": os.getloadavg()[0],
        },
    )
    yield Row(
        "dateline", "workers killed", _equal(folder / "killed", killed, summary) | {"killed": len(deaths), "seconds": taken}
    )


def _timed(out: Path, files: list[Path], reading: Reading, workers: int) -> tuple[Summary, float]:
    shutil.rmtree(out, ignore_errors=True)
    begun = time.perf_counter()
    summary = local.run(files, out, workers=workers, reading=reading, entries=ENTRIES if reading is ITEMS else FACT_ENTRIES)
    return summary, time.perf_counter() - begun


def _equal(out: Path, found: Summary, expected: Summary) -> dict[str, float]:
    """Whether the content is the same, told from the files themselves, and how many rows stand twice."""
    digest, rows = digest_of(out, anew=True)
    same = digest == expected.digest and rows == expected.rows and found.adds_up
    return {"equal": float(same), "rows": sum(rows.values()), "doubled": _doubled(out)}


def _doubled(out: Path) -> int:
    import pyarrow.dataset as ds

    keys = ds.dataset(out / "items", partitioning="hive").to_table(columns=["id", "revision"])
    return len(keys) - len(keys.group_by(["id", "revision"]).aggregate([]))


@contextmanager
def killing(period: float) -> Iterator[list[int]]:
    """Kills one of this process's workers every so many seconds; gives the numbers of the killed."""
    stop, killed = threading.Event(), list[int]()
    rng = random.Random(3)

    def kill() -> None:
        while not stop.wait(period):
            children = [child.pid for child in multiprocessing.active_children() if child.pid]
            if children:
                killed.append(rng.choice(children))
                os.kill(killed[-1], signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


def _facts(folder: Path, files: list[Path]) -> Row:
    expected, taken = _timed(folder / "facts", files, FACTS, 2)
    _say(f"{expected.pages} pages with facts: {taken:.1f} s")
    with killing(PERIOD) as deaths:
        killed, longer = _timed(folder / "facts-killed", files, FACTS, 2)
    rows = expected.rows
    told = {"statements": rows["statements"], "events": rows["events"], "figures": rows["figures"]}
    equal = _equal(folder / "facts-killed", killed, expected)
    return Row(
        "dateline", "facts", {"pages": expected.pages, "seconds": taken, **told, **equal, "killed": len(deaths), "then": longer}
    )


def _memory(files: list[Path]) -> Row:
    """Resident memory of one worker, in MB, after a quarter of its pages and at the end."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        early, late, pages = pool.apply(_worker_memory, (str(files[0]),))
    return Row("dateline", "memory of a worker", {"pages": pages, "early MB": early, "late MB": late, "late/early": late / early})


def _worker_memory(path: str) -> tuple[float, float, int]:
    sizes, pages = [], 0
    for split in splits_of(path, 0, entries=ENTRIES):
        for rows in rows_of(split, ITEMS):
            pages += rows[0]["kind"] == "page"
            if pages % 10 == 0:
                sizes.append(_resident())
    quarter = len(sizes) // 4
    return max(sizes[: quarter + 1]), max(sizes[-quarter - 1 :]), pages


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _cuts(folder: Path) -> Iterator[Row]:
    """Files cut at random bytes: whole records before the cut that are read, and cuts inside a record whose loss is named."""
    made = list(batch_pages.records(40))
    whole = b"".join(made)
    import gzip

    import zstandard

    packs: dict[str, Callable[[bytes], bytes]] = {"warc": bytes, "warc.gz": gzip.compress, "warc.zst": zstandard.compress}
    for ending, pack in packs.items():
        parts = [pack(one) for one in made]
        ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
        data = b"".join(parts)
        rng = random.Random(5)
        read = expected = named = inside = 0
        for _ in range(CUTS):
            end = rng.randrange(1, len(data))
            path = folder / f"cut.{ending}"
            path.write_bytes(data[:end])
            found = list(entries_of(str(path), Place(), 0, max_bytes=MAX_BYTES))
            # The four bytes of line ends that close a record are no part of what it holds.
            before = sum(one - (4 if ending == "warc" else 0) <= end for one in ends)
            expected += before
            read += min(before, sum(isinstance(one, Record) for one in found))
            cut_inside = all(not one - 4 <= end <= one for one in ends)
            inside += cut_inside
            named += cut_inside and isinstance(found[-1], Loss)
        assert len(whole) >= len(made)
        yield Row("dateline", f"cut {ending}", {"cuts": CUTS, "whole read": read / expected, "loss named": named / inside})


def _spark(folder: Path, files: list[Path], two: float, pages: float) -> Row:
    """On `local-cluster[2,1,1024]`: the rows of splits are timed by the log, without start-up; then again with two kills."""
    from dateline.batch import spark

    from .batch_spark import killing_on_spark, spark_seconds

    master = "local-cluster[2,1,1024]"
    expected = local.run(files, folder / "out-2", workers=2, reading=ITEMS, entries=ENTRIES)
    quiet = spark.run(files, folder / "spark", master=master, reading=ITEMS, entries=ENTRIES)
    seconds = spark_seconds(folder / "spark")
    _say(f"Spark: {seconds:.1f} s without start-up, {quiet.seconds:.1f} s from the first task on")
    with killing_on_spark(folder / "spark-killed" / "_work" / "rows" / "wave-00000") as killed:
        found = spark.run(files, folder / "spark-killed", master=master, reading=ITEMS, entries=ENTRIES)
    _say(f"Spark with kills ({', '.join(killed)}): {spark_seconds(folder / 'spark-killed'):.1f} s")
    undisturbed = float(quiet.digest == expected.digest)
    equal = _equal(folder / "spark-killed", found, expected)
    return Row(
        "dateline",
        "spark",
        {
            "pages": pages,
            "seconds": seconds,
            "spark/local": seconds / two,
            "as local": undisturbed,
            **equal,
            "killed": len(killed),
        },
    )
