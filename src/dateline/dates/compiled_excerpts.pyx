# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""What `excerpts` looks for in all of a page's markup, compiled. Most characters are passed over unread."""

from cpython.unicode cimport PyUnicode_FromObject

cdef extern from "Python.h":
    ctypedef unsigned char Py_UCS1
    ctypedef unsigned short Py_UCS2
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2
    str PyUnicode_FromKindAndData(int, const void *, Py_ssize_t)

cdef enum:
    # Characters of an ISO date.
    STAMP = 10
    # As in `excerpts._CLASSES` and `excerpts.classes`: characters of a quoted class at most, of one whose end is not found, of one without
    # quotes.
    QUOTED = 118
    OPEN = 119
    UNQUOTED = 39
    # As in `excerpts._TAG`; characters of a stretch whose words are read.
    TAG = 1500
    STRETCH = 4100


cdef inline bint _digit(Py_UCS4 char) noexcept:
    return c"0" <= char <= c"9" or char > 127 and Py_UNICODE_ISDECIMAL(char)


ctypedef fused Chars:
    const Py_UCS1
    const Py_UCS2
    const Py_UCS4


cdef bint _stamp(Chars *data) noexcept:
    """Whether an ISO date begins there; ten characters from there on must exist."""
    cdef Py_UCS4 first = data[0], second = data[1]
    if data[7] != c"-" or not (first == c"1" and second == c"9" or first == c"2" and second == c"0"):
        return False
    if not _digit(data[2]) or not _digit(data[3]):
        return False
    first, second = data[5], data[6]
    if not (first == c"0" and _digit(second) or first == c"1" and c"0" <= second <= c"2"):
        return False
    return c"0" <= data[8] <= c"3" and _digit(data[9])


cdef int _find(Chars *data, Py_ssize_t length, Py_ssize_t most, list found) except -1:
    cdef Py_ssize_t at = STAMP - 1, start, last
    cdef Py_UCS4 char
    while at < length:
        char = data[at]
        if char == c"-" or _digit(char):
            last = min(at, length - STAMP)
            for start in range(at - STAMP + 1, last + 1):
                if data[start + 4] == c"-" and _stamp(data + start):
                    found.append(start)
                    if len(found) >= most:
                        return 0
        at += STAMP
    return 0


def stamps(given, Py_ssize_t most):
    """As `excerpts.stamps`. Of ten characters in a row one is looked at: every date has one there that is a digit or a hyphen."""
    cdef str text = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(text)
    cdef list found = []
    if kind == 1:
        _find(<const Py_UCS1 *>PyUnicode_DATA(text), len(text), most, found)
    elif kind == 2:
        _find(<const Py_UCS2 *>PyUnicode_DATA(text), len(text), most, found)
    else:
        _find(<const Py_UCS4 *>PyUnicode_DATA(text), len(text), most, found)
    return found


cdef inline bint _ends_in_class(int kind, void *data, Py_ssize_t at) noexcept:
    return (
        PyUnicode_READ(kind, data, at) == c"s"
        and PyUnicode_READ(kind, data, at - 1) == c"s"
        and PyUnicode_READ(kind, data, at - 2) == c"a"
        and PyUnicode_READ(kind, data, at - 3) == c"l"
        and PyUnicode_READ(kind, data, at - 4) == c"c"
    )


cdef inline Py_UCS4 _lower(Py_UCS4 char) noexcept:
    if c"A" <= char <= c"Z":
        return <Py_UCS4>(<unsigned int>char + 32)
    return char


def named(given, Py_ssize_t at, tuple names):
    """As `excerpts.named_elements`; None where a class has the one letter outside ASCII that small letters make a name of."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t end, last, place, number, size, first = at + 5, length = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 quote, char
    cdef bint begins[1024]
    cdef str name
    cdef bint speaks
    cdef list found = []
    cdef Py_UCS4 after
    for number in range(1024):
        begins[number] = False
    for name in names:
        begins[32 * (<int><Py_UCS4>name[0] & 31) + (<int><Py_UCS4>name[1] & 31)] = True
    while True:
        at = PyUnicode_FindChar(text, c"=", at, length, 1)
        if at < 0:
            return found
        at += 1
        if at - 1 < first or not _ends_in_class(kind, data, at - 2):
            continue
        first = at + 5
        quote = PyUnicode_READ(kind, data, at) if at < length else 0
        if quote != c'"' and quote != c"'":
            end = min(length, at + 1 + UNQUOTED)
        else:
            end, last = at + 1, min(length, at + 2 + QUOTED)
            while end < last and PyUnicode_READ(kind, data, end) != quote:
                end += 1
            if end == last:
                end = min(length, at + 1 + OPEN)
        speaks = False
        after = PyUnicode_READ(kind, data, at + 1) if at + 1 < end else 0
        for place in range(at + 1, end):
            char = after
            if char == 0x130:
                return None
            after = PyUnicode_READ(kind, data, place + 1) if place + 1 < end else 0
            if speaks or char > 127 or not begins[32 * (<int>char & 31) + (<int>after & 31)]:
                continue
            char = _lower(char)
            for name in names:
                size = len(name)
                if place + size > end or <Py_UCS4>name[0] != char:
                    continue
                number = 1
                while number < size and _lower(PyUnicode_READ(kind, data, place + number)) == <Py_UCS4>name[number]:
                    number += 1
                if number == size:
                    speaks = True
                    break
        if speaks:
            found.append(at)


cdef inline bint _hides(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    """Whether a tag that begins there may be that of a script, a style or a drawing."""
    cdef Py_UCS4 second, third
    if at + 3 >= end or _lower(PyUnicode_READ(kind, data, at + 1)) != c"s":
        return False
    second, third = _lower(PyUnicode_READ(kind, data, at + 2)), _lower(PyUnicode_READ(kind, data, at + 3))
    return second == c"c" and third == c"r" or second == c"t" and third == c"y" or second == c"v" and third == c"g"


def words(given, Py_ssize_t at, Py_ssize_t end, Py_ssize_t most):
    """As `excerpts.words`; None where a script may stand among them."""
    cdef str text = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4[STRETCH] kept
    cdef Py_UCS4 char
    cdef Py_ssize_t size = 0, closing, last
    cdef bint apart = False
    end = min(end, len(text))
    if at < 0 or end - at > STRETCH - 10:
        return None
    while at < end and size < most:
        char = PyUnicode_READ(kind, data, at)
        if char == c"<":
            if _hides(kind, data, at, end):
                return None
            closing, last = at + 1, min(end, at + 2 + TAG)
            while closing < last:
                char = PyUnicode_READ(kind, data, closing)
                if char == c"<" or char == c">":
                    break
                closing += 1
            if closing < last and char == c">":
                apart = True
                at = closing + 1
                continue
            char = c"<"
        at += 1
        if Py_UNICODE_ISSPACE(char):
            apart = True
            continue
        if apart and size:
            kept[size] = c" "
            size += 1
            if size == most:
                break
        apart = False
        kept[size] = char
        size += 1
    return PyUnicode_FromKindAndData(4, kept, size)
