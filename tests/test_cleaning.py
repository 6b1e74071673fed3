"""Corpus rows and pages to the article alone, both clocks told."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard

import dateline.samples
from dateline.cleaning import Fields, clean, clean_row
from dateline.cleaning.files import rows_of
from dateline.errors import InputRefused
from tests.test_cli import TEXT, run

#: The sample article dated to March 2025, among leads that were put beside it eight months later.
SAMPLE = (Path(dateline.samples.__file__).parent / "pages" / "rail-link.txt").read_text(encoding="utf-8")
MIXED = SAMPLE.replace("Estonia and Latvia agreed", "TARTU, 4 March 2025 - Estonia and Latvia agreed").replace(
    "(21 November)", "(21 November 2025)"
)
ARTICLE = MIXED[MIXED.index("TARTU") : MIXED.index("At least 14")].strip()


def test_the_article_is_kept_and_the_rest_is_labelled() -> None:
    row = {"text": MIXED, "url": "https://courier.example/rail", "date": "2025-11-23T04:00:00Z", "id": 7, "lang": ["en"]}
    out = clean_row(row)
    assert out["text"] == ARTICLE
    assert {name: value for name, value in out.items() if name not in ("text", "dateline")} == {
        name: value for name, value in row.items() if name != "text"
    }
    labels = {line["text"]: line["label"] for line in out["dateline"]["removed"]}
    assert {label for text, label in labels.items() if len(text) > 100} == {"teaser"}
    assert labels["Download the Baltic Courier app from the App Store and Google Play."] == "app-promo"
    assert labels["Be the first to comment"] == "comment-prompt"
    assert len(ARTICLE.split("\n")) + len(out["dateline"]["removed"]) == len(MIXED.strip().split("\n")), "no line is lost"


def test_two_clocks() -> None:
    given = clean(MIXED, captured_at="2025-11-23")
    assert given.written and str(given.written.day) == "2025-03-04"
    assert given.captured and str(given.captured.day) == "2025-11-23"
    assert given.two_times and given.days_apart == 264
    words_alone = clean(MIXED)
    assert words_alone.two_times and words_alone.captured and str(words_alone.captured.earliest) == "2025-11-19"
    assert 0.3 < words_alone.other_stories < 0.6


def test_one_time_is_not_flagged() -> None:
    alone = clean(ARTICLE, captured_at="2025-11-23")
    assert not alone.two_times and alone.days_apart is None and not alone.other_stories, "an old article alone is of one time"
    same_day = MIXED.replace("21 November 2025", "5 March 2025")
    assert not clean(same_day, captured_at="2025-03-05").two_times


def test_rows_that_are_none() -> None:
    with pytest.raises(InputRefused, match="--text-field"):
        clean_row({"content": TEXT})
    with pytest.raises(InputRefused, match="white space"):
        clean_row({"text": "  "})
    out = clean_row({"body": TEXT, "date": "last week"}, Fields(text="body"))
    assert out["body"] and "last week" in out["dateline"]["notes"][0]
    empty = clean_row({"text": "Home\nSign in\nContact us"})
    assert empty["text"] == "" and empty["dateline"]["article"] is False and empty["dateline"]["why"]


def test_markup_in_a_text_field() -> None:
    page = f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Bridge opened</h1><p>{TEXT.replace(chr(10), '</p><p>')}</article>"
    out = clean_row({"text": page}, removed=False)
    assert out["text"].startswith("Bridge opened") and "<" not in out["text"] and "removed" not in out["dateline"]


def test_packed_rows_and_broken_lines(tmp_path: Path) -> None:
    lines = (json.dumps({"text": TEXT}) + "\nnot json\n[1]\n\n" + json.dumps({"text": "x" * 900}) + "\n").encode()
    for name, data in (("a.jsonl", lines), ("b.jsonl.gz", gzip.compress(lines)), ("c.ndjson.zst", zstandard.compress(lines))):
        (tmp_path / name).write_bytes(data)
        found = list(rows_of(tmp_path / name, max_bytes=700))
        assert found[0] == {"text": TEXT}
        assert [str(error).removeprefix(str(tmp_path)).split(":")[1] for error in found[1:]] == [" line 2", " line 3", " line 5"]
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines * 50)[:-20])
    assert isinstance(list(rows_of(tmp_path / "cut.jsonl.gz", max_bytes=10_000))[-1], InputRefused)


def test_the_command(tmp_path: Path) -> None:
    row = json.dumps({"text": MIXED, "date": "2025-11-23"})
    done = run("clean", "-", "--json", stdin=f"{row}\n{{}}\n")
    assert done.returncode == 3 and len(done.stdout.splitlines()) == 1
    assert "standard input: row 2: has no text" in done.stderr
    counts = json.loads(done.stderr.splitlines()[-1])
    assert counts == {"rows": 2, "articles": 1, "without an article": 0, "refused": 1, "of two times": 1}
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"body": TEXT, "n": 1}) + "\n")
    done = run("clean", str(tmp_path), "--text-field", "body", "--no-removed")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["body"].split(",")[0] for line in done.stdout.splitlines()] == ["LIMA", "LIMA"]
    assert "2 rows, 2 articles" in done.stderr


def test_odd_json_keeps_the_rest_going() -> None:
    odd = [
        '{"text": "' + "x" * 40 + '", "title": "\\ud800 lone"}',
        "[" * 5000 + "]" * 5000,
        '{"n": ' + "9" * 6000 + "}",
        '{"text": 1e999}',
    ]
    good = json.dumps({"text": TEXT, "nested": {"a": [1, None, True]}, "text2": "é\u2028"})
    done = run("clean", "-", stdin="\ufeff" + "\n".join(["", *odd, good]) + "\n")
    assert done.returncode == 3, done.stderr
    rows = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert [row.get("title") for row in rows] == ["\ud800 lone", None]
    assert rows[1]["nested"] == {"a": [1, None, True]} and rows[1]["text2"] == "é\u2028"
    assert done.stderr.count("refused: ") == 3


def test_parquet_rows(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": [TEXT], "n": [3]}), tmp_path / "a.parquet")
    assert list(rows_of(tmp_path / "a.parquet", max_bytes=10_000)) == [{"text": TEXT, "n": 3}]
    (tmp_path / "b.parquet").write_bytes(b"PAR1 not really")
    assert isinstance(next(iter(rows_of(tmp_path / "b.parquet", max_bytes=10_000))), InputRefused)
