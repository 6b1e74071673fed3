# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `furniture` and `html_features` read off the characters of a page's lines, compiled."""

from cpython.object cimport Py_TYPE
from cpython.unicode cimport PyUnicode_FromObject, PyUnicode_Substring

import numpy as np

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4)
    object PyUnicode_New(Py_ssize_t, Py_UCS4)
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object)
    void PyUnicode_WRITE(int, void *, Py_ssize_t, Py_UCS4) noexcept
    object PyType_GenericAlloc(type, Py_ssize_t)
    bint PyObject_GC_IsTracked(object)
    void PyObject_GC_UnTrack(void *)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept
    Py_ssize_t PyUnicode_Find(object, object, Py_ssize_t, Py_ssize_t, int) except -2


cdef enum:
    # As `furniture._FEW_SPACES`.
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


cdef inline unsigned int _place(unsigned int first, unsigned int second, unsigned int third) noexcept:
    """Where a table begins to look for three letters, of which the last ones may be 0."""
    return (first * 31 + second) * 961 + third * 7


cdef inline unsigned int _letter(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    return <unsigned int>PyUnicode_READ(kind, data, at) if at < end else 0


cdef class Openings:
    """How words open that `furniture` looks for: in any place of a line, and at its beginning."""

    cdef unsigned int[:, ::1] letters
    cdef unsigned long long[:, ::1] anywhere, first, taking
    cdef unsigned int mask
    cdef Py_ssize_t width, longest
    cdef list needed
    cdef object plain

    def __init__(self, dict anywhere, dict first, list taking, list needed, plain):
        cdef unsigned int size = 8, place
        cdef Py_ssize_t part
        openings = {*anywhere, *first}
        bits = [*anywhere.values(), *first.values(), *taking, 1]
        while size < 4 * len(openings):
            size *= 2
        self.mask, self.width = size - 1, max([number.bit_length() for number in bits]) // 64 + 1
        self.letters = np.zeros((size, 3), np.uint32)
        self.anywhere, self.first = np.zeros((size, self.width), np.uint64), np.zeros((size, self.width), np.uint64)
        self.taking, self.longest = np.zeros((len(taking), self.width), np.uint64), len(taking) - 1
        for place in range(len(taking)):
            for part in range(self.width):
                self.taking[place, part] = taking[place] >> 64 * part & 0xFFFFFFFFFFFFFFFF
        self.needed, self.plain = needed, plain
        if len(needed) > 64 * self.width:
            raise ValueError("more letters than alternatives")
        for opening in openings:
            if not 0 < len(opening) <= 3:
                raise ValueError(f"{opening!r} is no opening")
            one, two, three = [ord(letter) for letter in opening] + [0] * (3 - len(opening))
            place = _place(one, two, three) & self.mask
            while self.letters[place, 0]:
                place = (place + 1) & self.mask
            self.letters[place, 0], self.letters[place, 1], self.letters[place, 2] = one, two, three
            for part in range(self.width):
                self.anywhere[place, part] = anywhere.get(opening, 0) >> 64 * part & 0xFFFFFFFFFFFFFFFF
                self.first[place, part] = first.get(opening, 0) >> 64 * part & 0xFFFFFFFFFFFFFFFF

    cdef inline bint add(self, unsigned int one, unsigned int two, unsigned int three, bint first, unsigned long long *bits) noexcept:
        """Adds the bits of an opening, if it is one that stands anywhere or, as told, at the beginning; false where it is none."""
        cdef unsigned int place = _place(one, two, three) & self.mask
        cdef Py_ssize_t part
        cdef unsigned long long here, held = 0
        while self.letters[place, 0]:
            if self.letters[place, 0] == one and self.letters[place, 1] == two and self.letters[place, 2] == three:
                for part in range(self.width):
                    here = self.first[place, part] if first else self.anywhere[place, part]
                    bits[part] |= here
                    held |= here
                return held != 0
            place = (place + 1) & self.mask
        return False

    def looked_at(self, list lines, list lower, Py_ssize_t most_spaces, Py_ssize_t most):
        """As `furniture.looked_at`."""
        cdef unsigned long long[16] bits
        cdef Py_ssize_t i, part
        cdef list found = []
        cdef object possible
        cdef str text
        if self.width > 16:
            raise ValueError("too many alternatives")
        if len(lines) != len(lower):
            raise ValueError(f"{len(lines)} lines, {len(lower)} in lower case")
        for i in range(len(lines)):
            if not lines[i]:
                continue
            for part in range(self.width):
                bits[part] = 0
            text = PyUnicode_FromObject(lower[i])
            self.look(text, most_spaces, most, bits)
            if not self.left(PyUnicode_FromObject(lines[i]), text, most, bits):
                continue
            possible = 0
            for part in range(self.width):
                if bits[part]:
                    possible |= <object>bits[part] << 64 * part
            found.append((i, possible))
        return found

    cdef bint left(self, str line, str lower, Py_ssize_t most, unsigned long long *bits) except -1:
        """As `furniture._left`, for the first `most` characters; whether any is left."""
        cdef Py_ssize_t at, part, words = 1, length = min(len(line), most), number
        cdef int kind = PyUnicode_KIND(line), shift
        cdef void *data = PyUnicode_DATA(line)
        cdef unsigned long long held = 0
        for part in range(self.width):
            held |= bits[part]
        if not held:
            return False
        for at in range(length):
            words += PyUnicode_READ(kind, data, at) == c" "
        words = min(words, self.longest)
        held = 0
        for part in range(self.width):
            bits[part] &= self.taking[words, part]
            held |= bits[part]
        if not held:
            return False
        if not line.isascii() and not self.plain(line if length == len(line) else line[:length]):
            return True
        length = min(len(lower), most)
        held = 0
        for part in range(self.width):
            for shift in range(64):
                if not bits[part] >> shift:
                    break
                if not bits[part] >> shift & 1:
                    continue
                number = 64 * part + shift
                if PyUnicode_Find(lower, self.needed[number], 0, length, 1) < 0:
                    bits[part] &= ~(<unsigned long long>1 << shift)
            held |= bits[part]
        return held != 0

    cdef int look(self, str text, Py_ssize_t most_spaces, Py_ssize_t most, unsigned long long *bits) except -1:
        cdef Py_ssize_t at = 0, length = len(text), start, spaces = 0, part
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_UCS4 char
        cdef unsigned int two, three
        cdef bint first = True
        if length >= most_spaces:
            for at in range(length):
                spaces += PyUnicode_READ(kind, data, at) == c" "
            if spaces >= most_spaces:
                return 0
            at = 0
        length = min(length, most)
        while at < length:
            char = PyUnicode_READ(kind, data, at)
            start = at
            at += 1
            if char == u"©":
                self.add(char, 0, 0, False, bits)
            if not _of_word(char):
                continue
            while at < length and _of_word(PyUnicode_READ(kind, data, at)):
                at += 1
            two, three = _letter(kind, data, start + 1, at), _letter(kind, data, start + 2, at)
            if first:
                first = False
                self.add(char, 0, 0, True, bits)
                if two:
                    self.add(char, two, 0, True, bits)
                if three:
                    self.add(char, two, three, True, bits)
            if self.add(char, two, three, False, bits) or char < FEW_SPACES:
                continue
            if not (three and self.add(char, two, 0, False, bits)) and two:
                self.add(char, 0, 0, False, bits)
        return 0


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


#: The words for one of `date_lines.NUMBER_WORD`.
cdef frozenset _ones = frozenset("a an one ein eine einer einem un une uno una um uma en ett et".split())


def counts(given):
    """As `date_lines.counts`; None where words for one, or letters that are none of ASCII, leave it open."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, length = len(text), start
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 char
    cdef bint plain = True
    for at in range(length):
        char = PyUnicode_READ(kind, data, at)
        if c"0" <= char <= c"9" or char > 127 and Py_UNICODE_ISDECIMAL(char):
            return True
        plain = plain and char < 128
    if not plain:
        return None
    at = 0
    while at < length:
        start = at
        while at < length and _of_word(PyUnicode_READ(kind, data, at)):
            at += 1
        if 0 < at - start < 6 and at < length and PyUnicode_READ(kind, data, at) == c" " and text[start:at].lower() in _ones:
            return None
        at += 1
    return False


def wide(given):
    """As `html_blocks.wide_ones`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at, found = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 char
    if kind == 1:
        return 0
    for at in range(len(text)):
        char = PyUnicode_READ(kind, data, at)
        found += 0x3040 <= char <= 0x9FFF or 0xAC00 <= char <= 0xD7AF
    return found


def columns(list blocks, list looks, list names, list handed, headings):
    """As `html_blocks.columns`."""
    cdef list tags = [], flagged = [], linked = [], headed = []
    cdef Py_ssize_t i, element, look, elements = min(len(looks), len(handed)), count = len(names)
    cdef list tag_of = [tag for tag, _ in names]
    cdef list heads = [tag in headings for tag in tag_of]
    for i in range(len(blocks)):
        block = blocks[i]
        element = block.element
        if not 0 <= element < elements:
            raise IndexError(f"element {element} of {elements}")
        look = looks[element]
        if not 0 <= look < count:
            raise IndexError(f"look {look} of {count}")
        tags.append(tag_of[look])
        flagged.append(handed[element])
        if <double>block.density >= 0.5:
            linked.append(i)
        if heads[look] is True:
            headed.append(i)
    return tags, flagged, linked, headed


def lowered(list blocks):
    """The text of each block in lower case, as `str.lower` gives it."""
    cdef list found = []
    for block in blocks:
        found.append(_lowered(PyUnicode_FromObject(block.text)))
    return found


cdef str _lowered(str text):
    cdef Py_ssize_t at, length = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef unsigned int char, most = 0
    cdef object made
    cdef void *into
    # Those of ASCII are quick as they are.
    if text.isascii():
        return text.lower()
    made = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(text))
    into = PyUnicode_DATA(made)
    for at in range(length):
        char = <unsigned int>PyUnicode_READ(kind, data, at)
        if char < 128:
            if c"A" <= char <= c"Z":
                char += 32
        elif char == 0x130 or char == 0x3A3:
            # Two letters come of the one, and the other is told by what stands around it.
            return text.lower()
        else:
            char = <unsigned int>Py_UNICODE_TOLOWER(<Py_UCS4>char)
        most |= char
        PyUnicode_WRITE(kind, into, at, <Py_UCS4>char)
    # A text whose letters take less room, or more, than before.
    if most < 128 or kind == 1 and most > 255 or kind == 2 and not 256 <= most < 65536 or kind == 4 and most < 65536:
        return text.lower()
    return made


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
