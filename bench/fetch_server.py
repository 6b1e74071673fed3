"""The server of the made-up outlets: one port, told apart by the Host header; every request is written down with its moment."""

from __future__ import annotations

import asyncio
import gzip
import random
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1

from aiohttp import web

from dateline.sources.clock import Clock

from .fetch_outlets import HOUR, Outlet

LAUGHS = (
    b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
    b"<rss version='2.0'><channel><title>&c;</title></channel></rss>"
)


class Press:
    """Answers for all outlets. `inside` counts requests that came to an address that nobody may reach; `most` is the most memory seen."""

    def __init__(self, outlets: list[Outlet], clock: Clock, start: float) -> None:
        self.by_host = {outlet.host: outlet for outlet in outlets}
        self.clock, self.start = clock, start
        self.held: dict[str, float] = {}
        self.inside = 0
        self.most = 0
        self.port = 0
        self._draw = random.Random(1)
        self._bomb = gzip.compress(bytes(200_000_000), 9)
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        """Listens on a free port of this machine."""
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=512)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Stops."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        outlet = self.by_host.get(request.host.split(":")[0])
        if outlet is None:
            self.inside += 1
            return web.Response(text="secret")
        self.most = max(self.most, memory())
        now = self.clock.now()
        row = len(outlet.requests)
        outlet.requests.append((now, request.path, 0))
        found = await self._of(outlet, request, now)
        # What drips and what never ends is no answer, whatever it began with.
        outlet.requests[row] = (now, request.path, 0 if outlet.trouble in ("slow", "endless") else found.status)
        return found

    async def _of(self, outlet: Outlet, request: web.Request, now: float) -> web.StreamResponse:
        path, trouble, base = request.path, outlet.trouble, f"http://{request.host}"
        if path == "/robots.txt":
            if trouble == "robots in trouble" and now < self.start + 6 * HOUR:
                return web.Response(status=503)
            return web.Response(text=outlet.robots().replace("{port}", str(self.port)))
        if path == "/.well-known/tdmrep.json":
            reserved = trouble == "reserves by file"
            return web.json_response([{"location": "/", "tdm-reservation": 1}]) if reserved else web.Response(status=404)
        if trouble == "too many" and (held := self._too_many(outlet, now)):
            return held
        if trouble == "fails at times" and self._draw.random() < 0.1:
            return web.Response(status=self._draw.choice((500, 502, 503)))
        article = outlet.articles.get(path)
        if article is not None and article.at <= now:
            return await self._article(outlet, request, outlet.page(article, now))
        if path == "/" or path in ("/feed.xml", "/atom.xml", "/feed.json", "/moved.xml") or path.startswith("/news-sitemap"):
            return await self._listing(outlet, request, now, base)
        return web.Response(status=404)

    async def _article(self, outlet: Outlet, request: web.Request, page: str) -> web.StreamResponse:
        trouble = outlet.trouble
        if trouble == "slow":
            return await self._drip(request, page.encode())
        if trouble == "bomb":
            return web.Response(body=self._bomb, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
        if trouble == "leads inside":
            target = self._draw.choice(
                (f"http://inside.example:{self.port + 1}/", f"http://127.0.0.1:{self.port + 1}/", "http://10.0.0.1/")
            )
            return web.Response(status=302, headers={"Location": target})
        if trouble == "leads in a circle":
            return web.Response(status=302, headers={"Location": request.path + "?again"})
        return _conditional(outlet, request, page.encode(), "text/html; charset=utf-8")

    async def _listing(self, outlet: Outlet, request: web.Request, now: float, base: str) -> web.StreamResponse:
        trouble, path = outlet.trouble, request.path
        if trouble == "endless":
            return await self._endless(request)
        if trouble == "goes" and now > self.start + 8 * HOUR:
            return web.Response(status=410)
        if trouble == "hostile xml":
            return web.Response(body=LAUGHS, content_type="application/rss+xml")
        if trouble == "moves" and path != "/moved.xml" and now > self.start + 4 * HOUR:
            return web.Response(status=301, headers={"Location": "/moved.xml"})
        if path == "/":
            return _conditional(outlet, request, outlet.front(now).encode(), "text/html; charset=utf-8")
        known = path if path != "/moved.xml" else "/feed.xml"
        return _conditional(outlet, request, outlet.listing(known, now, base), "application/xml")

    def _too_many(self, outlet: Outlet, now: float) -> web.Response | None:
        """After twenty requests within half an hour: 429, in seconds or as a date by turns."""
        if sum(at > now - HOUR / 2 for at, _, _ in outlet.requests) <= 20:
            return None
        self.held[outlet.host] = now + HOUR
        when = format_datetime(datetime.fromtimestamp(now + HOUR, UTC), usegmt=True)
        return web.Response(status=429, headers={"Retry-After": "3600" if outlet.number % 2 else when})

    async def _drip(self, request: web.Request, body: bytes) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": str(len(body))})
        await answer.prepare(request)
        for at in range(len(body)):
            await answer.write(body[at : at + 1])
            await asyncio.sleep(1)
        return answer

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "application/xml"})
        await answer.prepare(request)
        while True:
            await answer.write(b"<item>" * 10_000)


def _conditional(outlet: Outlet, request: web.Request, body: bytes, kind: str) -> web.Response:
    """With an ETag from two outlets of three; 304 where it still holds."""
    if outlet.number % 3 == 2:
        return web.Response(body=body, headers={"Content-Type": kind})
    tag = f'"{sha1(body, usedforsecurity=False).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    return web.Response(body=body, headers={"Content-Type": kind, "ETag": tag})


def memory() -> int:
    """Kilobytes of this process's own memory, without mapped files."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))
