"""Pacing: the moments at which a host may be asked, one request at a time, never closer than its delay."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

#: Seconds between two requests to one host, where its robots.txt states no delay.
DELAY = 2.0
#: Each pause is drawn between these multiples of the delay, so that many readers do not come in step.
JITTER = (1.0, 1.5)
#: A delay that robots.txt states is obeyed up to this; a host that wants more is asked no faster than once in this time.
LONGEST_DELAY = 3600.0


@dataclass
class Pacer:
    """Books moments. `randomness` is injected so that a run can be repeated."""

    delay: float = DELAY
    randomness: random.Random = field(default_factory=random.Random)
    _free: dict[str, float] = field(default_factory=dict)
    _stated: dict[str, float] = field(default_factory=dict)

    def state(self, host: str, seconds: float | None, now: float) -> None:
        """What the host's robots.txt says of the delay; it holds from this moment on."""
        if seconds:
            self._stated[host] = min(seconds, LONGEST_DELAY)
            self.hold(host, now + self._stated[host])

    def restore(self, host: str, seconds: float | None, until: float) -> None:
        """What another process learned of the host: its delay, and until when it is to be left alone."""
        if seconds:
            self._stated[host] = min(seconds, LONGEST_DELAY)
        self.hold(host, until)

    def book(self, host: str, now: float) -> float:
        """The moment from which the next request to the host may go out; it is taken by this call."""
        start = max(now, self._free.get(host, 0.0))
        self._free[host] = start + self.pause(host)
        if len(self._free) > 50_000:
            self._free = {name: free for name, free in self._free.items() if free > now}
        return start

    def free(self, host: str) -> float:
        """The moment from which the host may be asked; 0 for a host that nothing is known of."""
        return self._free.get(host, 0.0)

    def pause(self, host: str) -> float:
        """Seconds to the request after the next."""
        return max(self.delay, self._stated.get(host, 0.0)) * self.randomness.uniform(*JITTER)

    def done(self, host: str, now: float) -> None:
        """A request has ended: the pause counts from its end where it took longer than the pause."""
        self._free[host] = max(self._free.get(host, 0.0), now + max(self.delay, self._stated.get(host, 0.0)) / 2)

    def hold(self, host: str, until: float) -> None:
        """The host asked to be left alone (Retry-After)."""
        self._free[host] = max(self._free.get(host, 0.0), until)
