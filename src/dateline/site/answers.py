"""What the twins answer where it is no record of `dateline.types`: small objects, one a row."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ..store.discussion_writing import Comment
from ..store.queries import Hit, Listing
from ..types import DateEstimate, Entity, Event, Figure, Item, Page, Statement, Story
from .today import Told


class Problem(TypedDict):
    """Problem details (RFC 9457): what was wrong, in words; `title` is the status in words."""

    type: str
    title: str
    status: int
    detail: str


class Health(TypedDict):
    """The archive answers."""

    status: Literal["ok"]


class SnippetOfItem(TypedDict):
    """An item whose whole text is not shown to those who are not editors: its opening, and where to read on."""

    id: str
    kind: str
    snippet: str
    withheld: Literal[True]
    genre: str
    revision: str
    authors: list[str]
    headline: str | None
    url: str | None
    outlet: str | None
    language: str | None
    published: DateEstimate | None


class WithheldPage(TypedDict):
    """A capture that is not shown."""

    outlet: str | None
    url: str | None
    withheld: Literal[True]


class Front(TypedDict):
    """The first page: happenings, each once, and the sections beside them."""

    reports: list[Told]
    opinion: list[Item]
    documentaries: list[Item]


class Refused(TypedDict):
    """An input that could not be read: the rule that refused it, and the kind of error."""

    input: str
    rule: str
    error: str


class Found(TypedDict):
    """A search: `hits` are of the kind that `tab` names; facts come as [item, fact], names as [entity, number of items]."""

    query: str
    tab: str
    hits: list[Hit | tuple[Item, Statement | Event | Figure] | tuple[Entity, int]]
    counts: dict[str, int]


class Named(TypedDict):
    """An entity and how many items name it."""

    entity: Entity
    items: int


class OneSaid(TypedDict):
    """A statement and the id of its item."""

    item: str
    statement: Statement


class OneEvent(TypedDict):
    """An event and the id of its item."""

    item: str
    event: Event


class OneFigure(TypedDict):
    """A figure and the id of its item."""

    item: str
    figure: Figure


class EntityPage(TypedDict):
    """What the record holds of one entity; `items` are ids."""

    entity: Entity
    statements: list[Statement]
    events: list[Event]
    items: list[str]
    beside: list[Named]


class PairCount(TypedDict):
    """How many facts join two countries (alpha-3)."""

    pair: tuple[str, str]
    facts: int


class PairPage(TypedDict):
    """The facts that join two countries."""

    events: list[OneEvent]
    statements: list[OneSaid]


class MapPlace(TypedDict):
    """Events at one place; `exact` is false where only the country is known."""

    place: str
    country: str | None
    exact: bool
    events: list[Event]


class JsonFeed(TypedDict):
    """JSON Feed 1.1 (jsonfeed.org)."""

    version: str
    title: str
    feed_url: str
    home_page_url: str
    items: list[dict[str, Any]]


class Starred(TypedDict):
    """An item that the reader starred, and when."""

    item: Item
    at: str


ChangeStep = TypedDict("ChangeStep", {"from": str, "to": str, "lines": list[list[tuple[Literal["same", "old", "new"], str]]]})
ChangeStep.__doc__ = "Two texts of an item, by revision, and the lines that differ, each as parts in reading order."


#: What every address of the API answers with; the tests ask that none is missing, and that answers keep to it.
GIVES: dict[str, Any] = {
    "/index.json": Front,
    "/stories.json": list[Story],
    "/story/{id}.json": Story,
    "/items.json": Listing,
    "/section/{genre}.json": Listing,
    "/outlets.json": list[tuple[str, int]],
    "/quarantine.json": list[Refused],
    "/search.json": Found,
    "/said.json": list[OneSaid],
    "/events.json": list[OneEvent],
    "/figures.json": list[OneFigure],
    "/pairs.json": list[PairCount],
    "/pair/{first}/{second}.json": PairPage,
    "/map.json": list[MapPlace],
    "/item/{id}.json": Item,
    "/item/{id}/changes.json": list[ChangeStep],
    "/capture/{id}.json": Page,
    "/entities.json": list[Named],
    "/entity/{id}.json": EntityPage,
    "/comments/{about}/{id}.json": list[Comment],
    "/starred.json": list[Starred],
    "/healthz": Health,
}
