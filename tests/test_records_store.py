"""Records as bytes: equal when they come back, small, readable by versions with other fields, with a dictionary or without."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import zstandard
from sqlalchemy import select

import dateline
from dateline.errors import ArchiveDamaged
from dateline.records import to_plain
from dateline.store import (
    captures_store,
    dictionaries,
    fact_words,
    facts_writing,
    records_layout,
    records_writing,
    schema,
    tagging,
)
from dateline.store import records_store as store
from dateline.store.records_kept import Kept
from dateline.types import Block, DateEstimate, Entry, Item, Mention, Note, Page, Piece, Span

TEXT = (
    "Bridge opens in Porto\nThe new bridge over the Douro was opened in Porto on Monday after two years of work, the city said.\n"
    "“We waited a long time for this day,” Mayor Rosa Quintela told reporters. At least 300 people came to the opening.\n"
    "Police detained two men outside the city hall in Porto on Monday, the interior ministry of Portugal said.\n"
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
    plain = store.plain_values(store.pack(page.items[0]))
    for kind, value in (("Item", "calm"), ("Event", None)):
        fields, rows = plain[3][records_layout.NAMES.index(kind)]
        fields.insert(0, "mood")
        for row in rows:
            row.insert(0, value)
    plain[3]["Weather"] = [1, {"sky": ["blue"]}]
    assert store.made(plain) == page.items[0]


def test_numbers_of_names_never_change() -> None:
    """Bytes name classes and fields by number: names are only ever added."""
    known = ",".join(records_layout.NAMES[:101])
    assert hashlib.sha256(known.encode()).hexdigest()[:16] == "becf290eb7509b50" and len(set(records_layout.NAMES)) >= 101


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


def _forget_dictionaries() -> None:
    """As in a process that has read nothing yet."""
    for known in (store._PACKERS, store._DICTIONARIES):
        known.clear()
    store._UNPACKERS = store._Unpackers()


def test_an_archive_learns_and_forgets_a_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process reads what was packed with it; none of its words stay when an item that it was learnt from is forgotten."""
    monkeypatch.setattr(dictionaries, "SAMPLES", 40)
    path = tmp_path / "news.db"
    pages = [
        dateline.read(
            TEXT.replace("Bridge opens", f"Bridge {n} opens"), url=f"https://douropost.example/2025/03/bridge-{n}", facts=False
        )
        for n in range(100)
    ]
    with dateline.open_archive(path) as archive:
        archive.add(pages[:50], group=False)
        archive.add(pages[50:], group=False)
        digest = archive.digest()
        with dateline.open_archive(path) as other:
            _forget_dictionaries()
            assert other.digest() == digest and other.check() == () and store._PACKERS
            _forget_dictionaries()
            with other.at_once():
                assert other.digest() == digest
        archive.forget(item=pages[3].items[0].id)
        assert archive.check() == () and archive.counts()["revisions"] == 99
        archive.forget(outlet=pages[0].outlet)
        assert archive.counts()["revisions"] == 0 and not archive.search("quintela")
    assert b"Quintela" not in path.read_bytes()


def test_an_archive_of_the_version_before_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows from the records is made again from them, packed with a dictionary as they are."""
    import pysqlite3

    monkeypatch.setattr(dictionaries, "SAMPLES", 20)
    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add(
            [dateline.read(TEXT.replace("Bridge", f"Bridge {n}"), url=f"https://douropost.example/{n}") for n in range(30)]
        )
        digest, counts = archive.digest(), archive.counts()
        (said, *_) = archive.statements(query="waited")
    with pysqlite3.connect(path) as raw:
        for table in ("happened", "pair_months", "postings", "tags", "indexed", "name_words"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE settings SET value = '4' WHERE name = 'schema'")
    _forget_dictionaries()
    with dateline.open_archive(path) as archive:
        assert archive.digest() == digest and archive.counts() == counts and archive.check() == ()
        assert archive.statements(query="waited")[0] == said
    assert (tmp_path / "news.db.before-5.bak").exists()


def test_a_capture_keeps_no_words_twice(tmp_path: Path) -> None:
    """Words that a revision holds are read from it; the page stays as it was read when the record of the item is corrected."""
    shown = dateline.read(TEXT, url="https://douropost.example/2025/03/bridge", captured_at="2025-03-04")
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(shown)
        ((capture, held),) = archive.captures(shown.items[0].id)
        assert held.text == shown.text and held.blocks == shown.blocks
        with archive._reading() as connection:
            packed = connection.execute(select(schema.captures.c.page)).scalar_one()
            assert b"waited a long time" not in store.decompressed(packed)
            assert captures_store.read_page(connection, packed) == held
        archive.correct(shown.items[0].id, {"published": "2025-02-02"}, by="aysel")
        assert archive.captures(shown.items[0].id) == ((capture, held),)
        assert archive.check() == ()


def test_many_threads_pack_and_unpack_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    import zstandard

    from dateline.store.records_store import learn, pack, unpack

    records = [{"text": f"The bridge over the river at place {n} was opened on day {n % 30}. " * (3 + n % 5)} for n in range(400)]
    trained = zstandard.train_dictionary(8_000, [pack(record) + str(record).encode() for record in records])
    packer = learn(trained.as_bytes())

    def there_and_back(n: int) -> bool:
        return bool(unpack(pack(records[n % 400], packer if n % 2 else zstandard.ZstdCompressor())) == records[n % 400])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(there_and_back, range(8_000)))


def test_equal_records_are_packed_to_equal_bytes_in_every_process() -> None:
    import subprocess
    import sys

    code = (
        "import dateline, hashlib; from dateline.store.records_writing import plain_of;"
        "page = dateline.read('Rain fell on Bergen on Monday, the mayor said.\\nRead more\\n', facts=True);"
        "print(hashlib.sha256(repr(plain_of(page)[3].keys()).encode()).hexdigest())"
    )
    said = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(4)}
    assert len(said) == 1


def test_the_words_of_facts_are_read_without_making_records(page: Page) -> None:
    count = 0
    for item in page.items:
        columns = store.columns_of(store.pack(item))
        assert columns is not None and columns.text == item.text
        for table in ("statements", "events", "figures"):
            facts = getattr(item, table)
            count += len(facts)
            assert fact_words.words_of_all(columns, table) == [fact_words.words_of(item, fact) for fact in facts]
        plain = store.plain_values(store.pack(item))
        older = store.columns_of(store.compressed([records_layout.COLUMNS_ONLY, *plain[1:]]))
        assert older is not None and fact_words.words_of_all(older, "statements") is None
        assert store.columns_of(store.compressed(to_plain(item))) is None  # as the first version wrote it
    assert count > 2


def test_the_columns_of_a_damaged_record_are_refused(page: Page) -> None:
    for damaged in (b"\x94\x04\x0d", b""):
        with pytest.raises(ArchiveDamaged):
            store.columns_of(store.PLAIN.compress(damaged))


def test_records_that_were_read_last_are_kept_within_a_bound(page: Page) -> None:
    kept: Kept[str] = Kept(10)
    for name in ("a", "b", "c"):
        kept.put(name.encode() * 4, name)
        kept.get(b"aaaa")
    assert [kept.get(name.encode() * 4) for name in "abc"] == ["a", None, "c"]
    kept.put(b"aaaa", "again")
    kept.keep(4)
    assert [kept.get(name.encode() * 4) for name in "abc"] == ["again", None, None]
    kept.put(b"x" * 5, "too large")
    assert kept.get(b"xxxxx") is None and kept.get(b"aaaa") is None
    data = store.pack(page.items[0])
    assert store.item_of(data) is store.item_of(bytes(bytearray(data)))


def test_compiled_writing_gives_the_plain_values(page: Page) -> None:
    if records_writing.compiled_records is None:
        pytest.skip("the package was built without a C compiler")
    item = page.items[0]
    mention, statement = item.mentions[0], item.statements[0]
    day = DateEstimate(date(2025, 3, 4), date(2025, 3, 5), time=datetime(2025, 3, 4, 12, tzinfo=UTC))
    odd = replace(
        item,
        text=item.text + " \ud800",
        published=day,
        pieces=(*item.pieces, item.pieces[0], Piece("paragraph", Span(0, 5), Span(9, 14))),
        mentions=(*item.mentions, replace(mention, text="another"), replace(mention), mention),
        statements=(statement, replace(statement, parent=statement, content=(), when=day), statement),
        entries=(Entry(Span(1, 3), "10:00", day),),
        notes=(Note("text", "a remark"),),
    )
    for one in (
        page,
        replace(page, items=(odd, item)),
        *page.items,
        odd,
        replace(item, pieces=(), mentions=()),
        statement,
        mention,
    ):
        plain = records_writing.plain_plain_of(one)
        assert records_writing.plain_of(one) == plain
        assert store.encoded(records_writing.plain_of(one)) == store.encoded(plain)


def test_compiled_looks_at_pieces_are_the_plain_ones(page: Page) -> None:
    if captures_store.compiled_captures is None:
        pytest.skip("the package was built without a C compiler")
    item = page.items[0]
    moved = replace(item, pieces=(replace(item.pieces[0], page_span=Span(3, 9)), *item.pieces[:2]))
    other = replace(page, blocks=(*page.blocks[1:3], *page.blocks[:1], replace(page.blocks[0], link="/a"), *page.blocks))
    for one in (item, moved, replace(item, pieces=())):
        assert captures_store._stands(page, one) == captures_store._plain_stands(page, one)
        placed = captures_store._plain_pieces([one, item])
        assert captures_store._pieces([one, item]) == placed
        assert captures_store._without(page.text, placed) == captures_store._plain_without(page.text, placed)
        apart = [[one], []] if captures_store._apart(captures_store._plain_pieces([one])) else [[]]
        for parts in apart:
            for seen in (page, other):
                assert captures_store._without_pieces(seen, parts) == captures_store._plain_without_pieces(seen, parts)


@pytest.mark.parametrize("twice", [None, 0, 150, 199])
def test_compiled_writing_of_many_parts_sees_the_one_that_comes_twice(twice: int | None) -> None:
    """What knows the parts by where they lie grows on the way: at 129 of them, and again."""
    if records_writing.compiled_records is None:
        pytest.skip("the package was built without a C compiler")
    spans = [Span(n, n + 1) for n in range(200)]
    mentions = [Mention(span, "x", "person") for span in spans]
    pieces = [Piece("paragraph", span, span) for span in spans]
    blocks = [Block(span, "paragraph") for span in spans]
    if twice is not None:
        for parts in (mentions, pieces, blocks):
            parts.append(parts[twice])
    item = Item("a", "article", "x" * 200, mentions=tuple(mentions), pieces=tuple(pieces))
    for one in (item, replace(item, pieces=()), replace(item, mentions=()), Page("x" * 200, tuple(blocks), (item,))):
        plain = records_writing.plain_plain_of(one)
        assert records_writing.plain_of(one) == plain
        assert store.encoded(records_writing.plain_of(one)) == store.encoded(plain)


def test_compiled_parts_read_lists_where_records_have_tuples(page: Page) -> None:
    """What a caller gives is looked at before it is taken for a tuple: a list once ended the process."""
    item = next(one for one in page.items if one.events)
    named: dict[str, Any] = {name: list(getattr(item, name)) for name in ("mentions", "statements", "events", "pieces")}
    listed = replace(item, **named)
    events = [replace(e, actors=list(e.actors), recipients=list(e.recipients)) for e in item.events]  # type: ignore[arg-type]
    assert tagging.entities_of(listed) == tagging.plain_entities_of(listed) == tagging.entities_of(item)
    named_by = tagging.entities_of(item).values()
    assert tagging.tags_of(listed, named_by) == tagging.tags_of(item, named_by)
    assert facts_writing._days_of(listed) == facts_writing._plain_days_of(listed)
    assert list(map(facts_writing.between, events)) == list(map(facts_writing.plain_between, item.events))
    shown = replace(page, blocks=list(page.blocks))  # type: ignore[arg-type]
    assert captures_store._stands(page, listed)
    assert captures_store._pieces([listed]) == captures_store._plain_pieces([listed])
    assert captures_store._without_pieces(shown, [listed]) == captures_store._plain_without_pieces(page, [item])
    assert store.encoded(records_writing.plain_of(listed)) == store.encoded(records_writing.plain_plain_of(listed))


@pytest.mark.parametrize("value", [None, 3])
def test_compiled_parts_refuse_what_is_no_sequence(page: Page, value: Any) -> None:
    wrong = replace(page.items[0], mentions=value, statements=value, events=value, pieces=value)
    for look in (tagging.entities_of, facts_writing._days_of, lambda one: captures_store._pieces([one])):
        with pytest.raises(TypeError):
            look(wrong)
