"""What the twins answer where it is no record of `dateline.types`: small objects, one a row."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from ..store.alerts_records import Delivery
from ..store.discussion_writing import Comment
from ..store.queries import Count, Hit, Listing
from ..types import DateEstimate, Entity, Event, Figure, Item, Page, RoleHeld, Statement, Story, TermHeld
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
    """A search: `hits` are of the kind that `tab` names; facts come as [item, fact], entities as [entity, number of items]. `address` is
    the search itself. `items` says how many items have the words, at least where `exact` is false; `facets` count them."""

    query: str
    tab: str
    address: str
    hits: list[Hit | tuple[Item, Statement | Event | Figure] | tuple[Entity, int]]
    next: str | None
    items: int
    exact: bool
    facets: dict[str, list[Count]]


class Named(TypedDict):
    """An entity and how many items name it."""

    entity: Entity
    items: int


class OneSaid(TypedDict):
    """A statement and the id of its item."""

    item: str
    statement: Statement


class SaidPage(TypedDict):
    """Statements with the ids of their items, newest first; `next` goes on where there are more."""

    statements: list[OneSaid]
    next: str | None


class OneEvent(TypedDict):
    """An event and the id of its item."""

    item: str
    event: Event


class OneFigure(TypedDict):
    """A figure and the id of its item."""

    item: str
    figure: Figure


class OneStory(TypedDict):
    """A story by its headline."""

    id: str
    headline: str
    first: date | None
    last: date | None


class DossierPage(TypedDict):
    """What the record holds of a public person, an organisation or a country; `withheld` says why where none is made. `did` are events
    in which it acts, `undergone` those in which it is acted on; `next` goes on with the facts of older items."""

    entity: Entity
    withheld: str | None
    names: list[tuple[str, int]]
    roles: list[RoleHeld]
    terms: list[TermHeld]
    said: list[OneSaid]
    about: list[OneSaid]
    did: list[OneEvent]
    undergone: list[OneEvent]
    stories: list[OneStory]
    beside: list[Named]
    next: str | None


class PlacePage(TypedDict):
    """Where a place, a work or a project is named: ids of items, newest first, and the events there; `next` goes on."""

    entity: Entity
    items: list[str]
    events: list[Event]
    next: str | None


class PairCount(TypedDict):
    """How many facts join two countries (alpha-3), and the mean score of the events, from -10 (conflict) to 10 (cooperation)."""

    pair: tuple[str, str]
    facts: int
    events: int
    statements: int
    mean: float | None


class PairMonth(TypedDict):
    """A month of two countries: the sums of the scores above and below nought, and the number of events."""

    month: str
    up: float
    down: float
    events: int


class ScoredEvent(TypedDict):
    """An event between two countries: who did it to whom, its score, the id of its item."""

    item: str
    event: Event
    by: str
    to: str
    score: float
    day: date | None


class CountriesPage(TypedDict):
    """Two countries over time, and what one says of the other."""

    one: str
    other: str
    month: str | None
    months: list[PairMonth]
    events: list[ScoredEvent]
    said: list[OneSaid]
    next: str | None


class PersonsPage(TypedDict):
    """Two public persons: ids of the items that name both, what one says of the other, what both take part in."""

    one: Entity
    other: Entity
    items: list[str]
    said: list[OneSaid]
    events: list[OneEvent]


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


class OneCorrection(TypedDict):
    """A person's correction: the new values, the former ones, the words it stands on; whether it was undone, and whether it holds now."""

    id: str
    number: int
    item: str
    about: str
    action: Literal["reject", "change"]
    quote: str
    changes: dict[str, Any]
    was: dict[str, Any]
    by: str
    at: str
    why: str
    undone: bool
    applied: bool


class OneJudgement(TypedDict):
    """What a person says of two entities (ids)."""

    left: str
    right: str
    verdict: Literal["same", "not-same", "unsure"]
    by: str
    at: str
    why: str


class OneRegrouping(TypedDict):
    """What a person says of a story: `item` belongs together with, or apart from, the `others` (ids), or its story has a headline."""

    id: str
    number: int
    kind: Literal["together", "apart", "headline"]
    item: str
    others: list[str]
    headline: str | None
    by: str
    at: str
    why: str


class Waiting(TypedDict):
    """Two entities that may be one, and how alike their names are."""

    left: Entity
    right: Entity
    score: float


class CorrectionsPage(TypedDict):
    """Corrections, judgements on names and on stories, and pairs of names that wait for one; the latest first."""

    corrections: list[OneCorrection]
    judgements: list[OneJudgement]
    stories: list[OneRegrouping]
    waiting: list[Waiting]
    next: NotRequired[str]


class CorrectableField(TypedDict):
    """A field that can be corrected and the value it has."""

    name: str
    value: str


class Starred(TypedDict):
    """An item that the reader starred, and when."""

    item: Item
    at: str


class StarredPage(TypedDict):
    """Starred items, the latest star first."""

    starred: list[Starred]
    next: NotRequired[str]


class StoriesPage(TypedDict):
    """Stories, the latest first."""

    stories: list[Story]
    next: NotRequired[str]


class OneOutlet(TypedDict):
    """An outlet and how many items are its."""

    outlet: str
    items: int


class OutletsPage(TypedDict):
    """Outlets, those with most items first."""

    outlets: list[OneOutlet]
    next: NotRequired[str]


class RefusedPage(TypedDict):
    """Refused inputs, the latest first."""

    refused: list[Refused]
    next: NotRequired[str]


class EventsPage(TypedDict):
    """Events, the latest first."""

    events: list[OneEvent]
    next: NotRequired[str]


class FiguresPage(TypedDict):
    """Figures, of the newest report first."""

    figures: list[OneFigure]
    next: NotRequired[str]


class NamesPage(TypedDict):
    """Entities, those that most items name first."""

    entities: list[Named]
    next: NotRequired[str]


class FollowedSource(TypedDict):
    """A followed source. `standing`: in order, failing, paused, stopped, being looked at, not looked at yet; `problem` says why; moments
    are ISO 8601 in UTC, `minutes` lie between two looks."""

    id: str
    url: str
    kind: Literal["site", "feed", "front", "sitemap"]
    title: str
    standing: str
    problem: str | None
    failures: int
    found: int
    minutes: int
    fetched: str | None
    succeeded: str | None
    due: str | None


class PageMoves(TypedDict):
    """What a capture shows that the one before did not: stories that came and left, readers' comments that came, edits of the article, line
    by line. `before` is that capture, null for the first of an address; `at` when the server says it was taken, ISO 8601."""

    capture: str
    at: str | None
    day: DateEstimate | None
    before: str | None
    came: list[Item]
    left: list[Item]
    comments: int
    edits: list[list[tuple[Literal["same", "old", "new"], str]]]


class FoundAddress(TypedDict):
    """An article's address that a source named: its item once it is read, how often it was fetched, what went wrong last, and when it is
    fetched again; moments are ISO 8601 in UTC."""

    url: str
    item: str | None
    headline: str | None
    seen: str | None
    visits: int
    problem: str | None
    due: str | None


class SourcePage(TypedDict):
    """A followed source, what moved on its page lately, and the addresses found at it, the latest first."""

    source: FollowedSource
    moves: list[PageMoves]
    found: list[FoundAddress]
    next: NotRequired[str]


class MovesPage(TypedDict):
    """What moved on the page of a source, capture by capture, the latest first."""

    moves: list[PageMoves]
    next: NotRequired[str]


class SourcesPage(TypedDict):
    """What is followed, by address; nothing for those who are not editors."""

    sources: list[FollowedSource]
    next: NotRequired[str]


class Talk(TypedDict):
    """Comments, oldest first."""

    comments: list[Comment]
    next: NotRequired[str]


class Saved(TypedDict):
    """What one follows: `about` search, entity or story; `asked`: words and filters, or the id."""

    id: str
    name: str
    about: str
    asked: dict[str, str]
    webhook: NotRequired[str]
    email: NotRequired[str]
    rhythm: str
    created: str


class Followed(TypedDict):
    """What one follows, its page, and its last deliveries."""

    saved: Saved
    page: str
    deliveries: list[Delivery]


ChangeStep = TypedDict("ChangeStep", {"from": str, "to": str, "lines": list[list[tuple[Literal["same", "old", "new"], str]]]})
ChangeStep.__doc__ = "Two texts of an item, by revision, and the lines that differ, each as parts in reading order."


#: What every address of the API answers with; the tests ask that none is missing, and that answers keep to it.
GIVES: dict[str, Any] = {
    "/index.json": Front,
    "/stories.json": StoriesPage,
    "/story/{id}.json": Story,
    "/items.json": Listing,
    "/section/{genre}.json": Listing,
    "/outlets.json": OutletsPage,
    "/quarantine.json": RefusedPage,
    "/search.json": Found,
    "/said.json": SaidPage,
    "/events.json": EventsPage,
    "/figures.json": FiguresPage,
    "/pairs.json": list[PairCount],
    "/pair/{first}/{second}.json": CountriesPage | PersonsPage,
    "/map.json": list[MapPlace],
    "/item/{id}.json": Item,
    "/item/{id}/changes.json": list[ChangeStep],
    "/capture/{id}.json": Page,
    "/entities.json": NamesPage,
    "/entity/{id}.json": DossierPage | PlacePage,
    "/comments/{about}/{id}.json": Talk,
    "/item/{id}/correct.json": list[CorrectableField],
    "/corrections.json": CorrectionsPage,
    "/starred.json": StarredPage,
    "/following.json": list[Followed],
    "/capture/{id}/changes.json": PageMoves,
    "/sources.json": SourcesPage,
    "/sources/{id}.json": SourcePage,
    "/sources/{id}/moves.json": MovesPage,
    "/healthz": Health,
}
