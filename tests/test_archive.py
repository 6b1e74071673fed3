"""The archive: adding twice changes nothing, an edit is a revision, search finds, copies are folded; SQLite and PostgreSQL alike."""

import dataclasses
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import ArchiveDamaged, ArchiveError, ArchiveReadOnly, ArchiveTooNew, InputRefused, UsageError
from dateline.store.connection import _write_ahead

PAGE = """<html><head><title>Bridge opens in Porto</title><meta property="og:site_name" content="Douro Post">
<meta property="article:published_time" content="2025-03-03T10:00:00Z"></head><body><article><h1>Bridge opens in Porto</h1>
<p>The new bridge over the Douro was opened in Porto on Monday after two years of work, the city said in a statement.</p>
<p>“We waited a long time for this day,” Mayor Rosa Quintela told reporters. At least 300 people came to the opening.</p>
<p>Construction cost {cost} million euros and was finished a month late because of floods in January, according to the city.</p>
</article></body></html>"""
URL = "https://douropost.example/2025/03/bridge-opens"


def page(cost: str = "40", url: str = URL) -> dateline.Page:
    return dateline.read(PAGE.replace("{cost}", cost), url=url)


@pytest.fixture
def archive(address: str) -> Iterator[dateline.Archive]:
    with dateline.open_archive(address) as opened:
        yield opened


def test_captures_without_a_day_come_first(archive: dateline.Archive) -> None:
    for cost, day in (("40", "2025-03-06"), ("41", None), ("42", "2025-03-05"), ("43", None)):
        archive.add(dateline.read(PAGE.replace("{cost}", cost), url=URL, captured_at=day))
    shown = [held.text for _, held in archive.captures(page().items[0].id)]
    assert [re.findall(r"cost (\d+)", text) for text in shown] == [["41"], ["43"], ["42"], ["40"]]


def test_adding_twice_changes_nothing(archive: dateline.Archive) -> None:
    first = archive.add(page())
    before = archive.counts()
    second = archive.add(page())
    assert first.new and not first.unchanged and first.captures == 1
    assert second.unchanged == first.new and not second.new and second.captures == 0
    assert archive.counts() == before


def test_an_edit_is_a_revision(archive: dateline.Archive) -> None:
    article = archive.add(page()).new[0]
    revised = archive.add(page("44"))
    assert revised.revised == (article,)
    texts = [item.text for item in archive.revisions(article)]
    assert len(texts) == 2 and "40 million" in texts[0] and "44 million" in texts[1]
    current = archive.item(article)
    assert current is not None and "44 million" in current.text
    assert len(archive.captures(article)) == 2


def test_records_come_back_equal(archive: dateline.Archive) -> None:
    read = page()
    archive.add(read)
    assert archive.item(read.items[0].id) == read.items[0]


def test_search(archive: dateline.Archive) -> None:
    archive.add(page())
    assert [hit.item.headline for hit in archive.search("bridge douro")] == ["Bridge opens in Porto"]
    assert archive.search('"opened in Porto"') and archive.search("floo*") and not archive.search("bridge -douro")
    assert not archive.search("porto", since=date(2025, 3, 4)) and archive.search("porto", until=date(2025, 3, 4))
    hit = archive.search("floods")[0]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["floods"]


@pytest.mark.parametrize(
    "query", ['"', "NEAR(", "*", "a AND OR", "x:y", "(", "-", "'; DROP TABLE items", "\x00", "NOT", "^a", "{a b}"]
)
def test_no_query_is_an_error(archive: dateline.Archive, query: str) -> None:
    archive.add(page())
    archive.search(query)


def test_facts_are_found(archive: dateline.Archive) -> None:
    archive.add(page())
    said = archive.statements()
    assert any(s.entity and s.entity.name == "Rosa Quintela" for _, s in said)
    rosa = next(entity for entity, _ in archive.entities(type="person") if entity.name == "Rosa Quintela")
    assert archive.entity(rosa.id) == rosa
    assert archive.statements(entity=rosa.id) and archive.items(entity=rosa.id).items


def test_statements_are_found_by_their_form(archive: dateline.Archive) -> None:
    archive.add(page())
    forms = {s.form for _, s in archive.statements()}
    assert forms - {None}
    for form in ("quotation", "clause", "infinitive", "phrase"):
        found = [s.form for _, s in archive.statements(form=form)]
        assert set(found) == {form} & forms
    with pytest.raises(dateline.UsageError):
        archive.statements(form="sentence")


def test_copies_are_folded(archive: dateline.Archive) -> None:
    original = archive.add(page()).new[0]
    copy = archive.add(page(url="https://levant.example/porto-bridge")).new[0]
    assert [item.id for item in archive.copies(copy)] == [original]
    assert [item.id for item in archive.copies(original)] == [copy]


def test_paging(archive: dateline.Archive) -> None:
    for number in range(5):
        archive.add(page(str(number), url=f"{URL}-{number}"))
    seen, cursor = [], None
    while True:
        listing = archive.items(limit=2, cursor=cursor)
        seen += [item.id for item in listing.items]
        cursor = listing.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 5
    with pytest.raises(UsageError, match="cursor"):
        archive.items(cursor="nonsense")
    with pytest.raises(UsageError, match="between 1 and"):
        archive.items(limit=10**9)


def test_quarantine(archive: dateline.Archive) -> None:
    archive.refuse(InputRefused("binary data, not a page", subject="photo.jpg"))
    archive.refuse(InputRefused("binary data, not a page", subject="photo.jpg"))
    assert archive.quarantine() == (("photo.jpg", "binary data, not a page", "InputRefused"),)


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look like a file")
    with pytest.raises(ArchiveDamaged, match=r"notes\.txt: is no archive"):
        dateline.open_archive(path)
    with pytest.raises(ArchiveError, match="folder"):
        dateline.open_archive(tmp_path / "nowhere" / "news.db")


def test_an_archive_of_a_newer_version(tmp_path: Path) -> None:
    import pysqlite3

    path = tmp_path / "news.db"
    dateline.open_archive(path).close()
    with pysqlite3.connect(path) as connection:
        connection.execute("UPDATE settings SET value = '999' WHERE name = 'schema'")
    with pytest.raises(ArchiveTooNew, match="upgrade"):
        dateline.open_archive(path)


def test_an_older_archive_is_brought_up_after_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from dateline.store import migrations

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        article = archive.add(page()).new[0]
    core = next(domain for domain in migrations.domains() if domain.name == "core")
    ran = []
    newer = replace(core, version=core.version + 1, steps={**core.steps, core.version: lambda connection: ran.append(1)})
    monkeypatch.setitem(migrations._DOMAINS, "core", newer)
    with dateline.open_archive(path) as archive:
        assert archive.item(article) is not None
    dateline.open_archive(path).close()
    assert ran == [1]
    monkeypatch.undo()
    with dateline.open_archive(tmp_path / f"news.db.before-{core.version + 1}.bak") as backup:
        assert backup.item(article) is not None
    with pytest.raises(ArchiveTooNew, match="upgrade"):
        dateline.open_archive(path)


def test_tables_are_strict_and_those_of_older_archives_become_so(tmp_path: Path) -> None:
    import pysqlite3

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add([page(), page("44")])
        archive.correct(page().items[0].id, {"genre": "opinion"})
        held = archive.digest()
    with pysqlite3.connect(path) as raw:
        loose = "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT GLOB 'words*' "
        loose += "AND name NOT GLOB 'sqlite*'"
        assert raw.execute(loose).fetchone() == (0,)
        raw.execute("PRAGMA writable_schema = ON")
        for name, made in raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
        ).fetchall():
            raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (re.sub(r",?\s*STRICT\s*$", "", made), name))
        raw.commit()
    with pysqlite3.connect(path) as raw:
        assert raw.execute(loose).fetchone()[0] > 20
    with dateline.open_archive(path) as archive:
        assert archive.digest() == held and archive.check() == () and archive.corrections() and archive.search("floods")
        assert archive.add(page("50")).revised
    assert list(tmp_path.glob("*.bak"))
    with pysqlite3.connect(path) as raw, pytest.raises(pysqlite3.IntegrityError, match="cannot store"):
        assert raw.execute(loose).fetchone() == (0,)
        raw.execute("UPDATE items SET number = 'many'")


def test_an_sqlite_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.errors import UnsupportedDatabase
    from dateline.store import connection

    class Old:
        sqlite_version = "3.51.2"

    monkeypatch.setattr(connection.importlib, "import_module", lambda name: Old)
    with pytest.raises(UnsupportedDatabase, match=r"SQLite 3\.51\.2 can damage .* pip install 'pysqlite3>=0\.6\.1'"):
        dateline.open_archive(tmp_path / "news.db")
    assert not (tmp_path / "news.db").exists()


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(ArchiveError, match="no PostgreSQL server answers") as caught:
        dateline.open_archive("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value) and "nobody" in str(caught.value)


def test_copies_are_found_by_an_index_in_archives_of_the_version_before_too(tmp_path: Path) -> None:
    from sqlalchemy import text

    from dateline.store import migrations

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive, archive._writing() as connection:
        connection.execute(text("DROP INDEX items_by_original"))
        kept = migrations.schema.settings
        connection.execute(kept.update().where(kept.c.name == "schema").values(value="3"))
    with dateline.open_archive(path) as archive, archive._reading() as connection:
        assert migrations.versions(connection)["core"] > 3
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT id FROM items WHERE copy_of = 'x' OR id = 'x'")).all()
        assert any("items_by_original" in row[3] for row in plan)


def test_sightings_by_ids_become_sightings_by_numbers(archive: dateline.Archive) -> None:
    from sqlalchemy import text

    from dateline.store import migrations

    archive.add([page(), page("44"), page("50")])
    digest, rows = archive.digest(), [row for name, row in archive.rows() if name == "sightings"]
    assert len(rows) >= 3
    with archive._writing() as connection:
        connection.execute(text("DROP TABLE sightings"))
        strict = "STRICT, WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""
        fields = "item TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, capture TEXT NOT NULL, revision TEXT NOT NULL"
        named = "CONSTRAINT sightings_pkey PRIMARY KEY (item, capture)"
        connection.execute(text(f"CREATE TABLE sightings ({fields}, {named}) {strict}"))
        connection.execute(text("CREATE INDEX sightings_by_capture ON sightings (capture)"))
        connection.execute(text("INSERT INTO sightings VALUES (:item, :capture, :revision)"), rows)
        kept = migrations.schema.settings
        connection.execute(kept.update().where(kept.c.name == "schema").values(value="5"))
    with dateline.open_archive(archive.address) as brought_up:
        assert [row for name, row in brought_up.rows() if name == "sightings"] == rows
        assert brought_up.digest() == digest and brought_up.check() == ()
        assert not brought_up.add([page(), page("44")]).new


def test_a_place_taken_and_put_again_in_one_transaction_loses_none_behind_it(tmp_path: Path) -> None:
    from dateline.store import postings

    with dateline.open_archive(tmp_path / "a.db") as archive, archive._engine.begin() as connection:
        postings.put(connection, [(postings.place(0, n), "i 7") for n in range(1, 500)])
    with dateline.open_archive(tmp_path / "a.db") as archive:
        with archive._engine.begin() as connection:
            postings.take(connection, [(postings.place(0, 489), "i 7")])
            postings.put(connection, [(postings.place(0, n), "i 7") for n in (489, *range(531, 544))])
        with archive._engine.connect() as connection:
            assert postings.counted(connection)["7"] == 512


def test_items_of_an_archive_without_marks_are_found_as_originals_once_it_is_opened(tmp_path: Path) -> None:
    from dateline.store import copy_marks, migrations

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add([page(), page("44")])
        item = archive.items(limit=1).items[0]
        with archive._writing() as connection:
            shared = copy_marks.sharing(connection, item.text, 99, 20)
            copy_marks.drop(connection)
            kept = migrations.schema.settings
            connection.execute(kept.delete().where(kept.c.name == "schema.copies"))
    with dateline.open_archive(path) as archive, archive._reading() as connection:
        assert shared and copy_marks.sharing(connection, item.text, 99, 20) == shared
    assert not list(tmp_path.glob("*.bak"))


def test_the_write_ahead_log_is_asked_for_again_where_another_process_makes_the_file() -> None:
    class Busy:
        asked = 0

        def execute(self, _: str) -> "Busy":
            self.asked += 1
            if self.asked < 3:
                raise sqlite3.OperationalError("database is locked")
            return self

        def close(self) -> None: ...

    busy = Busy()
    _write_ahead(busy, sqlite3.OperationalError)
    assert busy.asked == 3


class Odd(str):
    """A string of a class of its own, as parsers of HTML and tables make them."""

    __slots__ = ()


def odd(value: Any) -> Any:
    """A record with all its strings of such a class."""
    if isinstance(value, str):
        return Odd(value)
    if isinstance(value, tuple):
        return tuple(map(odd, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value)(*[odd(getattr(value, field.name)) for field in dataclasses.fields(value)])
    return value


def test_strings_of_a_class_of_their_own_are_taken_as_what_they_say(archive: dateline.Archive, tmp_path: Path) -> None:
    plain = page()
    assert dateline.read(Odd(PAGE.replace("{cost}", "40")), url=Odd(URL)) == plain
    archive.add(odd(plain))
    with dateline.open_archive(tmp_path / "plain.db") as other:
        other.add(plain)
        assert archive.digest() == other.digest() and archive.check() == ()
    assert archive.item(Odd(plain.items[0].id)) == plain.items[0] and archive.search(Odd("bridge"))


def test_a_capture_is_found_at_each_address_where_its_page_stood(archive: dateline.Archive, tmp_path: Path) -> None:
    html = PAGE.replace("{cost}", "40").replace("<head>", f"<head><link rel='canonical' href='{URL}'>")
    mirrors = [f"https://{host}.example/bridge" for host in ("north", "south")]
    pages = [dateline.read(html, url=url, captured_at="2025-03-05", facts=False) for url in (*mirrors, URL)]
    assert archive.add(pages).captures == 3 and archive.add(pages[::-1]).captures == 0
    assert [len(archive.captures_at(url)) for url in (*mirrors, URL)] == [1, 1, 3]
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(archive.rows())
        assert len(copy.captures_at(mirrors[0])) == 1 and copy.digest() == archive.digest()
        copy.add(pages)
        assert copy.digest() == archive.digest()
    archive.forget(item=pages[0].items[0].id)
    assert not archive.captures_at(mirrors[0]) and archive.check() == ()


def test_a_roundup_is_no_copy_of_a_headline_that_one_of_its_headings_repeats(tmp_path: Path) -> None:
    title = "Herring prices fall as fleets return to northern harbours"
    teaser = (
        "<html lang=en><body><nav><a href='/'>Home</a></nav><main>"
        + "".join(
            f"<article><h3><a href='/{n}-story.html'>{words}</a></h3></article>"
            for n, words in enumerate(
                (title, "Two ferries are painted red on the western quay", "Rain stops the fair of the fishmongers")
            )
        )
        + "</main></body></html>"
    )
    lead = "The fleets came home with full holds on Monday, and the fishmongers of the north lowered what they ask for a box of herring."
    other = "Nobody on the islands remembers a week with so much rain, so many closed roads and so few ferries as the one that ends today."
    roundup = (
        f"<html lang=en><body><article><h1>A week on the northern coast</h1><p>{other}</p><h2>{title}</h2><p>{lead}</p>"
        "<p>The mayor of the largest harbour asked the capital for money to mend its two piers before winter.</p></article></body></html>"
    )
    article = (
        f"<html lang=en><body><article><h1>{title}</h1><p>Boats that had stayed out for a fortnight landed four hundred tonnes.</p>"
        "<p>Buyers from the south expect a box to cost less than at any time since the spring before last, an auctioneer said.</p>"
        "<p>The ice works ran all night, and two lorries waited at every ramp.</p></article></body></html>"
    )
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(dateline.read(teaser, url="https://wire.example/"))
        first = next(item for item in archive.items().items if title in item.text)
        archive.add(dateline.read(roundup, url="https://paper.example/week"))
        assert not archive.copies(first.id)
        archive.add(dateline.read(article, url="https://wire.example/herring"))
        (original,) = archive.copies(first.id)
        assert original.headline == title and original.kind == "article"
        assert archive.originals([first.id]) == {first.id: original.id}


def test_an_archive_where_nothing_can_be_written_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "on a disc" / "news.db"
    path.parent.mkdir()
    page = dateline.read(
        "LIMA, 3 March 2025 - The new bridge over the Rimac was opened on Monday, the mayor said.\n" * 3, facts=False
    )
    with dateline.open_archive(path) as archive:
        archive.add(page)
    held = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    monkeypatch.setattr("dateline.store.connection.os.access", lambda *_: False)
    with dateline.open_archive(path) as archive:
        assert len(list(archive.search("bridge"))) == 1
        with pytest.raises(ArchiveReadOnly):
            archive.add(dateline.read("QUITO, 4 March 2025 - A tram was opened on Tuesday, the mayor said.\n" * 3, facts=False))
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == held
