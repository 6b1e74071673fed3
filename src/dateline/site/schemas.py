"""JSON Schemas of what the twins answer, read off the record types: the shape that `records.to_plain` writes.

Empty fields are not written, so only a field that is never empty is required. A span is [start, end].
"""

from __future__ import annotations

import dataclasses
import sys
import types as _types
from datetime import date, datetime
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from .. import types as records
from .answers import SnippetOfItem, WithheldPage

Schema = dict[str, Any]
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "description": "ISO 8601; with a zone only where it is known"},
    Any: {},
    type(None): {"type": "null"},
}
SPAN: Schema = {
    "type": "array",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
    "description": "[start, end] in code points",
}
#: A site that others reach gives these instead of whole texts.
INSTEAD: dict[Any, Any] = {records.Item: SnippetOfItem, records.Page: WithheldPage}


class Schemas:
    """Schemas by type; `definitions` holds those of records, by name, as components of the description."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of values of a type."""
        if hint in PLAIN:
            return PLAIN[hint]
        if hint is records.Span:
            return SPAN
        if hint in INSTEAD:
            return {"anyOf": [self._record(hint), self._record(INSTEAD[hint])]}
        if dataclasses.is_dataclass(hint) or is_typeddict(hint):
            return self._record(hint)
        return self._composed(get_origin(hint), get_args(hint))

    def _composed(self, origin: Any, args: tuple[Any, ...]) -> Schema:
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (Union, _types.UnionType):
            return {"anyOf": [self.of(part) for part in args]}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if origin is tuple and args[-1] is not Ellipsis:
            kinds = [self.of(part) for part in dict.fromkeys(args)]
            return {"type": "array", "items": {"anyOf": kinds}, "minItems": len(args), "maxItems": len(args)}
        if origin in (tuple, list):
            return {"type": "array", "items": self.of(args[0])}
        raise TypeError(f"no schema for {origin}[{args}]")

    def _record(self, kind: Any) -> Schema:
        if kind.__name__ not in self.definitions:
            self.definitions[kind.__name__] = {}  # known before its fields are: a statement may hold a statement
            names = vars(records) | vars(sys.modules[kind.__module__])
            hints = get_type_hints(kind, names)
            made = {
                "type": "object",
                "description": " ".join((kind.__doc__ or "").split()),
                "properties": {name: self.of(hint) for name, hint in hints.items()},
                "required": _required(get_type_hints(kind, names, include_extras=True), is_typeddict(kind)),
            }
            self.definitions[kind.__name__].update(made)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _required(hints: dict[str, Any], is_typed_dict: bool) -> list[str]:
    """The parts that are always written. A TypedDict does not know its optional keys where annotations are strings, so its hints say."""
    if is_typed_dict:
        return sorted(name for name, hint in hints.items() if get_origin(hint) is not NotRequired)
    return [name for name, hint in hints.items() if type(None) not in get_args(hint) and get_origin(hint) is not tuple]
