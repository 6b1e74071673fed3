"""The labelling kit: lays out pages for a labeller, and gathers what the labeller wrote.

    python -m bench.labels.kit lay-out --data DATA --out FOLDER      one NAME.txt a page: its numbered blocks
    python -m bench.labels.kit gather  --data DATA --out FOLDER      reads NAME.labels, writes bench/labels/rails.jsonl
    python -m bench.labels.kit gather --again --data DATA --out FOLDER   the same for a second labelling: rails_again.jsonl

FOLDER lies outside the repository: it holds the pages' text, which never enters it. See README.md beside this file for the labels.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..harness import records
from .blocks import Numbered, numbered

HERE = Path(__file__).parent
PAGES = HERE / "rails_pages.csv"
LABELS = HERE / "rails.jsonl"
AGAIN = HERE / "rails_again.jsonl"
ROLES = frozenset(
    {
        "headline",
        "standfirst",
        "byline",
        "date",
        "paragraph",
        "subheading",
        "quote",
        "caption",
        "list-item",
        "entry",
        "teaser-headline",
        "teaser-text",
        "comment",
    }
)
_LINE = re.compile(r"^(\d+)(?:-(\d+))?\s+([ATC]\d*)\s+([a-z-]+)$")


def chosen(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages to label, with the name of their set."""
    with PAGES.open(encoding="utf-8") as lines:
        wanted = {(row["set"], row["id"]) for row in csv.DictReader(lines)}
    for name in sorted({name for name, _ in wanted}):
        for record in records(data / "pages" / name, "pages"):
            if (name, record["id"]) in wanted:
                yield name, record


def lay_out(data: Path, out: Path) -> None:
    """Writes one file a page."""
    out.mkdir(parents=True, exist_ok=True)
    for name, record in chosen(data):
        lines, around = [f"# {record['url']}"], ""
        for block in numbered(record["html"], record["url"]):
            if block.around != around:
                lines.append(f"    {{{block.around}}}")
                around = block.around
            link = f" -> {_short(block.link, record['url'])}" if block.link else ""
            lines.append(f"{block.number} <{block.tag}> {block.text[:400]}{link}")
        (out / f"{name}__{record['id']}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _short(link: str, url: str) -> str:
    """An address of the page's own host without the host."""
    host = "/".join(url.split("/", 3)[:3])
    return link.removeprefix(host)[:110] or "/"


def read_labels(path: Path, blocks: list[Numbered]) -> list[list[Any]]:
    """[number, hash, item, role] a labelled block. Raises ValueError with the file and line where a label cannot be right."""
    found: dict[int, list[Any]] = {}
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        match = _LINE.match(line)
        if match is None or match[4] not in ROLES:
            raise ValueError(f"{path.name}:{at}: {line!r} is not 'NUMBER[-NUMBER] ITEM ROLE' with a role of the README")
        for number in range(int(match[1]), int(match[2] or match[1]) + 1):
            if number >= len(blocks):
                raise ValueError(f"{path.name}:{at}: the page has blocks 0 to {len(blocks) - 1}")
            found[number] = [number, blocks[number].hash, match[3], match[4]]
    return [found[number] for number in sorted(found)]


def gather(data: Path, out: Path, into: Path = LABELS) -> None:
    """Writes `into` from every NAME.labels that is there; an empty file is a page without items."""
    lines, missing = [], 0
    for name, record in chosen(data):
        path = out / f"{name}__{record['id']}.labels"
        if not path.exists():
            missing += 1
            continue
        labels = read_labels(path, numbered(record["html"], record["url"]))
        lines.append(json.dumps({"set": name, "id": record["id"], "blocks": labels}, separators=(",", ":")))
    into.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} pages gathered, {missing} not labelled yet", file=sys.stderr)


def main() -> None:
    """The two commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("lay-out", "gather"))
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the groups of data")
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the repository")
    parser.add_argument("--again", action="store_true", help="gather a second labelling of some pages, to measure agreement")
    arguments = parser.parse_args()
    if arguments.command == "lay-out":
        lay_out(arguments.data, arguments.out)
    else:
        gather(arguments.data, arguments.out, AGAIN if arguments.again else LABELS)


if __name__ == "__main__":
    main()
