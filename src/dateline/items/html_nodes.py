"""Lexbor's own functions that step from node to node of a parsed page, for the compiled walk."""

from __future__ import annotations

import ctypes
from typing import Any

from selectolax import lexbor

from ..compiled import built

compiled_walk = built(__package__, "compiled_walk")
#: What the parser's library exports for callers who know none of its structures, in the order of `compiled_nodes.pxi`.
NAMES = (
    "lxb_dom_node_first_child_noi",
    "lxb_dom_node_next_noi",
    "lxb_dom_node_parent_noi",
    "lxb_dom_element_first_attribute_noi",
    "lxb_dom_element_next_attribute_noi",
    "lxb_dom_node_type_noi",
    "lxb_dom_element_qualified_name",
    "lxb_dom_attr_qualified_name",
    "lxb_dom_attr_value_noi",
    "lxb_dom_node_text_content",
)


def lend(walk: Any) -> bool:
    """Hands their addresses to the compiled walk; False where the library exports them not, as on Windows: pages are written out then."""
    try:
        library = ctypes.CDLL(lexbor.__file__)
        walk.use(tuple(ctypes.cast(getattr(library, name), ctypes.c_void_p).value for name in NAMES))
    except (OSError, AttributeError):
        return False
    return True


#: Whether the parser's own nodes can be walked.
NODES = compiled_walk is not None and lend(compiled_walk)
