"""What words say of the lines that they stand in (see dateline/items/lines_lexicon.py), counted over the sites of natural pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from bench.prose_pages import Source
from dateline.items.lines_features import Line
from dateline.items.lines_lexicon import SLOTS, slots

FOLDS = 5
#: Sites of the mean share that are added to every word's own, and sites without which a word says nothing.
ADDED, FEWEST = 2.0, 2


class Lexicon:
    """For each fold and each word the sum over its sites of the share of the word's lines that are an article's, and how many sites
    have it. A table is made of some folds only, so that no page ever meets what was counted on itself."""

    def __init__(self, pages: Iterable[Source]) -> None:
        self.shares, self.sites = np.zeros((FOLDS, SLOTS)), np.zeros((FOLDS, SLOTS))
        self.mean, self.many = np.zeros(FOLDS), np.zeros(FOLDS)
        by_site: dict[tuple[int, str], list[Source]] = defaultdict(list)
        for page in pages:
            by_site[page.fold, page.site].append(page)
        for (fold, _), own in by_site.items():
            self._count(fold, own)
        self.table = lru_cache(maxsize=None)(self._table)

    def _count(self, fold: int, pages: Sequence[Source]) -> None:
        body, every = np.zeros(SLOTS), np.zeros(SLOTS)
        lines = [(text, label == "body") for page in pages for text, label in page.lines]
        for text, own in lines:
            at = list(set(slots(Line(text))))
            every[at] += 1
            body[at] += own
        self.shares[fold] += body / np.maximum(1, every)
        self.sites[fold] += every > 0
        self.mean[fold] += sum(own for _, own in lines) / len(lines)
        self.many[fold] += 1

    def _table(self, without: frozenset[int]) -> Any:
        """Sixteenths of the log-odds of a word's line against those of the mean line, without the sites of some folds; as int8."""
        kept = [fold for fold in range(FOLDS) if fold not in without]
        mean = self.mean[kept].sum() / self.many[kept].sum()
        sites = self.sites[kept].sum(0)
        share = np.clip((self.shares[kept].sum(0) + ADDED * mean) / (sites + ADDED), 0.005, 0.995)
        odds = np.log(share / (1 - share)) - np.log(mean / (1 - mean))
        return np.clip(np.round(np.where(sites < FEWEST, 0, odds) * 16), -127, 127).astype(np.int8)
