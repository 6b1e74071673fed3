"""The archive at size: items of our own templates, added with all their facts and found again, beside bare FTS5 over the same texts.
The goals are for 1,000,000 items; `items` says how many the figures are of.

`add`: items per CPU-second (`alone` without copies, identities and stories, which `group()` adds later at its own cost), and the share of
what bare FTS5 adds. `size`: bytes on disk over bytes of the items' texts. `found`: milliseconds at the 95th percentile (CPU time of the
query; `wall` what a clock shows, whatever else the machine does): a common search (two words of an item) with its facets, any search
(the most frequent words, beginnings, phrases, negation), an entity's page, a country pair over ten years. `reader`: another process that
searches during a bulk add, against the same when nobody writes.

DATELINE_BENCH_KEEP names a folder in which the archive stays; where one of as many items stands there already, it is only asked again.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dateline import open_archive
from dateline.archive import Archive
from dateline.types import Item, Page

from .archive_items import COUNTRIES, World, Writer
from .harness import Clock, Result, Row

#: Items where no limit is named: what five minutes allow.
ITEMS = 20_000
BATCH = 500
QUERIES = 150
#: Items that are added with `group=True` to state the cost of copies, identities and stories.
GROUPED = 300


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Everything at one size; `data` is not needed. `limit` is the number of items; `peers` changes nothing: the peer always runs."""
    size = limit or ITEMS
    writer = Writer(World.make())
    # The world that is drawn from is no part of the archive: the collector need not look through it.
    gc.freeze()
    with _folder() as folder:
        path, made = folder / f"news-{size}.db", folder / f"made-{size}.json"
        if not made.exists():
            for left in (*folder.glob(f"news-{size}.db*"), *folder.glob(f"bare-{size}.db*")):
                left.unlink()
        bare = _Bare(folder / f"bare-{size}.db")
        with open_archive(path) as archive:
            if not made.exists():
                made.write_text(json.dumps(_made(archive, path, bare, writer, size)))
            known = json.loads(made.read_text())
            seen = [item for id in known.pop("seen") if (item := archive.item(id)) is not None]
            rows = [Row(system, name, figures) for (system, name), figures in zip(_MADE, known["figures"], strict=True)]
            asked = _asked(seen)
            rows.append(Row("dateline", "found", _found(archive, asked, seen)))
            rows.append(Row("bare FTS5", "found", bare.found(asked)))
            # Pages that are not there yet, whatever was added in a run before.
            first = 10_000_000 + archive.counts()["captures"]
            writer = Writer(writer.world, seed=first)
            writer.number = first
            rows.append(Row("dateline", "reader", _beside(path, archive, writer)))
            rows.append(Row("dateline", "grouped", _grouped(archive, writer)))
    return Result("archive", rows, [Path(__file__).with_name("archive_items.py")])


_MADE = (("dateline", "add"), ("dateline", "size"), ("bare FTS5", "add"), ("bare FTS5", "size"))


@contextmanager
def _folder() -> Iterator[Path]:
    kept = os.environ.get("DATELINE_BENCH_KEEP")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _made(archive: Archive, path: Path, bare: _Bare, writer: Writer, size: int) -> dict[str, Any]:
    """The figures of adding and of the size, in the order of `_MADE`, and the ids of a sample of the items."""
    added, seen, raw = _add(archive, bare, writer, size)
    figures = [
        added,
        {"archive/text": _size(path) / raw, "MB": _size(path) / 1e6, "text MB": raw / 1e6},
        {"items": float(size), "items/cpu-s": size / bare.seconds},
        {"archive/text": _size(bare.path) / raw, "MB": _size(bare.path) / 1e6},
    ]
    return {"figures": figures, "seen": seen}


class _Bare:
    """The peer: an FTS5 table of texts and nothing else, of the same build of SQLite, each batch a commit on disk."""

    def __init__(self, path: Path) -> None:
        import pysqlite3

        self.path, self.seconds = path, 0.0
        self._connection = pysqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(text)")

    def add(self, items: Sequence[Item]) -> None:
        """One batch."""
        with Clock() as clock:
            self._connection.executemany("INSERT INTO texts (text) VALUES (?)", [(item.text,) for item in items])
            self._connection.commit()
        self.seconds += clock.seconds

    def found(self, asked: dict[str, list[str]]) -> dict[str, float]:
        """The same searches: the best 20 with their texts."""
        sql = "SELECT rowid, text FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20"
        made: dict[str, float] = {}
        for name in ("common", "any"):
            made |= _timed(name, lambda query: self._connection.execute(sql, (_quoted(query),)).fetchall(), asked[name])
        return made


def _quoted(query: str) -> str:
    """A query of ours for FTS5."""
    wanted = [
        part if part.startswith('"') else f'"{part}"' for part in query.replace("*", "").split() if not part.startswith("-")
    ]
    return " ".join(wanted) if '"' not in query else query


def _size(path: Path) -> int:
    """Bytes on disk, with what still stands in the log brought home."""
    import pysqlite3

    with pysqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(found.stat().st_size for found in path.parent.glob(path.name + "*") if not found.name.endswith("-shm"))


def _batches(writer: Writer, items: int) -> list[Page]:
    made: list[Page] = []
    count = 0
    while count < items:
        page = writer.page()
        made.append(page)
        count += len(page.items)
    return made


def _add(archive: Archive, bare: _Bare, writer: Writer, size: int) -> tuple[dict[str, float], list[str], int]:
    """Adds in batches, to ours and to the peer in turns; the ids of a sample of the items, and the bytes of all texts."""
    seconds, count, raw = 0.0, 0, 0
    seen: list[str] = []
    draw = random.Random(3)
    while count < size:
        pages = _batches(writer, min(BATCH, size - count))
        items = [item for page in pages for item in page.items]
        with Clock() as clock:
            archive.add(pages, group=False)
        seconds += clock.seconds
        bare.add(items)
        count += len(items)
        raw += sum(len(item.text.encode()) for item in items)
        seen += [item.id for item in draw.sample(items, 2)]
        if count % 10_000 < BATCH and (sys.stderr.isatty() or "DATELINE_BENCH_KEEP" in os.environ):
            share = bare.seconds / seconds
            print(f"\r{count} items, {count / seconds:.0f} per CPU-second, {share:.3f} of bare", end="", file=sys.stderr)
    rate = count / seconds
    return {"items": float(count), "items/cpu-s": rate, "share of bare": rate / (count / bare.seconds)}, seen, raw


def _asked(seen: Sequence[Item]) -> dict[str, list[str]]:
    """Searches as people type them: two words of one item; and anything: frequent words, beginnings, phrases, negation."""
    draw = random.Random(9)
    items = [item for item in draw.sample(list(seen), min(len(seen), 4 * QUERIES)) if item.language == "en"]
    words = [[w.strip('.,;"').lower() for w in item.text.split() if len(w.strip('.,;"')) > 4] for item in items]
    found = {"common": [" ".join(draw.sample(w, 2)) for w in words if len(w) > 3][:QUERIES]}
    frequent = [
        "the",
        "of",
        "said",
        "government",
        "people",
        "minister",
        "talks",
        "in the",
        "said that",
        "for the",
        "government talks",
    ]
    anything = [
        *frequent,
        *(f"{w[0][:3]}*" for w in words[:20]),
        *(f'"{" ".join(item.text.split()[5:8])}"' for item in items[:20]),
    ]
    anything += [f"{w[0]} -{w[1]}" for w in words[20:40] if len(w) > 1] + [f"the {w[0]}" for w in words[40:60] if w]
    return found | {"any": [query.replace('""', '"') for query in anything]}


def _timed(name: str, call: Callable[[Any], object], asked: Sequence[Any]) -> dict[str, float]:
    """The 95th percentile of calls in milliseconds, by CPU and by the clock; one before them warms up."""
    call(asked[0])
    cpu, wall = [], []
    for value in asked:
        start, began = time.process_time(), time.perf_counter()
        call(value)
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - began)
    return {name: 1000 * _p95(cpu), f"{name} wall": 1000 * _p95(wall)}


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _found(archive: Archive, asked: dict[str, list[str]], seen: Sequence[Item]) -> dict[str, float]:
    made = _timed("common", lambda query: (archive.search(query), archive.facets(query=query)), asked["common"])
    made |= _timed("any", archive.search, asked["any"])
    named = list(dict.fromkeys(m.entity.id for item in seen for m in item.mentions if m.entity))
    ids = random.Random(5).sample(named, min(60, len(named)))
    made |= _timed("entity", lambda id: _entity_page(archive, id), ids)
    pairs = list(itertools.combinations(COUNTRIES[:9], 2))
    since, until = date(2021, 1, 1), date(2031, 1, 1)
    return made | _timed("pair", lambda pair: archive.pair(*pair, since=since, until=until), pairs)


def _entity_page(archive: Archive, id: str) -> object:
    """What the page of an entity shows first."""
    return archive.entity(id), archive.statements(entity=id, limit=20), archive.items(entity=id, limit=20)


_READER = """
import sys, time
from dateline import open_archive
with open_archive(sys.argv[1]) as archive:
    archive.search("talks")
    print("ready", flush=True)
    times, errors, end = [], 0, time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end:
        start = time.process_time()
        try:
            archive.search("government talks"); archive.facets(query="minister")
        except Exception as error:
            errors += 1
            print(error, file=sys.stderr)
        times.append(time.process_time() - start)
    print(errors, sorted(times)[int(0.95 * (len(times) - 1))], len(times))
"""


def _beside(path: Path, archive: Archive, writer: Writer, seconds: float = 8.0) -> dict[str, float]:
    """A reader in another process: idle, and while batches are added."""
    batches = [_batches(writer, 200) for _ in range(40)]
    result: dict[str, tuple[float, float, float]] = {}
    for name in ("idle", "busy"):
        reader = subprocess.Popen([sys.executable, "-c", _READER, str(path), str(seconds)], stdout=subprocess.PIPE, text=True)
        assert reader.stdout is not None
        reader.stdout.readline()
        while name == "busy" and reader.poll() is None and batches:
            archive.add(batches.pop(), group=False)
        errors, p95, calls = reader.stdout.read().split()
        reader.wait()
        result[name] = (float(errors), 1000 * float(p95), float(calls))
    idle, busy = result["idle"], result["busy"]
    return {"errors": idle[0] + busy[0], "idle ms": idle[1], "busy ms": busy[1], "busy/idle": busy[1] / idle[1], "reads": busy[2]}


def _grouped(archive: Archive, writer: Writer) -> dict[str, float]:
    """What an item costs with copies, identities and stories, in an archive of this size."""
    pages = _batches(writer, GROUPED)
    count = sum(len(page.items) for page in pages)
    with Clock() as clock:
        for start in range(0, len(pages), 50):
            archive.add(pages[start : start + 50])
    return {"items": float(count), "ms an item": 1000 * clock.seconds / count}
