"""The tables' versions: one number a domain, steps from each version to the next, for SQLite and PostgreSQL alike.

A domain is a module of this folder that defines its tables on `schema.metadata` and registers itself at its foot:

    from .migrations import Domain, register
    from .schema import metadata
    boards = Table("boards", metadata, Column("id", Text, primary_key=True), ...)
    register(Domain("boards", version=1, tables=(boards,)))

and one line in `domains.py` names the module. An archive remembers the version of every domain in its `settings`. On opening:

- a new archive gets all tables in their present form, and the present versions;
- a domain that the archive does not know is made (nothing that is there changes, so no backup is taken);
- a domain of an older version is brought up, step by step, in one transaction, after a backup of the whole file ("news.db" to
  "news.db.before-2.bak"); on PostgreSQL, where the archive is a database of a server, the transaction alone protects it;
- a newer version, or a domain that this version does not know, is refused: ArchiveTooNew.

To change tables, raise `version` and add the step: `steps={1: add_colour}`, a function over a connection that brings version 1 to
version 2. It must be idempotent (it asks before it adds), and must not use the domain's present Table objects for reading old rows.
`execute` gives either database its own words where they differ. On SQLite every table is STRICT (`strictness.py`).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, inspect, select, text

from ..errors import ArchiveTooNew
from . import schema
from .strictness import strict

Step = Callable[[Connection], None]


@dataclass(frozen=True)
class Domain:
    """Tables that change together. `make` does what Table objects cannot say (virtual tables, indexes of one database);
    `private` names tables that no export holds (passwords)."""

    name: str
    version: int
    tables: tuple[Table, ...]
    steps: Mapping[int, Step] = field(default_factory=dict)
    make: Step | None = None
    private: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        missing = set(range(1, self.version)) - set(self.steps)
        assert not missing, f"domain {self.name}: no step from version {min(missing)}"


_DOMAINS: dict[str, Domain] = {}


def register(domain: Domain) -> Domain:
    """Makes a domain known; twice under one name is an error of the program."""
    assert domain.name not in _DOMAINS, f"domain {domain.name} is registered twice"
    for table in domain.tables:
        strict(table)
    _DOMAINS[domain.name] = domain
    return domain


def domains() -> tuple[Domain, ...]:
    """Every domain; the core first, since the others refer to its tables and every version stands in its settings."""
    from .domains import MODULES

    for module in MODULES:
        importlib.import_module(f".{module}", __package__)
    return tuple(sorted(_DOMAINS.values(), key=lambda domain: (domain.name != "core", domain.name)))


def versions(connection: Connection) -> dict[str, int]:
    """The versions an archive remembers, by domain; empty where there is no archive yet."""
    if not inspect(connection).has_table("settings"):
        return {}
    rows = connection.execute(select(schema.settings).where(schema.settings.c.name.startswith("schema")))
    return {row.name.removeprefix("schema").lstrip(".") or "core": int(row.value) for row in rows}


def pending(found: Mapping[str, int], subject: str) -> list[Domain]:
    """The domains that have to be brought up. Raises ArchiveTooNew."""
    known = {domain.name: domain for domain in domains()}
    for name, version in found.items():
        if name not in known or version > known[name].version:
            mine = f"this one knows {known[name].version}" if name in known else "which this one does not know"
            raise ArchiveTooNew(
                f"made by a newer version (tables of {name}: {version}, {mine}); upgrade dateline", subject=subject
            )
    return [domain for domain in known.values() if 0 < found.get(domain.name, 0) < domain.version]


def make(connection: Connection, found: Mapping[str, int]) -> None:
    """Makes the tables of the domains that the archive does not have."""
    for domain in domains():
        if domain.name not in found:
            schema.metadata.create_all(connection, tables=list(domain.tables))
            if domain.make is not None:
                domain.make(connection)
            _remember(connection, domain)


def bring_up(connection: Connection, domain: Domain, version: int) -> None:
    """Runs a domain's steps from a version on, in the open transaction."""
    for number in range(version, domain.version):
        domain.steps[number](connection)
    _remember(connection, domain)


def execute(connection: Connection, *, sqlite: str, postgresql: str) -> None:
    """Runs the statement of the database at hand."""
    connection.execute(text(sqlite if connection.dialect.name == "sqlite" else postgresql))


def has_column(connection: Connection, table: str, column: str) -> bool:
    """Whether a table has a column: what an idempotent step asks first."""
    return any(found["name"] == column for found in inspect(connection).get_columns(table))


def _remember(connection: Connection, domain: Domain) -> None:
    name = "schema" if domain.name == "core" else f"schema.{domain.name}"
    connection.execute(schema.settings.delete().where(schema.settings.c.name == name))
    connection.execute(schema.settings.insert(), [{"name": name, "value": str(domain.version)}])
