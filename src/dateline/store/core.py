"""The core domain: captures, items, revisions, the facts and the index that follow from them."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, inspect, text

from . import postings, schema, tags_tables
from .captures_store import make_lean
from .dictionaries import learn_first, make_known, pack_again
from .indexing import make_words
from .migrations import Domain, register
from .rebuilding import rebuild


def _compact_facts(connection: Connection) -> None:
    """Version 2: numbers for the items; what follows from the records is made again by the last step."""
    for name in ("mentions", "words"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    connection.execute(text("CREATE UNIQUE INDEX IF NOT EXISTS items_by_number ON items (number)"))
    for index in schema.sightings.indexes:
        index.create(connection, checkfirst=True)


def _words_once(connection: Connection) -> None:
    """Version 3: records by columns of MessagePack, with a dictionary; captures without the words that revisions hold."""
    schema.dictionaries.create(connection, checkfirst=True)
    make_lean(connection)
    pack_again(connection, learn_first(connection))


def _copies_found(connection: Connection) -> None:
    """Version 4: the copies of an item are found by an index."""
    connection.execute(text("CREATE INDEX IF NOT EXISTS items_by_original ON items (copy_of) WHERE copy_of IS NOT NULL"))


def _by_postings(connection: Connection) -> None:
    """Version 5: facts and the items of a tag are found by `postings`, no longer by tables and indexes of their own."""
    for name in ("pairs", "tagged", "statements", "events", "figures", "pair_months", "tags", "indexed", "name_words"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    for name in ("items_by_day", "items_by_outlet"):
        connection.execute(text(f"DROP INDEX IF EXISTS {name}"))
    schema.metadata.create_all(connection, tables=[*schema.DERIVED, *tags_tables.TABLES])
    for index in (*schema.captures.indexes, *schema.revisions.indexes):
        index.create(connection, checkfirst=True)
    make_known(connection)
    rebuild(connection)


def _sightings_by_number(connection: Connection) -> None:
    """Version 6: sightings name items, captures and revisions by their numbers."""
    item = next(column for column in inspect(connection).get_columns("sightings") if column["name"] == "item")
    if isinstance(item["type"], Integer):
        return
    connection.execute(text("ALTER TABLE sightings RENAME TO sightings_before"))
    connection.execute(text("DROP INDEX IF EXISTS sightings_by_capture"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE sightings_before DROP CONSTRAINT sightings_pkey"))
    schema.sightings.create(connection)
    connection.execute(
        text(
            "INSERT INTO sightings (item, capture, revision) SELECT i.number, c.number, r.number FROM sightings_before AS s "
            "JOIN items AS i ON i.id = s.item JOIN captures AS c ON c.digest = s.capture JOIN revisions AS r ON r.id = s.revision "
            "ORDER BY i.number, c.number"
        )
    )
    connection.execute(text("DROP TABLE sightings_before"))


def _make(connection: Connection) -> None:
    make_words(connection)
    postings.make(connection)


register(
    Domain(
        "core",
        version=schema.VERSION,
        tables=(*schema.CORE, *tags_tables.TABLES),
        steps={1: _compact_facts, 2: _words_once, 3: _copies_found, 4: _by_postings, 5: _sightings_by_number},
        make=_make,
        private=frozenset(table.name for table in (*schema.DERIVED, *tags_tables.TABLES, schema.dictionaries)),
    )
)
