"""The tables of people: accounts, comments with their reports, blocked words, outlets that may be shown whole, the audit trail.

Times are UTC in ISO 8601 with seconds, as text: they sort, and both databases keep them alike.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from .migrations import Domain, register
from .schema import metadata

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Text, nullable=False),
)

comments = Table(
    "reader_comments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("about", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("revision", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Text),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("created", Text, nullable=False),
)
Index("reader_comments_by_target", comments.c.about, comments.c.target, comments.c.number)
Index("reader_comments_by_state", comments.c.state, comments.c.number)
Index("reader_comments_by_author", comments.c.author, comments.c.created)

reports = Table(
    "comment_reports",
    metadata,
    Column("comment", Text, ForeignKey("reader_comments.id", ondelete="CASCADE"), primary_key=True),
    Column("reporter", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("created", Text, nullable=False),
)

blocked = Table("blocked_words", metadata, Column("word", Text, primary_key=True))

free_outlets = Table("free_outlets", metadata, Column("outlet", Text, primary_key=True))

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
)

removals = Table(
    "removal_requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("about", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created", Text, nullable=False),
)

register(
    Domain(
        "discussion",
        version=1,
        tables=(users, comments, reports, blocked, free_outlets, audit, removals),
        private=frozenset({"users"}),
    )
)
