# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`trees.Trees.scores`, compiled: each row goes down each tree by itself."""


cdef enum:
    #: Rows that go down a tree side by side, so that their steps overlap.
    ABREAST = 8


def add(const float[:, ::1] table, const Py_ssize_t[::1] feature, const float[::1] threshold, const Py_ssize_t[::1] child,
        const float[::1] value, Py_ssize_t first, Py_ssize_t last, Py_ssize_t depth, float[::1] sums):
    """Adds to each sum the leaves that its column of `table` (a row a feature) comes to in the trees from `first` to `last`. Every row
    takes `depth` steps, as a leaf leads to itself."""
    cdef Py_ssize_t tree, row, step, here, i, rows = table.shape[1], count
    cdef Py_ssize_t[ABREAST] node
    for tree in range(first, last):
        for row in range(0, rows, ABREAST):
            count = min(ABREAST, rows - row)
            for i in range(count):
                node[i] = tree
            for step in range(depth):
                for i in range(count):
                    here = node[i]
                    node[i] = child[here] + (table[feature[here], row + i] <= threshold[here])
            for i in range(count):
                sums[row + i] += value[node[i]]
