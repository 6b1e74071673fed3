"""Canonical ids from pairs that are the same and pairs that are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """`canonical` maps every id of a joined pair to the smallest id of its group; `refused` are the pairs that were said to be the
    same and were not joined, since that would have made one of two that are different."""

    canonical: dict[str, str]
    refused: tuple[Pair, ...]


def resolve(pairs_same: Iterable[Pair], pairs_different: Iterable[Pair]) -> dict[str, str]:
    """Entity id to canonical id, for every id that stands in a pair that is the same; an id that is missing is its own canonical id.

    Pairs are joined in the order given (people's judgements first, then inferred pairs, the surest first); a pair whose joining would
    put two ids of `pairs_different` into one group, however indirectly, is not joined. The same input gives the same output.
    """
    return settle(pairs_same, pairs_different).canonical


def settle(pairs_same: Iterable[Pair], pairs_different: Iterable[Pair]) -> Resolution:
    """As `resolve`, with the pairs that were refused, to be shown to whoever judged them."""
    apart: dict[str, set[str]] = {}
    for left, right in pairs_different:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    groups: dict[str, set[str]] = {}
    refused = []
    for left, right in pairs_same:
        one, other = groups.setdefault(left, {left}), groups.setdefault(right, {right})
        if one is other:
            continue
        small, large = sorted((one, other), key=len)
        if any(apart.get(member, set()) & large for member in small):
            refused.append((left, right))
            continue
        large |= small
        for member in small:
            groups[member] = large
    return Resolution({member: min(group) for member, group in groups.items()}, tuple(refused))
