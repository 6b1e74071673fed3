"""What people say about two entities: the same, different, unsure. Kept apart from the data, replayed on every re-run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, get_args

from ..errors import UsageError

Verdict = Literal["same", "not-same", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's verdict on two entity ids: who, when (zone-aware), and why in their words. The order of the ids means nothing."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, the smaller first."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def in_force(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds for each pair: the latest; of two at one moment the one given later in the sequence."""
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        known = held.get(judgement.pair)
        if known is None or judgement.at >= known.at:
            held[judgement.pair] = judgement
    return held


def pairs(judgements: Iterable[Judgement], verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """The pairs on which this verdict is in force, the oldest judgement first."""
    held = [j for j in in_force(judgements).values() if j.verdict == verdict]
    return tuple(j.pair for j in sorted(held, key=lambda j: (j.at, j.pair)))


def without(judgements: Iterable[Judgement], left: str, right: str) -> tuple[Judgement, ...]:
    """The judgements with the last one on this pair undone: what was judged before it, if anything, is in force again."""
    kept = tuple(judgements)
    pair = (left, right) if left <= right else (right, left)
    last = in_force(kept).get(pair)
    return tuple(j for j in kept if j is not last)


def to_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """JSON Lines, one judgement a line, for export."""
    for judgement in judgements:
        yield json.dumps(asdict(judgement) | {"at": judgement.at.isoformat()}, ensure_ascii=False, sort_keys=True)


def from_lines(lines: Iterable[str]) -> Iterator[Judgement]:
    """Judgements from exported lines; blank lines are passed over. Raises UsageError with the number of a line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found = Judgement(row["left"], row["right"], row["verdict"], row["by"], datetime.fromisoformat(row["at"]), row["why"])
        except (ValueError, KeyError, TypeError) as error:
            raise _wrong(number, f"{error!r}; a line is what the export writes, with all six fields") from error
        if found.verdict not in get_args(Verdict):
            raise _wrong(number, f"verdict {found.verdict!r}; same, not-same or unsure is wanted")
        yield found


def _wrong(number: int, rule: str) -> UsageError:
    return UsageError(rule, subject=f"judgements, line {number}")
