"""What every part of the archive's face shares: the engine, and a transaction to read or to write in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..store import connection as _connection

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Opened:
    """An archive that is open: its address, its engine."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = _connection.open_engine(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _connection.translated(self.address), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            _connection.translated(self.address),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection
