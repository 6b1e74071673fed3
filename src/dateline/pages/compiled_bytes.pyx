# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Looks at every byte of a page."""


def controlled(const unsigned char[::1] data):
    """Whether there is a control character other than tab, line feed, form feed and carriage return, as in `decode._CONTROLS`."""
    cdef Py_ssize_t at
    cdef unsigned char byte, found = 0
    for at in range(data.shape[0]):
        byte = data[at]
        found |= (byte < 9) | (byte == 11) | ((byte > 13) & (byte < 32)) | (byte == 127)
    return found != 0


def count(const unsigned char[::1] data, unsigned char wanted):
    """How often a byte stands in these."""
    cdef Py_ssize_t at, found = 0
    for at in range(data.shape[0]):
        found += data[at] == wanted
    return found
