"""What copies are found by: of every item that stories hold, some of the runs of three words of its text, as numbers.

Of a longer text, which runs are kept depends on their words alone, so that a text and its copy, lead or teaser keep the same ones; of
a short one, and of the opening, all are. Looking one up costs the same in an archive of any size; phrases looked up in the index of words
cost more with every item.

An item has its marks from when it is compared with the rest (`group`) on; `facts_writing` changes them with its text. SQLite keeps them as
an FTS5 index without text, PostgreSQL as rows (mark, number). All of it follows from the records.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from sqlalchemy import Connection, inspect, select, text

from ..types import Item
from . import schema
from .dictionaries import make_known
from .listing import data
from .migrations import Domain, execute, register
from .records_store import text_of
from .rows import among, chunks
from .stories_tables import story_items
from .words import words

#: One run in so many is kept of a text of more than so many words.
SAMPLE, SHORT = 4, 40
#: Words of a text that are looked at; items looked up for one mark, the last to come in.
MOST_WORDS, PER_MARK = 2_000, 20
_BATCH = 500


def marks_of(body: str) -> list[int]:
    """The marks of a text: of 40 words and fewer every run, of a longer one the first and about a quarter of the others, of a text of
    fewer than three words none. Two runs in four thousand million have one mark; a pair is compared by its words before it counts."""
    here = words(body)[:MOST_WORDS]
    runs = zip(here, here[1:], here[2:], strict=False)
    hashes = [crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs]
    return sorted({*hashes[:1], *(mark for mark in hashes if mark % SAMPLE == 0 or len(here) <= SHORT)})


def make(connection: Connection) -> None:
    """The index, empty. It forgets late, as that of places does (`postings.make`): until later marks are merged with it, the marks of a
    forgotten text stay in the file. A mark is no word; but who guesses three words can look whether they stood in that text."""
    execute(
        connection,
        sqlite="CREATE VIRTUAL TABLE copy_marks USING fts5(marks, content = '', detail = none, columnsize = 0, tokenize = 'ascii')",
        postgresql="CREATE TABLE copy_marks (mark BIGINT, number INTEGER, PRIMARY KEY (mark, number))",
    )


def drop(connection: Connection) -> None:
    """Takes the index away."""
    connection.execute(text("DROP TABLE IF EXISTS copy_marks"))


def put(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Marks items that have no marks yet, given by number with their texts."""
    found = [(number, marks_of(body)) for number, body in sorted(texts)]
    if connection.dialect.name == "sqlite":
        _run(
            connection,
            "INSERT INTO copy_marks (rowid, marks) VALUES (?, ?)",
            [(n, _tokens(marks)) for n, marks in found if marks],
        )
    else:
        rows: list[tuple[int, int | str]] = [(mark, number) for number, marks in found for mark in marks]
        _run(connection, "INSERT INTO copy_marks (mark, number) VALUES (%s, %s)", rows)


def put_again(connection: Connection, items: Sequence[tuple[int, Item]]) -> None:
    """Puts back what `take` took: the marks of those of some items that stories hold."""
    held = among(connection, "SELECT item FROM story_items WHERE item IN ({values})", (item.id for _, item in items))
    wanted = {row[0] for row in held}
    put(connection, ((number, item.text) for number, item in items if item.id in wanted))


def take(connection: Connection, number: int, item: Item) -> None:
    """Takes away the marks of an item. `item` is as it was when it was put. Does nothing for one that stories do not hold."""
    if connection.execute(select(story_items.c.number).where(story_items.c.item == item.id)).first() is None:
        return
    marks = marks_of(item.text)
    if connection.dialect.name == "postgresql":
        _run(connection, "DELETE FROM copy_marks WHERE mark = %s AND number = %s", [(mark, number) for mark in marks])
    elif marks:
        _run(connection, "INSERT INTO copy_marks (copy_marks, rowid, marks) VALUES ('delete', ?, ?)", [(number, _tokens(marks))])


def sharing(connection: Connection, body: str, before: int, most: int) -> list[int]:
    """The numbers of at most `most` items that came `before` a number and share marks with a text; those that share most first, the later
    first among equals. A mark leads to the last PER_MARK items that have it."""
    marks = marks_of(body)
    if connection.dialect.name == "sqlite":
        one = "SELECT rowid FROM copy_marks WHERE copy_marks MATCH value AND rowid < ? ORDER BY rowid DESC LIMIT ?"
        sql = f"SELECT (SELECT json_group_array(rowid) FROM ({one})) FROM json_each(?)"
        rows = connection.exec_driver_sql(sql, (before, PER_MARK, json.dumps([_token(mark) for mark in marks])))
        shared = Counter(number for (found,) in rows for number in json.loads(found))
    else:
        one = "SELECT number FROM copy_marks WHERE mark = wanted.mark AND number < %s ORDER BY number DESC LIMIT %s"
        sql = f"SELECT found.number FROM unnest(CAST(%s AS BIGINT[])) AS wanted (mark) CROSS JOIN LATERAL ({one}) AS found"
        shared = Counter(row[0] for row in connection.exec_driver_sql(sql, (marks, before, PER_MARK)))
    return sorted(shared, key=lambda number: (-shared[number], -number))[:most]


def _run(connection: Connection, sql: str, rows: Sequence[tuple[int | str, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, list(rows))


def _token(mark: int) -> str:
    return f"{mark:08x}"


def _tokens(marks: Iterable[int]) -> str:
    return " ".join(map(_token, marks))


def _make_filled(connection: Connection) -> None:
    """The index, of what the stories of an archive of before hold: 0.2 ms an item, one transaction."""
    make(connection)
    if not inspect(connection).has_table(story_items.name):
        return
    if inspect(connection).has_table(schema.dictionaries.name):
        make_known(connection)
    items = schema.items.c
    held = connection.execute(select(items.number).join(story_items, story_items.c.item == items.id).order_by(items.number))
    for part in chunks(held.scalars().all(), _BATCH):
        put(connection, ((number, text_of(record)) for number, record in data(connection, part).items()))


register(Domain("copies", version=1, tables=(), make=_make_filled))
