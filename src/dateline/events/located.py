"""What stands in a stretch of a text, without looking through all of it: a long report asks so of thousands of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
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

    def over(self, span: Span) -> list[Found]:
        """Those that share a code point with a span, by their starts."""
        last = bisect_left(self._spans, span.end, key=lambda s: s.start)
        first = last
        while first and self._ends[first - 1] > span.start:
            first -= 1
        return [self._things[i] for i in range(first, last) if self._spans[i].end > span.start]
