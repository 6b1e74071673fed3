"""Trains the model that tells an article's blocks: `python -m training.html_blocks --data DATA [--out src/dateline/items/html_blocks.npz]`.

Learns from the dev pages of five public sets whose truth is the article's text (scrapinghub, fundus_eval, fundus_fixtures, wcxb_articles)
or snippets of it (trafilatura_eval, as weak labels). Cross-validates over sites in five folds and, with --folds FOLDER, writes the five
models, so that the benchmark can score each page with the model that has not seen its site. Needs lightgbm; the result does not.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from bench.harness import records
from dateline.items.html_blocks import Walk
from dateline.items.html_features import ClassOdds, Places, class_columns, class_places, columns, context
from dateline.items.html_head import read_head
from dateline.items.html_model import DOUBTFUL, from_arrays
from dateline.items.html_walk import parse, walk
from training.boosting import STEADY, trees
from training.html_fold import fold

SETS = ("scrapinghub", "fundus_eval", "fundus_fixtures", "trafilatura_eval", "wcxb_articles")
PARAMETERS = STEADY | {
    "learning_rate": 0.07,
    "num_leaves": 24,
    "max_depth": 7,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.4,
}
ROUNDS = 260
#: A class word counts once it stands on so many sites.
FEWEST_SITES = 3
_TOKEN = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


@dataclass
class Example:
    """A page with its blocks' features, labels and weights."""

    source: str
    id: str
    site: str
    page: Walk
    base: Any
    where: Places
    places: list[set[tuple[int, str]]]
    labels: Any
    weights: Any


def examples(data: Path) -> list[Example]:
    """Every dev page with at least one block. Of fundus_fixtures those whose truth is found on the page."""
    found = []
    for name in SETS:
        for record, truth in zip(records(data / "pages" / name, "pages"), records(data / "pages" / name, "truth"), strict=True):
            if name == "fundus_fixtures" and (truth["par_hit"] < 0.8 or len(truth["paragraphs"]) < 3):
                continue
            tree = parse(record["html"], record["url"])
            head = read_head(tree, record["url"])
            page = walk(tree, record["url"], head.base)
            if not page.blocks:
                continue
            page.own = head.first("link canonical", "meta og:url") or record["url"]
            labels, weights = labelled(name, truth, [block.text for block in page.blocks])
            places = [class_places(page, i) for i in range(len(page.blocks))]
            found.append(Example(name, record["id"], record["site"], page, *columns(page, head.hints), places, labels, weights))
    return found


def labelled(name: str, truth: dict[str, Any], texts: list[str]) -> tuple[Any, Any]:
    """Whether each block is the article's, and how much it counts."""
    if name == "trafilatura_eval":
        return _by_snippets(truth, texts)
    if "paragraphs" in truth:
        lines = [line[1:-1] if _optional(line) else line for line in truth["paragraphs"]]
        optional = [line[1:-1] for line in truth["paragraphs"] if _optional(line)]
    else:
        lines, optional = truth["body"].split("\n"), []
    return _by_words(lines, optional, [_TOKEN.findall(text) for text in texts])


def _optional(line: str) -> bool:
    return line[:1] == "[" and line[-1:] == "]"


def _by_snippets(truth: dict[str, Any], texts: list[str]) -> tuple[Any, Any]:
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    inside = [squeezed for text in truth.get("with") or [] if (squeezed := _squeeze(text))]
    outside = [squeezed for text in (truth.get("without") or []) + (truth.get("comments") or []) if (squeezed := _squeeze(text))]
    for i, text in enumerate(texts):
        squeezed = _squeeze(text)
        if any(snippet in squeezed for snippet in inside):
            labels[i] = weights[i] = 1
        elif any(snippet in squeezed for snippet in outside):
            weights[i] = 1
    return labels, weights


def _squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _by_words(lines: list[str], optional: list[str], tokens: list[list[str]]) -> tuple[Any, Any]:
    whole = _fours("\n".join(lines))
    free = _fours("\n".join(optional)) if optional else Counter()
    exact = {tuple(_TOKEN.findall(line)) for line in lines}
    labels, doubt = np.zeros(len(tokens)), np.ones(len(tokens))
    for i, words in enumerate(tokens):
        if len(words) < 5:
            labels[i] = bool(words) and tuple(words) in exact
            continue
        fours = [tuple(words[j : j + 4]) for j in range(len(words) - 3)]
        share = sum(four in whole for four in fours) / len(fours)
        labels[i] = share >= 0.6
        if 0.25 < share < 0.6:
            doubt[i] = 0.2
        if free and sum(four in free for four in fours) / len(fours) > 0.6:
            doubt[i] = 0.3
    _without_repeats(labels, tokens, lines)
    length = np.array([len(words) for words in tokens])
    return labels, doubt * (0.3 + np.minimum(4, 25 * length / max(60, whole.total())))


def _fours(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def _without_repeats(labels: Any, tokens: list[list[str]], lines: list[str]) -> None:
    """Of a text that stands on the page more often than in the truth, the place with most of the article around it counts."""
    places = defaultdict(list)
    for i, words in enumerate(tokens):
        if labels[i]:
            places[tuple(words)].append(i)
    length = np.array([len(words) for words in tokens])
    for said, at in places.items():
        if len(at) > 1 and sum(tuple(_TOKEN.findall(line)) == said for line in lines) <= 1:
            best = max(at, key=lambda i: (labels[max(0, i - 6) : i + 7] * length[max(0, i - 6) : i + 7]).sum())
            for i in at:
                labels[i] = i == best


def class_odds(pages: Iterable[Example]) -> ClassOdds:
    """Log-odds of each class word on each level, every site with one vote split by its own share."""
    inside: dict[Any, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    outside: dict[Any, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for example in pages:
        if example.source == "trafilatura_eval":
            continue
        for places, label, weight in zip(example.places, example.labels, example.weights, strict=True):
            for place in places:
                (inside if label else outside)[place][example.site] += weight
    levels: tuple[dict[str, float], ...] = ({}, {}, {})
    for place in sorted(inside.keys() | outside.keys()):
        sites = inside[place].keys() | outside[place].keys()
        if len(sites) >= FEWEST_SITES:
            share = sum(
                inside[place].get(site, 0.0) / (inside[place].get(site, 0.0) + outside[place].get(site, 0.0) or 1.0)
                for site in sorted(sites)
            )
            levels[place[0]][place[1]] = round(math.log((share + 0.5) / (len(sites) - share + 0.5)), 3)
    words = sorted({word for level in levels for word in level})
    return ClassOdds({word: (levels[0].get(word, 0.0), levels[1].get(word, 0.0), levels[2].get(word, 0.0)) for word in words})


def rows(example: Example, odds: ClassOdds) -> Any:
    """The features with the class columns of these odds."""
    return np.column_stack([example.base, class_columns(example.page, odds)]).astype(np.float32)


def fit(train: list[Example], rounds: int = ROUNDS) -> dict[str, Any]:
    """The arrays of a model: class odds out of fold while it learns, over all of its pages when it is used."""
    inner = [class_odds(e for e in train if fold(e.site, "inner:") != k) for k in range(5)]
    x = np.vstack([rows(e, inner[fold(e.site, "inner:")]) for e in train])
    y = np.concatenate([e.labels for e in train])
    w = np.concatenate([e.weights for e in train])
    booster = boosted(x, y, w, rounds)
    first = arrays(booster, class_odds(train))
    guesses: list[Any] = [None] * len(train)
    starts = np.cumsum([0] + [len(e.labels) for e in train])
    for k in range(5):
        learn = np.concatenate(
            [np.arange(a, b) for e, a, b in zip(train, starts, starts[1:], strict=False) if fold(e.site, "inner:") != k]
        )
        model = from_arrays({**first, **trees(boosted(x[learn], y[learn], w[learn], rounds))})
        for i, e in enumerate(train):
            if fold(e.site, "inner:") == k:
                guesses[i] = model.first(x[starts[i] : starts[i + 1]])
    more = np.vstack([context(e.where, guess) for e, guess in zip(train, guesses, strict=True)])
    hopeful = np.concatenate(guesses) > DOUBTFUL[0]
    again = boosted(np.hstack([x, more])[hopeful], y[hopeful], w[hopeful], rounds)
    return {**first, **{f"again_{name}": value for name, value in trees(again).items()}}


def boosted(x: Any, y: Any, w: Any, rounds: int) -> Any:
    """Boosted trees on the rows that count."""
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x[w > 0], y[w > 0], weight=w[w > 0]), rounds)


def arrays(booster: Any, odds: ClassOdds) -> dict[str, Any]:
    """The arrays that `html_model.from_arrays` reads: trees and class odds."""
    table = np.array(list(odds.words.values()), np.float32).T
    return {**trees(booster), "words": np.array(" ".join(odds.words)), "odds": table}


def main() -> None:
    """Trains, cross-validates, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the groups of data")
    parser.add_argument("--out", type=Path, help="where the model trained on all pages goes (.npz)")
    parser.add_argument("--folds", type=Path, help="a folder for the five models of the cross-validation")
    arguments = parser.parse_args()
    started = time.process_time()
    pages = examples(arguments.data)
    print(
        f"{len(pages)} pages, {sum(len(e.labels) for e in pages)} blocks, {time.process_time() - started:.0f} s", file=sys.stderr
    )
    if arguments.folds:
        arguments.folds.mkdir(parents=True, exist_ok=True)
        for k in range(5):
            np.savez_compressed(arguments.folds / f"html_blocks_{k}.npz", **fit([e for e in pages if fold(e.site) != k]))
            print(f"fold {k}, {time.process_time() - started:.0f} s", file=sys.stderr)
    if arguments.out:
        np.savez_compressed(arguments.out, **fit(pages))


if __name__ == "__main__":
    main()
