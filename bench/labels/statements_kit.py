"""Sentences for the count of false statements: lays them out for a labeller, and gathers the labels without any text.

    python -m bench.labels.statements_kit lay-out --data DATA --out FOLDER     FOLDER lies outside the repository
    python -m bench.labels.statements_kit gather  --data DATA --out FOLDER     writes bench/labels/statements.csv

See README-statements.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..harness import records

LABELS = Path(__file__).with_name("statements.csv")
SETS = ("scrapinghub", "fundus_fixtures")
COUNT, A_PAGE = 720, 5
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s)|(?=\n)|$)")
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "is", "was", "for", "with", "that"])


def text_of(record: dict[str, Any]) -> str:
    """The article's text, in which offsets count."""
    body = record.get("body")
    return str(body) if body else "\n".join(record.get("paragraphs", []))


def sentences(data: Path) -> Iterator[tuple[str, str, int, int, str]]:
    """Set, id, start, end and text of the sentences to label: at most five a page, in the order of a hash."""
    found = []
    for name in SETS:
        for record in records(data / "pages" / name, "truth"):
            text = text_of(record)
            own = []
            for match in _SENTENCE.finditer(text):
                words = match.group().split()
                if 8 <= len(words) <= 45 and len(_ENGLISH & {w.casefold() for w in words}) >= 2 and words[0][:1].isupper():
                    start = match.start() + len(match.group()) - len(match.group().lstrip())
                    own.append((_hash(name, record["id"], start), name, record["id"], start, match.end(), text))
            found += sorted(own)[:A_PAGE]
    for _, name, page, start, end, text in sorted(found)[:COUNT]:
        yield name, page, start, end, text[start:end]


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def lay_out(data: Path, out: Path) -> None:
    """Writes sentences.tsv: number, an empty column for the label, the sentence."""
    out.mkdir(parents=True, exist_ok=True)
    lines = [f"{n}\t\t{row[4]}" for n, row in enumerate(sentences(data), 1)]
    (out / "sentences.tsv").write_text("number\tlabel\tsentence\n" + "\n".join(lines) + "\n", encoding="utf-8")


def gather(data: Path, out: Path) -> None:
    """Reads sentences.tsv again and keeps set, id, offsets and label."""
    with (out / "sentences.tsv").open(encoding="utf-8") as lines:
        labels = [line.rstrip("\n").split("\t")[1].strip() for line in lines][1:]
    with LABELS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["set", "id", "start", "end", "label"])
        for (name, page, start, end, _), label in zip(sentences(data), labels, strict=True):
            if label not in ("", "y", "n", "u"):
                raise SystemExit(f"label {label!r}: y, n, u or nothing is wanted")
            if label:
                writer.writerow([name, page, start, end, label])


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.labels.statements_kit", description=__doc__)
    parser.add_argument("step", choices=("lay-out", "gather"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    (lay_out if args.step == "lay-out" else gather)(args.data, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
