"""A page's time: what takes longer is stopped, and what cannot be stopped takes its process down, which is then no loss.

Three nets. The first counts CPU seconds, so that a busy machine refuses no more pages than an idle one, and interrupts Python code and
regular expressions. What hangs inside a library is caught by the second: the process ends itself, and its split is done again
with the third, a process of its own for every page, whose death costs that page alone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from ..errors import InputRefused

#: Wall seconds after which a page's process is ended, for each CPU second that a page may take, and on top.
WALL_FACTOR, WALL_MORE = 20.0, 60.0
_ANEW = 5.0
_armed: float | None = None


class OverTime(InputRefused):
    """A page that took longer than a page may."""


class WorkerDied(InputRefused):
    """A page whose reading ended the process."""


class _Stop(BaseException):
    """Raised inside the reading; no `except Exception` on its way holds it."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Runs a block for at most so many CPU seconds. Raises OverTime. Only the main thread can be stopped; elsewhere nothing is. Call
    `disarm` after the last block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _arm(seconds)
    before = signal.signal(signal.SIGPROF, _stop)
    # Fires again where the exception was lost in a callback.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _Stop:
        raise OverTime(f"took more than {seconds:g} CPU seconds; allow more with --page-seconds") from None
    finally:
        signal.signal(signal.SIGPROF, before)


def _arm(seconds: float) -> None:
    """Has this process end itself if `disarm` or the next page do not come in time. Done anew at most every five seconds: it costs a
    thread."""
    global _armed
    now = time.monotonic()
    if _armed is None or now - _armed > _ANEW:
        faulthandler.dump_traceback_later(_wall(seconds) + _ANEW, exit=True, file=2)
        _armed = now


def disarm() -> None:
    """Between pages, however long that takes, nothing ends the process."""
    global _armed
    if _armed is not None:
        faulthandler.cancel_dump_traceback_later()
        _armed = None


def _wall(seconds: float) -> float:
    return WALL_FACTOR * seconds + WALL_MORE


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stop


def apart(function: Callable[[], Any], seconds: float, attempts: int = 3) -> Any:
    """What a function returns, run in a process of its own. Raises WorkerDied where that process ends without a result every time:
    once may be chance. What the function raises is raised here."""
    reason = ""
    for _ in range(attempts):
        outcome = _in_child(function, _wall(seconds))
        if isinstance(outcome, str):
            reason = outcome
            continue
        ok, value = outcome
        if ok:
            return value
        raise value
    raise WorkerDied(f"the process that read it {reason}, {attempts} times")


def _in_child(function: Callable[[], Any], wall: float) -> tuple[bool, Any] | str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(function, writing)
    os.close(writing)
    try:
        data = _all(reading, time.monotonic() + wall)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if data is None:
        return f"gave no answer within {wall:.0f} s"
    with contextlib.suppress(pickle.UnpicklingError, EOFError):
        ok, value = pickle.loads(data)
        return ok, value
    return f"died (signal {os.WTERMSIG(status)})" if os.WIFSIGNALED(status) else "ended without an answer"


def _answer(function: Callable[[], Any], writing: int) -> None:
    """The child's part; never returns."""
    try:
        try:
            outcome = (True, function())
        except Exception as error:
            outcome = (False, error)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(outcome))
    finally:
        os._exit(0)


def _all(reading: int, until: float) -> bytes | None:
    """Everything the other side writes, or None where it does not end in time."""
    parts: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        data = os.read(reading, 1 << 16)
        if not data:
            return b"".join(parts)
        parts.append(data)
    return None
