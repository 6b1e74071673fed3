"""Groups of headlines alone, joined by what they say together.

Two headlines of one happening may share a name or nothing, so the bound for two of them is strict (`similarity.SHORT_BOUND`), or a name in
the news would join what has nothing else in common. A group says more: two groups are compared as the texts that their headlines make
together. Accepts groups in one language, of days known to within KNOWN and no more than NEAR apart, told by at least OUTLETS outlets: a
phrase that one outlet repeats is a series or a section. They must still be alike without the two heaviest terms that they share, which
are one name, and what they make must hold together (COHERENT). Rejects two groups that both hold longer texts: these say better what they
are. Scripts without spaces are left out, whose pairs of characters repeat within one name.

On headlines of the development side, as an archive keeps them: B-cubed F1 .54 without, .85 with, precision .98 and .95.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .similarity import LONG_TERMS, Matrix, Member

#: The cosine that joins two groups, and what must be left of it without the two heaviest terms in common.
ALIKE, BESIDE_A_NAME = 0.15, 0.03
OUTLETS = 4
#: The mean cosine of two headlines of a group: of 41 stories of the development side 36 have more. Below it words that anybody uses chain.
COHERENT = 0.16
#: Days.
KNOWN, NEAR = 4, 4
_UNSPACED = frozenset({"ja", "zh", "th", "my", "km", "lo"})


@dataclass
class _Group:
    """The headlines of a group: the sum of their vectors, who published them, in which languages, first and last day."""

    terms: Counter[int]
    outlets: set[str]
    languages: set[str]
    first: int
    last: int
    longer: bool
    size: int = 1

    def add(self, other: _Group) -> None:
        """Takes in another group."""
        self.terms.update(other.terms)
        self.outlets |= other.outlets
        self.languages |= other.languages
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.longer |= other.longer
        self.size += other.size

    def fits(self, other: _Group) -> bool:
        """Whether two groups may be one happening, whatever their words."""
        return (
            len(self.outlets | other.outlets) >= OUTLETS
            and not (self.longer and other.longer)
            and max(self.first - other.last, other.first - self.last) <= NEAR
            and len(self.languages | other.languages) <= 1
        )

    def shares(self, other: _Group) -> list[float]:
        """What every term in common adds to the product of both, heaviest first."""
        small, large = sorted((self.terms, other.terms), key=len)
        return sorted((weight * large[term] for term, weight in small.items() if term in large), reverse=True)


def alone(member: Member) -> bool:
    """Whether an item is a headline alone, or with few more words, whose day is known."""
    known = member.earliest is not None and member.latest is not None and member.latest - member.earliest <= KNOWN
    return known and member.vector.size < LONG_TERMS and bool(member.outlet) and member.language not in _UNSPACED


def joined(labels: Sequence[int], members: Sequence[Member], cosines: Matrix, apart: Sequence[tuple[int, int]] = ()) -> list[int]:
    """The labels of groups, which count from 0, once those that their headlines join are one; `apart` are rows that people hold apart."""
    brief = np.array([alone(m) for m in members], bool)
    if len({m.outlet for m, short in zip(members, brief, strict=True) if short}) < OUTLETS:
        return list(labels)
    groups = _groups(labels, members, brief)
    rows = np.array(labels, int)
    count = int(rows.max()) + 1
    holding = np.zeros((count, len(rows)))
    holding[rows, np.arange(len(rows))] = brief
    products: Matrix = holding @ cosines @ holding.T
    parted = np.zeros((count, count), bool)
    for a, b in apart:
        parted[rows[a], rows[b]] = parted[rows[b], rows[a]] = True
    into = _joins(groups, products, parted)
    found = [int(into[row]) for row in rows]
    order = {label: i for i, label in enumerate(dict.fromkeys(found))}
    return [order[label] for label in found]


def _groups(labels: Sequence[int], members: Sequence[Member], brief: NDArray[np.bool_]) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for label, member, short in zip(labels, members, brief, strict=True):
        if short and member.earliest is not None and member.latest is not None and member.outlet:
            terms = Counter(dict(zip(member.vector.terms.tolist(), member.vector.weights.tolist(), strict=True)))
            languages = {member.language} if member.language else set()
            one = _Group(terms, {member.outlet}, languages, member.earliest, member.latest, False)
            if label in groups:
                groups[label].add(one)
            else:
                groups[label] = one
    for label, member in zip(labels, members, strict=True):
        if label in groups and member.vector.size >= LONG_TERMS:
            groups[label].longer = True
    return groups


def _joins(groups: dict[int, _Group], products: Matrix, parted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which group each is part of in the end; the likest two are joined first."""
    into = np.arange(len(products))
    closed = parted | np.eye(len(products), dtype=bool)
    while True:
        own = np.sqrt(np.maximum(np.diag(products), 1e-12))
        alike = np.where(closed, -1.0, products / np.outer(own, own))
        a, b = divmod(int(np.argmax(alike)), len(products))
        if alike[a, b] < ALIKE:
            return into
        one, other = groups[a], groups[b]
        size = one.size + other.size
        coherent = (products[a, a] + products[b, b] + 2 * products[a, b] - size) / (size * (size - 1)) >= COHERENT
        if not coherent or not one.fits(other) or sum(one.shares(other)[2:]) < BESIDE_A_NAME * own[a] * own[b]:
            closed[a, b] = closed[b, a] = True
            continue
        kept, gone = min(a, b), max(a, b)
        groups[kept].add(groups.pop(gone))
        products[kept] += products[gone]
        products[:, kept] += products[:, gone]
        products[gone] = products[:, gone] = 0
        parted[kept] |= parted[gone]
        parted[:, kept] |= parted[:, gone]
        # What the two were no match for is asked anew of the one.
        closed[kept], closed[:, kept] = parted[kept], parted[:, kept]
        closed[kept, kept] = True
        into[into == gone] = kept
