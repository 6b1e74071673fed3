"""Writing results: JSON, JSON Lines in a pipe, a readable view on a terminal; control characters never reach the terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..records import to_plain

# C0 and C1 controls, and characters that reorder or hide text (bidirectional marks, zero widths).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
EXIT_REFUSED = 3
#: The status of a command that was interrupted, as shells have it.
EXIT_STOPPED = 130


@contextmanager
def stopping_is_the_end() -> Iterator[None]:
    """For what runs until it is stopped: an interrupt ends it without a word."""
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(EXIT_STOPPED) from None


def safe(text: str) -> str:
    """Text for a terminal: unsafe characters are shown by their code."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def as_json(value: Any, *, indent: int | None = None) -> str:
    """One record as JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=indent)


def note(text: str) -> None:
    """A line for the person, on stderr."""
    print(safe(text), file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """A line that the next one overwrites, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{safe(text)}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    """Clears the line of progress."""
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
