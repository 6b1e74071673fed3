"""The certainty of events in sentences of our own, two sets by somebody who had not seen the program: a first (bench/labels/
certainty.yaml), a second (certainty_again.yaml), written when the misses of the first had been looked at, and a third
(certainty_third.yaml), written by the author of the rules when those of the second had been.

`told apart`: what happened (asserted, reported) from what did not or has not yet (planned, possible, negated); `exact`: the certainty
itself. In the rows "judged" the stage is asked for the certainty of every labelled word, whether or not it would code an event there;
in the rows "coded" only the cases count in which an event of ours has the word in its trigger, and `found` is their share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from dateline.events.certainty import certainty
from dateline.events.parties import Phrases
from dateline.language.parsing import parse
from dateline.types import Event, Item, Span

from .events import facts
from .harness import Result, Row

LABELS = Path(__file__).with_name("labels")
SETS = (("first", "certainty.yaml"), ("second", "certainty_again.yaml"), ("third", "certainty_third.yaml"))
HAPPENED = frozenset({"asserted", "reported"})


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Takes no data: the sentences are our own."""
    rows: list[Row] = []
    misses: list[str] = []
    for name, file in SETS:
        cases = yaml.safe_load((LABELS / file).read_text(encoding="utf-8"))["cases"][:limit]
        rows += _rows(name, cases, misses)
    return Result("certainty", rows, [LABELS / file for _, file in SETS], misses)


def _rows(name: str, cases: list[dict[str, Any]], misses: list[str]) -> list[Row]:
    pairs: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    items = facts([case["sentence"] for case in cases])
    for case, item, doc in zip(cases, items, parse(items), strict=True):
        event = event_at(item, case)
        judged = certainty_at(item, doc, case)
        pairs[f"{name} set, coded"].append((case["truth"], event.certainty if event is not None else None))
        for part in ("", f", {case['truth']}"):
            pairs[f"{name} set, judged{part}"].append((case["truth"], judged))
        if (judged in HAPPENED) != (case["truth"] in HAPPENED):
            misses.append(f"MISS {name}: {case['truth']} read as {judged}: {case['event']}: {case['sentence']}")
    return [Row("dateline", part, shares(found)) for part, found in pairs.items()]


def place_of(case: dict[str, Any]) -> int:
    """Where the labelled word stands, as a whole word: "war", not the start of "warned"."""
    found = re.search(rf"(?<!\w){re.escape(case['event'])}(?!\w)", case["sentence"])
    assert found is not None, case["sentence"]
    return found.start()


def certainty_at(item: Item, doc: Doc, case: dict[str, Any]) -> str:
    """What the stage makes of the labelled words, wherever an event may be."""
    start = place_of(case)
    span = doc.char_span(start, start + len(case["event"]), alignment_mode="expand")
    assert span is not None
    return certainty(span.root, Phrases(item).over(Span(start, start + len(case["event"]))))


def event_at(item: Item, case: dict[str, Any]) -> Event | None:
    """The event whose trigger shares characters with the labelled word."""
    start = place_of(case)
    end = start + len(case["event"])
    return next((e for e in item.events if e.trigger.start < end and start < e.trigger.end), None)


def shares(pairs: list[tuple[str, str | None]]) -> dict[str, float]:
    """Cases, the share found, and of the found those told apart and those exact."""
    found = [(truth, ours) for truth, ours in pairs if ours is not None]
    apart = sum((truth in HAPPENED) == (ours in HAPPENED) for truth, ours in found)
    exact = sum(truth == ours for truth, ours in found)
    many = max(1, len(found))
    return {"cases": len(pairs), "found": len(found) / len(pairs), "told apart": apart / many, "exact": exact / many}
