"""The tables of the index of words in SQLite: one for every 131,072 items, in order of arrival.

Ranking counts the items that have each of the words, in a whole table, before it ranks one hit: among millions that takes longer than all
the rest. A search looks at the last items to come in that have the words, so it goes through the tables from the latest and stops when
it has enough. `words` holds the first items, in an archive of an earlier version all that came before; `words_131072` holds those from
that number on. PostgreSQL keeps one table.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text

from .migrations import Domain, register
from .tags_tables import indexed

#: Numbers that a table spans; tables at most, since SQLite joins 500 in one query: the last one takes the rest.
SPAN, MOST = 1 << 17, 400
#: Bytes of words that FTS5 gathers before it writes them: a transaction of some hundred items is then one segment, which is merged once
#: less than the three that its own 1 MB would make of it.
GATHERED = 8_000_000
#: The first table, which holds the numbers below those of the others.
FIRST = "words"

#: A table's first number, and its name.
Part = tuple[int, str]


def parts(connection: Connection) -> list[Part]:
    """The tables that are there, by their first numbers."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'words_[0-9]*' AND sql LIKE 'CREATE VIRTUAL TABLE%'"
    found = connection.exec_driver_sql(sql).scalars()
    return [(0, FIRST), *sorted((int(name.removeprefix(f"{FIRST}_")), name) for name in found)]


def make(connection: Connection, name: str = FIRST) -> None:
    """A table, empty. It keeps no text, and forgets words at once when it is told them again."""
    sql = f"CREATE VIRTUAL TABLE {name} USING fts5(head, body, tags, content = '', tokenize = 'ascii')"
    connection.execute(text(sql))
    for setting, value in (("secure-delete", 1), ("hashsize", GATHERED)):
        connection.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('{setting}', {value})"))


def drop(connection: Connection) -> None:
    """Takes all tables away."""
    for _, name in parts(connection):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))


def holding(held: list[Part], number: int) -> Part:
    """The table that holds an item, or would."""
    return held[bisect(held, number, key=lambda part: part[0]) - 1]


def by_table(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Rows that begin with the number of an item, by the table that they go to, in order; one is made where the last is full."""
    held, found = parts(connection), dict[str, list[tuple[Any, ...]]]()
    for row in sorted(rows, key=lambda row: int(row[0])):
        first, name = holding(held, row[0])
        if row[0] - first >= SPAN and len(held) < MOST and row[0] > _highest(connection):
            name = f"{FIRST}_{row[0]}"
            make(connection, name)
            held.append((row[0], name))
        found.setdefault(name, []).append(row)
    yield from found.items()


def _highest(connection: Connection) -> int:
    """The last item that is indexed: a table begins behind it, or items would be looked for in one and stand in another."""
    return int(connection.execute(select(func.coalesce(func.max(indexed.c.number), 0))).scalar_one())


def found(connection: Connection, score: str = "") -> str:
    """A query for (number[, score]) of the last `:most` items to come in that match `:match`, the latest first; `score` is an expression
    in which {table} stands for the table."""
    columns = f"rowid AS number, {score} AS score" if score else "rowid AS number"
    one = f"SELECT * FROM (SELECT {columns} FROM {{table}} WHERE {{table}} MATCH :match ORDER BY rowid DESC)"
    # Parts of a union follow each other, and none is begun when there are enough.
    return " UNION ALL ".join(one.format(table=name) for _, name in reversed(parts(connection))) + " LIMIT :most"


#: No tables of its own, but a version: one that knows of a single table would find, and take out, nothing in the others.
register(Domain("word_tables", version=1, tables=()))
