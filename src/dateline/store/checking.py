"""Whether an archive is whole: the file, the references, the index, the facts beside their records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Connection, case, func, select, text

from ..errors import ArchiveDamaged
from . import postings, schema, word_tables
from .captures_store import read_page
from .readings_tables import contents
from .records_store import decompressed, item_of
from .tags_tables import indexed, tags


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
    held = "SELECT number FROM words"
    if connection.dialect.name == "sqlite":
        held = " UNION ALL ".join(f"SELECT id AS number FROM {name}_docsize" for _, name in word_tables.parts(connection))
    numbers = "(SELECT number FROM items)"
    for sentence, sql in (
        ("items have no entry in the index of words", f"SELECT count(*) FROM items WHERE number NOT IN ({held})"),
        ("entries of the index belong to no item", f"SELECT count(*) FROM ({held}) AS held WHERE number NOT IN {numbers}"),
        ("items have no tags", "SELECT count(*) FROM items WHERE number NOT IN (SELECT number FROM indexed)"),
        ("tags belong to no item", f"SELECT count(*) FROM indexed WHERE number NOT IN {numbers}"),
        (
            "contents belong to no capture",
            "SELECT count(*) FROM contents WHERE digest NOT IN (SELECT content FROM capture_contents)",
        ),
        ("items lack their revision", "SELECT count(*) FROM items WHERE revision NOT IN (SELECT id FROM revisions)"),
    ):
        count = int(connection.execute(text(sql)).scalar_one())
        found += [f"{count} {sentence}"] if count else []
    damaged = dict(_damaged(connection))
    found += [f"{what}: its record is damaged" for what in damaged]
    broken = set(damaged.values())
    return (*found, *_facts(connection, broken), *_postings(connection))


def _facts(connection: Connection, broken: Collection[str]) -> Iterator[str]:
    """Facts that an item's record tells otherwise than the index."""
    items, c = schema.items.c, indexed.c
    counted = {row[0]: row[1:] for row in connection.execute(select(c.number, c.statements, c.events, c.figures))}
    query = select(items.id, items.number, schema.revisions.c.data)
    query = query.join(schema.revisions, schema.revisions.c.id == items.revision)
    for id, number, data in connection.execute(query, execution_options={"yield_per": 500}):
        if id not in broken and number in counted:
            item = item_of(data)
            for name, held in zip(("statements", "events", "figures"), counted[number], strict=True):
                told = len(getattr(item, name))
                if told != held:
                    yield f"item {id}: its record tells {told} {name}, the index holds {held}"


def _postings(connection: Connection) -> Iterator[str]:
    """What the index of places holds beside what items have."""
    posted = postings.counted(connection)
    wrong = sum(posted.get(str(code), 0) != items for code, items in connection.execute(select(tags.c.code, tags.c["items"])))
    if wrong:
        yield f"{wrong} tags are counted wrong"
    c, most = indexed.c, postings.FACTS
    for sign, name in zip(postings.EVERY[1:], ("statements", "events", "figures"), strict=True):
        column = c[name]
        held = case((column > most, most), else_=column)
        told = int(connection.execute(select(func.coalesce(func.sum(held), 0))).scalar_one())
        if posted.get(sign, 0) != told:
            yield f"items have {told} {name}, the index of places {posted.get(sign, 0)}"


def _damaged(connection: Connection) -> Iterator[tuple[str, str]]:
    """Records that cannot be read, or are not of the id that they stand under: (what, the item's id)."""
    r, c = schema.revisions.c, schema.captures.c
    for row in connection.execute(select(r.id, r.item, r.data), execution_options={"yield_per": 500}):
        if not _reads(row.data, lambda data: item_of(data).revision, row.id):
            yield f"revision {row.id} of item {row.item}", row.item
    for digest, page in connection.execute(select(c.digest, c.page), execution_options={"yield_per": 500}):
        if not _reads(page, lambda data: read_page(connection, data), None):
            yield f"capture {digest}", ""
    for digest, data in connection.execute(select(contents.c.digest, contents.c.data), execution_options={"yield_per": 20}):
        if not _reads(data, lambda data: hashlib.sha256(decompressed(data)).hexdigest(), digest):
            yield f"bytes {digest}", ""


def _reads(data: bytes, read: Callable[[bytes], Any], wanted: str | None) -> bool:
    try:
        found = read(data)
    except (ArchiveDamaged, KeyError, TypeError, ValueError, AssertionError):
        return False
    return wanted is None or found == wanted
