"""Stories: the list, and one happening with its timeline, figures from report to report, and where sources disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import FastAPI, Query, Request

from ..archive import Archive
from ..store.tagging import day_of
from ..stories.standing import standing
from ..types import FigureHistory, Item, Story, StoryEntry
from .charts import Chart, chart, thinned
from .rendering import title_of
from .routing import NOTHING, Answer, Choice, Cursor, Day, both, paged

#: Statements that a story's page shows, and stories on a page of their list.
SAID, PAGE = 12, 30
#: Entries of a timeline, reports, and steps of one figure on a page.
ENTRIES, STEPS = 60, 120
Part = Annotated[Literal["timeline", "reports", ""] | None, Query(description="timeline, reports: this part alone, page by page")]
Numbered = Annotated[int | None, Query(ge=1, le=100_000, description="An entry of the timeline, with every report of it")]
Sheets = Annotated[int, Query(ge=1, le=100_000, description="The page of the part")]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the stories to a site."""

    def stories(since: Day = None, until: Day = None, cursor: Cursor = None) -> Answer:
        """Stories of at least two items, the latest first."""
        found = archive.stories(since=since, until=until, least=2, limit=PAGE, cursor=cursor)
        rows = [(story, [(h, standing(h)) for h in story.figures[:3]], newest(story)) for story in found]
        values = {"rows": rows, "next": found.next, "since": since, "until": until}
        return "stories.html", values, paged("stories", found, found.next)

    def story(
        request: Request, id: str, figure: Choice = None, part: Part = None, entry: Numbered = None, page: Sheets = 1
    ) -> Answer:
        """One story; a part of it alone, page by page, where `figure` ("killed-people"), `part` or `entry` name one."""
        found = archive.story(id)
        if found is None:
            return NOTHING
        items = {item.id: item for item in found.items}
        timeline = ordered(found)
        values: dict[str, object] = {
            "story": found,
            "texts": items,
            "timeline": sheet(timeline, 1, ENTRIES),
            "groups": sheet(groups(found), 1, ENTRIES),
            "lede": lede(found),
            "charts": charts(found),
            "now": [(history, standing(history)) for history in found.figures],
            "said": [(items[s.item], s) for s in reversed(found.statements[-SAID:])],
            "comments": archive.comments(found.id, about="story", reader=request.state.visitor.name),
            "about": "story",
            "target": found.id,
        }
        if figure or part or entry:
            alone = alone_of(found, timeline, figure, part, entry, page)
            return (None, {}, None) if alone is None else ("story_part.html", values | alone, found)
        return "story.html", values, found

    both(app, "/stories", stories)
    both(app, "/story/{id}", story)


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A page of a long list: its rows, the numbers of the first and the last of them, how many there are, and the pages beside it."""

    rows: tuple[Row, ...]
    first: int
    last: int
    all: int
    before: int | None
    after: int | None


def sheet(rows: Sequence[Row], page: int, size: int) -> Sheet[Row]:
    """A page of rows, counted from 1; empty where the rows are fewer."""
    start = (page - 1) * size
    here = tuple(rows[start : start + size])
    before, after = (page - 1 if page > 1 else None), (page + 1 if start + size < len(rows) else None)
    return Sheet(here, start + 1, start + len(here), len(rows), before, after)


def ordered(story: Story) -> list[StoryEntry]:
    """The timeline as the page tells it: the latest first, what has no day last."""
    return [*(e for e in reversed(story.timeline) if e.when), *(e for e in story.timeline if not e.when)]


def alone_of(
    story: Story, timeline: Sequence[StoryEntry], figure: str | None, part: str | None, entry: int | None, page: int
) -> dict[str, object] | None:
    """The values of a part of a story alone; None where there is no such part, or no such page of it."""
    found: dict[str, object] | None = None
    rows: Sheet[Any] | None = None
    if figure:
        history = next((h for h in story.figures if h.name == figure), None)
        # The latest first from page to page; within a page as they were told.
        rows = sheet(history.steps[::-1], page, STEPS) if history else None
        steps = replace(history, steps=rows.rows[::-1]) if history and rows else None
        found = {"history": steps, "chart": chart(steps)} if steps else None
    elif entry:
        rows = sheet(timeline[entry - 1].reports, page, ENTRIES) if entry <= len(timeline) else None
        found = {"entry": timeline[entry - 1]} if rows else None
    else:
        rows = sheet(timeline if part == "timeline" else groups(story), page, ENTRIES)
        found = {"part": part}
    return found | {"sheet": rows} if found is not None and rows is not None and rows.rows else None


def charts(story: Story) -> list[tuple[FigureHistory, Chart | None, int]]:
    """The histories of a story's figures, each with its chart and the number of its steps: the changes alone where there are many."""
    shown = [thinned(history) for history in story.figures]
    return [(short, chart(short), len(whole.steps)) for short, whole in zip(shown, story.figures, strict=True)]


def newest(story: Story) -> Item | None:
    """The latest report of a story that is no copy: an article where there is one."""
    copies = {copy for copy, _ in story.copies}
    own = [item for item in story.items if item.id not in copies]
    return next((i for i in reversed(own) if i.kind == "article" and i.paragraphs), own[-1] if own else None)


def lede(story: Story) -> Item | None:
    """The report whose opening tells the story in a sentence: the latest article."""
    found = newest(story)
    return found if found is not None and found.paragraphs else None


def groups(story: Story) -> list[tuple[Item, list[Item]]]:
    """Reports by their own words, the latest first, each with the copies of it."""
    by_id, copy_of = {item.id: item for item in story.items}, dict(story.copies)
    found: dict[str, list[Item]] = {item.id: [] for item in story.items if copy_of.get(item.id) not in by_id}
    for copy, original in story.copies:
        while original in copy_of and copy_of[original] in by_id:
            original = copy_of[original]
        if original in found and copy in by_id and copy != original:
            found[original].append(by_id[copy])
    rows = [(by_id[id], copies) for id, copies in found.items()]
    return sorted(rows, key=lambda row: (day_of(row[0]), title_of(row[0])), reverse=True)
