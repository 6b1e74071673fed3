"""Tables of readings: the bytes of captures, the rules that read a revision, the runs in which that was done."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from .migrations import Domain, register
from .schema import metadata

#: Bytes by SHA-256, compressed; kept once however many captures have them.
contents = Table(
    "contents",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: `context` is JSON: what the transport said, which the bytes do not hold (address, media type, known days, fields, encoding).
capture_contents = Table(
    "capture_contents",
    metadata,
    Column("capture", Text, ForeignKey("captures.digest", ondelete="CASCADE"), primary_key=True),
    Column("content", Text, nullable=False),
    Column("context", Text, nullable=False),
)
Index("capture_contents_by_content", capture_contents.c.content)

#: `rules` is "stage version, stage version ..."; `id` its hash.
rule_sets = Table("rule_sets", metadata, Column("id", Text, primary_key=True), Column("rules", Text, nullable=False))

readings = Table(
    "readings",
    metadata,
    Column("revision", Text, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("rules", Text, nullable=False),
)
Index("readings_by_rules", readings.c.rules)

#: `counts` is JSON, empty while the run is under way or where it was killed.
runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("release", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("counts", Text, nullable=False),
)

#: Documents that were added, by the hash of their bytes and of what was said of them: a run that was stopped need not read them again.
inputs = Table(
    "inputs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("capture", Text, ForeignKey("captures.digest", ondelete="CASCADE"), nullable=False),
)
Index("inputs_by_capture", inputs.c.capture)

TABLES = (contents, capture_contents, rule_sets, readings, runs, inputs)
register(Domain("readings", version=1, tables=TABLES, private=frozenset({"inputs"})))
