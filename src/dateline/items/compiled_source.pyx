# cython: language_level=3, boundscheck=False, wraparound=False
"""A page's markup without what the parser would read for nothing: the contents of scripts, styles and comments, half of a page's bytes.

The markup is read as the parser reads it (comments, quoted attributes, elements whose text is no markup), so that the same tree comes of
the rest. Where that cannot be told without building the tree, the page stays whole; `tests/test_items_source.py` compares the trees.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.string cimport memchr, memcpy

cdef enum:
    # What an element is to the tokenizer, by its name.
    PLAIN, SCRIPT, STYLE, TEXT_ONLY, SVG, SELECT, DESC, UNTOLD

cdef enum:
    LONGEST_NAME = 13
    # Bytes of an empty comment.
    EMPTY = 7


cdef inline unsigned char _lower(unsigned char byte) noexcept nogil:
    return byte | 32 if c"A" <= byte <= c"Z" else byte


cdef inline bint _space(unsigned char byte) noexcept nogil:
    return byte == c" " or byte == c"\n" or byte == c"\t" or byte == c"\r" or byte == 12


cdef inline bint _letter(unsigned char byte) noexcept nogil:
    return c"a" <= (byte | 32) <= c"z"


cdef inline Py_ssize_t _find(const unsigned char *data, Py_ssize_t at, Py_ssize_t size, unsigned char wanted) noexcept nogil:
    """Where a byte stands next, -1 where nowhere."""
    cdef const unsigned char *found = <const unsigned char *>memchr(data + at, wanted, size - at) if at < size else NULL
    return found - data if found != NULL else -1


cdef inline bint _begins(const unsigned char *data, Py_ssize_t at, Py_ssize_t size, const char *wanted, Py_ssize_t length) noexcept nogil:
    """Whether some lower letters and signs stand there, in either case."""
    cdef Py_ssize_t number
    if at + length > size:
        return False
    for number in range(length):
        if _lower(data[at + number]) != <unsigned char>wanted[number]:
            return False
    return True


cdef inline bint _asked_for(const unsigned char *name, Py_ssize_t length) noexcept nogil:
    """Whether an attribute of this name is read by anybody, or has an odd name, which a page must keep."""
    cdef Py_ssize_t number
    if length == 5 and (_begins(name, 0, 5, b"class", 5) or _begins(name, 0, 5, b"style", 5)):
        return True
    if length == 4 and (
        _begins(name, 0, 4, b"href", 4) or _begins(name, 0, 4, b"type", 4) or _begins(name, 0, 4, b"name", 4)
        or _begins(name, 0, 4, b"role", 4) or _begins(name, 0, 4, b"lang", 4)
    ):
        return True
    if length == 2 and _begins(name, 0, 2, b"id", 2) or length == 3 and _begins(name, 0, 3, b"rel", 3):
        return True
    if length == 6 and _begins(name, 0, 6, b"hidden", 6) or length == 7 and _begins(name, 0, 7, b"content", 7):
        return True
    if length == 8 and (
        _begins(name, 0, 8, b"itemprop", 8) or _begins(name, 0, 8, b"datetime", 8) or _begins(name, 0, 8, b"property", 8)
    ):
        return True
    for number in range(length):
        if name[number] < 32 or name[number] > 126 or name[number] == c'"' or name[number] == c"<":
            return True
    return False


cdef inline bint _compared(const unsigned char *name, Py_ssize_t length) noexcept nogil:
    """Whether the parser compares or reads the attributes of an element of this name (formatting that is left open, templates), or the
    walk asks whether it has any."""
    if length == 1:
        return name[0] | 32 in (c"b", c"i", c"s", c"u")
    if length == 2:
        return _begins(name, 0, 2, b"em", 2) or _begins(name, 0, 2, b"tt", 2)
    if length == 3:
        return _begins(name, 0, 3, b"big", 3)
    if length == 4:
        return (
            _begins(name, 0, 4, b"time", 4) or _begins(name, 0, 4, b"code", 4) or _begins(name, 0, 4, b"font", 4)
            or _begins(name, 0, 4, b"nobr", 4)
        )
    if length == 5:
        return _begins(name, 0, 5, b"small", 5)
    if length == 6:
        return _begins(name, 0, 6, b"strike", 6) or _begins(name, 0, 6, b"strong", 6)
    return length == 8 and _begins(name, 0, 8, b"template", 8)


cdef struct Written:
    # What is read, from where it is not yet written, where it is written to, and how much.
    const unsigned char *data
    Py_ssize_t kept
    unsigned char *to
    Py_ssize_t size


cdef inline void _leave_out(Written *out, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    memcpy(out.to + out.size, out.data + out.kept, start - out.kept)
    out.size += start - out.kept
    out.kept = end


cdef Py_ssize_t _tag_end(Written *out, Py_ssize_t at, Py_ssize_t size, bint whole, bint *closed) noexcept nogil:
    """The place behind a tag, of which `at` is the place behind its name; -1 where it does not end. `closed`: whether it closes itself.
    Attributes that nobody asks for are left out, but of a tag that is to stay whole."""
    cdef bint slash
    cdef const unsigned char *data = out.data
    cdef Py_ssize_t name, length
    while True:
        slash = False
        while at < size and (_space(data[at]) or data[at] == c"/"):
            slash = data[at] == c"/"
            at += 1
        if at >= size:
            return -1
        if data[at] == c">":
            closed[0] = slash
            return at + 1
        if data[at] == c"=":
            return -1
        name = at
        at += 1
        while at < size and data[at] != c"=" and data[at] != c">" and data[at] != c"/" and not _space(data[at]):
            at += 1
        length = at - name
        while at < size and _space(data[at]):
            at += 1
        if at >= size:
            return -1
        if data[at] == c"=":
            at += 1
            while at < size and _space(data[at]):
                at += 1
            if at >= size:
                return -1
            if data[at] == c'"' or data[at] == c"'":
                at = _find(data, at + 1, size, data[at])
                if at < 0:
                    return -1
                at += 1
            else:
                while at < size and data[at] != c">" and not _space(data[at]):
                    at += 1
        # Without the attribute a slash before it would close the tag.
        if not whole and data[name - 1] != c"/" and not _asked_for(data + name, length):
            _leave_out(out, name, at)


cdef int _what(const unsigned char *name, Py_ssize_t length) noexcept nogil:
    """What an element is by its name."""
    cdef unsigned char first = _lower(name[0])
    if length == 3:
        return SVG if _begins(name, 0, 3, b"svg", 3) else TEXT_ONLY if _begins(name, 0, 3, b"xmp", 3) else PLAIN
    if length == 4:
        return UNTOLD if _begins(name, 0, 4, b"math", 4) else DESC if _begins(name, 0, 4, b"desc", 4) else PLAIN
    if length == 5:
        return STYLE if _begins(name, 0, 5, b"style", 5) else TEXT_ONLY if _begins(name, 0, 5, b"title", 5) else PLAIN
    if length == 6:
        if first == c"s":
            return SCRIPT if _begins(name, 0, 6, b"script", 6) else SELECT if _begins(name, 0, 6, b"select", 6) else PLAIN
        return TEXT_ONLY if _begins(name, 0, 6, b"iframe", 6) else PLAIN
    if length == 7:
        return TEXT_ONLY if _begins(name, 0, 7, b"noembed", 7) else PLAIN
    if length == 8:
        if first == c"n" or first == c"t":
            return TEXT_ONLY if _begins(name, 0, 8, b"noframes", 8) or _begins(name, 0, 8, b"textarea", 8) else PLAIN
        return UNTOLD if _begins(name, 0, 8, b"frameset", 8) else PLAIN
    if length == 9:
        return UNTOLD if _begins(name, 0, 9, b"plaintext", 9) else PLAIN
    return UNTOLD if length == LONGEST_NAME and _begins(name, 0, length, b"foreignobject", length) else PLAIN


cdef Py_ssize_t _closing(const unsigned char *data, Py_ssize_t at, Py_ssize_t size, const unsigned char *name, Py_ssize_t length) noexcept nogil:
    """Where the tag begins that closes an element whose text is no markup; -1 where none does."""
    cdef Py_ssize_t end, number
    while True:
        at = _find(data, at, size, c"<")
        if at < 0:
            return -1
        end = at + 2 + length
        if end >= size:
            return -1
        if data[at + 1] == c"/" and (_space(data[end]) or data[end] == c"/" or data[end] == c">"):
            for number in range(length):
                if _lower(data[at + 2 + number]) != _lower(name[number]):
                    break
            else:
                return at
        at += 1


cdef bint _escaped(const unsigned char *data, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether a script opens a comment and a script in it: its end is then not where it seems."""
    cdef bint opened = False
    while True:
        at = _find(data, at, end, c"<")
        if at < 0:
            return False
        at += 1
        if not opened:
            opened = _begins(data, at, end, b"!--", 3)
        elif _begins(data, at, end, b"script", 6):
            return True


cdef bint _holds_json(const unsigned char *data, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether a script's tag says that it holds data (or says so in a way that is not read here)."""
    while at < end:
        if data[at] | 32 == c"j" and _begins(data, at, end, b"json", 4) or data[at] == c"&":
            return True
        at += 1
    return False


cdef Py_ssize_t _comment_end(const unsigned char *data, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """The place behind a comment, of which `at` is the place behind "<!--"; -1 where it does not end."""
    if at < size and data[at] == c">":
        return at + 1
    if at + 1 < size and data[at] == c"-" and data[at + 1] == c">":
        return at + 2
    while True:
        at = _find(data, at, size, c"-")
        if at < 0 or at + 2 >= size:
            return -1
        at += 1
        if data[at] != c"-":
            continue
        if data[at + 1] == c">":
            return at + 2
        if data[at + 1] == c"!" and at + 2 < size and data[at + 2] == c">":
            return at + 3


cdef Py_ssize_t _shorten(const unsigned char *data, Py_ssize_t size, unsigned char *to) noexcept nogil:
    """Writes the markup without what nobody reads; the size of that, -1 where the parser may read it otherwise."""
    cdef Py_ssize_t at = 0, end, name, closing, svgs = 0, selects = 0
    cdef int what
    cdef bint closes, closed, odd
    cdef Written out = Written(data, 0, to, 0)
    while True:
        at = _find(data, at, size, c"<")
        if at < 0 or at + 1 >= size:
            break
        at += 1
        if data[at] == c"!":
            if _begins(data, at, size, b"!--", 3):
                end = _comment_end(data, at + 3, size)
                if end - at >= EMPTY:
                    _leave_out(&out, at + 3, end - 3)
                    if data[end - 2] != c"-":  # "--!>"
                        return -1
            else:
                if svgs and _begins(data, at, size, b"![cdata[", 8):
                    return -1
                end = _find(data, at, size, c">") + 1
            if end <= 0:
                return -1
            at = end
            continue
        if data[at] == c"?":
            # An instruction: of two readings of its end both must agree.
            end = _find(data, at, size, c">") + 1
            if end - at < 3 or data[end - 2] != c"?":
                return -1
            at = end
            continue
        closes = data[at] == c"/"
        if closes:
            at += 1
            if at >= size:
                break
            if not _letter(data[at]):
                at = _find(data, at, size, c">") + 1
                if at <= 0:
                    return -1
                continue
        elif not _letter(data[at]):
            continue
        name = at
        while at < size and data[at] != c">" and data[at] != c"/" and not _space(data[at]):
            at += 1
        what = _what(data + name, at - name)
        end = _tag_end(&out, at, size, _compared(data + name, at - name), &closed)
        if end < 0 or what == UNTOLD:
            return -1
        if closes or what == PLAIN:
            if what == SVG:
                svgs -= svgs > 0
            elif what == SELECT:
                selects -= selects > 0
        elif what == SVG:
            svgs += not closed
        elif what == SELECT:
            selects += 1
        elif what != DESC or svgs:
            closing = _closing(data, end, size, data + name, at - name)
            if closing < 0:
                return -1
            # Among shapes and options the parser reads such texts as markup, which comes to the same where none is in them.
            odd = svgs > 0 or selects > 0 and what != SCRIPT
            if odd and (closed or _find(data, end, size, c"<") != closing):
                return -1
            if what == SCRIPT and _escaped(data, end, closing):
                return -1
            if not odd and (what == STYLE or what == SCRIPT and not _holds_json(data, at, end)):
                _leave_out(&out, end, closing)
            end = closing
        at = end
    _leave_out(&out, size, size)
    return out.size


def shortened(bytes markup):
    """The markup, UTF-8, without the contents of scripts (but of data), styles and comments; None where the parser may read it otherwise."""
    cdef Py_ssize_t size = len(markup), written
    cdef const unsigned char *data = <const unsigned char *>PyBytes_AS_STRING(markup)
    cdef unsigned char *to = <unsigned char *>PyMem_Malloc(size + 1)
    if to == NULL:
        raise MemoryError()
    try:
        written = _shorten(data, size, to)
        return PyBytes_FromStringAndSize(<const char *>to, written) if written >= 0 else None
    finally:
        PyMem_Free(to)
