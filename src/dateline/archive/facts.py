"""Statements, events, figures and entities."""

from __future__ import annotations

from datetime import date

from ..store import queries, schema
from ..store.identities import members, one_entity
from ..types import Entity, Event, Figure, Item, Statement
from .opened import Opened


class Facts(Opened):
    """Facts with their items."""

    def statements(
        self,
        *,
        entity: str | None = None,
        act: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 50,
    ) -> tuple[tuple[Item, Statement], ...]:
        """Statements with their items, newest first; `entity` is the id of the speaker, in any spelling."""
        c = schema.statements.c
        conditions = [column == value for column, value in ((c.act, act), (c.kind, kind)) if value is not None]
        conditions += [c.entity.in_(members(entity))] if entity is not None else []
        conditions += [c.day >= since] if since else []
        conditions += [c.day <= until] if until else []
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.statements, conditions, limit, (c.day.desc(), c.item, c.id)))
        return tuple((item, s) for item, fact in rows for s in item.statements if s.id == fact)

    def events(
        self,
        *,
        type: str | None = None,
        country: str | None = None,
        certainty: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 50,
    ) -> tuple[tuple[Item, Event], ...]:
        """Events with their items, by day, latest first; days are of the event, where its words tell it."""
        c = schema.events.c
        conditions = [
            column == value
            for column, value in ((c.type, type), (c.country, country), (c.certainty, certainty))
            if value is not None
        ]
        conditions += [c.latest >= since] if since else []
        conditions += [c.earliest <= until] if until else []
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.events, conditions, limit, (c.latest.desc(), c.item, c.id)))
        return tuple((item, e) for item, fact in rows for e in item.events if e.id == fact)

    def figures(self, *, what: str | None = None, limit: int = 50) -> tuple[tuple[Item, Figure], ...]:
        """Figures with their items, newest first."""
        c = schema.figures.c
        conditions = [c.what == what] if what is not None else []
        order = (schema.items.c.published_latest.desc(), c.item, c.id)
        with self._reading() as connection:
            rows = list(queries.facts(connection, schema.figures, conditions, limit, order))
        return tuple((item, f) for item, fact in rows for f in item.figures if f.id == fact)

    def entity(self, id: str) -> Entity | None:
        """An entity by id: the one that stands for all that are one with it, under its canonical id and best name."""
        with self._reading() as connection:
            return one_entity(connection, id)

    def entities(
        self, *, type: str | None = None, country: str | None = None, name: str | None = None, limit: int = 50
    ) -> tuple[tuple[Entity, int], ...]:
        """Entities with the number of items that name them, most named first; `name` is a part of the name."""
        with self._reading() as connection:
            return queries.entities(connection, type=type, country=country, name=name, limit=limit)
