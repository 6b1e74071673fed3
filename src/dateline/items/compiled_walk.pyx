# cython: language_level=3
"""The walk of `html_walk.Walker`, compiled: the same blocks and elements without an object a tag.

Built where a C compiler is at hand (see setup.py); without it the plain walk does the same. `tests/test_items_html.py` compares both.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.object cimport Py_TYPE
from cpython.unicode cimport PyUnicode_Substring

from types import MemberDescriptorType

from ..errors import TooLarge
from .html_blocks import BODY_PROP, FLAGS, HIDDEN, NO_ADDRESS, Block, wide
from .html_tags import (
    BLOCK, BODIES, BREAK, INSIDE, IS_BOLD, IS_ITALIC, LINK, LONGEST_LOOK, ROLES, SKIP, SKIPPED, STRIPPED, VOID, WHAT, look, plain
)

cdef extern from "Python.h":
    object PyType_GenericAlloc(type, Py_ssize_t)
    str PyUnicode_FromKindAndData(int, const void *, Py_ssize_t)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISUPPER(Py_UCS4)
    bint Py_UNICODE_ISDIGIT(Py_UCS4)
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISALPHA(Py_UCS4)

cdef enum:
    # What stands before a tag: nothing, a comment, text, a link, what the walk skips, another element.
    NOTHING, COMMENT, TEXT, A, SKIPPED_ONE, OTHER

cdef struct Tag:
    Py_ssize_t name, source, source_end, text, text_end
    bint closes, comment, void
    int what, code

cdef struct Opened:
    Py_ssize_t outer
    int what, code


cdef int _block = BLOCK, _link = LINK, _bold = IS_BOLD, _italic = IS_ITALIC, _break = BREAK, _skip = SKIP, _inside = INSIDE
cdef enum:
    # What no reader sees, and elements whose text is no markup, told from nodes alone.
    UNSEEN = -1
    RAW = -2
    # Places for the names of tags that are no plain block elements, of at most so many letters.
    PLACES = 512
    LONGEST_NAME = 8

cdef struct Known:
    unsigned long long name
    int what, code, among_nodes
    bint void

cdef Known[PLACES] _known


cdef inline Py_ssize_t _place(unsigned long long name) noexcept:
    return <Py_ssize_t>((name * 0x9E3779B97F4A7C15ULL) >> 55)


def _read_tags():
    cdef unsigned long long packed
    cdef Py_ssize_t place
    for place in range(PLACES):
        _known[place].name = 0
    raw = {"xmp", "noembed", "noframes"}
    for name in {*WHAT, *VOID, *raw}:
        if len(name) > LONGEST_NAME:
            raise ValueError(f"{name!r} is too long")
        packed = 0
        for letter in name:
            packed = (packed << 8) | <unsigned long long>ord(letter)
        place = _place(packed)
        while _known[place].name:
            place = (place + 1) % PLACES
        _known[place].name = packed
        _known[place].what = WHAT.get(name, BLOCK)
        _known[place].among_nodes = UNSEEN if name in STRIPPED else RAW if name in raw else _known[place].what
        _known[place].void = name in VOID
        _known[place].code = A if name == "a" else SKIPPED_ONE if name in SKIPPED else OTHER


_read_tags()


cdef inline void _classify_name(const unsigned char *name, size_t length, Tag *tag) noexcept:
    """As `_classify` of an element's name, of ASCII letters; what no reader sees is told too."""
    cdef unsigned long long packed = 0
    cdef size_t at
    cdef Py_ssize_t place
    tag.what, tag.void, tag.code = _block, False, OTHER
    if length > LONGEST_NAME:
        return
    for at in range(length):
        packed = (packed << 8) | name[at]
    place = _place(packed)
    while _known[place].name:
        if _known[place].name == packed:
            tag.what, tag.void, tag.code = _known[place].among_nodes, _known[place].void, _known[place].code
            return
        place = (place + 1) % PLACES


cdef inline void _classify(int kind, void *data, Tag *tag) noexcept:
    """Sets what a tag is to the walk, by its name."""
    cdef unsigned long long packed = 0
    cdef Py_ssize_t at, place
    cdef Py_UCS4 char
    tag.what, tag.void, tag.code = _block, False, OTHER
    if tag.source - tag.name > LONGEST_NAME:
        return
    for at in range(tag.name, tag.source):
        char = PyUnicode_READ(kind, data, at)
        if char > 127:
            return
        packed = (packed << 8) | <unsigned long long>char
    place = _place(packed)
    while _known[place].name:
        if _known[place].name == packed:
            tag.what, tag.void, tag.code = _known[place].what, _known[place].void, _known[place].code
            return
        place = (place + 1) % PLACES


cdef inline bint _letter(Py_UCS4 char) noexcept:
    return c"a" <= char <= c"z" or c"A" <= char <= c"Z"


cdef inline bint _names(Py_UCS4 char) noexcept:
    """Whether an attribute's name may hold the character."""
    return char != c"=" and char != c"/" and char != c">" and not Py_UNICODE_ISSPACE(char)


cdef Py_ssize_t _tag_end(str html, int kind, void *data, Py_ssize_t at, Py_ssize_t length, Tag *tag) except -2:
    """Where the text after the tag or comment begins whose "<" stands at `at`; -1 where none stands there. `kind` and `data` are what
    the characters of the page are read by: no place at `length` or behind is."""
    cdef Py_ssize_t start
    cdef Py_UCS4 char
    at += 1
    tag.comment = tag.closes = False
    if at < length and PyUnicode_READ(kind, data, at) == c"!":
        if not html.startswith("!--", at):
            return -1
        at = html.find("-->", at + 3)
        tag.comment = True
        return at + 3 if at >= 0 else -1
    if at < length and PyUnicode_READ(kind, data, at) == c"?":
        # An instruction to a machine ("<?php ... ?>") is read as a comment is.
        at = html.find(">", at)
        tag.comment = True
        return at + 1 if at >= 0 else -1
    if at < length and PyUnicode_READ(kind, data, at) == c"/":
        tag.closes = True
        at += 1
    if at >= length or not _letter(PyUnicode_READ(kind, data, at)):
        return -1
    tag.name = at
    while at < length:
        char = PyUnicode_READ(kind, data, at)
        if char == c"/" or char == c">" or Py_UNICODE_ISSPACE(char):
            break
        at += 1
    tag.source = at
    while at < length and PyUnicode_READ(kind, data, at) == c" ":
        start = at + 1
        if start < length and PyUnicode_READ(kind, data, start) == c"=":
            start += 1
        at = start
        while at < length and _names(PyUnicode_READ(kind, data, at)):
            at += 1
        if at == start:
            return -1
        if at + 1 < length and PyUnicode_READ(kind, data, at) == c"=" and PyUnicode_READ(kind, data, at + 1) == c'"':
            start = PyUnicode_FindChar(html, c'"', at + 2, length, 1)
            if start >= 0:
                at = start + 1
    if at >= length or PyUnicode_READ(kind, data, at) != c">":
        return -1
    tag.source_end = at
    return at + 1


cdef str _value(str html, Py_ssize_t at, Py_ssize_t end, str wanted):
    """The last value of an attribute of a tag whose attributes stand from `at` to `end`; None without it."""
    cdef Py_ssize_t name, name_end, value, value_end
    cdef str found = None
    while at < end:
        name = at + 1
        at = name + 1 if html[name] == c"=" else name
        while at < end and _names(html[at]):
            at += 1
        name_end = value = value_end = at
        if at < end and html[at] == c"=":
            value = at = at + 2
            while at < end and html[at] != c'"':
                at += 1
            value_end = at
            at += 1
        if name_end - name == len(wanted) and html.startswith(wanted, name):
            found = _plain(html, value, value_end)
    return found


cdef str _plain(str html, Py_ssize_t start, Py_ssize_t end):
    cdef str text = PyUnicode_Substring(html, start, end)
    return plain(text) if "&" in text else text


cdef bint _is_long(str text) except -1:
    """Whether a line has a headline's length."""
    cdef list words = text.split()
    cdef str first
    if len(words) >= 4 or not words:
        return len(words) > 0
    first = words[0]
    return first[0] >= u"\u3000" and len("".join(words)) >= 8


cdef tuple _slots = tuple([vars(Block)[name] for name in Block.__match_args__])
if len(_slots) != 12 or not all([type(slot) is MemberDescriptorType for slot in _slots]):
    raise TypeError("a block has other fields")


cdef _block_of(tuple values):
    """A block, its slots set without a call for it."""
    cdef object block = PyType_GenericAlloc(Block, 0), slot
    cdef Py_ssize_t number
    for number in range(12):
        slot = _slots[number]
        Py_TYPE(slot).tp_descr_set(slot, block, values[number])
    return block


include "compiled_nodes.pxi"
include "compiled_head.pxi"


cdef class Walker:
    """The state of a walk over one page; see `html_walk.Walker`."""

    cdef str html
    cdef Tag *tags
    cdef Opened *stack
    cdef Py_ssize_t count, room, open_count, open_room
    cdef object found
    cdef list blocks, parents, depths, flags, ends, looks, names, links_open
    #: The open run: its characters, how many pieces they came in, how many words these have (counted up to three), and where its last
    #: three pieces begin.
    cdef Py_UCS4 *text
    cdef Py_ssize_t size, text_room, held, words
    cdef Py_ssize_t[3] last
    cdef dict look_numbers, known, targets
    cdef Py_ssize_t here, linked, bold, italic, link_count
    cdef tuple times
    cdef str inline
    #: Whether texts stand as they are read, not as they are written in markup.
    cdef bint bare
    #: Whether the run's first words are linked; -1 before it has any.
    cdef int opens
    #: Whether the run is a line that a linked headline opens behind a line break.
    cdef bint broken
    cdef Py_ssize_t most_tags, most_blocks, paragraph, sentence_part, longest, ahead, pieces
    cdef object sentence_ends, boxes, labels, is_day, parts_figures

    def __cinit__(self):
        self.tags = NULL
        self.stack = NULL
        self.text = NULL
        self.size = self.text_room = 0
        self.count = self.room = self.open_count = self.open_room = 0

    def __dealloc__(self):
        PyMem_Free(self.tags)
        PyMem_Free(self.stack)
        PyMem_Free(self.text)

    def __init__(self, found, sizes, sentence_ends, boxes, labels, is_day, parts_figures):
        self.found = found
        self.blocks, self.parents, self.depths, self.flags = found.blocks, found.parents, found.depths, found.handed
        self.ends, self.looks, self.look_numbers = found.ends, found.looks, found.look_numbers
        self.most_tags, self.most_blocks, self.paragraph, self.sentence_part, self.longest, self.ahead, self.pieces = sizes
        self.sentence_ends, self.boxes, self.labels = sentence_ends, boxes, labels
        self.is_day, self.parts_figures = is_day, parts_figures
        self.names, self.links_open, self.known, self.targets = [], [], {}, {}
        self.bare = False
        self.here = -1
        self.clear()

    cdef int clear(self) except -1:
        self.size = self.held = self.words = 0
        self.linked = self.bold = self.italic = self.link_count = 0
        if self.targets:
            self.targets = {}
        self.times = ()
        self.inline = ""
        self.opens = -1
        self.broken = False
        return 0

    cdef int append(self, str source, Py_ssize_t start, Py_ssize_t end) except -1:
        """Adds a piece to the open run."""
        cdef Py_ssize_t at
        cdef int kind = PyUnicode_KIND(source)
        cdef void *data = PyUnicode_DATA(source)
        cdef bint space = True
        cdef Py_UCS4 char
        cdef Py_UCS4 *more
        if self.size + end - start > self.text_room:
            self.text_room = 2 * (self.size + end - start) + 256
            more = <Py_UCS4 *>PyMem_Realloc(self.text, self.text_room * sizeof(Py_UCS4))
            if more == NULL:
                raise MemoryError()
            self.text = more
        self.last[0], self.last[1], self.last[2] = self.last[1], self.last[2], self.size
        self.held += 1
        more = self.text + self.size
        if kind == 1:
            for at in range(end - start):
                more[at] = (<const unsigned char *>data)[start + at]
        elif kind == 2:
            for at in range(end - start):
                more[at] = (<const unsigned short *>data)[start + at]
        else:
            for at in range(end - start):
                more[at] = (<Py_UCS4 *>data)[start + at]
        self.size += end - start
        at = 0
        while self.words < 3 and at < end - start:
            char = more[at]
            if Py_UNICODE_ISSPACE(char):
                space = True
            elif space:
                space = False
                self.words += 1
            at += 1
        return 0

    cdef str run_text(self):
        """The open run as it is."""
        return PyUnicode_FromKindAndData(4, self.text, self.size)

    cdef str squeezed(self, Py_ssize_t *spaces):
        """The words of the open run with a space between them, and how many of these there are; the run is not to be read again."""
        cdef Py_ssize_t at, size = 0
        cdef Py_UCS4 *text = self.text
        cdef bint apart = False
        cdef Py_UCS4 char
        for at in range(self.size):
            char = text[at]
            if Py_UNICODE_ISSPACE(char):
                apart = True
                continue
            if apart and size:
                text[size] = c" "
                size += 1
                spaces[0] += 1
            apart = False
            text[size] = char
            size += 1
        return PyUnicode_FromKindAndData(4, text, size)

    cdef int read(self) except -1:
        """Finds the tags and comments, each with the text after it."""
        cdef Py_ssize_t at = 0, end, length = len(self.html)
        cdef int kind = PyUnicode_KIND(self.html)
        cdef void *data = PyUnicode_DATA(self.html)
        cdef Tag tag
        while True:
            at = PyUnicode_FindChar(self.html, c"<", at, length, 1)
            if at < 0:
                return 0
            end = _tag_end(self.html, kind, data, at, length, &tag)
            if end < 0:
                at += 1
                continue
            tag.text = end
            at = PyUnicode_FindChar(self.html, c"<", end, length, 1)
            if at < 0:
                at = length
            tag.text_end = at
            if not tag.comment and not tag.closes:
                _classify(kind, data, &tag)
            self.add(&tag)
            if at == length:
                return 0

    cdef int add(self, Tag *tag) except -1:
        cdef Tag *more
        if self.count == self.room:
            self.room = 2 * self.room + 1024
            more = <Tag *>PyMem_Realloc(self.tags, self.room * sizeof(Tag))
            if more == NULL:
                raise MemoryError()
            self.tags = more
        self.tags[self.count] = tag[0]
        self.count += 1
        return 0

    cdef int add_end(self, Py_ssize_t at) except -1:
        """Adds the tag that closes what was opened last, of nodes."""
        cdef Tag tag
        self.open_count -= 1
        tag = self.tags[self.stack[self.open_count].outer]
        tag.closes = True
        tag.text = tag.text_end = at
        return self.add(&tag)

    def run_nodes(self, size_t body):
        """Walks the body, the node at this address; False where it has to be written out and walked as that."""
        cdef Written out
        cdef Walker walker = self
        cdef bint whole
        out.data, out.size, out.room, out.characters = NULL, 0, 0, 0
        try:
            whole = _write(&out, walker, <void *>body)
            if whole:
                self.html = PyUnicode_DecodeUTF8(<const char *>out.data, out.size, NULL)
        finally:
            PyMem_Free(out.data)
        self.open_count = 0
        if whole:
            self.bare = True
            self.go()
        return whole

    cdef int push(self, int code, int what, Py_ssize_t outer) except -1:
        cdef Opened *more
        if self.open_count == self.open_room:
            self.open_room = 2 * self.open_room + 256
            more = <Opened *>PyMem_Realloc(self.stack, self.open_room * sizeof(Opened))
            if more == NULL:
                raise MemoryError()
            self.stack = more
        self.stack[self.open_count] = Opened(outer, what, code)
        self.open_count += 1
        return 0

    def run(self, str html):
        """Walks the body, written out."""
        self.html = html
        self.read()
        self.go()

    cdef str shown(self, Tag *tag):
        """The text after a tag."""
        if self.bare:
            return PyUnicode_Substring(self.html, tag.text, tag.text_end)
        return _plain(self.html, tag.text, tag.text_end)

    cdef str written(self, Tag *tag):
        """The text after a tag, as markup has it."""
        cdef str text = PyUnicode_Substring(self.html, tag.text, tag.text_end)
        if self.bare:
            return text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")
        return text

    cdef int go(self) except -1:
        """Walks the tags."""
        cdef Py_ssize_t at, outer, start, end
        cdef Opened *opened
        cdef int what, code, gap, before = NOTHING
        cdef int bold = 0, italic = 0, breaks = 0
        cdef bint ahead, blank
        cdef Tag *tag
        cdef str text, link
        if self.count > 2 * self.most_tags:
            raise TooLarge(f"more than {self.most_tags} tags; split the page", subject=self.found.url)
        for at in range(self.count):
            tag = &self.tags[at]
            if tag.comment:
                before = COMMENT
            elif not tag.closes:
                what = tag.what
                if what == _block:
                    self.flush()
                    outer = self.here
                    self.open(tag)
                    if tag.void:
                        self.close(outer)
                    else:
                        self.push(tag.code, _block, outer)
                elif what == _break:
                    breaks += 1
                    ahead = self.held > 0 and self.line_ahead(at)
                    if breaks >= 2 or ahead or self.ends_here() or (self.broken and self.leads_away()):
                        self.flush()
                        self.broken = ahead
                    else:
                        self.append(" ", 0, 1)
                elif what != _skip:
                    gap = self.glued(at, before) if self.held and before != NOTHING else 0
                    if gap == 2:
                        self.flush()
                    elif gap == 1:
                        self.append(" ", 0, 1)
                    if what == _link:
                        if before == A and self.held:
                            self.append(" ", 0, 1)
                        self.links_open.append(self.address(tag))
                        self.link_count += 1
                    elif what == _bold:
                        bold += 1
                    elif what == _italic:
                        italic += 1
                    elif tag.source_end > tag.source:
                        self.note(tag)
                    if not tag.void:
                        self.push(tag.code, what, self.here)
                before = tag.code if tag.void else NOTHING
            elif self.open_count:
                self.open_count -= 1
                opened = &self.stack[self.open_count]
                before, what, outer = opened.code, opened.what, opened.outer
                if what == _block:
                    self.flush()
                    self.close(outer)
                elif what == _link:
                    link = self.links_open.pop()
                    if link and link not in self.targets and not link.startswith(NO_ADDRESS):
                        self.found.bare_links.append((self.here, link))
                    if self.opens == 1 and self.headed(at):
                        self.flush()
                elif what == _bold:
                    bold -= 1
                elif what == _italic:
                    italic -= 1
            if tag.text_end > tag.text:
                before = TEXT
                blank = self.blank(tag)
                if blank and not self.held:
                    continue
                if self.bare or PyUnicode_FindChar(self.html, c"&", tag.text, tag.text_end, 1) < 0:
                    text, start, end = self.html, tag.text, tag.text_end
                else:
                    text = self.shown(tag)
                    start, end = 0, len(text)
                    blank = text.isspace()
                if blank:
                    if self.held:
                        self.append(text, start, end)
                else:
                    self.append(text, start, end)
                    breaks = 0
                    if self.opens < 0:
                        self.opens = 1 if self.links_open else 0
                    if bold or italic or self.links_open:
                        self.measure(end - start, bold, italic)
        self.flush()
        size = len(self.ends)
        self.ends[:] = [end or size for end in self.ends]
        if self.ends:
            self.ends[0] = size

    cdef bint blank(self, Tag *tag) noexcept:
        """Whether the text after a tag is white space, as far as that can be told without reading marks such as "&nbsp;"."""
        cdef Py_ssize_t at
        cdef int kind = PyUnicode_KIND(self.html)
        cdef void *data = PyUnicode_DATA(self.html)
        for at in range(tag.text, tag.text_end):
            if not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)):
                return False
        return True

    cdef str address(self, Tag *tag):
        if self.bare:
            # Nothing else is written of a link, and that as it is.
            return PyUnicode_Substring(self.html, tag.source + 7, tag.source_end - 1) if tag.source_end > tag.source else ""
        cdef Py_ssize_t at = self.html.find(' href="', tag.source, tag.source_end)
        cdef Py_ssize_t end = self.html.find('"', at + 7, tag.source_end) if at >= 0 else -1
        return _plain(self.html, at + 7, end) if end >= 0 else ""

    cdef int measure(self, Py_ssize_t length, int bold, int italic) except -1:
        cdef str target
        if self.links_open:
            self.linked += length
            target = self.links_open[len(self.links_open) - 1]
            self.targets[target] = self.targets.get(target, 0) + length
        if bold:
            self.bold += length
        if italic:
            self.italic += length
        return 0

    cdef bint ends_here(self) except -1:
        """As `html_walk.Walker.ends_here`: no piece is empty, so that the last hundred have a hundred characters where all have."""
        cdef Py_ssize_t at = self.size, start = self.last[0] if self.held >= 3 else 0
        if self.size < self.paragraph:
            return False
        while at > start and Py_UNICODE_ISSPACE(self.text[at - 1]):
            at -= 1
        return at > start and chr(self.text[at - 1]) in self.sentence_ends

    cdef bint line_ahead(self, Py_ssize_t at) except -1:
        """Whether what follows a single line break is one link of a headline's length up to the next break or the end of the box."""
        cdef Py_ssize_t number, depth = 0, end = at + 1
        cdef Tag *tag = &self.tags[at]
        cdef Tag after
        cdef list shown = []
        if at + 1 >= self.count or not self.empty(tag):
            return False
        tag += 1
        if tag.comment or tag.closes or tag.code != A:
            return False
        for number in range(at + 1, min(self.count, at + 1 + self.ahead)):
            tag = &self.tags[number]
            end = number
            if tag.closes:
                depth -= 1
            elif not tag.comment and not tag.void:
                depth += 1
            if depth <= 0:
                break
            if tag.text_end > tag.text:
                shown.append(self.written(tag))
            end = number + 1
        while end + 1 < self.count and self.empty(&self.tags[end]):
            after = self.tags[end + 1]
            if after.comment:
                return False
            _classify(PyUnicode_KIND(self.html), PyUnicode_DATA(self.html), &after)
            if after.what == _block or after.what == _break:
                return _is_long("".join(shown))
            if not after.closes:
                return False
            end += 1
        return False

    cdef bint empty(self, Tag *tag) except -1:
        """Whether no text follows a tag."""
        cdef str text
        if tag.text_end <= tag.text:
            return True
        text = self.written(tag)
        return text.isspace()

    cdef bint leads_away(self) except -1:
        """Whether the run is one linked headline and nothing else."""
        cdef str text
        if self.opens != 1:
            return False
        text = self.run_text()
        return self.linked >= len("".join(text.split())) and _is_long(text)

    cdef bint headed(self, Py_ssize_t at) except -1:
        cdef Py_ssize_t length = 0
        if self.here < 0 or self.links_open or self.held > self.pieces or self.names[self.here] not in self.boxes:
            return False
        if not self.parted(at):
            return False
        words = self.run_text().split()
        for word in words:
            length += len(word)
        return len(words) >= 4 and self.linked >= length

    cdef bint parted(self, Py_ssize_t at) except -1:
        """Whether what follows the link that a tag closes is no part of its line."""
        cdef Py_ssize_t number, depth = 0
        cdef Tag *tag
        cdef str shown, after
        if at + 1 >= self.count:
            return False
        tag = &self.tags[at]
        shown = self.shown(tag) if tag.text_end > tag.text else ""
        tag += 1
        if shown and not shown.isspace():
            if tag.comment or not tag.closes:
                return False
            after = PyUnicode_Substring(self.html, tag.name, tag.source)
            return after in self.boxes and self.is_day(shown)
        if tag.comment or tag.closes:
            return False
        after = PyUnicode_Substring(self.html, tag.name, tag.source)
        if after == "br" and at + 2 < self.count:
            shown = self.shown(tag) if tag.text_end > tag.text else ""
            tag += 1
            return tag.code == A and not tag.comment and not tag.closes and (not shown or shown.isspace())
        if after not in self.labels:
            return False
        for number in range(at + 1, self.count):
            tag = &self.tags[number]
            if tag.closes:
                depth -= 1
            elif not tag.comment and not tag.void:
                depth += 1
            if depth <= 0:
                break
            if tag.code == A and not tag.comment and not tag.closes:
                return False
        return True

    cdef int glued(self, Py_ssize_t at, int before) except -1:
        """2 where the run before is a line of its own, 1 where a word begins."""
        cdef Py_UCS4 end = self.text[self.size - 1], start
        cdef Py_ssize_t number, depth = 0
        cdef Tag *tag = &self.tags[at]
        cdef str opening = PyUnicode_Substring(self.html, tag.name, tag.source)
        if before == TEXT or before == SKIPPED_ONE or Py_UNICODE_ISSPACE(end):
            return 0
        if not (Py_UNICODE_ISALNUM(end) or end in u".!?…”»"):
            return 0
        for number in range(at, min(self.count, at + self.ahead)):
            tag = &self.tags[number]
            if tag.closes:
                depth -= 1
            elif not tag.comment and not tag.void:
                depth += 1
            if depth <= 0:
                return 0
            if tag.text_end > tag.text:
                start = self.html[tag.text]
                if Py_UNICODE_ISDIGIT(start) and self.parts_figures(opening, PyUnicode_FromKindAndData(4, self.text + max(0, self.size - 2), min(2, self.size))):
                    return 1
                if not (Py_UNICODE_ISUPPER(start) or start in u"«“„‘") or (Py_UNICODE_ISALPHA(end) and not Py_UNICODE_ISLOWER(end)):
                    return 0
                return 2 if self.words >= 3 else 1
        return 0

    cdef int note(self, Tag *tag) except -1:
        cdef bint time = tag.source - tag.name == 4 and self.html.startswith("time", tag.name)
        cdef str words = _value(self.html, tag.source, tag.source_end, "class")
        if time:
            self.times += (_value(self.html, tag.source, tag.source_end, "datetime") or "",)
        if not words:
            words = _value(self.html, tag.source, tag.source_end, "itemprop")
        if words and len(self.inline) < 200:
            self.inline += " " + words[:80]
        return 0

    cdef int open(self, Tag *tag) except -1:
        cdef str whole = PyUnicode_Substring(self.html, tag.name, tag.source_end)
        cdef str name
        cdef Py_ssize_t outer = self.here
        known = self.known.get(whole)
        if known is None:
            name = PyUnicode_Substring(self.html, tag.name, tag.source)
            if self.bare:
                words, flags = self.look_at(name, tag)
            else:
                words, flags = self.look(name, PyUnicode_Substring(self.html, tag.source, tag.source_end))
            number = self.look_numbers.setdefault((name, words), len(self.look_numbers))
            known = self.known[whole] = name, number, flags
        self.here = len(self.names)
        self.names.append((<tuple>known)[0])
        self.looks.append((<tuple>known)[1])
        self.parents.append(outer)
        if outer >= 0:
            self.depths.append(self.depths[outer] + 1)
            self.flags.append((<tuple>known)[2] | self.flags[outer])
        else:
            self.depths.append(0)
            self.flags.append(0)
        self.ends.append(0)
        return 0

    cdef tuple look_at(self, str name, Tag *tag):
        """As `html_tags.look`, of attributes as they are written here, each once."""
        cdef Py_ssize_t at = tag.source, value, end, length
        cdef int flags = FLAGS.get(name, 0)
        cdef str words = "", own = "", text
        cdef Py_UCS4 first
        while at < tag.source_end:
            at += 1
            value = PyUnicode_FindChar(self.html, c"=", at, tag.source_end, 1)
            end = PyUnicode_FindChar(self.html, c'"', value + 2, tag.source_end, 1) if value >= 0 else -1
            if end < 0:
                raise ValueError("an attribute is not whole")
            first, length = self.html[at], value - at
            at, value = end + 1, value + 2
            if first == c"h":
                flags |= HIDDEN
                continue
            if end == value:
                continue
            text = _plain(self.html, value, end)
            if first == c"c":
                words = text
            elif first == c"r":
                flags |= ROLES.get(text, 0)
            elif first == c"s":
                if "display" in text and "display:none" in text.replace(" ", ""):
                    flags |= HIDDEN
            elif length == 2:
                own = text
            elif text in BODIES:
                flags |= BODY_PROP
        if own:
            words = f"{words} {own}" if words else own
        if len(words) > LONGEST_LOOK:
            words = words[:LONGEST_LOOK]
        return words.replace("\n", " ") if "\n" in words else words, flags

    cdef tuple look(self, str name, str source):
        """As `html_tags.look`, which is asked where there is more than a class."""
        cdef Py_ssize_t last = len(source) - 1
        if last < 0:
            return "", FLAGS.get(name, 0)
        if source.startswith(' class="') and source.find('"', 8) == last and "&" not in source:
            return PyUnicode_Substring(source, 8, min(last, 308)).replace("\n", " "), FLAGS.get(name, 0)
        return look(name, source)

    cdef int close(self, Py_ssize_t outer) except -1:
        self.ends[self.here] = len(self.ends)
        self.here = max(outer, 0)
        return 0

    cdef int flush(self) except -1:
        cdef str text
        cdef Py_ssize_t spaces = 1, length, size
        cdef double density
        cdef bint opens
        if self.opens < 0 or self.here < 0:
            if self.held or self.times or self.inline or self.link_count:
                self.clear()
            return 0
        text = self.squeezed(&spaces)
        if not self.goes_on(text):
            if len(self.targets) > 1:
                link = max(self.targets, key=self.targets.__getitem__)
            else:
                link = next(iter(self.targets), None)
            length = len(text)
            density = min(1.0, self.linked / <double>length) if self.linked else 0.0
            size = spaces if length <= 12 * spaces else max(spaces, wide(text) // 2)
            opens = self.opens == 1
            self.blocks.append(
                _block_of(
                    (
                        text, self.here, self.linked, self.link_count, self.bold, self.italic, link, self.times, self.inline, opens,
                        density, size,
                    )
                )
            )
            if len(self.blocks) > self.most_blocks:
                raise TooLarge(f"more than {self.most_blocks} blocks of text; split the page", subject=self.found.url)
        self.clear()
        return 0

    cdef bint goes_on(self, str text) except -1:
        cdef Py_UCS4 first = text[0]
        cdef bint lower = Py_UNICODE_ISLOWER(first), sign = first in u",.;:)"
        cdef Py_ssize_t here, there, outer, before
        cdef str held, tag
        if not (sign or lower) or not self.blocks:
            return False
        last = self.blocks[len(self.blocks) - 1]
        held = last.text
        if not self.sentence_part <= len(held) <= self.longest:
            return False
        if held[len(held) - 1] in self.sentence_ends or held[len(held) - 1] == c":":
            return False
        here, there = self.here, last.element
        outer, before = self.parents[here], self.parents[there]
        if there != here and there != outer and before != here and before != outer:
            return False
        tag = self.names[here]
        if lower and (len(text) < self.sentence_part or tag == "li" or self.names[there] == "li" or tag[0] == c"h"):
            return False
        last.text = held + (text if sign else f" {text}")
        last.linked += self.linked
        last.link_count += self.link_count
        last.bold += self.bold
        last.italic += self.italic
        last.measure()
        return True
