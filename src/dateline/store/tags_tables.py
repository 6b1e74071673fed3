"""What items are found by, beside their words: a tag for every outlet, language, country, person, event type, month ...

All of it follows from the records and is made again from them (`rebuilding`): no export holds it. A tag's code is its serial number times
16 plus the number of its facet; `postings` lists the items of a tag by day. `indexed` holds the tags of an item as a run of 32-bit numbers,
and how many facts it has; `tags.items` counts, and `tags.size` is the number of binary digits of that count: it seldom changes, so that
the index of the most frequent tags costs little.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from .schema import metadata

#: The facets, in the order of their numbers; a new one goes to the end. `wide` marks items whose day is not certain.
FACETS = (
    "outlet",
    "language",
    "kind",
    "genre",
    "country",
    "event",
    "person",
    "organisation",
    "place",
    "entity",
    "month",
    "wide",
)
#: The facets whose values are ids of entities; `entity` holds those of every other type.
ENTITY_FACETS = ("person", "organisation", "place", "entity")

tags = Table(
    "tags",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("facet", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("size", Integer, nullable=False),
)
Index("tags_by_value", tags.c.facet, tags.c.value, unique=True)
Index("tags_by_size", tags.c.facet, tags.c.size)

#: `days`: of its statements and then its events, days since year 1 as 32-bit numbers, where one of them differs from that of the item.
indexed = Table(
    "indexed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False),
    Column("codes", LargeBinary, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("days", LargeBinary),
)

#: Words of the names of entities, folded.
name_words = Table(
    "name_words",
    metadata,
    Column("word", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("code", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

TABLES = (tags, indexed, name_words)
