"""How far a second labelling agrees with the first, from the two files of labels alone: no data is needed.

    python -m bench.labels.agreement           one line a kind that has a second labelling

Kappa is Cohen's: 1 is full agreement, 0 what chance gives with the labels' own frequencies. Of rails three figures: the blocks that
either labelling lists, with the same kind of item (article, teaser, comment, none) and with the same role too, and the share of
teasers that both hold with exactly the same blocks (2 x common / sum of both).
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def kappa(pairs: Iterable[tuple[str, str]]) -> tuple[int, float, float]:
    """Number of pairs, share of equal ones, and Cohen's kappa."""
    both = list(pairs)
    if not both:
        return 0, 0.0, 0.0
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    share = sum(a == b for a, b in both) / len(both)
    chance = sum(first[label] * second[label] for label in first) / len(both) ** 2
    return len(both), share, (share - chance) / (1 - chance) if chance < 1 else 1.0


def spans(name: str, columns: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """For each column of labels the pairs of first and second label of NAME.csv and NAME_again.csv."""
    once, again = (
        {(r["set"], r["id"], r["start"], r["end"]): r for r in _rows(HERE / f"{name}{end}.csv")} for end in ("", "_again")
    )
    return {column: [(once[at][column], row[column]) for at, row in again.items() if at in once] for column in columns}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def json_lines(name: str) -> list[dict[str, Any]]:
    """The records of a file of labels, one a line; none if there is no such file."""
    if not (HERE / name).exists():
        return []
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def rails() -> dict[str, float]:
    """Agreement of rails_again.jsonl with rails.jsonl."""
    once = {page["id"]: page["blocks"] for page in json_lines("rails.jsonl")}
    kinds, roles, common, total = [], [], 0, 0
    for page in json_lines("rails_again.jsonl"):
        a, b = ({block[0]: (block[2][0], block[3]) for block in blocks} for blocks in (once[page["id"]], page["blocks"]))
        for number in sorted(a.keys() | b.keys()):
            one, two = a.get(number, ("-", "-")), b.get(number, ("-", "-"))
            kinds.append((one[0], two[0]))
            roles.append(("/".join(one), "/".join(two)))
        first, second = teasers(once[page["id"]]), teasers(page["blocks"])
        common += 2 * len(first & second)
        total += len(first) + len(second)
    return {"blocks": len(kinds), "kind": kappa(kinds)[1], "role": kappa(roles)[1], "teasers": common / total if total else 1.0}


def teasers(blocks: list[list[Any]]) -> set[frozenset[int]]:
    """The blocks of each teaser."""
    items: dict[str, set[int]] = {}
    for number, _, item, _ in blocks:
        if item.startswith("T"):
            items.setdefault(item, set()).add(number)
    return {frozenset(item) for item in items.values()}


def events() -> dict[str, list[tuple[str, str]]]:
    """For each column of verdicts the pairs of first and second verdict."""
    columns = ("right_type", "right_actors", "right_place", "right_certainty", "violent")
    audits = ("events_audit.jsonl", "events_audit_sixteenth.jsonl", "events_audit_seventeenth.jsonl", "events_audit_eighteenth.jsonl")
    once = {_event(event): event for name in audits for event in json_lines(name)}
    again = [event for event in json_lines("events_audit_again.jsonl") if _event(event) in once]
    return {column: [(once[_event(event)][column], event[column]) for event in again] for column in columns}


def _event(event: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(event[part]) for part in ("set", "id", "sentence", "at"))


def main() -> int:
    """Prints what there is."""
    if (HERE / "rails_again.jsonl").exists():
        print("rails", json.dumps({key: round(value, 3) for key, value in rails().items()}))
    for name in ("entity_names", "entity_he", "events_audit"):
        twice = events() if name == "events_audit" else spans(name, ("label",)) if (HERE / f"{name}_again.csv").exists() else {}
        for column, pairs in twice.items():
            count, share, chance = kappa(pairs)
            print(f"{name} {column}: {count} labelled twice, {share:.3f} equal, kappa {chance:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
