"""Labelled runs of text to the text of record, its blocks, and the items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from dataclasses import fields as fields_of
from functools import cache, partial, reduce
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from ..compiled import built
from ..ids import first_words, item_id, revision_id
from ..later import Later, Once, RowLater, waiting, waiting_rows
from ..types import Block, Entry, Field, Genre, Item, ItemKind, Note, Piece, Span
from .cut import Cut
from .genres import genre_of

Record = TypeVar("Record")

#: Roles whose text is of the item's text, in the order in which it stands there; the first two hold one run each.
_HEADLINES = ("headline", "teaser-headline")
_BODY = frozenset({"paragraph", "subheading", "quote", "list-item", "entry", "teaser-text", "comment"})


@dataclass(slots=True)
class Run:
    """A run of page text with its label. `group` says which item it belongs to; `None` is furniture. `repeats` marks a run whose
    words another run of the group holds in full (a teaser cut with "..."): it is a piece of the item, but adds no text. `stamp` is the
    machine's date of an entry of a live page."""

    text: str
    role: str
    group: int | None = None
    link: str | None = None
    repeats: bool = False
    stamp: str | None = None


@dataclass(slots=True)
class About:
    """What is known of an item beside its runs. `headline` is what the page states; without it the shown headline is the item's.
    `stamp` is what the markup gives machines for the date that is shown."""

    kind: ItemKind
    url: str | None = None
    genre: Genre | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    shown_date: str | None = None
    stamp: str | None = None
    language: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass
class _Parts:
    """The runs of one item, by number."""

    headline: int | None = None
    standfirst: int | None = None
    body: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Draft:
    """The items of a page as far as their own words tell: for each field of an item (`TOLD`) its values, an item a row; which of them have
    entries; and what is known of the page. The rest (ids, genres, languages, pieces, the text of record and its blocks) is worked out with
    `cut`."""

    items: dict[str, list[Any]]
    live: frozenset[int]
    cut: Once[Cut]
    url: str | None
    outlet: str | None
    language: Once[str | None]
    fields: tuple[Field, ...]
    notes: tuple[Note, ...]


#: The fields of an item that a draft has, and those that the cut adds.
TOLD = (
    "kind",
    "text",
    "paragraphs",
    "headline",
    "standfirst",
    "url",
    "authors",
    "section",
    "outlet",
    "shown_date",
    "notes",
)
ADDED = ("id", "genre", "language", "revision", "pieces")
#: The fields that dating sets; of items with entries these, too.
DATED = ("published", "modified", "notes")
#: The others, with what they hold where nothing is told.
_OTHERS = {
    field.name: () if field.default is MISSING else field.default
    for field in fields_of(Item)
    if field.name not in (*ADDED, *DATED)
}


def draft(
    runs: Mapping[int, Run],
    about: dict[int, About],
    every: Callable[[], Sequence[Run]],
    *,
    url: str | None = None,
    outlet: str | None = None,
    language: Callable[[], str | None] = lambda: None,
    fields: tuple[Field, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Draft:
    """The items of a page: every group with words of its own is one, in page order; two that have one address or, without any, open alike
    (a story linked twice) are one. `runs` holds the runs of items by number, in order; `every` gives all of the page,
    and `language` the language that it is in."""
    ordered = [(group, part) for group, part in _by_group(runs).items() if _order(part)]
    rows = [_told(part, runs, about[group], outlet) for group, part in ordered]
    chains = _chains(rows)
    columns = list(map(list, zip(*[rows[chain[0]] for chain in chains], strict=True))) or [[] for _ in TOLD]
    items = dict(zip(TOLD, columns, strict=True))
    for number, chain in enumerate(chains):
        if len(chain) > 1:
            items["shown_date"][number] = reduce(lambda shown, row: shown or rows[row][_SHOWN], chain[1:], rows[chain[0]][_SHOWN])
    entries = {number for number, run in runs.items() if run.role == "entry"}
    live = frozenset(n for n, chain in enumerate(chains) if not entries.isdisjoint(ordered[chain[0]][1].body)) if entries else frozenset()
    rest = (url, outlet, Once(language), fields, notes)
    return Draft(items, live, Once(partial(_cut, ordered, chains, items, about, every, rest)), *rest)


_SHOWN = TOLD.index("shown_date")


def _told(part: _Parts, runs: Mapping[int, Run], about: About, outlet: str | None) -> tuple[Any, ...]:
    """What the runs of an item tell, in the order of `TOLD`."""
    body = [runs[n].text for n in part.body]
    shown = runs[part.headline].text if part.headline is not None else None
    standfirst = runs[part.standfirst].text if part.standfirst is not None else None
    return (
        about.kind,
        "\n".join([*(line for line in (shown, standfirst) if line is not None), *body]),
        tuple(body),
        about.headline or shown,
        standfirst,
        about.url or next((link for n in _order(part) if (link := runs[n].link)), None),
        about.authors,
        about.section,
        outlet,
        about.shown_date,
        about.notes,
    )


def _chains(rows: Sequence[tuple[Any, ...]]) -> list[list[int]]:
    """The items by number, in page order, those that are one together: first the one that stays, which is an article or has more text, then
    those whose pieces it takes."""
    kept: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        chain = kept.setdefault(row[_URL] or first_words(row[_TEXT]), [])
        behind = bool(chain) and _weight(row) <= _weight(rows[chain[0]])
        chain.insert(len(chain) if behind else 0, number)
    return list(kept.values())


_TEXT, _URL = TOLD.index("text"), TOLD.index("url")


def _weight(row: tuple[Any, ...]) -> tuple[bool, int]:
    return row[0] == "article", len(row[_TEXT])


def _cut(
    ordered: Sequence[tuple[int, _Parts]],
    chains: Sequence[list[int]],
    told: dict[str, list[Any]],
    about: dict[int, About],
    every: Callable[[], Sequence[Run]],
    rest: tuple[str | None, str | None, Once[str | None], tuple[Field, ...], tuple[Note, ...]],
) -> Cut:
    """The whole cut of a page: every run is a block, in order."""
    runs = every()
    url, outlet, language, fields, notes = rest[0], rest[1], rest[2](), *rest[3:]
    text, spans = _join(runs)
    pieces = _pieces([part for _, part in ordered], runs, spans)
    items: list[Item] = []
    ids: dict[int, str] = {}
    for number, chain in enumerate(chains):
        row = {name: column[number] for name, column in told.items()}
        part, one, own = ordered[chain[0]][1], about[ordered[chain[0]][0]], pieces[chain[0]]
        identity = item_id(outlet, row["url"], row["text"])
        shown = runs[part.headline].text if part.headline is not None else None
        end = len(row["text"])
        others = [Piece(piece.role, Span(end, end), piece.page_span) for other in chain[1:] for piece in pieces[other]]
        items.append(
            Item(
                id=identity,
                language=one.language or language,
                genre=one.genre or genre_of(shown or row["headline"], row["url"], row["text"]),
                revision=revision_id(identity, row["text"]),
                pieces=(*own, *others),
                entries=tuple(_entries(part.body, runs, own)),
                **row,
            )
        )
        ids |= {ordered[place][0]: identity for place in chain}
    owners = [ids.get(run.group) if run.group is not None else None for run in runs]
    blocks = tuple(together(Block, spans, [run.role for run in runs], owners, [run.link for run in runs]))
    stamps = {ids[group]: stamp for group, one in about.items() if group in ids and (stamp := one.stamp)}
    entries = {ids[group]: found for group, part in ordered if (found := _entry_stamps(part, runs))}
    return Cut(text, blocks, tuple(items), fields, outlet, language, url, notes, stamps, entries)


def _entry_stamps(part: _Parts, runs: Sequence[Run]) -> tuple[str | None, ...]:
    return tuple(runs[n].stamp for n in part.body if runs[n].role == "entry")


def _join(runs: Sequence[Run]) -> tuple[str, list[Span]]:
    texts = [run.text for run in runs]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return "\n".join(texts), together(Span, starts, ends)


def made(kind: type[Record], slots: tuple[Any, ...], *columns: list[Any]) -> list[Record]:
    """A record a row. `slots` are what the class keeps fields in, one a column; what the others hold is not set."""
    found = []
    for row in zip(*columns, strict=True):
        record = object.__new__(kind)
        for slot, value in zip(slots, row, strict=True):
            slot.__set__(record, value)
        found.append(record)
    return found


_compiled_text = built(__package__, "compiled_text")
_made = made if _compiled_text is None else _compiled_text.made


@cache
def slots_of(kind: Any) -> tuple[Any, ...]:
    """What a record class keeps its fields in, in order."""
    return tuple([vars(kind)[name] for name in kind.__match_args__])


def together(kind: type[Record], *columns: list[Any]) -> list[Record]:
    """Records made together, of which a page has hundreds: a list for each of their fields."""
    record: Any = kind
    found: list[Record] = _made(record, slots_of(record), *columns)
    return found


def items_waiting(drafted: Draft, added: RowLater, dated: RowLater) -> tuple[Item, ...]:
    """The items of a draft; what the cut adds, and what dates them, waits until it is asked for. `added` and `dated` give for an item's
    number its fields in `ADDED` and in `DATED`."""
    count = len(drafted.items["kind"])
    columns = {name: drafted.items.get(name) or [value] * count for name, value in _OTHERS.items()}
    works = dict.fromkeys(ADDED, added) | dict.fromkeys(DATED, dated)
    items = waiting_rows(Item, columns, works, _made)
    for number in drafted.live:
        waits: dict[str, Later] = {name: partial(work, number) for name, work in works.items()}
        items[number] = waiting(items[number], waits | {"entries": partial(dated, number)})
    return tuple(items)


def _by_group(runs: Mapping[int, Run]) -> dict[int, _Parts]:
    """The parts of each item, the items in the order of their first runs."""
    parts: dict[int, _Parts] = {}
    for number, run in runs.items():
        if run.group is None:  # furniture, as most runs are
            continue
        part = parts.get(run.group) or parts.setdefault(run.group, _Parts())
        if run.repeats:
            part.others.append(number)
        elif run.role in _HEADLINES and part.headline is None:
            part.headline = number
        elif run.role == "standfirst" and part.standfirst is None:
            part.standfirst = number
        elif run.role in _BODY:
            part.body.append(number)
        else:
            part.others.append(number)
    return parts


def _order(part: _Parts) -> list[int]:
    """The runs of an item whose text is of the item's text, in the order in which it stands there."""
    return [n for n in (part.headline, part.standfirst, *part.body) if n is not None]


def _pieces(parts: Sequence[_Parts], runs: Sequence[Run], spans: Sequence[Span]) -> list[tuple[Piece, ...]]:
    """The pieces of each item: its text's, and empty ones at its end for what adds no text."""
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    sizes = [0]
    for part in parts:
        at, order = 0, _order(part)
        for number in order:
            starts.append(at)
            at += len(runs[number].text)
            ends.append(at)
            at += 1
        numbers += order + part.others
        starts += [at - 1] * len(part.others)
        ends += [at - 1] * len(part.others)
        sizes.append(len(numbers))
    pieces = together(Piece, [runs[n].role for n in numbers], together(Span, starts, ends), [spans[n] for n in numbers])
    return [tuple(pieces[start:end]) for start, end in pairwise(sizes)]


def _entries(body: Sequence[int], runs: Sequence[Run], pieces: Sequence[Piece]) -> Iterable[Entry]:
    """Runs with the role `entry` open the entries of a live page: each lasts until the next."""
    starts = [piece for piece in pieces if piece.role == "entry"]
    if not starts:
        return ()
    last = max((piece.span.end for piece in pieces if len(piece.span)), default=0)
    shown = [runs[n].text for n in body if runs[n].role == "entry"]
    ends = [piece.span.start - 1 for piece in starts[1:]] + [last]
    return (Entry(Span(piece.span.start, end), text) for piece, end, text in zip(starts, ends, shown, strict=True))
