"""The weights of events/confidence.yaml, from the events that readers judged: python -m training.event_confidence --data DATA

Reads the texts of three audits again, takes what is told of each judged event (dateline.events.confidence.features), and fits a
logistic regression (ridge 1) to whether type, parties and place are right. Prints the weights, and a table of reliability by ten folds
of pages.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import dateline
from bench.labels.events_kit import content, laid, pages_of
from dateline.entities.finding import find_mentions
from dateline.events.confidence import features
from dateline.events.finding import told
from dateline.events.parties import Phrases
from dateline.language.parsing import is_parsed, parse
from dateline.statements.finding import find_statements

LABELS = Path(__file__).parents[1] / "bench" / "labels"
FILES = ("events_audit_mended.jsonl", "events_audit_second.jsonl", "events_audit_third.jsonl")
#: What was judged had been mended on: events never seen were right less often by at least this much, in odds. A larger shift would lose
#: more of PLOVER's events than wrong ones.
SHIFT = 0.1
FOLDS = 10
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Array = NDArray[np.float64]
Labels = dict[tuple[str, str, str, int], bool]


def judged() -> Labels:
    """Which of the events still emitted when they were judged last are right, by page, sentence and offset in it."""
    found = {}
    for name in FILES:
        for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["after"] in ("y", "n"):
                found[row["set"], row["id"], row["sentence"], row["at"]] = row["after"] == "y"
    return found


def rows(data: Path) -> Iterator[tuple[str, dict[str, bool], bool]]:
    """Page, features and verdict of every judged event."""
    labels = judged()
    pages = {(key[0], key[1]) for key in labels}
    for name in sorted({page[0] for page in pages}):
        for record in pages_of(data, name):
            if (name, record["id"]) in pages:
                yield from _of_page(name, record, labels)


def _of_page(
    name: str, record: dict[str, Any], labels: dict[tuple[str, str, str, int], bool]
) -> Iterator[tuple[str, dict[str, bool], bool]]:
    items = dateline.read(content(record), url=record.get("url"), facts=False).items
    for item, doc in zip(items, parse(items), strict=True):
        if not is_parsed(doc):
            continue
        item = replace(item, mentions=find_mentions(item, doc))
        item = replace(item, statements=find_statements(item, doc))
        for event, draft in told(item, doc):
            drawn, _ = laid(name, record["id"], item, event)
            right = labels.get((name, record["id"], drawn.sentence, drawn.at))
            if right is not None:
                yield record["id"], features(event, draft, Phrases(item)), right


def fit(x: Array, y: Array, ridge: float = 1.0) -> Array:
    """Weights of a logistic regression by Newton's method; the first column is the constant and is not drawn to zero."""
    weights = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * ridge
    penalty[0, 0] = 0
    for _ in range(30):
        p = _odds(x, weights)
        step = x.T @ (x * (p * (1 - p))[:, None]) + penalty
        weights = weights + np.linalg.solve(step, x.T @ (y - p) - penalty @ weights)
    return weights


def _odds(x: Array, weights: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-x @ weights))
    return found


def main() -> int:
    """Prints the weights as YAML, the reliability to stderr."""
    parser = argparse.ArgumentParser(prog="python -m training.event_confidence", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    found = list(rows(parser.parse_args().data))
    names = list(found[0][1])
    x = np.array([[1.0, *(float(f[n]) for n in names)] for _, f, _ in found])
    y = np.array([float(right) for *_, right in found])
    folds = np.array([sum(page.encode()) % FOLDS for page, *_ in found])
    weights = fit(x, y)
    print("\n".join(f"  {n}: {w:.2f}" for n, w in zip(["all", *names], [weights[0] - SHIFT, *weights[1:]], strict=True)))
    held = np.concatenate(
        [np.stack([_odds(x[folds == k], fit(x[folds != k], y[folds != k])), y[folds == k]]) for k in range(FOLDS)], 1
    )
    for low, high in itertools.pairwise(BINS):
        inside = (held[0] >= low) & (held[0] < high)
        if inside.any():
            said, right = held[0][inside].mean(), held[1][inside].mean()
            print(f"{low:.1f}-{high:.1f}: {inside.sum()} events, said {said:.2f}, right {right:.2f}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
