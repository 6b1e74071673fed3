"""What every part of the archive's face shares: the engine, and a transaction to read or to write in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..store import connection as _connection
from ..store.dictionaries import make_known

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Opened:
    """An archive that is open: its address, its engine."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = _connection.open_engine(address)
        # Threads of one process write in turn: waiting for each other inside the database, they would sleep and starve.
        self._turn = threading.Lock()
        # While one connection is open, closing another does not fold the log of writes into the file: that costs more than a write.
        self._held = self._engine.connect() if self._engine.dialect.name == "sqlite" else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        if self._held is not None:
            self._held.close()
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _connection.translated(self.address), self._engine.connect() as connection, connection.begin():
            make_known(connection)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._turn,
            _connection.translated(self.address),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            make_known(connection)
            yield connection

    def _fold(self) -> None:
        """Folds SQLite's log of writes into the file, so that what was deleted stands in neither. A reader who takes more than two
        seconds keeps it from being emptied now; the next time it is."""
        if self._engine.dialect.name == "sqlite":
            with self._turn, self._engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA busy_timeout=2000").close()
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
