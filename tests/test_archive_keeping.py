"""Export and import, backup, check, removal: on SQLite and PostgreSQL alike."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import ArchiveDamaged, ArchiveError, ArchiveFull, InputRefused, UsageError
from dateline.export import csv_table, json_lines
from tests.test_archive import PAGE, URL, archive, page

__all__ = ["archive"]


def test_round_trip(archive: dateline.Archive, tmp_path: Path) -> None:
    archive.add([page(), page("44"), page("50", url=f"{URL}-two")])
    archive.refuse(InputRefused("binary data, not a page", subject="photo.jpg"))
    lines = list(json_lines.lines(archive.rows()))
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        counts = copy.take_in(json_lines.rows(lines))
        assert counts["revisions"] == 3 and counts["quarantine"] == 1
        assert copy.digest() == archive.digest() and copy.counts() == archive.counts()
        assert copy.check() == () and copy.search("floods")
        assert not any(copy.take_in(json_lines.rows(lines)).values())
        assert copy.digest() == archive.digest()


def test_the_digest_tells_content_not_order(archive: dateline.Archive, tmp_path: Path) -> None:
    pages = [page(), page("50", url=f"{URL}-two")]
    archive.add(pages)
    first = archive.digest()
    archive.add(pages[::-1])
    assert archive.digest() == first
    with dateline.open_archive(tmp_path / "other.db") as other:
        other.add(pages[::-1])
        assert other.digest() == first
        other.add(page("60", url=f"{URL}-three"))
        assert other.digest() != first


@pytest.mark.parametrize(
    "line", ["no json", '{"table": "items"}', '{"table": "users; --", "row": {}}', '{"table": "items", "row": {"x": 1}}']
)
def test_a_bad_line_is_named_and_nothing_is_kept(archive: dateline.Archive, line: str) -> None:
    lines = [*json_lines.lines([("tombstones", {"id": "1", "kind": "outlet", "name": "Gone Gazette"})]), line]
    with pytest.raises(InputRefused, match="line 3"):
        archive.take_in(json_lines.rows(lines))
    assert archive.forgotten() == ()


def test_what_is_forgotten_stays_away(archive: dateline.Archive) -> None:
    archive.add([page(), page("44"), page("50", url="https://levant.example/porto")])
    exported = list(json_lines.lines(archive.rows()))
    article = page().items[0].id
    gone = archive.forget(item=article, why="asked by the publisher")
    assert gone.items == 1 and gone.captures == 2
    assert archive.item(article) is None and archive.revisions(article) == () and archive.captures(article) == ()
    assert article not in [hit.item.id for hit in archive.search("floods")] and archive.check() == ()
    again = archive.add(page("46"))
    assert again.refused == (article,) and again.captures == 0 and again.items == 1
    archive.take_in(json_lines.rows(exported))
    assert archive.item(article) is None and archive.revisions(article) == () and archive.check() == ()
    with pytest.raises(UsageError, match="name one of"):
        archive.forget()


def test_forgetting_asks_for_what_is_there(archive: dateline.Archive, tmp_path: Path) -> None:
    archive.add([page(), page("44")])
    before = archive.digest()
    rosa = next(entity for entity, _ in archive.entities(type="person") if entity.name == "Rosa Quintela")
    wrong = (
        ({"person": "Rosa Quintela"}, f"with this name there is Rosa Quintela, person, {rosa.id}"),
        ({"person": "Nobody Known"}, "no entity has this id or name"),
        ({"person": "0" * 24}, "no entity has this id or name; ahead of its coming"),
        ({"item": "zz"}, "no item has this id"),
        ({"outlet": "douro"}, "there is 'Douro Post'; ahead of its coming it is kept away with --ahead"),
        ({"outlet": "Duoro Pots"}, "there is 'Douro Post'"),
        ({"comments_by": "Nope"}, "signed with this name"),
    )
    for given, told in wrong:
        for dry_run in (False, True):
            with pytest.raises(UsageError, match=re.escape(told)):
                archive.forget(**given, dry_run=dry_run)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="by the id of an entity"):
        archive.forget(person="Nobody Known", ahead=True)  # a name is no id that could come
    gone = archive.forget(outlet="Douro Post", dry_run=True)
    assert gone.items == len(gone.ids) == len(archive.items(outlet="Douro Post").items) and gone.captures == 2
    assert archive.digest() == before and archive.forgotten() == ()
    assert archive.forget(outlet="Nope", ahead=True).items == 0 and archive.forgotten() == (("outlet", "Nope"),)
    assert archive.forget(outlet="Nope").items == 0  # what was forgotten may be forgotten again
    assert archive.forget(outlet="Douro Post") == gone


def test_the_command_lists_what_would_be_forgotten(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from dateline.cli.app import app

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as one:
        one.add(page())
    call = ["forget", "--outlet", "Douro Post", "--archive", str(path)]
    told = CliRunner().invoke(app, [*call, "--dry-run"]).stdout
    assert "would be removed; nothing is changed" in told and page().items[0].id in told and "1 capture " in told
    assert json.loads(CliRunner().invoke(app, [*call, "--dry-run", "--json"]).stdout)["captures"] == 1
    assert isinstance(CliRunner().invoke(app, ["forget", "--outlet", "Nope", "--archive", str(path)]).exception, UsageError)
    assert CliRunner().invoke(app, call).stdout.endswith("1 capture removed\n")


def test_a_person_is_forgotten_with_the_items_that_name_her(archive: dateline.Archive) -> None:
    archive.add(page())
    rosa = next(entity for entity, _ in archive.entities(type="person") if entity.name == "Rosa Quintela")
    archive.forget(person=rosa.id)
    assert archive.entity(rosa.id) is None and not archive.search("quintela")
    assert archive.add(page("70", url=f"{URL}-four")).refused


def test_an_import_brings_nobody_back_who_was_forgotten(archive: dateline.Archive, tmp_path: Path) -> None:
    with dateline.open_archive(tmp_path / "full.db") as full:
        full.add([page(), page("44"), page("50", url="https://levant.example/porto")])
        exported = list(json_lines.lines(full.rows()))
    rosa = next(m.entity.id for m in page().items[0].mentions if m.entity and m.entity.name == "Rosa Quintela")
    archive.add(dateline.read(_unnamed(), url=URL))
    archive.forget(person=rosa, ahead=True)
    counts = archive.take_in(json_lines.rows(exported))
    # The item that is held keeps the text that names nobody; the other one, and all captures that show her, stay away.
    assert counts["items"] == 0 and archive.counts()["articles"] == 1 and archive.counts()["captures"] == 1
    assert archive.entity(rosa) is None and not archive.search("quintela") and archive.check() == ()
    assert not any("Quintela" in str(row) for _, row in archive.rows())


def test_an_import_that_fails_leaves_no_words_in_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = []
    with dateline.open_archive(tmp_path / "full.db") as full:
        for n in range(30):
            full.add(dateline.read(PAGE.replace("Rosa Quintela", "Zephyr Hollins"), url=f"{URL}-zephyrhollins-{n}"))
        rows = list(full.rows())
    path = tmp_path / "news.db"

    def broken() -> Iterator[tuple[str, dict[str, object]]]:
        yield from rows
        assert b"zephyrhollins" in path.with_name("news.db-wal").read_bytes()
        raise ValueError("the file ends here")

    # What does not fit into a cache of one page is written to the log before the transaction ends.
    monkeypatch.setattr("dateline.store.connection.LOG_PAGES", (1, 1))
    with dateline.open_archive(path) as archive:
        archive.add(page())
        with pytest.raises(ValueError, match="ends here"):
            archive.take_in(broken())
        assert b"zephyrhollins" not in path.with_name("news.db-wal").read_bytes() + path.read_bytes()
        assert archive.counts()["articles"] == 1 and archive.check() == ()


def test_an_import_that_fails_says_why_though_the_log_cannot_be_folded(tmp_path: Path) -> None:
    from sqlalchemy import event
    from sqlalchemy.exc import DatabaseError

    def broken() -> Iterator[tuple[str, dict[str, object]]]:
        raise ValueError("the file ends here")
        yield

    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(page())

        @event.listens_for(archive._engine, "connect")
        def _no_folding(connection: Any, _: Any) -> None:
            connection.set_authorizer(lambda _action, name, *_: name == "wal_checkpoint")  # 1 refuses

        with pytest.raises(ValueError, match="ends here"):
            archive.take_in(broken())
        with pytest.raises(DatabaseError, match="not authorized"):
            archive.forget(outlet="Douro Post")
        assert archive.counts()["articles"] == 0 and archive.check() == ()


@pytest.mark.parametrize("kind", ["item", "outlet", "person", "comments_by"])
def test_an_older_export_brings_nothing_of_what_was_forgotten(archive: dateline.Archive, kind: str) -> None:
    from dateline.pages.decode import document
    from dateline.reading import read_document

    talk = (Path(dateline.__file__).parent / "samples/pages/comments.html").read_text("utf-8")
    html = [(PAGE.replace("{cost}", "40"), URL), (PAGE.replace("{cost}", "44"), URL), (talk, "https://lake.example/ferry")]
    sources = [document(text.encode(), url=url) for text, url in html]
    for source in sources:
        archive.add(read_document(source), source=source)
    exported = list(json_lines.lines(archive.rows()))
    items = {item.id: item for source in sources for item in read_document(source).items}.values()
    article, comment = (next(i for i in items if i.kind == k) for k in ("article", "comment"))
    person = next(m.entity.id for m in article.mentions if m.entity and m.entity.name == "Rosa Quintela")
    names = {"item": article.id, "outlet": article.outlet, "person": person, "comments_by": comment.authors[0]}
    assert archive.forget(**{kind: names[kind]}).captures  # type: ignore[arg-type]
    left, rows = archive.digest(), sorted(map(str, archive.rows()))
    counts = archive.take_in(json_lines.rows(exported))
    assert not any(counts.values()), counts
    assert sorted(map(str, archive.rows())) == rows and archive.digest() == left and archive.check() == ()


def test_check_tells_bytes_that_belong_to_nothing(archive: dateline.Archive, tmp_path: Path) -> None:
    import hashlib

    import zstandard

    from dateline.store import readings_tables

    archive.add(page())
    with archive._writing() as writing:
        packed = zstandard.ZstdCompressor(write_checksum=True).compress(b"x")
        name = hashlib.sha256(b"x").hexdigest()
        writing.execute(readings_tables.contents.insert(), [{"digest": name, "size": 1, "data": packed}])
    assert archive.check() == ("1 contents belong to no capture",)
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        assert copy.take_in(archive.rows())["contents"] == 0 and copy.check() == ()


def _unnamed() -> str:
    from tests.test_archive import PAGE

    return PAGE.replace("Mayor Rosa Quintela told reporters", "the mayor said").replace("{cost}", "60")


def test_no_word_of_a_forgotten_item_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        outlet = archive.item(archive.add(page()).new[0]).outlet  # type: ignore[union-attr]
        archive.forget(outlet=outlet)
    assert b"quintela" not in path.read_bytes().lower()


def test_no_word_of_a_forgotten_item_is_left_in_the_log_by_an_import(tmp_path: Path) -> None:
    from sqlalchemy import event

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add([page(str(n), url=f"{URL}-{n}") for n in range(20)])
        exported = list(json_lines.lines(archive.rows()))
        archive.forget(outlet="Douro Post")

        @event.listens_for(archive._engine, "begin")
        def _small(connection: Any) -> None:  # what does not fit is written to the log before it is known to be forgotten
            connection.exec_driver_sql("PRAGMA cache_size = 2")

        assert not any(archive.take_in(json_lines.rows(exported)).values())
        assert not any(b"quintela" in file.read_bytes().lower() for file in tmp_path.glob("news.db*"))


def test_what_is_forgotten_on_a_full_disk_is_told_in_a_line_and_folded_later(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add([page(str(n), url=f"{URL}-{n}") for n in range(20)])
    limit = path.stat().st_size // 2  # the log of the removal has room, the file that it goes to has none
    call = [sys.executable, "-m", "dateline", "forget", "--outlet", "Douro Post", "--archive", str(path)]
    full = subprocess.run(
        call, capture_output=True, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert full.returncode == 1 and len(full.stderr.splitlines()) == 1 and "free some and run the same again" in full.stderr
    with dateline.open_archive(path) as archive:
        assert not list(archive.matching()) and archive.check() == ()
    assert subprocess.run(call, capture_output=True, check=True).returncode == 0
    assert not any(b"quintela" in file.read_bytes().lower() for file in tmp_path.glob("news.db*"))


def test_backup(tmp_path: Path) -> None:
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(page())
        archive.backup(tmp_path / "copy.db")
        with pytest.raises(UsageError, match="exists"):
            archive.backup(tmp_path / "copy.db")
        with dateline.open_archive(tmp_path / "copy.db") as copy:
            assert copy.digest() == archive.digest()


def test_check_sees_what_is_missing(tmp_path: Path) -> None:
    import pysqlite3

    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add(page())
        assert archive.check() == ()
        with pysqlite3.connect(path) as raw:
            raw.execute("INSERT INTO words (words) VALUES ('delete-all')")
            raw.execute("INSERT INTO postings (postings) VALUES ('delete-all')")
            raw.execute("UPDATE indexed SET events = events + 1")
        found = archive.check()
        for words in ("index of words", "tags are counted wrong", "statements, the index of places 0", "events, the index holds"):
            assert any(words in line for line in found)


def test_a_flipped_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add([page(str(n), url=f"{URL}-{n}") for n in range(20)])
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = bytes(b ^ 0xFF for b in data[start : start + 64])
    path.write_bytes(bytes(data))
    with pytest.raises(ArchiveDamaged), dateline.open_archive(path) as archive:
        assert archive.check() == ()


def test_csv_starts_no_formula() -> None:
    assert csv_table.safe_cell("=cmd|' /C calc'!A0").startswith("'=") and csv_table.safe_cell(" +1") == "' +1"
    line = list(csv_table.table(page().items))[1]
    assert line.startswith(page().items[0].id)


WRITER = """
import sys, pickle, dateline
pages = pickle.load(open(sys.argv[2], "rb"))
with dateline.open_archive(sys.argv[1]) as archive:
    for p in pages:
        done = archive.add(p)
        sys.stdout.write("".join(f"{id}\\n" for id in done.new)); sys.stdout.flush()
"""


def test_killed_while_adding(archive: dateline.Archive, tmp_path: Path) -> None:
    import pickle

    pages = [page(str(n), url=f"{URL}-{n}") for n in range(60)]
    (tmp_path / "pages").write_bytes(pickle.dumps(pages))
    command = [sys.executable, "-c", WRITER, archive.address, str(tmp_path / "pages")]
    acknowledged: set[str] = set()
    for moment in range(8):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert process.stdout is not None
        for _ in range(1 + moment % 3):
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(moment * 0.007)
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in process.stdout}
        process.wait()
        assert archive.check() == ()
        assert all(archive.item(id) for id in acknowledged - {""})
    archive.add(pages)
    with dateline.open_archive(tmp_path / "straight.db") as straight:
        straight.add(pages)
        assert straight.digest() == archive.digest()


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    code = (
        "import resource, sys, pickle, dateline, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "archive = dateline.open_archive(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "try:\n"
        "    for p in pickle.load(open(sys.argv[2], 'rb')): archive.add(p)\n"
        "except dateline.ArchiveError as error: print(type(error).__name__)\n"
    )
    import pickle

    pages = [page(str(n), url=f"{URL}-{n}") for n in range(60)]
    (tmp_path / "pages").write_bytes(pickle.dumps(pages))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "news.db"), str(tmp_path / "pages")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "ArchiveError", done.stderr[-500:]
    with dateline.open_archive(tmp_path / "news.db") as archive:
        assert archive.check() == () and archive.add(pages).items == 60


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(page())
        from sqlalchemy import event

        @event.listens_for(archive._engine, "begin")
        def _limit(connection: Any) -> None:
            size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")

        with pytest.raises(ArchiveFull, match="no space is left"):
            archive.add([page(str(n), url=f"{URL}-{n}") for n in range(200)])
    with dateline.open_archive(tmp_path / "news.db") as archive:
        assert archive.check() == () and archive.counts()["articles"] == 1
        assert archive.add(page("1", url=f"{URL}-1")).new


def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(ArchiveError):
        dateline.open_archive("/proc/news.db")


def test_a_second_writer_waits_and_is_told(archive: dateline.Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.errors import ArchiveLocked
    from dateline.store import connection

    monkeypatch.setattr(connection, "WAIT", 0.2)
    with archive._writing(), dateline.open_archive(archive.address) as other:
        assert other.counts()["articles"] == 0
        with pytest.raises(ArchiveLocked, match="another process is writing"):
            other.add(page())
    with dateline.open_archive(archive.address) as other:
        assert other.add(page()).new and archive.counts()["articles"] == 1


TWO_WRITERS = """
import sys, pickle, dateline
with dateline.open_archive(sys.argv[1]) as archive:
    for page in pickle.load(open(sys.argv[2], "rb")):
        archive.add(page)
"""


def test_two_writers_in_two_orders_make_one_archive(archive: dateline.Archive, tmp_path: Path) -> None:
    import pickle

    # One address with several texts, two addresses with one text, and the same pages over and over.
    pages = [page(str(n), url=f"{URL}-{n % 7}") for n in range(20)] + [page("1", url=f"{URL}-{n}") for n in range(5)]
    for name, order in (("one", pages), ("other", pages[::-1])):
        (tmp_path / name).write_bytes(pickle.dumps(order))
    writers = [
        subprocess.Popen([sys.executable, "-c", TWO_WRITERS, archive.address, str(tmp_path / name)]) for name in ("one", "other")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert archive.check() == ()
    with dateline.open_archive(tmp_path / "straight.db") as straight:
        straight.add(pages)
        assert straight.digest() == archive.digest() and straight.counts()["articles"] == archive.counts()["articles"]


def test_a_record_that_is_damaged_is_named(archive: dateline.Archive) -> None:
    from sqlalchemy import select

    from dateline.store import schema

    archive.add([page(), page("50", url=f"{URL}-two")])
    with archive._writing() as connection:
        id, data = connection.execute(select(schema.revisions.c.id, schema.revisions.c.data)).first() or ("", b"")
        data = bytes(data)
        broken = data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0xFF]) + data[len(data) // 2 + 1 :]
        connection.execute(schema.revisions.update().where(schema.revisions.c.id == id).values(data=broken))
    assert any(id in line and "damaged" in line for line in archive.check())
    with pytest.raises(ArchiveDamaged, match="a record is damaged"):
        list(archive.rows())


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2099-07-01", "1912-04-15"])
def test_days_at_the_ends_of_time_are_kept_and_found(archive: dateline.Archive, day: str) -> None:
    from datetime import date

    odd = dateline.read(PAGE.replace("2025-03-03", day).replace("{cost}", "40"), url=URL)
    known = date.fromisoformat(day)
    estimate = dateline.DateEstimate(known, known)
    item = replace(odd.items[0], published=estimate)
    archive.add(replace(odd, items=(item,), captured=estimate))
    archive.add(page("50", url=f"{URL}-two"))
    (found,) = archive.items(since=known, until=known).items
    assert found.published == estimate and archive.check() == ()
    order = [i.id for i in archive.items().items]
    assert (order.index(item.id) == 0) == (known > date(2025, 3, 3)) and len(order) == 2


def test_words_that_are_no_text_any_more_are_damage(tmp_path: Path) -> None:
    import pysqlite3

    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(page())
        with pysqlite3.connect(tmp_path / "news.db") as raw:
            raw.execute("UPDATE items SET headline = CAST(x'c3282843' AS TEXT)")
        with pytest.raises(ArchiveDamaged, match="words that are no text"):
            archive.digest()
