# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`times_words.read`, compiled: words and signs are cut without the pattern, which reads numbers and whatever is not so plain."""

from cpython.unicode cimport PyUnicode_FromObject, PyUnicode_Substring

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)


def read(given, dict seen, pattern, letter_of, dict signs):
    """Starts, ends and letters of the tokens of a text, as `times_words.read`. `seen` holds the letters of words."""
    cdef str text = PyUnicode_FromObject(given)
    cdef Py_ssize_t at = 0, start, length = len(text)
    cdef list starts = [], ends = [], letters = []
    cdef Py_UCS4 char
    cdef str words
    while at < length:
        char = text[at]
        if char == c" ":
            at += 1
            continue
        if Py_UNICODE_ISALNUM(char):
            if not Py_UNICODE_ISDECIMAL(char):
                start = at
                at += 1
                while at < length and Py_UNICODE_ISALNUM(text[at]) and not Py_UNICODE_ISDECIMAL(text[at]):
                    at += 1
                if _plain(text, start, at, length):
                    words = PyUnicode_Substring(text, start, at)
                    letter = seen.get(words)
                    if letter is not None:
                        starts.append(start)
                        ends.append(at)
                        letters.append(letter)
                        continue
                at = start
        elif char != c"\n" and char != c"'" and char != u"’":
            if char != c"_" and not Py_UNICODE_ISSPACE(char):
                starts.append(at)
                ends.append(at + 1)
                letters.append(signs.get(PyUnicode_Substring(text, at, at + 1), "_"))
            at += 1
            continue
        match = pattern.match(text, at)
        if match is None:
            at += 1
            continue
        starts.append(at)
        at = match.end()
        ends.append(at)
        letters.append(seen.get(match[0]) or letter_of(match))
    return starts, ends, "".join(letters)


cdef bint _plain(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t length) noexcept:
    """Whether a run of letters is a token: no apostrophe or full stop goes on behind it, and it is no "am" or "pm"."""
    cdef Py_UCS4 char
    if end < length:
        char = text[end]
        if char == c"." or char == c"'" or char == u"’":
            return False
    if end - start == 2:
        char = text[start]
        return not (char == c"a" or char == c"p" or char == c"A" or char == c"P")
    return True
