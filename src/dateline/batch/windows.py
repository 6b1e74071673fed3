"""Stories of a batch: articles are grouped in windows of days that overlap, and groups that share an article are one story.

A window is a job of its own, so stories of years are found on many machines. Two reports within STEP days of each other always stand in
one window together; a story that runs longer is joined from window to window.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..stories.clustering import story_id
from ..stories.copies import CopyIndex
from ..stories.shelf import StoryStream
from ..stories.similarity import Member
from ..stories.terms import unpacked

#: Days of a window, and from the beginning of one to the next.
WINDOW, STEP = 8, 4
#: The columns of the kernel's rows that a window needs.
COLUMNS = ("id", "revision", "day", "item.text", "item.language", "item.published_earliest", "member")
#: What a window reads of an article, and what it finds: `party` names a group within the batch, `at` is the article's day.
READ = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in ("id", "revision", "text", "language")),
        *(pa.field(name, pa.date32()) for name in ("day", "earliest")),
        *(pa.field(name, pa.binary()) for name in ("vector", "keys")),
        pa.field("places", pa.list_(pa.string())),
    ]
)
FOUND = pa.schema([(name, pa.string()) for name in ("item", "revision", "party", "copy_of")] + [("at", pa.date32())])
Row = dict[str, Any]


def windows_of(day: date) -> tuple[int, ...]:
    """The numbers of the windows that a day stands in."""
    last = day.toordinal() // STEP
    return tuple(range(last - WINDOW // STEP + 1, last + 1))


def articles_of(rows: pa.Table) -> pa.Table:
    """The articles among rows of kind item (READ)."""
    item, member = rows["item"].combine_chunks(), rows["member"].combine_chunks()
    inside = {"text": item, "language": item, "vector": member, "keys": member, "places": member}
    columns = [
        pc.struct_field(inside[name], name)
        if name in inside
        else pc.struct_field(item, "published_earliest")
        if name == "earliest"
        else rows[name].combine_chunks()
        for name in READ.names
    ]
    found = pa.table(columns, schema=READ)
    return found.filter(pc.is_valid(found["vector"]))


def group(rows: pa.Table, window: int) -> pa.Table:
    """Groups the articles of one window (READ to FOUND). Copies are left out of the grouping and follow their originals."""
    articles = _one_a_story_item(rows.to_pylist())
    copies = _copies(articles)
    stream = StoryStream()
    by_day: dict[date, list[Member]] = defaultdict(list)
    for row in articles:
        if row["id"] not in copies:
            by_day[row["day"]].append(_member(row))
    for day in sorted(by_day):
        stream.add(by_day[day])
    named = stream.stories()
    found = [
        {
            "item": row["id"],
            "revision": row["revision"],
            "party": f"{window}:{named[copies.get(row['id']) or row['id']]}",
            "copy_of": copies.get(row["id"]),
            "at": row["day"],
        }
        for row in articles
    ]
    return pa.Table.from_pylist(found, FOUND)


def _one_a_story_item(rows: Iterable[Row]) -> list[Row]:
    """One revision of each article, the first by day, in order of day and id."""
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["day"], row["id"], row["revision"])):
        first.setdefault(row["id"], row)
    return list(first.values())


def _copies(articles: list[Row]) -> dict[str, str]:
    """Each copy with its original, which is none itself."""
    found: dict[str, str] = {}
    for copy in CopyIndex().add([row["text"] for row in articles]):
        later, earlier = articles[copy.later]["id"], articles[copy.earlier]["id"]
        if earlier not in found:
            found.setdefault(later, earlier)
    return found


def _member(row: Row) -> Member:
    return Member(
        row["id"],
        0,
        unpacked(row["vector"]),
        row["earliest"].toordinal(),
        row["day"].toordinal(),
        row["language"],
        frozenset(row["places"] or ()),
        unpacked(row["keys"]) if row["keys"] else None,
    )


def joined(shared: Iterable[tuple[str, str]], firsts: Mapping[str, tuple[date, str]]) -> dict[str, str]:
    """The story of every party: `shared` are pairs of parties that have an article in common, `firsts` the first article of each."""
    root = {party: party for party in firsts}

    def top(party: str) -> str:
        while root[party] != party:
            root[party] = root[root[party]]
            party = root[party]
        return party

    for one, other in shared:
        a, b = top(one), top(other)
        if a != b:
            kept, gone = sorted((a, b), key=lambda party: (firsts[party], party))
            root[gone] = kept
    # The kept one of two is the earlier, so the top of a tree holds the story's first article.
    return {party: story_id(firsts[top(party)][1]) for party in firsts}


def stories(found: pa.Table) -> pa.Table:
    """What all windows found (FOUND), as the rows of the table `stories` with their day, in order of day, story and item."""
    rows = sorted(found.to_pylist(), key=lambda row: (row["item"], row["party"]))
    parties: dict[str, list[Row]] = defaultdict(list)
    firsts: dict[str, tuple[date, str]] = {}
    for row in rows:
        parties[row["item"]].append(row)
        firsts[row["party"]] = min(firsts.get(row["party"], (date.max, "")), (row["at"], row["item"]))
    shared = [(held[0]["party"], other["party"]) for held in parties.values() for other in held[1:]]
    story = joined(shared, firsts)
    out = [
        {
            "story": story[held[0]["party"]],
            "item": item,
            "revision": min(row["revision"] for row in held),
            "copy_of": min((row["copy_of"] for row in held if row["copy_of"]), default=None),
            "day": min(row["at"] for row in held),
        }
        for item, held in parties.items()
    ]
    out.sort(key=lambda row: (row["day"], row["story"], row["item"]))
    names = ("story", "item", "revision", "copy_of")
    return pa.Table.from_pylist(out, pa.schema([*((name, pa.string()) for name in names), ("day", pa.date32())]))
