"""The latest stories of which an item has one of some tags, looked for from the side where least is to be looked at.

What is named all over is in most of the latest stories: these are looked through. Of what is named in thousands of items the newest items
lead to the stories; what little could be missed so, stories that began before those items and go on, is looked through too. Else all items
lead to their stories.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, func, or_, select

from . import postings, schema
from .rows import numbered
from .stories_tables import stories, story_items
from .tagging import code_of
from .tags_tables import tags

#: To look through a story, of a dozen reports, costs as much as so many items that lead to theirs.
_DEARER = 2
#: Stories are counted up to this number: more are looked through for nobody.
_MANY = 5_000
#: The newest items that lead to stories; the most stories that are looked through beside them.
NEWEST, BESIDE = 300, 1_000
#: The first stories that are looked through, and how many times as many come next.
_FIRST, _MORE = 100, 10
_BEFORE_ALL = date(1, 1, 1)
Wanted = Sequence[ColumnElement[bool]]


def naming(connection: Connection, codes: Sequence[int], wanted: Wanted, most: int) -> list[str]:
    """The stories that are wanted and have an item with one of some tags, the latest first, at most so many."""
    query = select(func.coalesce(func.sum(tags.c["items"]), 0)).where(tags.c.code.in_(codes))
    named = int(connection.execute(query).scalar_one())
    every, held = (_last(connection, column) for column in (schema.items.c.number, story_items.c.number))
    # So many stories are to be looked through until enough of them have the tags.
    expected = min(most * every // max(named, 1), _stories_at_most(connection, _MANY))
    if expected * _DEARER <= named:
        found, whole = _among_latest(connection, codes, wanted, most, 2 * expected)
        if whole or len(found) == most:
            return found
    if named > 2 * NEWEST and NEWEST * held >= 2 * most * every:
        nearest = _by_newest(connection, codes, wanted, most)
        if nearest is not None:
            return nearest
    return _by_items(connection, codes, wanted, most)


def _stories_at_most(connection: Connection, most: int) -> int:
    """How many stories there are, counted up to a number."""
    return int(connection.execute(select(func.count()).select_from(select(stories.c.id).limit(most).subquery())).scalar_one())


def _last(connection: Connection, number: ColumnElement[int]) -> int:
    return int(connection.execute(select(func.coalesce(func.max(number), 0))).scalar_one())


def _by_items(connection: Connection, codes: Sequence[int], wanted: Wanted, most: int) -> list[str]:
    held = select(story_items.c.story).join(schema.items, schema.items.c.id == story_items.c.item)
    held = held.where(schema.items.c.number.in_(postings.numbers(connection, _tokens(codes))))
    query = select(stories.c.id).where(*wanted, stories.c.id.in_(held))
    ordered = query.order_by(func.coalesce(stories.c.last, _BEFORE_ALL).desc(), stories.c.id)
    return list(connection.execute(ordered.limit(most)).scalars())


def _among_latest(connection: Connection, codes: Sequence[int], wanted: Wanted, most: int, limit: int) -> tuple[list[str], bool]:
    """Those of the latest `limit` stories that have the tags, at most `most`; whether these were all stories."""
    found: list[str] = []
    looked = 0
    for block in _in_order(connection, wanted):
        found += _naming(connection, block, codes)
        looked += len(block)
        if len(found) >= most or looked >= limit:
            return found[:most], False
    return found, True


def _in_order(connection: Connection, wanted: Wanted) -> Iterator[list[str]]:
    """The ids of stories, the latest first, those without a day last, in lists of growing length."""
    c, size = stories.c, _FIRST
    last: date | None = None
    id = ""
    while True:
        after = [c.last <= last, or_(c.last < last, c.id > id)] if last is not None else []
        query = select(c.id, c.last).where(*wanted, c.last.is_not(None), *after).order_by(c.last.desc(), c.id)
        rows = connection.execute(query.limit(size)).all()
        if rows:
            yield [row.id for row in rows]
        if len(rows) < size:
            break
        (id, last), size = rows[-1], size * _MORE
    undated = list(connection.execute(select(c.id).where(*wanted, c.last.is_(None)).order_by(c.id)).scalars())
    if undated:
        yield undated


def _by_newest(connection: Connection, codes: Sequence[int], wanted: Wanted, most: int) -> list[str] | None:
    """The same from the newest items with the tags; None where these do not lead to so many stories, or leave too much to look through."""
    places = _newest(connection, _tokens(codes))
    day = postings.parts(places[-1]).day
    astray = _astray(connection, codes)
    if not day or astray is None:
        return None
    near = _of_items(connection, places + astray, wanted)
    latest = sorted(near, key=lambda row: row.last.toordinal(), reverse=True)[:most]
    if len(latest) < most:
        return None
    # A story that is as late and is not among these has an item of an earlier day: it began before, and goes on.
    c = stories.c
    query = select(c.id, c.last).where(*wanted, c.last >= latest[-1].last, c.first <= date.fromordinal(day))
    rest = [row for row in connection.execute(query.limit(BESIDE + 1)) if row.id not in {row.id for row in near}]
    if len(rest) > BESIDE - len(near):
        return None
    others = set(_naming(connection, [row.id for row in rest], codes))
    whole = [*near, *(row for row in rest if row.id in others)]
    return [row.id for row in sorted(whole, key=lambda row: (-row.last.toordinal(), row.id))][:most]


def _astray(connection: Connection, codes: Sequence[int]) -> list[int] | None:
    """The items with the tags whose days do not say when their stories began: without a day, or with a vague one; None: too many."""
    tokens = _tokens(codes)
    wide = code_of(connection, "wide", "wide")
    found = _newest(connection, tokens, high=postings.since(1) - 1)
    found += _newest(connection, [*tokens, [str(wide[0])]]) if wide is not None else []
    return found if len(found) < NEWEST else None


def _newest(connection: Connection, tokens: postings.Groups, high: int = postings.LAST) -> list[int]:
    query = postings.places(connection, tokens, 0, high)
    return list(connection.execute(query.order_by(query.selected_columns.place.desc()).limit(NEWEST)).scalars())


def _of_items(connection: Connection, places: Sequence[int], wanted: Wanted) -> list[Any]:
    """(id, last) of the stories with a day that hold the items at some places."""
    sql = "SELECT story_items.story FROM items JOIN story_items ON story_items.item = items.id WHERE items.number IN ({values})"
    rows = numbered(connection, sql, (postings.parts(place).number for place in places))
    held = sorted({story for (story,) in rows if story is not None})
    c = stories.c
    return list(connection.execute(select(c.id, c.last).where(*wanted, c.last.is_not(None), c.id.in_(held))).all())


def _naming(connection: Connection, order: Sequence[str], codes: Sequence[int]) -> list[str]:
    """Those of some stories of which an item has one of some tags."""
    if not order:
        return []
    given: Any = json.dumps(order) if connection.dialect.name == "sqlite" else list(order)
    cursor: Any = connection.exec_driver_sql(_TAGS_OF_STORIES[connection.dialect.name], (given,)).cursor
    rows = cursor.fetchall()
    held = [bytes(found) for _, found in rows]
    # The tags of all items in one array, and for each the row that it stands in.
    there = np.isin(np.frombuffer(b"".join(held), "<u4"), codes)
    places = np.repeat(np.arange(len(held)), [len(found) // 4 for found in held])
    named = {rows[place][0] for place in np.unique(places[there]).tolist()}
    return [id for n, id in enumerate(order, 1) if n in named]


#: (place of the story in the list from 1, tags of an item of it). In the order of the list: no tree of the ids is made first.
_TAGS_OF_STORIES = {
    "sqlite": 'SELECT wanted.key + 1, "indexed".codes FROM json_each(?) AS wanted CROSS JOIN story_items '
    "ON story_items.story = wanted.value CROSS JOIN items ON items.id = story_items.item "
    'CROSS JOIN "indexed" ON "indexed".number = items.number',
    "postgresql": 'SELECT wanted.n, "indexed".codes FROM unnest(CAST(%s AS TEXT[])) WITH ORDINALITY AS wanted (id, n) '
    "JOIN story_items ON story_items.story = wanted.id JOIN items ON items.id = story_items.item "
    'JOIN "indexed" ON "indexed".number = items.number',
}


def _tokens(codes: Sequence[int]) -> list[list[str]]:
    return [[str(code) for code in codes]]
