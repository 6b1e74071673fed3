"""The archive's tables: schema, SQLite and PostgreSQL, revisions, search, quarantine."""
