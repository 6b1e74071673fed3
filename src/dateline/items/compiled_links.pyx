# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `html_links` and `html_teasers` read off an address, compiled."""

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
    NO = 0
    SURELY = 1
    LIKELY = 2
    BY_QUERY = 3
    # Places for openings of three letters, of five bits each: some share a place.
    PLACES = 32768


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
    cdef Py_ssize_t start = 0, end = 0
    cdef int told = _told(PyUnicode_FromObject(given), host, host_length, host_name, &start, &end)
    return told, start, end


cdef int _told(str link, bint host, Py_ssize_t host_length, str host_name, Py_ssize_t *first, Py_ssize_t *last) except -1:
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
            return NO
        if PyUnicode_READ(kind, data, asks - 1) == c"/" and asks > host_length and link.startswith(host_name, asks - 1 - host_length):
            return NO
    end = asks
    while end > start and PyUnicode_READ(kind, data, end - 1) == c"/":
        end -= 1
    slash = end - 1
    while slash >= start and PyUnicode_READ(kind, data, slash) != c"/":
        slash -= 1
    words = _words(kind, data, slash + 1 if slash >= start else start, end)
    first[0], last[0] = start, end
    if words >= LONG_SLUG:
        return SURELY
    if words >= 3:
        return LIKELY
    for at in range(start, end):
        run = run + 1 if _digit(PyUnicode_READ(kind, data, at)) else 0
        if run == 4:
            return LIKELY
    if slash >= start:
        before = slash - 1
        while before >= start and PyUnicode_READ(kind, data, before) != c"/":
            before -= 1
        if _words(kind, data, before + 1 if before >= start else start, slash) >= 4:
            return LIKELY
    if words >= 2 and (link.endswith(".html", start, end) or link.endswith(".htm", start, end)):
        return LIKELY
    return BY_QUERY if query and end - start > 3 else NO


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


cdef inline Py_ssize_t _place(unsigned int first, unsigned int second, unsigned int third) noexcept:
    return <Py_ssize_t>((first & 31) << 10 | (second & 31) << 5 | (third & 31))


def openings_of(openings):
    """A byte for each place at which one of these openings of three letters, in small letters, would be kept."""
    cdef bytearray found = bytearray(PLACES)
    for opening in openings:
        if len(opening) != 3 or not opening.isascii():
            raise ValueError(f"{opening!r} has not three letters")
        letters = opening.encode()
        found[_place(letters[0], letters[1], letters[2])] = 1
    return bytes(found)


cdef bint _opens(int kind, void *data, Py_ssize_t at, Py_ssize_t end, const unsigned char *table) noexcept:
    """Whether a part of an address may open as one in the table does, or has a letter that is none of ASCII. Looks behind each stroke."""
    cdef Py_UCS4 char
    while at < end:
        char = PyUnicode_READ(kind, data, at)
        if char > 127:
            return True
        if char == c"/" and at + 3 < end:
            if table[_place(PyUnicode_READ(kind, data, at + 1), PyUnicode_READ(kind, data, at + 2), PyUnicode_READ(kind, data, at + 3))]:
                return True
        at += 1
    return False


def may_serve(given, bytes table):
    """Whether an address may be one of a service: false only where `html_teasers._SERVICE` is not found in it."""
    cdef str link = PyUnicode_FromObject(given)
    cdef int kind = PyUnicode_KIND(link)
    cdef void *data = PyUnicode_DATA(link)
    cdef Py_ssize_t at, length = len(link)
    cdef unsigned int char, after = 0
    if _opens(kind, data, 0, length, table):
        return True
    # A template's sign, "job", "jw_" and "replytocom".
    for at in range(length - 1, -1, -1):
        char = PyUnicode_READ(kind, data, at)
        if char == c"<" or char | 32 == c"j" and (after | 32 == c"o" or after | 32 == c"w"):
            return True
        if char | 32 == c"r" and after | 32 == c"e" and link[at : at + 10].lower() == "replytocom":
            return True
        after = char
    return False


cdef class Judge:
    """Tells stories among a page's links; see `html_links.stories`."""

    cdef str home, origin, site, own
    cdef bytes table
    cdef object searched, is_same, site_of
    #: The hosts of other sites that links lead to, and other hosts of the page's own.
    cdef set others, same

    def __init__(self, str home, str origin, str site, str own, bytes table, searched, is_same, site_of):
        self.home, self.origin, self.site, self.own = home, origin, site, own
        self.table, self.searched, self.is_same, self.site_of = table, searched, is_same, site_of
        self.others, self.same = set(), set()

    def stories(self, list links, dict known, plain):
        cdef list found = []
        cdef str link
        for given in links:
            if not given:
                found.append(None)
                continue
            link = given
            story = known.get(link, self)
            if story is self:
                story = self.story(link)
                if story is self:
                    story = plain(link)
                else:
                    known[link] = story
            found.append(story)
        return found

    cdef bint leads_off(self, str address) except -1:
        """Whether an address is one of another site."""
        cdef Py_ssize_t end = address.find("/", 8)
        cdef str host = address[:end] if end >= 0 else address
        if host in self.others:
            return True
        if host in self.same:
            return False
        site = self.site_of(address)
        if not site or site == self.site:
            self.same.add(host)
            return False
        self.others.add(host)
        return True

    cdef object story(self, str link):
        """The story that a link leads to, or None; the judge itself where it cannot tell."""
        cdef str address
        cdef Py_ssize_t start = 0, end = 0, mark
        cdef int told
        if link.startswith("#") or link.startswith("mailto:") or link.startswith("javascript:"):
            return None
        if link.startswith("https://") or link.startswith("http://"):
            address = link
        elif self.origin and link.startswith("/") and not link.startswith("//"):
            address = self.origin + link
        else:
            return self
        mark = address.find("#")
        if mark >= 0:
            address = address[:mark]
        if not address.startswith(self.home):
            return None if self.site and self.leads_off(address) else self
        told = _told(address, bool(self.site), len(self.site), self.site, &start, &end)
        if told == BY_QUERY:
            return self
        if told == NO:
            return None
        if told == LIKELY and _opens(PyUnicode_KIND(address), PyUnicode_DATA(address), start, end, self.table):
            if self.searched(address, start, end) is not None:
                return None
        if address.startswith(self.own) and self.is_same(address, self.own):
            return None
        return address
