"""What is wanted: values of facets, and days by three clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypedDict, cast

from sqlalchemy import ColumnElement, Connection, exists, select, true

from ..errors import UsageError
from ..pages.decode import day
from . import schema
from .identities import group
from .rows import among
from .tagging import code_of
from .tags_tables import ENTITY_FACETS, FACETS
from .values import checked

#: A range of days up to this long is looked up from its own side.
SHORT = 31


class Wanted(TypedDict, total=False):
    """The keywords of every query; see `Filter`."""

    kind: str | None
    genre: str | None
    outlet: str | None
    language: str | None
    entity: str | None
    country: str | None
    event: str | None
    since: date | None
    until: date | None
    published_since: date | None
    published_until: date | None
    happened_since: date | None
    happened_until: date | None
    captured_since: date | None
    captured_until: date | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What items are wanted; every part that is set must hold. `entity` is an id, `country` ISO 3166 alpha-3, `event` a type. A kind,
    genre, country or event may be given in other letters, a country by a name too, a day as ISO 8601 text; kept is what the record has.
    Raises UsageError for a value that no record can have, and for a range that ends before it begins.

    Three clocks, both ends included: `published_*`, `happened_*` of an event that the item tells, `captured_*` of a capture that shows it;
    `since` and `until` are days of publication for items, and for facts the fact's own. An uncertain day meets a range that
    it may lie in.
    """

    kind: str | None = None
    genre: str | None = None
    outlet: str | None = None
    language: str | None = None
    entity: str | None = None
    country: str | None = None
    event: str | None = None
    since: date | None = None
    until: date | None = None
    published_since: date | None = None
    published_until: date | None = None
    happened_since: date | None = None
    happened_until: date | None = None
    captured_since: date | None = None
    captured_until: date | None = None

    def __post_init__(self) -> None:
        _normalise(self)
        for clock, since, until in (
            ("", self.since, self.until),
            ("published_", self.published_since, self.published_until),
            ("happened_", self.happened_since, self.happened_until),
            ("captured_", self.captured_since, self.captured_until),
        ):
            if since is not None and until is not None and since > until:
                raise UsageError(f"{clock}since must not be after {clock}until, got {since} and {until}")

    @property
    def first(self) -> date | None:
        """The first day of publication."""
        return max((day for day in (self.since, self.published_since) if day is not None), default=None)

    @property
    def last(self) -> date | None:
        """The last day of publication."""
        return min((day for day in (self.until, self.published_until) if day is not None), default=None)

    @property
    def keywords(self) -> Wanted:
        """The parts that are set, as keywords of a query."""
        return cast("Wanted", dict(self.given()))

    def given(self) -> Iterator[tuple[str, str | date]]:
        """The parts that are set, in order."""
        return ((f.name, value) for f in fields(self) if (value := getattr(self, f.name)) is not None)


@dataclass(frozen=True, slots=True)
class FactFilter:
    """What facts are wanted, beside what is wanted of their items: words in the fact itself, and its own values; `about` is the id of an
    entity that the words of a statement name, `form` what its content is. Raises UsageError for an act, form or certainty that no record
    can have; `type`, of events or of entities, is taken as it stands."""

    query: str = ""
    act: str | None = None
    form: str | None = None
    type: str | None = None
    certainty: str | None = None
    what: str | None = None
    about: str | None = None

    def __post_init__(self) -> None:
        _normalise(self)


def _normalise(wanted: Any) -> None:
    """Values as the record has them; wrong ones are refused. Days may be given as ISO 8601. Characters that no database holds (NUL, lone
    surrogates) match nothing, and are no error."""
    for part in fields(wanted):
        value = getattr(wanted, part.name)
        if part.name.endswith(("since", "until")):
            object.__setattr__(wanted, part.name, day(value, part.name))
            continue
        if value is not None and part.name != "query":
            if not isinstance(value, str):
                raise UsageError(f"{part.name} must be text, got {value!r}")
            value = checked(part.name, value)
            object.__setattr__(wanted, part.name, value)
        if (isinstance(value, str) and not value.isascii()) or (value is not None and "\0" in str(value)):
            object.__setattr__(wanted, part.name, str(value).replace("\0", "\ufffd").encode("utf-8", "replace").decode())


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags that an item must have: one of each group, the rarest group first; `none` where there is no item for one of them."""

    groups: tuple[tuple[int, ...], ...] = ()
    none: bool = False

    @property
    def tokens(self) -> list[list[str]]:
        """The groups as `postings` has them."""
        return [[str(code) for code in group] for group in self.groups]


def tags_wanted(connection: Connection, wanted: Filter) -> Tags:
    """The filter's values as tags; an entity's are those of every spelling that is one with it."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for facet in ("kind", "genre", "outlet", "language", "country", "event"):
        value = getattr(wanted, facet)
        if value is not None:
            code = code_of(connection, facet, value)
            if code is None or not code[1]:
                return Tags(none=True)
            found.append((code[1], (code[0],)))
    if wanted.entity is not None:
        codes = entity_codes(connection, group(connection, wanted.entity))
        if not codes:
            return Tags(none=True)
        found.append((sum(codes.values()), tuple(codes)))
    return Tags(tuple(codes for _, codes in sorted(found)))


def entity_codes(connection: Connection, ids: Iterable[str]) -> dict[int, int]:
    """The tags of entities, with how many items each has."""
    return dict(among(connection, _CODES, ids))


_CODES = (
    f"SELECT code, items FROM tags WHERE facet IN ({', '.join(str(FACETS.index(facet)) for facet in ENTITY_FACETS)}) "
    "AND items > 0 AND value IN ({values}) ORDER BY code"
)


def months(wanted: Filter, most: int = 24) -> list[str]:
    """The months of publication that a filter allows ("2025-01"), where both ends are set and they are at most `most`."""
    if wanted.first is None or wanted.last is None:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (wanted.first, wanted.last))
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(first, last + 1)] if last - first < most else []


def published(wanted: Filter) -> list[ColumnElement[bool]]:
    """The conditions on the day of publication."""
    items = schema.items.c
    found = []
    if wanted.first is not None:
        found.append(items.published_latest >= wanted.first)
    if wanted.last is not None:
        found.append(items.published_earliest <= wanted.last)
    return found


def other_clocks(wanted: Filter) -> list[ColumnElement[bool]]:
    """The conditions on when it happened and when it was captured."""
    found = []
    if wanted.happened_since or wanted.happened_until:
        c = schema.happened.c
        days = [c.last >= wanted.happened_since.toordinal()] if wanted.happened_since else []
        days += [c.first <= wanted.happened_until.toordinal()] if wanted.happened_until else []
        found.append(_among(schema.items.c.number, c.item, days, wanted.happened_since, wanted.happened_until))
    if wanted.captured_since or wanted.captured_until:
        c = schema.captures.c
        joined = schema.sightings.join(schema.captures, schema.captures.c.number == schema.sightings.c.capture)
        days = [c.captured_latest >= wanted.captured_since] if wanted.captured_since else []
        days += [c.captured_earliest <= wanted.captured_until] if wanted.captured_until else []
        here = schema.sightings.c.item
        found.append(_among(schema.items.c.number, here, days, wanted.captured_since, wanted.captured_until, joined))
    return found


def _among(
    mine: Any, theirs: Any, days: list[Any], since: date | None, until: date | None, table: Any = None
) -> ColumnElement[bool]:
    """Whether an item has a row of a table in a range: looked up from the range where that is short, else from the item."""
    query = select(theirs).where(*(days or [true()]))
    query = query.select_from(table) if table is not None else query
    if since is not None and until is not None and (until - since).days <= SHORT:
        return mine.in_(query)  # type: ignore[no-any-return]
    return exists(query.where(theirs == mine).correlate(schema.items))
