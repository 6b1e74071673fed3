"""Events to judge: draws emitted events at random, lays them out for a judge, and gathers the verdicts without any text.

    python -m bench.labels.events_kit lay-out --data DATA --out FOLDER     FOLDER lies outside the repository
    python -m bench.labels.events_kit gather  --data DATA --out FOLDER     writes bench/labels/events_audit.jsonl
    gather --again                                                         a second judgement: events_audit_again.jsonl

Only the public API is used. Pages are read in the order of a hash, and each gives at most six events, again by a hash, until 300 are
drawn; so an event stays drawn while others come and go. See README-events.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import dateline

from ..harness import records

HERE = Path(__file__).parent
AUDIT, AGAIN = HERE / "events_audit.jsonl", HERE / "events_audit_again.jsonl"
SETS = ("scrapinghub", "fundus_fixtures", "fundus_eval")
COUNT, A_PAGE = 300, 6
#: What each column of verdicts may hold.
VERDICTS = {"right_type": "ynu", "right_actors": "ynu-", "right_place": "ynu-", "right_certainty": "ynu", "violent": "tf-"}
_END = re.compile(r"[.!?][\"”’»)]*\s+(?=[\"“‘«(]?[^\W\d_a-zß-öø-ÿ])|\n+")


@dataclass(frozen=True)
class Drawn:
    """One emitted event: where it stands, by offsets in its item's text and by the hash of its sentence, and what was coded."""

    set: str
    id: str
    kind: str
    start: int
    end: int
    sentence: str
    at: int
    type: str
    certainty: str

    @property
    def order(self) -> str:
        """A hash that depends on the place alone."""
        return _hash(f"{self.set}|{self.id}|{self.sentence}|{self.at}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence that holds an offset: a plain split at full stops and line ends."""
    start, end = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.end()
            break
    return start, end


def emitted(name: str, record: dict[str, Any]) -> Iterator[tuple[Drawn, str]]:
    """Every event of the article and the teasers of a page, once a sentence, with the line that a judge sees."""
    seen = set()
    for item in dateline.read(record["html"], url=record["url"]).items:
        for event in item.events:
            drawn, line = laid(name, record["id"], item, event)
            if drawn.order not in seen:
                seen.add(drawn.order)
                yield drawn, line


def laid(name: str, page: str, item: Any, event: Any) -> tuple[Drawn, str]:
    """The event and the line for a judge: type, certainty, actors, recipients, place, and the sentence with the trigger in [[ ]]."""
    text, (start, end) = item.text, (event.trigger.start, event.trigger.end)
    first, last = sentence_around(text, start)
    sentence = text[first:last]
    drawn = Drawn(
        name, page, item.kind, start, end, _hash(" ".join(sentence.split()))[:12], start - first, event.type, event.certainty
    )
    parts = [item.kind, event.type + (f"/{event.mode}" if event.mode else ""), event.certainty]
    parts += ["+".join(a.text for a in side) or "-" for side in (event.actors, event.recipients)]
    parts.append(_place(event.place))
    words = f"{text[max(0, first - 120) : first]}⟦{text[first:start]}[[{text[start:end]}]]{text[end:last]}⟧"
    return drawn, "\t".join(" ".join(part.split()) for part in [*parts, words])


def _place(place: Any) -> str:
    if place is None:
        return "-"
    return f"{place.text}={place.entity.name},{place.entity.country}" if place.entity else str(place.text)


def in_order(data: Path) -> list[tuple[str, dict[str, Any]]]:
    """The pages with the name of their set, in the order of a hash."""
    pages = [(name, record) for name in SETS for record in records(data / "pages" / name, "pages")]
    return sorted(pages, key=lambda page: _hash(f"{page[0]}|{page[1]['id']}"))


def of_page(name: str, record: dict[str, Any], out: Path) -> list[list[Any]]:
    """At most six events of a page, each with its line; kept in FOLDER/pages, so that a run that was stopped goes on where it was."""
    kept = out / "pages" / f"{name}__{record['id']}.json"
    if not kept.exists():
        chosen = sorted(emitted(name, record), key=lambda pair: pair[0].order)[:A_PAGE]
        kept.write_text(json.dumps([[asdict(drawn), line] for drawn, line in chosen]), encoding="utf-8")
    found: list[list[Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def lay_out(data: Path, out: Path) -> None:
    """Writes events.tsv for the judge, and drawn.jsonl, which says what each line is: the draw of today's program."""
    (out / "pages").mkdir(parents=True, exist_ok=True)
    chosen: list[list[Any]] = []
    for name, record in in_order(data):
        chosen += of_page(name, record, out)
        if len(chosen) >= COUNT:
            break
    chosen = chosen[:COUNT]
    head = "\t".join(["number", *VERDICTS, "kind", "type", "certainty", "actors", "recipients", "place", "sentence"])
    lines = [f"{n}{chr(9) * (len(VERDICTS) + 1)}{line}" for n, (_, line) in enumerate(chosen, 1)]
    (out / "events.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    (out / "drawn.jsonl").write_text("".join(json.dumps(drawn) + "\n" for drawn, _ in chosen), encoding="utf-8")


def gather(out: Path, into: Path) -> None:
    """Joins the verdicts with the draw; a line without a verdict on the type is left out. Raises SystemExit at a wrong verdict."""
    drawn = [json.loads(line) for line in (out / "drawn.jsonl").read_text(encoding="utf-8").splitlines()]
    with (out / "events.tsv").open(encoding="utf-8") as file:
        filled = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    if len(filled) != len(drawn):
        raise SystemExit(f"events.tsv has {len(filled)} lines, {len(drawn)} were laid out: a line was added or lost")
    lines = []
    for row, event in zip(filled, drawn, strict=True):
        verdicts = dict(zip(VERDICTS, row[1:], strict=False))
        if not verdicts["right_type"]:
            continue
        for column, verdict in verdicts.items():
            if verdict not in tuple(VERDICTS[column]):
                raise SystemExit(f"line {row[0]}: {column} {verdict!r} is none of {', '.join(VERDICTS[column])}")
        lines.append(json.dumps(event | verdicts, separators=(",", ":")))
    into.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} verdicts in {into.name}", file=sys.stderr)


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.labels.events_kit", description=__doc__)
    parser.add_argument("step", choices=("lay-out", "gather"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--again", action="store_true", help="gather a second judgement of some events, to measure agreement")
    args = parser.parse_args()
    if args.step == "lay-out":
        lay_out(args.data, args.out)
    else:
        gather(args.out, AGAIN if args.again else AUDIT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
