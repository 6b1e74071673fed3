"""One statement in many reports: the same words, or a cut of them, by the same speaker on the same occasion.

Accepts quoted words of which the shorter version's word pairs stand to at least seven tenths in the longer one, both of five words or
more, or that share eight words in a row though each is cut elsewhere ("A B" here, "B C" there), by one entity, in items dated within four
days of each other. Rejects reported speech in other words (that is for a reader to judge), and versions whose dates are unknown or whose
speakers are not the same entity. Of 15 pairs of PolNeAR's quotations that share eight words but not seven tenths, the five by one speaker
were all one statement; with six words in a row set phrases ("president of the United States") would join others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise

from ..types import Item, Statement

SHARED, LEAST_WORDS, NEAR = 0.7, 5, timedelta(4)
#: Words in a row that two cuts of one statement share.
RUN = 8
_LONGEST = 600
_WORD = re.compile(r"\w+(?:[’']\w+)?")


@dataclass(frozen=True, slots=True)
class Report:
    """A statement in the item that reports it."""

    item: Item
    statement: Statement

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the content, without case and marks."""
        content = " ".join(span.of(self.item.text) for span in self.statement.content)
        return tuple(word.replace("’", "'").casefold() for word in _WORD.findall(content))[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Again:
    """An item that reports a statement too, and where it words it otherwise: what the statement has, and what this item has."""

    item: Item
    differences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version has in the place of another's words; either may be empty."""

    here: str
    there: str


def one_statement(a: Report, b: Report) -> bool:
    """Whether two reports are of one statement."""
    if a.statement.entity is None or b.statement.entity is None or a.statement.entity.id != b.statement.entity.id:
        return False
    if "indirect" in (a.statement.kind, b.statement.kind) or not _same_occasion(a, b):
        return False
    return _share(a.words, b.words) >= SHARED or not _runs(a.words).isdisjoint(_runs(b.words))


def grouped(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports, those of one statement together, in the order of the first of each.

    A report joins the group that holds its like, or makes one of several; only reports that share a pair of words are compared."""
    groups: list[list[Report]] = []
    home: dict[int, int] = {}
    held: dict[tuple[str, str, str], list[int]] = {}
    for number, report in enumerate(reports):
        entity = report.statement.entity
        pairs = set(pairwise(report.words)) if entity is not None and report.statement.kind != "indirect" else set()
        keys = [(entity.id if entity is not None else "", *pair) for pair in sorted(pairs)]
        near = {other for key in keys for other in held.get(key, ())}
        like = sorted({home[other] for other in near if one_statement(report, reports[other])})
        if not like:
            groups.append([])
        home[number] = like[0] if like else len(groups) - 1
        for other in like[1:]:
            groups[like[0]] += groups[other]
            groups[other] = []
            home |= {member: like[0] for member, group in home.items() if group == other}
        groups[home[number]].append(report)
        for key in keys:
            held.setdefault(key, []).append(number)
    return [group for group in groups if group]


def shown(group: Sequence[Report]) -> Report:
    """The report of a group that stands for all: of those in the first one's item the one with the most words, since headlines cut."""
    return max((one for one in group if one.item.id == group[0].item.id), key=lambda one: len(one.words))


def again(group: Sequence[Report], alike: Mapping[tuple[str, str], Sequence[Report]]) -> list[Again]:
    """The items that report a group's statement too, beside the one shown, each once, in order. `alike` are reports in the same words as
    one of the group, by the ids of that one's item and statement.

    Of an item's reports the one with the most words counts, since headlines cut."""
    first = shown(group)
    elsewhere: dict[str, Again] = {}
    longest: dict[str, int] = {}
    for one in group:
        for report in (one, *alike.get((one.item.id, one.statement.id), ())):
            id, length = report.item.id, len(report.words)
            if id != first.item.id and length > longest.get(id, -1):
                # What is alike to the one shown tells nothing otherwise.
                parts = tuple((d.here, d.there) for d in differences(first, report)) if one is not first else ()
                elsewhere[id], longest[id] = Again(report.item, parts), length
    return list(elsewhere.values())


def differences(a: Report, b: Report) -> Iterator[Difference]:
    """Where the wording differs, in order; what only one of the two quotes at all at its start or end is a difference too."""
    here, there = a.words, b.words
    for kind, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(" ".join(here[i:j]), " ".join(there[k:m]))


def _share(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the shorter one's word pairs that stand in the longer one."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < LEAST_WORDS:
        return 0.0
    known = set(pairwise(long))
    pairs = list(pairwise(short))
    return sum(pair in known for pair in pairs) / len(pairs)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def _same_occasion(a: Report, b: Report) -> bool:
    first, second = a.item.published, b.item.published
    if first is None or second is None:
        return False
    return first.earliest - second.latest <= NEAR and second.earliest - first.latest <= NEAR
