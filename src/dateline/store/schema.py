"""The tables of an archive: one schema for SQLite and PostgreSQL.

Ids are hashes (24 hexadecimal digits). Facts hang on the revision that they were read from. Records are kept whole as compressed JSON
(`data`); the columns beside it are what queries ask for.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

#: Raised by one with every change of the tables; an archive remembers the number it was made with.
VERSION = 6

metadata = MetaData()

settings = Table("settings", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

captures = Table(
    "captures",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("captured_earliest", Date),
    Column("captured_latest", Date),
    Column("media_type", Text, nullable=False),
    Column("page", LargeBinary, nullable=False),
)
Index("captures_by_number", captures.c.number)
Index("captures_by_url", captures.c.url)
Index("captures_by_day", captures.c.captured_latest)

items = Table(
    "items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("revision", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("genre", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text),
    Column("headline", Text),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("copy_of", Text),
)
COPIED = items.c.copy_of.is_not(None)
Index("items_by_original", items.c.copy_of, sqlite_where=COPIED, postgresql_where=COPIED)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index("revisions_by_number", revisions.c.number)
Index("revisions_by_item", revisions.c.item, revisions.c.number)

#: The numbers of items, of captures that show them, of the revisions that they show: see `sighted`.
sightings = Table(
    "sightings",
    metadata,
    Column("item", Integer, ForeignKey("items.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("capture", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    sqlite_with_rowid=False,
)
for _told in (captures, revisions):
    sightings.add_is_dependent_on(_told)
Index("sightings_by_capture", sightings.c.capture)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("country", Text),
    Column("geonames_id", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
)
Index("entities_by_name", entities.c.name)

#: The days of the events that an item tells of, each range once; days count from year 1. What else is asked of facts stands in
#: `postings`. It all follows from the records, and is made again from them.
happened = Table(
    "happened",
    metadata,
    Column("item", Integer, ForeignKey("items.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: How many events of a type and mode a month had between two countries (`mutual` where both act); months count from year 0.
pair_months = Table(
    "pair_months",
    metadata,
    Column("by", Text, primary_key=True),
    Column("to", Text, primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("mutual", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: What records are packed with, by the number that they name it by; learnt from revisions up to the number `last`.
dictionaries = Table(
    "dictionaries",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("error", Text, nullable=False),
)

#: What follows from the records: no export holds it.
DERIVED = (happened, pair_months)

CORE = (settings, captures, items, revisions, sightings, entities, *DERIVED, quarantine, dictionaries)
