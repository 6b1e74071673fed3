"""Attacks by repetition: every regular expression of the package takes linear time on long runs of one character, also behind the letters
with which the pattern begins, and on runs of both together.

Measured in CPU time of one thread, and as growth, so that a busy machine changes nothing: four times the text may cost eight times as much,
not sixteen. The run that is worst for a pattern is then tried with 100 kB.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from operator import mul
from pathlib import Path
from re import _parser as parsing  # type: ignore[attr-defined]

KIT = Path(__file__).with_name("patterns_kit.py")
CHARACTERS = 'aA0 \n-.,;:"“<&/_(*é中'
#: What reads the parser's own writing of a page, where every tag that opens is closed: a run of openings is one tag's name there.
CLOSED = "items/html_walk.py:"
#: Milliseconds of CPU below which growth is not judged.
FLOOR = 4.0


def milliseconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU time of finding all matches."""
    start = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return (time.thread_time() - start) * 1000


Run = Callable[[int], str]


def opening(pattern: re.Pattern[str]) -> str:
    """The letters with which every match begins: without them a pattern is left before it does anything."""
    head = ""
    for kind, value in parsing.parse(pattern.pattern, pattern.flags):
        if kind is parsing.LITERAL:
            head += chr(value)
        elif kind is not parsing.AT:
            break
    return head


def runs(pattern: re.Pattern[str]) -> Iterator[Run]:
    """Texts of a length that a pattern may be slow on."""
    head = opening(pattern)
    for character in CHARACTERS:
        yield partial(mul, character)
        if head:
            yield partial(_behind, head, character)
            yield partial(_together, head + character)


def _behind(head: str, character: str, size: int) -> str:
    return head + character * size


def _together(both: str, size: int) -> str:
    return both * (size // len(both) + 1)


def worst(pattern: re.Pattern[str], least: int = 1_000) -> tuple[float, Run, bool]:
    """Milliseconds for 4 kB of the run that is worst, the run, and whether the time is linear."""
    found: tuple[float, Run, bool] = (0.0, partial(mul, "a"), True)
    for run in runs(pattern):
        for size in (16, 22, 40, 200):
            if milliseconds(pattern, run(size)) > 20:
                return 20.0, run, False
        # A thousand characters in less than this are no square: a step of the engine takes a nanosecond and more.
        if (small := milliseconds(pattern, run(least))) < 0.25:
            found = max(found, (4 * small, run, True), key=lambda row: (not row[2], row[0]))
            continue
        large = milliseconds(pattern, run(4 * least))
        if large > FLOOR and large > 8 * small:
            small, large = (min(milliseconds(pattern, run(n)) for _ in range(3)) for n in (least, 4 * least))
        linear = large <= FLOOR or large <= 8 * small
        found = max(found, (large, run, linear), key=lambda row: (not row[2], row[0]))
        if not linear:
            break
    return found


def test_the_measure_tells_quadratic_from_linear() -> None:
    assert not worst(re.compile(r"\w+@"))[2] and not worst(re.compile(r"(?:a+)+b"))[2]
    assert not worst(re.compile(r"<meta\b(?:[^>]+)*>"))[2] and not worst(re.compile(r"leave\w* now"))[2]
    assert worst(re.compile(r"\w{1,40}@"))[2] and worst(re.compile(r"(?:foo|bar|baz)+"))[2]


def test_every_pattern_is_linear() -> None:
    done = subprocess.run([sys.executable, str(KIT)], capture_output=True, timeout=300, check=True)
    patterns = json.loads(done.stdout)
    assert len(patterns) > 200, "the patterns of the package were not found"
    slow = []
    for text, flags, place in patterns:
        if place.startswith(CLOSED):
            continue
        pattern = re.compile(text, flags)
        cost, run, linear = worst(pattern)
        if linear and (long := milliseconds(pattern, run(100_000))) > 100 * max(cost, 0.4):
            linear, cost = False, long
        if not linear:
            slow.append(f"{place}: {run(8)!r} {cost:.1f} ms: {text[:100]}")
    assert not slow, "\n".join(slow)
