"""Splits: where they begin, that reading them one by one is reading the file, and what a break in a packed file costs."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
import zstandard
from warcs import page, record, records, write

from dateline.batch.splits import splits_of
from dateline.errors import InputRefused
from dateline.pages.decode import MAX_BYTES
from dateline.pages.files import documents_of
from dateline.pages.unpacking import Place
from dateline.pages.warc_records import Loss, Record, read_records

NAMES = ["a.warc", "a.warc.gz", "one.warc.gz", "a.warc.zst", "one.warc.zst"]


def everything(path: Path, start: Place = Place(), number: int = 0) -> list[Record | Loss]:
    with path.open("rb") as raw:
        return list(read_records(raw, path.name, max_bytes=MAX_BYTES, start=start, number=number))


@pytest.mark.parametrize("name", NAMES)
def test_reading_can_begin_at_every_record(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, records(12))
    found = everything(path)
    assert [type(one) for one in found] == [Record] * 12
    for number, one in enumerate(found):
        assert isinstance(one, Record)
        assert everything(path, one.place, number) == found[number:]


@pytest.mark.parametrize("name", NAMES)
def test_splits_are_the_file_in_pieces(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, records(23))
    found = splits_of(str(path), 0, entries=5)
    assert [split.entries for split in found] == [5, 5, 5, 5, 3]
    assert found[-1].end == path.stat().st_size
    pieces = [one for split in found for one in everything(path, split.start, split.before)[: split.entries]]
    assert pieces == everything(path)


def test_losses_belong_to_one_split(tmp_path: Path) -> None:
    good = records(9)
    parts = [*good[:3], b"garbage\r\n", *good[3:6], record(page(50), content_length="many"), *good[6:]]
    path = write(tmp_path / "a.warc", parts)
    whole = everything(path)
    for entries in range(1, 6):
        found = splits_of(str(path), 0, entries=entries)
        assert [one for split in found for one in everything(path, split.start, split.before)[: split.entries]] == whole
        assert sum(split.entries for split in found) == len(whole)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.zst"])
def test_what_follows_a_broken_part_is_read(tmp_path: Path, name: str) -> None:
    pack = gzip.compress if name.endswith("gz") else zstandard.compress
    parts = [pack(one) for one in records(6)]
    broken = bytearray(parts[2])
    broken[len(broken) // 2 : len(broken) // 2 + 40] = bytes(40)
    path = tmp_path / name
    path.write_bytes(b"".join([*parts[:2], bytes(broken), *parts[3:]]))
    found = list(documents_of(path))
    urls = [one.url for one in found if not isinstance(one, InputRefused)]
    assert urls == [f"https://harbour.example/news/{n}" for n in (0, 1, 3, 4, 5)]
    losses = [one for one in found if isinstance(one, InputRefused)]
    assert losses and "broken" in str(losses[0]) and name in str(losses[0])


@pytest.mark.parametrize("name", ["a.warc.gz", "one.warc.gz", "a.warc.zst", "one.warc.zst"])
def test_a_packed_file_cut_anywhere_names_the_loss(tmp_path: Path, name: str) -> None:
    data = write(tmp_path / name, records(4)).read_bytes()
    ends = sorted({0, *random.Random(7).sample(range(1, len(data)), 60)})
    cut = tmp_path / f"cut-{name}"
    for end in ends:
        cut.write_bytes(data[:end])
        found = everything(cut)
        whole = [one for one in found if isinstance(one, Record)]
        assert [one.number for one in whole] == list(range(1, len(whole) + 1))
        at_edge = any(isinstance(one, Record) and one.place.offset == end for one in everything(tmp_path / name)) or end == 0
        assert at_edge or isinstance(found[-1], Loss), end


def test_a_dictionary_at_the_head_of_a_zstd_file_is_used(tmp_path: Path) -> None:
    plain = [record(page(n, "words " * 50 + str(n)), f"https://harbour.example/news/{n}") for n in range(200)]
    dictionary = zstandard.train_dictionary(4096, plain)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = [packer.compress(one) for one in plain[:20]]
    path = tmp_path / "a.warc.zst"
    for stored in (dictionary.as_bytes(), zstandard.compress(dictionary.as_bytes())):
        head = (0x184D2A5D).to_bytes(4, "little") + len(stored).to_bytes(4, "little") + stored
        path.write_bytes(head + b"".join(frames))
        found = everything(path)
        assert [type(one) for one in found] == [Record] * 20
        assert everything(path, found[7].place, 7) == found[7:]  # type: ignore[union-attr,arg-type]


def test_an_empty_file_has_no_split(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"")
        assert splits_of(str(tmp_path / name), 0) == []


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_record_over_the_limit_is_passed_over_unread(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, [*records(1), record("words " * 20_000), *records(1)])
    with path.open("rb") as raw:
        first, second, third = read_records(raw, name, max_bytes=50_000)
    assert isinstance(second, Loss) and second.too_large and "over the limit" in second.rule
    assert isinstance(first, Record) and isinstance(third, Record) and third.number == 3
