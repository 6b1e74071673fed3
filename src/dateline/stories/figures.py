"""Figure histories: how a toll changed from report to report.

A figure belongs to the history of its kind and unit, of the happening that its event is (`happenings_of`); its giver is the entity or the
words of the statement that gives it. A later report of the same giver supersedes the earlier one; givers that differ stand side by side,
and that nobody was hurt takes no victim back. What cannot both hold: `contradicting`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..events.other_times import of_another_time, withdrawn
from ..expressions.numbers import VAGUE
from ..types import Citation, Event, Figure, FigureHistory, FigureStep, Item
from .citing import cite
from .days import known
from .happenings import Apart, Report, happenings_of
from .standing import told_last

#: What counts people of a happening; money, votes and the like are told of many things in one story.
TOLLS = ("killed", "injured", "missing", "infected", "arrested", "displaced", "evacuated")


class _Row(NamedTuple):
    """A figure as a text of an item gives it, from which day on, and whether its present text gives it no more."""

    item: Item
    figure: Figure
    day: date | None
    gone: bool


def histories(
    items: Sequence[Item],
    copies: frozenset[str],
    happenings: Sequence[Sequence[Report]] | None = None,
    earlier: Mapping[str, Sequence[Item]] | None = None,
) -> tuple[FigureHistory, ...]:
    """The histories of a story's tolls, oldest step first; `copies` are ids of items that repeat another's words, `happenings` what
    `happenings_of` makes of the items, `earlier` the texts that an item had before, oldest first, by id: a figure that a later text gives
    no more is superseded, and what a changed text gives is of the day of its change, where it says one."""
    told = Apart(happenings_of(items) if happenings is None else happenings)
    found: dict[tuple[str, str, int], list[_Row]] = defaultdict(list)
    for item in items:
        for figure, at, row in _of_texts((*(earlier or {}).get(item.id, ()), item), told):
            found[figure.what, figure.unit, at].append(row)
    several = Counter((what, unit) for what, unit, _ in found)
    rows = sorted(found.items(), key=lambda row: (_rank(row[0][0]), row[0][1], -len(row[1]), row[0][2]))
    return tuple(
        FigureHistory(what, unit, _settled(what, _steps(own, copies)), told.day(at) if several[what, unit] > 1 else None)
        for (what, unit, at), own in rows
    )


def _of_texts(texts: Sequence[Item], told: Apart) -> Iterator[tuple[Figure, int, _Row]]:
    """The tolls of an item's texts, the last of which it has now, each with the number of its happening."""
    news = [_of_news(text, told) for text in texts]
    for n, (text, own) in enumerate(zip(texts, news, strict=True)):
        kept = {_number_of(figure) for figure, _ in news[n + 1]} if n + 1 < len(news) else set()
        for figure, at in own:
            if _number_of(figure) not in kept:
                gone = n + 1 < len(texts)
                yield figure, told.number(texts[-1], figure) if gone else at, _Row(text, figure, _since(text, n > 0), gone)


def _number_of(figure: Figure) -> tuple[str, str, float | None, float | None]:
    return figure.what, figure.unit, figure.lower, figure.upper


def _since(item: Item, changed: bool) -> date | None:
    """The day from which an item tells what it does: that of its change, where it was changed and says when."""
    days = known(item)
    if changed and item.modified is not None and days is not None and item.modified.latest >= days.earliest:
        return item.modified.latest
    return days.earliest if days else None


def _rank(what: str) -> int:
    """The gravest first."""
    return TOLLS.index(what)


def current(found: Sequence[FigureHistory]) -> frozenset[str]:
    """The items that give the gravest figure as it was told last; empty where there is no history."""
    return frozenset(report.item for step in (told_last(found[0]) if found else ()) for report in step.reports)


def _of_news(item: Item, told: Apart) -> list[tuple[Figure, int]]:
    """The item's tolls that hang on an event told as news, each with the number of its happening: of each giver the largest of a kind,
    since a part ("six of them") is smaller than the whole; of a live page so for each of its entries. What has no giver counts only where
    nobody is named for a figure of the kind: headlines repeat without one."""
    background = {f.id for e in item.events if _past(e) for f in e.figures} - {
        f.id for e in item.events if not _past(e) for f in e.figures
    }
    held = {f.id for e in item.events for f in e.figures}
    background |= {f.id for f in item.figures if f.id not in held and (of_another_time(item, f) or withdrawn(item, f))}
    best: dict[tuple[str, str, int, str | None, int], Figure] = {}
    for figure in item.figures:
        key = (figure.what, figure.unit, told.number(item, figure), giver(figure), entry_of(item, figure))
        if figure.what in TOLLS and figure.id not in background and (key not in best or size_of(figure) > size_of(best[key])):
            best[key] = figure
    named = {(what, unit, at, hour) for what, unit, at, who, hour in best if who is not None}
    return [(f, at) for (what, unit, at, who, hour), f in best.items() if who is not None or (what, unit, at, hour) not in named]


def entry_of(item: Item, figure: Figure) -> int:
    """The number of the entry of a live page in which a figure stands, each a report of its own hour; -1 outside of them."""
    return next((n for n, entry in enumerate(item.entries) if entry.span.contains(figure.span)), -1)


def size_of(figure: Figure) -> float:
    """The number of a figure: its lower bound, else its upper one."""
    return figure.lower if figure.lower is not None else figure.upper or 0.0


def _past(event: Event) -> bool:
    return event.background or event.certainty in ("negated", "possible", "planned")


def giver(figure: Figure) -> str | None:
    """Who gives a figure: the speaker's name, else the speaker's words; None where the outlet says it of its own."""
    statement = figure.reported_by
    if statement is None:
        return None
    return statement.entity.name if statement.entity else statement.speaker.text if statement.speaker else None


def _steps(rows: Sequence[_Row], copies: frozenset[str]) -> tuple[FigureStep, ...]:
    merged: dict[tuple[float | None, float | None, str | None, date | None, bool], list[Citation]] = {}
    for item, figure, day, gone in rows:
        key = (figure.lower, figure.upper, giver(figure), day, gone)
        merged.setdefault(key, []).append(cite(item, figure.span, copies))
    ordered = sorted(
        merged.items(), key=lambda row: (row[0][3] or date.max, row[0][0] or 0.0, _open_first(row[0][1]), row[0][2] or "")
    )
    steps: list[FigureStep] = []
    latest: dict[str, int] = {}
    for (lower, upper, who, day, gone), reports in ordered:
        if gone:
            steps.append(FigureStep(lower, upper, who, day, tuple(reports), superseded=True))
            continue
        source = who or key_outlet(reports)
        at = latest.get(source)
        if at is not None and (steps[at].lower, steps[at].upper) == (lower, upper):
            # Said again: the step holds on, with one report more.
            steps[at] = replace(steps[at], reports=(*steps[at].reports, *reports))
            continue
        if at is not None and upper == 0 and (steps[at].lower or 0) > 0:
            # Nobody who was hurt is unhurt later: this is told of something else.
            steps.append(FigureStep(lower, upper, who, day, tuple(reports)))
            continue
        if at is not None:
            steps[at] = replace(steps[at], superseded=True)
        latest[source] = len(steps)
        steps.append(FigureStep(lower, upper, who, day, tuple(reports)))
    return tuple(steps)


def _settled(what: str, steps: tuple[FigureStep, ...]) -> tuple[FigureStep, ...]:
    """Once the last of the missing are found, whoever counted them before is superseded."""
    found = max((n for n, step in enumerate(steps) if what == "missing" and step.upper == 0), default=0)
    return tuple(replace(step, superseded=True) if n < found and step.upper != 0 else step for n, step in enumerate(steps))


def _open_first(upper: float | None) -> float:
    """ "At least 19" comes before "19" of the same day."""
    return upper if upper is not None else -1.0


def key_outlet(reports: Sequence[Citation]) -> str:
    """The outlet that gives a figure of its own."""
    return reports[0].outlet or reports[0].item


def bounds(lower: float | None, upper: float | None) -> str:
    """Bounds in words: "at least 37", "up to 200", "17 to 21", "20"."""
    if lower is not None and upper is not None:
        return _number(lower) if lower == upper else f"{_number(lower)} to {_number(upper)}"
    if lower is not None:
        return f"at least {_number(lower)}"
    return f"up to {_number(upper)}" if upper is not None else "some"


def vague(figure: Figure, text: str) -> str | None:
    """The word that a figure is read from, where it counts nothing: "dozens"; the bounds are what a careful reader takes it for."""
    words = figure.span.of(text).casefold()
    return words if words in VAGUE and figure.lower and figure.upper is None else None


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"
