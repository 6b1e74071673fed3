"""Web-archive files for tests: records of pages with whatever is wrong with them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import zstandard


def record(body: str | bytes, url: str = "https://harbour.example/1", **fields: str) -> bytes:
    """One record; `fields` replace WARC headers (underscores for hyphens), `http` and `status` are of the answer."""
    content = body.encode() if isinstance(body, str) else body
    kind = fields.pop("warc_type", "response")
    if kind == "response":
        http = f"HTTP/1.1 {fields.pop('status', '200')} OK\r\nContent-Type: {fields.pop('media', 'text/html; charset=utf-8')}\r\n\r\n"
        content = http.encode() + content
    headers = {
        "warc_type": kind,
        "warc_record_id": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "warc_date": "2025-02-03T10:00:00Z",
        "warc_target_uri": url,
        "content_length": str(len(content)),
        **fields,
    }
    head = "WARC/1.0\r\n" + "".join(f"{name.replace('_', '-').title()}: {value}\r\n" for name, value in headers.items() if value)
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


_TEASERS = "".join(
    f'<div class="card"><h3><a href="/news/2025/01/{n}/{words.lower().replace(chr(32), chr(45))}">{words}</a></h3></div>'
    for n, words in (
        ("03", "Tram drivers of the harbour town end their long strike"),
        ("04", "Museum of the sea opens its doors after two years of work"),
        ("05", "Council votes for a second bridge over the river mouth"),
    )
)


def page(number: int, words: str = "") -> str:
    """A page with an article of its own, and three teasers that stand on every page."""
    return f"""<!doctype html><html lang="en"><head><title>Ferry {number} runs again</title>
    <meta property="article:published_time" content="2025-01-{1 + number % 28:02}T08:00:00Z"></head><body><article>
    <h1>Ferry {number} runs again after the storm</h1>
    <p>The ferry number {number} between the islands runs again after a week of storms, the harbour master Ana Lopes said on Friday.
    {words}</p><p>At least {number + 3} people were injured when the pier of the town of Osh broke, officials said.</p></article>
    <aside><h2>More news</h2>{_TEASERS}</aside></body></html>"""


def records(count: int) -> list[bytes]:
    """So many records of pages."""
    return [record(page(number), f"https://harbour.example/news/{number}") for number in range(count)]


def write(path: Path, parts: Sequence[bytes]) -> Path:
    """A file of records, packed as its name says: every record by itself, or all together where the name has "one" in it."""
    parts = [b"".join(parts)] if "one" in path.name else parts
    if path.name.endswith(".gz"):
        parts = [gzip.compress(part, mtime=0) for part in parts]
    elif path.name.endswith(".zst"):
        parts = [zstandard.compress(part) for part in parts]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(parts))
    return path
