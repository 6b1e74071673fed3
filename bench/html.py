"""Article bodies of HTML pages, beside trafilatura on the same pages in the same run, and headlines and authors.

Scoring as in the README of the data; the article's text is standfirst and paragraphs. The shipped model has learned from the development
pages of these sets, so the row "dateline" is honest on other pages alone; the row "cross-validated" reads each page with a model that has
not seen its site (`bench/folds`, written by training/html_blocks.py).
"""

from __future__ import annotations

import itertools
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

import dateline
from dateline.items import html_model
from dateline.items.html_cutting import cut_html
from dateline.pages.decode import document
from dateline.types import Item
from training.html_fold import fold

from .harness import Result, Row, data_file, records

_TOKEN = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
SETS = ("scrapinghub", "fundus_eval", "fundus_fixtures", "trafilatura_eval")
FOLDS = Path(__file__).with_name("folds")
#: Resamplings of the bootstrap over sites.
DRAWS = 2000

Pair = tuple[dict[str, Any], dict[str, Any]]
Reader = Callable[[dict[str, Any]], str]


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores every set; with peers also the paired difference to the better of them, resampled over sites."""
    rows: list[Row] = []
    files: list[Path] = []
    seconds: dict[str, float] = defaultdict(float)
    gains: list[tuple[str, float]] = []
    pages = 0
    for name in SETS:
        folder = data / "pages" / name
        files += [data_file(folder, "pages"), data_file(folder, "truth")]
        pairs = list(itertools.islice(zip(records(folder, "pages"), records(folder, "truth"), strict=True), limit))
        if name == "fundus_fixtures":
            rows.append(Row("dateline", "metadata", metadata(pairs, ours)))
            rows.append(Row("cross-validated", "metadata", metadata(pairs, unseen)))
            pairs = [(page, truth) for page, truth in pairs if truth["par_hit"] >= 0.8 and len(truth["paragraphs"]) >= 3]
        outputs = read_all(pairs, systems(peers), seconds)
        pages += len(pairs)
        each = {system: scores(pairs, texts, name) for system, texts in outputs.items()}
        for system, texts in outputs.items():
            rows.append(Row(system, name, {**summary(pairs, texts, name), "mean": statistics.mean(each[system])}))
        if peers:
            best = max(("trafilatura", "trafilatura precision"), key=lambda system: statistics.mean(each[system]))
            gains += [(page["site"], a - b) for (page, _), a, b in zip(pairs, each["cross-validated"], each[best], strict=True)]
    for system, used in seconds.items():
        rows.append(
            Row(
                system,
                "speed",
                {"pages/cpu-s": pages / used, "times trafilatura": seconds["trafilatura"] / used if peers else 0.0},
            )
        )
    if gains:
        mean, low = bootstrap(gains)
        rows.append(Row("cross-validated", "over the better trafilatura", {"gain": mean, "low": low}))
    return Result("html", rows, files)


def systems(peers: bool) -> dict[str, Reader]:
    """Each system reads a page to its article's text."""
    found: dict[str, Reader] = {"dateline": lambda page: body(ours(page)), "cross-validated": lambda page: body(unseen(page))}
    if peers:
        found |= {"trafilatura": trafilatura(False), "trafilatura precision": trafilatura(True)}
    return found


def read_all(pairs: list[Pair], readers: dict[str, Reader], seconds: dict[str, float]) -> dict[str, list[str]]:
    """The systems take turns on each page, so that a busy machine slows all of them alike."""
    outputs: dict[str, list[str]] = {system: [] for system in readers}
    for page, _ in pairs:
        for system, reader in readers.items():
            start = time.process_time()
            outputs[system].append(reader(page))
            seconds[system] += time.process_time() - start
    return outputs


def ours(page: dict[str, Any]) -> Item | None:
    """The article as the public API reads it."""
    return dateline.read(page["html"], url=page["url"], media_type="text/html", facts=False).article


def unseen(page: dict[str, Any]) -> Item | None:
    """The article as read by the model that has not seen the page's site."""
    cut = cut_html(document(page["html"], url=page["url"], media_type="text/html"), model=fold_model(fold(page["site"])))
    return next((item for item in cut.items if item.kind == "article"), None)


@lru_cache(maxsize=5)
def fold_model(number: int) -> html_model.Model:
    """The model trained without the sites of one fold."""
    with np.load(FOLDS / f"html_blocks_{number}.npz") as arrays:
        return html_model.from_arrays(arrays)


def body(article: Item | None) -> str:
    """Standfirst and paragraphs, a line each."""
    return "" if article is None else "\n".join((*((article.standfirst,) if article.standfirst else ()), *article.paragraphs))


def trafilatura(precision: bool) -> Reader:
    """The peer, with comments and tables off."""
    from trafilatura import extract

    options = {"include_comments": False, "include_tables": False, "favor_precision": precision}
    return lambda page: extract(page["html"], url=page["url"], **options) or ""


def metadata(pairs: list[Pair], reader: Callable[[dict[str, Any]], Item | None]) -> dict[str, float]:
    """Headlines exact after white space and case folding; author sets equal."""
    headlines = authors = 0
    for page, truth in pairs:
        item = reader(page)
        headlines += _folded(item.headline if item else "") == _folded(truth["title"])
        stated = truth["authors"] if isinstance(truth["authors"], list) else [truth["authors"]] if truth["authors"] else []
        authors += {_folded(name) for name in (item.authors if item else ())} == {_folded(name) for name in stated}
    return {"headline": headlines / len(pairs), "authors": authors / len(pairs)}


def _folded(text: str | None) -> str:
    return _SPACE.sub(" ", text or "").strip().casefold()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The four-word sequences of a text; a shorter text is one."""
    words = _TOKEN.findall(text)
    return (
        Counter(zip(*(words[i:] for i in range(4)), strict=False))
        if len(words) >= 4
        else Counter([tuple(words)] if words else [])
    )


def summary(pairs: list[Pair], outputs: list[str], name: str) -> dict[str, float]:
    """The figures of a set."""
    return snippets(pairs, outputs) if name == "trafilatura_eval" else bodies(pairs, outputs, name)


def scores(pairs: list[Pair], outputs: list[str], name: str) -> list[float]:
    """One figure a page: shingle F1, or the share of snippets that are rightly in or out."""
    found = []
    for (_, truth), output in zip(pairs, outputs, strict=True):
        if name == "trafilatura_eval":
            squeezed = _SPACE.sub(" ", output)
            right = [text in squeezed for text in truth["with"]] + [text not in squeezed for text in truth["without"]]
            found.append(sum(right) / max(1, len(right)))
            continue
        best = max(
            (overlap(shingles(gold), shingles(output)) for gold in versions(truth, name)),
            key=lambda row: row[0] / max(1, sum(row)),
        )
        found.append(2 * best[0] / max(1, 2 * best[0] + best[1] + best[2]))
    return found


def bootstrap(gains: Sequence[tuple[str, float]]) -> tuple[float, float]:
    """The mean gain and the lower bound of its 95 % interval, sites drawn with replacement (seeded)."""
    by_site: dict[str, list[float]] = defaultdict(list)
    for site, gain in gains:
        by_site[site].append(gain)
    sites = sorted(by_site)
    draw = random.Random(1)
    means = []
    for _ in range(DRAWS):
        chosen = [gain for site in draw.choices(sites, k=len(sites)) for gain in by_site[site]]
        means.append(sum(chosen) / len(chosen))
    return statistics.mean(gain for _, gain in gains), sorted(means)[DRAWS // 40]


def bodies(pairs: list[Pair], outputs: list[str], name: str) -> dict[str, float]:
    """Shingle F1 and, where the truth has paragraphs, paragraph F1."""
    precision, recall, exact, lines = [], [], [], []
    for (_, truth), output in zip(pairs, outputs, strict=True):
        golds = versions(truth, name)
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
    few = len(optional) <= 6
    choices = (
        [set(c) for n in range(len(optional) + 1) for c in itertools.combinations(optional, n)] if few else [set(), set(optional)]
    )
    return ["\n".join(text for i, text in enumerate(texts) if i not in optional or i in chosen) for chosen in choices]


def overlap(gold: Counter[Any], output: Counter[Any]) -> tuple[int, int, int]:
    """Shared, only in the output, only in the truth."""
    tp = (gold & output).total()
    return tp, output.total() - tp, gold.total() - tp


def paragraph_f1(gold: str, output: str) -> float:
    """Paragraphs that match whole after white space is normalised."""
    a, b = (Counter(" ".join(line.split()) for line in text.split("\n") if line.strip()) for text in (gold, output))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _snippets(truth: dict[str, Any], key: str) -> list[str]:
    return [text for item in truth.get(key) or [] if (text := _SPACE.sub(" ", item).strip())]


def snippets(pairs: list[Pair], outputs: list[str]) -> dict[str, float]:
    """Snippets that should be in the text, and that should not; comments found in it leaked."""
    tp = fn = fp = tn = leaked = comments = 0
    for (_, truth), output in zip(pairs, outputs, strict=True):
        squeezed = _SPACE.sub(" ", output)
        inside, outside, said = (_snippets(truth, key) for key in ("with", "without", "comments"))
        tp += sum(text in squeezed for text in inside)
        fn += sum(text not in squeezed for text in inside)
        fp += sum(text in squeezed for text in outside)
        tn += sum(text not in squeezed for text in outside)
        leaked += sum(text in squeezed for text in said)
        comments += len(said)
    return {
        "f1": 2 * tp / (2 * tp + fp + fn),
        "p": tp / max(1, tp + fp),
        "r": tp / max(1, tp + fn),
        "accuracy": (tp + tn) / max(1, tp + tn + fp + fn),
        "leaked": leaked / max(1, comments),
    }
