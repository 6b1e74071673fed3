"""The description of the API as a page: every address with what it takes and what it answers, every record with its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_RECORD = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter of an address, or a field of a record: its name, whether it must be there, its kind in words, the record that it leads
    to, and what it is."""

    name: str
    required: bool
    kind: str
    record: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the API: what it is, what it takes, what it answers with, and one that can be tried."""

    path: str
    about: str
    takes: tuple[Part, ...]
    gives: str
    record: str | None
    example: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the API with its fields."""

    name: str
    about: str
    fields: tuple[Part, ...]


def explained(description: dict[str, Any]) -> dict[str, Any]:
    """The values of the page, from the OpenAPI description."""
    named = description["components"]["schemas"]
    return {
        "about": description["info"]["description"],
        "addresses": [address(path, one["get"]) for path, one in sorted(description["paths"].items()) if "get" in one],
        "records": [record(name, named[name]) for name in sorted(named)],
        "problems": [(name.removeprefix("Problem"), told["description"]) for name, told in described(description)],
    }


def described(description: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The errors that every address may answer with, by their number."""
    return sorted(description["components"]["responses"].items())


def address(path: str, operation: dict[str, Any]) -> Address:
    """One address; it can be tried where nothing in it has to be filled in."""
    given = [part for part in operation.get("parameters", ()) if "name" in part]
    takes = tuple(_part(p["name"], p.get("required", False), p["schema"], p.get("description", "")) for p in given)
    answer = operation["responses"]["200"]["content"]
    kind, held = next(iter(answer.items()))
    told, to = _kind(held["schema"])
    free = "{" not in path and not any(part.required for part in takes)
    return Address(path, operation.get("summary", ""), takes, told if "json" in kind else kind, to, path if free else None)


def record(name: str, schema: dict[str, Any]) -> Record:
    """One record."""
    needed = set(schema.get("required", ()))
    fields = tuple(_part(field, field in needed, part, "") for field, part in schema.get("properties", {}).items())
    return Record(name, schema.get("description", ""), fields)


def _part(name: str, required: bool, schema: dict[str, Any], about: str) -> Part:
    told, to = _kind(schema)
    return Part(name, required, told, to, about or schema.get("description", ""))


def _kind(schema: dict[str, Any]) -> tuple[str, str | None]:
    """A schema in words, and the first record in it."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_RECORD)
        return name, name
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"])), None
    if "const" in schema:
        return str(schema["const"]), None
    if "anyOf" in schema:
        return _either(schema["anyOf"])
    if schema.get("type") == "array":
        told, to = _kind(schema.get("items", {}))
        return f"list of {told}", to
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        told, to = _kind(schema["additionalProperties"])
        return f"object of {told}", to
    return _bounded(schema), None


def _either(parts: list[dict[str, Any]]) -> tuple[str, str | None]:
    kinds = [_kind(part) for part in parts if part.get("type") != "null" and part.get("maxLength") != 0]
    return " | ".join(dict.fromkeys(told for told, _ in kinds)), next((to for _, to in kinds if to), None)


def _bounded(schema: dict[str, Any]) -> str:
    """A plain kind with its bounds: "integer 1 to 200", "string, at most 400"."""
    kind = str(schema.get("format") or schema.get("type") or "anything")
    if "minimum" in schema and "maximum" in schema:
        return f"{kind}, {schema['minimum']} to {schema['maximum']}"
    return f"{kind}, at most {schema['maxLength']}" if "maxLength" in schema else kind
