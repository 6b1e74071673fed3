"""The archive's dictionary: what its records have in common (ids and names that come again, phrases), learnt from the first of them and
kept once, so that each record is packed smaller.

A dictionary holds words of the records that it was learnt from. When one of these is forgotten, all that was packed with it is packed
again with a new one, and it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import zstandard
from sqlalchemy import Column, Connection, bindparam, delete, func, select

from . import schema
from .corrections_tables import uncorrected
from .records_store import PLAIN, decompressed, dictionary_of, learn, packer_of, unlearnt
from .rows import chunks
from .schema import dictionaries

#: Records that are learnt from; before so many are there, none is learnt. Bytes of the dictionary.
SAMPLES, SIZE = 400, 65_536
_BATCH = 500


def make_known(connection: Connection) -> None:
    """Makes the dictionaries of an archive known to this process: before anything is read."""
    numbers = [row[0] for row in connection.exec_driver_sql("SELECT number FROM dictionaries")]
    for number in unlearnt(numbers):
        learn(connection.execute(select(dictionaries.c.data).where(dictionaries.c.number == number)).scalar_one())


def packer(connection: Connection) -> zstandard.ZstdCompressor:
    """What packs records for an archive: with its dictionary, where it has one."""
    number = connection.execute(select(dictionaries.c.number)).scalar()
    return packer_of(number) if number is not None else PLAIN


def learn_first(connection: Connection) -> zstandard.ZstdCompressor:
    """Learns a dictionary where there is none and enough records are there; what packs from now on."""
    if connection.execute(select(func.count()).select_from(dictionaries)).scalar_one() == 0:
        _learn(connection)
    return packer(connection)


def _learn(connection: Connection) -> None:
    r = schema.revisions.c
    rows = connection.execute(select(r.number, r.data).order_by(r.number).limit(SAMPLES)).all()
    if len(rows) == SAMPLES:
        # Segments of 200 bytes, matched by 8: one pass, a few hundredths of a second; trying others costs seconds and wins little.
        trained = zstandard.train_dictionary(SIZE, [decompressed(row.data) for row in rows], k=200, d=8).as_bytes()
        row = {"number": dictionary_of(trained), "last": rows[-1].number, "data": trained}
        connection.execute(dictionaries.insert(), [row])
        learn(trained)


def learnt_from(connection: Connection, items: list[str]) -> bool:
    """Whether the dictionary was learnt from a revision of one of some items."""
    r = schema.revisions.c
    first = select(func.min(r.number))
    lowest = [connection.execute(first.where(r.item.in_(part))).scalar() for part in chunks(items)]
    last = connection.execute(select(dictionaries.c["last"])).scalar()
    return last is not None and any(number is not None and number <= last for number in lowest)


def renew(connection: Connection) -> None:
    """Learns a new dictionary from what is there, packs everything again, drops the old one."""
    connection.execute(delete(dictionaries))
    pack_again(connection, learn_first(connection))


def pack_again(connection: Connection, packer: zstandard.ZstdCompressor) -> None:
    """Packs all records again."""
    for column, key in _packed():
        table = column.table
        place = table.update().where(key == bindparam("which")).values({column: bindparam("packed")})
        for part in _keys(connection, key):
            rows = connection.execute(select(key, column).where(key.in_(part))).all()
            connection.execute(place, [{"which": row[0], "packed": packer.compress(decompressed(row[1]))} for row in rows])


def _packed() -> tuple[tuple[Column[Any], Column[Any]], ...]:
    r, u, c = schema.revisions.c, uncorrected.c, schema.captures.c
    return (r.data, r.id), (u.data, u.revision), (c.page, c.digest)


def _keys(connection: Connection, key: Column[Any]) -> Iterator[list[Any]]:
    return chunks(connection.execute(select(key)).scalars().all(), _BATCH)
