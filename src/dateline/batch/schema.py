"""The columns: of the rows that the kernel makes, and of the tables that a batch publishes (docs/batch.md says what each holds)."""

from __future__ import annotations

import pyarrow as pa

_STRING, _DAY, _INT, _FLOAT = pa.string(), pa.date32(), pa.int32(), pa.float64()
_STRINGS = pa.list_(_STRING)


def _columns(**types: pa.DataType) -> list[pa.Field]:
    return [pa.field(name, kind) for name, kind in types.items()]


_WHEN = {"when_earliest": _DAY, "when_latest": _DAY}
_SPAN = {"start": _INT, "end": _INT}
ACTOR = pa.struct(_columns(text=_STRING, entity=_STRING, name=_STRING, country=_STRING, sector=_STRING))
ENTITY = pa.struct(_columns(id=_STRING, name=_STRING, type=_STRING, country=_STRING, geonames_id=_INT, mentions=_INT))

STATEMENT = pa.struct(
    _columns(
        id=_STRING, kind=_STRING, act=_STRING, speaker=_STRING, entity=_STRING, entity_name=_STRING, role=_STRING, cue=_STRING,
        content=_STRING, addressee=_STRING, medium=_STRING, parent=_STRING, confidence=_FLOAT, **_SPAN, **_WHEN,
    )
)  # fmt: skip
EVENT = pa.struct(
    _columns(
        id=_STRING, type=_STRING, mode=_STRING, contexts=_STRINGS, certainty=_STRING, confidence=_FLOAT, trigger=_STRING,
        actors=pa.list_(ACTOR), recipients=pa.list_(ACTOR), place=_STRING, country=_STRING, geonames_id=_INT, latitude=_FLOAT,
        longitude=_FLOAT, reported_by=_STRING, background=pa.bool_(), **_SPAN, **_WHEN,
    )
)  # fmt: skip
FIGURE = pa.struct(
    _columns(id=_STRING, what=_STRING, lower=_FLOAT, upper=_FLOAT, unit=_STRING, words=_STRING, reported_by=_STRING, **_SPAN)
)

PAGE = pa.struct(
    _columns(
        url=_STRING, outlet=_STRING, language=_STRING, media_type=_STRING, captured_earliest=_DAY, captured_latest=_DAY, items=_INT,
        characters=_INT, packed=pa.binary(),
    )
)  # fmt: skip
ITEM = pa.struct(
    _columns(
        kind=_STRING, genre=_STRING, outlet=_STRING, url=_STRING, language=_STRING, headline=_STRING, standfirst=_STRING,
        authors=_STRINGS, section=_STRING, text=_STRING, published_earliest=_DAY, published_latest=_DAY, doubtful=pa.bool_(),
        modified_earliest=_DAY, modified_latest=_DAY, entities=pa.list_(ENTITY), statements=pa.list_(STATEMENT),
        events=pa.list_(EVENT), figures=pa.list_(FIGURE),
    )
)  # fmt: skip
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
_ITEM_COLUMNS = [f for f in ITEM if f.name not in ("statements", "events", "figures")]
FACTS = {"statements": STATEMENT, "events": EVENT, "figures": FIGURE}
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
