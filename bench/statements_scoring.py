"""How statements are counted: content as character sets, matched one to one by intersection over union; speakers by their heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .harness import f1

Spans = Sequence[tuple[int, int]]
_SKIPPED = frozenset('"“”„«»')
_SET_MARKS = re.compile(r"“[^”\n]+”|\"[^\"\n]+\"")
_ANY_MARKS = re.compile(rf"''[^\n]+?''|{_SET_MARKS.pattern}")


@dataclass(frozen=True)
class Attribution:
    """One attribution, predicted or true; `extra` is whatever a set adds."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    type: str = "indirect"
    extra: Any = None


@dataclass
class Count:
    """Sums over documents."""

    predicted: int = 0
    gold: int = 0
    overlap: int = 0
    exact: int = 0
    speakers: int = 0
    char: int = 0
    char_predicted: int = 0
    char_gold: int = 0
    pairs: list[tuple[Attribution, Attribution]] = field(default_factory=list)

    def metrics(self) -> dict[str, float]:
        """F1 of content, of content and speaker, and the share of right speakers among matched."""
        p, r, overlap = f1(self.overlap, self.predicted, self.gold)
        return {
            "overlap": overlap,
            "e2e": f1(self.speakers, self.predicted, self.gold)[2],
            "exact": f1(self.exact, self.predicted, self.gold)[2],
            "char": f1(self.char, self.char_predicted, self.char_gold)[2],
            "speaker": self.speakers / self.overlap if self.overlap else 0.0,
            "precision": p,
            "recall": r,
        }


def positions(text: str, spans: Spans) -> frozenset[int]:
    """The counted characters of a content."""
    found = sorted({i for start, end in spans for i in range(start, min(end, len(text)))})
    while found and not text[found[0]].isalnum():
        found.pop(0)
    while found and not text[found[-1]].isalnum():
        found.pop()
    if "".join(text[i] for i in found[:5]).casefold() == "that ":
        found = found[5:]
        while found and not text[found[0]].isalnum():
            found.pop(0)
    return frozenset(i for i in found if not text[i].isspace() and text[i] not in _SKIPPED)


def matches(text: str, predicted: Sequence[Attribution], gold: Sequence[Attribution]) -> list[tuple[float, int, int]]:
    """Pairs with any overlap, greedily one to one, best first."""
    ours = [positions(text, a.content) for a in predicted]
    theirs = [positions(text, a.content) for a in gold]
    pairs = []
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            if shared := len(a & b):
                pairs.append((shared / len(a | b), i, j))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    used_i: set[int] = set()
    used_j: set[int] = set()
    found = []
    for value, i, j in pairs:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            found.append((value, i, j))
    return found


def add(
    count: Count, text: str, predicted: Sequence[Attribution], gold: Sequence[Attribution], head: Callable[[int, int], int]
) -> list[tuple[float, int, int]]:
    """Counts one document; `head` gives the place of the head word of a span. Returns the pairs with half of their characters shared."""
    predicted = [a for a in predicted if positions(text, a.content)]
    gold = [a for a in gold if positions(text, a.content)]
    count.predicted += len(predicted)
    count.gold += len(gold)
    everything = [frozenset().union(*(positions(text, a.content) for a in side)) for side in (predicted, gold)]
    count.char += len(everything[0] & everything[1])
    count.char_predicted += len(everything[0])
    count.char_gold += len(everything[1])
    kept = [m for m in matches(text, predicted, gold) if m[0] >= 0.5]
    for value, i, j in kept:
        count.overlap += 1
        count.exact += value == 1.0
        count.speakers += same_speaker(predicted[i].source, gold[j].source, head)
        count.pairs.append((predicted[i], gold[j]))
    return kept


def by_all_marks(text: str, one: Attribution) -> Attribution:
    """The attribution with its type by the set's own rule, for which ''...'' are quotation marks too: the set counts only the others."""
    return one if one.type == "direct" else _typed(text, one, _ANY_MARKS)


def by_set_marks(text: str, one: Attribution) -> Attribution:
    """The attribution with the type that the set gives to such a content: “...” and "..." quote; ''...'' and layout do not."""
    return _typed(text, one, _SET_MARKS)


def _typed(text: str, one: Attribution, marks: re.Pattern[str]) -> Attribution:
    marked = {i for match in marks.finditer(text) for i in range(*match.span())}
    content = positions(text, one.content)
    quoted = len(content & marked)
    kind = "direct" if quoted >= 0.9 * len(content) else "mixed" if quoted >= 8 else "indirect"
    return replace(one, type=kind)


def same_speaker(ours: Spans, theirs: Spans, head: Callable[[int, int], int]) -> bool:
    """The head of each lies inside the other; both empty is right."""
    if not ours or not theirs:
        return not ours and not theirs
    mine, gold = head(ours[0][0], ours[-1][1]), head(theirs[0][0], theirs[-1][1])
    return any(a <= gold < b for a, b in ours) and any(a <= mine < b for a, b in theirs)


def of_record(record: Mapping[str, Any]) -> list[Attribution]:
    """The attributions of a record of the data."""
    found = []
    for one in record["attributions"]:
        content, source, cue = (tuple((a, b) for a, b in one[part]) for part in ("content", "source", "cue"))
        found.append(Attribution(content, source, cue, one["type"], one))
    return found
