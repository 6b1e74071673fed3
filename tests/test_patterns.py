"""Attacks by repetition: every regular expression of the package takes linear time on long runs of one character.

Measured in CPU time of one thread, and as growth, so that a busy machine changes nothing: four times the text may cost eight times as much,
not sixteen. The character that is worst for a pattern is then tried with 100 kB.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

KIT = Path(__file__).with_name("patterns_kit.py")
CHARACTERS = 'aA0 \n-.,;:"“<&/_(*é中'
#: Milliseconds of CPU below which growth is not judged.
FLOOR = 4.0


def milliseconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU time of finding all matches."""
    start = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return (time.thread_time() - start) * 1000


def worst(pattern: re.Pattern[str], least: int = 1_000) -> tuple[float, str, bool]:
    """Milliseconds for 4 kB of the character that is worst, the character, and whether the time is linear."""
    found = (0.0, "a", True)
    for character in CHARACTERS:
        for size in (16, 22, 40, 200):
            if milliseconds(pattern, character * size) > 20:
                return 20.0, character, False
        # A thousand characters in less than this are no square: a step of the engine takes a nanosecond and more.
        if (small := milliseconds(pattern, character * least)) < 0.25:
            found = max(found, (4 * small, character, True), key=lambda row: (not row[2], row[0]))
            continue
        large = milliseconds(pattern, character * 4 * least)
        if large > FLOOR and large > 8 * small:
            small, large = (min(milliseconds(pattern, character * n) for _ in range(3)) for n in (least, 4 * least))
        linear = large <= FLOOR or large <= 8 * small
        found = max(found, (large, character, linear), key=lambda row: (not row[2], row[0]))
        if not linear:
            break
    return found


def test_the_measure_tells_quadratic_from_linear() -> None:
    assert not worst(re.compile(r"\w+@"))[2] and not worst(re.compile(r"(?:a+)+b"))[2]
    assert worst(re.compile(r"\w{1,40}@"))[2] and worst(re.compile(r"(?:foo|bar|baz)+"))[2]


def test_every_pattern_is_linear() -> None:
    done = subprocess.run([sys.executable, str(KIT)], capture_output=True, timeout=300, check=True)
    patterns = json.loads(done.stdout)
    assert len(patterns) > 200, "the patterns of the package were not found"
    slow = []
    for text, flags, place in patterns:
        pattern = re.compile(text, flags)
        cost, character, linear = worst(pattern)
        if linear and (long := milliseconds(pattern, character * 100_000)) > 100 * max(cost, 0.4):
            linear, cost = False, long
        if not linear:
            slow.append(f"{place}: {character!r} {cost:.1f} ms: {text[:100]}")
    assert not slow, "\n".join(slow)
