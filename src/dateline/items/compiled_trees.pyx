# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`trees.Trees.scores`, compiled: for each row only the tests that fail are looked at.

The leaves of a tree are numbered from 0 on, those behind a test that holds before those behind one that fails. A test that fails rules
out the leaves behind its truth, and the row comes to the first leaf that none rules out (Lucchese et al., "QuickScorer", SIGIR 2015).
With the tests of a feature in order of their thresholds those that fail stand first.
"""

import numpy as np

from libc.math cimport INFINITY

cdef enum:
    #: Leaves of a tree at most: a bit each.
    MOST_LEAVES = 32
    #: Rows that are tested side by side, by one instruction where the compiler sees to it.
    ABREAST = 8

cdef packed struct Test:
    float threshold
    int tree
    #: A bit for each leaf that is left where the test fails.
    unsigned int left

cdef extern from *:
    """
    /* For each of eight rows, what a test leaves of a tree: all where it holds. Apart, for the compiler to do it in one or two steps. */
    static inline void rule_out(unsigned int *__restrict left, const float *__restrict values, float threshold, unsigned int behind) {
        unsigned int kept[8];
        int i;
        for (i = 0; i < 8; i++)
            kept[i] = left[i] & (behind | -(unsigned int)(values[i] <= threshold));
        for (i = 0; i < 8; i++)
            left[i] = kept[i];
    }
    """
    void rule_out(unsigned int *left, const float *values, float threshold, unsigned int behind) noexcept nogil

cdef unsigned char[32] _place


def _read_places():
    """Where a bit stands that is alone, by the five bits that a product with it begins with (a sequence of de Bruijn)."""
    for place in range(32):
        _place[((0x077CB531 << place) & 0xFFFFFFFF) >> 27] = place


_read_places()

_TEST = np.dtype([("threshold", "f4"), ("tree", "i4"), ("left", "u4")])


def tests_of(const Py_ssize_t[::1] feature, const float[::1] threshold, const Py_ssize_t[::1] child, const float[::1] value,
             Py_ssize_t first, Py_ssize_t last):
    """The tests of the trees from `first` to `last` in order of feature and threshold, the place of each feature's first one, and the
    leaves of each tree, a row a tree; None where a tree has more than 32. The nodes stand level by level, each before what it leads to."""
    cdef Py_ssize_t node, size = len(value), place, at = 0, below
    cdef int[::1] leaves = np.zeros(size, np.intc), tree = np.full(size, -1, np.intc), start = np.zeros(size, np.intc)
    found, tested = np.empty(size, _TEST), np.empty(size, np.intc)
    cdef int[::1] features = tested
    cdef Test[::1] tests = found
    table = np.zeros((last - first, MOST_LEAVES), np.float32)
    cdef float[:, ::1] shown = table
    for node in range(size - 1, -1, -1):
        below = child[node]
        if below == node:
            leaves[node] = 1
            continue
        if not node < below < size - 1:
            raise IndexError(f"node {node} of {size} leads to {below}")
        leaves[node] = leaves[below] + leaves[below + 1]
    for node in range(first, last):
        tree[node] = <int>(node - first)
    for node in range(size):
        if tree[node] < 0:
            continue
        if leaves[node] > MOST_LEAVES:
            return None
        below = child[node]
        if below == node:
            shown[tree[node], start[node]] = value[node]
            continue
        tree[below] = tree[below + 1] = tree[node]
        start[below + 1] = start[node]
        start[below] = start[node] + leaves[below + 1]
        tests[at].threshold, tests[at].tree, features[at] = threshold[node], tree[node], <int>feature[node]
        tests[at].left = ~<unsigned int>(((1ULL << leaves[below + 1]) - 1) << start[node])
        at += 1
    order = np.lexsort((found["threshold"][:at], tested[:at]))
    found, tested = found[order], tested[order]
    starts = np.searchsorted(tested, np.arange(tested.max(initial=-1) + 2)).astype(np.intc)
    return found, starts, table


def add(const float[:, ::1] table, const Py_ssize_t[::1] at, const float[:, ::1] more, const Test[::1] tests, const int[::1] starts,
        const float[:, ::1] leaves, float[::1] sums):
    """Adds to each sum the leaves that the column of `table` (a row a feature) at its place in `at` comes to, tree by tree. `more` has
    rows of further features, a column a sum."""
    cdef Py_ssize_t rows = at.shape[0], row, tree, trees = leaves.shape[0], feature, features = starts.shape[0] - 1, i, count
    cdef Py_ssize_t width = table.shape[0]
    cdef unsigned int[:, ::1] kept = np.empty((trees, ABREAST), np.uint32)
    cdef unsigned int *left = &kept[0, 0]
    cdef float[ABREAST] values, totals
    cdef float most
    cdef const Test *test
    cdef const Test *end
    for i in range(rows):
        if not 0 <= at[i] < table.shape[1]:
            raise IndexError(f"column {at[i]} of {table.shape[1]}")
    if sums.shape[0] != rows or features > width + more.shape[0] or (features > width and more.shape[1] != rows):
        raise ValueError(f"{sums.shape[0]} sums, {width} and {more.shape[0]} features of {features}")
    for row in range(0, rows, ABREAST):
        count = min(<Py_ssize_t>ABREAST, rows - row)
        for i in range(trees * ABREAST):
            left[i] = 0xFFFFFFFFU
        for i in range(ABREAST):
            values[i] = totals[i] = 0
        for feature in range(features):
            if starts[feature] == starts[feature + 1]:
                continue
            most = -INFINITY
            for i in range(count):
                values[i] = table[feature, at[row + i]] if feature < width else more[feature - width, row + i]
                # What is no number fails every test.
                most = values[i] if values[i] > most else INFINITY if values[i] != values[i] else most
            test = &tests[0] + starts[feature]
            end = &tests[0] + starts[feature + 1]
            while test < end and not most <= test.threshold:
                rule_out(&left[test.tree * ABREAST], values, test.threshold, test.left)
                test += 1
        for tree in range(trees):
            for i in range(ABREAST):
                totals[i] += leaves[tree, lowest(left[tree * ABREAST + i])]
        for i in range(count):
            sums[row + i] += totals[i]


cdef inline unsigned char lowest(unsigned int bits) noexcept nogil:
    """The place of the lowest bit."""
    return _place[((bits & (~bits + 1)) * 0x077CB531U) >> 27]
