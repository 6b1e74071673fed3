"""The tables of an archive: one schema for SQLite and PostgreSQL.

Ids are hashes (24 hexadecimal digits). Facts hang on the revision that they were read from. Records are kept whole as compressed JSON
(`data`); the columns beside it are what queries ask for.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

#: Raised by one with every change of the tables; an archive remembers the number it was made with.
VERSION = 1

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
Index("captures_by_url", captures.c.url)

items = Table(
    "items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
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
Index("items_by_day", items.c.published_latest, items.c.number)
Index("items_by_outlet", items.c.outlet, items.c.published_latest)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index("revisions_by_item", revisions.c.item, revisions.c.number)

sightings = Table(
    "sightings",
    metadata,
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("capture", Text, primary_key=True),
    Column("revision", Text, nullable=False),
)

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

mentions = Table(
    "mentions",
    metadata,
    Column("entity", Text, ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("role", Text),
)
Index("mentions_by_item", mentions.c.item)

statements = Table(
    "statements",
    metadata,
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("revision", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("entity", Text),
    Column("speaker", Text),
    Column("day", Date),
)
Index("statements_by_entity", statements.c.entity, statements.c.day)
Index("statements_by_day", statements.c.day)

events = Table(
    "events",
    metadata,
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("revision", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("certainty", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("place", Text),
    Column("country", Text),
    Column("earliest", Date),
    Column("latest", Date),
)
Index("events_by_type", events.c.type, events.c.latest)
Index("events_by_country", events.c.country, events.c.latest)

figures = Table(
    "figures",
    metadata,
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("revision", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("lower", Float),
    Column("upper", Float),
    Column("unit", Text, nullable=False),
)
Index("figures_by_what", figures.c.what)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("error", Text, nullable=False),
)

FACTS = (statements, events, figures)

CORE = (settings, captures, items, revisions, sightings, entities, mentions, statements, events, figures, quarantine)
