"""Values of records, taken from where they lie."""

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <structmember.h>
    /* Where a value lies in the records of a class with slots; 0 where it is no such value. */
    static Py_ssize_t place_of_value(PyObject *found) {
        if (Py_TYPE(found) != &PyMemberDescr_Type) return 0;
        struct PyMemberDef *member = ((PyMemberDescrObject *)found)->d_member;
        return member->type == T_OBJECT_EX ? member->offset : 0;
    }
    static PyObject *value_at(PyObject *record, Py_ssize_t at) { return *(PyObject **)((char *)record + at); }
    """
    Py_ssize_t place_of_value(object)
    PyObject *value_at(PyObject *, Py_ssize_t)


cdef class Slot:
    """A field of a class."""

    cdef object of, name
    cdef Py_ssize_t at

    def __init__(self, of, name):
        self.of, self.name, self.at = of, name, place_of_value(vars(of)[name])


cdef inline object value_of(Slot slot, record):
    """The value of a field in a record; of a record of another class, or that lacks it, as Python finds it."""
    cdef PyObject *found = NULL
    if slot.at and type(record) is slot.of:
        found = value_at(<PyObject *>record, slot.at)
    return <object>found if found is not NULL else getattr(record, slot.name)
