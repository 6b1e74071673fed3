"""The table of hosts that sources lead to: what each said of machines, kept whole as JSON."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from .migrations import Domain, register
from .schema import metadata

hosts = Table("hosts", metadata, Column("host", Text, primary_key=True), Column("data", Text, nullable=False))
register(Domain("hosts", version=1, tables=(hosts,)))
