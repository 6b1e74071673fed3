"""Exports: all of an archive or what a search finds, in tables, Parquet and JSON-LD."""

import csv
import io
import json
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli.app import app
from dateline.export import csv_table, flat, json_ld, parquet
from dateline.types import Item
from tests.test_archive import URL, archive, page
from tests.test_cli import run

__all__ = ["archive"]
FORMULA = '=HYPERLINK("http://evil.example")'


FLOOD = (
    "PORTO, 4 March 2025 - At least 12 people were killed and 40 injured when floods hit the valley of the Douro on Monday, police said.\n"
    "Rescue workers went from house to house in boats, and two schools were opened to families who had lost their homes overnight.\n"
)


@cache
def items() -> tuple[Item, ...]:
    return page().items + dateline.read(FLOOD, url="https://douropost.example/2025/03/floods").items


def test_every_table_has_its_columns_and_rows() -> None:
    for table in flat.TABLES:
        found = list(flat.rows(items(), table))
        assert found and all(list(row) == list(flat.COLUMNS[table]) for row in found), table
    said = next(row for row in flat.rows(items(), "statements") if row["entity"] == "Rosa Quintela")
    assert "We waited a long time" in said["content"] and (said["role"], said["published_latest"]) == ("Mayor", date(2025, 3, 3))
    figure = next(row for row in flat.rows(items(), "figures") if row["what"] == "killed")
    assert (figure["lower"], figure["upper"], figure["giver"]) == (12, None, "police of Portugal")
    texts = {item.id: item.text for item in items()}
    for row in (row for table in flat.TABLES[1:] for row in flat.rows(items(), table)):
        assert all(span.of(texts[row["item"]]) for span in row["spans"])


def test_csv_is_safe_and_numbers_stay_numbers() -> None:
    item = Item("i", "article", f"{FORMULA}\nsecond", headline=FORMULA, authors=("@SUM(A1)", "Ana"), outlet="\t=1+1")
    row = next(csv.DictReader(io.StringIO("".join(csv_table.table([item])))))
    assert row["headline"] == "'" + FORMULA and row["text"].startswith("'=") and row["outlet"].startswith("'")
    assert row["authors"] == "'@SUM(A1); Ana"
    for table in flat.TABLES:
        for row in csv.DictReader(io.StringIO("".join(csv_table.table(items(), table)))):
            assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row.values())
    located = next(row for row in flat.rows(items(), "events"))
    line = csv_table._cell(-8.61, "number")
    assert line == "-8.61" and located["trigger"]


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    reader = pytest.importorskip("pyarrow.parquet")
    counts = parquet.write(items(), tmp_path / "out")
    for table in flat.TABLES:
        read = reader.read_table(tmp_path / "out" / f"{table}.parquet").to_pylist()
        rows = list(flat.rows(items(), table))
        assert len(read) == len(rows) == counts[table]
        for one, other in zip(read, rows, strict=True):
            spans = {"spans": [dateline.Span(**span) for span in one["spans"]]} if "spans" in one else {}
            assert {**one, **spans} == other
    with pytest.raises(dateline.UsageError, match="exists already"):
        parquet.write(items(), tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.part"))


def test_json_ld_cites_the_words() -> None:
    graph = json.loads("".join(json_ld.document(items())))
    nodes = {node["@id"]: node for node in graph["@graph"]}
    article = next(node for node in nodes.values() if node["@type"] == "NewsArticle")
    assert article["datePublished"] == "2025-03-03" and article["publisher"]["name"] == "Douro Post"
    cited = [node for node in nodes.values() if node["@type"] == "oa:Annotation"]
    for node in cited:
        for target in node["oa:hasTarget"]:
            body = nodes[target["oa:hasSource"]]["articleBody"]
            position, quote = target["oa:hasSelector"]
            words = body[position["oa:start"] : position["oa:end"]]
            assert words == quote["oa:exact"] and quote["oa:prefix"] + words + quote["oa:suffix"] in body
    quotations = [node["oa:hasBody"] for node in cited if node["oa:hasBody"]["@type"] == "Quotation"]
    assert any(one["spokenByCharacter"]["name"] == "Rosa Quintela" and "We waited" in one["text"] for one in quotations)
    assert json.loads("".join(json_ld.document([]))) == {"@context": json_ld.CONTEXT, "@graph": []}


def test_json_ld_expands_to_the_known_terms() -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    expanded = json.dumps(jsonld.expand(json.loads("".join(json_ld.document(items())))))
    for term in ("https://schema.org/NewsArticle", "https://schema.org/Quotation", "https://schema.org/spokenByCharacter"):
        assert term in expanded
    assert "http://www.w3.org/ns/oa#TextQuoteSelector" in expanded and "http://www.w3.org/ns/oa#hasSelector" in expanded


def test_all_that_a_search_finds(archive: dateline.Archive) -> None:
    archive.add([page(str(n), url=f"{URL}-{n}") for n in range(3)])
    assert len(list(archive.matching())) == 3
    assert len(list(archive.matching("bridge", outlet="Douro Post", since=date(2025, 3, 3)))) == 3
    assert [item.url for item in archive.matching('"cost 2 million"')] == [f"{URL}-2"]
    assert not list(archive.matching("bridge", until=date(2025, 3, 2))) and not list(archive.matching("zeppelin"))
    assert not list(archive.matching("-"))


def test_the_command(tmp_path: Path) -> None:
    news, other = str(tmp_path / "news.db"), str(tmp_path / "other.db")
    with dateline.open_archive(news) as record:
        record.add([page(), page("50", url=f"{URL}-two")])
        digest = record.digest()
    done = run("export", "--archive", news, "-o", str(tmp_path / "all.jsonl"))
    assert done.returncode == 0, done.stderr
    assert run("import", str(tmp_path / "all.jsonl"), "--archive", other).returncode == 0
    with dateline.open_archive(other) as record:
        assert record.digest() == digest
    found = run("export", "--archive", news, "--format", "csv", "--table", "statements", '"cost 50"').stdout
    assert {row["url"] for row in csv.DictReader(io.StringIO(found))} == {f"{URL}-two"}
    exported = partial(CliRunner().invoke, app)
    assert len(exported(["export", "--archive", news, "--format", "items", "--kind", "article"]).stdout.splitlines()) == 2
    assert json.loads(exported(["export", "--archive", news, "--format", "jsonld", "--country", "FRA"]).stdout)["@graph"] == []
    for wrong in (["bridge"], ["--format", "xml"], ["--format", "parquet"], ["--format", "csv", "--table", "x"], ["-o", news]):
        assert isinstance(CliRunner().invoke(app, ["export", "--archive", news, *wrong]).exception, dateline.UsageError), wrong


def test_names_of_strangers_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    strange = Item("../../x", "article", "words", outlet="../../etc", url="https://a.example/../../x", headline="..\\..\\x")
    parquet.write([strange], tmp_path / "deep" / "out")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        f"{name}.parquet" for name in sorted(flat.TABLES)
    ]
    warc = tmp_path / "a.warc"
    target = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: file:///../../x\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n"
    warc.write_bytes(target)
    before = sorted(tmp_path.rglob("*"))
    assert [found.url for found in dateline.read_path(warc, facts=False)] == ["file:///../../x"]
    assert sorted(tmp_path.rglob("*")) == before
