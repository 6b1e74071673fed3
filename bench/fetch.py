"""A day of following 200 made-up outlets on a server of this machine, in simulated time: what is lost, fetched without cause, or impolite.

Feeds of every kind, sitemaps, sites and fronts; outlets that forbid, reserve, want pauses, ask to wait, fail, move, go, drip, never end,
send bombs, lead inside, or attack the reader of XML (`bench/fetch_outlets.py`). "lost": articles that may be had and are not in the archive
seven hours after the day's end. "again": an article asked for again though no revisit was due, no change announced and no failure before.
"robots": requests that robots.txt forbids, or without its having been asked in the last day. "pace": requests closer to the host's last one
than it wants. "in held time": requests before a Retry-After had passed. "inside": requests that reached an address that must not be
connected to. "MB": the most that the process's own memory (RssAnon) grew by while following, looked at with every request, the server
included, after one page had been read and kept; pages of the archive's file that the system maps in are not the process's own.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path

import dateline
from dateline.archive import Archive
from dateline.sources.addresses import AddressRules
from dateline.sources.deciding import REVISITS
from dateline.sources.discovering import discover
from dateline.sources.fetching import Fetcher
from dateline.sources.following import Follower
from dateline.sources.pacing import Pacer
from dateline.sources.responses import Response

from .fetch_clock import LoopClock, VirtualLoop
from .fetch_outlets import DAY, HOUR, Outlet, outlets
from .fetch_server import Press
from .fetch_server import memory as _memory
from .harness import Clock, Result, Row

START = 1_760_000_000.0
#: A disk that waits for nothing: the archive's commits are not what is measured.
SHM = Path("/dev/shm")
#: Publishing ends after a day; whoever polls every six hours at the longest has seen all of it an hour later than that.
END = START + DAY + 7 * HOUR


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Follows `limit` outlets (200). `data` is not read: all is made up here."""
    loop = VirtualLoop()
    try:
        with Clock() as clock, tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as folder:
            metrics, misses = loop.run_until_complete(_day(outlets(limit or 200, START), Path(folder)))
    finally:
        loop.close()
    return Result("fetch", [Row("dateline", "day", metrics | {"cpu-s": clock.seconds})], [], misses)


async def _day(press: list[Outlet], folder: Path) -> tuple[dict[str, float], list[str]]:
    clock = LoopClock(START)
    server = Press(press, clock, START)
    await server.open()

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    rules = AddressRules(frozenset({f"127.0.0.1:{server.port}"}))
    _warm(press[0], folder)
    with dateline.open_archive(folder / "news.db") as archive:
        for outlet in press:
            for path in outlet.feeds:
                archive.follow(f"http://{outlet.host}:{server.port}{path}")
        before = server.most = _memory()
        pacer = Pacer(randomness=random.Random(1))
        async with Fetcher(rules=rules, clock=clock, lookup=lookup, pacer=pacer) as fetcher:
            follower = Follower(archive, fetcher, facts=False)
            while clock.now() < END:
                await follower.round()
                due = archive.next_due()
                await clock.until(min(clock.now() + 300, max(clock.now() + 1, due or 0.0)))
            asked = fetcher.requests
        grown = (server.most - before) / 1000
        metrics, misses = score(press, server, archive)
    await server.close()
    return {**metrics, "requests": asked, "MB": grown}, misses


def score(press: list[Outlet], server: Press, archive: Archive) -> tuple[dict[str, float], list[str]]:
    """The figures, and a line for everything that went wrong."""
    wanted = lost = 0
    late: list[float] = []
    counts = dict.fromkeys(("again", "robots", "pace", "in held time"), 0)
    misses: list[str] = []
    for outlet in press:
        for name, lines in _faults(outlet).items():
            counts[name] += len(lines)
            misses += [f"{name}: {outlet.host} ({outlet.trouble or outlet.kind}) {line}" for line in lines[:3]]
        seen = _kept(archive, outlet, server.port)
        for article in outlet.wanted():
            wanted += 1
            if article.path in seen:
                late.append(max(0.0, seen[article.path] - max(article.at, START)) / 60)
            else:
                lost += 1
                misses.append(f"lost: {outlet.host} ({outlet.trouble or outlet.kind}) {article.path}")
    minutes = {"minutes to it": statistics.median(late), "of 9 in 10": sorted(late)[len(late) * 9 // 10]} if late else {}
    return {"outlets": len(press), "articles": wanted, "lost": lost, **counts, "inside": server.inside, **minutes}, misses


def _kept(archive: Archive, outlet: Outlet, port: int) -> dict[str, float]:
    """The paths of an outlet that stand in the archive with their text, and when each was first fetched."""
    first: dict[str, float] = {}
    for at, path, status in outlet.requests:
        if status == 200:
            first.setdefault(path, at)
    return {path: at for path, at in first.items() if archive.last_capture(f"http://{outlet.host}:{port}{path}") is not None}


def _faults(outlet: Outlet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in ("again", "robots", "pace", "in held time")}
    before: dict[str, tuple[float, int]] = {}
    last = robots = None
    held = 0.0
    for at, path, status in outlet.requests:
        if path == "/robots.txt":
            robots = at
        elif outlet.forbidden(path) or robots is None or at - robots > DAY + HOUR:
            found["robots"].append(path)
        wants = outlet.delay if last is not None and path not in ("/robots.txt", "/.well-known/tdmrep.json") else 2.0
        if last is not None and at - last < wants - 0.001:
            found["pace"].append(f"{path} after {at - last:.2f} s")
        if at < held - 0.001:
            found["in held time"].append(path)
        if status == 429:
            held = at + HOUR
        if path in outlet.articles and path in before and not _caused(outlet, path, before[path], at):
            found["again"].append(f"{path} after {(at - before[path][0]) / 60:.0f} minutes, {before[path][1]} then {status}")
        last, before[path] = at, (at, status)
    return found


def _caused(outlet: Outlet, path: str, before: tuple[float, int], at: float) -> bool:
    """Whether there was a reason to ask again."""
    edited = outlet.articles[path].edited
    announced = outlet.announces() and edited is not None and edited > before[0] - 6 * HOUR and edited <= at
    return before[1] not in (200, 304) or at - before[0] >= REVISITS[0] - 1 or announced


def _warm(outlet: Outlet, folder: Path) -> None:
    """Loads what reading and keeping a page need, the recogniser of languages for a page that does not name its own among it."""
    page = dateline.read(outlet.front(END), url="http://a.example/", media_type="text/html", facts=False)
    article = next(iter(outlet.articles.values()))
    other = dateline.read(outlet.page(article, END), url=f"http://a.example{article.path}", media_type="text/html", facts=False)
    dateline.read(
        "<p>" + "Na tej stronie nie ma znaku języka. " * 20, url="http://a.example/bez", media_type="text/html", facts=False
    )
    discover(Response("http://a.example/feed.xml", 200, {}, outlet.listing("/feed.xml", END, "http://a.example")))
    with dateline.open_archive(folder / "warm.db") as archive:
        archive.add([page, other])
