# What a page says of itself, found in one walk over the parser's nodes: the elements that `html_head.selected` finds by a selector.

cdef enum:
    # Elements that are read at most.
    MOST_IN_HEAD = 1000


cdef inline bint _is_in_any_case(const unsigned char *data, size_t size, const char *wanted, size_t length) noexcept:
    cdef size_t at
    if size != length:
        return False
    for at in range(size):
        if (data[at] | 32 if c"A" <= data[at] <= c"Z" else data[at]) != <unsigned char>wanted[at]:
            return False
    return True


cdef str _decoded(const unsigned char *data, size_t size):
    return PyUnicode_DecodeUTF8(<const char *>data, <Py_ssize_t>size, b"replace") if data != NULL else ""


cdef str _text_of(void *node):
    cdef size_t size = 0
    cdef const unsigned char *data = _lexbor.text(node, &size)
    return _decoded(data, size)


cdef void *_after(void *node, void *root) noexcept:
    """The next node in the page that is not in this one; NULL behind the last one in the root."""
    cdef void *after
    while node != root:
        after = _lexbor.next(node)
        if after != NULL:
            return after
        node = _lexbor.parent(node)
    return NULL


cdef str _shown_in(void *root):
    """The text of an element but for scripts and styles in it."""
    cdef void *node = root
    cdef void *below
    cdef const unsigned char *name
    cdef size_t size = 0
    cdef int kind
    cdef list found = []
    while node != NULL:
        kind, below = _lexbor.kind(node), NULL
        if kind == TEXT_NODE:
            found.append(_text_of(node))
        elif kind == ELEMENT:
            name = _lexbor.element_name(node, &size)
            if not (_is(name, size, b"script", 6) or _is(name, size, b"style", 5)):
                below = _lexbor.first_child(node)
        node = below if below != NULL else _after(node, root)
    return "".join(found)


def in_head(size_t root):
    """As `html_head.selected`, of the page whose outermost element is the node at this address."""
    cdef void *top = <void *>root
    cdef void *node = top
    cdef void *below
    cdef void *attribute
    cdef const unsigned char *name
    cdef const unsigned char *value
    cdef size_t size = 0, length = 0, known
    cdef list found = []
    cdef str tag
    cdef dict said
    cdef tuple element
    # How many parts of the selector it meets: it is found once for each.
    cdef int times
    while node != NULL and len(found) < MOST_IN_HEAD:
        if _lexbor.kind(node) != ELEMENT:
            node = _after(node, top)
            continue
        name = _lexbor.element_name(node, &size)
        tag = None
        if size == 5 and _is(name, size, b"title", 5):
            tag = "title"
        elif size == 4:
            tag = (
                "meta" if _is(name, size, b"meta", 4) else "link" if _is(name, size, b"link", 4)
                else "base" if _is(name, size, b"base", 4) else None
            )
        elif size == 6 and _is(name, size, b"script", 6):
            tag = "script"
        times = tag == "title"
        attribute = _lexbor.first_attribute(node)
        while attribute != NULL:
            name = _lexbor.attribute_name(attribute, &size)
            if name != NULL and size == 8 and _is(name, size, b"itemprop", 8):
                value = _lexbor.attribute_value(attribute, &length)
                times += value != NULL and (
                    _is(value, length, b"datePublished", 13) or _is(value, length, b"dateModified", 12) or _is(value, length, b"headline", 8)
                )
            elif tag == "meta":
                times += _is(name, size, b"content", 7)
            elif tag == "base":
                times += _is(name, size, b"href", 4)
            elif tag == "link" and _is(name, size, b"rel", 3):
                value = _lexbor.attribute_value(attribute, &length)
                times += value != NULL and _is_in_any_case(value, length, b"canonical", 9)
            elif tag == "script" and _is(name, size, b"type", 4):
                value = _lexbor.attribute_value(attribute, &length)
                times += value != NULL and _is_in_any_case(value, length, b"application/ld+json", 19)
            attribute = _lexbor.next_attribute(attribute)
        if times:
            said = {}
            attribute = _lexbor.first_attribute(node)
            while attribute != NULL:
                name = _lexbor.attribute_name(attribute, &size)
                length = 0
                value = _lexbor.attribute_value(attribute, &length)
                said.setdefault(_decoded(name, size), _decoded(value, length))
                attribute = _lexbor.next_attribute(attribute)
            if tag is None:
                element = ("", said, "" if said.get("datetime") or said.get("content") else _shown_in(node))
            else:
                element = (tag, said, _text_of(node) if tag == "title" or tag == "script" else "")
            found.extend([element] * times)
        below = _lexbor.first_child(node)
        node = below if below != NULL else _after(node, top)
    return found[:MOST_IN_HEAD]
