"""A search as an address that can be kept: "q=flood*&outlet=Douro+Post&since=2025-01-01&tab=statements"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import Connection

from ..errors import UsageError
from . import entity_queries, fact_queries, finding
from .cursors import Rows
from .facet_counting import COUNTED, Facets, facets, facets_of
from .filters import FactFilter, Filter
from .searching import LONGEST_QUERY
from .values import checked, event_type

#: What a search may look for; the first is meant where none is named.
TABS = ("items", "statements", "events", "figures", "entities")
_DAYS = frozenset(name for name in Filter.__dataclass_fields__ if name.endswith(("since", "until")))
#: The parts that ask of the facts themselves.
FACT_PARTS = tuple(f.name for f in fields(FactFilter) if f.name != "query")
#: The parts of an address beside the words, the tab and the order.
PARTS = (*Filter.__dataclass_fields__, *FACT_PARTS)
_OWN = {"statements": ("act", "form", "about"), "events": ("type", "certainty"), "figures": ("what",), "entities": ("type",)}


@dataclass(frozen=True, slots=True)
class Search:
    """A search: its words, what it looks for, its filters, its order. `address` and `Search.parse` are inverse: equal searches have equal
    addresses. `type` narrows events (an event type) or entities (person, organisation, place ...)."""

    query: str = ""
    tab: str = "items"
    order: str = "best"
    filter: Filter = field(default_factory=Filter)
    act: str | None = None
    form: str | None = None
    type: str | None = None
    certainty: str | None = None
    what: str | None = None
    about: str | None = None

    def __post_init__(self) -> None:
        if self.tab not in TABS:
            raise UsageError(f"a search is for {', '.join(TABS)}, got {self.tab!r}")
        if self.order not in finding.ORDERS:
            raise UsageError(f"order must be best or newest, got {self.order!r}")
        if len(self.query) > LONGEST_QUERY:
            raise UsageError(f"a query has at most {LONGEST_QUERY} characters, got {len(self.query)}")
        object.__setattr__(self, "query", " ".join(self.query.split()))
        for name in ("act", "form", "certainty"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, checked(name, value))
        if self.tab == "events" and self.type is not None:
            object.__setattr__(self, "type", event_type(self.type))

    @property
    def address(self) -> str:
        """The search as a query string: parts in a fixed order, what is not set left out."""
        parts: list[tuple[str, str]] = [("q", self.query)] if self.query else []
        parts += [("tab", self.tab)] if self.tab != TABS[0] else []
        parts += [("order", self.order)] if self.order != "best" else []
        parts += [(name, str(value)) for name, value in self.filter.given()]
        parts += [(name, value) for name in FACT_PARTS if (value := getattr(self, name)) is not None]
        return urlencode(parts)

    @classmethod
    def parse(cls, address: str) -> Search:
        """The search that an address names, with or without "?". Raises UsageError for a part that it does not know."""
        try:
            pairs = parse_qsl(address.removeprefix("?"), max_num_fields=40, errors="replace")
        except ValueError as error:
            raise UsageError(f"a search address has at most 40 parts, got {address[:80]!r}") from error
        return cls.of(dict(pairs))

    @classmethod
    def of(cls, parts: Mapping[str, str | date | None]) -> Search:
        """The search of named parts, as text or as days; empty ones say nothing."""
        given = {name: value for name, value in parts.items() if value not in (None, "")}
        own = {name: str(given.pop(name)) for name in ("q", "tab", "order", *FACT_PARTS) if name in given}
        unknown = set(given) - set(Filter.__dataclass_fields__)
        if unknown:
            raise UsageError(f"a search has no part {sorted(unknown)[0]!r}")
        values: dict[str, Any] = {name: _day(name, v) if name in _DAYS else str(v) for name, v in given.items()}
        if "q" in own:
            own["query"] = own.pop("q")
        return cls(filter=Filter(**values), **own)

    @property
    def facts(self) -> FactFilter:
        """What is wanted of the facts themselves."""
        mine = _OWN.get(self.tab, ())
        return FactFilter(self.query, **{name: getattr(self, name) for name in FACT_PARTS if name in mine})


def heeded_by(part: str) -> tuple[str, ...]:
    """What is looked for where a part of `PARTS` narrows the search; elsewhere it is kept in the address and does nothing."""
    if part in FACT_PARTS:
        return tuple(tab for tab, own in _OWN.items() if part in own)
    return TABS if part == "country" else tuple(tab for tab in TABS if tab != "entities")


def _day(name: str, value: str | date) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name} must be a day such as 2025-01-31, got {value[:40]!r}") from error


def counted(connection: Connection, search: Search, limit: int, cursor: str | None, most: int) -> tuple[Rows[Any], Facets]:
    """What a search finds now, and the facets of the items that have its words; these are looked up once for both where they can be."""
    if search.tab in ("items", "entities") or not search.query:
        return found_by(connection, search, limit, cursor), facets(connection, search.query, search.filter, most)
    within = finding.matched(connection, search.query, search.filter, COUNTED + 1)
    return found_by(connection, search, limit, cursor, within), facets_of(connection, within, most)


def found_by(
    connection: Connection, search: Search, limit: int, cursor: str | None, within: finding.Matched | None = None
) -> Rows[Any]:
    """What a search finds now; of filters alone it lists what has them, newest first. `within`: the items that have its
    words, if they were looked up."""
    if search.tab == "items" and not search.query:
        return finding.unworded(connection, search.filter, limit, cursor)
    if search.tab == "items":
        return finding.search(connection, search.query, search.filter, limit, cursor, search.order)
    if search.tab == "entities":
        kind, country = search.type, search.filter.country
        return entity_queries.entities(
            connection, type=kind, country=country, name=search.query or None, limit=limit, cursor=cursor
        )
    look: Callable[..., Any] = getattr(fact_queries, search.tab)
    found: Rows[Any] = look(connection, search.facts, search.filter, limit, cursor, within)
    return found
