"""Coverage-guided fuzzing of the readers of strangers' bytes (atheris): WARC, feeds, sources, HTML, bare text. `--limit` is seconds for
each (600). "faults" are errors that are none of ours, or spans that do not cite their words; "over budget" are inputs that cost more than
half a CPU second and 20 ms a kB; both must be 0. Seeds are the sample pages and small files of each kind. Inputs on which the process
itself ended are copied to DATELINE_BENCH_KEEP, where that names a folder.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

from .harness import Result, Row

TARGETS = ("warc", "feed", "offer", "html", "text")
_RSS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><title>One</title><link>https://a.example/1</link>"
    b"<pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;Words&lt;/p&gt;</description></item></channel></rss>"
)
_ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>One</title><link href='/1'/><updated>2025-03-03T10:00:00Z"
    b"</updated><content type='html'>&lt;b&gt;x</content></entry></feed>"
)
_JSON = b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"/1","title":"One","content_html":"<p>x"}]}'
_FEEDS = (_RSS, _ATOM, _JSON)
_SITEMAP = (
    b"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/1</loc><n:news><n:title>x</n:title>"
    b"<n:publication_date>2025-03-03</n:publication_date></n:news></url></urlset>"
)
_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n0\r\n\r\n"
_RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-03T10:00:00Z\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: "


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Fuzzes each target in a process of its own, as many side by side as there are pairs of processors: what is over its budget must not
    be so for want of one. `data` is not read."""
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) // 2)) as pool:
        found = list(pool.map(lambda name: fuzz(name, limit or 600), TARGETS))
    rows = [Row("dateline", name, metrics) for name, (metrics, _) in zip(TARGETS, found, strict=True)]
    misses = [f"{name}: {line}" for name, (_, lines) in zip(TARGETS, found, strict=True) for line in lines]
    return Result("fuzz", rows, [], misses)


def fuzz(name: str, seconds: int) -> tuple[dict[str, float], list[str]]:
    """One target: figures, and a line for each kind of fault with the start of its input."""
    with tempfile.TemporaryDirectory() as folder:
        return _fuzz(name, seconds, Path(folder))


def _fuzz(name: str, seconds: int, folder: Path) -> tuple[dict[str, float], list[str]]:
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, content in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(content[:20_000])
    command = [sys.executable, "-m", "bench.fuzz_target", name, str(seconds), str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    stat = {key: int(value) for key, value in re.findall(r"stat::(\w+):\s+(\d+)", said)}
    found = [json.loads(line) for line in _lines(folder / "faults.jsonl")]
    slow = [row for row in found if row["kind"] == "over budget"]
    lines = [f"{row['kind']}: {row['what']} for {row['input'][:200]!r}" for row in found]
    crashed = [path.name for path in folder.glob("*-*") if path.name.startswith(("crash", "timeout", "oom", "leak"))]
    if kept := os.environ.get("DATELINE_BENCH_KEEP"):
        for crash in crashed:
            shutil.copy(folder / crash, Path(kept) / f"{name}-{crash}")
    if crashed or not stat:
        lines.append(f"the process ended: {crashed} {said[-600:]}")
    faults = len(found) - len(slow) + len(crashed) + (not stat)
    edges = re.findall(r"cov: (\d+)", said)
    return {
        "inputs": stat.get("number_of_executed_units", 0),
        "places covered": int(edges[-1]) if edges else 0,
        "faults": faults,
        "over budget": len(slow),
        "seconds": seconds,
    }, lines


def seeds(name: str) -> list[bytes]:
    """Small inputs of the right kind."""
    pages = sorted((file.name, file.read_bytes()) for file in (files("dateline.samples") / "pages").iterdir() if file.is_file())
    markup = [content for file, content in pages if file.endswith((".html", ".htm"))]
    if name == "warc":
        record = _RECORD + str(len(_HTTP)).encode() + b"\r\n\r\n" + _HTTP + b"\r\n\r\n"
        return [b"\0" + record * 2, b"\1" + gzip.compress(record) * 2, b"\0" + record[:150], b"\0filedesc://x\n"]
    if name == "feed":
        return list(_FEEDS)
    if name == "offer":
        return [*_FEEDS, _SITEMAP, gzip.compress(_SITEMAP), *markup[:3]]
    if name == "html":
        return markup
    return [content for file, content in pages if file.endswith(".txt")] + [
        re.sub(rb"<[^>]+>", b"\n", page) for page in markup[:8]
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
