"""A shelf in memory: stories of a stream that no archive keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .clustering import INDEXED, LOOKED_AT, Near, place
from .similarity import Member

#: Items looked up for one term, the newest.
PER_TERM = 96


class StoryStream:
    """Items come in batches; `stories` maps their ids to stories at any moment."""

    def __init__(self) -> None:
        self._members: dict[int, Member] = {}
        self._near: dict[int, Near] = {}
        self._story: dict[int, str] = {}
        self._held: dict[str, set[int]] = defaultdict(set)
        self._terms: dict[int, list[int]] = defaultdict(list)

    def add(self, batch: Sequence[Member]) -> None:
        """Takes in a batch; the order inside it does not matter."""
        ordered = sorted(batch, key=lambda m: (m.latest if m.latest is not None else 10**7, m.id))
        fresh = [replace(m, number=len(self._members) + i) for i, m in enumerate(ordered)]
        for member in fresh:
            self._members[member.number] = member
            for term in member.vector.heaviest(INDEXED):
                self._terms[term].append(member.number)
        place(self, fresh)

    def stories(self) -> dict[str, str]:
        """Item id to story id."""
        return {self._members[number].id: story for number, story in self._story.items()}

    def candidates(self, member: Member) -> list[int]:
        """See `Shelf`."""
        shared: dict[int, float] = defaultdict(float)
        weights = dict(zip(member.vector.terms.tolist(), member.vector.weights.tolist(), strict=True))
        for term in member.vector.heaviest(INDEXED):
            for number in self._terms[term][-PER_TERM:]:
                shared[number] += weights[term]
        shared.pop(member.number, None)
        return sorted(shared, key=lambda n: (-shared[n], -n))[: 2 * LOOKED_AT]

    def members(self, numbers: Iterable[int]) -> dict[int, Member]:
        """See `Shelf`."""
        return {number: self._members[number] for number in numbers}

    def near(self, numbers: Iterable[int]) -> dict[int, Near]:
        """See `Shelf`."""
        return {number: self._near.get(number, ()) for number in numbers}

    def set_near(self, near: Mapping[int, Near]) -> None:
        """See `Shelf`."""
        self._near.update(near)

    def story_of(self, numbers: Iterable[int]) -> dict[int, str]:
        """See `Shelf`."""
        return {number: self._story[number] for number in numbers if number in self._story}

    def story_members(self, story: str, limit: int) -> tuple[list[int], int]:
        """See `Shelf`."""
        held = self._held[story]
        return (sorted(held)[-limit:] if limit > 1 else []), len(held)

    def first_of(self, story: str) -> int:
        """See `Shelf`."""
        return min(self._held[story])

    def assign(self, stories: Mapping[int, str]) -> None:
        """See `Shelf`."""
        for number, story in stories.items():
            self._held[self._story.get(number, story)].discard(number)
            self._story[number] = story
            self._held[story].add(number)

    def merge(self, story: str, into: str) -> None:
        """See `Shelf`."""
        self.assign(dict.fromkeys(sorted(self._held[story]), into))

    def bonds(self, numbers: Sequence[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """See `Shelf`."""
        return [], []
