"""What facts are found by: their words, from records, or from the columns that a record is kept in.

A search looks at the facts of hundreds of items to show thirty: those that have not its words are told from the columns of the record that
the words stand in, which costs a fifth of making the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from ..types import Event, Figure, Item, Span, Statement
from .records_columns import Columns
from .records_layout import FORMAT, HELD
from .searching import Term, stands
from .words import cut, folded

Fact = Statement | Event | Figure


def says(text: str, asked: Sequence[Term]) -> bool:
    """Whether a text has the words of a query, and none that it excludes."""
    flat = folded(text)
    # Most texts have them not, which is seen at once.
    if any(word not in flat for term in asked if not term.negated for word in term.words):
        return False
    here = cut(flat)
    return all(stands(here, term) != term.negated for term in asked)


def line_of(item: Item, span: Span) -> str:
    """The line of the item's text that a span lies in."""
    return _line(item.text, span.start, span.end)


def words_of(item: Item, fact: Fact) -> str:
    """What a fact is found by: a statement's words and who says them, an event's line and who takes part, a figure's line."""
    if isinstance(fact, Statement):
        said = [span.of(item.text) for span in fact.content]
        who = [fact.speaker.text if fact.speaker else "", fact.entity.name if fact.entity else "", fact.role or ""]
        return "\n".join([*said, *who])
    if isinstance(fact, Event):
        parties = [name for a in (*fact.actors, *fact.recipients) for name in (a.text, a.entity.name if a.entity else "")]
        return "\n".join([line_of(item, fact.trigger), *parties, fact.place.text if fact.place else ""])
    return f"{fact.what}\n{line_of(item, fact.span)}"


def words_of_all(column: Columns, table: str) -> list[str] | None:
    """`words_of` all facts of an item in one of its tables ("statements"), in their order, from the columns of its record; None where it is
    of a form that hides them."""
    if column.format != FORMAT or list(column("Item", "text")) != [HELD]:
        return None
    (places,) = column("Item", table)
    told = {"statements": _statements, "events": _events, "figures": _figures}[table](column)
    return list(told[:places]) if isinstance(places, int) else [told[place] for place in places]


def _line(text: str, start: int, end: int) -> str:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[first : last if last >= 0 else None]


def _statements(column: Columns) -> list[str]:
    text = column.text
    rows = zip(*(column("Statement", name) for name in ("content", "speaker", "entity", "role")), strict=True)
    spoken, names = mentions(column), column("Entity", "name")
    told = []
    for content, speaker, entity, role in rows:
        said = [text[start : start + length] for start, length in zip(content[::2], content[1::2], strict=True)]
        who = ["" if speaker is None else spoken[speaker], "" if entity is None else names[entity], role or ""]
        told.append("\n".join([*said, *who]))
    return told


def _events(column: Columns) -> list[str]:
    text = column.text
    rows = zip(*(column("Event", name) for name in ("trigger", "actors", "recipients", "place")), strict=True)
    parties, places = list(_actors(column)), mentions(column)
    told = []
    for (start, length), actors, recipients, place in rows:
        names = [name for n in (*actors, *recipients) for name in parties[n]]
        told.append("\n".join([_line(text, start, start + length), *names, "" if place is None else places[place]]))
    return told


def _figures(column: Columns) -> list[str]:
    text = column.text
    rows = zip(column("Figure", "what"), column("Figure", "span"), strict=True)
    return [f"{what}\n{_line(text, start, start + length)}" for what, (start, length) in rows]


def _actors(column: Columns) -> Iterator[tuple[str, str]]:
    rows = zip(*(column("Actor", name) for name in ("text", "span", "entity")), strict=True)
    names = column("Entity", "name")
    for words, (start, length), entity in rows:
        yield column.text[start : start + length] if words == HELD else words, "" if entity is None else names[entity]


def mentions(column: Columns) -> list[str]:
    """The words of the mentions, in the order of their table, which is by columns."""
    words: Any = column("Mention", "text")
    here = [column.text[start:end] for start, end in mention_spans(column)]
    return here if words == HELD else [a if word == HELD else word for a, word in zip(here, words, strict=True)]


def mention_spans(column: Columns) -> Iterator[tuple[int, int]]:
    """(start, end) of the mentions, in the order of their table."""
    spans = column("Mention", "span")
    return _spans(*spans) if spans else iter(())


def _spans(gaps: Iterable[int], lengths: Iterable[int]) -> Iterator[tuple[int, int]]:
    edges = accumulate(chain.from_iterable(zip(gaps, lengths, strict=True)))
    return zip(edges, edges, strict=True)
