"""The tables of saved searches and of what is sent about them. Times are UTC in ISO 8601 with seconds, as text."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from .migrations import Domain, register
from .schema import metadata

#: `about`: search, entity or story; `asked`: what is asked, as canonical JSON; `mark`: the number of the last item looked at.
saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("webhook", Text),
    Column("email", Text),
    Column("key", Text, nullable=False),
    Column("rhythm", Text, nullable=False),
    Column("mark", Integer, nullable=False),
    Column("looked", Text, nullable=False),
    Column("created", Text, nullable=False),
)
Index("saved_searches_by_owner", saved_searches.c.owner, saved_searches.c.created)

#: What a saved story was found to hold: its items come and go by other rules than their arrival.
saved_seen = Table(
    "saved_seen",
    metadata,
    Column("search", Text, ForeignKey("saved_searches.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
)

#: `items`: ids as JSON; `state`: waiting, sent or given up; `due`: when it is tried (again).
deliveries = Table(
    "alert_deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("search", Text, ForeignKey("saved_searches.id", ondelete="CASCADE"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("items", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Text, nullable=False),
    Column("error", Text),
    Column("created", Text, nullable=False),
    Column("settled", Text),
)
Index("alert_deliveries_by_state", deliveries.c.state, deliveries.c.due)
Index("alert_deliveries_by_search", deliveries.c.search, deliveries.c.created)

TABLES = (saved_searches, saved_seen, deliveries)
# Private: they hold readers' addresses and the keys that sign.
register(Domain("alerts", version=1, tables=TABLES, private=frozenset(table.name for table in TABLES)))
