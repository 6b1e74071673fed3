"""Measures how far each kind of date evidence is trusted: python -m training.date_trust --data DIR writes dates/trust.csv.

A choice model: the weights of the kinds that name a day add up, days and "none of them" compete by softmax; fitted by gradient
descent with a penalty on squares. The report is cross-validated by site (five folds, three splits).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import dateline
from bench.harness import records
from dateline.dates.article import earned, weighed
from dateline.dates.candidates import address_month
from dateline.dates.choosing import NONE, NONE_IN_TEXT, features, none_of, probabilities, trust
from dateline.dates.excerpts import excerpts
from dateline.dates.markup import page_candidates
from dateline.dates.quick import Stage, stages, sure
from dateline.dates.words import dated, word_evidence
from dateline.items.cutting import cut
from dateline.pages.decode import document
from dateline.pages.document import Document
from dateline.types import Evidence

OUT = Path(__file__).parents[1] / "src" / "dateline" / "dates" / "trust.csv"
SETS = ("htmldate_eval", "fundus_fixtures", "trafilatura_eval", "wcxb_articles")
#: Sets of bare text.
TEXTS = ("documents", "bodies", "reports")
PENALTY, STEPS, RATE = 0.4, 600, 0.05
#: Characters of the shortest article whose words are dated alone.
SHORTEST = 200
#: Ways to split the sites in five: the figures of one split are off by half a hundredth.
SPLITS = 3


class Page(NamedTuple):
    """A page of a set: its site, its days with their kinds, the true day, what its words say, and the stages of its markup."""

    set: str
    site: str
    days: dict[date, dict[str, float]]
    truth: date
    words: list[Evidence]
    stages: list[Stage]

    @property
    def quick(self) -> dict[date, dict[str, float]]:
        """The days of fields, stamps and dates beside the headline."""
        return self.stages[1].days if self.stages else {}

    @property
    def shown(self) -> dict[date, dict[str, float]]:
        """The days of all that the markup prints."""
        return self.stages[2].days if self.stages else {}


def pages(data: Path, *, bare_too: bool = True) -> list[Page]:
    """Set, site, days with their kinds, and the true day of every page, and of every bare text."""
    found = []
    seen: set[str] = set()
    for name in SETS:
        folder = data / "pages" / name
        for page, truth in zip(records(folder, "pages"), records(folder, "truth"), strict=True):
            if not _is_day(truth.get("date")) or page["url"] in seen:
                continue
            seen.add(page["url"])
            read = document(page["html"], url=page["url"], captured_at=None, published_at=None, media_type="text/html")
            found.append(_page(name, page["site"], read, truth["date"]))
    if bare_too:
        found += [_page(text.set, text.site, bare(text.text), text.date) for text in texts(data)]
    return found


class Text(NamedTuple):
    """A text without metadata: its set, its site or id, its words and its day."""

    set: str
    site: str
    text: str
    date: str


def texts(data: Path) -> Iterator[Text]:
    """The documents, the local reports of which a part stands among them, and the articles of the sets' pages with all that is not their
    words taken off."""
    told: set[str] = set()
    for text in records(data / "times" / "documents", "documents"):
        told.add(text["text"][:SHORTEST])
        yield Text("documents", text["id"], text["text"], text["date"])
    for text in records(data / "events" / "gun_violence", "documents"):
        if _is_day(text["published"]) and len(text["text"]) >= SHORTEST and text["text"][:SHORTEST] not in told:
            yield Text("reports", text["id"], text["text"], text["published"])
    seen: set[str] = set()
    for name in SETS:
        folder = data / "pages" / name
        for page, truth in zip(records(folder, "pages"), records(folder, "truth"), strict=True):
            if not _is_day(truth.get("date")) or page["url"] in seen:
                continue
            seen.add(page["url"])
            article = dateline.read(page["html"], url=page["url"], media_type="text/html", facts=False).article
            if article is not None and len(article.text) > SHORTEST:
                yield Text("bodies", page["site"], "\n\n".join(article.paragraphs), truth["date"])


def bare(text: str) -> Document:
    """A text as bare text."""
    return document(text, url=None, captured_at=None, published_at=None, media_type="text/plain")


def _page(name: str, site: str, read: Document, truth: str) -> Page:
    found = cut(read)
    article = next((item for item in found.items if item.kind == "article"), None)
    words = list(word_evidence(article, dated(article.text, article.language))) if article else []
    days = features(page_candidates(read, found, excerpts(read)), address_month(read, found))
    read_by = list(stages(read)) if read.media_type == "text/html" else []
    return Page(name, site, days, date.fromisoformat(truth[:10]), words, read_by)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value[:10]) > date.min
    except ValueError:
        return False


def fit(sample: list[Page]) -> dict[str, float]:
    """The weights of kinds."""
    kinds = sorted({kind for page in sample for found in page.days.values() for kind in found} | {NONE, NONE_IN_TEXT})
    number = {kind: i for i, kind in enumerate(kinds)}
    answers: list[dict[str, float]] = []
    starts, right = [], []
    for _, _, days, truth, *_ in sample:
        starts.append(len(answers))
        right.append(len(answers) + (1 + list(days).index(truth) if truth in days else 0))
        answers += [{none_of(days): 1.0}, *days.values()]
    table = np.zeros((len(answers), len(kinds)))
    for row, found in enumerate(answers):
        for kind, value in found.items():
            table[row, number[kind]] = value
    return _descend(table, np.array(starts), np.array(right), kinds)


def _descend(
    table: NDArray[np.float64], starts: NDArray[np.int64], right: NDArray[np.int64], kinds: list[str]
) -> dict[str, float]:
    """Gradient descent with momentum (Adam); the answers of one page are the rows from one start to the next."""
    sizes = np.diff(np.append(starts, len(table)))
    told = table[right].sum(0)
    weights, mean, square = np.zeros(len(kinds)), np.zeros(len(kinds)), np.zeros(len(kinds))
    for step in range(1, STEPS + 1):
        scores = table @ weights
        chances = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chances /= np.repeat(np.add.reduceat(chances, starts), sizes)
        gradient = PENALTY * weights + table.T @ chances - told
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {kind: round(float(weights[i]), 3) for i, kind in enumerate(kinds)}


def fold(site: str, split: int) -> int:
    """One of five, for one of the ways to split the sites."""
    return int(hashlib.sha256(f"{split or ''}{site}".encode()).hexdigest(), 16) % 5


class Judged(NamedTuple):
    """What weights fitted on other sites say of a page: the probability of the likeliest day, whether it is the true one, and whether
    the page shows the true one at all."""

    set: str
    chance: float
    right: bool
    shown: bool


def judged(sample: list[Page]) -> list[Judged]:
    """Every page once a split."""
    found = []
    for split, number in itertools.product(range(SPLITS), range(5)):
        weights = fit([page for page in sample if fold(page.site, split) != number])
        for name, site, days, truth, words, *_ in sample:
            if fold(site, split) == number:
                best, chance = _chosen(days, weighed(days, words, weights))
                found.append(Judged(name, chance, best == truth, truth in days))
    return found


def judged_by_stages(sample: list[Page]) -> list[Judged]:
    """Every page once a split, as `dateline.published` reads it: what the first stage says that leaves no doubt, else what the page with
    its words says."""
    found = []
    for split, number in itertools.product(range(SPLITS), range(5)):
        others = [page for page in sample if fold(page.site, split) != number]
        quick, shown = (fit([page._replace(days=days) for page, days in zip(others, seen, strict=True)]) for seen in _seen(others))
        weights = fit(others)
        for page in (page for page in sample if fold(page.site, split) == number):
            for stage, table in zip(page.stages, (quick, quick, shown), strict=True):
                chances = probabilities(stage.days, table)
                best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
                if best is not None and sure(stage, chances, best):
                    found.append(Judged(page.set, 1.0, best == page.truth, page.truth in page.days))
                    break
            else:
                best, chance = _chosen(page.days, weighed(page.days, page.words, weights))
                found.append(Judged(page.set, chance, best == page.truth, page.truth in page.days))
    return found


def _chosen(days: dict[date, dict[str, float]], chances: dict[date | None, float]) -> tuple[date | None, float]:
    """The likeliest day and its probability: none of a day that may not be stated."""
    best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
    return best, chances[best] if best and earned(days, best) else 0.0


def _seen(sample: list[Page]) -> tuple[list[dict[date, dict[str, float]]], list[dict[date, dict[str, float]]]]:
    return [page.quick for page in sample], [page.shown for page in sample]


def report(sample: list[Page], judge: Callable[[list[Page]], list[Judged]] = judged) -> None:
    """Right and wrong at several thresholds, of all pages and of those that show the true day: each page judged by weights fitted on
    other sites, the mean of several splits."""
    pages = judge(sample)
    for name in (*SETS, *TEXTS):
        rows = [page for page in pages if page.set == name]
        shown = [page for page in rows if page.shown]
        if not rows:
            continue
        print(f"{name}: {len(shown) // SPLITS} of {len(rows) // SPLITS} show the true day")
        for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
            print(f"  >= {threshold}: right {_said(rows, threshold)}; where shown {_said(shown, threshold)}")


def _said(rows: list[Judged], threshold: float) -> str:
    said = [page.right for page in rows if page.chance >= threshold]
    return f"{sum(said) / len(rows):.3f} wrong {(len(said) - sum(said)) / len(rows):.3f}"


def words_trust(data: Path) -> dict[str, tuple[int, int]]:
    """For each kind of evidence in the words: texts that have it, and those whose true day it allows, give or take a day."""
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for text in texts(data):
        truth = date.fromisoformat(text.date[:10])
        item = next((item for item in cut(bare(text.text)).items if item.kind == "article"), None)
        for evidence in word_evidence(item, dated(item.text, item.language)) if item else ():
            seen[evidence.kind] += 1
            held[evidence.kind] += any(truth + timedelta(n) in interval for interval in evidence.allows for n in (-1, 0, 1))
    return {kind: (seen[kind], held[kind]) for kind in seen}


def main() -> None:
    """Fits, reports, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--report", action="store_true")
    parser.add_argument(
        "--texts", action="store_true", help="fit the kinds of bare text alone and leave those of pages as they are"
    )
    parser.add_argument("--shown", action="store_true", help="fit the weights of what the markup prints alone and leave the others")
    parser.add_argument("--pages", action="store_true", help="fit the kinds of pages alone and leave those of bare text as they are")
    args = parser.parse_args()
    sample = pages(args.data, bare_too=not args.pages)
    if args.report:
        print("by stages")
        report([page for page in sample if page.set not in TEXTS], judged_by_stages)
        print("with items and words")
        report(sample)
        print("by markup alone")
        report([page._replace(days=page.quick, words=[]) for page in sample if page.set not in TEXTS])
        print("by markup alone with every date that it prints")
        report([page._replace(days=page.shown, words=[]) for page in sample if page.set not in TEXTS])
    table = _measured(sample)
    stood = {kind: [row.weight, row.quick, row.shown, row.pages, row.right] for kind, row in trust().items()}
    if args.texts:
        table = {kind: row for kind, row in table.items() if _of_texts(kind)} | {
            kind: row for kind, row in stood.items() if not _of_texts(kind)
        }
    elif args.pages:
        table = {kind: row for kind, row in table.items() if not _of_texts(kind)} | {
            kind: row for kind, row in stood.items() if _of_texts(kind)
        }
    if args.shown:
        table = {kind: [*stood.get(kind, (0.0, 0.0))[:2], row[2], *stood.get(kind, row)[3:]] for kind, row in (stood | table).items()}
    elif not args.pages:
        table |= {f"words {kind}": [0.0, 0.0, 0.0, *counted] for kind, counted in words_trust(args.data).items()}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "weight", "quick", "shown", "pages", "right"])
        pages_first = sorted(table, key=lambda kind: (kind.startswith("words "), kind))
        writer.writerows([kind, *table[kind]] for kind in pages_first)


def _of_texts(kind: str) -> bool:
    """Whether a kind is one of bare text."""
    return kind.startswith(("text-", "(text ", "words ")) or kind == NONE_IN_TEXT


def _measured(sample: list[Page]) -> dict[str, list[float]]:
    """Weight, weight where the markup alone is read, that where every date is that it prints, pages and right ones of each kind; texts are
    fitted by themselves."""
    weights = fit([page for page in sample if page.set not in TEXTS])
    if any(page.set in TEXTS for page in sample):
        weights |= {kind: w for kind, w in fit([page for page in sample if page.set in TEXTS]).items() if _of_texts(kind)}
    quick = fit([page._replace(days=page.quick) for page in sample if page.set not in TEXTS])
    shown = fit([page._replace(days=page.shown) for page in sample if page.set not in TEXTS])
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for page in sample:
        for days, printed in ((page.days, False), (page.shown, True)):
            for kind in {kind for found in days.values() for kind in found if kind.startswith("shown-") == printed}:
                seen[kind] += 1
                right[kind] += kind in days.get(page.truth, {})
    return {
        kind: [weights.get(kind, 0.0), quick.get(kind, 0.0), shown.get(kind, 0.0), seen[kind], right[kind]]
        for kind in sorted({*weights, *quick, *shown})
    }


if __name__ == "__main__":
    main()
