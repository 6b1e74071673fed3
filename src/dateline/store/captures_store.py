"""Captures as bytes: a page holds the words of its items, and so do the revisions that it brought; they are kept once.

A page is packed without the items whose revisions say the same, without the words of their pieces and without the blocks that are pieces:
["lean", the page without them, [for every item its revision or None], [runs of blocks: own ones as a count below zero, else item, first
piece, count]]. Before the record of such a revision changes or goes, the page is made whole (`make_whole`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter, le
from typing import Any

from sqlalchemy import Connection, select
from zstandard import ZstdCompressor

from ..compiled import built
from ..errors import ArchiveDamaged
from ..types import Block, Item, Page, Piece
from . import schema
from .records_store import PLAIN, compressed, item_of, made, page_of, plain_values
from .records_writing import plain_of
from .rows import chunks

_LEAN = "lean"
compiled_captures = built(__package__, "compiled_captures")


def bare(item: Item) -> Item:
    """An item without facts: what a page keeps of it."""
    return replace(item, mentions=(), statements=(), events=(), figures=())


def pack_page(page: Page, brought: frozenset[str] = frozenset(), packer: ZstdCompressor = PLAIN) -> bytes:
    """A page without facts as bytes; `brought` names the revisions that are held as the page has them, and are read with it."""
    return compressed(plain_page(page, brought), packer)


def plain_page(page: Page, brought: frozenset[str]) -> list[Any]:
    """What `pack_page` packs, as plain values."""
    parts = [item for item in page.items if item.revision in brought and _stands(page, item)] if brought else []
    placed = _pieces(parts)
    if len({item.revision for item in parts}) < len(parts) or not _apart(placed):
        parts, placed = [], []
    left_out = {item.revision for item in parts}
    own = tuple(bare(item) for item in page.items if item.revision not in left_out)
    runs, blocks = _without_pieces(page, parts)
    lean = replace(page, text=_without(page.text, placed), items=own, blocks=tuple(blocks), rules=())
    order = [item.revision if item.revision in left_out else None for item in page.items]
    return [_LEAN, plain_of(lean), order, runs] if parts else plain_of(lean)


def _plain_stands(page: Page, item: Item) -> bool:
    """Whether the pieces of an item stand on the page as they stand in it."""
    text, whole = item.text, page.text
    for piece in item.pieces:
        here, there = piece.span, piece.page_span
        if text[here.start : here.end] != whole[there.start : there.end]:
            return False
    return bool(item.pieces)


Placed = list[tuple[int, int, Piece, Item]]


def _plain_pieces(items: Iterable[Item]) -> Placed:
    """The pieces of items in the order of the page: (start and end there, piece, item)."""
    found = [(p.page_span.start, p.page_span.end, p, item) for item in items for p in item.pieces]
    return sorted(found, key=itemgetter(0))


def _apart(placed: Placed) -> bool:
    """Whether no two pieces overlap on the page."""
    return all(map(le, [one[1] for one in placed], [one[0] for one in placed[1:]]))


def _plain_without(text: str, placed: Placed) -> str:
    starts, ends = [one[0] for one in placed], [one[1] for one in placed]
    return "".join([text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)])


def _with(text: str, items: Sequence[Item]) -> str:
    """The inverse of `_without`."""
    found, at, end = [], 0, 0
    for start, stop, piece, item in _pieces(items):
        gap = start - end
        found += [text[at : at + gap], piece.span.of(item.text)]
        at, end = at + gap, stop
    return "".join([*found, text[at:]])


def _plain_without_pieces(page: Page, parts: Sequence[Item]) -> tuple[list[Any], list[Block]]:
    """The runs of a page's blocks, and those that are no pieces."""
    where: dict[tuple[int, int, str, str | None], tuple[int, int]] = {
        (p.page_span.start, p.page_span.end, p.role, item.id): (n, k)
        for n, item in enumerate(parts)
        for k, p in enumerate(item.pieces)
    }
    runs: list[Any] = []
    own: list[Block] = []
    for block in page.blocks:
        span = block.span
        found = where.get((span.start, span.end, block.role, block.item)) if block.link is None else None
        if found is None:
            own.append(block)
            if runs and isinstance(runs[-1], int):
                runs[-1] -= 1
            else:
                runs.append(-1)
        elif runs and not isinstance(runs[-1], int) and (runs[-1][0], runs[-1][1] + runs[-1][2]) == found:
            runs[-1][2] += 1
        else:
            runs.append([*found, 1])
    return runs, own


_stands: Callable[[Page, Item], bool] = _plain_stands if compiled_captures is None else compiled_captures.stands
_pieces: Callable[[Iterable[Item]], Placed] = _plain_pieces if compiled_captures is None else compiled_captures.pieces
_without: Callable[[str, Placed], str] = _plain_without if compiled_captures is None else compiled_captures.without
_without_pieces: Callable[[Page, Sequence[Item]], tuple[list[Any], list[Block]]] = (
    _plain_without_pieces if compiled_captures is None else compiled_captures.without_pieces
)


def _block(item: Item, number: int) -> Block:
    piece = item.pieces[number]
    return Block(piece.page_span, piece.role, item.id)


def _blocks(runs: Sequence[Any], own: Sequence[Block], parts: Sequence[Item]) -> Iterator[Block]:
    """The inverse of `_without_pieces`."""
    waiting = iter(own)
    for run in runs:
        if isinstance(run, int):
            yield from (next(waiting) for _ in range(-run))
        else:
            yield from (_block(parts[run[0]], k) for k in range(run[1], run[1] + run[2]))


def read_page(connection: Connection, data: bytes) -> Page:
    """The page of a capture. Raises ArchiveDamaged."""
    plain = plain_values(data)
    if not (isinstance(plain, list) and plain[0] == _LEAN):
        return page_of(data)
    _, lean, order, runs = plain
    held = _held(connection, [id for id in order if id is not None])
    page: Page = made(lean)
    own = iter(page.items)
    items = tuple(held[id] if id is not None else next(own) for id in order)
    parts = [held[id] for id in order if id is not None]
    return replace(page, text=_with(page.text, parts), items=items, blocks=tuple(_blocks(runs, page.blocks, parts)))


def _held(connection: Connection, ids: Sequence[str]) -> Mapping[str, Item]:
    r = schema.revisions.c
    rows = (row for part in chunks(ids) for row in connection.execute(select(r.id, r.data).where(r.id.in_(part))))
    found = {row.id: bare(item_of(row.data)) for row in rows}
    missing = next((id for id in ids if id not in found), None)
    if missing is not None:
        raise ArchiveDamaged(f"a capture lacks revision {missing}, whose words it shows; restore a backup or add its page again")
    return found


def make_whole(connection: Connection, revision: str) -> None:
    """Packs the page that brought a revision with all its words, before the record of the revision changes or goes."""
    c = schema.captures.c
    brought = select(schema.revisions.c.capture).where(schema.revisions.c.id == revision).scalar_subquery()
    row = connection.execute(select(c.digest, c.page).where(c.digest == brought)).first()
    if row is not None:
        place = schema.captures.update().where(c.digest == row.digest)
        connection.execute(place.values(page=pack_page(read_page(connection, row.page))))


def make_lean(connection: Connection, captures: Iterable[str] | None = None) -> None:
    """Packs captures, or all, without the words that the revisions they brought hold."""
    c, r = schema.captures.c, schema.revisions.c
    wanted = connection.execute(select(c.digest)).scalars().all() if captures is None else list(captures)
    for part in chunks(wanted):
        for row in connection.execute(select(c.digest, c.page).where(c.digest.in_(part))).all():
            page = read_page(connection, row.page)
            held = connection.execute(select(r.id, r.data).where(r.capture == row.digest)).all()
            same = {found.id: bare(item_of(found.data)) for found in held}
            brought = frozenset(item.revision for item in page.items if same.get(item.revision) == bare(item))
            connection.execute(schema.captures.update().where(c.digest == row.digest).values(page=pack_page(page, brought)))
