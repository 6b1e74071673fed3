"""Makes stories/background.npz: in how many news texts each term stands, as hashes and rounded logarithms; no text, no word.

    python -m training.story_background --data DATA --out src/dateline/stories/background.npz [--without stories/ecbplus]

Reads the development side of the data sets named in SETS. Terms of one text alone are left out: an unknown term counts as unseen.
`--without` leaves sets out, to measure on a set with a table that has not seen it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.harness import records
from dateline.stories.terms import MOST_CHARACTERS, term_counts

SETS = (
    ("stories/headlines", "headlines"),
    ("stories/ecbplus", "documents"),
    ("stories/near_duplicates", "texts"),
    ("stories/meantime", "documents"),
    ("stories/pairs", "pairs"),
    ("events/muc", "documents"),
    ("events/gun_violence", "documents"),
    ("events/wikievents", "documents"),
    ("events/glocon", "documents"),
    ("times/documents", "documents"),
    ("statements/polnear", "train"),
    ("statements/polnear", "dev"),
    ("statements/wikinews_de", "train"),
    ("statements/wikinews_de", "dev"),
    ("entities/news_fair", "documents"),
    ("pages/fundus_eval", "truth"),
    ("pages/fundus_fixtures", "truth"),
    ("pages/scrapinghub", "truth"),
    ("pages/wcxb_articles", "truth"),
)


def texts_of(record: dict[str, Any]) -> Iterator[str]:
    """The news texts of a record of any of the sets."""
    if "a" in record and "b" in record:
        yield from (f"{side['title']}\n{side['text']}" for side in (record["a"], record["b"]))
    elif record.get("variant", "original") == "original":
        found = record.get("text") or record.get("headline") or record.get("body") or record.get("paragraphs")
        if found:
            yield found if isinstance(found, str) else "\n".join(str(part) for part in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", action="append", default=[])
    wanted = parser.parse_args()
    frequency: Counter[int] = Counter()
    texts = 0
    for folder, name in SETS:
        if folder in wanted.without:
            continue
        for record in records(wanted.data / folder, name):
            for text in texts_of(record):
                frequency.update(term_counts(text[:MOST_CHARACTERS]).keys())
                texts += 1
    known = np.array(sorted(term for term, count in frequency.items() if count > 1), np.uint32)
    levels = np.array([round(16 * np.log1p(frequency[int(term)])) for term in known], np.uint8)
    np.savez_compressed(wanted.out, steps=np.diff(known, prepend=np.uint32(0)), levels=levels, texts=np.int64(texts))
    print(f"{texts} texts, {len(known)} terms, {wanted.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
