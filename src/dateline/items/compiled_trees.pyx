# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`trees.Trees.scores`, compiled: each row goes down each tree by itself."""


cdef enum:
    #: Rows that go down a tree side by side, so that their steps overlap.
    ABREAST = 8


cdef packed struct Node:
    float threshold
    int feature, child
    float value


def add(const float[:, ::1] table, const Node[::1] nodes, Py_ssize_t first, Py_ssize_t last, Py_ssize_t depth, float[::1] sums):
    """Adds to each sum the leaves that its column of `table` (a row a feature) comes to in the trees from `first` to `last`. Every row
    takes `depth` steps, as a leaf leads to itself."""
    cdef Py_ssize_t tree, row, step, i, rows = table.shape[1], count
    cdef const Node *here
    cdef int[ABREAST] node
    for tree in range(first, last):
        for row in range(0, rows, ABREAST):
            count = min(ABREAST, rows - row)
            for i in range(count):
                node[i] = <int>tree
            for step in range(depth):
                for i in range(count):
                    here = &nodes[node[i]]
                    node[i] = here.child + (table[here.feature, row + i] <= here.threshold)
            for i in range(count):
                sums[row + i] += nodes[node[i]].value
