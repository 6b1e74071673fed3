"""The index of words and tags of items: FTS5 in SQLite, a tsvector with a GIN index in PostgreSQL, fed with the same folded words.

Neither keeps the text: it stands in the record. SQLite's index is contentless and forgets a word at once when it is told the words of an
item again (`secure-delete`); so the words of an item must be those that it was indexed with: `words.FOLDING`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from ..types import Item
from . import word_tables
from .words import spaced, words

_PUT_SQLITE = "INSERT INTO {0} (rowid, head, body, tags) VALUES (?, ?, ?, ?)"
_PUT_POSTGRESQL = (
    "INSERT INTO words (number, vector) VALUES (%s, CAST(%s AS tsvector)) "
    "ON CONFLICT (number) DO UPDATE SET vector = EXCLUDED.vector"
)
_TAKE_SQLITE = "INSERT INTO {0} ({0}, rowid, head, body, tags) VALUES ('delete', ?, ?, ?, ?)"
_TAKE_POSTGRESQL = "DELETE FROM words WHERE number = %s"
#: The last position that PostgreSQL tells apart, and how many of them it keeps of a word.
_LAST, _MOST = 16_383, 255


def make_words(connection: Connection) -> None:
    """The index, empty."""
    if connection.dialect.name == "sqlite":
        word_tables.make(connection)
    else:
        connection.execute(text("CREATE TABLE words (number INTEGER PRIMARY KEY, vector TSVECTOR NOT NULL)"))
        connection.execute(text("CREATE INDEX words_by_vector ON words USING GIN (vector)"))


def drop_words(connection: Connection) -> None:
    """Takes the index away."""
    if connection.dialect.name == "sqlite":
        word_tables.drop(connection)
    else:
        connection.execute(text("DROP TABLE IF EXISTS words"))


def put(connection: Connection, items: Sequence[tuple[int, Item]], signs: Mapping[int, str]) -> None:
    """Indexes items, by number, with the codes of their tags, separated by spaces."""
    rows = [_row(connection, number, item, signs[number]) for number, item in items]
    if connection.dialect.name == "sqlite":
        for table, part in word_tables.by_table(connection, rows):
            connection.exec_driver_sql(_PUT_SQLITE.format(table), part)
    else:
        connection.exec_driver_sql(_PUT_POSTGRESQL, rows)


def take(connection: Connection, number: int, item: Item, signs: str) -> None:
    """Takes an item out of the index, given as it was put there."""
    if connection.dialect.name == "sqlite":
        _, table = word_tables.holding(word_tables.parts(connection), number)
        connection.exec_driver_sql(_TAKE_SQLITE.format(table), _row(connection, number, item, signs))
    else:
        connection.exec_driver_sql(_TAKE_POSTGRESQL, (number,))


def parts(item: Item) -> tuple[str, str]:
    """The headline and the rest of an item's text."""
    head = item.headline or ""
    return (head, item.text[len(head) :]) if head and item.text.startswith(head) else ("", item.text)


def words_of(item: Item) -> list[str]:
    """The words of an item as they are indexed; no phrase goes from the headline on into the text."""
    head, body = parts(item)
    return [*words(head), "", *words(body)]


def _row(connection: Connection, number: int, item: Item, signs: str) -> tuple[Any, ...]:
    head, body = parts(item)
    if connection.dialect.name == "sqlite":
        return number, spaced(head), spaced(body), signs
    return number, vector(words(head), words(body), signs.split())


def vector(head: Sequence[str], body: Sequence[str], codes: Sequence[str]) -> str:
    """A tsvector as text: words with their positions, those of the headline with weight A; tags without, after "#"."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(head, 1):
        places.setdefault(word, []).append(f"{min(at, _LAST)}A")
    # A gap, as no phrase goes from the headline on into the text.
    for at, word in enumerate(body, len(head) + 10):
        places.setdefault(word, []).append(f"{min(at, _LAST)}")
    found = [f"'{word}':{','.join(at[:_MOST])}" for word, at in places.items()]
    return " ".join([*found, *(f"'#{code}'" for code in codes)])
