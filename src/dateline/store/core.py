"""The core domain: captures, items, revisions, facts, and the index of words, which each database has in its own way."""

from __future__ import annotations

from sqlalchemy import Connection

from . import schema
from .migrations import Domain, execute, register


def make_words(connection: Connection) -> None:
    """The index of words."""
    execute(
        connection,
        sqlite="CREATE VIRTUAL TABLE words USING fts5(text, item UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
        postgresql="CREATE TABLE words (item TEXT PRIMARY KEY, text TEXT NOT NULL, vector TSVECTOR)",
    )
    if connection.dialect.name == "postgresql":
        execute(connection, sqlite="", postgresql="CREATE INDEX words_by_vector ON words USING GIN (vector)")


register(Domain("core", version=schema.VERSION, tables=schema.CORE, make=make_words))
