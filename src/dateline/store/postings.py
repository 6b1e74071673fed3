"""What items and facts are found by, in order of their days: for every token (a tag of items, an act, a type, a speaker ...) the places of
those that have it.

A place is a number of 63 bits: day (22 bits, counted from year 1, 0 where it is not known), number of the item (28 bits), kind (2), and
for a fact its place in the item's record, counted down from 2047 (11 bits): places in falling order are the newest first, the facts of one
item in the order of its text. SQLite keeps them as an FTS5 index without text, which writes what comes in one after the other and merges
it later; PostgreSQL as rows (token, place). All of it follows from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    column,
    exists,
    literal_column,
    select,
    table,
    text,
)

from ..errors import ArchiveFull
from .migrations import execute

ITEM, STATEMENT, EVENT, FIGURE = range(4)
#: The token that every item has, and every fact of a kind.
EVERY = ("i", "s", "e", "f")
#: Of an item's facts of a kind, how many have a place.
FACTS, _NUMBERS = 1 << 11, 1 << 28
_NUMBER_AT, _DAY_AT = 13, 41
LAST = (1 << 63) - 1
Groups = Sequence[Sequence[str]]


class Place(NamedTuple):
    """A place, taken apart."""

    day: int
    number: int
    kind: int
    n: int


def place(day: int, number: int, kind: int = ITEM, n: int = 0) -> int:
    """The place of an item, or of its n-th fact of a kind. Raises ArchiveFull where the number is too high."""
    if number >= _NUMBERS:
        raise ArchiveFull(f"an archive holds at most {_NUMBERS - 1} items; begin another one")
    return day << _DAY_AT | number << _NUMBER_AT | kind << 11 | (FACTS - 1 - n if kind else 0)


def first_of(day: Any, number: Any, kind: int) -> Any:
    """The places of the first facts of a kind, from arrays of days and numbers of items that have places."""
    return day << _DAY_AT | number << _NUMBER_AT | kind << 11 | FACTS - 1


def parts(place: int) -> Place:
    """The inverse of `place`."""
    kind = place >> 11 & 3
    n = FACTS - 1 - (place & (FACTS - 1)) if kind else 0
    return Place(place >> _DAY_AT, place >> _NUMBER_AT & (_NUMBERS - 1), kind, n)


def since(day: int) -> int:
    """The first place of a day."""
    return day << _DAY_AT


def number_of(place: ColumnElement[int]) -> ColumnElement[int]:
    """The number of the item at a place, in a query."""
    return place.op(">>")(literal_column(str(_NUMBER_AT))).op("&")(literal_column(str(_NUMBERS - 1)))


@lru_cache(maxsize=4096)
def token(sign: str, value: str) -> str:
    """The token of a value; `sign` says what it is a value of. Letters of any case are one."""
    plain = value.isascii() and value.isalnum() and not value.startswith("0x")
    return sign + (value.lower() if plain else "0x" + value.encode("utf-8", "surrogatepass").hex())


def make(connection: Connection) -> None:
    """The index, empty. It forgets late (no `secure-delete`): its tokens are codes and types, no words of anybody; and told to forget at
    once SQLite 3.53 loses, with `detail = none`, what is put behind a place that is taken and put again in one transaction."""
    execute(
        connection,
        sqlite="CREATE VIRTUAL TABLE postings USING fts5(tokens, content = '', detail = none, columnsize = 0, tokenize = 'ascii')",
        postgresql='CREATE TABLE postings (token TEXT COLLATE "C", place BIGINT, PRIMARY KEY (token, place))',
    )


def drop(connection: Connection) -> None:
    """Takes the index away."""
    connection.execute(text("DROP TABLE IF EXISTS postings"))


def put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Adds places with their tokens, separated by spaces."""
    # FTS5 begins a new segment wherever places do not rise.
    ordered = sorted(rows)
    if connection.dialect.name == "sqlite":
        _run(connection, "INSERT INTO postings (rowid, tokens) VALUES (?, ?)", ordered)
    else:
        single = [(one, place) for place, tokens in ordered for one in tokens.split()]
        _run(connection, "INSERT INTO postings (token, place) VALUES (%s, %s) ON CONFLICT DO NOTHING", single)


def take(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Takes places out, given with the tokens that they were put with."""
    if connection.dialect.name == "sqlite":
        _run(connection, "INSERT INTO postings (postings, rowid, tokens) VALUES ('delete', ?, ?)", sorted(rows))
    else:
        single = [(one, place) for place, tokens in rows for one in tokens.split()]
        _run(connection, "DELETE FROM postings WHERE token = %s AND place = %s", single)


def _run(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, rows)


def places(connection: Connection, groups: Groups, low: int = 0, high: int = LAST) -> Select[Any]:
    """(place) of what has a token of each group, between two places."""
    if connection.dialect.name == "sqlite":
        sql = text("SELECT rowid AS place FROM postings WHERE postings MATCH :match AND rowid BETWEEN :low AND :high")
        given = {"match": _match(groups), "low": low, "high": high}
        bound = sql.bindparams(*(bindparam(name, value, unique=True) for name, value in given.items()))
        return select(bound.columns(column("place", BigInteger)).subquery().c.place)
    first = _rows("p")
    query = select(first.c.place).where(first.c.token.in_(groups[0]), first.c.place.between(low, high))
    query = query.distinct() if len(groups[0]) > 1 else query
    for group in groups[1:]:
        other = _rows("q")
        query = query.where(exists().where(other.c.place == first.c.place, other.c.token.in_(group)).correlate(first))
    return query


def numbers(connection: Connection, groups: Groups) -> Select[Any]:
    """(number) of the items that have a token of each group, or whose facts have."""
    found = places(connection, groups)
    return found.with_only_columns(number_of(found.selected_columns.place).label("number"))


def _rows(name: str) -> Any:
    return table("postings", column("token"), column("place", BigInteger)).alias(name)


def _match(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in groups)


def counted(connection: Connection) -> dict[str, int]:
    """How many places each token has."""
    if connection.dialect.name == "sqlite":
        execute(
            connection,
            sqlite="CREATE VIRTUAL TABLE IF NOT EXISTS temp.posted USING fts5vocab(main, postings, row)",
            postgresql="",
        )
        sql = "SELECT term, doc FROM temp.posted"
    else:
        sql = "SELECT token, count(*) FROM postings GROUP BY token"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql)}
