"""Text with facts to segments for the reader: cut where facts begin and end, each segment naming the facts that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..types import Item, Page, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the reader lists it: `key` is unique on the page, `kind` one of statement, event, figure, name, time."""

    key: str
    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same facts: `keys` for the link to the list, `kinds` for the look, `starts` for the labels to show."""

    text: str
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an item: its role, where it begins in the item's text, its segments."""

    role: str
    at: int
    segments: tuple[Segment, ...]


def facts_of(item: Item) -> tuple[Fact, ...]:
    """The facts of an item, numbered by kind in text order."""
    found = [Fact(f"s{n}", "statement", s.content) for n, s in enumerate(item.statements, 1)]
    found += [Fact(f"e{n}", "event", e.spans or (e.trigger,)) for n, e in enumerate(item.events, 1)]
    found += [Fact(f"f{n}", "figure", (f.span,)) for n, f in enumerate(item.figures, 1)]
    names = [m for m in item.mentions if m.type not in ("medium",)]
    found += [Fact(f"n{n}", "time" if m.type == "time" else "name", (m.span,)) for n, m in enumerate(names, 1)]
    return tuple(found)


def lines_of(item: Item, facts: Sequence[Fact]) -> tuple[Line, ...]:
    """The item's text as lines of segments."""
    pieces = [piece for piece in item.pieces if len(piece.span)]
    return tuple(
        Line(piece.role, piece.span.start, segments(item.text, piece.span, facts))
        for piece in sorted(pieces, key=lambda p: p.span)
    )


def segments(text: str, within: Span, facts: Iterable[Fact]) -> tuple[Segment, ...]:
    """Cuts a part of a text at every end of a fact."""
    cover = [
        (max(span.start, within.start), min(span.end, within.end), fact)
        for fact in facts
        for span in fact.spans
        if span.overlaps(within)
    ]
    cuts = sorted({within.start, within.end, *(a for a, _, _ in cover), *(b for _, b, _ in cover)})
    found = []
    for start, end in pairwise(cuts):
        over = [fact for a, b, fact in cover if a <= start and end <= b]
        starts = tuple(fact.key for a, _, fact in cover if a == start and fact in over)
        found.append(Segment(text[start:end], tuple(f.key for f in over), tuple(dict.fromkeys(f.kind for f in over)), starts))
    return tuple(found)


def text_of_record(item: Item, pages: Iterable[Page]) -> str | None:
    """The text of the capture that this revision was read from: spans of evidence count in it."""
    return next(
        (page.text for page in pages for other in page.items if other.id == item.id and other.revision == item.revision), None
    )
