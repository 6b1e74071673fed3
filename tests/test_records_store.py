"""Records as bytes: equal when they come back, small, readable by versions with other fields, with a dictionary or without."""

import json

import pytest
import zstandard

import dateline
from dateline.records import to_plain
from dateline.store import records_store as store
from dateline.types import Item, Page, Piece, Span

TEXT = (
    "Bridge opens in Porto\nThe new bridge over the Douro was opened in Porto on Monday after two years of work, the city said.\n"
    "“We waited a long time for this day,” Mayor Rosa Quintela told reporters. At least 300 people came to the opening.\n"
)


@pytest.fixture(scope="module")
def page() -> Page:
    return dateline.read(TEXT, url="https://douropost.example/2025/03/bridge", captured_at="2025-03-04")


def test_records_come_back_equal(page: Page) -> None:
    assert page.items and page.items[0].statements
    for one in (page, *page.items):
        data = store.pack(one)
        assert (store.page_of(data) if isinstance(one, Page) else store.item_of(data)) == one
        assert store.unpack(data) == json.loads(json.dumps(to_plain(one)))


def test_bytes_of_the_first_version_are_read(page: Page) -> None:
    for one in (page, page.items[0]):
        data = zstandard.ZstdCompressor().compress(json.dumps(to_plain(one), ensure_ascii=False).encode())
        assert (store.page_of(data) if isinstance(one, Page) else store.item_of(data)) == one
        assert len(store.pack(one)) < len(data)


def test_fields_of_another_version_are_left_out(page: Page) -> None:
    plain = json.loads(store.decompressed(store.pack(page.items[0])))
    plain[2]["Item"][1]["mood"] = ["calm"]
    plain[2]["Weather"] = [1, {"sky": ["blue"]}]
    assert store.record_of(plain) == page.items[0]


@pytest.mark.parametrize("text", ["", "=", "\x00=", "\x00+", "\n", "a\nb", "\ud800 lone", "one\n\ntwo"])
def test_texts_that_look_like_signs(text: str) -> None:
    lines = text.split("\n")
    pieces = (Piece("paragraph", Span(0, len(text)), Span(0, len(text))),)
    for one in (
        Item("a", "article", text, tuple(lines), lines[0], pieces=pieces),
        Item("a", "article", text, ("=",), "\x00=", text),
        Item("a", "teaser", text),
    ):
        assert store.item_of(store.pack(one)) == one
        held = Page("before " + text + " after", (), (one,))
        assert store.page_of(store.pack(held)) == held


def test_a_dictionary_is_found_by_its_number(page: Page) -> None:
    samples = [store.decompressed(store.pack(page.items[0])) + str(n).encode() * 50 for n in range(200)]
    packer = store.learn(zstandard.train_dictionary(8_192, samples).as_bytes())
    data = store.pack(page.items[0], packer)
    assert store.item_of(data) == page.items[0] and len(data) < len(store.pack(page.items[0]))
