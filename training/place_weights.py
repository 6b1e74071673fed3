"""Fits the weights of dateline.entities.locating on LGL and TR-News dev: python -m training.place_weights --data DIR

A softmax over the candidates of each name, trained so that the right ones (same id, or within 161 km, or the same country) get the
odds; L2 towards `PRIOR`, since both sets hardly name a foreign town beside its country. The features that lean on other names depend on
the weights, so both are worked out in turns. Prints the weights and the share of names resolved rightly under cross-validation by outlet.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.harness import records
from bench.places_scoring import Found, as_item, is_right
from dateline.entities.finding import names_of
from dateline.entities.locating import FEATURES, Case, cases
from dateline.knowledge import countries
from dateline.knowledge.places import Place
from dateline.language.parsing import parse

ROUNDS, STEPS, RATE, L2 = 3, 150, 0.5, 1e-2
#: What the weights are drawn to, in the order of FEATURES.
PRIOR = np.array([7, -1.5, -0.2, -1.6, 0, -0.5, -1, 2, 2, 0.5, 6, -3, 2.5, 2, -0.5, 2, 1.5, 1.5, 2, 1, 1, 1])


def main() -> None:
    """Prints weights and error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    read = []
    for name in ("lgl", "trnews"):
        found = list(records(args.data / "places" / name, "documents"))
        items = [as_item(record) for record in found]
        read += [(record, item, names_of(item, doc)) for record, item, doc in zip(found, items, parse(items), strict=True)]
    folds = [zlib.crc32(record["domain"].encode()) % 5 for record, _, _ in read]
    right = total = 0
    for fold in range(5):
        weights = fit([r for r, f in zip(read, folds, strict=True) if f != fold])
        a, b = score([r for r, f in zip(read, folds, strict=True) if f == fold], weights)
        right, total = right + a, total + b
    print(f"cross-validated: {right} of {total}, {right / total:.4f}")
    weights = fit(read)
    a, b = score(read, weights)
    print(f"fitted on all: {a} of {b}, {a / b:.4f}")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{weight:8.2f}  {name}")
    print(", ".join(f"{w:.2f}" for w in weights))


def examples(read: Sequence[Any], weights: np.ndarray) -> list[tuple[Case, np.ndarray, int]]:
    """Each case with which of its candidates are right, and how many mentions it stands for; without cases that have no right one."""
    out = []
    for record, item, names in read:
        gold = {(t["start"], t["end"]): t for t in record["toponyms"]}
        for case in cases(names, item.text, item, weights):
            golds = [g for n in case.numbers if (g := gold.get((names[n].span.start, names[n].span.end)))]
            if golds:
                good = np.array([is_right(golds[0], as_found(p)) for p in case.candidates])
                out.append((case, good, len(golds)))
    return out


def as_found(place: Place) -> Found:
    """A candidate as the benchmark scores it."""
    known = countries.countries()
    code = known[place.country].alpha_2 if place.country in known else place.country
    return Found(0, 1, place.geonames_id, place.latitude, place.longitude, code, place.kind == "country")


def fit(read: Sequence[Any]) -> np.ndarray:
    """Weights by gradient ascent on the log odds of the right candidates."""
    weights = PRIOR.astype(float)
    for _ in range(ROUNDS):
        cases_ = [(c.features.copy(), good, min(n, 4)) for c, good, n in examples(read, weights) if good.any()]
        for _ in range(STEPS):
            gradient = -L2 * len(cases_) * (weights - PRIOR)
            for features, good, count in cases_:
                scores = features @ weights
                odds = np.exp(scores - scores.max())
                odds /= odds.sum()
                wanted = odds * good
                gradient += count * features.T @ (wanted / max(wanted.sum(), 1e-9) - odds)
            weights = weights + RATE * gradient / len(cases_)
    return weights


def score(read: Sequence[Any], weights: np.ndarray) -> tuple[int, int]:
    """Mentions resolved rightly, and all that have candidates."""
    found = examples(read, weights)
    return sum(n for c, good, n in found if good[int(np.argmax(c.odds))]), sum(n for _, _, n in found)


if __name__ == "__main__":
    main()
