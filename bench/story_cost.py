"""What an item costs in an archive that grows: CPU milliseconds around the 1,000th item and at the end, after 100,000 (or `--limit`) of an
invented stream. Takes some 25 minutes of CPU; `python -m bench stories` runs it too."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dateline import open_archive

from .harness import Clock, Result, Row
from .story_stream import page, stream

BATCH = 50


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """No data are needed, and no peer keeps stories."""
    return Result("story_cost", [Row("dateline", "cost", cost(limit or 100_000))], [])


def cost(size: int) -> dict[str, float]:
    """CPU milliseconds an item around the 1,000th and at the end, in an archive that grows to `size`."""
    early, late = [], []
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "cost.db") as archive:
        number, seed = 0, 0
        while number < size:
            items, _ = stream(150, seed)
            seed += 1
            for start in range(0, len(items), BATCH):
                pages = [page(item) for _, item in items[start : start + BATCH]]
                with Clock() as clock:
                    archive.add(pages)
                number += len(pages)
                if 900 <= number <= 1900:
                    early.append((clock.seconds, len(pages)))
                if number > size - 1000:
                    late.append((clock.seconds, len(pages)))
    first, last = (1000 * sum(s for s, _ in part) / sum(n for _, n in part) for part in (early, late))
    return {"items": float(number), "early ms": first, "late ms": last, "late/early": last / first}
