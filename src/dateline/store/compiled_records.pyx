# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`records_writing.plain_of`, compiled: the same tables, with values taken from where they lie in a record."""

from cpython.unicode cimport PyUnicode_FromObject
from libc.stdlib cimport calloc, free

from ..types import Actor, DateEstimate, Entity, Mention, Piece, Span
from .records_layout import COLUMNAR, FORMAT, HELD, NATIVE, layout, number

include "compiled_slots.pxi"

cdef extern from *:
    """
    /* Records lie in steps: the upper bits of the product tell them apart. */
    static inline size_t scattered(size_t key) { return (unsigned int)((key >> 4) * 2654435761u) >> 12; }
    """
    size_t scattered(size_t) noexcept


cdef enum:
    # The place of a record whose place is not settled.
    _TRIED = -2

cdef enum:
    AS_IS, SPAN, SPANS, RECORD, RECORDS, FILLED, ESTIMATE, CALLED

_WAYS = {"span": SPAN, "spans": SPANS, "record": RECORD, "records": RECORDS}
cdef object _KEYS_OF_COLUMNAR = [(kind, number(kind.__name__)) for kind in COLUMNAR]
cdef object _ENTITY_KEY = number("Entity")
cdef Slot _START = Slot(Span, "start"), _END = Slot(Span, "end"), _TIME = Slot(DateEstimate, "time")


cdef class _Field(Slot):
    """A field and how it is written, the class that it refers to, its default."""

    cdef object key, empty, write
    cdef _Kind target
    cdef int way
    cdef bint has_default, of_spans


cdef class _Kind:
    """How the records of a class are written."""

    cdef object of, key, numbers, shorten
    cdef list fields
    cdef bint columnar, whole
    cdef Py_ssize_t text, span


cdef class _Seen:
    """Places of records, known by where they lie."""

    cdef size_t *keys
    cdef int *found
    cdef size_t size, used

    def __cinit__(self):
        self._make(256)

    def __dealloc__(self):
        free(self.keys)
        free(self.found)

    cdef int _make(self, size_t size) except -1:
        self.size, self.used = size, 0
        self.keys, self.found = <size_t *>calloc(size, sizeof(size_t)), <int *>calloc(size, sizeof(int))
        if self.keys is NULL or self.found is NULL:
            raise MemoryError
        return 0

    cdef inline size_t _at(self, size_t key) noexcept:
        """Where a record stands, or would."""
        cdef size_t at = scattered(key) & (self.size - 1)
        while self.keys[at] and self.keys[at] != key:
            at = (at + 1) & (self.size - 1)
        return at

    cdef inline int get(self, record) noexcept:
        """The place of a record; -1 where it is not known."""
        cdef size_t key = <size_t><PyObject *>record
        cdef size_t at = self._at(key)
        return self.found[at] if self.keys[at] else -1

    cdef int put(self, record, int place) except -1:
        cdef size_t key = <size_t><PyObject *>record
        cdef size_t at = self._at(key)
        self.used += self.keys[at] == 0
        self.keys[at], self.found[at] = key, place
        if 2 * self.used > self.size:
            self._grow(2 * self.size, True)
        return 0

    cdef int _grow(self, size_t size, bint tried) except -1:
        """Makes room for as many records; those whose place is not settled go along if they are `tried` still."""
        cdef size_t *keys = self.keys
        cdef int *found = self.found
        cdef size_t n, at, before = self.size
        self._make(size)
        for n in range(before):
            if keys[n] and (tried or found[n] >= 0):
                at = self._at(keys[n])
                self.keys[at], self.found[at] = keys[n], found[n]
                self.used += 1
        free(keys)
        free(found)
        return 0

    cdef bint put_all(self, records) except -1:
        """Gives records their places in a row, unless one comes twice or has a place."""
        cdef int n = 0
        for record in records:
            if self._knows(record):
                self._grow(self.size, False)
                return False
            self.put(record, _TRIED)
        for record in records:
            self.found[self._at(<size_t><PyObject *>record)] = n
            n += 1
        return True

    cdef inline bint _knows(self, record) noexcept:
        return self.keys[self._at(<size_t><PyObject *>record)] != 0


cdef class Writing:
    """What writes records. `other` tells by way and class what writes the values that have no way of their own here; `shorten` holds what
    shortens the rows of classes."""

    cdef object _other, _shorten
    cdef dict _kinds
    cdef _Kind _entities

    def __init__(self, other, dict shorten):
        self._other, self._shorten, self._kinds = other, shorten, {}
        self._entities = self._kind(Entity)

    def plain_of(self, record):
        """As `records_writing.plain_of`."""
        cdef _Tables tables = _Tables(getattr(record, "text", ""))
        cdef dict written = {}
        cdef _Kind kind = self._kind(type(record))
        cdef list rows
        tables.place(kind, record)
        for of, key in _KEYS_OF_COLUMNAR:
            rows = tables.rows.pop(of, None)
            if rows:
                written[key] = _columns(self._kind(of), rows, tables)
        rows = tables.rows.pop(Entity, None)
        if rows:
            written[_ENTITY_KEY] = [self._entities.numbers, [_values(self._entities, one) for one in rows]]
        for of, rows in tables.rows.items():
            kind = self._kind(of)
            written[kind.key] = [kind.numbers, rows]
        return [FORMAT, number(type(record).__name__), tables.text, written]

    cdef _Kind _kind(self, of):
        cdef _Kind kind = self._kinds.get(of)
        cdef _Field field
        if kind is not None:
            return kind
        kind = self._kinds[of] = _Kind()
        made = layout(of)
        kind.of, kind.key, kind.numbers, kind.shorten = of, number(of.__name__), made.numbers, self._shorten.get(of)
        kind.columnar, kind.whole, kind.fields = of in COLUMNAR, of in COLUMNAR or of is Entity, []
        kind.text, kind.span = made.places.get("text", -1), made.places.get("span", -1)
        for one in made.fields:
            field = _Field(of, one.name)
            field.key, field.empty, field.has_default, field.of_spans = one.number, one.empty, one.has_default, one.way == "span"
            field.write = self._other(one.way, one.target)
            field.way = self._way(one, field.write)
            if field.way in (RECORD, RECORDS, FILLED) or (kind.columnar and one.way == "record"):
                field.target = self._kind(one.target)
            kind.fields.append(field)
        return kind

    cdef int _way(self, one, write):
        if one.target is DateEstimate:
            return ESTIMATE
        if write is None:
            return AS_IS
        if one.target in NATIVE:
            return CALLED
        if one.way == "records" and one.target in COLUMNAR:
            return FILLED
        return _WAYS.get(one.way, CALLED)


cdef class _Tables:
    """As `records_writing._Tables`."""

    cdef str text
    cdef dict rows, mentions
    cdef _Seen seen

    def __init__(self, text):
        self.text, self.rows, self.seen, self.mentions = PyUnicode_FromObject(text), {}, _Seen(), None

    cdef place(self, _Kind kind, record):
        cdef int found = self.seen.get(record)
        return found if found >= 0 else self._new(kind, record)

    cdef list places(self, _Kind kind, records):
        return [None if record is None else self.place(kind, record) for record in records]

    cdef bint fill(self, _Kind kind, records):
        if kind.of in self.rows or not self.seen.put_all(records):
            return False
        self.rows[kind.of] = list(records)
        return True

    cdef _new(self, _Kind kind, record):
        cdef list rows
        known = self._known(record) if kind.of is Mention else None
        if known is None:
            row = record if kind.whole else _row(kind, record, self)
            rows = self.rows.get(kind.of)
            if rows is None:
                rows = self.rows[kind.of] = []
            known = len(rows)
            rows.append(row)
        self.seen.put(record, known)
        return known

    cdef _known(self, mention):
        cdef list rows = self.rows.get(Mention, [])
        if self.mentions is None:
            self.mentions = {(one.span.start, one.type): n for n, one in enumerate(rows)}
        place = self.mentions.get((mention.span.start, mention.type))
        return place if place is not None and rows[place] == mention else None


cdef tuple _values(_Kind kind, record):
    return tuple([value_of(field, record) for field in kind.fields])


cdef list _row(_Kind kind, record, _Tables tables):
    cdef list row = []
    cdef _Field field
    for field in kind.fields:
        value = value_of(field, record)
        if field.way != AS_IS and value is not None:
            value = _written(field, value, tables)
        row.append(value)
    if kind.of is Actor:
        _shorten_actor(row, kind, tables.text)
    elif kind.shorten is not None:
        kind.shorten(row, record, tables.text)
    return row


cdef _shorten_actor(list row, _Kind kind, str text):
    start, length = row[kind.span]
    if row[kind.text] == text[start : start + length]:
        row[kind.text] = HELD


cdef _written(_Field field, value, _Tables tables):
    cdef int way = field.way
    if way == RECORD:
        return tables.place(field.target, value)
    if way == RECORDS:
        return tables.places(field.target, value) if value else value
    if way == FILLED:
        return len(value) if tables.fill(field.target, value) else tables.places(field.target, value)
    if way == SPAN:
        return value_of(_START, value), value_of(_END, value) - value_of(_START, value)
    if way == SPANS:
        return [n for span in value for n in (value_of(_START, span), value_of(_END, span) - value_of(_START, span))]
    if way == ESTIMATE and value_of(_TIME, value) is None:
        return value
    return field.write(None, value)


cdef list _columns(_Kind kind, list rows, _Tables tables):
    cdef dict made = {}
    cdef _Field field
    cdef list column
    for field in kind.fields:
        column = [value_of(field, record) for record in rows]
        if field.has_default and _all_are(column, field.empty):
            continue
        if field.target is not None:
            made[field.key] = tables.places(field.target, column)
        elif field.of_spans:
            made[field.key] = [value_of(_START, span) for span in column], [value_of(_END, span) for span in column]
        else:
            made[field.key] = tuple(column)
    if kind.of is Mention:
        _shorten_mentions(made, tables.text)
    elif kind.of is Piece:
        _shorten_pieces(made)
    for field in kind.fields:
        if field.of_spans and isinstance(made[field.key], tuple):
            made[field.key] = _gaps(made[field.key][0], made[field.key][1])
    return [len(rows), made]


cdef bint _all_are(list column, empty):
    """Whether all values are the default, and the first one is the same object."""
    if column[0] is not empty:
        return False
    for value in column:
        if value is not empty and value != empty:
            return False
    return True


cdef list _gaps(list starts, list ends):
    cdef list gaps = [], lengths = []
    cdef object last = 0
    for start, end in zip(starts, ends):
        gaps.append(start - last)
        lengths.append(end - start)
        last = end
    return [gaps, lengths]


cdef object _SPAN_KEY = number("span"), _PAGE_SPAN_KEY = number("page_span"), _TEXT_KEY = number("text")


cdef _shorten_mentions(dict made, str text):
    cdef list starts, ends, here
    starts, ends = made[_SPAN_KEY]
    here = [text[start:end] for start, end in zip(starts, ends)]
    words = made[_TEXT_KEY]
    made[_TEXT_KEY] = HELD if here == list(words) else [HELD if a == b else b for a, b in zip(here, words)]


cdef _shorten_pieces(dict made):
    cdef list starts, ends, page_starts, page_ends
    starts, ends = made[_SPAN_KEY]
    page_starts, page_ends = made[_PAGE_SPAN_KEY]
    cdef object by = page_starts[0] - starts[0], n
    cdef Py_ssize_t at
    for at in range(len(starts)):
        if page_starts[at] - starts[at] != by or page_ends[at] - ends[at] != by:
            return
    made[_PAGE_SPAN_KEY] = by
