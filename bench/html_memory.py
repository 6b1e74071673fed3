"""Whether memory stays flat: one process reads pages over and over, every date asked for, and its resident memory is noted on the way.

The pages are the development pages of the sets of `html`, read from their files each time, so that nothing but the reader can hold on to
them. `--limit` is the number of pages to read, 10,000 without it: half an hour on a busy machine. There is no floor: resident memory is
the allocator's as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dateline

from .harness import Clock, Result, Row, data_file, records
from .html import SETS

PAGES, STEP = 10_000, 1_000
#: Pages after which the tables of fixed size are full: growth is counted from there.
FILLED = 2_000


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Megabytes after every thousand pages, the most after the first two thousand, and the last beside what stood then."""
    wanted = limit or PAGES
    noted: dict[int, float] = {}
    with Clock() as clock:
        for number, page in enumerate(itertools.islice(_over_and_over(data), wanted), 1):
            read = dateline.read(page["html"], url=page["url"], media_type="text/html", facts=False)
            for item in read.items:
                _ = item.published, item.modified
            if number % STEP == 0 or number == wanted:
                noted[number] = resident()
    rows = [Row("dateline", f"after {number}", {"MB": size}) for number, size in noted.items()]
    settled = {number: size for number, size in noted.items() if number >= FILLED} or noted
    first, last = next(iter(settled.values())), next(reversed(settled.values()))
    whole = {
        "pages": float(wanted),
        "most MB": max(settled.values()),
        "growth": last / first - 1,
        "pages/cpu-s": wanted / clock.seconds,
    }
    rows.append(Row("dateline", f"from {next(iter(settled))} on", whole))
    return Result("html_memory", rows, [data_file(data / "pages" / name, "pages") for name in SETS])


def _over_and_over(data: Path) -> Iterator[dict[str, Any]]:
    while True:
        for name in SETS:
            yield from records(data / "pages" / name, "pages")


def resident() -> float:
    """Resident memory of this process in megabytes, as Linux tells it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status tells no VmRSS")
