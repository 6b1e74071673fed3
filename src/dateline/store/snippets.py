"""The part of a text around the words found, with their positions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .searching import Term, terms
from .words import LONGEST, located, simple

#: Code points of a snippet.
WIDTH = 220


def marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, as (start, end) in code points, in order, overlapping ones joined."""
    asked = [term for term in terms(query) if not term.negated]
    if not asked:
        return []
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_spans(text, asked)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spans(text: str, asked: Sequence[Term]) -> Iterator[tuple[int, int]]:
    plain = simple(text)
    if plain is not None:
        # Few words of a text are looked for: the others need not be cut out.
        lower = plain.lower()
        return (match.span(1) for term in asked for match in _pattern(term).finditer(lower))
    places = located(text)
    return (span for term in asked for span in _places(places, term))


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """Where the words of a term stand in a text of ASCII in small letters, overlapping ones too."""
    words = "[^0-9a-z]+".join(re.escape(word) + "[0-9a-z]*" * (len(word) == LONGEST) for word in term.words)
    return re.compile(f"(?<![0-9a-z])(?=({words}{'[0-9a-z]*' if term.prefix else ''})(?![0-9a-z]))")


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


def snippet(text: str, query: str, width: int = WIDTH, skip: int = 0) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """(the part of a text in which most of the words found stand, where in it they stand, where in the text it begins), whole words.

    Of a text that does not fit, the first `skip` code points (a headline, which is shown anyway) are left out where the words are found
    after them too."""
    everywhere, skip = marks(text, query), skip if len(text) > width else 0
    found = [span for span in everywhere if span[0] >= skip] or everywhere
    least = skip if found and found[0][0] >= skip else 0
    if not found:
        return _whole(text, 0, width), (), 0
    starts = [start for start, _ in found]
    best = max(range(len(found)), key=lambda i: (bisect_left(starts, starts[i] + 2 * width // 3) - i, -i))
    start = max(least, starts[best] - width // 3)
    space = text.rfind(" ", max(least, start - 30), start + 1) if start >= least + 20 else -1
    start = least if start < least + 20 else space + 1 if space >= 0 else start
    part = _whole(text, start, width)
    inside = ((max(0, a - start), min(len(part), b - start)) for a, b in found if a < start + len(part) and b > start)
    return part, tuple(inside), start


def opening(text: str, skip: int = 0, width: int = WIDTH) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The beginning of a text after its first `skip` code points, in the form of `snippet`, with nothing found in it."""
    return _whole(text, skip, width), (), skip


def _whole(text: str, start: int, width: int) -> str:
    """So much of a text, cut after a word where it goes on."""
    part = text[start : start + width]
    if start + width >= len(text) or text[start + width].isspace():
        return part
    return part[: part.rfind(" ", width - 40)] if " " in part[width - 40 :] else part
