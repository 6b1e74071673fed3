"""Sentence vectors of headlines, in archives that group by them, and the note that this one does.

The choice is kept with the archive, not taken from what is installed: the same archive gives the same stories everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, Text, delete, select

from .migrations import Domain, register
from .rows import chunks
from .schema import metadata, settings

#: A row for every item that was encoded.
story_vectors = Table(
    "story_vectors",
    metadata,
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
register(Domain("story vectors", version=1, tables=(story_vectors,), private=frozenset({story_vectors.name})))
_MODEL = "stories.vectors"


def model(connection: Connection) -> str | None:
    """The model whose vectors this archive groups headlines by; None where it groups by words."""
    return connection.execute(select(settings.c.value).where(settings.c.name == _MODEL)).scalar()


def choose(connection: Connection, name: str | None) -> None:
    """Notes the model; what another one encoded is dropped."""
    if name == model(connection):
        return
    connection.execute(delete(story_vectors))
    connection.execute(delete(settings).where(settings.c.name == _MODEL))
    if name is not None:
        connection.execute(settings.insert(), [{"name": _MODEL, "value": name}])


def put(connection: Connection, vectors: Mapping[str, bytes | None]) -> None:
    """Keeps the vectors of items, in the place of those that they had; None takes one away."""
    for part in chunks(vectors):
        connection.execute(delete(story_vectors).where(story_vectors.c.item.in_(part)))
    found = [{"item": item, "vector": vector} for item, vector in vectors.items() if vector is not None]
    if found:
        connection.execute(story_vectors.insert(), found)
