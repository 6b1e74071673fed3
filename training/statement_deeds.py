"""The lists of statements/deeds.yaml: python -m training.statement_deeds --data DATA [--processes 2]

Counts, on PolNeAR's train part, how often a verb with an object (`thing`), or with a preposition and no object (`phrase`), stands in the
cue of an attribution. A verb's share is drawn towards that of all verbs that the lexicon holds, or of all that it does not, with the weight
of six. Prints the verbs of the lexicon whose share is below `SELDOM`, and the others whose share is not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from bench.harness import records
from bench.statements_scoring import of_record
from dateline.language.parsing import english
from dateline.statements.lexicon import lexicon

SELDOM, DRAWN = 0.25, 6
SHAPES = ("thing", "phrase")

#: Shape and verb, to how often it is a cue and how often it stands.
Counts = dict[tuple[str, str], list[int]]


def shape_at(verb: Token) -> str | None:
    """What a verb has for its object; None for a clause, or nothing."""
    children = {child.dep_: child for child in verb.children}
    if "ccomp" in children or ("xcomp" in children and any(child.tag_ == "TO" for child in children["xcomp"].children)):
        return None
    if "dobj" in children:
        return "thing"
    return "phrase" if "prep" in children and "xcomp" not in children else None


def counts_of(record: Mapping[str, Any]) -> Counts:
    """The counts of one document."""
    cues = {at for one in of_record(record) for start, end in one.cue for at in range(start, end)}
    found: Counts = {}
    for token in english()(record["text"]):
        shape = shape_at(token) if token.pos_ == "VERB" else None
        if shape is not None:
            count = found.setdefault((shape, token.lemma_.casefold()), [0, 0])
            count[0] += token.idx in cues
            count[1] += 1
    return found


def lists(found: Counts) -> dict[str, dict[str, list[str]]]:
    """The verbs of the lexicon that are seldom cues, and the others that are not seldom ones, by shape."""
    held = lexicon("en").acts
    pooled: Counter[tuple[str, bool, int]] = Counter()
    for (shape, lemma), (cues, all_) in found.items():
        pooled[shape, lemma in held, 0] += cues
        pooled[shape, lemma in held, 1] += all_
    table: dict[str, dict[str, list[str]]] = {shape: {"seldom": [], "often": []} for shape in SHAPES}
    for (shape, lemma), (cues, all_) in sorted(found.items()):
        of_all = pooled[shape, lemma in held, 0] / max(1, pooled[shape, lemma in held, 1])
        seldom = (cues + DRAWN * of_all) / (all_ + DRAWN) < SELDOM
        if seldom == (lemma in held) and lemma.isalpha():
            table[shape]["seldom" if seldom else "often"].append(lemma)
    return table


def main() -> int:
    """Prints the lists as YAML."""
    parser = argparse.ArgumentParser(prog="python -m training.statement_deeds", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    total: Counts = {}
    with ProcessPoolExecutor(args.processes) as pool:
        for found in pool.map(counts_of, records(args.data / "statements" / "polnear", "train"), chunksize=5):
            for key, (cues, all_) in found.items():
                count = total.setdefault(key, [0, 0])
                count[0], count[1] = count[0] + cues, count[1] + all_
    print(yaml.safe_dump(lists(total), allow_unicode=True, default_flow_style=None, width=140), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
