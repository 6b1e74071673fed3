# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Looks at every byte or character of a page. The loops are in plain C, which compilers turn into steps of sixteen bytes."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Malloc
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
    #ifdef __SSE2__
    #include <emmintrin.h>
    #endif
    static inline unsigned char *_utf8_char(Py_UCS4 c, unsigned char *to) {
        if (c < 0x80) { *to++ = (unsigned char)c; return to; }
        if (c < 0x800) { *to++ = (unsigned char)(0xc0 | c >> 6); }
        else {
            if (c < 0x10000) *to++ = (unsigned char)(0xe0 | c >> 12);
            else { *to++ = (unsigned char)(0xf0 | c >> 18); *to++ = (unsigned char)(0x80 | (c >> 12 & 0x3f)); }
            *to++ = (unsigned char)(0x80 | (c >> 6 & 0x3f));
        }
        *to++ = (unsigned char)(0x80 | (c & 0x3f));
        return to;
    }
    /* Writes characters in UTF-8, those of ASCII sixteen a step, others one by one; the bytes, -1 where a surrogate is among them. */
    static Py_ssize_t _utf8(int kind, const void *given, Py_ssize_t size, unsigned char *to) {
        unsigned char *start = to;
        const Py_UCS1 *one = (const Py_UCS1 *)given;
        const Py_UCS2 *two = (const Py_UCS2 *)given;
        const Py_UCS4 *four = (const Py_UCS4 *)given;
        Py_ssize_t at = 0;
        while (at < size) {
    #ifdef __SSE2__
            if (size - at >= 16) {
                if (kind == 1) {
                    __m128i a = _mm_loadu_si128((const __m128i *)(one + at));
                    if (_mm_movemask_epi8(a) == 0) {
                        _mm_storeu_si128((__m128i *)to, a);
                        at += 16; to += 16;
                        continue;
                    }
                }
                else if (kind == 2) {
                    __m128i a = _mm_loadu_si128((const __m128i *)(two + at)), b = _mm_loadu_si128((const __m128i *)(two + at + 8));
                    __m128i high = _mm_and_si128(_mm_or_si128(a, b), _mm_set1_epi16((short)0xff80));
                    if (_mm_movemask_epi8(_mm_cmpeq_epi16(high, _mm_setzero_si128())) == 0xffff) {
                        _mm_storeu_si128((__m128i *)to, _mm_packus_epi16(a, b));
                        at += 16; to += 16;
                        continue;
                    }
                }
                else {
                    const __m128i *from = (const __m128i *)(four + at);
                    __m128i a = _mm_loadu_si128(from), b = _mm_loadu_si128(from + 1), c = _mm_loadu_si128(from + 2), d = _mm_loadu_si128(from + 3);
                    __m128i high = _mm_and_si128(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)), _mm_set1_epi32(~0x7f));
                    if (_mm_movemask_epi8(_mm_cmpeq_epi32(high, _mm_setzero_si128())) == 0xffff) {
                        _mm_storeu_si128((__m128i *)to, _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
                        at += 16; to += 16;
                        continue;
                    }
                }
            }
    #endif
            Py_ssize_t end = size - at < 16 ? size : at + 16;
            for (; at < end; at++) {
                Py_UCS4 c = kind == 1 ? one[at] : kind == 2 ? two[at] : four[at];
                if (c >> 11 == 27) return -1;
                to = _utf8_char(c, to);
            }
        }
        return to - start;
    }
    """
    int _controlled(const unsigned char *, Py_ssize_t) noexcept
    int _odd(int, const void *, Py_ssize_t) noexcept
    Py_ssize_t _count(const unsigned char *, Py_ssize_t, unsigned char) noexcept
    Py_ssize_t _utf8(int, const void *, Py_ssize_t, unsigned char *) noexcept


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


def utf8(given):
    """A text in UTF-8; None where a lone surrogate is in it. Python takes the characters of most pages one by one."""
    cdef str text = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t size = len(text)
    cdef unsigned char *room = <unsigned char *>PyMem_Malloc(size * (kind + 1 if kind < 4 else kind) + 1)
    if room == NULL:
        raise MemoryError()
    try:
        size = _utf8(kind, PyUnicode_DATA(text), size, room)
        return PyBytes_FromStringAndSize(<const char *>room, size) if size >= 0 else None
    finally:
        PyMem_Free(room)
