"""Pages of plain prose with a rail: what `bench prose` reads, made from the pages of the set `lines`.

Of a page only lines of eight words and more are kept. The rail is 5 to 12 leads of other articles in the same language, put after the
article, before it, or half and half; some are cut with "...", some stand twice, some come from the same site, some from the articles
most alike. In the twin version most leads are followed by one or two more paragraphs of their own story, so that the rail hangs
together by itself. Constructions for training are others: see training/lines_rails.py.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.items.lines_features import Line, stems
from dateline.language.detection import detect
from training.html_fold import fold

LONG = 8
MODES = ("random", "same site", "same topic")


@dataclass(frozen=True)
class Source:
    """A page of the set `lines`, with what can be borrowed from it."""

    id: str
    site: str
    url: str
    lines: tuple[tuple[str, str], ...]
    body: tuple[str, ...]
    headline: str | None
    language: str | None
    fold: int
    stems: frozenset[str] = field(repr=False)

    @property
    def lead(self) -> str | None:
        """The first of the opening paragraphs that has the length of a teaser."""
        return next((text for text in self.body[:4] if 15 <= size(text) <= 70), None)

    @property
    def after_lead(self) -> tuple[str, ...]:
        """Paragraphs that can stand beside the lead as a twin."""
        return tuple(text for text in self.body[1:6] if 15 <= size(text) <= 60 and text != self.lead)[:2]


@dataclass(frozen=True)
class RailPage:
    """A page to read: lines, which are the article's, which the rail's."""

    source: Source
    lines: tuple[str, ...]
    body: tuple[bool, ...]
    rail: tuple[bool, ...]


def size(text: str) -> int:
    """Words, as the reader counts them."""
    return Line(text).size


def sources(records: Sequence[dict[str, Any]]) -> list[Source]:
    """The pages, with language and fold by site."""
    found = []
    for record in records:
        lines = tuple((" ".join(text.split()), label) for text, label, _ in record["lines"] if text.strip())
        body = tuple(text for text, label in lines if label == "body")
        headline = next((text for text, label in lines if label == "headline"), None)
        own = frozenset(stem for text in body for stem in stems(text))
        found.append(
            Source(
                record["id"],
                record["site"],
                record["url"],
                lines,
                body,
                headline,
                detect(" ".join(body)),
                fold(record["site"]),
                own,
            )
        )
    return found


def rail_pages(pages: Sequence[Source], *, twins: bool, seed: int = 11) -> list[RailPage]:
    """One page for each source and mode; leads come from pages of the same fold, which a model of that fold has not seen."""
    by_pool: dict[tuple[int, str | None], list[Source]] = defaultdict(list)
    for page in pages:
        if page.lead:
            by_pool[page.fold, page.language].append(page)
    rng = random.Random(seed)
    found = []
    for page in pages:
        for mode in MODES:
            pool = [other for other in by_pool[page.fold, page.language] if other.id != page.id]
            made = _page(page, pool, mode, rng, twins)
            if made is not None:
                found.append(made)
    return found


def inside_pages(pages: Sequence[Source], *, seed: int = 12) -> list[RailPage]:
    """Half of the pages of a twin version, the whole rail moved into the article: behind its second, third or fourth paragraph or its
    middle. Articles of fewer than six paragraphs are left out."""
    rng = random.Random(seed + 1)
    return [_inside(page, rng) for page in rail_pages(pages, twins=True, seed=seed)[::2] if sum(page.body) >= 6]


def _inside(page: RailPage, rng: random.Random) -> RailPage:
    body = [i for i, own in enumerate(page.body) if own]
    behind = body[rng.choice([1, 1, 2, 3, len(body) // 2])]
    rest = [i for i, rail in enumerate(page.rail) if not rail]
    order = [i for i in rest if i <= behind] + [i for i, rail in enumerate(page.rail) if rail] + [i for i in rest if i > behind]
    lines, own, rail = (
        tuple(page.lines[i] for i in order),
        tuple(page.body[i] for i in order),
        tuple(page.rail[i] for i in order),
    )
    return RailPage(page.source, lines, own, rail)


def _page(page: Source, pool: list[Source], mode: str, rng: random.Random, twins: bool) -> RailPage | None:
    kept = [(text, label == "body", False) for text, label in page.lines if size(text) >= LONG]
    where = [i for i, (_, body, _) in enumerate(kept) if body]
    if not where or len(pool) < 5:
        return None
    rail = [(text, False, True) for text in _rail(page, chosen(page, pool, mode, rng, rng.randint(5, 12)), rng, twins)]
    first, last, place = where[0], where[-1] + 1, rng.random()
    if place < 0.65:
        rows = kept[:last] + rail + kept[last:]
    elif place < 0.8:
        rows = kept[:first] + rail + kept[first:]
    else:
        half = len(rail) // 2
        rows = kept[:first] + rail[:half] + kept[first:last] + rail[half:] + kept[last:]
    return RailPage(page, *(tuple(column) for column in zip(*rows, strict=True)))


def chosen(page: Source, pool: list[Source], mode: str, rng: random.Random, count: int) -> list[Source]:
    """The articles whose leads make the rail."""
    if mode == "same topic":
        ranked = sorted(pool, key=lambda other: (-likeness(page, other), other.id))[:count]
        rng.shuffle(ranked)
        return ranked
    mixed = list(pool)
    rng.shuffle(mixed)
    if mode == "same site":
        mixed.sort(key=lambda other: other.site != page.site)
    return mixed[:count]


def likeness(page: Source, other: Source) -> float:
    """The share of the lead's words that the page's body has."""
    own = stems(other.lead or "")
    return len(own & page.stems) / len(own) if own else 0.0


def _rail(page: Source, others: list[Source], rng: random.Random, twins: bool) -> list[str]:
    rail: list[str] = []
    for other in others:
        text = other.lead or ""
        words = text.split()
        keep = rng.randint(14, 26)
        if rng.random() < 0.2 and len(words) > keep:
            text = " ".join(words[:keep]) + rng.choice([" ...", "...", "…"])
        rail.append(text)
        if rng.random() < 0.08:
            rail.append(text)
        if twins and rng.random() < 0.6:
            rail += other.after_lead[: rng.choice([1, 1, 2])]
    # A line that the article has too (syndicated text) would be the article's.
    own = Counter(text for text, _ in page.lines)
    return [text for text in rail if text not in own]
