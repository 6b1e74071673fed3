"""The time as sources see it: the real clock, and one that tests and simulations move."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970, and waiting."""

    def now(self) -> float:
        """The present, in seconds since 1970."""
        ...

    async def until(self, moment: float) -> None:
        """Returns when the moment has come."""
        ...


class RealClock:
    """The machine's clock."""

    def now(self) -> float:
        return time.time()

    async def until(self, moment: float) -> None:
        # A wall clock can be set back: never sleep longer than was asked for at first.
        await asyncio.sleep(max(0.0, moment - time.time()))


class SimulatedClock:
    """A clock that jumps to whatever moment is waited for."""

    def __init__(self, start: float = 0.0) -> None:
        self._now = start

    def now(self) -> float:
        return self._now

    async def until(self, moment: float) -> None:
        self._now = max(self._now, moment)
        await asyncio.sleep(0)
