# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The table of `html_features.columns`, compiled: the same numbers, written into one array without one for each step.

Sums run in the order in which numpy adds, so that every bit is equal; `tests/test_items_html.py` compares both.
"""

from cpython.unicode cimport PyUnicode_FromObject, PyUnicode_Substring

import numpy as np

from .compiled_text import signs
from .html_blocks import OTHER_TAG, TAG_NUMBERS

cdef extern from "Python.h":
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISUPPER(Py_UCS4)
    bint Py_UNICODE_ISDIGIT(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t) noexcept

cdef enum:
    # Columns of the words of a block, of which two are known of every block; flags; the furthest heading that counts.
    TEXT_COLUMNS = 19
    ENDS = 4
    TITLE = 15
    FLAGS_COUNT = 16
    MOST_WORDS = 64
    NO_HEAD = 99
    # Blocks beside a block whose first guess it sees, and characters of a block that count.
    STEPS = 6
    LONG = 600

cdef enum:
    # Rows of sums over an element.
    LENGTH, LINKED, HELD, PROSE, PROSES, SUMS

cdef int _h1 = TAG_NUMBERS["h1"], _p = TAG_NUMBERS["p"], _li = TAG_NUMBERS["li"], _quote = TAG_NUMBERS["blockquote"]
cdef int _other_tag = OTHER_TAG
cdef dict _tag_numbers = dict(TAG_NUMBERS)


cdef class Table:
    """Fills the columns of a page, from the first on. `table` has a row a column; `blocks` has rows for length, words, density, prose and
    ones for good prose, share of the title and a row for sums; `places` for element, the ones around it and shape; `elements` for parent, end, look, depth, tag, flags
    and four that are found on the way down; `sums` for five sums over each element and one more."""

    cdef float[:, ::1] table
    cdef double[:, ::1] blocks, sums
    cdef Py_ssize_t[:, ::1] places, elements
    cdef Py_ssize_t at, count, size, top
    cdef double all_prose
    cdef bytes body, other
    cdef list texts

    def __init__(self, page, float[:, ::1] table, double[:, ::1] blocks, Py_ssize_t[:, ::1] places, Py_ssize_t[:, ::1] elements,
                 double[:, ::1] sums, bytes body, bytes other):
        self.table, self.blocks, self.places, self.elements, self.sums = table, blocks, places, elements, sums
        self.body, self.other = body, other
        self.count, self.size, self.at = table.shape[1], elements.shape[1], 0
        self.texts = page.blocks
        self.read_elements(page)
        self.read_blocks()

    cdef int read_elements(self, page) except -1:
        cdef list tags = [_tag_numbers.get(name, _other_tag) for name, _ in page.names]
        cdef list parents = page.parents, ends = page.ends, looks = page.looks, depths = page.depths, flags = page.handed
        cdef Py_ssize_t[:, ::1] elements = self.elements
        cdef Py_ssize_t i, looks_count = len(tags)
        for i in range(self.size):
            elements[0, i] = parents[i]
            elements[1, i] = ends[i]
            elements[2, i] = looks[i]
            elements[3, i] = depths[i]
            elements[5, i] = flags[i]
            if not 0 <= elements[2, i] < looks_count:
                raise IndexError(f"element {i} has the look {looks[i]} of {looks_count}")
            elements[4, i] = tags[elements[2, i]]
            if elements[0, i] >= i or not i < elements[1, i] <= self.size:
                raise IndexError(f"element {i} of {self.size} has the parent {parents[i]} and the end {ends[i]}")
        return 0

    cdef inline Py_ssize_t outer(self, Py_ssize_t element) noexcept:
        return self.elements[0, element] if self.elements[0, element] > 0 else 0

    cdef int read_blocks(self) except -1:
        cdef double[:, ::1] blocks = self.blocks
        cdef Py_ssize_t[:, ::1] places = self.places
        cdef dict shapes = {}
        cdef Py_ssize_t i, spaces
        cdef double length
        cdef str text
        for i in range(self.count):
            block = self.texts[i]
            text = block.text
            length, spaces = len(text), text.count(" ") + 1
            blocks[0, i] = length
            blocks[1, i] = length / 6 if length / spaces > 12 else spaces
            blocks[2, i] = block.density
            blocks[4, i] = 1.0 if blocks[1, i] >= 8 and blocks[2, i] < 0.4 else 0.0
            blocks[3, i] = blocks[1, i] * blocks[4, i]
            places[0, i] = block.element
            if not 0 <= places[0, i] < self.size:
                raise IndexError(f"block {i} lies in element {block.element} of {self.size}")
            places[1, i] = self.outer(places[0, i])
            places[2, i] = self.outer(places[1, i])
            shape = self.elements[2, places[0, i]] * self.size + self.elements[2, places[1, i]]
            places[3, i] = shapes.setdefault(shape, len(shapes))
        return 0

    def asked(self, unsigned char[::1] wanted):
        """Marks the blocks that the model looks at, as `html_features.asked`."""
        cdef Py_ssize_t i
        for i in range(self.count):
            wanted[i] = <float>self.blocks[2, i] <= <float>0.9 or <float>self.blocks[1, i] >= 5

    def used(self, const unsigned char[::1] wanted):
        """The numbers of the looks of all elements around the wanted blocks; asked for when all columns but the class words' are written."""
        cdef Py_ssize_t[:, ::1] elements = self.elements
        cdef Py_ssize_t i, element
        cdef list found = []
        for i in range(self.size):
            elements[6, i] = elements[7, i] = 0
        for i in range(self.count):
            element = self.places[0, i] if wanted[i] else -1
            while element >= 0 and not elements[6, element]:
                elements[6, element] = 1
                if not elements[7, elements[2, element]]:
                    elements[7, elements[2, element]] = 1
                    found.append(elements[2, element])
                element = elements[0, element]
        return found

    def classes(self, Py_ssize_t at, const unsigned char[::1] wanted, list used, list names, Odds known, double[:, ::1] odds):
        """Writes the class words' columns, from `at` on, as `html_features.class_columns`. `used` are the looks around wanted blocks,
        `names` the tag and the class and id of every look; `odds` has nine rows for the odds of looks, and three for those of each element
        and those around it."""
        cdef float[:, ::1] table = self.table
        cdef Py_ssize_t[:, ::1] elements = self.elements
        cdef Py_ssize_t i, j, k, look, element, outer, beyond
        cdef double a, b, c
        for i in range(len(used)):
            look = used[i]
            known.read(<str?>(<tuple?>names[look])[1], &odds[0, look], odds.shape[1])
        for i in range(self.size):
            if not elements[6, i]:
                continue
            outer, look = elements[0, i], elements[2, i]
            if outer < 0 or i == 0:
                for k in range(3):
                    odds[9 + k, i] = odds[6 + k, look]
                continue
            odds[9, i] = max(odds[9, outer], odds[6, look])
            odds[10, i] = min(odds[10, outer], odds[7, look])
            odds[11, i] = odds[11, outer] + odds[8, look]
        for i in range(self.count):
            if not wanted[i]:
                for k in range(12):
                    table[at + k, i] = 0
                continue
            element = self.places[0, i]
            look, outer = elements[2, element], elements[0, element]
            beyond = elements[0, outer] if outer >= 0 else -1
            for k in range(3):
                a = odds[k, look]
                b = odds[3 + k, elements[2, outer]] if outer >= 0 else 0
                c = odds[9 + k, beyond] if beyond >= 0 else 0
                table[at + k, i] = <float>a
                table[at + 3 + k, i] = <float>b
                table[at + 6 + k, i] = <float>c
                if k == 0:
                    table[at + 10, i] = <float>max(a, b, c)
                elif k == 1:
                    table[at + 9, i] = <float>min(a, b, c)
                else:
                    table[at + 11, i] = <float>(a + b + c)
        return None

    def fill(self, named, str description, Triples triples, list lower, list stories, list kinds, unsigned char[::1] wanted):
        """Writes all columns but the class words'. `named` are the words of the title, `triples` those of the body that JSON-LD has,
        or None; `kinds` the numbers of the kinds of furniture. Returns how many columns there are."""
        self.write_words(named, description, triples, lower, wanted)
        self.add_up()
        self.write_places()
        self.write_shares()
        self.write_order()
        self.write_neighbours()
        self.write_window()
        self.write_marks(stories, kinds)
        return self.at

    cdef int write_words(self, named, str description, Triples triples, list lower, unsigned char[::1] wanted) except -1:
        """Length, words, links, and what the words of the wanted blocks show; of the others only ends and title."""
        cdef float[:, ::1] table = self.table
        cdef dict times = {}
        cdef Words title = Words(named)
        cdef Py_ssize_t i, j
        for block in self.texts:
            times[block.text] = times.get(block.text, 0) + 1
        for i in range(self.count):
            for j in range(3):
                table[j, i] = self.blocks[j, i]
            for j in range(3, 3 + TEXT_COLUMNS):
                table[j, i] = 0
            if wanted[i]:
                self.write_text(i, self.texts[i], lower[i], description, triples, times)
            table[3 + ENDS, i] = _ends_sentence(self.texts[i].text)
            self.blocks[5, i] = 0
            if named and self.blocks[1, i] < 40:
                self.blocks[5, i] = <double>title.held(lower[i]) / self.blocks[1, i]
            table[3 + TITLE, i] = self.blocks[5, i]
        self.at = 3 + TEXT_COLUMNS
        return 0

    cdef int write_text(self, Py_ssize_t i, block, str lower, str description, Triples triples, dict times) except -1:
        cdef float[:, ::1] table = self.table
        cdef str text = block.text
        cdef Py_ssize_t length = len(text)
        cdef Py_UCS4 first = text[0]
        commas, ends, quotes, marks, address = signs(text)
        table[3, i] = block.link_count
        table[4, i] = <double>block.bold / length
        table[5, i] = <double>block.italic / length
        table[6, i] = commas
        table[8, i] = text[length - 1] == c":"
        table[9, i] = Py_UNICODE_ISUPPER(first)
        table[10, i] = Py_UNICODE_ISLOWER(first)
        table[11, i] = ends if length > 60 else 0
        table[12, i] = quotes
        table[13, i] = marks
        table[14, i] = address
        table[15, i] = times[text]
        table[16, i] = length < 80 and text.isupper()
        table[17, i] = Py_UNICODE_ISDIGIT(first)
        table[19, i] = length > 25 and lower[:40] in description
        table[20, i] = 1 if block.times else 0
        table[21, i] = -1.0 if triples is None else triples.share(lower)
        return 0

    cdef int add_up(self) except -1:
        """Over all blocks that each element holds at any depth: characters, those in links, blocks, prose, blocks of prose."""
        cdef double[:, ::1] sums = self.sums
        cdef Py_ssize_t i, row, element, size = self.size
        cdef double running, next_one
        for row in range(SUMS):
            for i in range(size + 1):
                sums[row, i] = 0
        for i in range(self.count):
            element = self.places[0, i]
            sums[LENGTH, element] += self.blocks[0, i]
            sums[LINKED, element] += self.blocks[2, i] * self.blocks[0, i]
            sums[HELD, element] += 1
            sums[PROSE, element] += self.blocks[3, i]
            sums[PROSES, element] += self.blocks[4, i]
        for row in range(SUMS):
            running = 0
            for i in range(size + 1):
                next_one = running + sums[row, i] if i < size else running
                sums[row, i] = running
                running = next_one
        self.all_prose = max(1.0, self.total(PROSE, 0))
        return 0

    cdef inline double total(self, Py_ssize_t row, Py_ssize_t element) noexcept:
        return self.sums[row, self.elements[1, element]] - self.sums[row, element]

    cdef int write_places(self) except -1:
        """Tags, depth, flags, names of the elements around a block, and how far those are that are named or hold half the prose."""
        cdef float[:, ::1] table = self.table
        cdef Py_ssize_t[:, ::1] elements = self.elements
        cdef Py_ssize_t i, j, el, p, at = self.at
        cdef const unsigned char *body = self.body
        cdef const unsigned char *other = self.other
        self.read_downward()
        for i in range(self.count):
            el, p = self.places[0, i], self.places[1, i]
            table[at, i] = elements[4, el]
            table[at + 1, i] = elements[4, p]
            table[at + 2, i] = elements[4, self.places[2, i]]
            table[at + 3, i] = elements[3, el]
            for j in range(FLAGS_COUNT):
                table[at + 4 + j, i] = (elements[5, el] >> j) & 1
            j = at + 4 + FLAGS_COUNT
            table[j, i] = body[elements[2, el]]
            table[j + 1, i] = other[elements[2, el]]
            table[j + 2, i] = body[elements[2, p]]
            table[j + 3, i] = other[elements[2, p]]
            table[j + 4, i] = elements[6, el]
            table[j + 5, i] = elements[7, el]
            table[j + 6, i] = min(99, elements[3, el] - elements[8, el])
            table[j + 7, i] = elements[3, el] - elements[9, el]
            table[j + 8, i] = self.top <= el < elements[1, self.top]
        self.at = at + 4 + FLAGS_COUNT + 9
        return 0

    cdef int read_downward(self) except -1:
        """Sets for each element: those around it and itself with a body's name, with another's name, the depth of the nearest of these and
        of the nearest that holds half the prose; and the deepest element that holds most of the prose."""
        cdef Py_ssize_t[:, ::1] elements = self.elements
        cdef Py_ssize_t i, outer, deepest = -1
        cdef double prose
        self.top = 0
        for i in range(self.size):
            outer = elements[0, i]
            prose = self.total(PROSE, i)
            elements[6, i] = self.body[elements[2, i]]
            elements[7, i] = self.other[elements[2, i]]
            elements[8, i] = elements[3, i] if elements[7, i] else -99
            elements[9, i] = elements[3, i] if prose >= 0.5 * self.all_prose else -1
            if prose >= 0.55 * self.all_prose and elements[3, i] > deepest:
                self.top, deepest = i, elements[3, i]
            if outer >= 0:
                elements[6, i] += elements[6, outer]
                elements[7, i] += elements[7, outer]
                elements[8, i] = max(elements[8, i], elements[8, outer])
                elements[9, i] = max(elements[9, i], elements[9, outer])
        return 0

    cdef int write_shares(self) except -1:
        """The share of the prose, and of linked characters, in the elements around a block, and blocks of prose in them."""
        cdef float[:, ::1] table = self.table
        cdef Py_ssize_t i, row, p, g, gg, at = self.at
        cdef Py_ssize_t[4] around
        for i in range(self.count):
            p, g = self.places[1, i], self.places[2, i]
            gg = self.outer(g)
            around[0], around[1], around[2] = p, g, gg
            for row in range(3):
                table[at + row, i] = self.total(PROSE, around[row]) / self.all_prose
                table[at + 5 + row, i] = self.total(LINKED, around[row]) / max(1.0, self.total(LENGTH, around[row]))
            for row in range(2):
                table[at + 3 + row, i] = self.total(PROSES, around[row])
                table[at + 8 + row, i] = self.total(HELD, around[row])
                table[at + 10 + row, i] = self.total(PROSE, around[row]) / max(1.0, self.total(HELD, around[row]))
        self.at = at + 12
        return 0

    cdef int write_order(self) except -1:
        """Repetition of the shape, place on the page and from the headline, prose of the element itself, and sums over the page."""
        cdef float[:, ::1] table = self.table
        cdef double[:, ::1] blocks = self.blocks, sums = self.sums
        cdef Py_ssize_t i, el, own, shape, headline = self.headline(), good = 0, at = self.at
        cdef double length = 0, running = 0, most = 1.0
        cdef list alike = [0] * self.count, prose = [0.0] * self.count
        for i in range(self.size):
            sums[SUMS, i] = 0
        for i in range(self.count):
            length += blocks[0, i]
            shape = self.places[3, i]
            alike[shape] += 1
            prose[shape] += blocks[1, i] if blocks[2, i] < 0.4 else 0.0
            own = self.own(i)
            sums[SUMS, own] += blocks[3, i]
        for i in range(self.size):
            most = max(most, sums[SUMS, i])
        while good < self.count and blocks[4, good] == 0:
            good += 1
        if good == self.count:
            good = 0
        for i in range(self.count):
            shape = self.places[3, i]
            running += blocks[0, i]
            table[at, i] = alike[shape]
            table[at + 1, i] = <double>prose[shape] / self.all_prose
            table[at + 2, i] = <double>prose[shape] / <double>alike[shape]
            table[at + 3, i] = <double>i / self.count
            table[at + 4, i] = running / length
            table[at + 5, i] = i - headline if headline >= 0 else -999
            table[at + 6, i] = i - good
            table[at + 7, i] = sums[SUMS, self.own(i)] / most
            table[at + 8, i] = self.count
            table[at + 9, i] = self.all_prose
            table[at + 10, i] = most / self.all_prose
        self.at = at + 11
        return 0

    cdef inline Py_ssize_t own(self, Py_ssize_t i) noexcept:
        """The element that a block belongs to: a paragraph's is the one around it."""
        cdef Py_ssize_t tag = self.elements[4, self.places[0, i]]
        return self.places[1, i] if tag == _p or tag == _li or tag == _quote else self.places[0, i]

    cdef Py_ssize_t headline(self) noexcept:
        """As `html_features._headline`."""
        cdef Py_ssize_t i, h1 = -1, like = -1
        cdef double share
        for i in range(self.count):
            share = self.blocks[5, i]
            if self.elements[4, self.places[0, i]] == _h1:
                if share > 0.5:
                    return i
                if h1 < 0:
                    h1 = i
            if like < 0 and share > 0.7:
                like = i
        return h1 if h1 >= 0 else like

    cdef int write_neighbours(self) except -1:
        cdef float[:, ::1] table = self.table
        cdef Py_ssize_t[:, ::1] places = self.places
        cdef Py_ssize_t i, j, beside, at = self.at
        cdef Py_ssize_t[4] steps = [-2, -1, 1, 2]
        for j in range(4):
            for i in range(self.count):
                beside = i + steps[j]
                if 0 <= beside < self.count:
                    table[at, i] = self.blocks[1, beside]
                    table[at + 1, i] = self.blocks[2, beside]
                    table[at + 2, i] = self.elements[4, places[0, beside]]
                    table[at + 3, i] = table[3 + ENDS, beside]
                    table[at + 4, i] = places[3, beside] == places[3, i]
                    table[at + 5, i] = places[1, beside] == places[1, i]
                else:
                    table[at, i] = table[at + 1, i] = table[at + 2, i] = table[at + 3, i] = -1
                    table[at + 4, i] = table[at + 5, i] = 0
            at += 6
        self.at = at
        return 0

    cdef int write_window(self) except -1:
        """Prose, blocks of prose and links in the five blocks before and after."""
        cdef Py_ssize_t[3] rows = [3, 4, 2]
        cdef double[:, ::1] blocks = self.blocks
        cdef Py_ssize_t i, j, low, high
        cdef double running
        for j in range(3):
            running = 0
            for i in range(self.count + 1):
                blocks[6, i] = running
                if i < self.count:
                    running += blocks[rows[j], i]
            for i in range(self.count):
                low, high = max(0, i - 5), min(self.count, i + 6)
                self.table[self.at + j, i] = (blocks[6, high] - blocks[6, low]) / (high - low if j == 2 else 1)
        self.at += 3
        return 0

    cdef int write_marks(self, list stories, list kinds) except -1:
        """As `html_features._marks`."""
        cdef float[:, ::1] table = self.table
        cdef Py_ssize_t i, shape, kind, at = self.at, last = -1
        cdef bint started = False, rail, head
        cdef double heads = 0, rails = 0, after = 0
        cdef list alike = [0] * self.count, linked = [0] * self.count, opens = [0] * self.count
        for i in range(self.count):
            shape = self.places[3, i]
            alike[shape] += 1
            if stories[i] is not None:
                linked[shape] += 1
                opens[shape] += 1 if self.texts[i].opens_linked else 0
        for i in range(self.count):
            shape, kind = self.places[3, i], kinds[i]
            started = started or self.blocks[4, i] != 0
            head = kind == 1 or kind == 2
            last = i if head else last
            rail = self.is_rail(i, stories)
            heads += head and started
            rails += rail and started
            table[at, i] = stories[i] is not None
            table[at + 1, i] = stories[i] is not None and self.texts[i].opens_linked
            table[at + 2, i] = <double>linked[shape] / <double>alike[shape]
            table[at + 3, i] = <double>opens[shape] / <double>alike[shape]
            table[at + 4, i] = kind
            table[at + 5, i] = min(NO_HEAD, i - last) if last >= 0 else NO_HEAD
            table[at + 6, i] = heads
            table[at + 7, i] = rails
        for i in range(self.count - 1, -1, -1):
            after += self.is_rail(i, stories)
            table[at + 8, i] = after
        self.at = at + 9
        return 0

    cdef inline bint is_rail(self, Py_ssize_t i, list stories) except -1:
        return stories[i] is not None and self.blocks[2, i] > 0.5 and self.blocks[1, i] >= 4


def context(const double[::1] likely, const double[::1] mass, double total, const double[::1] length, tuple groups,
            const Py_ssize_t[::1] wanted, float[:, ::1] table):
    """As `html_features.context`, a row a column, for the wanted blocks alone."""
    cdef Py_ssize_t count = likely.shape[0], number, i, j, low, high, first = -1, last = 0, at = STEPS
    cdef Py_ssize_t[STEPS] steps = [-3, -2, -1, 1, 2, 3]
    cdef const Py_ssize_t[::1] group
    cdef Py_ssize_t most = count
    cdef double weight, rest
    cdef bint odd = mass.shape[0] != count or length.shape[0] != count or table.shape[0] != STEPS + 13 or table.shape[1] != wanted.shape[0]
    for i in range(wanted.shape[0]):
        odd = odd or not 0 <= wanted[i] < count
    for group in groups:
        odd = odd or group.shape[0] != count
        for i in range(group.shape[0]):
            odd = odd or group[i] < 0
            most = max(most, group[i])
    if odd:
        raise ValueError(f"{count} guesses, {mass.shape[0]} masses, {length.shape[0]} lengths, {table.shape[0]} rows")
    cdef double[:, ::1] held = np.empty((2, most + 1)), sums = np.zeros((2, count + 1))
    for i in range(count):
        sums[0, i + 1] = sums[0, i] + mass[i]
        sums[1, i + 1] = sums[1, i] + min(length[i], LONG)
        if likely[i] > 0.7 and length[i] > 80:
            first, last = i if first < 0 else first, i
    first = max(first, 0)
    for j in range(STEPS):
        for i in range(wanted.shape[0]):
            low = wanted[i] + steps[j]
            table[j, i] = likely[low] if 0 <= low < count else 0
    for number in range(4):
        group = groups[number]
        for i in range(count):
            held[0, group[i]] = held[1, group[i]] = 0
        for i in range(count):
            held[0, group[i]] += mass[i]
            held[1, group[i]] += min(length[i], LONG)
        for i in range(wanted.shape[0]):
            j = group[wanted[i]]
            weight = min(length[wanted[i]], LONG)
            rest = held[1, j] - weight
            table[at, i] = (held[0, j] - mass[wanted[i]]) / max(rest, 1e-9) if rest > 0 else -1.0
            if number == 1 or number == 2:
                table[at + 1, i] = held[0, j] / total
        at += 2 if number == 1 or number == 2 else 1
    for i in range(wanted.shape[0]):
        j = wanted[i]
        low, high = max(0, j - 6), min(count, j + 7)
        table[at, i] = sums[0, j] / total
        table[at + 1, i] = 1 - sums[0, j + 1] / total
        table[at + 2, i] = (sums[0, high] - sums[0, low]) / max(1.0, sums[1, high] - sums[1, low])
        table[at + 3, i] = j - first
        table[at + 4, i] = j - last
        table[at + 5, i] = total
        table[at + 6, i] = likely[j]


cdef class Words:
    """Some words, to be counted in texts without a string for each word there."""

    cdef object named
    cdef list words
    #: Of each word its first letter and its length; and a bit for each first letter, of which some share one.
    cdef Py_UCS4[MOST_WORDS] first
    cdef Py_ssize_t[MOST_WORDS] size
    cdef unsigned long long letters

    def __init__(self, named):
        cdef Py_ssize_t number
        self.named, self.words, self.letters = named, list(named), 0
        for number in range(min(len(self.words), MOST_WORDS)):
            word = <str?>self.words[number]
            self.first[number], self.size[number] = word[0], len(word)
            self.letters |= 1ULL << (<unsigned int>self.first[number] & 63)

    cpdef Py_ssize_t held(self, given) except -1:
        """How many of the words a text has, white space between them."""
        cdef str text = PyUnicode_FromObject(given)
        cdef Py_ssize_t at = 0, start, length = len(text), number, place, count = len(self.words)
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef unsigned long long found = 0
        cdef Py_UCS4 char
        cdef str word
        if count > MOST_WORDS:
            return len(self.named.intersection(text.split()))
        while at < length:
            char = PyUnicode_READ(kind, data, at)
            start = at
            at += 1
            if Py_UNICODE_ISSPACE(char):
                continue
            while at < length and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)):
                at += 1
            if not self.letters >> (<unsigned int>char & 63) & 1:
                continue
            for number in range(count):
                if self.first[number] != char or self.size[number] != at - start or found >> number & 1:
                    continue
                word = <str>self.words[number]
                place = 1
                while place < at - start and PyUnicode_READ(kind, data, start + place) == <Py_UCS4>word[place]:
                    place += 1
                if place == at - start:
                    found |= 1ULL << number
                    break
        count = 0
        while found:
            found &= found - 1
            count += 1
        return count


cdef bint _ends_sentence(str text) except -1:
    """As `html_features._ends_sentence`."""
    cdef Py_ssize_t at = len(text) - 1
    if text[at] in u".!?…。！？؟।։:":
        return True
    while at >= 0 and text[at] in u"\"'”’»」)] ":
        at -= 1
    return at >= 0 and text[at] in u".!?…。！？؟।։:"


cdef class Triples:
    """As `html_features.triples` of a body, its words numbered: each triple is a number of 63 bits."""

    cdef dict numbers
    cdef set held

    def __init__(self, str body):
        cdef list parts = body.lower().split()
        cdef Py_ssize_t number
        cdef unsigned long long key = 0
        self.numbers, self.held = {}, set()
        if len(parts) >= 1 << 21:
            parts = parts[: (1 << 21) - 1]
        for i in range(len(parts)):
            number = self.numbers.setdefault(parts[i], len(self.numbers))
            key = (key << 21 | <unsigned long long>number) & 0x7FFFFFFFFFFFFFFFULL
            if i >= 2:
                self.held.add(key)

    cdef double share(self, str lower) except -2:
        """As `html_features._in_body`."""
        cdef list parts = lower.split()
        cdef Py_ssize_t i, held = 0, run = 0
        cdef unsigned long long key = 0
        if len(parts) < 3:
            return -1.0
        for i in range(len(parts)):
            number = self.numbers.get(parts[i])
            if number is None:
                run = 0
                continue
            run += 1
            key = (key << 21 | <unsigned long long>number) & 0x7FFFFFFFFFFFFFFFULL
            if run >= 3:
                held += key in self.held
        return <double>held / (len(parts) - 2)


cdef class Odds:
    """The odds of class words on three levels, found without a string for each word of a class or id."""

    #: Words; their odds; where each stands by its letters, -1 where none does; by which question each was seen last.
    cdef list words
    cdef double[:, ::1] odds
    cdef int[::1] places
    cdef Py_ssize_t[::1] seen
    cdef Py_ssize_t asked
    cdef unsigned int mask

    def __init__(self, known):
        cdef unsigned int place, size = 8
        cdef Py_ssize_t number
        self.words = [word for word in known if word.isascii()]
        while size < 2 * len(self.words):
            size *= 2
        self.mask, self.asked = size - 1, 0
        self.odds = np.array([known[word] for word in self.words], float).reshape(-1, 3)
        self.places, self.seen = np.full(size, -1, np.intc), np.zeros(len(self.words), np.intp)
        for number in range(len(self.words)):
            word = <str?>self.words[number]
            place = 0
            for char in word:
                place = _mixed(place, ord(char))
            place &= self.mask
            while self.places[place] >= 0:
                place = (place + 1) & self.mask
            self.places[place] = <int>number

    cdef Py_ssize_t find(self, int kind, void *data, Py_ssize_t start, Py_ssize_t end, unsigned int place) except -2:
        """The number of the word that stands there, -1 where it is none of these."""
        cdef Py_ssize_t at
        cdef str word
        cdef unsigned int char
        place &= self.mask
        while self.places[place] >= 0:
            word = <str>self.words[self.places[place]]
            if len(word) == end - start:
                at = start
                while at < end and <unsigned int>PyUnicode_READ(kind, data, at) | 32 == <unsigned int>word[at - start]:
                    at += 1
                if at == end:
                    return self.places[place]
            place = (place + 1) & self.mask
        return -1

    def levels(self, given):
        """The odds of a class or id on three levels, each highest, lowest and sum over its words that are known; None where none is: as
        `html_features.ClassOdds.plain_of`."""
        cdef double[9] found
        if not self.read(PyUnicode_FromObject(given), found, 1):
            return None
        return tuple([(found[3 * level], found[3 * level + 1], found[3 * level + 2]) for level in range(3)])

    cdef bint read(self, str words, double *found, Py_ssize_t step) except -1:
        """Writes them, `step` places apart; false where none of its words is known, and all are 0."""
        cdef int kind = PyUnicode_KIND(words)
        cdef void *data = PyUnicode_DATA(words)
        cdef Py_ssize_t at = 0, start, length = len(words), number, level
        cdef unsigned int place
        cdef Py_UCS4 char
        cdef double *to
        cdef bint none = True
        for level in range(9):
            found[level * step] = 0
        self.asked += 1
        while at < length:
            start, place = at, 0
            char = PyUnicode_READ(kind, data, at)
            while c"A" <= char <= c"Z":
                place = _mixed(place, <unsigned int>char | 32)
                at += 1
                char = PyUnicode_READ(kind, data, at) if at < length else 0
            while c"a" <= char <= c"z":
                place = _mixed(place, char)
                at += 1
                char = PyUnicode_READ(kind, data, at) if at < length else 0
            if at == start:
                at += 1
                continue
            number = self.find(kind, data, start, at, place)
            if number < 0 or self.seen[number] == self.asked:
                continue
            self.seen[number] = self.asked
            for level in range(3):
                to = found + 3 * level * step
                _add(self.odds[number, level], none, to, to + step, to + 2 * step)
            none = False
        return not none


cdef inline unsigned int _mixed(unsigned int place, unsigned int char) noexcept:
    return (place ^ char) * 16777619U


cdef inline void _add(double value, bint first, double *high, double *low, double *total) noexcept:
    """One more value of a level; 0 is none."""
    if first or value != 0 and high[0] == 0 and low[0] == 0:
        high[0] = low[0] = total[0] = value
    elif value != 0:
        high[0], low[0] = max(high[0], value), min(low[0], value)
        total[0] += value
