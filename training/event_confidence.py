"""The weights of events/confidence.yaml, from the events that readers judged: python -m training.event_confidence --data DATA

Reads the texts of eleven audits again, takes the signs of each judged event that is still told (dateline.events.signs), and fits a
logistic regression (ridge 8) to whether type, parties and place were right when it was drawn: what the program was mended on counts as
wrong, for on texts not seen such mends help only some. The audits up to the fifth judged a program that has changed since: they
count a fifth of the later ones, and the first not at all: the program that it judged read hardly any parties.

Prints the weights as YAML, and to stderr how well they hold on the later audits, by ten folds over their texts: a table of reliability, and
how many of the events are right as drawn and as mended when only the surest share is kept, or those of which enough is said.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import dateline
from bench.labels.events_kit import content, laid, pages_of
from dateline.entities.finding import find_mentions
from dateline.events.finding import told
from dateline.events.parties import Phrases
from dateline.events.signs import features
from dateline.language.parsing import is_parsed, parse
from dateline.statements.finding import find_statements

LABELS = Path(__file__).parents[1] / "bench" / "labels"
EARLY = ("second", "third", "fourth", "fifth")
FILES = (*EARLY, "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
#: What an event of an early audit counts beside one of a later audit.
EARLY_WEIGHT = 0.2
FOLDS = 10
RIDGE = 8.0
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)
LIMITS = (0.5, 0.54, 0.6, 0.65, 0.7, 0.75, 0.8)

Array = NDArray[np.float64]
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Verdict:
    """How right one event was when drawn and after mending, between 0 and 1, in which audit and text."""

    audit: str
    drawn: float
    mended: float
    text: str

    @property
    def fold(self) -> int:
        """Which of ten parts the text falls into, by a hash."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % FOLDS


def judged() -> dict[Key, Verdict]:
    """The verdicts of every audit, by page, sentence and offset in it; what is no longer told as judged is left to the caller."""
    found: dict[Key, Verdict] = {}
    for name in FILES:
        for line in (LABELS / f"events_audit_{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            whole = all(row.get(column, "y") in "y-" for column in ("right_type", "right_actors", "right_place"))
            after = row["after"] == "y" if row.get("after", "gone") != "gone" else whole
            key = (row["set"], row["id"], row["sentence"], row["at"])
            found.setdefault(key, Verdict(name, float(whole), float(after), f"{row['set']}|{row['id']}"))
    return found


def rows(data: Path) -> Iterator[tuple[dict[str, bool], Verdict]]:
    """Signs and verdict of every judged event, each once."""
    left = judged()
    pages = {(key[0], key[1]) for key in left}
    for name in sorted({page[0] for page in pages}):
        for record in pages_of(data, name):
            if (name, record["id"]) in pages:
                yield from _of_page(name, record, left)


def _of_page(name: str, record: dict[str, Any], left: dict[Key, Verdict]) -> Iterator[tuple[dict[str, bool], Verdict]]:
    items = dateline.read(content(record), url=record.get("url"), facts=False).items
    for item, doc in zip(items, parse(items), strict=True):
        if not is_parsed(doc):
            continue
        item = replace(item, mentions=find_mentions(item, doc))
        item = replace(item, statements=find_statements(item, doc))
        for event, draft in told(item, doc):
            drawn, _ = laid(name, record["id"], item, event)
            verdict = left.pop((name, record["id"], drawn.sentence, drawn.at), None)
            if verdict is not None:
                yield features(event, draft, Phrases(item)), verdict


def fit(x: Array, y: Array, weight: Array, ridge: float = 4.0) -> Array:
    """Weights of a logistic regression by Newton's method; the first column is the constant and is not drawn to zero."""
    weights = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * ridge
    penalty[0, 0] = 0
    for _ in range(30):
        p = _odds(x, weights)
        step = x.T @ (x * (weight * p * (1 - p))[:, None]) + penalty
        weights = weights + np.linalg.solve(step, x.T @ (weight * (y - p)) - penalty @ weights)
    return weights


def _odds(x: Array, weights: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-x @ weights))
    return found


def arrays(found: list[tuple[dict[str, bool], Verdict]]) -> tuple[Array, Array, Array]:
    """Signs with a column of ones before them, how right each event is, and its weight."""
    x = np.array([[1.0, *(float(holds) for holds in signs.values())] for signs, _ in found])
    y = np.array([verdict.drawn for _, verdict in found])
    weight = np.array([EARLY_WEIGHT if verdict.audit in EARLY else 1.0 for _, verdict in found])
    return x, y, weight


def held_out(found: list[tuple[dict[str, bool], Verdict]]) -> Array:
    """The chance given to each event by the weights fitted to the texts of the other folds."""
    x, y, weight = arrays(found)
    folds = np.array([verdict.fold for _, verdict in found])
    said = np.zeros(len(found))
    for number in range(FOLDS):
        own = folds == number
        said[own] = _odds(x[own], fit(x[~own], y[~own], weight[~own], RIDGE))
    return said


def report(found: list[tuple[dict[str, bool], Verdict]]) -> None:
    """Reliability on the later audits, to stderr."""
    said = held_out(found)
    later = np.array([verdict.audit not in EARLY for _, verdict in found])
    said, kept = said[later], [verdict for (_, verdict), own in zip(found, later, strict=True) if own]
    drawn, mended = (np.array([getattr(v, name) for v in kept]) for name in ("drawn", "mended"))
    for low, high in itertools.pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            means = f"said {said[inside].mean():.2f}, right {drawn[inside].mean():.2f} drawn, {mended[inside].mean():.2f} mended"
            print(f"{low:.1f}-{high:.1f}: {inside.sum()} events, {means}", file=sys.stderr)
    order = np.argsort(-said, kind="stable")
    for share in SHARES:
        best = order[: int(len(order) * share)]
        means = f"right {drawn[best].mean():.3f} drawn, {mended[best].mean():.3f} mended"
        print(f"surest {share:.0%}, from {said[best[-1]]:.2f}: {means}", file=sys.stderr)
    for limit in LIMITS:
        means = f"right {drawn[said >= limit].mean():.3f} drawn, {mended[said >= limit].mean():.3f} mended"
        print(f"from {limit}: {(said >= limit).sum()} events, {means}", file=sys.stderr)


def main() -> int:
    """Prints the weights as YAML, the report to stderr."""
    parser = argparse.ArgumentParser(prog="python -m training.event_confidence", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    found = list(rows(parser.parse_args().data))
    weights = fit(*arrays(found), RIDGE)
    print("\n".join(f"  {name}: {weight:.2f}" for name, weight in zip(["all", *found[0][0]], weights, strict=True)))
    report(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
