"""Worker processes that may die: each stands in an executor of its own, so that a death costs what that worker had in hand."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import connection
from types import TracebackType
from typing import Any, Self

from .folder import BatchFailed

#: A worker is replaced after so many jobs: what libraries let grow is given back.
JOBS_OF_A_WORKER = 16
#: Workers that may die on one job without any headway, before the batch gives up.
MOST_DEATHS = 20
#: Seconds between two looks at the progress.
TICK = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """A call of a function that can be pickled; `deaths` counts workers that ended on it."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    deaths: int = 0


def _again(job: Job) -> Job:
    """The same once more; a worker that dies on a job every time is no chance."""
    if job.deaths >= MOST_DEATHS:
        raise BatchFailed(f"{job.deaths} workers died on it; is there memory enough? try fewer --workers", subject=job.name)
    return job


@dataclass
class _Worker:
    """One process, the job in its hands and how far it is with it."""

    progress: Any
    pid: Any
    executor: ProcessPoolExecutor | None = None
    job: Job | None = None
    future: Future[Any] | None = None
    given: int = 0


class Pool:
    """So many workers. Use it as a context manager; on leaving, they are ended."""

    def __init__(self, workers: int, *, log: str | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._workers = [_Worker(self._context.Value("q", 0), self._context.Value("q", 0)) for _ in range(workers)]
        self._log = log

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            self._end(worker)

    def run(
        self,
        jobs: Iterable[Job],
        *,
        again: Callable[[Job], Job] = _again,
        tick: Callable[[dict[str, int]], None] = lambda running: None,
    ) -> Iterator[tuple[Job, Any]]:
        """Every job with what it returned, as they come. An exception of a job is raised here.

        `again` gets a job whose worker died, and gives the job to do in its place, or raises. `tick` is called about twice a second with
        how far the running jobs are.
        """
        waiting = deque(jobs)
        while waiting or any(worker.job for worker in self._workers):
            for worker in self._workers:
                if worker.job is None and waiting:
                    self._give(worker, waiting.popleft())
            futures = [worker.future for worker in self._workers if worker.future is not None]
            wait(futures, timeout=TICK, return_when=FIRST_COMPLETED)
            tick({worker.job.name: worker.progress.value for worker in self._workers if worker.job is not None})
            for worker in self._workers:
                if worker.future is not None and worker.future.done():
                    job, future = worker.job, worker.future
                    assert job is not None
                    worker.job = worker.future = None
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        self._end(worker)
                        waiting.appendleft(again(replace(job, deaths=job.deaths + 1)))
                        continue
                    yield job, result

    def _give(self, worker: _Worker, job: Job) -> None:
        if worker.given >= JOBS_OF_A_WORKER:
            # Not max_tasks_per_child: with it, Python 3.11 can wait for ever for a worker that is gone.
            self._end(worker)
        if worker.executor is None:
            worker.executor = ProcessPoolExecutor(
                1,
                mp_context=self._context,
                initializer=_begin,
                initargs=(worker.progress, worker.pid, self._log),
            )
            worker.given = 0
        worker.progress.value = 0
        worker.given += 1
        worker.job = job
        try:
            worker.future = worker.executor.submit(job.function, *job.arguments)
        except BrokenProcessPool as error:
            worker.future = Future()
            worker.future.set_exception(error)

    def _end(self, worker: _Worker) -> None:
        if worker.executor is not None:
            if worker.pid.value and worker.future is not None and not worker.future.done():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker.pid.value, signal.SIGKILL)
            worker.executor.shutdown(wait=True, cancel_futures=True)
            worker.executor = None
            worker.pid.value = 0


_progress: Any = None


def tell(done: int) -> None:
    """Says in a worker how far its job is."""
    if _progress is not None:
        _progress.value = done


def _begin(progress: Any, pid: Any, log: str | None) -> None:
    global _progress
    _progress = progress
    pid.value = os.getpid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    if log is not None:
        from .logs import write_to

        write_to(log)
    import pyarrow as pa

    pa.set_cpu_count(1)


def _follow_parent() -> None:
    """Ends this process when the one that started it is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
