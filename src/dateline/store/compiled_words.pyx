# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `words` reads off the characters of texts, compiled. `kinds` holds what is known of characters, by their number."""

from cpython.unicode cimport PyUnicode_FromObject, PyUnicode_Substring

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    void *PyUnicode_1BYTE_DATA(object)


cdef enum:
    MARK = 1
    PAIRED = 2
    SIGN = 3


cdef inline int _kind(Py_UCS4 char, const unsigned char *kinds, Py_ssize_t known) noexcept:
    return kinds[char] if <Py_ssize_t>char < known else 0


cdef inline bint _of_word(Py_UCS4 char, const unsigned char *kinds, Py_ssize_t known) noexcept:
    cdef int kind = _kind(char, kinds, known)
    return kind == MARK or kind != PAIRED and Py_UNICODE_ISALNUM(char)


def has_paired(given, bytes kinds):
    """Whether a text has a character of a paired script."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_UCS4 char
    cdef Py_ssize_t known = len(kinds)
    cdef const unsigned char *kept = kinds
    if text.isascii():
        return False
    for char in text:
        if _kind(char, kept, known) == PAIRED:
            return True
    return False


def simple(given, bytes kinds):
    """As `words.simple`."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_UCS4 char
    cdef Py_ssize_t known = len(kinds)
    cdef const unsigned char *kept = kinds
    if text.isascii():
        return text
    for char in text:
        if char >= 128 and _kind(char, kept, known) != SIGN:
            return None
    return "".join([char if char < 128 else " " for char in text])


def has_short_words(given, Py_ssize_t longest):
    """As `words._has_short_words`, of a text in ASCII."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, space, length = len(text)
    cdef const unsigned char *chars = <const unsigned char *>PyUnicode_1BYTE_DATA(text)
    while length - at > longest:
        space = at + longest
        while space >= at and not _is_space(chars[space]):
            space -= 1
        if space < at:
            return False
        at = space + 1
    return True


cdef inline bint _is_space(unsigned char char) noexcept:
    return char == c" " or c"\t" <= char <= c"\r" or 0x1C <= char <= 0x1F


def cut(given, bytes kinds, Py_ssize_t longest, Py_ssize_t most):
    """As `words.cut`."""
    cdef str flat = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, start, length = len(flat), known = len(kinds), count = 0
    cdef const unsigned char *kept = kinds
    cdef list found = []
    while at < length and count < most:
        if _of_word(flat[at], kept, known):
            start = at
            at += 1
            while at < length and _of_word(flat[at], kept, known):
                at += 1
            found.append(PyUnicode_Substring(flat, start, min(at, start + longest)))
            count += 1
        elif _kind(flat[at], kept, known) == PAIRED:
            start = at
            at += 1
            # A pair ends with the next character of the run; the last one stands alone.
            if at < length and _kind(flat[at], kept, known) == PAIRED:
                found.append(PyUnicode_Substring(flat, start, at + 1))
            else:
                found.append(PyUnicode_Substring(flat, start, at))
            count += 1
        else:
            at += 1
    return found
