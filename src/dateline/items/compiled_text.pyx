# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `furniture` and `html_features` read off the characters of a page's lines, compiled."""

from cpython.unicode cimport PyUnicode_Substring

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)


cdef inline bint _of_word(Py_UCS4 char) noexcept:
    return Py_UNICODE_ISALNUM(char) or char == c"_"


def openings(str text, wanted):
    """As `furniture.openings`."""
    cdef Py_ssize_t at = 0, start, length = len(text)
    cdef Py_UCS4 char
    cdef str opening
    cdef list found = []
    while at < length:
        char = text[at]
        if char == c"\n":
            found.append("")
            at += 1
        elif _of_word(char):
            start = at
            at += 1
            while at < length and _of_word(text[at]):
                at += 1
            opening = PyUnicode_Substring(text, start, min(at, start + 3))
            if opening in wanted:
                found.append(opening)
        else:
            at += 1
    return found


def signs(str text):
    """As `html_features.signs`."""
    cdef Py_ssize_t at, length = len(text), commas = 0, ends = 0
    cdef bint quotes = False, marks = False, address = False
    cdef Py_UCS4 char
    for at in range(length):
        char = text[at]
        if char > c"|" and char < 0xA9 or c"A" <= char <= c"Z" or c"a" <= char < c"h" or c"h" < char <= c"z" or char == c" ":
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
