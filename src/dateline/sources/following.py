"""Following: what is due is fetched, read and kept. Every decision is `deciding`'s; what is kept is on disk before the next fetch."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from ..archive import Archive
from ..errors import DatelineError, InputRefused, TooLarge
from ..ids import digest
from ..pages.document import FETCHED_FROM, Document
from ..reading import compare, read_document
from ..store.sources_records import AddressState, SourceState
from ..store.writing import Added
from ..types import Difference, Field, Page
from .addresses import AddressRefused, AddressRules, host_of, same_site
from .answers import document_of, refuse_reserved
from .deciding import Outcome, next_address, next_source, seen_again
from .discovering import Link, Offer, discover
from .fetching import Fetcher, FetchFailed, NotYet, RobotsForbid, RobotsUnknown
from .reservations import Reserved
from .responses import Response

#: A site names sitemaps, and one of these may be an index of others; an index of indexes is not followed on.
DEEPEST = 2
State = TypeVar("State", SourceState, AddressState)
Result = TypeVar("Result")
#: Seconds that a round gives to addresses, so that sources which fall due meanwhile wait no longer.
ROUND = 120.0
#: Items that came since their stories were last looked at again, before that is done: some 5 seconds of work.
REGROUPED = 500


@dataclass
class Tally:
    """What one round did. `refused` counts sources and addresses that gave no page, for whatever reason."""

    sources: int = 0
    found: int = 0
    pages: int = 0
    unchanged: int = 0
    refused: int = 0
    items: Added = field(default_factory=Added)


class Kept(NamedTuple):
    """What was added of an answer, the address under which its page is kept (what the page names as its own, else where redirects led),
    and what has changed since the capture before, in words."""

    added: Added
    page: str
    told: str


@dataclass
class Follower:
    """Follows the sources of an archive with a fetcher. `say` is told a line for everything that happened."""

    archive: Archive
    fetcher: Fetcher
    say: Callable[[str], None] = lambda line: None
    facts: bool = True
    keep_bytes: bool = False
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: One thread reads and adds: one page at a time is all that a writer can take, and every further thread would hold its own memory
    #: (an arena of the allocator, the pages of the database that its connection remembers).
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="dateline-read"))

    async def round(self) -> Tally:
        """Fetches every source that is due, and those that they name, then addresses that are due, those found just now among them, for
        ROUND seconds at most: what is left is due in the next round. Hosts are asked side by side, one that is slow or wants pauses is
        come back to."""
        tally, now, seen = Tally(), self.fetcher.clock.now(), set[str]()
        while waiting := [source for source in self.archive.due_sources(now) if source.id not in seen]:
            seen.update(source.id for source in waiting)
            await self._by_host(waiting, self._source, tally)
        while self.fetcher.clock.now() < now + ROUND and (batch := self.archive.due_addresses(self.fetcher.clock.now())):
            await self._by_host(batch, self._address, tally)
        async with self._writing:
            await self._apart(partial(self.archive.regroup, least=REGROUPED))
        return tally

    def __post_init__(self) -> None:
        self.fetcher.recall = self.archive.host

    def close(self) -> None:
        """Returns when the page in hand is kept; nothing is read after that."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    async def look(self, source: SourceState, *, most: int = 20) -> Tally:
        """Fetches one source now, then what is due of its addresses, at most so many and for half a ROUND; the rest is due in the next
        round. While it is looked at, nobody else finds it due."""
        tally, now = Tally(), self.fetcher.clock.now()
        await self._keep_states(sources=[replace(source, due=now + ROUND)])
        await self._source(source, tally)
        for state in self.archive.due_addresses(self.fetcher.clock.now(), limit=most, source=source.id):
            if self.fetcher.clock.now() > now + ROUND / 2:
                break
            await self._address(state, tally)
        return tally

    async def add(self, url: str) -> Added:
        """Fetches one address and keeps its page. Raises InputRefused."""
        try:
            answer = await self.fetcher.fetch(url)
        finally:
            await self._keep_states()
        if answer.status != 200:
            raise InputRefused(f"answers {answer.status}", subject=url)
        return (await self._keep(answer, url, ())).added

    async def _by_host(self, states: Sequence[State], work: Callable[[State, Tally], Awaitable[None]], tally: Tally) -> None:
        """Works on the states of every host in order, on different hosts side by side."""
        hosts: dict[str, list[State]] = {}
        for state in states:
            hosts.setdefault(host_of(state.url), []).append(state)

        async def one_host(own: list[State]) -> None:
            for state in own:
                await work(state, tally)

        await asyncio.gather(*(one_host(own) for own in hosts.values()))

    async def _source(self, state: SourceState, tally: Tally) -> None:
        tally.sources += 1
        moved = ""
        try:
            answer = await self.fetcher.fetch(state.url, etag=state.etag, last_modified=state.last_modified)
            outcome = _outcome(answer)
            if answer.status == 200:
                refuse_reserved(answer)
                offer = await self._apart(discover, answer)
                state = await self._first_sight(state, answer, offer)
                if state.kind == "front":
                    kept = await self._keep(answer, state.page, ())
                    state, moved = replace(state, landed=_landed(state.url, kept.page)), kept.told
                    tally.items += kept.added
                new = await self._found(state, offer)
                tally.found += new
                outcome = replace(outcome, entries=len(offer.links), new=new)
        except NotYet as error:
            await self._keep_states(sources=[replace(state, due=error.at)])
            self.say(f"{state.url}: waits until {shown(error.at)}, as its host wishes")
            return
        except InputRefused as error:
            outcome = await self._refused(error, state.url)
        state = next_source(state, outcome, self.fetcher.clock.now())
        tally.refused += state.problem is not None
        await self._keep_states(sources=[state])
        self.say(f"{state.url}: {state.disabled or state.problem or _listed(outcome) + moved}")

    async def _first_sight(self, state: SourceState, answer: Response, offer: Offer) -> SourceState:
        """Settles what a source is; feeds that a site names, and sitemaps that an index names, are followed too."""
        settled = replace(state, kind=offer.kind, title=state.title or offer.title)
        if state.kind == "site" or offer.kind == "sitemap":
            named = offer.sources
            if offer.kind == "front" and not named:
                named = await self._news_sitemaps(answer.url)
            async with self._writing:
                for url in named[:20] if state.depth < DEEPEST else ():
                    self.archive.follow(url, title=offer.title, depth=state.depth + 1)
        return settled

    async def _news_sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps of news that a host's robots.txt names, for a site that names no feed."""
        rules = await self.fetcher.rules_of(url)
        return tuple(named for named in rules.sitemaps if "news" in named.lower() and same_site(named, url))

    async def _found(self, source: SourceState, offer: Offer) -> int:
        now, checked = self.fetcher.clock.now(), dict[str, Link]()
        for link in offer.links:
            try:
                checked.setdefault(self.fetcher.rules.checked_url(link.url), link)
            except AddressRefused as error:
                self.say(f"refused: {error}")
        ids = {url: digest("address", url) for url in checked}
        async with self._writing:
            known = self.archive.addresses(ids.values())
            fresh = [
                AddressState(ids[url], url, source.id, now, now, published=link.published, updated=link.updated)
                for url, link in checked.items()
                if ids[url] not in known
            ]
            again = [
                (known[ids[url]], seen_again(known[ids[url]], link.updated, now))
                for url, link in checked.items()
                if ids[url] in known
            ]
            self.archive.keep_addresses(fresh + [after for before, after in again if after != before])
        return len(fresh)

    async def _address(self, state: AddressState, tally: Tally) -> None:
        told = "unchanged"
        try:
            answer = await self.fetcher.fetch(state.url, etag=state.etag, last_modified=state.last_modified)
            outcome = _outcome(answer)
            if answer.status == 200:
                tally.pages += 1
                outcome = replace(outcome, digest=hashlib.sha256(answer.body).hexdigest())
                if outcome.digest == state.digest:
                    tally.unchanged += 1
                else:
                    kept = await self._keep(answer, state.page, _feed_dates(state))
                    state = replace(state, landed=_landed(state.url, kept.page))
                    tally.items, told = tally.items + kept.added, f"read{kept.told}"
            tally.unchanged += answer.status == 304
        except NotYet as error:
            await self._keep_states(addresses=[replace(state, due=error.at)])
            return
        except InputRefused as error:
            outcome = await self._refused(error, state.url)
        state = next_address(state, outcome, self.fetcher.clock.now())
        tally.refused += state.problem is not None
        await self._keep_states(addresses=[state])
        self.say(f"{state.url}: {state.problem or told}")

    async def _keep_states(self, *, sources: Sequence[SourceState] = (), addresses: Sequence[AddressState] = ()) -> None:
        async with self._writing:
            self.archive.keep_visited(sources)
            self.archive.keep_addresses(addresses)
            self.archive.keep_hosts(self.fetcher.learned.values())
            self.fetcher.learned.clear()

    async def _refused(self, error: InputRefused, url: str) -> Outcome:
        """What a refusal means for an address. One that another try cannot undo stands in the quarantine too."""
        if not isinstance(error, FetchFailed | RobotsUnknown):
            async with self._writing:
                self.archive.refuse(error, subject=url)
        return _refusal(error)

    async def _keep(self, answer: Response, at: str, fields: tuple[Field, ...]) -> Kept:
        """Reads an answer beside the last capture of its page, which stood `at` an address at the visit before, and adds it."""
        refuse_reserved(answer)
        captured = datetime.fromtimestamp(self.fetcher.clock.now(), UTC)
        async with self._writing:
            earlier = self.archive.last_capture(at) or self.archive.last_capture(answer.url)
            if earlier is not None and _stands(earlier, answer, captured):
                return Kept(Added(unchanged=tuple(item.id for item in earlier.items)), earlier.url or answer.url, "")
            page, source = await self._apart(self._read, answer, fields, captured, earlier)
            # A page met under another address for the first time: where it stands is known once it is read.
            before = earlier or self.archive.last_capture(page.url or answer.url)
            add = partial(self.archive.add, page, source=source, keep_bytes=self.keep_bytes, earlier=earlier)
            added = await asyncio.get_running_loop().run_in_executor(self._thread, add)
        return Kept(added, page.url or answer.url, _changes(compare(before, page)) if before is not None else "")

    async def _apart(self, work: Callable[..., Result], *given: Any) -> Result:
        """Reads in the thread. A fault of our own in reading one page is a refusal of that page, which is told, and not the end of a
        watch."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)
        except DatelineError:
            raise
        except Exception as error:
            raise InputRefused(f"could not be read, please report it ({type(error).__name__}: {error})"[:300]) from error

    def _read(
        self, answer: Response, fields: tuple[Field, ...], captured: datetime, earlier: Page | None
    ) -> tuple[Page, Document]:
        found = document_of(answer, captured, fields)
        return read_document(found, earlier=earlier, facts=self.facts), found


async def watch(follower: Follower, report: Callable[[Tally], None], *, longest: float = 300.0) -> None:
    """Round after round, for ever: waits for what is due next, at most `longest` seconds, for sources may be added meanwhile."""
    while True:
        report(await follower.round())
        now = follower.fetcher.clock.now()
        due = follower.archive.next_due()
        await follower.fetcher.clock.until(min(now + longest, max(now + 1, due if due is not None else now + longest)))


async def add_url(archive: Archive, url: str, *, rules: AddressRules | None = None, keep_bytes: bool = False) -> Added:
    """Fetches one page and keeps it, with its bytes if these are wanted. Raises InputRefused."""
    async with Fetcher(rules=rules or AddressRules()) as fetcher:
        return await Follower(archive, fetcher, keep_bytes=keep_bytes).add(url)


async def look_at(archive: Archive, id: str, *, rules: AddressRules | None = None) -> Tally | None:
    """Looks at a followed source now, as `Follower.look`; None where it is not followed, or is fetched no more."""
    source = archive.source(id)
    if source is None or source.disabled is not None:
        return None
    async with Fetcher(rules=rules or AddressRules()) as fetcher:
        return await Follower(archive, fetcher).look(source)


def _outcome(answer: Response) -> Outcome:
    said = answer.headers
    return Outcome(
        status=answer.status,
        etag=said.get("etag"),
        last_modified=said.get("last-modified"),
        moved_to=answer.moved_to,
        retry_after=said.get("retry-after"),
    )


def _landed(url: str, page: str) -> str:
    """Where a page stands, "" where that is the address that was asked for."""
    return page if page != url else ""


def _stands(earlier: Page, answer: Response, captured: datetime) -> bool:
    """Whether an answer says that a page still is what it was earlier on that day: nothing is to be kept."""
    same_day = earlier.captured is not None and earlier.captured.day == captured.date()
    return same_day and earlier.digest == hashlib.sha256(answer.body).hexdigest() and _found_at(earlier) == answer.url


def _found_at(page: Page) -> str | None:
    return next((field.value for field in page.fields if field.path == FETCHED_FROM), page.url)


def _listed(outcome: Outcome) -> str:
    """What a source offered."""
    return "not changed" if outcome.status == 304 else f"{outcome.new} new of {outcome.entries}"


def _changes(found: Difference) -> str:
    """What a capture shows that the one before did not: edits of the article, items that came onto the page and left it."""
    counts = ((found.edits, "edit", ""), (found.items_came, "item", " came"), (found.items_left, "item", " left"))
    return "".join(f", {len(rows)} {what}{'s' if len(rows) > 1 else ''}{moved}" for rows, what, moved in counts if rows)


def shown(moment: float) -> str:
    """A moment in words, to the second, in UTC."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _refusal(error: InputRefused) -> Outcome:
    lasting = isinstance(error, AddressRefused | RobotsForbid | Reserved | TooLarge) and not isinstance(error, RobotsUnknown)
    return Outcome(problem=error.rule, refused=lasting)


def _feed_dates(state: AddressState) -> tuple[Field, ...]:
    named = (("feed published", state.published), ("feed updated", state.updated))
    return tuple(Field(path, value) for path, value in named if value)
