"""Which figures of a history stand: the one place that commands, site and headlines ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..types import FigureHistory, FigureStep


def standing(history: FigureHistory) -> tuple[FigureStep, ...]:
    """The steps of a history that nobody has taken back, the latest first, of one day the largest first."""
    held = [step for step in history.steps if not step.superseded]
    return tuple(sorted(held, key=lambda s: (s.day or date.min, s.lower or 0.0), reverse=True))


def told_last(history: FigureHistory) -> tuple[FigureStep, ...]:
    """Of the steps that stand those of the last day, without bounds that say less than another ("at least 12" or "up to 25" beside 20)."""
    held = standing(history)
    last = [step for step in held if step.day == held[0].day]
    return tuple(step for step in last if not _says_less(step, last))


def _says_less(step: FigureStep, others: Sequence[FigureStep]) -> bool:
    lower, upper = step.lower, step.upper
    if lower is not None and upper is not None:
        return False
    return any(
        o.lower is not None and o.upper is not None and (lower is None or lower <= o.lower) and (upper is None or o.upper <= upper)
        for o in others
    )
