"""A story as a person reads it on a terminal: timeline, figures, disagreements, statements, reports, each with its words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from ..types import INNER_ACTS, Citation, Disagreement, FigureHistory, Story, StoryEntry
from .output import safe
from .view import WIDTH, counted, day, toll

#: Characters of a quotation.
QUOTED = 200
#: What the two sides differ on, where what they say does not show it.
_ABOUT = {"place": ": where it happened", "actor": ": who did it"}


def story_lines(story: Story) -> Iterator[str]:
    """The story as a person reads it on a terminal."""
    yield story.headline
    reports = counted(len(story.items), "report")
    yield f"{_span(story.first, story.last)} · {reports}, {story.independent} independent · {', '.join(story.outlets)}"
    for title, part in (
        ("Timeline", [line for entry in story.timeline for line in _entry(entry)]),
        ("Figures", [line for history in story.figures for line in _history(history)]),
        ("Sources disagree", [line for clash in story.disagreements for line in _clash(clash)]),
        ("Not confirmed", [line for entry in story.open_questions for line in _entry(entry)]),
        ("Statements", [line for one in _spoken(story) for line in one]),
        ("Reports", list(_reports(story))),
    ):
        if part:
            yield from ("", title, *part)


def _span(first: date | None, last: date | None) -> str:
    return "undated" if first is None else str(first) if first == last else f"{first} to {last}"


def _short(words: str, most: int = QUOTED) -> str:
    return textwrap.shorten(words, most, placeholder=" …")


def _wrapped(words: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(safe(words), WIDTH, initial_indent=space, subsequent_indent=space)


def _quote(report: Citation) -> list[str]:
    return _wrapped(f"“{_short(report.quote, 2 * QUOTED)}” ({report.outlet or report.item})", 6)


def _entry(entry: StoryEntry) -> Iterator[str]:
    when = _span(entry.when.earliest, entry.when.latest) if entry.when else "undated"
    parts = [entry.type.lower(), entry.place, ", ".join(entry.parties), counted(len(entry.reports), "report")]
    yield from _wrapped(f"{when}  " + " · ".join(part for part in parts if part), 2)
    yield from _quote(entry.reports[0])


def _history(history: FigureHistory) -> Iterator[str]:
    if history.day is not None:
        yield f"  {history.what} of {history.day}:"
    for step in history.steps:
        says = step.giver or step.reports[0].outlet or ""
        more = f", {len(step.reports)} reports" if len(step.reports) > 1 else ""
        older = "  (superseded)" if step.superseded else ""
        yield from _wrapped(f"{step.day or 'undated'}  {toll(step.lower, step.upper)} {history.what} · {says}{more}{older}", 2)


def _clash(clash: Disagreement) -> Iterator[str]:
    yield f"  {clash.about}{_ABOUT.get(clash.kind, '')}"
    for side in (clash.one, clash.other):
        yield from _wrapped(f"{side.says} · {side.giver or side.report.outlet or ''}", 4)
        yield from _quote(side.report)


def _spoken(story: Story) -> Iterator[list[str]]:
    """What was said, each statement once; belief and intention are left out."""
    texts = {item.id: item.text for item in story.items}
    for told in story.statements:
        one = told.statement
        if one.act in INNER_ACTS:
            continue
        who = one.entity.name if one.entity else one.speaker.text if one.speaker else "nobody named"
        words = " … ".join(span.of(texts[told.item]) for span in one.content)
        again = f", also in {counted(len(told.again), 'other report')}" if told.again else ""
        lines = list(_wrapped(f"{who} ({one.act}): {_short(words)} ({told.outlet or told.item}{again})", 2))
        for other in told.wordings:
            lines += _wrapped(f"{other.outlet or other.item}: {'; '.join(map(_differing, other.differences))}", 4)
        yield lines


def _differing(parts: tuple[str, str]) -> str:
    """What another report has in the place of a statement's words."""
    here, there = (_short(part) for part in parts)
    return f"“{there}” for “{here}”" if here and there else f"with “{there}”" if there else f"without “{here}”"


def _reports(story: Story) -> Iterator[str]:
    copies = dict(story.copies)
    for item in story.items:
        copy = "  (copy)" if item.id in copies else ""
        title = item.headline or _short(item.text.split("\n", 1)[0])
        yield safe(f"  {day(item.published)}  {item.id}  {item.outlet or ''}  {title}{copy}")
