"""Fetching: one address at a time, every hop checked, paced and allowed by robots.txt; size, time and inflation are capped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

import aiohttp

from ..errors import InputRefused, TooLarge
from ..pages.inflating import ACCEPTED, inflate
from ..pages.links import joined
from ..store.sources_records import HostState
from .addresses import AddressRules, host_of
from .clock import Clock, RealClock
from .connecting import Lookup, connector
from .deciding import retry_after
from .pacing import Pacer
from .reservations import FILE, Reservations, Reserved, read_file
from .responses import Response
from .robots import Robots, Rules, read_robots, rules_in, unreachable

AGENT = "Dateline"
_REDIRECTS = (301, 302, 303, 307, 308)
#: Headers that may stand several times, and then are one list (RFC 9110, 5.3). Of any other the first counts.
_LISTS = ("content-encoding", "tdm-reservation", "x-robots-tag")
#: Seconds. That a host is to be left alone for longer is worth telling other processes.
_LONG_PAUSE = 10.0


class FetchFailed(InputRefused):
    """The address gave no answer: time, network, a broken body."""


class RobotsForbid(InputRefused):
    """The host's robots.txt forbids the address."""


class RobotsUnknown(RobotsForbid):
    """The host's robots.txt could not be had, so nothing is fetched for now."""


class NotYet(InputRefused):
    """The host is to be left alone for a while (its delay, its Retry-After); `at` is the moment from which it may be asked."""

    def __init__(self, host: str, at: float) -> None:
        super().__init__("is to be left alone for now", subject=host)
        self.at = at


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes as they travel and unpacked, seconds for one request, hops; seconds that a fetch waits for its host, else it is NotYet."""

    max_bytes: int = 10_000_000
    robots_bytes: int = 512_000
    seconds: float = 60.0
    hops: int = 5
    patience: float = 30.0


@dataclass
class Fetcher:
    """Fetches politely. Use it as an async context manager. `contact` is told to hosts in the User-Agent.

    `recall` gives what is kept of a host; `learned` is what came to be known of hosts since somebody took it from there to keep it.
    """

    rules: AddressRules = field(default_factory=AddressRules)
    limits: Limits = field(default_factory=Limits)
    pacer: Pacer = field(default_factory=Pacer)
    clock: Clock = field(default_factory=RealClock)
    contact: str = ""
    lookup: Lookup | None = None
    requests: int = 0
    recall: Callable[[str], HostState | None] = lambda host: None
    learned: dict[str, HostState] = field(default_factory=dict)
    _robots: Robots = field(default_factory=Robots)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        agent = f"{AGENT}/0.1" + (f" (+{self.contact})" if self.contact else "")
        self._session = aiohttp.ClientSession(
            connector=connector(self.rules, self.lookup),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            headers={"User-Agent": agent, "Accept-Encoding": ACCEPTED},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=20),
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._session.close()

    async def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """The answer of an address after at most `limits.hops` redirects; `etag` and `last_modified` make the request conditional.

        An HTTP error is an answer. Raises AddressRefused, RobotsForbid, Reserved, NotYet, TooLarge or FetchFailed.
        """
        conditions = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
        permanent: str | None = None
        only_permanent = True
        for hop in range(self.limits.hops + 1):
            url = self.rules.checked_url(url)
            await self._ask_host(url, first=hop == 0)
            answer = await self._request(url, conditions, self.limits.max_bytes)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return Response(answer.url, answer.status, answer.headers, answer.body, permanent)
            url = _target(url, target)
            only_permanent = only_permanent and answer.status in (301, 308)
            permanent = url if only_permanent else permanent
        raise FetchFailed(f"more than {self.limits.hops} redirects", subject=url)

    async def rules_of(self, url: str) -> Rules:
        """What the host's robots.txt says; fetched once a day."""
        host = host_of(url)
        held = self._robots.held(host, self.clock.now()) or self._recalled(host)
        if held is not None:
            return held
        base = url.split("://", 1)[0] + "://" + host
        found = await self._fetch_robots(base + "/robots.txt")
        self._robots.hold(host, found, self.clock.now())
        self.pacer.state(host, found.delay, self.clock.now())
        self._learn(host)
        return found

    def _recalled(self, host: str) -> Rules | None:
        """What is kept of the host, by this process or another; None where its rules are to be asked for."""
        kept = self.recall(host) if not self._robots.asked(host) else None
        if kept is None:
            return None
        rules = unreachable(kept.trouble) if kept.trouble else rules_in(kept.robots, AGENT)
        reserved = Reservations(kept.reserved) if kept.reserved is not None else None
        self._robots.hold(host, replace(rules, reserved=reserved), kept.asked)
        self.pacer.restore(host, rules.delay, kept.free)
        return self._robots.held(host, self.clock.now())

    def _learn(self, host: str) -> None:
        """Notes what should be kept of the host."""
        rules, asked = self._robots.held(host, self.clock.now()) or Rules(), self._robots.asked(host)
        reserved = rules.reserved.rules if rules.reserved is not None else None
        self.learned[host] = HostState(host, asked, rules.text, rules.trouble, reserved, self.pacer.free(host))

    async def _ask_host(self, url: str, *, first: bool) -> None:
        host = host_of(url)
        rules = await self.rules_of(url)
        if not rules.allows(url):
            kind = RobotsUnknown if rules.trouble else RobotsForbid
            raise kind(f"{rules.why}; it is not fetched", subject=url)
        patience = self.limits.patience if first else 10 * self.limits.patience
        self._refuse_to_wait(host, patience)
        reserved = rules.reserved
        if reserved is None:
            reserved = await self._fetch_reservations(url.split("://", 1)[0] + "://" + host + FILE, rules)
            self._robots.hold(host, replace(rules, reserved=reserved), self._robots.asked(host))
            self._learn(host)
        if reserved.reserves(url):
            raise Reserved("the host's tdmrep.json reserves its rights; it is not fetched", subject=url)
        self._refuse_to_wait(host, patience)

    def _refuse_to_wait(self, host: str, patience: float) -> None:
        """A host that is to be left alone for longer is come back to: others do not wait for it."""
        at = self.pacer.free(host)
        if at - self.clock.now() > patience:
            raise NotYet(host, at)

    async def _fetch_reservations(self, url: str, rules: Rules) -> Reservations:
        """What the host's file reserves. A file that cannot be had reserves nothing."""
        if not rules.allows(url):
            return Reservations()
        try:
            return read_file(await self._request(url, {}, self.limits.robots_bytes))
        except InputRefused:
            return Reservations()

    async def _fetch_robots(self, url: str) -> Rules:
        """RFC 9309: no file allows all, a server in trouble allows nothing for now."""
        try:
            for _ in range(self.limits.hops + 1):
                url = self.rules.checked_url(url)
                answer = await self._request(url, {}, self.limits.robots_bytes)
                target = answer.headers.get("location")
                if answer.status not in _REDIRECTS or not target:
                    return read_robots(answer, AGENT)
                url = _target(url, target)
        except TooLarge:
            return unreachable("robots.txt is over its limit")
        except InputRefused as error:
            return unreachable(f"robots.txt cannot be had ({error.rule})")
        return read_robots(Response(url, 404), AGENT)

    async def _request(self, url: str, headers: dict[str, str], max_bytes: int) -> Response:
        host = host_of(url)
        if len(self._locks) > 20_000:
            self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
        async with self._locks.setdefault(host, asyncio.Lock()):
            await self.clock.until(self.pacer.book(host, self.clock.now()))
            self.requests += 1
            try:
                async with asyncio.timeout(self.limits.seconds):
                    answer = await self._answer(url, headers, max_bytes)
                if answer.status in (429, 503):
                    now = self.clock.now()
                    self.pacer.hold(host, now + retry_after(answer.headers.get("retry-after"), now))
                return answer
            except TimeoutError as error:
                raise FetchFailed(f"no whole answer within {self.limits.seconds:g} s", subject=url) from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise FetchFailed(f"no answer: {type(error).__name__}: {error}"[:300], subject=url) from error
            finally:
                self.pacer.done(host, self.clock.now())
                if self.pacer.free(host) > self.clock.now() + _LONG_PAUSE:
                    self._learn(host)

    async def _answer(self, url: str, headers: dict[str, str], max_bytes: int) -> Response:
        from yarl import URL

        async with self._session.get(URL(url, encoded=True), headers=headers, allow_redirects=False) as answer:
            found = _headers(answer)
            if answer.status in _REDIRECTS or answer.status == 304:
                return Response(url, answer.status, found)  # the body of a redirect is never read
            body = await _body(answer, url, max_bytes)
        try:
            return Response(url, answer.status, found, inflate(body, found.get("content-encoding", ""), max_bytes))
        except InputRefused as error:
            raise type(error)(error.rule, subject=url) from error


def _headers(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """The headers by their names in lower case."""
    found: dict[str, str] = {}
    for name, value in ((name.lower(), value) for name, value in answer.headers.items()):
        if name in _LISTS and name in found:
            found[name] += f", {value}"
        found.setdefault(name, value)
    return found


def _target(url: str, location: str) -> str:
    """Where a redirect leads. Raises FetchFailed for what is no address."""
    target = joined(url, location)
    if target is None:
        raise FetchFailed(f"redirects to {location[:80]!r}, which is no address", subject=url)
    return target


async def _body(answer: aiohttp.ClientResponse, url: str, max_bytes: int) -> bytes:
    """The raw bytes, as they travel: nothing is unpacked while it comes in."""
    stated = answer.content_length
    if stated is not None and stated > max_bytes:
        raise TooLarge(f"{stated / 1e6:.0f} MB, over the limit of {max_bytes / 1e6:.0f} MB", subject=url)
    body = bytearray()
    async for part in answer.content.iter_chunked(1 << 16):
        body += part
        if len(body) > max_bytes:
            raise TooLarge(f"over the limit of {max_bytes / 1e6:.0f} MB", subject=url)
    return bytes(body)
