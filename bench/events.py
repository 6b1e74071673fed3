"""Event types and parties on PLOVER's gold records; false alarms on ordinary sentences. Scoring as in the README of the data."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from dateline.events.parties import plover_country as country
from dateline.reading import add_facts
from dateline.types import DateEstimate, Item

from .harness import Clock, Result, Row, data_file, f1, records

VIOLENT = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE")
#: Audits of pages that no earlier audit had used: bench/labels/events_audit_NAME.jsonl.
UNSEEN = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth")
#: Drawn from pages that earlier audits had used, by the program as mended on those; the last four have none of their sentences.
AGAIN = ("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth")


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """plover and ordinary."""
    folder = data / "events"
    gold = list(itertools.islice(records(folder / "plover", "events"), limit))
    read = facts([row["text"] for row in gold])
    rows = [Row("dateline", "plover", plover(gold, read))]
    sentences = [row["text"] for row in itertools.islice(records(folder / "ordinary", "sentences"), limit)]
    with Clock() as clock:
        found = facts(sentences)
    per = 1000 / len(sentences)
    metrics = {"any": sum(len(i.events) for i in found) * per, "sentences/cpu-s": len(sentences) / clock.seconds}
    metrics |= {kind: sum(e.type == kind for i in found for e in i.events) * per for kind in VIOLENT}
    rows.append(Row("dateline", "ordinary, per 1,000", metrics))
    rows += audits()
    return Result("events", rows, [data_file(folder / "plover", "events"), data_file(folder / "ordinary", "sentences")])


def audits() -> list[Row]:
    """What readers made of emitted events, as measured when they were drawn; most audits also after the program was mended on them."""
    first, second = (_judged(name) for name in ("events_audit.jsonl", "events_audit_second.jsonl"))
    rows = [Row("dateline", name, _shares(judged)) for name, judged in (("audit", first), ("second audit", second)) if judged]
    rows += [
        Row("dateline", f"{name} audit", _shares(judged) | _more(judged)) for name in (*UNSEEN, *AGAIN) if (judged := _judged(_file(name)))
    ]
    again = {"audit": _judged("events_audit_mended.jsonl"), "second audit": second}
    again |= {f"{name} audit": _judged(_file(name)) for name in (*UNSEEN, *AGAIN)}
    return rows + [Row("dateline", f"{name}, mended", _mended(events)) for name, events in again.items() if "after" in events[0]]


def _mended(judged: list[dict[str, Any]]) -> dict[str, float]:
    """Of the events still emitted when the program had been mended on them, how many are right in type, parties and place."""
    kept = [event for event in judged if event["after"] != "gone"]
    return {"events": len(kept), "type, parties, place": sum(e["after"] == "y" for e in kept) / len(kept)}


def _file(name: str) -> str:
    return f"events_audit_{name}.jsonl"


def _judged(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name("labels") / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _shares(judged: list[dict[str, Any]]) -> dict[str, float]:
    """Shares of the events drawn: right type; right type, parties and place; and of those coded violent, those that are."""
    whole = [e["right_type"] == "y" and e["right_actors"] in "y-" and e["right_place"] in "y-" for e in judged]
    violent = [e["right_type"] == "y" for e in judged if e["type"] in VIOLENT]
    return {
        "events": len(judged),
        "type": sum(e["right_type"] == "y" for e in judged) / len(judged),
        "type, parties, place": sum(whole) / len(judged),
        "violent, right type": sum(violent) / len(violent),
    }


def _more(judged: list[dict[str, Any]]) -> dict[str, float]:
    """Of the events that are right in type: right certainty; contexts that hold among those coded, and coded among those that hold, where
    they were judged."""
    right = [e for e in judged if e["right_type"] == "y"]
    certain = sum(e["right_certainty"] == "y" for e in right) / len(right)
    if "contexts_wrong" not in right[0]:
        return {"certainty": certain}
    coded, wrong, missed = (sum(len(e[key]) for e in right) for key in ("contexts", "contexts_wrong", "contexts_missed"))
    return {"certainty": certain, "contexts p": (coded - wrong) / coded, "contexts r": (coded - wrong) / (coded - wrong + missed)}


def facts(texts: list[str]) -> list[Item]:
    """Texts as items with facts; the day of writing is of no matter here."""
    day = date(2020, 1, 1)
    items = tuple(
        Item(str(n), "article", text, (text,), language="en", published=DateEstimate(day, day)) for n, text in enumerate(texts)
    )
    return list(add_facts(items))


def plover(gold: list[dict[str, Any]], read: list[Item]) -> dict[str, float]:
    """Types as multisets a text, micro; countries as sets a text and role."""
    tp = predicted = expected = 0
    countries = {role: [0, 0, 0] for role in ("actors", "recipients")}
    for row, item in zip(gold, read, strict=True):
        ours, theirs = Counter(e.type for e in item.events), Counter(e["type"] for e in row["events"])
        tp, predicted, expected = tp + (ours & theirs).total(), predicted + ours.total(), expected + theirs.total()
        for role, count in countries.items():
            mine = {code for e in item.events for a in getattr(e, role) if (code := country(a))}
            wanted = {a["country"] for e in row["events"] for a in e[role] if a.get("country")}
            count[0], count[1], count[2] = count[0] + len(mine & wanted), count[1] + len(mine), count[2] + len(wanted)
    p, r, f = f1(tp, predicted, expected)
    metrics = {"type p": p, "type r": r, "type f1": f}
    for role, (a, b, c) in countries.items():
        metrics[f"{role} country f1"] = f1(a, b, c)[2]
    return metrics
