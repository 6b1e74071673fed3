"""The modules of this folder that define tables, one a line; see `migrations.py` for what such a module holds."""

MODULES = (
    "core",
    "word_tables",
    "tombstones",
    "stories_tables",
    "vectors_tables",
    "copy_marks",
    "sources_tables",
    "hosts_tables",
    "discussion_schema",
    "corrections_tables",
    "identity_tables",
    "readings_tables",
    "capture_addresses",
    "marks_tables",
    "alerts_tables",
)
