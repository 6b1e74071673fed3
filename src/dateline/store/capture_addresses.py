"""Where captures were found: the addresses of pages that name another one as their own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Select, Table, Text, select

from . import schema
from .migrations import Domain, register
from .schema import metadata

capture_addresses = Table(
    "capture_addresses",
    metadata,
    Column("capture", Text, ForeignKey("captures.digest", ondelete="CASCADE"), primary_key=True),
    Column("address", Text, nullable=False),
)
Index("capture_addresses_by_address", capture_addresses.c.address)


def captures_at(url: str) -> Select[Any]:
    """The ids of the captures of an address: those of pages that name it as their own, and those that were found there."""
    c = capture_addresses.c
    own = select(schema.captures.c.digest).where(schema.captures.c.url == url)
    return select(own.union(select(c.capture).where(c.address == url)).subquery().c.digest)


register(Domain("capture_addresses", version=1, tables=(capture_addresses,)))
