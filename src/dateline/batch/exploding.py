"""Rows of the kernel as the published tables: pages, items, and a row for every fact of an item."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from .schema import FACTS, TABLES


def pages_table(rows: pa.Table) -> pa.Table:
    """The pages among rows, all of kind page."""
    return _columns(rows, "pages", "page")


def items_table(rows: pa.Table) -> pa.Table:
    """The items among rows, all of kind item, without their facts."""
    return _columns(rows, "items", "item")


def exploded(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The tables of facts of items, each in the order of the items, then of the facts in the text."""
    items = rows["item"].combine_chunks()
    for name in FACTS:
        lists = pc.struct_field(items, name)
        facts, parents = pc.list_flatten(lists), pc.list_parent_indices(lists)
        columns = {
            "item": rows["id"].combine_chunks().take(parents),
            "revision": rows["revision"].combine_chunks().take(parents),
            "outlet": pc.struct_field(items, "outlet").take(parents),
        }
        columns |= {field.name: pc.struct_field(facts, field.name) for field in FACTS[name]}
        yield name, pa.table([columns[column] for column in TABLES[name].names], schema=TABLES[name])


def _columns(rows: pa.Table, table: str, struct: str) -> pa.Table:
    """Top-level columns and those of a struct, as a table wants them."""
    inner = rows[struct].combine_chunks()
    inside = {field.name for field in inner.type}
    columns = [pc.struct_field(inner, name) if name in inside else rows[name].combine_chunks() for name in TABLES[table].names]
    return pa.table(columns, schema=TABLES[table])
