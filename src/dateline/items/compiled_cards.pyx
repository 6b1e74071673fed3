# cython: language_level=3
"""What `html_cards` reads off the elements of a page, compiled."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc

cdef enum:
    # As in `html_cards`.
    NONE = -1
    MANY = -2


def largest(list parents, list ends, list looks, list never, list held):
    """As `html_cards.largest`."""
    cdef Py_ssize_t size = len(parents), element, outer, here
    cdef dict found = {}
    cdef Py_ssize_t *holds = <Py_ssize_t *>PyMem_Malloc((size + 1) * sizeof(Py_ssize_t))
    if holds == NULL:
        raise MemoryError()
    try:
        for element in range(size):
            holds[element] = NONE
        for outer, here in held:
            if outer >= size:
                raise IndexError(f"element {outer} of {size}")
            while outer >= 0 and holds[outer] != here and holds[outer] != MANY:
                holds[outer] = here if holds[outer] == NONE else MANY
                here = holds[outer]
                element = parents[outer]
                if element >= outer:
                    raise IndexError(f"element {outer} lies in {element}")
                outer = element
        element = 0
        while element < size:
            if holds[element] >= 0 and not never[looks[element]]:
                found[element] = holds[element]
                outer = ends[element]
                if outer <= element:
                    raise IndexError(f"element {element} ends at {outer}")
                element = outer
            else:
                element += 1
    finally:
        PyMem_Free(holds)
    return found
