"""Time expressions and their values on TempEval-3, beside dateparser's search on the same documents in the same run.

Scoring: one-to-one overlap match in gold order, best overlap first; relaxed, strict (stripped strings equal), value and type F1.
The day of each document is given.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dateline.expressions.times import find

from .harness import Clock, Result, Row, data_file, f1, records

Found = tuple[int, int, str, str]


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores every document."""
    folder = data / "times" / "tempeval3"
    documents = list(itertools.islice(records(folder, "documents"), limit))
    result = Result("timex", [], [data_file(folder, "documents")])
    systems: dict[str, Callable[[str, date], Iterable[Found]]] = {"dateline": ours}
    if peers and (peer := dateparser()):
        systems["dateparser"] = peer
    for system, reader in systems.items():
        reader("Warm, on Monday, 3 May 2021.", date(2021, 5, 4))
        with Clock() as clock:
            outputs = [list(reader(doc["text"], date.fromisoformat(doc["dct"][:10]))) for doc in documents]
        misses = result.misses if system == "dateline" else []
        scores = score(documents, outputs, misses)
        result.rows.append(
            Row(
                system,
                "tempeval3",
                {**scores, "characters/cpu-s": sum(len(d["text"]) for d in documents) / max(clock.seconds, 1e-9)},
            )
        )
    return result


def ours(text: str, day: date) -> Iterable[Found]:
    """Ours."""
    return [(e.span.start, e.span.end, e.type, e.value) for e in find(text, anchor=day)]


def dateparser() -> Callable[[str, date], Iterable[Found]] | None:
    """The peer; it gives words and a day, no offsets: each is looked for after the one before it."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("timex: dateparser is not installed (bench/peers.txt)")
        return None
    from datetime import datetime

    def read(text: str, day: date) -> Iterable[Found]:
        at = 0
        settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day), "PREFER_DATES_FROM": "current_period"}
        for words, when in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, "DATE", when.date().isoformat()

    return read


def score(documents: list[dict[str, Any]], outputs: list[list[Found]], misses: list[str]) -> dict[str, float]:
    """Relaxed, strict, value and type F1 over all documents."""
    counts = {"relaxed": 0, "strict": 0, "value": 0, "type": 0}
    gold_count = predicted_count = 0
    for doc, output in zip(documents, outputs, strict=True):
        gold_count, predicted_count = gold_count + len(doc["timex"]), predicted_count + len(output)
        left = list(output)
        for gold in sorted(doc["timex"], key=lambda t: t["start"]):
            best = max(left, key=lambda o: min(o[1], gold["end"]) - max(o[0], gold["start"]), default=None)
            words = doc["text"][gold["start"] : gold["end"]]
            if best is None or min(best[1], gold["end"]) <= max(best[0], gold["start"]):
                misses.append(
                    f"missed {doc['id']}: {_around(doc['text'], gold['start'], gold['end'])} {gold['type']} {gold['value']}"
                )
                continue
            left.remove(best)
            counts["relaxed"] += 1
            counts["strict"] += doc["text"][best[0] : best[1]].strip() == words.strip()
            counts["value"] += best[3] == gold["value"]
            counts["type"] += best[2] == gold["type"]
            if best[3] != gold["value"]:
                misses.append(
                    f"value {doc['id']} {doc['dct'][:10]}: {_around(doc['text'], gold['start'], gold['end'])} {gold['value']} not {best[3]}"
                )
        misses += [f"extra {doc['id']}: {_around(doc['text'], o[0], o[1])} {o[2]} {o[3]}" for o in left]
    return {name: f1(tp, predicted_count, gold_count)[2] for name, tp in counts.items()} | {
        "gold": gold_count,
        "found": predicted_count,
    }


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 25]}".split())
