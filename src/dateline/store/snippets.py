"""The part of a text around the words found, with their positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from .searching import Term, terms
from .words import located

#: Code points of a snippet.
WIDTH = 220


def marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, as (start, end) in code points, in order, overlapping ones joined."""
    asked = [term for term in terms(query) if not term.negated]
    if not asked:
        return []
    places = located(text)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for term in asked for span in _places(places, term)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(places: list[tuple[str, int, int]], term: Term) -> Iterator[tuple[int, int]]:
    first, length, last = term.words[0], len(term.words), term.words[-1]
    for i, (word, start, _) in enumerate(places):
        if word != first and not (length == 1 and term.prefix and word.startswith(first)):
            continue
        here = places[i : i + length]
        if len(here) < length or any(a[0] != b for a, b in zip(here[:-1], term.words[:-1], strict=True)):
            continue
        word, at, end = here[-1]
        if word == last:
            yield start, end
        elif term.prefix and word.startswith(last):
            # Of a pair of characters, the one that was asked for.
            yield start, end if len(word) != 2 or end - at != 2 else at + len(last)


def snippet(text: str, query: str, width: int = WIDTH) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """(the part of a text in which most of the words found stand, where in it they stand, where in the text it begins)."""
    found = marks(text, query)
    if not found:
        return text[:width], (), 0
    starts = [start for start, _ in found]
    best = max(range(len(found)), key=lambda i: (bisect_left(starts, starts[i] + 2 * width // 3) - i, -i))
    start = max(0, starts[best] - width // 3)
    space = text.rfind(" ", max(0, start - 30), start + 1) if start >= 20 else -1
    start = 0 if start < 20 else space + 1 if space >= 0 else start
    part = text[start : start + width]
    inside = ((max(0, a - start), min(len(part), b - start)) for a, b in found if a < start + len(part) and b > start)
    return part, tuple(inside), start
