"""Groups of headlines alone, joined by what they say together.

Two headlines of one happening may share a name or nothing, so the bound for two of them is strict (`similarity.SHORT_BOUND`), or a name in
the news would join what has nothing else in common. A group says more: two groups are compared as the texts that their headlines make
together. Accepts groups in one language, of days known to within KNOWN and no more than NEAR apart, told by at least OUTLETS outlets: a
phrase that one outlet repeats is a series or a section. They must still be alike without the two heaviest terms that they share, which
are one name, and what they make must hold together (COHERENT). Rejects two groups that both hold longer texts: these say better what they
are. Scripts without spaces are left out, whose pairs of characters repeat within one name.

Where the headlines of both groups have sentence vectors (`encoder`), two groups that say the same in other words are joined too, and what
the words join is not where the vectors say that it is something else.

On headlines of the development side, as an archive keeps them: B-cubed F1 .54 without, .85 by words, precision .98 and .95; by words and
vectors .89, precision .97.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import meanings
from .similarity import LONG_TERMS, Matrix, Member

#: The cosine that joins two groups, and what must be left of it without the two heaviest terms in common.
ALIKE, BESIDE_A_NAME = 0.15, 0.03
OUTLETS = 4
#: The mean cosine of two headlines of a group: of 41 stories of the development side 36 have more. Below it words that anybody uses chain.
COHERENT = 0.16
#: By sentence vectors: the cosine of the vectors of two groups with WORDS of that of their words, and the mean cosine of the vectors of two
#: headlines of what they make. A story of MANY headlines says well what it is: it takes in smaller groups that are alike MEANT_STRAY, in
#: words STRAY. What the words join must be alike MEANT_LEAST. Chosen on headlines of the development side by their F1, and by what is
#: joined wrongly there and where teasers of many years on development pages are taken for one day's.
MEANT_ALIKE, WORDS, MEANT_COHERENT, MEANT_LEAST = 0.60, 0.25, 0.35, 0.50
MANY, MEANT_STRAY, STRAY = 15, 0.55, 0.10
#: Days.
KNOWN, NEAR = 4, 4
_UNSPACED = frozenset({"ja", "zh", "th", "my", "km", "lo"})


@dataclass
class _Group:
    """The headlines of a group: the sum of their vectors, who published them, in which languages, first and last day; whether one is a
    longer text, whether each has a sentence vector."""

    terms: Counter[int]
    outlets: set[str]
    languages: set[str]
    first: int
    last: int
    longer: bool
    meant: bool
    size: int = 1

    def add(self, other: _Group) -> None:
        """Takes in another group."""
        self.terms.update(other.terms)
        self.outlets |= other.outlets
        self.languages |= other.languages
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.longer |= other.longer
        self.meant &= other.meant
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
    parted = np.zeros((count, count), bool)
    for a, b in apart:
        parted[rows[a], rows[b]] = parted[rows[b], rows[a]] = True
    meant = meanings.cosines(members) if any(g.meant for g in groups.values()) else np.zeros_like(cosines)
    into = _joins(_Sums(groups, holding @ cosines @ holding.T, holding @ meant @ holding.T), parted)
    found = [int(into[row]) for row in rows]
    order = {label: i for i, label in enumerate(dict.fromkeys(found))}
    return [order[label] for label in found]


def _groups(labels: Sequence[int], members: Sequence[Member], brief: NDArray[np.bool_]) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for label, member, short in zip(labels, members, brief, strict=True):
        if short and member.earliest is not None and member.latest is not None and member.outlet:
            terms = Counter(dict(zip(member.vector.terms.tolist(), member.vector.weights.tolist(), strict=True)))
            languages = {member.language} if member.language else set()
            one = _Group(terms, {member.outlet}, languages, member.earliest, member.latest, False, member.meaning is not None)
            if label in groups:
                groups[label].add(one)
            else:
                groups[label] = one
    for label, member in zip(labels, members, strict=True):
        if label in groups and member.vector.size >= LONG_TERMS:
            groups[label].longer = True
    return groups


class _Sums:
    """Groups with the sums of the cosines of their headlines, of words and of meanings, group by group."""

    def __init__(self, groups: dict[int, _Group], words: Matrix, meanings: Matrix) -> None:
        self.groups, self.words, self.meanings = groups, words, meanings
        self._sizes = np.array([groups[i].size if i in groups else 0 for i in range(len(words))])
        self._meant = np.array([i in groups and groups[i].meant for i in range(len(words))])

    def alike(self) -> tuple[Matrix, Matrix]:
        """How alike every two groups are, by words and by meanings, in units of what joins."""
        words = _normed(self.words)
        if not self._meant.any():
            return words / ALIKE, np.zeros_like(words)
        meanings = _normed(self.meanings)
        large = self._sizes >= MANY
        stray = (large[:, None] != large[None, :]) & (words >= STRAY)
        meant = self._meant[:, None] & self._meant[None, :]
        by_meaning = (meanings + WORDS * words) / np.where(stray, MEANT_STRAY, MEANT_ALIKE)
        return np.where(meant & (meanings < MEANT_LEAST), 0.0, words / ALIKE), np.where(meant, by_meaning, 0.0)

    def join(self, a: int, b: int, by_words: bool, by_meaning: bool) -> bool:
        """Whether two groups, alike by words or by meaning, are one happening; the first then holds both."""
        one, other = self.groups[a], self.groups[b]
        holds = (by_meaning and self._hold_by_meaning(a, b)) or (by_words and self._hold_by_words(a, b))
        if not holds or not one.fits(other):
            return False
        one.add(self.groups.pop(b))
        self._sizes[a], self._sizes[b] = one.size, 0
        self._meant[a], self._meant[b] = one.meant, False
        for sums in (self.words, self.meanings):
            sums[a] += sums[b]
            sums[:, a] += sums[:, b]
            sums[b] = sums[:, b] = 0
        return True

    def _hold_by_meaning(self, a: int, b: int) -> bool:
        return self._coherence(self.meanings, a, b) >= MEANT_COHERENT

    def _hold_by_words(self, a: int, b: int) -> bool:
        beside = sum(self.groups[a].shares(self.groups[b])[2:])
        own = float(np.sqrt(max(self.words[a, a], 1e-12) * max(self.words[b, b], 1e-12)))
        return self._coherence(self.words, a, b) >= COHERENT and beside >= BESIDE_A_NAME * own

    def _coherence(self, sums: Matrix, a: int, b: int) -> float:
        """The mean cosine of two different headlines of what two groups make."""
        size = self.groups[a].size + self.groups[b].size
        return float((sums[a, a] + sums[b, b] + 2 * sums[a, b] - size) / (size * (size - 1)))


def _normed(sums: Matrix) -> Matrix:
    own = np.sqrt(np.maximum(np.diag(sums), 1e-12))
    found: Matrix = sums / np.outer(own, own)
    return found


def _joins(sums: _Sums, parted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which group each is part of in the end; the likest two are joined first."""
    into = np.arange(len(parted))
    closed = parted | np.eye(len(parted), dtype=bool)
    while True:
        words, meanings = sums.alike()
        alike = np.where(closed, -1.0, np.maximum(words, meanings))
        a, b = divmod(int(np.argmax(alike)), len(parted))
        if alike[a, b] < 1.0:
            return into
        kept, gone = min(a, b), max(a, b)
        if not sums.join(kept, gone, words[a, b] >= 1.0, meanings[a, b] >= 1.0):
            closed[a, b] = closed[b, a] = True
            continue
        parted[kept] |= parted[gone]
        parted[:, kept] |= parted[:, gone]
        # What the two were no match for is asked anew of the one.
        closed[kept], closed[:, kept] = parted[kept], parted[:, kept]
        closed[kept, kept] = True
        into[into == gone] = kept
