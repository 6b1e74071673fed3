"""Stories: the list, and one happening with its timeline, figures from report to report, and where sources disagree."""

from __future__ import annotations

from dataclasses import replace

from fastapi import FastAPI, Request

from ..archive import Archive
from ..types import FigureHistory, Item, Story
from .charts import Chart, chart, standing, thinned
from .rendering import title_of
from .routing import NOTHING, Answer, Choice, Cursor, Day, both, paged

#: Statements that a story's page shows, and stories on a page of their list.
SAID, PAGE = 12, 30
#: Steps of one figure that a page takes.
MOST_STEPS = 120


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the stories to a site."""

    def stories(since: Day = None, until: Day = None, cursor: Cursor = None) -> Answer:
        """Stories of at least two items, the latest first."""
        found = archive.stories(since=since, until=until, least=2, limit=PAGE, cursor=cursor)
        rows = [(story, [(h, standing(h)) for h in story.figures[:3]], newest(story)) for story in found]
        values = {"rows": rows, "next": found.next, "since": since, "until": until}
        return "stories.html", values, paged("stories", found, found.next)

    def story(request: Request, id: str, figure: Choice = None) -> Answer:
        """One story; of a figure with a long history every step where `figure` names it ("killed-people")."""
        found = archive.story(id)
        if found is None:
            return NOTHING
        items = {item.id: item for item in found.items}
        values: dict[str, object] = {
            "story": found,
            "texts": items,
            # The latest first, what has no day last.
            "timeline": [*(e for e in reversed(found.timeline) if e.when), *(e for e in found.timeline if not e.when)],
            "groups": groups(found),
            "lede": lede(found),
            "charts": charts(found, figure),
            "now": [(history, standing(history)) for history in found.figures],
            "said": [(items[s.item], s) for s in reversed(found.statements[-SAID:])],
            "comments": archive.comments(found.id, about="story", reader=request.state.visitor.name),
            "about": "story",
            "target": found.id,
        }
        return "story.html", values, found

    both(app, "/stories", stories)
    both(app, "/story/{id}", story)


def charts(story: Story, whole: str | None) -> list[tuple[FigureHistory, Chart | None, int]]:
    """The histories of a story's figures, each with its chart and the number of its steps: the changes alone where there are many, but
    every step of the one that is asked for, which then stands alone."""
    asked = [history for history in story.figures if f"{history.what}-{history.unit}" == whole]
    shown = [replace(history, steps=history.steps[-MOST_STEPS:]) for history in asked] or [thinned(h) for h in story.figures]
    steps = {(history.what, history.unit): len(history.steps) for history in story.figures}
    return [(history, chart(history), steps[history.what, history.unit]) for history in shown]


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
    return sorted(rows, key=lambda row: (_day(row[0]), title_of(row[0])), reverse=True)


def _day(item: Item) -> int:
    return item.published.latest.toordinal() if item.published else 0
