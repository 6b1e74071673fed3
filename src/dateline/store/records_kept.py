"""The records that were read last: making one costs ten times as much as finding it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Record = TypeVar("Record")


class Kept(Generic[Record]):
    """Records by their bytes, the last ones asked for; those of `most` bytes in all. A record takes some 25 times the room of its bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[bytes, Record] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, data: bytes) -> Record | None:
        """The record of these bytes, if it is kept."""
        with self._lock:
            found = self._held.get(data)
            if found is not None:
                self._held.move_to_end(data)
            return found

    def put(self, data: bytes, record: Record) -> None:
        """Keeps a record; the one that nobody asked for longest goes."""
        with self._lock:
            self._size += len(data) if data not in self._held else 0
            self._held[data] = record
            self._held.move_to_end(data)
            self._drop()

    def keep(self, most: int) -> None:
        """Keeps records of so many bytes from now on."""
        with self._lock:
            self._most = most
            self._drop()

    def _drop(self) -> None:
        while self._size > self._most and self._held:
            data, _ = self._held.popitem(last=False)
            self._size -= len(data)
