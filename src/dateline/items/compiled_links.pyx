# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `html_links.reads_like_story` counts in an address, compiled."""

from cpython.unicode cimport PyUnicode_FromObject

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept

cdef enum:
    # As in `html_links`.
    LONG_SLUG = 6


cdef inline bint _letter(Py_UCS4 char) noexcept:
    if char < 128:
        return c"a" <= char <= c"z" or c"A" <= char <= c"Z"
    return Py_UNICODE_ISALNUM(char) and not Py_UNICODE_ISDECIMAL(char)


cdef inline bint _digit(Py_UCS4 char) noexcept:
    return c"0" <= char <= c"9" or char > 127 and Py_UNICODE_ISDECIMAL(char)


cdef int _words(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    cdef int found = 0
    cdef bint inside = False, letter
    while at < end:
        letter = _letter(PyUnicode_READ(kind, data, at))
        found += letter and not inside
        inside = letter
        at += 1
    return found


def judged(given, bint host, Py_ssize_t host_length, str host_name):
    """As `html_links.judged`."""
    cdef str link = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(link)
    cdef void *data = PyUnicode_DATA(link)
    cdef Py_ssize_t length = len(link), asks = 0, at, start = 0, end, slash, slashes = 0, before, run = 0
    cdef int words
    cdef bint query
    while asks < length and PyUnicode_READ(kind, data, asks) != c"?":
        asks += 1
    query = asks < length - 1
    if host:
        for at in range(asks):
            if PyUnicode_READ(kind, data, at) == c"/":
                slashes += 1
                if slashes == 3:
                    start = at
                    break
        if slashes < 3:
            return 0, 0, 0
        if PyUnicode_READ(kind, data, asks - 1) == c"/" and asks > host_length and link.startswith(host_name, asks - 1 - host_length):
            return 0, 0, 0
    end = asks
    while end > start and PyUnicode_READ(kind, data, end - 1) == c"/":
        end -= 1
    slash = end - 1
    while slash >= start and PyUnicode_READ(kind, data, slash) != c"/":
        slash -= 1
    words = _words(kind, data, slash + 1 if slash >= start else start, end)
    if words >= LONG_SLUG:
        return 1, start, end
    if words >= 3:
        return 2, start, end
    for at in range(start, end):
        run = run + 1 if _digit(PyUnicode_READ(kind, data, at)) else 0
        if run == 4:
            return 2, start, end
    if slash >= start:
        before = slash - 1
        while before >= start and PyUnicode_READ(kind, data, before) != c"/":
            before -= 1
        if _words(kind, data, before + 1 if before >= start else start, slash) >= 4:
            return 2, start, end
    if words >= 2 and (link.endswith(".html", start, end) or link.endswith(".htm", start, end)):
        return 2, start, end
    return (3 if query and end - start > 3 else 0), start, end


cdef Py_ssize_t _run(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    """Where the digits end that begin there."""
    while at < end and _digit(PyUnicode_READ(kind, data, at)):
        at += 1
    return at


cdef Py_ssize_t _part(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    """Where a month or day ends that begins behind a stroke or hyphen there; -1 where none does."""
    cdef Py_ssize_t last
    if at >= end or PyUnicode_READ(kind, data, at) != c"/" and PyUnicode_READ(kind, data, at) != c"-":
        return -1
    last = _run(kind, data, at + 1, end)
    return last if 1 <= last - at - 1 <= 2 else -1


def numbered(given):
    """As `html_links.numbered`."""
    cdef str link = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(link)
    cdef void *data = PyUnicode_DATA(link)
    cdef Py_ssize_t at = link.find("//"), end = len(link), last
    at = link.find("/", at + 2 if at >= 0 else 0)
    if at < 0:
        return False
    while at < end:
        last = _run(kind, data, at, end)
        if last - at >= 5:
            return True
        if last - at == 4:
            if (
                PyUnicode_READ(kind, data, at) == c"1" and PyUnicode_READ(kind, data, at + 1) == c"9"
                or PyUnicode_READ(kind, data, at) == c"2" and PyUnicode_READ(kind, data, at + 1) == c"0"
            ):
                at = _part(kind, data, last, end)
                if at >= 0 and _part(kind, data, at, end) >= 0:
                    return True
        at = last + 1
    return False
