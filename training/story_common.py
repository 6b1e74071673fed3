"""Makes stories/common.npz: how common the terms of everyday are in languages other than English; hashes and rounded logarithms, no word.

    python -m training.story_common --data DATA --out src/dateline/stories/common.npz

Two sources. The lists of stop words of spaCy (MIT) for every language that has one: their terms count as standing in every second text.
For languages of which the development pages hold enough sites: in how many of their items a term stands, a term at most MOST_OF_SITE times
a site, so that what one outlet always writes about is not taken for common.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy.lang

import dateline
from bench.harness import records
from dateline.errors import InputRefused
from dateline.stories.terms import MOST_CHARACTERS, term_counts

SETS = ("fundus_fixtures", "fundus_eval", "scrapinghub", "trafilatura_eval", "htmldate_eval", "wcxb_articles")
LEAST_SITES, MOST_OF_SITE, ITEMS_OF_SITE = 20, 3, 30
#: A term is kept that stands in more than this share of the items.
COMMON = 0.005
STOP_SHARE = 0.5


def items(data: Path) -> Iterator[tuple[str, str, str]]:
    """Language, site and text of the articles and teasers of the development pages."""
    for name in SETS:
        for record in records(data / "pages" / name, "pages"):
            try:
                page = dateline.read(record["html"], url=record["url"], facts=False)
            except InputRefused:
                continue
            yield from ((i.language, record["site"], i.text) for i in page.items if i.kind != "comment" and i.language)


def counted(texts: dict[str, list[str]]) -> tuple[Counter[int], int]:
    """In how many texts each term stands, bounded by site, and how many texts there are."""
    frequency: Counter[int] = Counter()
    total = 0
    for own in texts.values():
        of_site: Counter[int] = Counter()
        for text in own[:ITEMS_OF_SITE]:
            of_site.update(term_counts(text[:MOST_CHARACTERS]).keys())
        frequency.update({term: min(count, MOST_OF_SITE) for term, count in of_site.items()})
        total += min(len(own), MOST_OF_SITE)
    return frequency, total


def stop_terms(language: str) -> set[int]:
    """The terms of a language's stop words, with a capital and without."""
    try:
        words = importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
    except ModuleNotFoundError:
        return set()
    return {term for word in words for form in (word.casefold(), word.capitalize()) for term in term_counts(form)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args()
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language, site, text in items(wanted.data):
        texts[language][site].append(text)
    shares: dict[str, dict[int, float]] = {}
    listed = {module.name for module in pkgutil.iter_modules(spacy.lang.__path__) if module.ispkg and len(module.name) == 2}
    for language in sorted((listed | set(texts)) - {"en"}):
        found = dict.fromkeys(stop_terms("nb" if language == "no" else language), STOP_SHARE)
        if len(texts.get(language, {})) >= LEAST_SITES:
            frequency, total = counted(texts[language])
            found |= {
                term: max(count / total, found.get(term, 0.0)) for term, count in frequency.items() if count > COMMON * total
            }
        if found:
            shares[language] = found
    made: dict[str, np.ndarray] = {}
    for language, found in shares.items():
        terms = np.array(sorted(found), np.uint32)
        made[f"{language}_steps"] = np.diff(terms, prepend=np.uint32(0))
        made[f"{language}_levels"] = np.array([round(-16 * np.log(min(1.0, found[int(term)]))) for term in terms], np.uint8)
    np.savez_compressed(wanted.out, **made)
    print({language: len(found) for language, found in shares.items()}, wanted.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
