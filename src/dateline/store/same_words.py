"""One record for words that several captures show: what their page says of the day may differ, and whatever came first, the same one stays.

The record whose day is the best known stays: known before not known, certain before doubtful, then the earlier last day (words that a page
shows were there by then), then the narrower range; among equals the one whose bytes come first. It goes with the capture that it was read
from. On the development pages 80 of 2,442 revisions stand on several pages, most with another day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, select

from ..types import Item, Page
from . import readings, rereading, schema
from .captures_store import make_whole
from .records_store import encoded
from .records_writing import plain_of
from .rows import chunks
from .writing import Held


class Shown(NamedTuple):
    """An item of a page whose words were there already: on which capture, read by which rules."""

    item: Item
    capture: str
    rules: tuple[str, ...]


def shown_again(pages: Sequence[Page], held: Held) -> Iterator[Shown]:
    """The items of new captures whose revision was held, or came on a page before."""
    revisions, captures = set(held.revisions), set(held.captures)
    for page, capture in zip(pages, held.ids, strict=True):
        for item in page.items if capture not in captures else ():
            if item.revision in revisions:
                yield Shown(item, capture, page.rules)
            revisions.add(item.revision)
        captures.add(capture)


def settle_readings(connection: Connection, shown: Sequence[Shown]) -> None:
    """Puts readings that are better than what is held in its place."""
    kept = schema.captures.c.digest
    there: set[str] = set()
    for part in chunks(dict.fromkeys(one.capture for one in shown)):
        there.update(connection.execute(select(kept).where(kept.in_(part))).scalars())
    for item, capture, rules in shown:
        if capture in there and is_better(connection, item):
            make_whole(connection, item.revision)
            rereading.put(connection, item, capture)
            place = schema.revisions.update().where(schema.revisions.c.id == item.revision)
            connection.execute(place.values(capture=capture))
            if rules:
                readings.note_rules(connection, [item.revision], rules)


def is_better(connection: Connection, item: Item) -> bool:
    """Whether a record goes before the one that is held of its revision."""
    held = rereading.as_read(connection, item.revision)
    return held is not None and held.id == item.id and _better(item, held)


def _better(one: Item, other: Item) -> bool:
    mine, theirs = _day(one), _day(other)
    return mine < theirs if mine != theirs else one != other and _body(one) < _body(other)


def _day(item: Item) -> tuple[int, ...]:
    known = item.published
    return (1,) if known is None else (0, known.doubtful, known.latest.toordinal(), -known.earliest.toordinal())


def _body(item: Item) -> bytes:
    """What a record says, but for its places on a page."""
    return encoded(plain_of(replace(item, pieces=tuple(replace(piece, page_span=piece.span) for piece in item.pieces))))
