"""What items are found by, beside their words: a tag for every outlet, language, country, person, event type, month ...

All of it follows from the records and is made again from them (`indexing.rebuild`): no export holds it. A tag's code is its serial number
times 16 plus the number of its facet. `tagged` lists the items of a tag by day (days since year 1, 0 where it is not known); `indexed`
holds the tags of an item as a run of 32-bit numbers; `tags.items` counts.
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
)
Index("tags_by_value", tags.c.facet, tags.c.value, unique=True)
Index("tags_by_items", tags.c.facet, tags.c["items"])

tagged = Table(
    "tagged",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

indexed = Table(
    "indexed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False),
    Column("codes", LargeBinary, nullable=False),
)

#: Words of the names of entities, folded.
name_words = Table(
    "name_words",
    metadata,
    Column("word", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("code", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

TABLES = (tags, tagged, indexed, name_words)
