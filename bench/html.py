"""Article bodies of HTML pages, beside trafilatura on the same pages in the same run. Scoring as in the README of the data."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dateline

from .harness import Clock, Result, Row, data_file, records

_TOKEN = re.compile(r"\w+")
SETS = ("scrapinghub", "fundus_eval", "fundus_fixtures", "trafilatura_eval")


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores every set."""
    rows, files = [], []
    for name in SETS:
        folder = data / "pages" / name
        files += [data_file(folder, "pages"), data_file(folder, "truth")]
        pairs = list(itertools.islice(zip(records(folder, "pages"), records(folder, "truth"), strict=True), limit))
        if name == "fundus_fixtures":
            pairs = [(page, truth) for page, truth in pairs if truth["par_hit"] >= 0.8 and len(truth["paragraphs"]) >= 3]
        systems: dict[str, Callable[[dict[str, Any]], str]] = {"dateline": ours}
        if peers:
            systems |= {"trafilatura": trafilatura(False), "trafilatura precision": trafilatura(True)}
        for system, body in systems.items():
            with Clock() as clock:
                outputs = [body(page) for page, _ in pairs]
            metrics = snippets(pairs, outputs) if name == "trafilatura_eval" else bodies(pairs, outputs, name)
            rows.append(Row(system, name, {**metrics, "pages/cpu-s": len(pairs) / clock.seconds}))
    return Result("html", rows, files)


def ours(page: dict[str, Any]) -> str:
    """The article's paragraphs, a line each."""
    article = dateline.read(page["html"], url=page["url"], media_type="text/html", facts=False).article
    return "\n".join(article.paragraphs) if article else ""


def trafilatura(precision: bool) -> Callable[[dict[str, Any]], str]:
    """The peer, with comments and tables off."""
    from trafilatura import extract

    return lambda page: extract(page["html"], url=page["url"], include_comments=False, include_tables=False, favor_precision=precision) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(zip(*(words[i:] for i in range(4)), strict=False)) if len(words) >= 4 else Counter([tuple(words)] if words else [])


def bodies(pairs: list[tuple[dict[str, Any], dict[str, Any]]], outputs: list[str], name: str) -> dict[str, float]:
    """Shingle F1 and, where the truth has paragraphs, paragraph F1."""
    precision, recall, exact, lines = [], [], [], []
    for (_, truth), output in zip(pairs, outputs, strict=True):
        golds = list(versions(truth, name))
        scored = [(overlap(shingles(gold), shingles(output)), gold) for gold in golds]
        (tp, fp, fn), gold = max(scored, key=lambda row: row[0][0] / max(1, sum(row[0])))
        if output:
            precision.append(tp / max(1, tp + fp))
        if gold:
            recall.append(tp / max(1, tp + fn))
        exact.append(_TOKEN.findall(gold) == _TOKEN.findall(output))
        lines.append(max(paragraph_f1(gold, output) for gold in golds))
    p, r = statistics.mean(precision), statistics.mean(recall)
    metrics = {"f1": 2 * p * r / (p + r), "p": p, "r": r, "exact": statistics.mean(exact)}
    return metrics if name == "scrapinghub" else {**metrics, "paragraphs": statistics.mean(lines)}


def versions(truth: dict[str, Any], name: str) -> list[str]:
    """The truth's body; with every choice of its optional paragraphs where there are at most six."""
    if name == "scrapinghub":
        return [truth["body"]]
    paragraphs = truth["paragraphs"]
    optional = [i for i, text in enumerate(paragraphs) if name == "fundus_eval" and text.startswith("[") and text.endswith("]")]
    texts = [text[1:-1] if i in optional else text for i, text in enumerate(paragraphs)]
    choices = [set(c) for n in range(len(optional) + 1) for c in itertools.combinations(optional, n)] if len(optional) <= 6 else [set(), set(optional)]
    return ["\n".join(text for i, text in enumerate(texts) if i not in optional or i in chosen) for chosen in choices]


def overlap(gold: Counter[Any], output: Counter[Any]) -> tuple[int, int, int]:
    tp = (gold & output).total()
    return tp, output.total() - tp, gold.total() - tp


def paragraph_f1(gold: str, output: str) -> float:
    a, b = (Counter(" ".join(line.split()) for line in text.split("\n") if line.strip()) for text in (gold, output))
    tp = (a & b).total()
    return 2 * tp / max(1, a.total() + b.total())


def snippets(pairs: list[tuple[dict[str, Any], dict[str, Any]]], outputs: list[str]) -> dict[str, float]:
    """Snippets that should be in the text, and that should not; comments found in it leaked."""
    tp = fn = fp = tn = leaked = comments = 0
    for (_, truth), output in zip(pairs, outputs, strict=True):
        tp += sum(text in output for text in truth["with"])
        fn += sum(text not in output for text in truth["with"])
        fp += sum(text in output for text in truth["without"])
        tn += sum(text not in output for text in truth["without"])
        leaked += sum(text in output for text in truth.get("comments") or [])
        comments += len(truth.get("comments") or [])
    return {"f1": 2 * tp / (2 * tp + fp + fn), "p": tp / max(1, tp + fp), "r": tp / max(1, tp + fn),
            "leaked": leaked / max(1, comments)}
