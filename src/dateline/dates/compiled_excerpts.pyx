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
    # As in `markup_lines.texts`: characters of the shortest text that holds a date, and of a paragraph.
    SHORTEST = 6
    PARAGRAPH = 160
    # As in `markup.tag_end`.
    QUOTED_SIGNS = 8


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


cdef Py_ssize_t _unseen(int kind, void *data, Py_ssize_t at, Py_ssize_t length, str text) except -2:
    """Where what no reader sees ends, if it begins at a tag; -1 where nothing closes it, `at` where it is none."""
    cdef Py_UCS4 first = PyUnicode_READ(kind, data, at + 1) if at + 1 < length else 0
    if first == c"!":
        return text.find("-->", at + 4) if text.startswith("--", at + 2) else at
    if first != c"s":
        return at
    for name in ("script", "style", "svg"):
        if text.startswith(name, at + 1):
            return text.find("</" + name, at + 4)
    return at


def texts(given, Py_ssize_t at):
    """As `markup_lines.texts`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = len(text), start, end
    cdef Py_UCS4 char
    cdef bint figure
    cdef list found = []
    while True:
        at = PyUnicode_FindChar(text, c"<", at, length, 1)
        if at < 0:
            return found
        at = _unseen(kind, data, at, length, text)
        if at < 0:
            return found
        start = PyUnicode_FindChar(text, c">", at, length, 1) + 1
        if start == 0:
            return found
        figure = False
        end = start
        while end < length:
            char = PyUnicode_READ(kind, data, end)
            if char == c"<":
                break
            figure = figure or _digit(char)
            end += 1
        if end - start >= PARAGRAPH or figure and end - start >= SHORTEST:
            found.append((start, end))
        if end == length:
            return found
        at = end


cdef Py_ssize_t _marks(Chars *data, str text, Py_ssize_t at, Py_ssize_t length, list times, list properties, list scripts) except -2:
    """Fills the lists from one tag to the next; gives where the first headline begins, -1 without one."""
    cdef Py_ssize_t headline = -1, last = -1, start
    cdef Py_UCS4 char
    while True:
        start = PyUnicode_FindChar(text, c"<", at, length, 1)
        if start < 0:
            return headline
        at = start + 1
        if at >= length or data[at] == c"/" or data[at] == c"!":
            continue
        if at + 4 <= length and data[at] == c"t" and data[at + 1] == c"i" and data[at + 2] == c"m" and data[at + 3] == c"e":
            times.append(start)
        elif headline < 0 and at + 2 <= length and data[at] == c"h" and data[at + 1] == c"1":
            headline = start
        while at < length:
            char = data[at]
            if char == c"<" or char == c">":
                break
            if char == c"m" and at + 5 <= length and at - start > 3:
                if (
                    data[at + 1] == c"p" and data[at + 2] == c"r" and data[at + 3] == c"o" and data[at + 4] == c"p"
                    and data[at - 1] == c"e" and data[at - 2] == c"t" and data[at - 3] == c"i"
                ):
                    properties.append(at - 3)
            elif char == c"+" and at - start > 3 and data[start + 1] == c"s" and data[start + 2] == c"c" and at + 5 <= length:
                if data[at - 1] == c"d" and data[at - 2] == c"l" and data[at + 1] == c"j" and data[at + 2] == c"s":
                    if last != start:
                        scripts.append(start)
                        last = start
            at += 1


def marks(given, Py_ssize_t at):
    """As `excerpts.marks`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(text)
    cdef list times = [], properties = [], scripts = []
    cdef Py_ssize_t headline
    if kind == 1:
        headline = _marks(<const Py_UCS1 *>PyUnicode_DATA(text), text, at, len(text), times, properties, scripts)
    elif kind == 2:
        headline = _marks(<const Py_UCS2 *>PyUnicode_DATA(text), text, at, len(text), times, properties, scripts)
    else:
        headline = _marks(<const Py_UCS4 *>PyUnicode_DATA(text), text, at, len(text), times, properties, scripts)
    return times, properties, scripts, headline


cdef bint _begins(int kind, void *data, Py_ssize_t at, Py_ssize_t end, str name) noexcept:
    """Whether the name of a tag stands there."""
    cdef Py_ssize_t number, size = len(name)
    cdef Py_UCS4 char
    if at + size >= end:
        return False
    for number in range(size):
        if PyUnicode_READ(kind, data, at + number) != <Py_UCS4>name[number]:
            return False
    char = PyUnicode_READ(kind, data, at + size)
    return not (c"a" <= char <= c"z" or c"A" <= char <= c"Z" or char == c"_" or char > 127 or _digit(char))


cdef Py_ssize_t _tag_end(int kind, void *data, str text, Py_ssize_t start, Py_ssize_t found, Py_ssize_t end) except -2:
    """As `markup.tag_end`."""
    cdef Py_ssize_t at = start, last = found
    cdef int number
    cdef bint quoted = False
    for number in range(QUOTED_SIGNS):
        while at < last:
            if PyUnicode_READ(kind, data, at) == c'"':
                quoted = not quoted
            at += 1
        if not quoted:
            return last
        last = PyUnicode_FindChar(text, c">", last, end, 1) + 1
        if last == 0:
            break
    return found


cdef bint _of_use(int kind, void *data, str text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Whether two digits in a row or a name that is wanted stand in a tag."""
    cdef Py_ssize_t at
    cdef bint before = False, digit
    for at in range(start, end):
        digit = _digit(PyUnicode_READ(kind, data, at))
        if digit and before:
            return True
        before = digit
    return text.find("og:url", start, end) >= 0 or text.find("og:title", start, end) >= 0


def head(given, Py_ssize_t end):
    """As `markup.head`."""
    cdef str text = PyUnicode_FromObject(given), name
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t at = 0, start, tag
    cdef Py_UCS4 first
    cdef list found = []
    end = min(end, len(text))
    while True:
        start = PyUnicode_FindChar(text, c"<", at, end, 1)
        if start < 0 or start + 1 >= end:
            return found
        at = start + 1
        first = PyUnicode_READ(kind, data, at)
        if first == c"m":
            name = "meta"
        elif first == c"l":
            name = "link"
        elif first == c"s":
            name = "script" if _begins(kind, data, at, end, "script") else "style"
        elif first == c"t":
            name = "title"
        elif first == c"h":
            name = "html"
        elif first == c"b":
            name = "base"
        else:
            continue
        if not _begins(kind, data, at, end, name):
            continue
        at = PyUnicode_FindChar(text, c">", at + len(name), end, 1) + 1
        if at == 0:
            return found
        if first == c"m":
            if _of_use(kind, data, text, start, at):
                at = _tag_end(kind, data, text, start, at, end)
                found.append(text[start:at])
        elif first == c"l":
            if text.find("canonical", start, at) >= 0:
                found.append(text[start:at])
        elif first == c"s" or first == c"t":
            tag = at
            at = text.find("</" + name, at, end)
            if at < 0:
                return found
            if first == c"t" or name == "script" and text.find("ld+json", start, tag) >= 0:
                found.append(text[start:at] + "</" + name + ">")
        else:
            found.append(text[start:at])
