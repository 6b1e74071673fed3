"""Labelled runs of text to the text of record, its blocks, and the items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from ..compiled import built
from ..ids import item_id, revision_id
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


@dataclass(frozen=True, slots=True)
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


def assemble(
    runs: Sequence[Run],
    about: dict[int, About],
    *,
    url: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    fields: tuple[Field, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Cut:
    """Builds the cut of a page: every run is a block, in order; every group with words of its own is an item, in page order."""
    text, spans = _join(runs)
    parts = _by_group(runs)
    ordered = [(group, part) for group, part in sorted(parts.items(), key=lambda pair: _first(pair[1])) if _order(part)]
    pieces = _pieces([part for _, part in ordered], runs, spans)
    items = [
        _item(part, runs, own, about[group], outlet=outlet, language=language)
        for (group, part), own in zip(ordered, pieces, strict=True)
    ]
    ids = {group: item.id for (group, _), item in zip(ordered, items, strict=True)}
    owners = [ids.get(run.group) if run.group is not None else None for run in runs]
    blocks = tuple(together(Block, spans, [run.role for run in runs], owners, [run.link for run in runs]))
    stamps = {ids[group]: stamp for group, one in about.items() if group in ids and (stamp := one.stamp)}
    entries = {ids[group]: found for group, part in parts.items() if group in ids and (found := _entry_stamps(part, runs))}
    return Cut(text, blocks, _distinct(items), fields, outlet, language, url, notes, stamps, entries)


def _entry_stamps(part: _Parts, runs: Sequence[Run]) -> tuple[str | None, ...]:
    return tuple(runs[n].stamp for n in part.body if runs[n].role == "entry")


def _join(runs: Sequence[Run]) -> tuple[str, list[Span]]:
    texts = [run.text for run in runs]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return "\n".join(texts), together(Span, starts, ends)


def made(kind: type[Record], slots: tuple[Any, ...], *columns: list[Any]) -> list[Record]:
    """A record a row. `slots` are what the class keeps its fields in, in order, one a column."""
    return [kind(*row) for row in zip(*columns, strict=True)]


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


def _by_group(runs: Sequence[Run]) -> dict[int, _Parts]:
    parts: dict[int, _Parts] = {}
    for number, run in enumerate(runs):
        if run.group is None:  # furniture, as most runs are
            continue
        part = parts.setdefault(run.group, _Parts())
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


def _first(part: _Parts) -> int:
    return min(n for n in (part.headline, part.standfirst, *part.body, *part.others) if n is not None)


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


def _item(
    part: _Parts, runs: Sequence[Run], pieces: tuple[Piece, ...], about: About, *, outlet: str | None, language: str | None
) -> Item:
    order = _order(part)
    text = "\n".join([runs[number].text for number in order])
    shown = runs[part.headline].text if part.headline is not None else None
    headline = about.headline or shown
    link = about.url or next((runs[n].link for n in order if runs[n].link), None)
    identity = item_id(outlet, link, text)
    return Item(
        id=identity,
        kind=about.kind,
        text=text,
        paragraphs=tuple([runs[n].text for n in part.body]),
        headline=headline,
        standfirst=runs[part.standfirst].text if part.standfirst is not None else None,
        genre=about.genre or genre_of(shown or headline, link, text),
        url=link,
        authors=about.authors,
        section=about.section,
        language=about.language or language,
        outlet=outlet,
        shown_date=about.shown_date,
        revision=revision_id(identity, text),
        pieces=pieces,
        entries=tuple(_entries(part.body, runs, pieces)),
        notes=about.notes,
    )


def _entries(body: Sequence[int], runs: Sequence[Run], pieces: Sequence[Piece]) -> Iterable[Entry]:
    """Runs with the role `entry` open the entries of a live page: each lasts until the next."""
    starts = [piece for piece in pieces if piece.role == "entry"]
    if not starts:
        return ()
    last = max((piece.span.end for piece in pieces if len(piece.span)), default=0)
    shown = [runs[n].text for n in body if runs[n].role == "entry"]
    ends = [piece.span.start - 1 for piece in starts[1:]] + [last]
    return (Entry(Span(piece.span.start, end), text) for piece, end, text in zip(starts, ends, shown, strict=True))


def _distinct(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items in page order; of two with one id (a story linked twice) the one with more text stays and takes the other's pieces."""
    kept: dict[str, Item] = {}
    for item in items:
        other = kept.get(item.id)
        if other is None:
            kept[item.id] = item
            continue
        long, short = (
            (item, other)
            if (item.kind == "article", len(item.text)) > (other.kind == "article", len(other.text))
            else (other, item)
        )
        extra = tuple(Piece(p.role, Span(len(long.text), len(long.text)), p.page_span) for p in short.pieces)
        kept[item.id] = _with_pieces(long, extra, short.shown_date)
    return tuple(kept.values())


def _with_pieces(item: Item, extra: tuple[Piece, ...], shown_date: str | None) -> Item:
    from dataclasses import replace

    return replace(item, pieces=item.pieces + extra, shown_date=item.shown_date or shown_date)
