# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `captures_store` does with the pieces and blocks of a page, compiled."""

from operator import itemgetter

from cpython.unicode cimport PyUnicode_FromObject

from ..types import Block, Item, Page, Piece, Span

include "compiled_slots.pxi"

cdef Slot _START = Slot(Span, "start"), _END = Slot(Span, "end")
cdef Slot _HERE = Slot(Piece, "span"), _THERE = Slot(Piece, "page_span"), _ROLE = Slot(Piece, "role")
cdef Slot _PIECES = Slot(Item, "pieces"), _ID = Slot(Item, "id"), _BLOCKS = Slot(Page, "blocks")
cdef Slot _SPAN = Slot(Block, "span"), _BLOCK_ROLE = Slot(Block, "role"), _ITEM = Slot(Block, "item"), _LINK = Slot(Block, "link")
cdef object _FIRST = itemgetter(0)


def stands(page, item):
    """As `captures_store._stands`."""
    cdef str text = PyUnicode_FromObject(item.text), whole = PyUnicode_FromObject(page.text)
    cdef tuple pieces = tuple(item.pieces)
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
    cdef tuple own
    for item in items:
        own = tuple(value_of(_PIECES, item))
        for piece in own:
            there = value_of(_THERE, piece)
            found.append((value_of(_START, there), value_of(_END, there), piece, item))
    found.sort(key=_FIRST)
    return found


def without(given, list placed):
    """As `captures_store._without`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef list kept = []
    cdef object end = 0
    for piece in placed:
        if piece[0] != end:
            kept.append(text[end : piece[0]])
        end = piece[1]
    kept.append(text[end:])
    return "".join(kept)


def without_pieces(page, parts):
    """As `captures_store._without_pieces`. Most blocks are the piece after that of the block before."""
    cdef list runs = [], own = [], last = None
    cdef list pieces = [tuple(value_of(_PIECES, item)) for item in parts], ids = [value_of(_ID, item) for item in parts]
    cdef Py_ssize_t alone = 0, n = 0, k = 0
    cdef dict where = None
    cdef tuple found, blocks = tuple(value_of(_BLOCKS, page))
    for block in blocks:
        found = None
        if value_of(_LINK, block) is None:
            while n < len(pieces) and k >= len(<tuple>pieces[n]):
                n, k = n + 1, 0
            if n < len(pieces) and _is(block, (<tuple>pieces[n])[k], ids[n]):
                found = n, k
            else:
                if where is None:
                    where = _places(pieces, ids)
                found = where.get(_place(value_of(_SPAN, block), value_of(_BLOCK_ROLE, block), value_of(_ITEM, block)))
        if found is None:
            own.append(block)
            alone += 1
            last = None
            continue
        n, k = found[0], found[1] + 1
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


cdef bint _is(block, piece, item) except -1:
    """Whether a block is a piece, and no other piece can be at its place: pieces do not overlap, but for empty ones."""
    here, there = value_of(_SPAN, block), value_of(_THERE, piece)
    start, end = value_of(_START, here), value_of(_END, here)
    return (
        start < end
        and start == value_of(_START, there)
        and end == value_of(_END, there)
        and value_of(_BLOCK_ROLE, block) == value_of(_ROLE, piece)
        and value_of(_ITEM, block) == item
    )


cdef dict _places(list pieces, list ids):
    cdef dict where = {}
    for n, of_item in enumerate(pieces):
        for k, piece in enumerate(<tuple>of_item):
            where[_place(value_of(_THERE, piece), value_of(_ROLE, piece), ids[n])] = n, k
    return where


cdef tuple _place(span, role, item):
    return value_of(_START, span), value_of(_END, span), role, item
