"""Every page of the site at 20 requests a second while 5 items a second are added: p50 and p95 in milliseconds, the largest answer in KB.

`--limit` is the number of invented items (100,000 if not said); the archive is made in the folder that `--data` names, or used again.
The site runs in a process of its own, the writer in another; requests are sent at their time whether or not others were answered, and
each asks something else: other items, words, names, days.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path

import aiohttp

import dateline
from dateline.archive import Archive

from .archive_items import World, Writer
from .harness import Result, Row

ITEMS, RATE, ADDED = 100_000, 20.0, 5.0
#: Requests for each page.
EACH = 40


@dataclass
class Answers:
    """Seconds and bytes of every answer of a page, and how many were not 200."""

    seconds: list[float] = field(default_factory=list)
    largest: int = 0
    wrong: int = 0


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Makes the archive, serves it, asks."""
    path = data / f"site-{limit or ITEMS}.db"
    made = filled(path, limit or ITEMS)
    with dateline.open_archive(path) as archive:
        pages = asked(archive)
    stop = multiprocessing.get_context("spawn").Event()
    writer = multiprocessing.get_context("spawn").Process(target=adding, args=(str(path), stop), daemon=True)
    with served(path) as address:
        asyncio.run(load(address, pages, 2, RATE))  # the first of a kind reads tables from the disk
        writer.start()
        found = asyncio.run(load(address, pages, EACH, RATE))
        stop.set()
        writer.join(30)
    rows = [Row(name, "pages", metrics(answers)) for name, answers in found.items()]
    worst = {
        "p95 ms": max(row.metrics["p95 ms"] for row in rows),
        "KB": max(row.metrics["KB"] for row in rows),
        "wrong": sum(row.metrics["wrong"] for row in rows),
        "items": float(made),
    }
    return Result("site", [Row("dateline", "site", worst), *rows], [Path(__file__).with_name("archive_items.py")])


def filled(path: Path, items: int) -> int:
    """Adds invented pages until the archive holds so many items; how many it holds."""
    writer = Writer(World.make())
    with dateline.open_archive(path) as archive:
        counts = archive.counts()
        held = sum(counts[kind] for kind in ("articles", "teasers", "comments"))
        if held >= items:
            return held
        for done, _ in enumerate(archive.add_many(writer.pages(items), together=200)):
            print(f"\r{done * 200} pages", end="", file=sys.stderr)
        return items


def adding(path: str, stop: Event) -> None:
    """Adds 5 items a second, in whole pages, until it is told to stop."""
    writer, start, done = Writer(World.make(), seed=int(time.time())), time.monotonic(), 0
    writer.number = 1_000_000_000 + int(time.time())
    with dateline.open_archive(path) as archive:
        while not stop.is_set():
            page = writer.page()
            archive.add(page)
            done += len(page.items)
            time.sleep(max(0.0, start + done / ADDED - time.monotonic()))


def asked(archive: Archive) -> dict[str, Callable[[random.Random], str]]:
    """For every page, an address of it by chance."""
    world = World.make()
    items = [item.id for _ in range(1) for item in archive.items(limit=200).items]
    people = [entity.id for entity, _ in archive.entities(type="person", limit=100)]
    countries = [entity for entity, _ in archive.entities(type="country", limit=30)]
    stories = [story.id for story in archive.stories(limit=50)] or ["none"]
    words = [str(word) for word in world.slots["N"].values[:5_000]]
    outlets = [str(outlet) for outlet in world.outlets.values[:50]]

    def pair(chance: random.Random) -> str:
        one, other = chance.sample(countries, 2)
        return f"/pair/{one.country}/{other.country}"

    return {
        "today": lambda _: "/",
        "stories": lambda _: "/stories",
        "story": lambda c: f"/story/{c.choice(stories)}",
        "items": lambda c: f"/items?outlet={c.choice(outlets)}",
        "reader": lambda c: f"/item/{c.choice(items)}",
        "search": lambda c: f"/search?q={c.choice(words)}+{c.choice(words[:200])}",
        "search facts": lambda c: f"/search?q={c.choice(words)}&tab={c.choice(('statements', 'events', 'figures'))}",
        "said": lambda c: f"/said?act={c.choice(('say', 'deny', 'demand'))}",
        "events": lambda c: f"/events?country={c.choice(countries).country}",
        "figures": lambda c: f"/figures?what={c.choice(('killed', 'injured', 'arrested'))}",
        "names": lambda c: f"/entities?name={c.choice('abdfgklmnprst')}{c.choice('aeio')}",
        "dossier": lambda c: f"/entity/{c.choice(people)}",
        "country": lambda c: f"/entity/{c.choice(countries).id}",
        "pairs": lambda _: "/pairs",
        "pair": pair,
        "map": lambda c: f"/map?part={c.choice(('World', 'Europe', 'Asia', 'Africa'))}",
        "opinion": lambda _: "/section/opinion",
        "documentaries": lambda _: "/section/documentary",
        "outlets": lambda _: "/outlets",
        "quarantine": lambda _: "/quarantine",
        "following": lambda _: "/following",
        "moderation": lambda _: "/moderation",
        "feed": lambda c: f"/search.atom?q={c.choice(words)}",
        "twin": lambda c: f"/items.json?outlet={c.choice(outlets)}",
    }


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The site in a process of its own; its address."""
    command = [sys.executable, "-m", "dateline", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            yield line.split()[3].rstrip("/")
        finally:
            process.terminate()


async def load(address: str, pages: dict[str, Callable[[random.Random], str]], each: int, rate: float) -> dict[str, Answers]:
    """Asks every page so many times, all of them mixed, so many a second."""
    chance = random.Random(1)
    order = [name for name in pages for _ in range(each)]
    chance.shuffle(order)
    found = {name: Answers() for name in pages}
    start = time.perf_counter()

    async def ask(session: aiohttp.ClientSession, number: int, name: str, path: str) -> None:
        await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
        sent = time.perf_counter()
        async with session.get(address + path) as answer:
            body = await answer.read()
        found[name].seconds.append(time.perf_counter() - sent)
        found[name].largest = max(found[name].largest, len(body))
        found[name].wrong += answer.status not in (200, 404 if path.endswith("/none") else 200)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()) as session:
        await asyncio.gather(*(ask(session, n, name, pages[name](chance)) for n, name in enumerate(order)))
    return found


def metrics(answers: Answers) -> dict[str, float]:
    """p50 and p95 in milliseconds, the largest answer in KB, answers that were wrong."""
    ordered = sorted(answers.seconds)
    return {
        "p50 ms": _share(ordered, 0.5),
        "p95 ms": _share(ordered, 0.95),
        "KB": round(answers.largest / 1000, 1),
        "wrong": float(answers.wrong),
    }


def _share(ordered: list[float], share: float) -> float:
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)
