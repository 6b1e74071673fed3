# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `furniture` and `html_features` read off the characters of a page's lines, compiled."""

from cpython.object cimport Py_TYPE
from cpython.unicode cimport PyUnicode_FromObject, PyUnicode_Substring

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    object PyType_GenericAlloc(type, Py_ssize_t)
    bint PyObject_GC_IsTracked(object)
    void PyObject_GC_UnTrack(void *)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept


cdef enum:
    # Places of the filter; as `furniture._FEW_SPACES`.
    FILTER = 16384
    FEW_SPACES = 0x3000


#: Of each ASCII character whether it is of a word, and whether `signs` looks at it.
cdef unsigned char[128] _word_signs, _shown


def _read_ascii():
    for char in range(128):
        _word_signs[char] = chr(char).isalnum() or chr(char) == "_"
        _shown[char] = chr(char) in ",.!?\"|@h"


_read_ascii()


cdef inline bint _of_word(Py_UCS4 char) noexcept:
    return _word_signs[char] if char < 128 else Py_UNICODE_ISALNUM(char)


cdef inline Py_ssize_t _place(unsigned int first, unsigned int second, unsigned int third) noexcept:
    """Where the filter of `openings` keeps three letters, of which the last ones may be 0."""
    return <Py_ssize_t>((first * 961 + second * 31 + third) & (FILTER - 1))


cdef inline unsigned int _letter(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    return <unsigned int>PyUnicode_READ(kind, data, at) if at < end else 0


def filter_of(wanted):
    """A byte for each place at which one of these openings would be kept."""
    cdef bytearray found = bytearray(FILTER)
    cdef str opening
    for opening in wanted:
        if opening:
            letters = [ord(letter) for letter in opening[:3]] + [0, 0]
            found[_place(letters[0], letters[1], letters[2])] = 1
    return bytes(found)


def openings(given, wanted, bytes filter):
    """As `furniture.openings`. Most words are settled by the filter, without a string of their opening; one in a script with few spaces
    may have one of fewer letters."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, start, length = len(text), size
    cdef Py_UCS4 char
    cdef unsigned int second
    cdef str opening
    cdef list found = []
    cdef const unsigned char *kept = filter
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    while at < length:
        char = PyUnicode_READ(kind, data, at)
        if char == c"\n":
            found.append("")
            at += 1
        elif _of_word(char):
            start = at
            at += 1
            while at < length and _of_word(PyUnicode_READ(kind, data, at)):
                at += 1
            size = min(at, start + 3) - start
            while size:
                second = _letter(kind, data, start + 1, start + size)
                if kept[_place(<unsigned int>char, second, _letter(kind, data, start + 2, start + size))]:
                    opening = PyUnicode_Substring(text, start, start + size)
                    if opening in wanted:
                        found.append(opening)
                        break
                size = size - 1 if char >= FEW_SPACES else 0
        else:
            at += 1
    return found


def signs(given):
    """As `html_features.signs`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at, length = len(text), commas = 0, ends = 0
    cdef bint quotes = False, marks = False, address = False
    cdef Py_UCS4 char
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    for at in range(length):
        char = PyUnicode_READ(kind, data, at)
        if not _shown[char] if char < 128 else char < 0xA9:
            continue
        if char == c"," or char == u"،" or char == u"、":
            commas += 1
        elif char in u".!?。！？।":
            ends += 1
        elif char in u'"“„«「':
            quotes = True
        elif char == c"|" or char == u"©":
            marks = True
        elif char == c"@":
            address = True
        elif char == c"h" and not address and text.startswith("http", at):
            address = True
    return commas, ends, quotes, marks, address


def made(type kind, tuple slots, *columns):
    """As `assembly.made`: the slots are set without the look-up that a frozen record's `__init__` makes for each of its fields. A record of
    nothing but texts and numbers, and of such records, is part of no cycle: the collector need not look at it."""
    cdef Py_ssize_t row, number, count = len(columns[0]), width = len(slots)
    cdef list found = [], column
    cdef object record, value
    cdef bint tracked
    for column in columns:
        if len(column) != count:
            raise ValueError(f"columns of {count} and {len(column)} rows")
    if len(columns) != width:
        raise ValueError(f"{len(columns)} columns for {width} slots")
    for slot in slots:
        if Py_TYPE(slot).tp_descr_set == NULL:
            raise TypeError(f"{slot!r} is no slot")
    for row in range(count):
        record = PyType_GenericAlloc(kind, 0)
        tracked = False
        for number in range(width):
            slot, value = slots[number], (<list>columns[number])[row]
            Py_TYPE(slot).tp_descr_set(slot, record, value)
            tracked = tracked or PyObject_GC_IsTracked(value)
        if not tracked:
            PyObject_GC_UnTrack(<void *>record)
        found.append(record)
    return found


cdef class Finder:
    """Finds which lines of a text hold one of some names of three small letters and more: as `html_blocks.holding`."""

    cdef list names
    #: For each pair of letters where its names begin in `names`, and behind the last one: their first letters are in order.
    cdef int first[1024]
    cdef int last[1024]

    def __init__(self, names):
        cdef int number, pair
        self.names = sorted(names)
        for pair in range(1024):
            self.first[pair] = self.last[pair] = 0
        for number in range(len(self.names)):
            name = self.names[number]
            if not (len(name) > 2 and "a" <= name[0] <= "z" and "a" <= name[1] <= "z"):
                raise ValueError(f"{name!r} does not open with two letters")
            pair = (ord(name[0]) - 97) * 32 + ord(name[1]) - 97
            if self.last[pair] == 0:
                self.first[pair] = number
            self.last[pair] = number + 1

    def lines(self, given, Py_ssize_t count):
        """A byte for each of so many lines."""
        cdef str text = PyUnicode_FromObject(given)
        cdef bytearray found = bytearray(count)
        cdef unsigned char *marks = found
        cdef Py_ssize_t at = 0, line = 0, length = len(text), size, place
        cdef int kind = PyUnicode_KIND(text), pair, number
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_UCS4 char, after
        cdef str name
        if count == 0:
            return bytes(found)
        char = PyUnicode_READ(kind, data, 0) if length else 0
        while at < length:
            after = PyUnicode_READ(kind, data, at + 1) if at + 1 < length else 0
            if char == c"\n":
                line += 1
                if line == count:
                    break
            elif not marks[line] and c"a" <= char <= c"z" and c"a" <= after <= c"z":
                pair = (<int>char - 97) * 32 + <int>after - 97
                for number in range(self.first[pair], self.last[pair]):
                    name = <str>self.names[number]
                    size = len(name)
                    if at + size > length:
                        continue
                    place = 2
                    while place < size and PyUnicode_READ(kind, data, at + place) == <Py_UCS4>name[place]:
                        place += 1
                    if place == size:
                        marks[line] = 1
                        break
            char = after
            at += 1
        return bytes(found)


cdef inline bint _names(Py_UCS4 char) noexcept:
    return char != c"=" and char != c"/" and char != c">" and not Py_UNICODE_ISSPACE(char)


def attributes(given):
    """As `html_tags.attributes`, without reading marks; None where a source is not as the walk finds it."""
    cdef str source = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, end = len(source), name, name_end, value
    cdef dict found = {}
    while at < end:
        if <Py_UCS4>source[at] != c" ":
            return None
        name = at + 1
        at = name + 1 if name < end and <Py_UCS4>source[name] == c"=" else name
        name_end = at
        while at < end and _names(source[at]):
            at += 1
        if at == name_end:
            return None
        name_end = at
        if at + 1 < end and <Py_UCS4>source[at] == c"=" and <Py_UCS4>source[at + 1] == c'"':
            value = at + 2
            at = source.find('"', value)
            if at < 0:
                return None
            found[PyUnicode_Substring(source, name, name_end)] = PyUnicode_Substring(source, value, at)
            at += 1
        else:
            found[PyUnicode_Substring(source, name, name_end)] = ""
    return found
