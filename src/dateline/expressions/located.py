"""What stands in a stretch of a text, without looking through all of it: a long report asks so of thousands of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from ..types import Span

Found = TypeVar("Found")


class Located(Generic[Found]):
    """Things by their spans; those that start together keep their order."""

    def __init__(self, things: Iterable[tuple[Span, Found]]) -> None:
        placed = sorted(things, key=lambda pair: pair[0].start)
        self._spans = [span for span, _ in placed]
        self._things = [thing for _, thing in placed]
        #: The farthest end of all that starts up to each.
        self._ends = list(accumulate((span.end for span in self._spans), max))

    def over(self, *spans: Span) -> list[Found]:
        """Those that share a code point with any of some spans, by their starts."""
        return [self._things[number] for number in sorted({number for span in spans for number in self._over(span)})]

    def _over(self, span: Span) -> Iterator[int]:
        last = bisect_left(self._spans, span.end, key=lambda s: s.start)
        first = last
        while first and self._ends[first - 1] > span.start:
            first -= 1
        return (number for number in range(first, last) if self._spans[number].end > span.start)
