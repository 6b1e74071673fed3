"""Batches on this machine: what comes out, that counts add up, and that nothing that is killed loses or doubles anything."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcs import page, record, records, write

from dateline import open_archive, read_path
from dateline.batch import local
from dateline.batch.digests import digest_of, files_of
from dateline.batch.folder import BatchFailed, Folder, whole
from dateline.batch.kernel import Reading, process_split
from dateline.batch.loading import load, pages
from dateline.batch.progress import Progress, span
from dateline.batch.schema import ROWS, TABLES
from dateline.batch.splits import splits_of
from dateline.batch.standing import standing
from dateline.batch.summary import Summary
from dateline.batch.timing import OverTime, WorkerDied, apart, disarm, limited
from dateline.batch.working import resume, run_split
from dateline.cli import main
from dateline.errors import NotText, UsageError

ITEMS = Reading(facts=False)
COUNT = 90


def inputs(folder: Path) -> list[Path]:
    """Pages in two files, with a duplicate, a page that is none, a loss and records of other kinds."""
    made = records(COUNT)
    odd = [
        record("", warc_type="warcinfo", warc_target_uri=""),
        record(page(3), "https://harbour.example/news/3"),
        record("gone", "https://harbour.example/gone", status="404"),
        record(b"\x89PNG", "https://harbour.example/picture", media="image/png"),
        record(b"\x89PNG", "https://harbour.example/false", media="text/html"),
        record("", warc_type="revisit"),
    ]
    first = write(folder / "a.warc.gz", [*odd, *made[:60]])
    second = write(folder / "b.warc", made[60:])
    second.write_bytes(second.read_bytes()[:-40])
    return [first, second]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return inputs(tmp_path_factory.mktemp("crawl"))


@pytest.fixture(scope="module")
def undisturbed(given: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    return out, local.run(given, out, workers=2, reading=ITEMS, entries=20)


def table(out: Path, name: str) -> list[dict[str, Any]]:
    return [row for path, _ in files_of(out, name) for row in pq.read_table(path, partitioning=None).to_pylist()]


def test_counts_add_up_and_nothing_is_doubled(undisturbed: tuple[Path, Summary]) -> None:
    out, summary = undisturbed
    assert summary.records == COUNT + 6 and summary.adds_up
    assert summary.pages == COUNT - 1
    assert summary.duplicates == 2 and summary.other == 3 and summary.refused == 2
    assert dict(summary.why_other) == {"a record of type warcinfo": 1, "HTTP status 404": 1, "media type image/png": 1}
    # An article a page, and the three teasers that stand on all of them.
    assert summary.items == COUNT + 2 and summary.items_again == 3 * COUNT - 6 + 4
    keys = [(row["id"], row["revision"]) for row in table(out, "items")]
    assert len(keys) == len(set(keys)) == COUNT + 2
    assert digest_of(out, anew=True) == (summary.digest, dict(summary.rows))


def test_refused_says_where_and_why(undisturbed: tuple[Path, Summary], given: list[Path]) -> None:
    rows = table(undisturbed[0], "refused")
    assert [(row["file"], row["record"], row["error"]) for row in rows] == [
        ("a.warc.gz", 5, "NotText"),
        ("b.warc", 30, "InputRefused"),
    ]
    assert "cut" in rows[1]["rule"] and "binary" in rows[0]["rule"]
    assert given[1].read_bytes()[rows[1]["offset"] :].startswith(b"WARC/")
    assert rows[0]["address"] == "https://harbour.example/false"


def test_partitions_are_days_of_publication(undisturbed: tuple[Path, Summary]) -> None:
    days = {path.parent.name for path, _ in files_of(undisturbed[0], "items")}
    assert {f"day=2025-01-{n:02}" for n in range(1, 29)} <= days
    for path, day in files_of(undisturbed[0], "items"):
        rows = pq.read_table(path, partitioning=None)
        assert rows.schema.remove_metadata() == TABLES["items"]
        assert {str(one) if one else None for one in rows["published_latest"].to_pylist()} == {day}
        assert pq.ParquetFile(path).metadata.num_row_groups == 1


def test_the_same_call_again_does_nothing_and_another_is_refused(undisturbed: tuple[Path, Summary], given: list[Path]) -> None:
    out, summary = undisturbed
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    assert local.run(given, out, workers=2, reading=ITEMS, entries=20) == summary
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    with pytest.raises(UsageError, match="other facts"):
        local.run(given, out, workers=2, reading=Reading(), entries=20)
    with pytest.raises(UsageError, match="other files"):
        local.run(given[:1], out, workers=2, reading=ITEMS, entries=20)


def test_a_killed_worker_costs_nothing(given: list[Path], tmp_path: Path, undisturbed: tuple[Path, Summary]) -> None:
    killed = []

    def kill(line: str) -> None:
        if not killed and "records" in line and not line.startswith("0 "):
            for child in multiprocessing.active_children()[:1]:
                assert child.pid
                os.kill(child.pid, signal.SIGKILL)
                killed.append(child.pid)

    summary = local.run(given, tmp_path / "out", workers=2, reading=ITEMS, entries=20, report=kill)
    assert killed
    assert summary.digest == undisturbed[1].digest and summary.rows == undisturbed[1].rows
    log = [json.loads(line) for line in Folder(tmp_path / "out").log.read_text().splitlines()]
    assert any(line["event"] == "worker died" for line in log) and log[-1]["event"] == "done"


def call(out: Path, paths: list[Path], *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "dateline",
        "batch",
        *map(str, paths),
        "-o",
        str(out),
        "--items-only",
        "--workers",
        "2",
        *more,
    ]


def _finished(folder: Path) -> bool:
    """Whether a file stands there under its own name: those still being written have names that begin with a dot."""
    return any(path.is_file() and not path.name.startswith(".") for path in folder.rglob("*"))


def test_a_killed_batch_goes_on(given: list[Path], tmp_path: Path, undisturbed: tuple[Path, Summary]) -> None:
    out = tmp_path / "out"
    folder = Folder(out)
    for state in ("ledger", "tables"):
        running = subprocess.Popen(call(out, given, "--split", "20"), stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while not _finished(folder.work / state) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        running.kill()
        running.wait()
        assert not folder.success.exists()
        found = standing(out)
        assert found.state in ("reading", "writing") and found.splits_done > 0
        with pytest.raises(UsageError, match="_SUCCESS"):
            list(pages(out))
    summary = local.run(given, out, workers=2, reading=ITEMS, entries=20)
    assert summary.digest == undisturbed[1].digest and summary.rows == undisturbed[1].rows
    assert standing(out).state == "done"
    done = [line["split"] for line in map(json.loads, folder.log.read_text().splitlines()) if line["event"] == "split done"]
    assert len(done) == len(set(done)), "what stands in the ledger is not read again"


def test_a_page_that_kills_or_never_ends_costs_that_page(tmp_path: Path) -> None:
    made = [record(page(n), f"https://harbour.example/{n}{'-kill' if n == 4 else '-loop' if n == 7 else ''}") for n in range(10)]
    path = write(tmp_path / "a.warc.gz", made)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os, signal\nimport dateline.reading as reading\nread = reading.read_document\n"
        "def odd(document, **options):\n"
        "    if (document.url or '').endswith('-kill'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    while (document.url or '').endswith('-loop'): pass\n"
        "    return read(document, **options)\nreading.read_document = odd\n"
    )
    ways = os.pathsep.join([str(tmp_path / "site"), *(entry for entry in sys.path if entry)])
    done = subprocess.run(
        call(tmp_path / "out", [path], "--page-seconds", "1", "--json"),
        env={**os.environ, "PYTHONPATH": ways},
        capture_output=True,
    )
    assert done.returncode == 3, done.stderr
    counts = json.loads(done.stdout)
    assert counts["pages"] == 8 and counts["refused"] == 2
    rules = {row["address"][-4:]: (row["error"], row["rule"]) for row in table(tmp_path / "out", "refused")}
    assert rules["kill"][0] == "WorkerDied" and "signal 9" in rules["kill"][1]
    assert rules["loop"][0] == "OverTime" and "1 CPU seconds" in rules["loop"][1]


def test_a_split_goes_on_where_it_stopped(tmp_path: Path, given: list[Path]) -> None:
    split = splits_of(str(given[0]), 0)[0]
    one, other = Folder(tmp_path / "one"), Folder(tmp_path / "other")
    run_split(one, split, ITEMS)
    # As if a worker had died after nine entries, and another had left rows that do not follow on.
    first = list(process_split(split, ITEMS, batch=1))[:9]
    parts = other.parts(0)
    for name, batches in (("00000000-00000009", first), ("00000003-00000009", first[3:])):
        with whole(parts / f"{name}.parquet") as temporary:
            pq.write_table(pa.Table.from_batches(batches, ROWS), temporary)
    (parts / ".00000009-00000012.parquet.7.tmp").write_bytes(b"cut")
    assert resume(other, split) == ([parts / "00000000-00000009.parquet"], 9)
    run_split(other, split, ITEMS)
    assert pq.read_table(one.rows(0)).equals(pq.read_table(other.rows(0)))
    assert not parts.exists()


def test_a_second_batch_in_a_folder_waits_outside(tmp_path: Path, given: list[Path]) -> None:
    with Folder(tmp_path).held(), pytest.raises(UsageError, match="another batch is at work"):
        local.run(given, tmp_path, reading=ITEMS)


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path, given: list[Path]) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BatchFailed, match=r"file/out.*run it again"):
        local.run(given, tmp_path / "file" / "out", reading=ITEMS)


def test_what_is_told_of_an_input_holds_no_control_characters(tmp_path: Path) -> None:
    odd = "https://harbour.example/\x1b[31mred\u202e"
    media = record("words", "https://harbour.example/1", media="image/\x1b]0;title")
    path = write(tmp_path / "a.warc.gz", [record(b"\x89PNG" + bytes(300), odd), media])
    rows = [row for batch in process_split(splits_of(str(path), 0)[0], ITEMS) for row in batch.to_pylist()]
    assert [row["kind"] for row in rows] == ["refused", "other"]
    assert all(text.isprintable() for row in rows for text in (row["address"], row["rule"]) if text)


def test_names_in_the_input_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    evil = [
        "../../x",
        "/etc/passwd",
        "..%2f..%2fx",
        "https://harbour.example/../../x\0y",
        "file:///../x",
        "C:\\x",
        "a/../../../b=c",
    ]
    made = [record(page(n).replace("2025-01", day), url) for n, (url, day) in enumerate(zip(evil, ["../../y"] * 7, strict=True))]
    inner = tmp_path / "in" / "day=..%2F..%2F"
    path = write(inner / "..%2f.warc.gz", made)
    summary = local.run([path], tmp_path / "box" / "out", workers=1, reading=ITEMS)
    assert summary.records == 7 and summary.pages > 0
    assert {p.name for p in tmp_path.iterdir()} == {"in", "box"} and {p.name for p in (tmp_path / "box").iterdir()} == {"out"}
    out = (tmp_path / "box" / "out").resolve()
    for one in out.rglob("*"):
        assert one.resolve().is_relative_to(out)
        assert all(
            not set(part) - set("abcdefghijklmnopqrstuvwxyz_SUCCEHIVDFALTPRON0123456789-=.")
            for part in one.relative_to(out).parts
        )


def test_duplicate_ids_bad_dates_and_missing_headers_are_read_or_named(tmp_path: Path) -> None:
    parts = [
        *(record(page(n), f"https://harbour.example/{n}") for n in range(3)),  # one record id for all
        record(page(3), "https://harbour.example/3", warc_date="yesterday"),
        record(page(4), "https://harbour.example/4", warc_date=""),
        record(page(5), "", warc_record_id=""),
        record(page(6), "https://harbour.example/6", content_length=""),
        record(page(7), "https://harbour.example/7", content_length="99999999999999999999"),
        record(page(8), "https://harbour.example/8", warc_type="conversion"),
        record(page(9), "https://harbour.example/9", content_length="40"),
        b"filedesc://old.arc 0.0.0.0 20050101 text/plain 10\n",
        record(page(10), "https://harbour.example/10"),
    ]
    split = splits_of(str(write(tmp_path / "a.warc", parts)), 0)[0]
    rows = pa.Table.from_batches(process_split(split, ITEMS)).to_pylist()
    kinds = [(row["record"], row["kind"]) for row in rows if row["kind"] != "item"]
    assert [record for record, kind in kinds if kind == "page"] == [1, 2, 3, 4, 5, 6, 9, 11]
    refused = {row["record"]: row["rule"] for row in rows if row["kind"] == "refused"}
    assert "Content-Length" in refused[7] and "Content-Length" in refused[8]
    assert sum("no record" in rule for rule in refused.values()) >= 1
    assert sum(kind != "item" for _, kind in kinds) == split.entries


def test_load_brings_what_adding_would(undisturbed: tuple[Path, Summary], given: list[Path], tmp_path: Path) -> None:
    with open_archive(tmp_path / "loaded.db") as loaded, open_archive(tmp_path / "added.db") as added:
        count, new = load(undisturbed[0], loaded)
        assert count == COUNT - 1 and len(new.new) == COUNT + 2
        assert len(loaded.quarantine()) == 2
        digest = loaded.digest()
        again = load(undisturbed[0], loaded)[1]
        assert not again.new and not again.revised and not again.captures and loaded.digest() == digest
        for path in given:
            try:
                for one in read_path(path, facts=False):
                    added.add(one)
            except NotText:
                break
        ids = {item.id for item in loaded.items(limit=500).items}
        assert {item.id for item in added.items(limit=500).items} <= ids


@pytest.fixture(scope="module")
def with_facts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("facts")
    path = write(folder / "a.warc.gz", [*records(3), record(b"\x89PNG", "https://harbour.example/false")])
    return folder / "march", local.run([path], folder / "march", workers=1)


def test_facts_are_rows_of_their_own(with_facts: tuple[Path, Summary]) -> None:
    out, summary = with_facts
    figures = [row for row in table(out, "figures") if row["what"] == "injured"]
    assert sorted(row["lower"] for row in figures) == [3, 4, 5] and all(row["upper"] is None for row in figures)
    statements = table(out, "statements")
    assert any(row["speaker"] == "Ana Lopes" and "runs again" in row["content"] for row in statements)
    items = {row["id"]: row for row in table(out, "items")}
    for row in (*figures, *statements):
        text = items[row["item"]]["text"]
        assert " … ".join(text[one["start"] : one["end"]] for one in row["spans"]) in (row.get("content"), row.get("text"))
    assert summary.rows["statements"] == len(statements)


def test_the_questions_of_the_docs_are_answered(with_facts: tuple[Path, Summary]) -> None:
    import duckdb

    text = (Path(__file__).parents[1] / "docs" / "batch.md").read_text(encoding="utf-8")
    asked = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    assert asked
    for query in filter(str.strip, asked[1].split(";")):
        query = query.replace("'march/", f"'{with_facts[0]}/").replace("'killed'", "'injured'").replace("2025-03", "2025-01")
        assert duckdb.sql(query).fetchall(), query


def test_the_docs_name_every_column() -> None:
    text = (Path(__file__).parents[1] / "docs" / "batch.md").read_text(encoding="utf-8")
    for name, schema in TABLES.items():
        section = text.partition(f"| {name} | | |")[2].partition("\n\n")[0]
        missing = [column for column in schema.names if not re.search(rf"\b{column}\b", section)]
        assert not missing, (name, missing)


def test_time_limits() -> None:
    def loop() -> None:
        while True:
            pass

    with pytest.raises(OverTime, match=r"0\.05 CPU seconds"), limited(0.05):
        loop()
    with pytest.raises(OverTime), limited(0.05), contextlib.suppress(Exception):
        loop()
    disarm()
    assert apart(lambda: 7, 5) == 7
    with pytest.raises(NotText, match="no page"):
        apart(_refuse, 5)
    with pytest.raises(WorkerDied, match="signal 9"):
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL), 5)


def _refuse() -> None:
    raise NotText("no page")


def test_time_to_go_is_told_when_it_is_known() -> None:
    progress = Progress(1000)
    progress.at(0, 0.0)
    assert progress.left() is None and "not known yet" in progress.line()
    for second in range(1, 101):
        progress.at(second * (2 if second <= 50 else 1) + (0 if second <= 50 else 50), float(second))
    least, most = progress.left() or (0, 0)
    assert most and least <= 850 / 2 * 1.1 and most >= 850 * 0.9
    for second in range(101, 160):
        progress.at(150, float(second))
    assert progress.left() is not None and progress.left()[1] is None  # type: ignore[index]
    assert "at least" in progress.line()
    assert [span(s) for s in (30, 300, 7_200, 300_000)] == ["30 s", "5 min", "2.0 h", "3.5 days"]


def test_commands(
    undisturbed: tuple[Path, Summary],
    given: list[Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = undisturbed[0]

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    code, told, error = run("batch", *map(str, given), "-o", str(out), "--items-only", "--split", "20")
    assert code == 3 and f"{COUNT + 6} records = {COUNT - 1} pages + 3 not news + 2 duplicates + 2 refused" in told
    code, told, _ = run("status", str(out), "--json")
    assert code == 0 and json.loads(told)["state"] == "done" and json.loads(told)["adds_up"]
    code, told, _ = run("load", str(out), "--archive", str(tmp_path / "news.db"), "--json")
    assert code == 0 and json.loads(told)["new"] == COUNT + 2
    assert run("status", str(tmp_path))[0] == 2
    assert run("load", str(tmp_path / "nowhere"))[0] == 2
    (tmp_path / "page.html").write_text("<p>no archive")
    code, _, error = run("batch", str(tmp_path / "page.html"), "-o", str(out))
    assert code == 2 and "web-archive" in error
