"""How alike items are: the cosine of their terms, each text enriched by its nearest neighbours, weighed by time and place.

A text of a few words misses what others say of the same happening. So every vector takes in half of its five nearest neighbours', each by
its likeness (pseudo-relevance feedback): on the development sides this raises B-cubed F1 of whole articles by five points.
A likeness of 1 is the bound at which two items are of one story: short texts share few words, so their bound is lower.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from .terms import Vector, cosine

Matrix = NDArray[np.float64]
NEIGHBOURS, SHARE = 5, 0.5
#: The cosine that makes one story: for a headline alone, and for a headline with a lead or more; by the logarithm between. On a set
#: of headlines of a few large stories .042 groups best; in a mixed record it joins what has nothing in common, so precision decides, and
#: what many outlets tell comes by groups (`headlines`).
SHORT_TERMS, LONG_TERMS = 20, 30
SHORT_BOUND, LONG_BOUND = 0.42, 0.58
#: What is left of the likeness of two headlines that share 0, 1, 2, 3, 4 and more terms (a name is two). Only terms count that weigh at
#: least TELLING of the heaviest of their text: a common phrase ("things to do") tells nothing. Set by reading stories of several outlets on
#: 244 development pages with known days of capture: 15 of 30 were one happening with all terms counted, 16 of 24 with these weights.
BREADTH = (0.4, 0.4, 0.55, 0.85, 1.0)
TELLING = 0.5
#: Days for which likeness keeps its weight; after so many more it has lost FADE of it; beyond LONGEST days nothing joins.
FRESH, FADING, FADE, LONGEST = 4, 40, 0.5, 75
#: Telling terms that texts in two languages share before their words count: of what two languages write alike most are names, and a full
#: name is four terms. On development pages words made fifteen stories of items in two languages, and not one was one happening.
FOREIGN = 7
#: What is left of a likeness of two headlines alone where nobody knows the time of one: "Vodafone" in both makes no story of
#: offers of five years. Set by reading the stories of undated teasers of development pages; whole texts are long enough to do without days.
UNDATED = 0.65
#: What is left of a likeness where both items say where it happened: other countries, other towns of one country.
ELSEWHERE, OTHER_TOWN = 0.5, 0.6
#: What is left of it where they tell of accidents or disasters of one type on days DAYS_APART or more from one another; AT stands between
#: the type and the day of such a key.
OTHER_DAY, DAYS_APART, AT = 0.5, 2, "@"
#: Items of different languages: keys they must share, the cosine of their keys that makes one story, days between them.
KEYS_SHARED, KEYS_BOUND, KEYS_DAYS = 3, 0.55, 3
#: Pairs of postings at once: some 20 MB.
_BLOCK = 400_000


@dataclass(frozen=True, slots=True)
class Member:
    """An item as the clustering sees it. `number` is its place in the order of arrival; days count from year 1; `places` are keys of
    where its events happened; `language` is ISO 639-1; `keys` are terms that hold in every language (entities, figures);
    `outlet` is who published it; `meaning` is the sentence vector of a headline alone (`encoder`), in archives that group by them."""

    id: str
    number: int
    vector: Vector
    earliest: int | None = None
    latest: int | None = None
    language: str | None = None
    places: frozenset[str] = frozenset()
    keys: Vector | None = None
    outlet: str | None = None
    meaning: bytes | None = None


def gram(vectors: Sequence[Vector]) -> Matrix:
    """The cosines of all pairs."""
    size = len(vectors)
    terms = np.concatenate([v.terms for v in vectors]) if vectors else np.zeros(0, np.uint32)
    weights = np.concatenate([v.weights for v in vectors]).astype(np.float64) if vectors else np.zeros(0)
    rows = np.repeat(np.arange(size), [len(v.terms) for v in vectors])
    order = np.lexsort((rows, terms))
    terms, weights, rows = terms[order], weights[order], rows[order]
    _, first, counts = np.unique(terms, return_index=True, return_counts=True)
    group = np.repeat(np.arange(len(counts)), counts)
    shared = np.flatnonzero(counts[group] > 1)
    total = np.zeros(size * size)
    cost = np.cumsum(counts[group[shared]])
    for start, end in _blocks(cost):
        at = shared[start:end]
        many = counts[group[at]]
        left = np.repeat(at, many)
        inside = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        right = first[group[left]] + inside
        total += np.bincount(rows[left] * size + rows[right], weights[left] * weights[right], size * size)
    found = total.reshape(size, size)
    np.fill_diagonal(found, [float(len(v.terms) > 0) for v in vectors])
    return found


def _blocks(cost: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Runs of postings whose pairs fit into memory."""
    if not len(cost):
        return []
    cuts = np.searchsorted(cost, np.arange(_BLOCK, cost[-1] + _BLOCK, _BLOCK), "right")
    ends = sorted({*(int(cut) for cut in cuts), len(cost)} - {0})
    return list(zip([0, *ends[:-1]], ends, strict=True))


def enriched(cosines: Matrix, near: Mapping[int, Sequence[tuple[int, float]]], count: int) -> Matrix:
    """The cosines of the first `count` items once every one has taken in its neighbours; `near` maps rows to (row, likeness)."""
    half = cosines[:count].copy()
    for row, others in near.items():
        for other, alike in others[:NEIGHBOURS] if row < count else ():
            half[row] += SHARE * alike * cosines[other]
    mixed = half[:, :count].copy()
    for row, others in near.items():
        for other, alike in others[:NEIGHBOURS] if row < count else ():
            mixed[:, row] += SHARE * alike * half[:, other]
    norms = np.sqrt(np.maximum(np.diag(mixed), 1e-12))
    result: Matrix = mixed / np.outer(norms, norms)
    return result


def bound(size: int) -> float:
    """The cosine at which texts of so many distinct terms are of one story."""
    share = math.log(max(size, 1) / SHORT_TERMS) / math.log(LONG_TERMS / SHORT_TERMS)
    return float(SHORT_BOUND * (LONG_BOUND / SHORT_BOUND) ** min(1.0, max(0.0, share)))


def likeness(members: Sequence[Member], cosines: Matrix) -> Matrix:
    """Cosines in units of the bound, weighed by time and place: 1 and more is of one story."""
    scale = np.sqrt([bound(m.vector.size) for m in members])
    alike = cosines / np.outer(scale, scale)
    across = _across_languages(members)
    weighed: Matrix = np.maximum(alike * breadth_weights(members), across) * time_weights(members) * place_weights(members)
    return weighed


def breadth_weights(members: Sequence[Member]) -> Matrix:
    """Less than 1 for two headlines alone that share few telling terms; 0 for texts in two languages that share few."""
    short = np.array([m.vector.size < LONG_TERMS for m in members], bool)
    foreign = _foreign(members)
    if not short.any() and not foreign.any():
        return np.ones((len(members), len(members)))
    shared = gram([_telling(m.vector) for m in members]).round().astype(int)
    np.fill_diagonal(shared, FOREIGN)
    few = np.array(BREADTH)[np.minimum(shared, len(BREADTH) - 1)]
    weights: Matrix = np.where(short[:, None] & short[None, :], few, 1.0)
    return np.where(foreign & (shared < FOREIGN), 0.0, weights)


def _foreign(members: Sequence[Member]) -> NDArray[np.bool_]:
    """Pairs in two languages."""
    names = sorted({m.language for m in members if m.language})
    codes = np.array([names.index(m.language) + 1 if m.language else 0 for m in members])
    found: NDArray[np.bool_] = (codes[:, None] != codes[None, :]) & (codes[:, None] > 0) & (codes[None, :] > 0)
    return found


def _telling(vector: Vector) -> Vector:
    """The terms of a text that say what it is about, each of weight 1."""
    terms = vector.terms[vector.weights >= TELLING * np.max(vector.weights, initial=0.0)]
    return Vector(terms, np.ones(len(terms), np.float32), vector.size)


def _across_languages(members: Sequence[Member]) -> Matrix:
    """What items of different languages share beside words: at least three entities, types of events or figures, within few days."""
    found = np.zeros((len(members), len(members)))
    if len({m.language for m in members if m.language}) < 2:
        return found
    for i, one in enumerate(members):
        for j in range(i):
            other = members[j]
            if one.language and other.language and one.language != other.language:
                found[i, j] = found[j, i] = _keys_alike(one, other)
    return found


def _keys_alike(one: Member, other: Member) -> float:
    if one.keys is None or other.keys is None or None in (one.earliest, one.latest, other.earliest, other.latest):
        return 0.0
    gap = max(one.earliest or 0, other.earliest or 0) - min(one.latest or 0, other.latest or 0)
    if gap > KEYS_DAYS or len(np.intersect1d(one.keys.terms, other.keys.terms, assume_unique=True)) < KEYS_SHARED:
        return 0.0
    return cosine(one.keys, other.keys) / KEYS_BOUND


def time_weights(members: Sequence[Member]) -> Matrix:
    """1 for items close in time, less with every day between them, 0 where too many; UNDATED for two headlines, the days of one
    not known to within LONGEST; 1 for a longer text without them."""
    early = np.array([m.earliest if m.earliest is not None else -(10**7) for m in members], float)
    late = np.array([m.latest if m.latest is not None else 10**7 for m in members], float)
    gap = np.maximum(0.0, np.maximum(early[:, None] - late[None, :], early[None, :] - late[:, None]))
    fading: Matrix = 1 - FADE * np.clip((gap - FRESH) / FADING, 0, 1)
    short = np.array([m.vector.size < LONG_TERMS for m in members], bool)
    vague = short & (late - early > LONGEST)
    known = np.where((vague[:, None] & short[None, :]) | (vague[None, :] & short[:, None]), UNDATED, 1.0)
    return np.where(gap > LONGEST, 0.0, fading * known)


def place_weights(members: Sequence[Member]) -> Matrix:
    """Less than 1 where both items say where, and say different places."""
    found = np.ones((len(members), len(members)))
    told = [i for i, m in enumerate(members) if m.places]
    for at, i in enumerate(told):
        for j in told[at + 1 :]:
            found[i, j] = found[j, i] = _where(members[i].places, members[j].places)
    return found


def _where(one: frozenset[str], other: frozenset[str]) -> float:
    """Places are countries (alpha-3), towns (GeoNames numbers), and days of happenings ("ACCIDENT@739564")."""
    when = OTHER_DAY if _at_other_times(one, other) else 1.0
    countries, beside = {p for p in one if p.isalpha()}, {p for p in other if p.isalpha()}
    if countries and beside and not countries & beside:
        return ELSEWHERE * when
    towns, others = {p for p in one if p.isdigit()}, {p for p in other if p.isdigit()}
    return OTHER_TOWN * when if towns and others and not towns & others else when


def _at_other_times(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two items tell of accidents or disasters of one type on other days."""
    gaps: dict[str, list[int]] = defaultdict(list)
    for (type, day), (beside, another) in product(_moments(one), _moments(other)):
        if type == beside:
            gaps[type].append(abs(day - another))
    return bool(gaps) and all(min(days) >= DAYS_APART for days in gaps.values())


def _moments(places: frozenset[str]) -> list[tuple[str, int]]:
    return [(type, int(day)) for type, at, day in (p.partition(AT) for p in places) if at]
