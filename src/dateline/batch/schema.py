"""The columns: of the rows that the kernel makes, and of the tables that a batch publishes (docs/batch.md says what each holds)."""

from __future__ import annotations

import pyarrow as pa

from ..export import flat
from ..export.parquet import fields

_STRING, _DAY, _INT = pa.string(), pa.date32(), pa.int32()
_STRINGS = pa.list_(_STRING)


def _columns(**types: pa.DataType) -> list[pa.Field]:
    return [pa.field(name, kind) for name, kind in types.items()]


ENTITY = pa.struct(_columns(id=_STRING, name=_STRING, type=_STRING, country=_STRING, geonames_id=_INT, mentions=_INT))
#: The facts of an item, with the columns that an export has.
FACTS = {name: pa.struct(fields(flat.OWN[name])) for name in flat.FACTS}

PAGE = pa.struct(
    _columns(
        url=_STRING, outlet=_STRING, language=_STRING, media_type=_STRING, captured_earliest=_DAY, captured_latest=_DAY, items=_INT,
        characters=_INT, packed=pa.binary(),
    )
)  # fmt: skip
ITEM = pa.struct(
    [
        *fields(flat.OWN["items"]),
        pa.field("entities", pa.list_(ENTITY)),
        *(pa.field(name, pa.list_(fact)) for name, fact in FACTS.items()),
    ]
)
#: What clustering needs of an item (see `stories.similarity.Member`); only articles have one.
MEMBER = pa.struct(_columns(vector=pa.binary(), keys=pa.binary(), places=_STRINGS))

#: A row of the kernel: what became of an entry (kind page, other, duplicate or refused), or an item of a page (kind item).
#: `entry` counts in the split, `record` in the file; `item_number` in the page. `day` is the partition.
ROWS = pa.schema(
    [
        *_columns(
            kind=_STRING, split=_INT, entry=_INT, file=_INT, record=_INT, offset=pa.int64(), skip=pa.int64(), item_number=_INT,
            address=_STRING, rule=_STRING, error=_STRING, day=_DAY, captured=_DAY, capture=_STRING, id=_STRING, revision=_STRING,
        ),
        pa.field("page", PAGE),
        pa.field("item", ITEM),
        pa.field("member", MEMBER),
    ]
)  # fmt: skip

_OF_ITEM = _columns(item=_STRING, revision=_STRING, outlet=_STRING)
_ITEM_COLUMNS = [f for f in ITEM if f.name not in FACTS]
#: The published tables. Those partitioned by a day have it in the path too (see PARTITION), not in the files.
TABLES: dict[str, pa.Schema] = {
    "pages": pa.schema([*_columns(capture=_STRING, file=_INT, record=_INT, offset=pa.int64(), skip=pa.int64()), *PAGE]),
    "items": pa.schema([*_columns(id=_STRING, revision=_STRING, capture=_STRING), *_ITEM_COLUMNS]),
    **{name: pa.schema([*_OF_ITEM, *fact]) for name, fact in FACTS.items()},
    "refused": pa.schema(
        _columns(file=_STRING, record=_INT, offset=pa.int64(), skip=pa.int64(), address=_STRING, rule=_STRING, error=_STRING)
    ),
    "stories": pa.schema(_columns(story=_STRING, item=_STRING, revision=_STRING, copy_of=_STRING)),
}
#: By what a table is partitioned: the day of publication, of the capture for pages.
PARTITION = {
    "pages": "captured",
    "items": "day",
    "statements": "day",
    "events": "day",
    "figures": "day",
    "stories": "day",
}
#: How Hive, Spark and DuckDB write a partition whose day is not known.
NO_DAY = "__HIVE_DEFAULT_PARTITION__"
#: Rows of a row group, the same in every table.
ROW_GROUP = 10_000
