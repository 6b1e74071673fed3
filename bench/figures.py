"""Killed and injured in articles on gun violence, and pairs of effect and number in the texts of MUC.

Scoring as in the README of the data.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.events.figures import counts
from dateline.events.tolls import sentences, singles, toll

from .harness import Result, Row, data_file, f1, records


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """gun_violence and muc, beside a short regular expression."""
    folder = data / "events"
    guns = list(itertools.islice(records(folder / "gun_violence", "documents"), limit))
    muc = [row for row in itertools.islice(records(folder / "muc", "documents"), limit) if row["keyed"]]
    rows = []
    for name, guns_read, read in (("dateline", tolled, ours), ("regular expression", expression, expression)):
        found = [guns_read(row["text"]) for row in guns]
        rows.append(Row(name, "gun_violence", gun(guns, found)))
        rows.append(Row(name, "muc", pairs(muc, [read(row["text"]) for row in muc])))
    return Result("figures", rows, [data_file(folder / "gun_violence", "documents"), data_file(folder / "muc", "documents")])


Read = Callable[[str], list[tuple[str, float]]]


def tolled(text: str) -> list[tuple[str, float]]:
    """The toll of the one happening that the text tells of."""
    return [(what, float(number)) for what, number in zip(("killed", "injured"), toll(text), strict=True)]


def ours(text: str) -> list[tuple[str, float]]:
    """(what, number) in text order; the lower bound stands for the number."""
    shown = text if sum(c.isupper() for c in text) < sum(c.islower() for c in text) else text.lower()
    shown = re.sub(r"\s+", " ", shown)
    found = [c for sentence, start in sentences(shown) for c in counts(sentence, start)]
    ones = [(what, 1.0) for sentence, _ in sentences(shown) for what in singles(sentence)]
    return ones + [(c.what, c.lower if c.lower is not None else c.upper or 0.0) for c in found if c.what in ("killed", "injured")]


_WORDS = {w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
_EXPRESSION = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,3}?(killed|dead|died|injured|wounded|hurt)\b",
    re.IGNORECASE,
)


def expression(text: str) -> list[tuple[str, float]]:
    """The peer: a number, at most three words, an effect."""
    found = []
    for number, effect in _EXPRESSION.findall(text):
        value = float(number) if number.isdigit() else float(_WORDS[number.lower()])
        found.append(("killed" if effect.lower() in ("killed", "dead", "died") else "injured", value))
    return found


def gun(rows: list[dict[str, Any]], found: list[list[tuple[str, float]]]) -> dict[str, float]:
    """Exact counts of an incident; the first figure of a kind in the article stands for it."""
    metrics: dict[str, float] = {}
    for what in ("killed", "injured"):
        right = [
            next((n for w, n in own if w == what), 0.0) == float(row[what] or 0) for row, own in zip(rows, found, strict=True)
        ]
        some = [ok for ok, row in zip(right, rows, strict=True) if row[what]]
        metrics |= {what: sum(right) / len(right), f"{what} > 0": sum(some) / max(1, len(some))}
    return metrics


def pairs(rows: list[dict[str, Any]], found: list[list[tuple[str, float]]]) -> dict[str, float]:
    """Sets of (effect, number) a document."""
    tp = predicted = gold = 0
    for row, own in zip(rows, found, strict=True):
        wanted = {pair for template in row["templates"] for pair in keyed(template)}
        mine = {("DEATH" if what == "killed" else "INJURY", int(number)) for what, number in own if number}
        tp, predicted, gold = tp + len(mine & wanted), predicted + len(mine), gold + len(wanted)
    p, r, f = f1(tp, predicted, gold)
    return {"p": p, "r": r, "f1": f}


def keyed(template: dict[str, Any]) -> set[tuple[str, int]]:
    """The pairs of a template: each numeric number with each effect of it."""
    numbers = [
        int(m[0])
        for key, values in template.items()
        if "NUMBER" in key.upper() and "HUM" in key.upper()
        for value in values
        if (m := re.match(r"\d+", str(value).strip()))
    ]
    effects = [
        effect
        for key, values in template.items()
        if "EFFECT" in key.upper() and "HUM" in key.upper()
        for value in values
        for effect in ("DEATH", "INJURY")
        if effect in str(value).upper()
    ]
    return {(effect, number) for effect in effects for number in numbers}
