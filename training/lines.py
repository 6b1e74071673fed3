"""Trains the model that tells the article's lines of a bare text: `python -m training.lines --data DATA [--folds bench/folds]`.

Learns from the dev pages of the set `lines` and from HTML pages flattened (see training/lines_silver.py), as they are and with
made rails (see training/lines_rails.py), and from the articles of PolNeAR's training part with rails made of each other. Cross-
validates over sites in five folds; leads and teasers for a page's rail come from its own fold. The table of word frequencies
counts all pages, without labels; the lexicon counts labels, out of fold. Trees for dumps learn from pages as they are alone: with
made pages among them they kept twice as many teasers. The second trees learn from guesses of the first that are out of fold. Needs
lightgbm; the result does not.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from bench.harness import records
from bench.prose_pages import Source, sources
from dateline.items.lines_columns import columns
from dateline.items.lines_features import Line, stems
from dateline.items.lines_lexicon import slots
from dateline.items.lines_lists import list_columns
from dateline.items.lines_words import BUCKETS, LONG, Words, bucket
from training.lines_lexicon import FOLDS, Lexicon
from training.lines_rails import fronts, training_pages
from training.lines_silver import Teasers, silver
from training.lines_trees import Example, Folds, averaged, forget


def rarity(pages: Sequence[Source]) -> Any:
    """The table of the file: sixteenths of ln(pages / pages with a word of the bucket)."""
    counts: Counter[int] = Counter()
    for page in pages:
        counts.update({bucket(stem) for text, _ in page.lines for stem in stems(text)})
    values = [math.log((len(pages) + 1) / (1 + counts.get(i, 0))) for i in range(BUCKETS)]
    return np.clip(np.round(np.array(values) * 16), 0, 255).astype(np.uint8)


def example(
    page: Source, texts: Iterable[tuple[str, bool]], table: Any, url: str | None = None, *, dump: bool = False
) -> Example:
    """A page's features, for the trees of dumps or of prose; a line counts by the root of its words."""
    rows = list(texts)
    lines = [Line(text) for text, _ in rows]
    words = Words(lines, table.astype(np.float32) / 16)
    sizes = np.array([min(40, max(2, line.size)) for line in lines]) ** 0.5
    found, held = columns(lines, words, url), [slots(line) for line in lines] if dump else []
    if dump:
        found = np.hstack([found, list_columns(lines)])
    forget(words)
    return Example(page.fold, lines, words, found, np.array([own for _, own in rows]), sizes, held)


def campaign(data: Path) -> list[Source]:
    """Articles of PolNeAR's training part: one campaign, the same people in all of them, so that their rails are hard to tell. None of
    them stands in the sets that measure."""
    found = []
    for record in records(data / "statements" / "polnear", "train"):
        headline, *body = (" ".join(line.split()) for line in record["text"].split("\n") if line.strip())
        if len(body) < 5:
            continue
        own = frozenset(stem for text in body for stem in stems(text))
        number = crc32(record["id"].encode()) % 5
        found.append(
            Source(record["id"], "campaign", "", tuple((text, "body") for text in body), tuple(body), headline, "en", number, own)
        )
    return found


@dataclass(frozen=True)
class Recipe:
    """How many pages are made of each page of the silver sets and each article of the campaign, and whether rails are put on topic."""

    silver: int
    campaign: int
    on_topic: bool


#: The trees for prose are the mean of two sets, one from each; those for dumps come from the first.
RECIPES = (Recipe(1, 2, False), Recipe(2, 1, True))


def natural(pages: Sequence[Source], table: Any, *, dump: bool) -> list[Example]:
    """The pages as they are, for the trees of dumps all of them, for those of prose the ones that are prose for the most part."""
    rows = ((page, [(text, label == "body") for text, label in page.lines]) for page in pages)
    return [example(page, texts, table, page.url, dump=dump) for page, texts in rows if dump or _mostly_prose(texts)]


def _mostly_prose(texts: Sequence[tuple[str, bool]]) -> bool:
    """Fewer than a third of the lines are short: headlines among a rail's leads are nothing strange to the trees for prose."""
    return sum(Line(text).size < LONG for text, _ in texts) * 3 < len(texts)


def made(
    pages: Sequence[Source], more: Sequence[Source], teasers: Teasers, news: Sequence[Source], table: Any, recipe: Recipe
) -> list[Example]:
    """Pages of prose alone with a rail; every third of those from pages with an address keeps it."""
    make = partial(training_pages, teasers=teasers, on_topic=recipe.on_topic)
    rows = make(pages, seed=3, each=3) + make(more, seed=4, each=recipe.silver)
    addressed = [(page, texts, page.url if number % 3 == 0 else None) for number, (page, texts) in enumerate(rows)]
    addressed += [(page, texts, None) for page, texts in make(news, seed=5, each=recipe.campaign)]
    return [example(page, texts, table, url) for page, texts, url in addressed if _mostly_prose(texts)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/items/lines.npz"))
    options.add_argument("--folds", type=Path, help="also write the five models of the cross-validation here")
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--workers", type=int, default=1, help="processes; the result is the same")
    given = options.parse_args()
    start = time.monotonic()
    pages = sources(list(records(given.data / "pages" / "lines", "lines")))
    more, teasers = silver(given.data, without={page.url for page in pages})
    table, lexicon = rarity([*pages, *more]), Lexicon([*pages, *more])
    news = campaign(given.data)
    plain, prose = (natural([*pages, *more], table, dump=dump) for dump in (True, False))
    prose += [example(page, rows, table) for page, rows in fronts([*pages, *more, *news], seed=6, teasers=teasers)]
    print(f"{len(plain)} pages as they are, {time.monotonic() - start:.0f} s", flush=True)
    parts = [Folds("dumps", plain, lexicon, given.rounds).fit(given.workers)]
    for recipe in RECIPES:
        print(f"{recipe}, {time.monotonic() - start:.0f} s", flush=True)
        every = prose + made(pages, more, teasers, news, table, recipe)
        parts.append(Folds("prose", every, lexicon, given.rounds).fit(given.workers))
    for fold, (dumps, one, other) in enumerate(zip(*parts, strict=True)):
        if fold == FOLDS or given.folds:
            said = lexicon.table(frozenset({fold} - {FOLDS}))
            out = given.out if fold == FOLDS else given.folds / f"lines_{fold}.npz"
            np.savez_compressed(out, **dumps, **averaged(one, other), rarity=table, lexicon=said)
    print(f"written, {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
