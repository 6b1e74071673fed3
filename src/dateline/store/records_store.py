"""Records as bytes and back: the tables of `records_layout` as MessagePack, compressed, with a checksum.

Bytes of earlier versions are read as well (`records_older`). Text that no MessagePack holds (lone surrogates) goes as JSON.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from typing import Any

import msgspec
import zstandard

from ..errors import ArchiveDamaged
from ..records import from_plain, to_plain
from ..types import Item, Page
from . import records_older
from .records_columns import Columns, columns
from .records_kept import Kept
from .records_layout import CLASSES, COLUMNS_ONLY, FORMAT
from .records_reading import record_of
from .records_writing import plain_of

LEVEL = 3
PLAIN = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)


def _plainer(value: object) -> str:
    """A string of a class of its own, as parsers of HTML and tables make them, as the string that it is."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"a record holds no {type(value).__name__}")


_ENCODE, _DECODE = msgspec.msgpack.Encoder(enc_hook=_plainer).encode, msgspec.msgpack.Decoder(strict=False).decode
#: Dictionaries by their number, of every archive that this process has open: small records of one archive repeat each other.
_DICTIONARIES: dict[int, zstandard.ZstdCompressionDict] = {}
_PACKERS: dict[int, zstandard.ZstdCompressor] = {}


class _Unpackers(threading.local):
    """What unpacks, by dictionary: zstandard's objects serve one thread at a time, so each thread has its own."""

    def __init__(self) -> None:
        self.held: dict[int, zstandard.ZstdDecompressor] = {0: zstandard.ZstdDecompressor()}

    def of(self, number: int) -> zstandard.ZstdDecompressor:
        """Raises KeyError for a dictionary that is not known."""
        if number not in self.held:
            self.held[number] = zstandard.ZstdDecompressor(dict_data=_DICTIONARIES[number])
        return self.held[number]


_UNPACKERS, _PACKING = _Unpackers(), threading.Lock()
_DAMAGED = "a record is damaged ({}); `dateline check` names it, restore a backup or add its page again"
_FOREIGN = (ValueError, LookupError, TypeError, AttributeError, msgspec.MsgspecError)


def learn(dictionary: bytes) -> zstandard.ZstdCompressor:
    """Makes a dictionary known for reading; what packs with it."""
    known = zstandard.ZstdCompressionDict(dictionary)
    known.precompute_compress(level=LEVEL)
    number = known.dict_id()
    _DICTIONARIES[number] = known
    _PACKERS[number] = zstandard.ZstdCompressor(level=LEVEL, dict_data=known, write_checksum=True)
    return _PACKERS[number]


def dictionary_of(dictionary: bytes) -> int:
    """The number of a dictionary."""
    return zstandard.ZstdCompressionDict(dictionary).dict_id()


def unlearnt(numbers: Iterable[int]) -> list[int]:
    """The dictionaries, of those given by number, that this process does not know."""
    return [number for number in numbers if number not in _PACKERS]


def packer_of(number: int) -> zstandard.ZstdCompressor:
    """What packs with a dictionary that is known."""
    return _PACKERS[number]


def pack(record: Any, packer: zstandard.ZstdCompressor = PLAIN) -> bytes:
    """A record as bytes; `packer` may have a dictionary, which must be kept with the archive."""
    return compressed(plain_of(record) if type(record).__name__ in CLASSES else to_plain(record), packer)


def compressed(plain: Any, packer: zstandard.ZstdCompressor = PLAIN) -> bytes:
    """Plain values as bytes, as they are kept."""
    raw = encoded(plain)
    with _PACKING:
        return packer.compress(raw)


def compressed_all(raws: Iterable[bytes], packer: zstandard.ZstdCompressor) -> list[bytes]:
    """What `encoded` made, packed one after the other: what packs then stays in the processor's cache."""
    with _PACKING:
        return list(map(packer.compress, raws))


def encoded(plain: Any) -> bytes:
    """Plain values as bytes."""
    try:
        return _ENCODE(plain)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(plain, str_keys=True, enc_hook=_plainer), separators=(",", ":")).encode()


def decompressed(data: bytes) -> bytes:
    """The bytes before packing. Raises ArchiveDamaged: what is packed has a checksum."""
    try:
        dictionary = zstandard.get_frame_parameters(data).dict_id
        return _UNPACKERS.of(dictionary).decompress(data)
    except (zstandard.ZstdError, KeyError) as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def plain_values(data: bytes) -> Any:
    """What `encoded` made bytes of. Raises ArchiveDamaged."""
    raw = decompressed(data)
    try:
        return json.loads(raw) if raw[:1] in (b"[", b"{") else _DECODE(raw)
    except (ValueError, msgspec.MsgspecError) as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def columns_of(data: bytes) -> Columns | None:
    """The columns of a record, to be read one by one; None where it is of a form without. Raises ArchiveDamaged."""
    raw = decompressed(data)
    try:
        return columns(raw)
    except _FOREIGN as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def made(plain: Any) -> Any:
    """The record of the plain values that `pack` or an earlier version of it wrote by columns. Raises ArchiveDamaged."""
    try:
        return record_of(plain) if plain[0] in (FORMAT, COLUMNS_ONLY) else records_older.record_of(plain)
    except _FOREIGN as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def unpack(data: bytes) -> Any:
    """The plain values of a record (`records.to_plain`) from its bytes. Raises ArchiveDamaged."""
    plain = plain_values(data)
    return to_plain(made(plain)) if isinstance(plain, list) else plain


#: Few: an item is hundreds of objects, which the collector of garbage goes through time and again; 2,048 items made it pause for 150 ms.
KEPT: Kept[Item] = Kept(256_000)


def item_of(data: bytes) -> Item:
    """An item from its bytes."""
    found = KEPT.get(data)
    if found is None:
        found = _record(Item, data)
        assert isinstance(found, Item)
        KEPT.put(data, found)
    return found


def text_of(data: bytes) -> str:
    """The text of an item from its bytes, without making its record."""
    found = columns_of(data)
    if found is not None:
        return found.text
    plain = plain_values(data)
    text = plain.get("text") if isinstance(plain, dict) else plain[2] if plain[0] in (FORMAT, COLUMNS_ONLY) else plain[1]
    if not isinstance(text, str):
        raise ArchiveDamaged(_DAMAGED.format("it has no text"))
    return text


def page_of(data: bytes) -> Page:
    """A page from its bytes."""
    found = _record(Page, data)
    assert isinstance(found, Page)
    return found


def _record(kind: type[Any], data: bytes) -> Any:
    plain = plain_values(data)
    return made(plain) if isinstance(plain, list) else from_plain(kind, plain)
