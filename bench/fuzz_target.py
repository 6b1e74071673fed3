"""One reader under coverage-guided fuzzing: python -m bench.fuzz_target NAME SECONDS FOLDER (bench.fuzz starts it).

Faults (anything but an error of ours) and inputs over their time budget are written to FOLDER/faults.jsonl, each kind once.
"""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

#: The rooms that read; all their modules are loaded here, for what is loaded later is not watched.
READING = ("pages", "items", "dates", "expressions", "language", "sources")

with atheris.instrument_imports(include=["dateline", "feedparser"]):
    import feedparser  # noqa: F401

    import dateline
    from dateline.errors import DatelineError
    from dateline.pages.decode import document
    from dateline.pages.feeds import entries
    from dateline.pages.warc_records import read_records
    from dateline.reading import read_document
    from dateline.sources.discovering import discover
    from dateline.sources.responses import Response

    for room in READING:
        for module in pkgutil.walk_packages([str(Path(dateline.__path__[0]) / room)], f"dateline.{room}."):
            importlib.import_module(module.name)

#: An input may cost so many CPU seconds, and as many more for each kB.
BUDGET, PER_KB = 0.5, 0.02
LONGEST = 20_000


def warc(data: bytes) -> None:
    """Records, plain and packed by the first byte; each response as the page that it is would be read by `html`."""
    name = (".warc", ".warc.gz", ".warc.zst")[data[0] % 3] if data else ".warc"
    for _ in read_records(io.BytesIO(data[1:]), name, max_bytes=1_000_000):
        pass


def feed(data: bytes) -> None:
    """Feeds of every kind, and what a source offers: sitemaps, fronts."""
    for _ in entries(data, "fuzz"):
        pass


def offer(data: bytes) -> None:
    """What a source may be: told by its content."""
    discover(Response("https://a.example/", 200, {}, data))


def html(data: bytes) -> None:
    """Markup to items and dates."""
    page = read_document(document(data, url="https://a.example/2025/03/x", media_type="text/html"), facts=False)
    _spans(page)
    _dates(page)


def text(data: bytes) -> None:
    """Bare text to items and dates."""
    page = read_document(document(data, media_type="text/plain"), facts=False)
    _spans(page)
    _dates(page)


def _spans(page: Any) -> None:
    """Every block and piece lies where it says."""
    for block in page.blocks:
        if not 0 <= block.span.start <= block.span.end <= len(page.text):
            raise AssertionError(f"a block at {block.span} of a text of {len(page.text)}")
    for item in page.items:
        for piece in item.pieces:
            if len(piece.span) and piece.span.of(item.text) != piece.page_span.of(page.text):
                raise AssertionError(f"a piece at {piece.span} is not the words at {piece.page_span}")


def _dates(page: Any) -> None:
    """Dates are read when they are asked for."""
    for estimate in (page.captured, *(item.published for item in page.items)):
        if estimate is not None and not estimate.earliest <= estimate.latest:
            raise AssertionError(f"from {estimate.earliest} to {estimate.latest}")


TARGETS: dict[str, Callable[[bytes], None]] = {"warc": warc, "feed": feed, "offer": offer, "html": html, "text": text}


def main() -> None:
    """Fuzzes one target until its time is over."""
    name, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    target, known = TARGETS[name], set[str]()

    def one(data: bytes) -> None:
        allowed = BUDGET + PER_KB * len(data) / 1000
        # Twice, where it was slow: what is loaded at first need is not the input's cost.
        if tried(data) > allowed and (spent := tried(data)) > allowed:
            tell("over budget", f"{spent:.2f} CPU s for {len(data)} bytes", data)

    def tried(data: bytes) -> float:
        start = time.process_time()
        try:
            target(data)
        except DatelineError:
            pass
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            tell(f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}", str(error), data)
        return time.process_time() - start

    def tell(kind: str, what: str, data: bytes) -> None:
        if kind in known:
            return
        known.add(kind)
        with (folder / "faults.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps({"kind": kind, "what": what[:300], "input": data.decode("latin-1")}) + "\n")

    limits = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=600",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        "-seed=1",
    ]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}/", str(folder / "corpus")], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
