"""Where things stand: what shares characters with a span, without a look at everything else, so that long texts cost no more a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from ..types import Span
from .drafts import Draft, overlap

#: Characters that share a shelf of `Shelves`.
_SHELF = 512
_start, _end = attrgetter("start"), attrgetter("end")


class Stretch(Protocol):
    """A span, a quotation, or whatever else starts and ends."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Stretch)


def crossing(ordered: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those of some stretches, in order and apart from each other, that share a character with a place."""
    return ordered[bisect_right(ordered, start, key=_end) : bisect_left(ordered, end, key=_start)]


def shared(spans: Iterable[Span], ordered: Sequence[Stretch]) -> int:
    """How many characters of the spans stand in stretches that are in order and apart from each other."""
    return sum(
        min(span.end, one.end) - max(span.start, one.start) for span in spans for one in crossing(ordered, span.start, span.end)
    )


class Shelves:
    """Numbers of things by where they stand: each lies on every shelf that its spans reach."""

    def __init__(self) -> None:
        self._numbers: dict[int, list[int]] = {}

    def put(self, number: int, spans: Iterable[Span]) -> None:
        """Takes a number in."""
        for shelf in _shelves(spans):
            self._numbers.setdefault(shelf, []).append(number)

    def near(self, spans: Iterable[Span]) -> set[int]:
        """The numbers of what may share a character with the spans, and of little else."""
        return {number for shelf in _shelves(spans) for number in self._numbers.get(shelf, ())}


def _shelves(spans: Iterable[Span]) -> set[int]:
    return {shelf for span in spans for shelf in range(span.start // _SHELF, span.end // _SHELF + 1)}


class Placing:
    """Drafts by number, found by where their content stands. Numbers never change; a new draft gets the next."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.drafts: dict[int, Draft] = {}
        self._shelves = Shelves()
        self._next = 0
        for draft in drafts:
            self.add(draft)

    def __getitem__(self, number: int) -> Draft:
        return self.drafts[number]

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.drafts.values())

    def add(self, draft: Draft) -> None:
        """Takes a draft in."""
        self.put(self._next, draft)
        self._next += 1

    def put(self, number: int, draft: Draft) -> None:
        """Puts a draft in the place of another."""
        self.drafts[number] = draft
        self._shelves.put(number, draft.content)

    def drop(self, numbers: Iterable[int]) -> None:
        """Takes drafts out."""
        for number in numbers:
            del self.drafts[number]

    def touching(self, spans: Sequence[Span]) -> list[int]:
        """The numbers of the drafts whose content shares a character with the spans, in order."""
        near = (number for number in self._shelves.near(spans) if number in self.drafts)
        return sorted(number for number in near if overlap(spans, self.drafts[number].content))
