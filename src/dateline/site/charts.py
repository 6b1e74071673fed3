"""Drawings as numbers for the templates: how a figure went from report to report, and months as bars up and down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ..types import FigureHistory, FigureStep
from .languages import between

WIDTH, HEIGHT, EDGE = 640, 170, 36
#: Half the width of a point.
DOT = 5
#: A month's bar with its gap, and the most months that are drawn: the last three years.
MONTH, MONTHS = 40, 36


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of a figure as drawn: the point, the open end of a bound (None where the figure is exact), its label, its row below.
    `shown`: 2 where there is room for the label in a narrow window too, 1 in a wide one alone, 0 where others stand in its way."""

    x: float
    y: float
    end: float | None
    label: str
    superseded: bool
    row: int
    shown: int = 2


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure history as drawn: the marks, and the stairs through them as points of a polyline."""

    marks: tuple[Mark, ...]
    line: str
    first: date
    last: date


def chart(history: FigureHistory) -> Chart | None:
    """The chart of a history: days from left to right, the known bound as a point, an open bound as a line to the edge. None where
    fewer than two steps have a day."""
    steps = [(n, s, s.day) for n, s in enumerate(history.steps, 1) if s.day is not None and (s.lower, s.upper) != (None, None)]
    if len(steps) < 2:
        return None
    days = [day for _, _, day in steps]
    span, top = max(1, (max(days) - min(days)).days), max(_values(step for _, step, _ in steps)) * 1.15 or 1.0
    marks = []
    for row, step, day in steps:
        value = step.lower if step.lower is not None else step.upper or 0.0
        x = EDGE + (WIDTH - 2 * EDGE) * (day - min(days)).days / span
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top
        end = EDGE / 2 if step.upper is None else HEIGHT - EDGE if step.lower is None else None
        marks.append(Mark(round(x, 1), round(y, 1), end, between(step.lower, step.upper), step.superseded, row))
    return Chart(tuple(_labelled(marks)), _stairs(marks), min(days), max(days))


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with what room there is for their labels, the latest and the first before the others."""
    order = sorted(range(len(marks)), key=lambda n: (n != len(marks) - 1, n))
    shown = dict.fromkeys(range(len(marks)), 0)
    for letter, height in ((6.5, 14), (12.0, 24)):
        kept: list[int] = []
        for n in order:
            if all(_apart(marks[n], marks[other], letter, height) for other in kept) and not _covers(marks[n], marks, letter, height):
                kept.append(n)
        shown |= {n: shown[n] + 1 for n in kept}
    return [replace(mark, shown=shown[n]) for n, mark in enumerate(marks)]


def _apart(one: Mark, other: Mark, letter: float, height: float) -> bool:
    """Whether two labels leave each other room, at so many units a letter and a line."""
    room = letter * (len(one.label) + len(other.label)) / 2 + letter
    return abs(one.y - other.y) >= height or abs(one.x - other.x) >= room


def _covers(one: Mark, marks: Sequence[Mark], letter: float, height: float) -> bool:
    """Whether a label, which stands above its point, would lie on the point of another mark."""
    room = letter * len(one.label) / 2 + DOT
    return any(DOT < one.y - other.y < height + 10 + DOT and abs(one.x - other.x) < room for other in marks)


def thinned(history: FigureHistory, most: int = 16) -> FigureHistory:
    """A history short enough to read: the steps at which the bounds changed, of these the first and the latest, `most` in all."""
    steps = history.steps
    if len(steps) <= most:
        return history
    changed = [
        b for a, b in pairwise((None, *steps)) if b is not None and (a is None or (a.lower, a.upper) != (b.lower, b.upper))
    ]
    kept = changed if len(changed) <= most else [changed[0], *changed[1 - most :]]
    return replace(history, steps=tuple(kept))


def _values(steps: Iterable[FigureStep]) -> list[float]:
    return [v for step in steps for v in (step.lower, step.upper) if v is not None]


def _stairs(marks: Sequence[Mark]) -> str:
    """A figure holds until the next one is told."""
    points = [f"{marks[0].x},{marks[0].y}"]
    for before, after in pairwise(marks):
        points += [f"{after.x},{before.y}", f"{after.x},{after.y}"]
    return " ".join(points)


@dataclass(frozen=True, slots=True)
class Bar:
    """One month as drawn: where it stands, how high its good and bad parts are in the drawing, and the sums themselves. `year` is shown
    where it is another than that of the bar before."""

    month: str
    year: str
    x: int
    good: float
    bad: float
    up: float
    down: float
    facts: int


def bars(months: Sequence[tuple[str, float, float, int]], height: float = 80.0) -> tuple[Bar, ...]:
    """(year-month, sum above nought, sum below it, facts) as bars, every month between the first and the last; where these
    are more than three years, the latest months that have facts."""
    held = {month: (good, bad, facts) for month, good, bad, facts in months}
    named = every_month(list(held))
    named = named if len(named) <= MONTHS else sorted(held)[-MONTHS:]
    top = max((max(good, -bad) for good, bad, _ in held.values()), default=0.0) or 1.0
    made = []
    for n, month in enumerate(named):
        good, bad, facts = held.get(month, (0.0, 0.0, 0))
        year = "" if n and named[n - 1][:4] == month[:4] else month[:4]
        made.append(Bar(month, year, n * MONTH, round(good / top * height, 1), round(-bad / top * height, 1), good, bad, facts))
    return tuple(made)


def every_month(months: Sequence[str]) -> list[str]:
    """Every month between the first and the last, as "2025-07"."""
    if not months:
        return []
    first, last = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (min(months), max(months)))
    return [f"{m // 12}-{m % 12 + 1:02}" for m in range(first, last + 1)]
