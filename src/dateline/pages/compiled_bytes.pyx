# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Looks at every byte or character of a page. The loops are in plain C, which compilers turn into steps of sixteen bytes."""

from cpython.unicode cimport PyUnicode_FromObject

cdef extern from "Python.h":
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)

cdef extern from *:
    """
    static int _controlled(const unsigned char *data, Py_ssize_t size) {
        unsigned char found = 0;
        for (Py_ssize_t at = 0; at < size; at++) {
            unsigned char byte = data[at];
            unsigned char allowed = (unsigned char)(byte > 31) | (unsigned char)(byte == 9) | (unsigned char)(byte == 10)
                | (unsigned char)(byte == 12) | (unsigned char)(byte == 13);
            found |= (unsigned char)(allowed ^ 1) | (unsigned char)(byte == 127);
        }
        return found;
    }
    #define ODD(TYPE) \
        const TYPE *data = (const TYPE *)given; \
        TYPE found = 0; \
        for (Py_ssize_t at = 0; at < size; at++) { \
            TYPE c = data[at]; \
            TYPE allowed = (TYPE)(c > 31) | (TYPE)(c == 9) | (TYPE)(c == 10) | (TYPE)(c == 12) | (TYPE)(c == 13); \
            found |= (TYPE)(allowed ^ 1) | (TYPE)(c == 127) | (TYPE)((c >> 8 >> 3) == 27); \
        } \
        return found != 0;
    static int _odd(int kind, const void *given, Py_ssize_t size) {
        if (kind == 1) { ODD(Py_UCS1) }
        if (kind == 2) { ODD(Py_UCS2) }
        ODD(Py_UCS4)
    }
    static Py_ssize_t _count(const unsigned char *data, Py_ssize_t size, unsigned char wanted) {
        Py_ssize_t found = 0;
        for (Py_ssize_t at = 0; at < size;) {
            Py_ssize_t end = size - at < 255 ? size : at + 255;
            unsigned char some = 0;
            for (; at < end; at++)
                some += (unsigned char)(data[at] == wanted);
            found += some;
        }
        return found;
    }
    """
    int _controlled(const unsigned char *, Py_ssize_t) noexcept
    int _odd(int, const void *, Py_ssize_t) noexcept
    Py_ssize_t _count(const unsigned char *, Py_ssize_t, unsigned char) noexcept


def controlled(bytes data):
    """Whether there is a control character other than tab, line feed, form feed and carriage return, as in `decode._CONTROLS`."""
    return _controlled(data, len(data)) != 0


def odd(given):
    """Whether a text has such a control character, or a lone surrogate."""
    cdef str text = PyUnicode_FromObject(given)
    return _odd(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text)) != 0


def count(bytes data, unsigned char wanted):
    """How often a byte stands in these."""
    return _count(data, len(data), wanted)
