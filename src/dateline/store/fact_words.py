"""What facts are found by: their words, from records, or from the plain form that a record is kept in.

A search looks at the facts of hundreds of items to show thirty: those that have not its words are told from the plain form, which costs a
third of making the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from ..types import Event, Figure, Item, Span, Statement
from .records_layout import FORMAT, HELD, name_of
from .searching import Term, stands
from .words import cut, folded

Fact = Statement | Event | Figure
#: The values of a field, by class and name, for every record of the class; None where it is not set.
Column = Callable[[str, str], Sequence[Any]]


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


def plain_words(plain: Any, table: str) -> list[str] | None:
    """`words_of` all facts of an item in one of its tables ("statements"), in their order, from the plain form of its record; None where it
    is of a form that hides them."""
    if not isinstance(plain, list) or plain[0] != FORMAT:
        return None
    column = _columns({name_of(key): table for key, table in plain[3].items()})
    if list(column("Item", "text")) != [HELD]:
        return None
    (places,) = column("Item", table)
    told = {"statements": _statements, "events": _events, "figures": _figures}[table](plain[2], column)
    return list(told[:places]) if isinstance(places, int) else [told[place] for place in places]


def _line(text: str, start: int, end: int) -> str:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[first : last if last >= 0 else None]


def _columns(tables: Mapping[str, Any]) -> Column:
    def column(kind: str, field: str) -> Sequence[Any]:
        if kind not in tables:
            return ()
        keys, rows = tables[kind]
        if isinstance(keys, int):
            return next((values for key, values in rows.items() if name_of(key) == field), [None] * keys)
        place = next((n for n, key in enumerate(keys) if name_of(key) == field), None)
        return [row[place] for row in rows] if place is not None else [None] * len(rows)

    return column


def _statements(text: str, column: Column) -> list[str]:
    rows = zip(*(column("Statement", name) for name in ("content", "speaker", "entity", "role")), strict=True)
    spoken, names = _mentions(text, column), column("Entity", "name")
    told = []
    for content, speaker, entity, role in rows:
        said = [text[start : start + length] for start, length in zip(content[::2], content[1::2], strict=True)]
        who = ["" if speaker is None else spoken[speaker], "" if entity is None else names[entity], role or ""]
        told.append("\n".join([*said, *who]))
    return told


def _events(text: str, column: Column) -> list[str]:
    rows = zip(*(column("Event", name) for name in ("trigger", "actors", "recipients", "place")), strict=True)
    parties, places = list(_actors(text, column)), _mentions(text, column)
    told = []
    for (start, length), actors, recipients, place in rows:
        names = [name for n in (*actors, *recipients) for name in parties[n]]
        told.append("\n".join([_line(text, start, start + length), *names, "" if place is None else places[place]]))
    return told


def _figures(text: str, column: Column) -> list[str]:
    rows = zip(column("Figure", "what"), column("Figure", "span"), strict=True)
    return [f"{what}\n{_line(text, start, start + length)}" for what, (start, length) in rows]


def _actors(text: str, column: Column) -> Iterator[tuple[str, str]]:
    rows = zip(*(column("Actor", name) for name in ("text", "span", "entity")), strict=True)
    names = column("Entity", "name")
    for words, (start, length), entity in rows:
        yield text[start : start + length] if words == HELD else words, "" if entity is None else names[entity]


def _mentions(text: str, column: Column) -> list[str]:
    """The words of the mentions, in the order of their table, which is by columns."""
    words: Any = column("Mention", "text")
    spans = column("Mention", "span")
    if not spans:
        return []
    here = [text[start:end] for start, end in _spans(*spans)]
    return here if words == HELD else [a if word == HELD else word for a, word in zip(here, words, strict=True)]


def _spans(gaps: Iterable[int], lengths: Iterable[int]) -> Iterator[tuple[int, int]]:
    edges = accumulate(chain.from_iterable(zip(gaps, lengths, strict=True)))
    return zip(edges, edges, strict=True)
