"""How far a batch is and when it will be done, as far as that can be known."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

#: Seconds over which the present speed is told, and how many it takes before anything is foretold.
WINDOW, LEAST = 600.0, 10.0


@dataclass
class Progress:
    """Entries done of all. `seen` are moments with what was done by then, of the last ten minutes."""

    total: int
    done: int = 0
    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def at(self, done: int, now: float | None = None) -> None:
        """Takes in how many entries are done now. Fewer than before are believed: a worker died."""
        now = time.monotonic() if now is None else now
        self.done = done
        self.seen.append((now, done))
        while self.seen[-1][0] - self.seen[0][0] > WINDOW:
            self.seen.popleft()

    def left(self) -> tuple[float, float | None] | None:
        """Seconds to go, at least and at most, by the fastest and the slowest fifth of the last ten minutes. The most is None where
        a fifth saw no headway, all is None where too little is known."""
        if len(self.seen) < 2 or self.seen[-1][0] - self.seen[0][0] < LEAST:
            return None
        begin, step = self.seen[0][0], (self.seen[-1][0] - self.seen[0][0]) / 5
        speeds = [self._speed(begin + step * n, begin + step * (n + 1)) for n in range(5)]
        rest = self.total - self.done
        if max(speeds) == 0:
            return None
        return rest / max(speeds), (rest / min(speeds) if min(speeds) else None)

    def _speed(self, begin: float, end: float) -> float:
        inside = [(moment, done) for moment, done in self.seen if begin <= moment <= end]
        if len(inside) < 2 or inside[-1][0] == inside[0][0]:
            return 0.0
        return max(0.0, (inside[-1][1] - inside[0][1]) / (inside[-1][0] - inside[0][0]))

    def line(self) -> str:
        """For a person."""
        share = 100 * self.done / self.total if self.total else 100.0
        return f"{self.done:,} of {self.total:,} records ({share:.1f} %), {self._told()}"

    def _told(self) -> str:
        left = self.left()
        if left is None:
            return "time to go not known yet"
        least, most = span(left[0]), span(left[1]) if left[1] is not None else None
        if most is None:
            return f"at least {least} to go"
        return f"{least} to go" if least == most else f"{least} to {most} to go"


def span(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} days"
