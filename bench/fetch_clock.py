"""A day in minutes: an event loop whose time runs only while nobody has anything to do."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any


class _Selector(selectors.EpollSelector):
    """Where no socket is ready and no thread works, the wait is not waited: the loop's time is set ahead by it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0
        self.working = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self.working or timeout is None:
            return super().select(0.05)
        self.ahead += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop for clients and servers of one process: what travels between them over the loopback is there when the loop looks."""

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        """Seconds of virtual time."""
        return self._virtual.ahead

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        """As the loop's own; time stands while the thread works."""
        self._virtual.working += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._rested)
        return future

    def _rested(self, _: object) -> None:
        self._virtual.working -= 1


class LoopClock:
    """The clock of sources, by the running loop's time."""

    def __init__(self, start: float) -> None:
        self._start = start

    def now(self) -> float:
        """Seconds since 1970."""
        return self._start + asyncio.get_running_loop().time()

    async def until(self, moment: float) -> None:
        """Returns when the moment has come."""
        await asyncio.sleep(max(0.0, moment - self.now()))
