# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `captures_store` does with the pieces and blocks of a page, compiled."""

from operator import itemgetter

from ..types import Block, Item, Page, Piece, Span

include "compiled_slots.pxi"

cdef Slot _START = Slot(Span, "start"), _END = Slot(Span, "end")
cdef Slot _HERE = Slot(Piece, "span"), _THERE = Slot(Piece, "page_span"), _ROLE = Slot(Piece, "role")
cdef Slot _PIECES = Slot(Item, "pieces"), _ID = Slot(Item, "id"), _BLOCKS = Slot(Page, "blocks")
cdef Slot _SPAN = Slot(Block, "span"), _BLOCK_ROLE = Slot(Block, "role"), _ITEM = Slot(Block, "item"), _LINK = Slot(Block, "link")
cdef object _FIRST = itemgetter(0)


def stands(page, item):
    """As `captures_store._stands`."""
    cdef str text = item.text, whole = page.text
    cdef tuple pieces = item.pieces
    for piece in pieces:
        here, there = value_of(_HERE, piece), value_of(_THERE, piece)
        if (
            text[value_of(_START, here) : value_of(_END, here)]
            != whole[value_of(_START, there) : value_of(_END, there)]
        ):
            return False
    return bool(pieces)


def pieces(items):
    """As `captures_store._pieces`."""
    cdef list found = []
    for item in items:
        for piece in <tuple>value_of(_PIECES, item):
            there = value_of(_THERE, piece)
            found.append((value_of(_START, there), value_of(_END, there), piece, item))
    found.sort(key=_FIRST)
    return found


def without_pieces(page, parts):
    """As `captures_store._without_pieces`."""
    cdef dict where = {}
    cdef list runs = [], own = [], last = None
    cdef Py_ssize_t alone = 0
    for n, item in enumerate(parts):
        id = value_of(_ID, item)
        for k, piece in enumerate(<tuple>value_of(_PIECES, item)):
            there = value_of(_THERE, piece)
            where[value_of(_START, there), value_of(_END, there), value_of(_ROLE, piece), id] = n, k
    for block in <tuple>value_of(_BLOCKS, page):
        span = value_of(_SPAN, block)
        found = None
        if value_of(_LINK, block) is None:
            place = value_of(_START, span), value_of(_END, span), value_of(_BLOCK_ROLE, block), value_of(_ITEM, block)
            found = where.get(place)
        if found is None:
            own.append(block)
            alone += 1
            last = None
            continue
        if alone:
            runs.append(-alone)
            alone = 0
        if last is not None and last[0] == found[0] and last[1] + last[2] == found[1]:
            last[2] += 1
        else:
            last = [found[0], found[1], 1]
            runs.append(last)
    if alone:
        runs.append(-alone)
    return runs, own
