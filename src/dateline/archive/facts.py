"""Statements, events, figures and entities."""

from __future__ import annotations

from typing import Unpack

from ..store import fact_queries, queries
from ..store.cursors import Rows
from ..store.filters import FactFilter, Filter, Wanted
from ..store.values import checked, event_type
from ..types import Entity, Event, Figure, Item, Statement
from .opened import Opened


class Facts(Opened):
    """Facts with their items. Each list is a tuple; its `next` is the cursor of the next page. `query` asks for words in the fact itself;
    the other keywords are those of `items`, of the item that tells the fact, but for what is said here."""

    def statements(
        self,
        *,
        query: str = "",
        about: str | None = None,
        act: str | None = None,
        form: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
        **wanted: Unpack[Wanted],
    ) -> Rows[tuple[Item, Statement]]:
        """Statements with their items, newest first. `entity` is the speaker's id, `about` that of one whom the words name; `kind` is of
        the statement (direct, indirect, mixed) or of the item; `form` is quotation, clause, infinitive or phrase; since and until are
        days of the statement."""
        facts = FactFilter(query, act=act, form=form, about=about)
        with self._reading() as connection:
            return fact_queries.statements(connection, facts, Filter(**wanted), limit, cursor)

    def events(
        self,
        *,
        query: str = "",
        type: str | None = None,
        certainty: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
        **wanted: Unpack[Wanted],
    ) -> Rows[tuple[Item, Event]]:
        """Events with their items, by day, latest first. `country` is where the event is counted; since and until, like happened_since and
        happened_until, are days of the event, where its words tell it, else of publication. `certainty` is one of an event, or
        "happened": asserted or reported."""
        facts = FactFilter(query, type=event_type(type) if type is not None else None, certainty=certainty)
        with self._reading() as connection:
            return fact_queries.events(connection, facts, Filter(**wanted), limit, cursor)

    def figures(
        self, *, query: str = "", what: str | None = None, limit: int = 50, cursor: str | None = None, **wanted: Unpack[Wanted]
    ) -> Rows[tuple[Item, Figure]]:
        """Figures with their items, newest first."""
        facts = FactFilter(query, what=what)
        with self._reading() as connection:
            return fact_queries.figures(connection, facts, Filter(**wanted), limit, cursor)

    def entity(self, id: str) -> Entity | None:
        """An entity by id: the one that stands for all that are one with it, under its canonical id and best name."""
        with self._reading() as connection:
            return queries.one_entity(connection, id)

    def entities(
        self,
        *,
        type: str | None = None,
        country: str | None = None,
        name: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Rows[tuple[Entity, int]]:
        """Entities with the number of items that name them, most named first; `name`: beginnings of words of the name. Raises UsageError
        for a country that is none."""
        country = checked("country", country) if country is not None else None
        with self._reading() as connection:
            return queries.entities(connection, type=type, country=country, name=name, limit=limit, cursor=cursor)
