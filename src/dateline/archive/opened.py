"""What every part of the archive's face shares: the engine, and a transaction to read or to write in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..errors import ArchiveError, ArchiveFull
from ..store import connection as _connection
from ..store.dictionaries import make_known

if TYPE_CHECKING:
    from sqlalchemy import Connection

_UNFOLDED = (
    "done, but the words of what was removed stay in SQLite's log beside the file, for the disk has no room to fold it in; "
    "free some and run the same again"
)
#: Connections that are kept between pages.
KEPT = 4


class Opened:
    """An archive that is open: its address, its engine."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = _connection.open_engine(address)
        # Threads of one process write in turn: waiting for each other inside the database, they would sleep and starve.
        self._turn = threading.Lock()
        # While one connection is open, closing another does not fold the log of writes into the file: that costs more than a write.
        self._held = self._engine.connect() if self._engine.dialect.name == "sqlite" else None
        self._writer: Connection | None = None
        self._own = threading.local()
        self._kept: list[Connection] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        for connection in (self._held, self._writer, *self._kept):
            if connection is not None:
                connection.close()
        self._kept.clear()
        self._held = self._writer = None
        self._engine.dispose()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What this thread reads inside is of one moment and goes over one connection, which is kept for the next who asks: opening one,
        with its reading of the schema and its empty cache, costs more than most queries. What is written inside is not seen inside."""
        if getattr(self._own, "connection", None) is not None:
            yield
            return
        with self._borrowed() as connection:
            self._own.connection = connection
            try:
                yield
            finally:
                self._own.connection = None

    @contextmanager
    def _borrowed(self) -> Iterator[Connection]:
        """A connection to read over, in a transaction; it is kept for the next who reads."""
        connection = self._spare()
        try:
            with _connection.translated(self.address), connection.begin():
                make_known(connection)
                yield connection
        except BaseException:
            connection.close()
            raise
        if len(self._kept) < KEPT and self._held is not None:
            self._kept.append(connection)
        else:
            connection.close()

    def _spare(self) -> Connection:
        with _connection.translated(self.address):
            try:
                return self._kept.pop()
            except IndexError:
                return self._engine.connect()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        shared: Connection | None = getattr(self._own, "connection", None)
        if shared is not None:
            yield shared
            return
        with self._borrowed() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, _connection.translated(self.address):
            connection = self._writer or self._engine.connect().execution_options(writes=True)
            self._writer = None
            try:
                with connection.begin():
                    make_known(connection)
                    yield connection
            except BaseException:
                connection.close()
                raise
            # The next who writes finds what this one read in its cache, and its statements prepared.
            if self._held is not None:
                self._writer = connection
            else:
                connection.close()

    def _fold(self) -> None:
        """Folds SQLite's log of writes into the file, so that what was deleted stands in neither. A reader who takes more than two
        seconds keeps it from being emptied now; the next time it is. Raises ArchiveError or DatabaseError, as any statement does; where
        no room is left for it, what was written before is kept all the same."""
        if self._engine.dialect.name != "sqlite":
            return
        try:
            with self._turn, _connection.translated(self.address), self._engine.connect() as connection:
                _connection.outside(connection, "PRAGMA busy_timeout=2000")
                _connection.outside(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        except ArchiveError as error:
            if type(error) not in (ArchiveError, ArchiveFull):
                raise
            raise type(error)(_UNFOLDED, subject=self.address) from error
