"""Tables of identity: what people judged of two entities, and what follows: keys under which names meet, pairs, canonical ids."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from .migrations import Domain, register
from .schema import metadata

#: `left` and `right` are ids of entities, the smaller first; `verdict`: same, not-same, unsure. Never changed: what is taken back is a
#: row of `retractions`.
judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
)
Index("judgements_by_left", judgements.c.left, judgements.c.right)
Index("judgements_by_right", judgements.c.right)


def _entity(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey("entities.id", ondelete="CASCADE"), primary_key=key, nullable=False)


entity_keys = Table("entity_keys", metadata, _entity("entity", key=True), Column("key", Text, primary_key=True))
Index("entity_keys_by_key", entity_keys.c.key, entity_keys.c.entity)

#: Pairs that names, types and countries make the same, or leave unsure.
identity_pairs = Table(
    "identity_pairs",
    metadata,
    _entity("left", key=True),
    _entity("right", key=True),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
)
Index("identity_pairs_by_right", identity_pairs.c.right)
Index("identity_pairs_by_verdict", identity_pairs.c.verdict, identity_pairs.c.score)

#: Entities that are one with others, with the id that stands for all of them.
identities = Table("identities", metadata, _entity("entity", key=True), Column("canonical", Text, nullable=False))
Index("identities_by_canonical", identities.c.canonical)

#: What is worked out again from entities and judgements.
DERIVED = (entity_keys, identity_pairs, identities)
register(Domain("identity", version=1, tables=(judgements, *DERIVED), private=frozenset(table.name for table in DERIVED)))
