"""The weights of statements/doubts.yaml: python -m training.statement_doubts --data DATA [--documents 300] [--processes 2]

Runs the shipped tagger over documents of PolNeAR's train part and over lines that attribute nothing (statement_plain_lines.py), takes what
is told of each unquoted draft (dateline.statements.doubting.features), and fits a logistic regression (ridge 1) to whether a draft has a
counterpart that shares half of its characters. Prints the weights, and by three folds of documents which share of right drafts, wrong
drafts and drafts of plain lines each bound leaves.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.harness import records
from bench.statements_scoring import Attribution, matches, of_record
from dateline.language.parsing import english
from dateline.statements.doubting import features, quotes
from dateline.statements.drafts import Draft
from dateline.statements.linking import tagger_drafts
from dateline.statements.marks import quotations
from dateline.statements.tagger import tagger

from .event_confidence import fit
from .statement_plain_lines import plain_documents

FOLDS = 3
BOUNDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

Array = NDArray[np.float64]


class Row(NamedTuple):
    """One unquoted draft: its document, whether that is one of plain lines, its features, and whether it is right."""

    document: str
    plain: bool
    features: dict[str, float]
    right: bool


def rows_of(record: Mapping[str, Any], plain: bool) -> list[Row]:
    """The unquoted drafts of one document."""
    text = record["text"]
    marks = quotations(text)
    drafts = [draft for draft in tagger_drafts(text, tagger().tag(text, marks), marks) if draft.cue is not None]
    right = {ours for share, ours, _ in matches(text, [_as_scored(d) for d in drafts], of_record(record)) if share >= 0.5}
    doc = english()(text)
    kept = [(number, draft) for number, draft in enumerate(drafts) if not quotes(draft, marks)]
    return [Row(record["id"], plain, features(text, draft, doc), number in right) for number, draft in kept]


def _as_scored(draft: Draft) -> Attribution:
    return Attribution(tuple((span.start, span.end) for span in draft.content))


def rows(data: Path, documents: int, processes: int) -> Iterator[Row]:
    """The rows of evenly spread documents of PolNeAR, and of all plain lines."""
    train = list(records(data / "statements" / "polnear", "train"))
    chosen = train[:: max(1, len(train) // documents)]
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(partial(rows_of, plain=False), chosen, chunksize=5):
            yield from found
        for found in pool.map(partial(rows_of, plain=True), plain_documents(data), chunksize=5):
            yield from found


def table(found: Sequence[Row], names: Sequence[str]) -> Array:
    """One line a draft: a constant and its features."""
    return np.array([[1.0, *(row.features[name] for name in names)] for row in found])


def held_out(found: Sequence[Row], x: Array, y: Array) -> Array:
    """The chances of each draft by weights that were fitted without its document's fold."""
    folds = np.array([sum(row.document.encode()) % FOLDS for row in found])
    chances = np.zeros(len(found))
    for fold in range(FOLDS):
        chances[folds == fold] = 1 / (
            1 + np.exp(-x[folds == fold] @ fit(x[folds != fold], y[folds != fold], np.ones((folds != fold).sum())))
        )
    return chances


def main() -> int:
    """Prints the weights as YAML, what the bounds leave to stderr."""
    parser = argparse.ArgumentParser(prog="python -m training.statement_doubts", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    found = list(rows(args.data, args.documents, args.processes))
    names = list(found[0].features)
    x, y = table(found, names), np.array([float(row.right) for row in found])
    print("\n".join(f"  {name}: {weight:.2f}" for name, weight in zip(["all", *names], fit(x, y, np.ones(len(y))), strict=True)))
    chances, plain = held_out(found, x, y), np.array([row.plain for row in found])
    for bound in BOUNDS:
        kept = chances >= bound
        shares = [kept[group].mean() for group in (y == 1, (y == 0) & ~plain, plain)]
        print("{:.2f}: right {:.3f}, wrong {:.3f}, plain {:.3f}".format(bound, *shares), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
