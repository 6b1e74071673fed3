"""Whether an archive is whole: the file, the references, the index, the facts beside their records."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from . import schema
from .queries import unpack


def problems(connection: Connection) -> tuple[str, ...]:
    """One sentence a problem; empty where all is well."""
    found: list[str] = []
    if connection.dialect.name == "sqlite":
        found += [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        found += [
            f"{row[0]}: a row refers to one of {row[2]} that is not there"
            for row in connection.execute(text("PRAGMA foreign_key_check"))
        ]
    if found:
        return tuple(found)
    items = schema.items
    for sentence, sql in (
        ("items have no entry in the index of words", "SELECT count(*) FROM items WHERE id NOT IN (SELECT item FROM words)"),
        ("entries of the index belong to no item", "SELECT count(*) FROM words WHERE item NOT IN (SELECT id FROM items)"),
        ("items are indexed twice", "SELECT count(*) FROM (SELECT item FROM words GROUP BY item HAVING count(*) > 1) AS twice"),
        ("items lack their revision", "SELECT count(*) FROM items WHERE revision NOT IN (SELECT id FROM revisions)"),
    ):
        count = int(connection.execute(text(sql)).scalar_one())
        found += [f"{count} {sentence}"] if count else []
    for table in schema.FACTS:
        rows = connection.execute(select(table.c.item, func.count()).group_by(table.c.item))
        held = {row[0]: row[1] for row in rows}
        query = select(items.c.id, schema.revisions.c.data).join(schema.revisions, schema.revisions.c.id == items.c.revision)
        for id, data in connection.execution_options(yield_per=500).execute(query):
            told = len({fact["id"] for fact in unpack(data).get(table.name, ())})
            if held.get(id, 0) != told:
                found.append(f"item {id}: its record tells {told} {table.name}, the table holds {held.get(id, 0)}")
    return tuple(found)
