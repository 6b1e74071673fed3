"""What all benchmarks share: reading data, timing, the table, the JSON line, the floors."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Row:
    """One system on one data set: `metrics` in the order to print. Ours is called "dateline"."""

    system: str
    data: str
    metrics: Mapping[str, float]


@dataclass
class Result:
    """What a benchmark found. `misses` are lines for a person, one an error; `files` are the data that were scored."""

    name: str
    rows: list[Row]
    files: Sequence[Path]
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def digest(self) -> str:
        """16 hexadecimal digits over the bytes of the data files: floors hold for these data alone."""
        state = hashlib.sha256()
        for path in sorted(self.files):
            state.update(path.name.encode())
            state.update(hashlib.sha256(path.read_bytes()).digest())
        return state.hexdigest()[:16]

    def metric(self, key: str) -> float:
        """A figure of ours by "data.metric"."""
        data, _, name = key.rpartition(".")
        for row in self.rows:
            if row.system == "dateline" and row.data == data and name in row.metrics:
                return row.metrics[name]
        raise KeyError(f"benchmark {self.name} has no figure {key}")


def records(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of NAME.jsonl or NAME.jsonl.zst in a folder."""
    with io.TextIOWrapper(_stream(data_file(folder, name)), encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def data_file(folder: Path, name: str) -> Path:
    """NAME.jsonl or NAME.jsonl.zst, whichever there is."""
    for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.zst"):
        if path.exists():
            return path
    raise FileNotFoundError(f"{folder / name}.jsonl[.zst]: not there; --data names the folder that holds the groups of data")


def _stream(path: Path) -> io.BufferedReader:
    raw = path.open("rb")
    if path.suffix != ".zst":
        return raw
    return io.BufferedReader(zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw))


class Clock:
    """CPU seconds of this process between enter and leave."""

    def __enter__(self) -> Clock:
        self.start = time.process_time()
        self.seconds = 0.0
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self.start


def f1(tp: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts; 0 where undefined."""
    p = tp / predicted if predicted else 0.0
    r = tp / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def show(result: Result) -> str:
    """The table, a line a system and data set, and the misses."""
    out = [*result.misses]
    for data in dict.fromkeys(row.data for row in result.rows):
        rows = [row for row in result.rows if row.data == data]
        names = list(dict.fromkeys(name for row in rows for name in row.metrics))
        width = max(len(row.system) for row in rows) + 2
        out.append("")
        out.append(f"{data or result.name:<{width}}" + "".join(f"{name:>{max(10, len(name) + 2)}}" for name in names))
        for row in rows:
            cells = (_cell(row.metrics.get(name)).rjust(max(10, len(name) + 2)) for name in names)
            out.append(f"{row.system:<{width}}" + "".join(cells))
    return "\n".join(out)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(int(value)) if float(value).is_integer() and abs(value) > 1 else f"{value:.3f}"


def json_line(result: Result) -> str:
    """One line for programs."""
    rows = [{"system": row.system, "data": row.data, **row.metrics} for row in result.rows]
    return json.dumps({"benchmark": result.name, "digest": result.digest, "seconds": round(result.seconds, 1), "rows": rows})


def below_floor(result: Result, limit: int | None) -> list[str]:
    """Every figure under its floor, as a sentence. Floors pinned for other data, or another limit, do not apply."""
    pinned = json.loads(FLOORS.read_text()).get(result.name)
    if not pinned or pinned["digest"] != result.digest or pinned.get("limit") != limit:
        return []
    found = []
    for key, floor in pinned.get("at_least", {}).items():
        if result.metric(key) < floor:
            found.append(f"{result.name}: {key} is {result.metric(key):.4f}, under its floor {floor}")
    for key, ceiling in pinned.get("at_most", {}).items():
        if result.metric(key) > ceiling:
            found.append(f"{result.name}: {key} is {result.metric(key):.4f}, over its ceiling {ceiling}")
    return found
