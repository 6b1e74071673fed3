"""Web-archive files of invented pages for the batch benchmark: the package's samples, each made different, and pages of a template."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from html import escape
from pathlib import Path

from dateline.pages.document import Document
from dateline.samples import documents

from .story_stream import DAYS, FIRST, KINDS, TOWNS

_LINES = (
    "At least {n} people were injured in {town} when the {thing} gave way, the regional governor {name} said.",
    "“We ask everyone to keep away from the {thing},” {name} told reporters on {weekday}.",
    "Rescuers worked through the night near the {thing} and brought {n} families to a school in the centre of {town}.",
    "The ministry denied that it had known of the state of the {thing} before the {kind}.",
    "Traders by the {thing} of {town} said that they had lost goods worth {n} million in the {kind}.",
    "An inquiry into the {kind} is to begin next week, and its findings are expected within {n} days.",
)
_NAMES = ("Ana Lopes", "Karim Osmonov", "Leyla Hasanova", "Peter Novak", "Maria Quispe", "Ivan Petrov")


def records(count: int, seed: int = 11) -> Iterator[bytes]:
    """So many records of pages, no two alike; every third is made of a sample."""
    rng = random.Random(seed)
    for number in range(count):
        yield _sample(number) if number % 3 == 0 else _template(number, rng)


def write(folder: Path, count: int, files: int) -> list[Path]:
    """Packed files that hold so many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"crawl-{number:02}.warc.gz" for number in range(files)]
    streams = [path.open("wb") for path in paths]
    for number, record in enumerate(records(count)):
        streams[number * files // count].write(gzip.compress(record, 6, mtime=0))
    for stream in streams:
        stream.close()
    return paths


def record(url: str, content: str, day: str, media_type: str = "text/html") -> bytes:
    """One response record."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\n\r\n".encode() + content.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: {day}T06:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


@cache
def _samples() -> tuple[Document, ...]:
    return tuple(documents())


def _sample(number: int) -> bytes:
    document = _samples()[number % len(_samples())]
    extra = f"This is report {number} of the desk, with {number % 97 + 2} photographs and {number % 41 + 3} letters from readers."
    markup = document.media_type == "text/html"
    content = document.content.replace("</p>", f"</p><p>{extra}</p>", 1) if markup else f"{document.content}\n\n{extra}\n"
    url = f"{(document.url or 'https://northpost.example/').rstrip('/')}-{number}"
    return record(url, content, str(document.captured_at or FIRST), document.media_type)


def _template(number: int, rng: random.Random) -> bytes:
    town = rng.choice(TOWNS)[0]
    kind = rng.choice(sorted(KINDS))
    things = KINDS[kind][2].split()
    day = FIRST + timedelta(days=rng.randrange(DAYS))
    facts = {"town": town, "kind": kind, "weekday": day.strftime("%A"), "name": rng.choice(_NAMES)}
    lines = [rng.choice(_LINES).format(**facts, n=rng.randrange(2, 90), thing=rng.choice(things)) for _ in range(9)]
    topics = [
        (n, f"Council of {rng.choice(TOWNS)[0]} talks of the {rng.choice(things)} for day {n}")
        for n in rng.sample(range(1, 28), 5)
    ]
    cards = "".join(
        f"<div class='card'><h3><a href='/news/2031/03/{n:02}/{words.lower().replace(' ', '-')}'>{words}</a></h3></div>"
        for n, words in topics
    )
    headline = f"{kind.capitalize()} in {town}: what is known of case {number}"
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    content = (
        f"<!doctype html><html lang='en'><head><title>{headline} - North Post</title><meta property='article:published_time' "
        f"content='{day}T08:00:00Z'></head><body><nav><a href='/'>Home</a><a href='/world'>World</a></nav><article><h1>{headline}</h1>"
        f"<time datetime='{day}'>{day:%d %B %Y}</time>{body}</article><aside><h2>More news</h2>{cards}</aside></body></html>"
    )
    return record(f"https://northpost.example/news/{day:%Y/%m/%d}/case-{number}", content, str(day + timedelta(days=1)))
