"""Tells time that grows with the length of the input from time that grows with its square, on however busy a machine."""

from __future__ import annotations

import time
from collections.abc import Callable

FLOOR = 0.2  # seconds; less says nothing about growth
MOST = 8.0  # four times the input may take this many times as long; a square takes sixteen
TRIES = 4  # the least of several times is the one that others on the machine disturb least


def least(run: Callable[[], object], tries: int = TRIES) -> float:
    """The least CPU time of this thread, in seconds, that `run` takes."""
    took = []
    for _ in range(tries):
        start = time.thread_time()
        run()
        took.append(time.thread_time() - start)
        if took[-1] <= FLOOR:
            break
    return min(took)


def grows_with_its_length(run: Callable[[str], object], piece: str, length: int) -> bool:
    """Whether `run` takes linear time in a text of `length` characters made of `piece`, against a quarter of it."""
    large = piece * (length // len(piece))
    small = piece * (length // 4 // len(piece))
    took = least(lambda: run(large))
    return took <= FLOOR or took <= MOST * least(lambda: run(small))
