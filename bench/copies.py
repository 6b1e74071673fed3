"""Copies among near-duplicate texts: pairs, and the share of each kind of copy that is found. Peers: datasketch's MinHash."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from typing import Any

from dateline.stories.copies import CopyIndex

from .harness import Clock, Result, Row, data_file, f1, records

BATCH = 500


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores pairs on near_duplicates and the speed with 100,000 texts in the index."""
    folder = data / "stories" / "near_duplicates"
    rows = list(itertools.islice(records(folder, "texts"), limit))
    texts = [row["text"] for row in rows]
    index = CopyIndex()
    found = {
        (copy.earlier, copy.later) for start in range(0, len(texts), BATCH) for copy in index.add(texts[start : start + BATCH])
    }
    metrics = pair_scores(rows, found)
    metrics["texts/cpu-s"] = speed(texts)
    table = [Row("dateline", "near_duplicates", metrics)]
    if peers:
        table.append(Row("datasketch MinHash >= .3", "near_duplicates", pair_scores(rows, minhash(texts))))
    return Result("copies", table, [data_file(folder, "texts")])


def pair_scores(rows: list[dict[str, Any]], found: set[tuple[int, int]]) -> dict[str, float]:
    """Precision, recall, F1 over unordered pairs, and recall of (original, variant) pairs by variant."""
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(row["group"], []).append(number)
    gold = {pair for numbers in groups.values() for pair in itertools.combinations(numbers, 2)}
    p, r, f = f1(len(gold & found), len(found), len(gold))
    metrics = {"p": p, "r": r, "f1": f}
    for variant in sorted({row["variant"] for row in rows} - {"original", "lookalike"}):
        pairs = {pair for pair in gold if {rows[pair[0]]["variant"], rows[pair[1]]["variant"]} == {"original", variant}}
        metrics[variant] = len(pairs & found) / len(pairs) if pairs else 0.0
    return metrics


def speed(texts: list[str], size: int = 100_000) -> float:
    """Texts per CPU-second while the last tenth of `size` texts is added; texts are the set's own with their words shuffled."""
    index = CopyIndex()
    pools = [text.split() for text in texts if len(text.split()) > 20]

    def made(number: int) -> str:
        words = pools[number % len(pools)][:]
        random.Random(number).shuffle(words)
        return " ".join(words)

    for start in range(0, size * 9 // 10, BATCH):
        index.add([made(n) for n in range(start, start + BATCH)])
    batches = [[made(n) for n in range(start, start + BATCH)] for start in range(size * 9 // 10, size, BATCH)]
    with Clock() as clock:
        for batch in batches:
            index.add(batch)
    return size / 10 / clock.seconds


def minhash(texts: list[str]) -> set[tuple[int, int]]:
    """The peer: MinHashLSH over 3-word shingles, 128 permutations, threshold .3."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    found = set()
    for number, text in enumerate(texts):
        words = text.casefold().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))])
        found |= {(int(other), number) for other in lsh.query(sketch)}
        lsh.insert(str(number), sketch)
    return found
