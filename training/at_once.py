"""Independent jobs in processes of their own: results do not depend on how many run at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

_WAITING: list[Callable[[], Any]] = []


def at_once(jobs: Sequence[Callable[[], Any]], workers: int) -> list[Any]:
    """What the jobs return, in their order. The processes are forks, so a job may hold anything; what it returns is copied back."""
    if workers < 2:
        return [job() for job in jobs]
    _WAITING[:] = jobs
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        return list(pool.map(_run, range(len(jobs))))


def _run(number: int) -> Any:
    return _WAITING[number]()
