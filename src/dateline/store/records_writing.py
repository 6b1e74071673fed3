"""Records to plain values: see `records_layout` for their form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import sub
from typing import Any

from ..compiled import built
from ..types import Actor, DateEstimate, Entity, Item, Mention, Piece, Span
from .records_layout import COLUMNAR, FORMAT, HELD, NATIVE, PIECED, layout, number

Writer = Callable[["_Tables", Any], Any]
Shortening = Callable[[list[Any], Any, str], None]


def plain_plain_of(record: Any) -> list[Any]:
    """The plain form of a record of one of the classes; objects of `NATIVE` classes stand in it as they are."""
    tables = _Tables(getattr(record, "text", ""))
    tables.place(type(record), record)
    written: dict[int | str, Any] = {}
    for kind in COLUMNAR:
        found = tables.rows.pop(kind, None)
        if found:
            written[number(kind.__name__)] = _columns(kind, found, tables)
    entities = tables.rows.pop(Entity, None)
    if entities:
        written[number("Entity")] = [layout(Entity).numbers, list(map(layout(Entity).values, entities))]
    for kind, rows in tables.rows.items():
        written[number(kind.__name__)] = [layout(kind).numbers, rows]
    return [FORMAT, number(type(record).__name__), tables.text, written]


class _Tables:
    """The records on their way, each once, by class: rows, or the records themselves where they are written by columns or as objects. A
    record is known by its identity (the root holds all parts, so that their `id` stays theirs); a mention also by being equal to one of
    the item's."""

    __slots__ = ("_mentions", "_seen", "rows", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: dict[type[Any], list[Any]] = {}
        self._seen: dict[int, int] = {}
        self._mentions: dict[tuple[int, str], int] | None = None

    def place(self, kind: type[Any], record: Any) -> int:
        """The place of a record in the table of its class."""
        found = self._seen.get(id(record))
        return found if found is not None else self._new(kind, record)

    def places(self, kind: type[Any], records: Sequence[Any]) -> list[int | None]:
        """The places of records; None of None."""
        seen, found = self._seen.get, []
        for record in records:
            place = seen(id(record))
            found.append(self._new(kind, record) if place is None and record is not None else place)
        return found

    def fill(self, kind: type[Any], records: Sequence[Any]) -> bool:
        """Makes records the first of their class, in their order; False where some are there, or one comes twice."""
        if kind in self.rows:
            return False
        ids = list(map(id, records))
        if len(set(ids)) < len(ids):
            return False
        self.rows[kind] = list(records)
        self._seen.update(zip(ids, range(len(ids)), strict=True))
        return True

    def _new(self, kind: type[Any], record: Any) -> int:
        known = self._known(record) if kind is Mention else None
        if known is None:
            # Its parts are placed before it, those of its own class too.
            row = record if kind in COLUMNAR or kind is Entity else _row(kind, record, self)
            rows = self.rows.setdefault(kind, [])
            known = len(rows)
            rows.append(row)
        self._seen[id(record)] = known
        return known

    def _known(self, mention: Mention) -> int | None:
        rows = self.rows.get(Mention, [])
        if self._mentions is None:
            self._mentions = {(m.span.start, m.type): n for n, m in enumerate(rows)}
        place = self._mentions.get((mention.span.start, mention.type))
        return place if place is not None and rows[place] == mention else None


def _row(kind: type[Any], record: Any, tables: _Tables) -> list[Any]:
    values, written, shorten = _plan(kind)
    row = list(values(record))
    for n, write in written:
        value = row[n]
        if value is not None:
            row[n] = write(tables, value)
    if shorten is not None:
        shorten(row, record, tables.text)
    return row


#: What takes the values of a class's records; what writes those that are not written as they are, by place; what shortens a row.
Plan = tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Writer], ...], Shortening | None]
_PLANS: dict[type[Any], Plan] = {}


def _plan(kind: type[Any]) -> Plan:
    found = _PLANS.get(kind)
    if found is None:
        of = layout(kind)
        made = ((n, _writer(field.way, field.target)) for n, field in enumerate(of.fields))
        written = tuple((n, write) for n, write in made if write is not None)
        found = _PLANS[kind] = of.values, written, _SHORTEN.get(kind)
    return found


def _writer(way: str, target: type[Any] | None) -> Writer | None:
    if target is DateEstimate:
        return _estimate
    if target is None or target in NATIVE:
        return _WRITE.get(way)
    if way == "record":
        return lambda tables, value: tables.place(target, value)
    if target in COLUMNAR:
        return lambda tables, value: len(value) if tables.fill(target, value) else tables.places(target, value)
    return lambda tables, value: tables.places(target, value) if value else value


def _estimate(_: _Tables, value: DateEstimate) -> Any:
    """MessagePack has no time zones: a moment is written beside."""
    return value if value.time is None else [replace(value, time=None), value.time.isoformat()]


_WRITE: dict[str, Writer] = {
    "span": lambda _, span: (span.start, span.end - span.start),
    "spans": lambda _, spans: [n for span in spans for n in (span.start, span.end - span.start)],
    "day": lambda _, day: day.toordinal(),
    "days": lambda _, days: [day.toordinal() for day in days],
    "moment": lambda _, moment: moment.isoformat(),
    "where": lambda _, where: where if isinstance(where, str) else (where.start, where.end),
}


def _shorten_actor(row: list[Any], actor: Actor, text: str) -> None:
    place = layout(Actor).places["text"]
    if actor.text == text[actor.span.start : actor.span.end]:
        row[place] = HELD


def _shorten_item(row: list[Any], item: Item, text: str) -> None:
    """An item's text is the text itself, or its pieces of the page's; headline, standfirst and paragraphs are lines of it."""
    places, lines = layout(Item).places, item.text.split("\n")
    if item.text == text:
        row[places["text"]] = HELD
    elif item.text == joined(item.pieces, text):
        row[places["text"]] = PIECED
    if item.headline == lines[0]:
        row[places["headline"]] = HELD
    if len(lines) > 1 and item.standfirst == lines[1]:
        row[places["standfirst"]] = HELD
    if item.paragraphs and tuple(lines[-len(item.paragraphs) :]) == item.paragraphs:
        row[places["paragraphs"]] = len(item.paragraphs)


def joined(pieces: Iterable[Piece], text: str) -> str:
    """The pieces of a page's text, one a line."""
    return "\n".join(text[piece.page_span.start : piece.page_span.end] for piece in pieces)


_SHORTEN: dict[type[Any], Shortening] = {Actor: _shorten_actor, Item: _shorten_item}


def _columns(kind: type[Any], rows: Sequence[Any], tables: _Tables) -> list[Any]:
    """Fields whose values are all the default are left out."""
    of = layout(kind)
    made: dict[int | str, Any] = {}
    for field, column in zip(of.fields, zip(*map(of.values, rows), strict=True), strict=True):
        if field.has_default and column[0] is field.empty and column.count(field.empty) == len(rows):
            continue
        if field.way == "record":
            assert field.target is not None
            made[field.number] = tables.places(field.target, column)
        else:
            made[field.number] = _spans(column) if field.way == "span" else column
    if kind is Mention:
        _shorten_mentions(made, tables.text)
    elif kind is Piece:
        _shorten_pieces(made)
    for field in of.fields:
        if field.way == "span" and isinstance(made[field.number], tuple):
            made[field.number] = _gaps(*made[field.number])
    return [len(rows), made]


def _spans(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    return [s.start for s in spans], [s.end for s in spans]


def _gaps(starts: list[int], ends: list[int]) -> list[list[int]]:
    """Spans as the gap to the end of the one before, and their length."""
    return [list(map(sub, starts, [0, *ends])), list(map(sub, ends, starts))]


_SPAN, _PAGE_SPAN, _TEXT = number("span"), number("page_span"), number("text")


def _shorten_mentions(made: dict[int | str, Any], text: str) -> None:
    """A mention's words are those of its span."""
    here = [text[start:end] for start, end in zip(*made[_SPAN], strict=True)]
    words = made[_TEXT]
    made[_TEXT] = HELD if here == list(words) else [HELD if a == b else b for a, b in zip(here, words, strict=True)]


def _shorten_pieces(made: dict[int | str, Any]) -> None:
    """Where all pieces stand on the page as they stand in the item, how far they are moved."""
    (starts, ends), (page_starts, page_ends) = made[_SPAN], made[_PAGE_SPAN]
    by = page_starts[0] - starts[0]
    if page_starts == [n + by for n in starts] and page_ends == [n + by for n in ends]:
        made[_PAGE_SPAN] = by


compiled_records = built(__package__, "compiled_records")
#: The same in a fifth of the time, where it could be compiled.
plain_of: Callable[[Any], list[Any]] = (
    plain_plain_of if compiled_records is None else compiled_records.Writing(_writer, _SHORTEN).plain_of
)
