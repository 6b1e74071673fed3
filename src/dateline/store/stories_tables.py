"""Tables of stories: items as the clustering sees them, what they are found by, stories, and what people judged."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from .migrations import Domain, has_column, register
from .schema import metadata

#: `number` is the order of arrival in the clustering; days count from year 1; `near` is JSON, [[number, cosine], ...].
story_items = Table(
    "story_items",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("story", Text),
    Column("earliest", Integer),
    Column("latest", Integer),
    Column("language", Text),
    Column("places", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("keys", LargeBinary, nullable=False),
    Column("near", Text, nullable=False),
)
Index("story_items_by_story", story_items.c.story, story_items.c.number)

story_terms = Table(
    "story_terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
)
Index("story_terms_by_number", story_terms.c.number)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("items", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
)
Index("stories_by_last", stories.c.last, stories.c.id)

#: Where a story went that is one with another now.
story_moves = Table("story_moves", metadata, Column("story", Text, primary_key=True), Column("into", Text, nullable=False))

#: Members whose item has another record since they were made of it: they are made anew before the next item is placed.
story_changes = Table(
    "story_changes", metadata, Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
)

#: `kind`: together or apart (two items), headline (an item and the words). Rows of one moment are one judgement: an item is parted from
#: several at once. `by` and `at` are empty in rows from before they were kept; `retractions` says what is taken back.
story_judgements = Table(
    "story_judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False, server_default=""),
    Column("at", Text, nullable=False, server_default=""),
)
Index("story_judgements_by_one", story_judgements.c.one)
Index("story_judgements_by_other", story_judgements.c.other)
TABLES = (story_items, story_terms, stories, story_moves, story_judgements)
#: What is worked out again from the items; judgements are the record.
DERIVED = (story_items, story_terms, stories, story_moves)


def _no_shingles(connection: Connection) -> None:
    """Version 2: copies are found by their words."""
    connection.execute(text("DROP TABLE IF EXISTS story_shingles"))


def _who_and_when(connection: Connection) -> None:
    """Version 3: judgements say who judged, and when."""
    for name in ("by", "at"):
        if not has_column(connection, "story_judgements", name):
            connection.execute(text(f"ALTER TABLE story_judgements ADD COLUMN \"{name}\" TEXT NOT NULL DEFAULT ''"))


register(Domain("story changes", version=1, tables=(story_changes,), private=frozenset({story_changes.name})))
register(
    Domain(
        "stories",
        version=3,
        tables=TABLES,
        steps={1: _no_shingles, 2: _who_and_when},
        private=frozenset(table.name for table in DERIVED),
    )
)
