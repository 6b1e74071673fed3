"""Followed sources and the addresses found at them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, func, select, tuple_

from ..ids import digest
from ..store import capture_queries, cursors
from ..store.cursors import Rows
from ..store.hosts_tables import hosts
from ..store.sources_records import AddressState, HostState, SourceKind, SourceState
from ..store.sources_tables import addresses, sources
from ..types import Page
from .opened import Opened

#: Why a source that was paused is fetched no more.
PAUSED = "paused"


class Sources(Opened):
    """What is followed, and how it stands."""

    def sources(self) -> tuple[SourceState, ...]:
        """Every followed source, by address."""
        with self._reading() as connection:
            rows = connection.execute(select(sources.c.data).order_by(sources.c.url, sources.c.id))
            return tuple(SourceState(**json.loads(row.data)) for row in rows)

    def due_sources(self, now: float) -> tuple[SourceState, ...]:
        """Sources to fetch now, by address; none that is disabled."""
        with self._reading() as connection:
            rows = connection.execute(select(sources.c.data).where(sources.c.due <= now).order_by(sources.c.url, sources.c.id))
            return tuple(SourceState(**json.loads(row.data)) for row in rows)

    def followed(self, *, cursor: str | None = None, limit: int = 100) -> Rows[SourceState]:
        """Followed sources by address, a page of them; `next` is the cursor of the page that follows."""
        query = select(sources).order_by(sources.c.url, sources.c.id).limit(cursors.limited(limit) + 1)
        if cursor is not None:
            query = query.where(tuple_(sources.c.url, sources.c.id) > tuple_(*cursors.read_parts("sources", cursor, (str, str))))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        following = cursors.written("sources", (rows[limit - 1].url, rows[limit - 1].id)) if len(rows) > limit else None
        return Rows.of((SourceState(**json.loads(row.data)) for row in rows[:limit]), following)

    def source(self, id: str) -> SourceState | None:
        """A followed source by id."""
        with self._reading() as connection:
            return _held(connection, id)

    def follow(self, url: str, *, kind: SourceKind = "site", title: str = "", depth: int = 0) -> SourceState:
        """Follows an address: a feed, a front, a news sitemap, or a site, which the first fetch tells apart. Again changes nothing, but
        wakes a source that was disabled, unless it is another source that names it (`depth` above 0). Nothing is fetched here:
        `dateline watch` does."""
        id = digest("source", url)
        held = self.source(id) or next((state for state in self.sources() if state.url == url), None)
        if held is not None and (held.disabled is None or depth):
            return held
        state = SourceState(id=held.id if held else id, url=url, kind=kind, title=title, depth=depth)
        self.keep_sources([state])
        return state

    def unfollow(self, id: str) -> bool:
        """Follows a source no more, by its id or that of its present address; what came from it stays. False where it was not followed."""
        moved = next((state.id for state in self.sources() if digest("source", state.url) == id), id)
        id = moved if self.source(id) is None else id
        with self._writing() as connection:
            gone = connection.execute(sources.delete().where(sources.c.id == id)).rowcount
            connection.execute(addresses.delete().where(addresses.c.source == id, addresses.c.due.is_not(None)))
        return bool(gone)

    def pause_source(self, id: str) -> bool:
        """Fetches a source no more until it is resumed; what it is and what came from it stays. False where it is not followed."""
        return self._changed(id, disabled=PAUSED)

    def resume_source(self, id: str) -> bool:
        """Fetches a source again, at the next round, whatever had stopped it. False where it is not followed."""
        return self._changed(id, disabled=None, problem=None, failures=0, due=0.0)

    def _changed(self, id: str, **values: Any) -> bool:
        with self._writing() as connection:
            state = _held(connection, id)
            if state is not None:
                _replace(connection, sources, [_row(dataclasses.replace(state, **values))])
        return state is not None

    def keep_visited(self, states: Iterable[SourceState]) -> None:
        """Keeps the states of sources after a visit, which takes its time: one that was removed meanwhile stays removed, one that was
        paused stays paused. One that has moved to where another is followed is fetched no more."""
        if not (states := list(states)):
            return
        with self._writing() as connection:
            now = [(state, _held(connection, state.id)) for state in states]
            kept = [
                dataclasses.replace(state, disabled=state.disabled or (PAUSED if held.disabled == PAUSED else None))
                for state, held in now
                if held is not None
            ]
            before = {held.id: held.url for _, held in now if held is not None}
            kept = [_merged(connection, state) if state.url != before[state.id] else state for state in kept]
            _replace(connection, sources, [_row(state) for state in kept])

    def keep_sources(self, states: Iterable[SourceState]) -> None:
        """Keeps the states of sources."""
        if rows := [_row(state) for state in states]:
            with self._writing() as connection:
                _replace(connection, sources, rows)

    def addresses(self, ids: Iterable[str]) -> dict[str, AddressState]:
        """The known ones among addresses, by id."""
        wanted, found = list(ids), dict[str, AddressState]()
        with self._reading() as connection:
            for start in range(0, len(wanted), 500):
                part = wanted[start : start + 500]
                for row in connection.execute(select(addresses.c.data).where(addresses.c.id.in_(part))):
                    state = AddressState(**json.loads(row.data))
                    found[state.id] = state
        return found

    def found_at(self, source: str, *, troubled: bool = False, cursor: str | None = None, limit: int = 50) -> Rows[AddressState]:
        """The addresses that a source named, by its id, the latest found first; `troubled`: only those whose last visit failed."""
        c = addresses.c
        query = select(c.seen, c.id, c.data).where(c.source == source, *((c.problem.is_not(None),) if troubled else ()))
        if cursor is not None:
            seen, id = cursors.read_parts(("found", source, troubled), cursor, (str, str))
            query = query.where(tuple_(c.seen, c.id) < tuple_(float.fromhex(seen), id))
        query = query.order_by(c.seen.desc(), c.id.desc()).limit(cursors.limited(limit) + 1)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        last = (rows[limit - 1].seen.hex(), rows[limit - 1].id) if len(rows) > limit else None
        following = cursors.written(("found", source, troubled), last) if last else None
        return Rows.of((AddressState(**json.loads(row.data)) for row in rows[:limit]), following)

    def due_addresses(self, now: float, limit: int = 500, each: int = 20, source: str | None = None) -> tuple[AddressState, ...]:
        """Addresses to fetch now, longest due first, at most `each` of one source, so that none is kept waiting by a long list; those of
        one source alone, where it is named."""
        order = (addresses.c.due, addresses.c.id)
        place = func.row_number().over(partition_by=addresses.c.source, order_by=order).label("place")
        wanted = (addresses.c.due <= now, *((addresses.c.source == source,) if source is not None else ()))
        due = select(addresses, place).where(*wanted).subquery()
        query = select(due.c.data).where(due.c.place <= each).order_by(due.c.due, due.c.id).limit(limit)
        with self._reading() as connection:
            return tuple(AddressState(**json.loads(row.data)) for row in connection.execute(query))

    def next_due(self) -> float | None:
        """The moment at which the next source or address is due; None where nothing is followed."""
        with self._reading() as connection:
            moments = [
                connection.execute(select(table.c.due).where(table.c.due.is_not(None)).order_by(table.c.due).limit(1)).scalar()
                for table in (sources, addresses)
            ]
        return min((float(moment) for moment in moments if moment is not None), default=None)

    def keep_addresses(self, states: Iterable[AddressState]) -> None:
        """Keeps the states of addresses."""
        if rows := [_address_row(state) for state in states]:
            with self._writing() as connection:
                _replace(connection, addresses, rows)

    def host(self, name: str) -> HostState | None:
        """What is kept of a host that was asked before."""
        with self._reading() as connection:
            row = connection.execute(select(hosts.c.data).where(hosts.c.host == name)).first()
        if row is None:
            return None
        value = json.loads(row.data)
        reserved = value.pop("reserved")
        return HostState(
            **value, reserved=tuple((pattern, bool(is_so)) for pattern, is_so in reserved) if reserved is not None else None
        )

    def keep_hosts(self, states: Iterable[HostState]) -> None:
        """Keeps what is known of hosts."""
        rows = [{"host": state.host, "data": json.dumps(dataclasses.asdict(state))} for state in states]
        if rows:
            with self._writing() as connection:
                connection.execute(hosts.delete().where(hosts.c.host.in_([row["host"] for row in rows])))
                connection.execute(hosts.insert(), rows)

    def last_capture(self, url: str) -> Page | None:
        """The latest capture of an address, without facts."""
        with self._reading() as connection:
            return capture_queries.last(connection, url)


def _held(connection: Connection, id: str) -> SourceState | None:
    row = connection.execute(select(sources.c.data).where(sources.c.id == id)).first()
    return SourceState(**json.loads(row.data)) if row else None


def _merged(connection: Connection, state: SourceState) -> SourceState:
    """A source that has moved, stopped where another is followed at its new address."""
    other = select(sources.c.id).where(sources.c.url == state.url, sources.c.id != state.id)
    if connection.execute(other.limit(1)).first() is None:
        return state
    return dataclasses.replace(state, disabled="moved to an address that is followed already")


def _address_row(state: AddressState) -> dict[str, Any]:
    named = {"id": state.id, "source": state.source, "due": state.due, "seen": state.first_seen, "problem": state.problem}
    return named | {"data": json.dumps(dataclasses.asdict(state))}


def _row(state: SourceState) -> dict[str, Any]:
    due = None if state.disabled else state.due
    return {"id": state.id, "url": state.url, "due": due, "data": json.dumps(dataclasses.asdict(state))}


def _replace(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), 500):
        connection.execute(table.delete().where(table.c.id.in_(ids[start : start + 500])))
    if rows:
        connection.execute(table.insert(), rows)
