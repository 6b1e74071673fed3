"""Stories: the list, and one happening with its timeline, figures from report to report, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import FastAPI

from ..archive import Archive
from ..types import FigureHistory
from .languages import between
from .routing import NOTHING, Answer, Day, both

WIDTH, HEIGHT, EDGE = 640, 150, 34


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the stories to a site."""

    def stories(since: Day = None, until: Day = None) -> Answer:
        """Stories of at least two items, the latest first."""
        found = archive.stories(since=since, until=until, least=2, limit=50)
        return "stories.html", {"stories": found, "since": since, "until": until}, found

    def story(id: str) -> Answer:
        """One story."""
        found = archive.story(id)
        if found is None:
            return NOTHING
        charts = [(history, chart(history)) for history in found.figures]
        text = {item.id: item.text for item in found.items}
        said = [
            " … ".join(span.of(text[s.item]) for span in s.statement.content).strip("“”„«» ")[:240] for s in found.statements[:8]
        ]
        values: dict[str, object] = {
            "story": found,
            "reports": found.items,
            "charts": charts,
            "copies": dict(found.copies),
            "said": said,
        }
        return "story.html", values, found

    both(app, "/stories", stories)
    both(app, "/story/{id}", story)


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of a figure as drawn: the point, the open end of a bound (None where the figure is exact), and its label."""

    x: float
    y: float
    end: float | None
    label: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure history as drawn: the marks, and the line through those that hold, as points of a polyline."""

    marks: tuple[Mark, ...]
    line: str
    first: date
    last: date


def chart(history: FigureHistory) -> Chart | None:
    """The chart of a history: days from left to right, the known bound as a point, an open bound as a line to the edge. None where
    fewer than two steps have a day."""
    steps = [(step, step.day) for step in history.steps if step.day is not None and (step.lower, step.upper) != (None, None)]
    if len(steps) < 2:
        return None
    days = [day for _, day in steps]
    values = [v for step, _ in steps for v in (step.lower, step.upper) if v is not None]
    span, top = max(1, (max(days) - min(days)).days), max(values) * 1.15 or 1.0
    marks = []
    for step, day in steps:
        value = step.lower if step.lower is not None else step.upper or 0.0
        x = EDGE + (WIDTH - 2 * EDGE) * (day - min(days)).days / span
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top
        end = EDGE / 2 if step.upper is None else HEIGHT - EDGE if step.lower is None else None
        marks.append(Mark(round(x, 1), round(y, 1), end, between(step.lower, step.upper), step.superseded))
    line = " ".join(f"{mark.x},{mark.y}" for mark in marks)
    return Chart(tuple(marks), line, min(days), max(days))
