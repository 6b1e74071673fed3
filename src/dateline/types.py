"""The records that Dateline returns: frozen, comparable, hashable, made of plain values.

Spans count code points, end exclusive. A fact's spans count in `Item.text`; a block's span counts in `Page.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from .later import Waiting

ItemKind = Literal["article", "teaser", "comment"]
Genre = Literal[
    "news", "opinion", "analysis", "interview", "documentary", "live", "video", "audio", "gallery", "sponsored", "obituary"
]
StatementKind = Literal["direct", "indirect", "mixed"]
StatementForm = Literal["quotation", "clause", "infinitive", "phrase"]
Certainty = Literal["asserted", "reported", "planned", "possible", "negated"]

#: Roles of blocks that belong to the site: `furniture` is the word for a kind that no rule names.
FURNITURE_ROLES = frozenset(
    {
        "navigation",
        "app-promo",
        "comment-prompt",
        "cookie-notice",
        "newsletter",
        "copyright",
        "share-bar",
        "paywall",
        "tags",
        "related-heading",
        "advertisement",
        "author-bio",
        "legal",
        "search",
        "login",
        "furniture",
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start and end (exclusive) in a text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The span moved by so many code points."""
        return Span(self.start + by, self.end + by)

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of days, both ends included; `None` leaves an end open."""

    earliest: date | None = None
    latest: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for a date.

    `kind` names the rule (`json-ld`, `url`, `office`, `weekday`, `year-reference` ...). `where` is a span or the path of a field
    such as "JSON-LD datePublished"; `within` says what the span counts in. `allows` holds the days that the piece permits, as
    disjoint intervals. `used` is false where the solver set the piece aside, and `note` says why, or how the piece reads.
    """

    kind: str
    where: Span | str
    within: Literal["item", "page", "field"]
    allows: tuple[Interval, ...]
    used: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateEstimate:
    """An interval of days, both ends included, with the evidence that justifies it.

    `time` is the moment, where the evidence states one (zone-aware only if the zone is known). `doubtful` is true where strong
    pieces of evidence contradict each other.
    """

    earliest: date
    latest: date
    evidence: tuple[Evidence, ...] = ()
    time: datetime | None = None
    doubtful: bool = False

    @property
    def day(self) -> date | None:
        """The day, if the estimate is a single day."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Note:
    """A reason or a remark: what it is about, and one sentence. It stands where otherwise there would be a bare nothing."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One run of page text with one role. `item` is the id of the item it belongs to, `None` for furniture. `link` is where the
    block leads, if all of it is a link. An article's bylines, dates, captions and the posts that it shows (`post`) are not in its text."""

    span: Span
    role: str
    item: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, country, work or project. `country` is ISO 3166 alpha-3."""

    id: str
    name: str
    type: str
    country: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something.

    `type`: person, organisation, place, country, nationality, office, work, project, time, medium, group. A pronoun that was
    resolved is a mention too (`pronoun` is true). `value` is the TIMEX3 value of a time, the kind of a medium ("interview"), the
    name of the holder of an office. `role` is the office or description read beside a name ("President of Kazakhstan").
    `metonym` is true where a place stands for its government ("Astana").
    """

    span: Span
    text: str
    type: str
    entity: Entity | None = None
    value: str | None = None
    role: str | None = None
    pronoun: bool = False
    metonym: bool = False

    def __str__(self) -> str:
        return self.text


#: Acts of a statement that are belief, intention, a deed or the credit of a picture, what somebody did not say, or the topic that somebody
#: spoke about: nobody said these words, so views leave them out unless asked.
INNER_ACTS = frozenset({"believe", "intend", "do", "credit", "discuss", "unsaid"})


@dataclass(frozen=True, slots=True)
class Statement:
    """Speech or belief with its holder. `content` has several spans where the cue stands in its middle. `speaker` is the mention at the
    head of `speaker_words`, the whole phrase that names who speaks ("the minister, X, who ..."); `joint` are those who say it together with
    him ("X and Y said in a joint statement"). `form` tells what the content is: a
    `quotation`, a `clause` with a verb of its own ("the bridge is unsafe"), an `infinitive` ("to close the bridge"), or a mere `phrase`
    ("the plan"); None for unquoted words of a language without a parse, and in records of versions that did not tell."""

    id: str
    kind: StatementKind
    act: str
    content: tuple[Span, ...]
    speaker: Mention | None = None
    entity: Entity | None = None
    role: str | None = None
    cue: Span | None = None
    addressee: Mention | None = None
    medium: Mention | None = None
    when: DateEstimate | None = None
    parent: Statement | None = None
    confidence: float = 1.0
    speaker_words: Span | None = None
    form: StatementForm | None = None
    joint: tuple[Mention, ...] = ()

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """The entities that say it: that of the speaker and of whoever says it together with him."""
        return tuple(entity for entity in (self.entity, *(mention.entity for mention in self.joint)) if entity is not None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part in an event. `country` is ISO 3166 alpha-3, `sector` a PLOVER sector code (GOV, MIL, CVL ...)."""

    span: Span
    text: str
    entity: Entity | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds, both included; `None` leaves a bound open ("at least 37": lower 37, upper None).

    `what`: killed, injured, missing, arrested, displaced, evacuated, infected, participants, votes, money, capacity ...;
    `unit`: people, USD, per cent, MW ... `reported_by` is the statement that gives it.
    """

    id: str
    span: Span
    what: str
    lower: float | None
    upper: float | None
    unit: str = "people"
    reported_by: Statement | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where, when. `type` as in docs/events.md; `spans` holds every trigger that tells of it."""

    id: str
    type: str
    trigger: Span
    certainty: Certainty
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Mention | None = None
    when: DateEstimate | None = None
    figures: tuple[Figure, ...] = ()
    reported_by: Statement | None = None
    spans: tuple[Span, ...] = ()
    background: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of a live page: its paragraphs as a span of the item's text, and the time it shows."""

    span: Span
    shown: str
    published: DateEstimate | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an item's text and where it stands in the page's text; `role` as in `Block`."""

    role: str
    span: Span
    page_span: Span


@dataclass(frozen=True, slots=True)
class Item(Waiting):
    """What an outlet published: an article, a teaser of another story, or a reader's comment.

    `text` is headline, standfirst and paragraphs, each on its own line, whichever of them there are; `paragraphs` are the body
    alone. `shown_date` is the date line as printed beside the item. `revision` hashes id and text.
    """

    id: str
    kind: ItemKind
    text: str
    paragraphs: tuple[str, ...] = ()
    headline: str | None = None
    standfirst: str | None = None
    genre: Genre = "news"
    url: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    outlet: str | None = None
    shown_date: str | None = None
    revision: str = ""
    published: DateEstimate | None = None
    modified: DateEstimate | None = None
    pieces: tuple[Piece, ...] = ()
    entries: tuple[Entry, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    notes: tuple[Note, ...] = ()

    def locate(self, span: Span) -> tuple[Span, ...]:
        """Where a span of the item's text stands in the page's text: one span for each piece that it touches."""
        found = []
        for piece in self.pieces:
            start, end = max(span.start, piece.span.start), min(span.end, piece.span.end)
            if start < end:
                shift = piece.page_span.start - piece.span.start
                found.append(Span(start + shift, end + shift))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a page's metadata: its path, such as "JSON-LD datePublished" or "meta og:title", and its value."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Page(Waiting):
    """A decoded capture: the text of record, its blocks, the items cut from it, and what the page says of itself. `rules` are
    the versions of the rules that read it, as "stage version"."""

    text: str
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured: DateEstimate | None = None
    media_type: str = "text/html"
    encoding: str | None = None
    digest: str = ""
    fields: tuple[Field, ...] = ()
    notes: tuple[Note, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def furniture(self) -> tuple[Block, ...]:
        """The blocks that belong to the site, each with its kind as role."""
        return tuple(block for block in self.blocks if block.role in FURNITURE_ROLES)

    @property
    def article(self) -> Item | None:
        """The page's article, if it has one: a section front has none."""
        return next((item for item in self.items if item.kind == "article"), None)

    def of_kind(self, kind: ItemKind) -> Iterator[Item]:
        """The items of one kind, in page order."""
        return (item for item in self.items if item.kind == kind)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two captures of one page: the lines that stay (the article), that left or came (rail, furniture), and the edits.

    Spans of `stays` and `left` count in the earlier page's text, of `came` in the later one's. `edits` pairs old and new words
    of the article; either may be empty. `items_left` and `items_came` are the ids of the items that left and came; `edited` says whether
    there are edits.
    """

    stays: tuple[Span, ...]
    left: tuple[Span, ...]
    came: tuple[Span, ...]
    edits: tuple[tuple[str, str], ...] = ()
    items_left: tuple[str, ...] = ()
    items_came: tuple[str, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the article itself changed."""
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Citation:
    """The words that a fact of a story rests on: a span of an item's text, and the words themselves. `copy` is true where the item
    repeats another one's words: it is no report of its own."""

    item: str
    span: Span
    quote: str
    outlet: str | None = None
    published: DateEstimate | None = None
    copy: bool = False


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One happening on a story's timeline, with every report of it. `parties` are names, actors first."""

    type: str
    certainty: Certainty
    reports: tuple[Citation, ...]
    mode: str | None = None
    place: str | None = None
    when: DateEstimate | None = None
    parties: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureStep:
    """A figure as one giver had it from a day on: bounds as in `Figure`. `giver` is None where the outlet says it of its own.
    `superseded` is true once the same giver has said otherwise later."""

    lower: float | None
    upper: float | None
    giver: str | None
    day: date | None
    reports: tuple[Citation, ...]
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class FigureHistory:
    """How one figure of a story went from report to report, oldest first. `day` is that of its happening, where the story tells such a
    figure of several; `name` tells it from the other histories of its story."""

    what: str
    unit: str
    steps: tuple[FigureStep, ...]
    day: date | None = None

    @property
    def name(self) -> str:
        """What it counts, in which unit, and of which day: "killed-people", "killed-people-2026-11-09"."""
        return "-".join([self.what, self.unit, *([self.day.isoformat()] if self.day else [])])


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: what it says, who says it, and where."""

    says: str
    giver: str | None
    report: Citation


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two that cannot both hold. `kind`: figure, denial (a claim and its denial), happened (told and negated), place, actor."""

    kind: Literal["figure", "denial", "happened", "place", "actor"]
    about: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Wording:
    """How another item words a statement: each difference is what the statement has and what this item has in its place; either may be
    empty."""

    item: str
    outlet: str | None
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoryStatement:
    """A statement on a story, in the item that reported it first; `again` are the ids of items that report it too, the same quoted words
    or a cut of them; `wordings` those of them that word it otherwise."""

    item: str
    statement: Statement
    outlet: str | None = None
    again: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Items on one happening over time. Items are in order of publication; `copies` maps a copy's id to its original's.

    `independent` counts the items that repeat no other one's words. `open_questions` are happenings that reports have alleged and
    none tells as happened.
    """

    id: str
    headline: str
    items: tuple[Item, ...]
    first: date | None = None
    last: date | None = None
    outlets: tuple[str, ...] = ()
    timeline: tuple[StoryEntry, ...] = ()
    figures: tuple[FigureHistory, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    open_questions: tuple[StoryEntry, ...] = ()
    statements: tuple[StoryStatement, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    independent: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role as items gave it: first and last day of the items that did, and how many they are. `holder` is who held that office in these
    days by the table of offices, where that is somebody else."""

    role: str
    first: date | None
    last: date | None
    items: int
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class TermHeld:
    """A term of office by the table of offices: its country (alpha-3), first and last day, None where they are not known or it lasts."""

    office: str
    country: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the record holds on a public person, an organisation or a country; newest first. Where it is not made, `withheld` says why,
    and the rest is empty. `names` are the words by which items call it, with their number, the most used first; `next` is the cursor of
    what older items tell of it, None at the end. `terms` are a person's offices by the table of offices, the earliest first."""

    entity: Entity
    withheld: str | None = None
    roles: tuple[RoleHeld, ...] = ()
    said: tuple[tuple[Item, Statement], ...] = ()
    about: tuple[tuple[Item, Statement], ...] = ()
    events: tuple[tuple[Item, Event], ...] = ()
    stories: tuple[Story, ...] = ()
    companions: tuple[tuple[Entity, int], ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    next: str | None = None
    terms: tuple[TermHeld, ...] = ()


@dataclass(frozen=True, slots=True)
class PairEvent:
    """An event between two countries: who did it to whom (alpha-3), its PLOVER score (-10 conflict to +10 cooperation) and its item."""

    item: Item
    event: Event
    by: str
    to: str
    score: float
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CountryPair:
    """Two countries over time. `months` holds (year-month, sum of positive scores, sum of negative scores, events), oldest first; `said`
    what the one's people say of the other, newest first; `next` is the cursor of older events, None at the end."""

    one: str
    other: str
    events: tuple[PairEvent, ...] = ()
    months: tuple[tuple[str, float, float, int], ...] = ()
    said: tuple[tuple[Item, Statement], ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class PersonPair:
    """Two public persons: the items that name both, what one says of the other, the events both take part in; newest first."""

    one: Entity
    other: Entity
    items: tuple[Item, ...] = ()
    said: tuple[tuple[Item, Statement], ...] = ()
    events: tuple[tuple[Item, Event], ...] = ()
