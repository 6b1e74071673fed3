# The page as Lexbor holds it, read node by node into the tags and the text that `Walker` walks over: what a reader does not see is passed
# over, and of the attributes those alone are kept that the walk asks for. Lexbor's own functions are called by address (html_nodes.py),
# none of its structures is looked into.

from libc.string cimport memcmp, memcpy

cdef extern from "Python.h":
    str PyUnicode_DecodeUTF8(const char *, Py_ssize_t, const char *)

cdef extern from *:
    """
    static Py_ssize_t _characters(const unsigned char *data, Py_ssize_t size) {
        Py_ssize_t found = 0;
        for (Py_ssize_t at = 0; at < size; at++)
            found += (data[at] & 0xC0) != 0x80;
        return found;
    }
    """
    Py_ssize_t _characters(const unsigned char *, Py_ssize_t) noexcept

cdef enum:
    ELEMENT = 1
    TEXT_NODE = 3
    COMMENT_NODE = 8

ctypedef void *(*Step)(void *) noexcept
ctypedef int (*Kind)(void *) noexcept
ctypedef const unsigned char *(*Told)(void *, size_t *) noexcept

cdef struct Functions:
    Step first_child, next, parent, first_attribute, next_attribute
    Kind kind
    Told element_name, attribute_name, attribute_value, text

cdef Functions _lexbor


def use(tuple addresses):
    """Takes the addresses of Lexbor's functions, in the order of `html_nodes.NAMES`."""
    cdef size_t first, after, parent, attribute, next_attribute, kind, name, attribute_name, value, text
    first, after, parent, attribute, next_attribute, kind, name, attribute_name, value, text = addresses
    _lexbor.first_child, _lexbor.next, _lexbor.parent = <Step><void *>first, <Step><void *>after, <Step><void *>parent
    _lexbor.first_attribute, _lexbor.next_attribute = <Step><void *>attribute, <Step><void *>next_attribute
    _lexbor.kind, _lexbor.element_name = <Kind><void *>kind, <Told><void *>name
    _lexbor.attribute_name, _lexbor.attribute_value = <Told><void *>attribute_name, <Told><void *>value
    _lexbor.text = <Told><void *>text


cdef struct Written:
    unsigned char *data
    Py_ssize_t size, room, characters


cdef int _make_room(Written *out, Py_ssize_t more) except -1:
    cdef unsigned char *data
    if out.size + more > out.room:
        out.room = 2 * (out.size + more) + 65536
        data = <unsigned char *>PyMem_Realloc(out.data, out.room)
        if data == NULL:
            raise MemoryError()
        out.data = data
    return 0


cdef int _put(Written *out, const unsigned char *data, Py_ssize_t size) except -1:
    _make_room(out, size)
    memcpy(out.data + out.size, data, size)
    out.size += size
    out.characters += _characters(data, size)
    return 0


cdef int _put_attribute(Written *out, const unsigned char *name, Py_ssize_t length, const unsigned char *value, Py_ssize_t size) except -1:
    """Writes an attribute as serialisation does, as far as the reader of attributes needs it."""
    cdef Py_ssize_t at, start = out.size
    cdef unsigned char *to
    _make_room(out, length + 4 + 6 * size)
    _put(out, b" ", 1)
    _put(out, name, length)
    _put(out, b'="', 2)
    start = out.size
    to = out.data + start
    for at in range(size):
        if value[at] == c"&":
            memcpy(to, b"&amp;", 5)
            to += 5
        elif value[at] == c'"':
            memcpy(to, b"&quot;", 6)
            to += 6
        else:
            to[0] = value[at]
            to += 1
    to[0] = c'"'
    out.size = to + 1 - out.data
    out.characters += _characters(out.data + start, out.size - start)
    return 0


cdef inline bint _is(const unsigned char *name, size_t length, const char *wanted, size_t size) noexcept:
    return length == size and memcmp(name, wanted, size) == 0


cdef inline bint _asked_for(int what, const unsigned char *name, size_t length) noexcept:
    """Whether the walk asks an element for an attribute: a link for its address, a block element for what `html_tags.look` reads, another
    for what `Walker.note` reads."""
    if what == _link:
        return _is(name, length, b"href", 4)
    if _is(name, length, b"class", 5) or _is(name, length, b"itemprop", 8):
        return True
    if what != _block:
        return _is(name, length, b"datetime", 8)
    return (
        _is(name, length, b"id", 2)
        or _is(name, length, b"role", 4)
        or _is(name, length, b"style", 5)
        or _is(name, length, b"hidden", 6)
    )


cdef inline bint _plain_name(const unsigned char *name, size_t length) noexcept:
    """Whether a name is written out as it is read; one with a mark of markup in it is a fault of the page."""
    cdef size_t at
    for at in range(length):
        if name[at] <= 32 or name[at] > 126 or name[at] == c'"' or name[at] == c"=" or name[at] == c"<":
            return False
    return True


cdef int _attributes(Written *out, void *node, Tag *tag) except -1:
    """Writes the attributes that are asked for; 0 where one has an odd name."""
    cdef size_t length = 0, size = 0
    cdef const unsigned char *name
    cdef const unsigned char *value
    cdef void *attribute = _lexbor.first_attribute(node)
    cdef bint any = attribute != NULL, asks = tag.what in (_block, _link, _inside)
    while attribute != NULL:
        name = _lexbor.attribute_name(attribute, &length)
        if name == NULL or not _plain_name(name, length):
            return 0
        if asks and _asked_for(tag.what, name, length):
            size = 0
            value = _lexbor.attribute_value(attribute, &size)
            if tag.what == _link:
                _put(out, b' href="', 7)
                if value != NULL:
                    _put(out, value, size)
                _put(out, b'"', 1)
            else:
                _put_attribute(out, name, length, value, size if value != NULL else 0)
        attribute = _lexbor.next_attribute(attribute)
    # A time with attributes but without a moment counts as a time.
    if any and out.characters == tag.source and tag.what == _inside:
        _put(out, b' x=""', 5)
    return 1


cdef int _write(Written *out, Walker walker, void *body) except -1:
    """Writes a body and notes its tags; 0 where it holds what is not told from its nodes as from its source: raw text, instructions."""
    cdef void *node = body
    cdef void *after
    cdef const unsigned char *data
    cdef size_t length = 0
    cdef int kind
    cdef Tag tag
    while True:
        kind = _lexbor.kind(node)
        after = NULL
        if kind == ELEMENT:
            data = _lexbor.element_name(node, &length)
            if data == NULL or not _plain_name(data, length):
                return 0
            tag.comment = tag.closes = False
            _classify_name(data, length, &tag)
            if tag.what == RAW or _is(data, length, b"plaintext", 9):
                return 0
            if tag.what != UNSEEN:
                tag.name = out.characters
                _put(out, data, length)
                tag.source = out.characters
                if not _attributes(out, node, &tag):
                    return 0
                tag.source_end = tag.text = tag.text_end = out.characters
                walker.add(&tag)
                if not tag.void:
                    # What is open is kept by the number of its tag.
                    walker.push(0, 0, walker.count - 1)
                    after = _lexbor.first_child(node)
                    if after == NULL:
                        walker.add_end(out.characters)
        elif kind == TEXT_NODE:
            data = _lexbor.text(node, &length)
            if data == NULL:
                return 0
            _put(out, data, length)
            walker.tags[walker.count - 1].text_end = out.characters
        elif kind == COMMENT_NODE:
            tag.comment, tag.closes, tag.void, tag.what, tag.code = True, False, False, 0, OTHER
            tag.name = tag.source = tag.source_end = tag.text = tag.text_end = out.characters
            walker.add(&tag)
        else:
            return 0
        while after == NULL:
            if node == body:
                return 1
            after = _lexbor.next(node)
            if after == NULL:
                node = _lexbor.parent(node)
                walker.add_end(out.characters)
        node = after
