"""Variants of a document that say the same: other quotation marks or none, and headlines in capitals.

A tagger that has seen one style of marks hangs on it. The marks of a document are found by the product's own reading of them
(dateline.statements.marks), so a style changes outermost quotations only, and all of a document's.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from dateline.statements.marks import quotations

#: Opening and closing marks, and in how many of a hundred documents they take the place of a document's own.
STYLES = (("“", "”", 9), ('"', '"', 9), ("''", "''", 8), ("«", "»", 4), ("„", "“", 4), ("‘", "’", 4), ("", "", 4))
#: The share of short lines that are written as headlines are, by whether they end in a full stop.
TITLED = {True: 0.04, False: 0.4}
SHORT = 16
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "of", "on", "or", "the", "to", "up", "via", "with"]
)


class Edit(NamedTuple):
    """Characters that something else takes the place of."""

    start: int
    end: int
    instead: str


def variant(record: Mapping[str, Any], chance: random.Random) -> Mapping[str, Any]:
    """The record or a variant of it, its attributions moved along."""
    edits = _titles(record["text"], chance)
    roll, least = chance.random() * 100, 0
    for opening, closing, share in STYLES:
        if least <= roll < least + share:
            edits = sorted([*edits, *_marks(record["text"], opening, closing)])
        least += share
    return edited(record, edits) if edits else record


def edited(record: Mapping[str, Any], edits: Sequence[Edit]) -> Mapping[str, Any]:
    """The record with other characters, its attributions moved along; spans of which nothing is left are left out."""
    text, parts, at = record["text"], [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.instead]
        at = edit.end
    starts = [edit.start for edit in edits]
    shifts = [0, *accumulate(len(edit.instead) - (edit.end - edit.start) for edit in edits)]

    def moved(place: int) -> int:
        before = bisect_left(starts, place)
        inside = before and place < edits[before - 1].end
        return starts[before - 1] + shifts[before - 1] if inside else place + shifts[before]

    def spans(own: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        return [(moved(start), moved(end)) for start, end in own if moved(start) < moved(end)]

    attributions = [{part: spans(one[part]) for part in ("source", "cue", "content")} for one in record["attributions"]]
    return {"text": "".join([*parts, text[at:]]), "attributions": attributions}


def _marks(text: str, opening: str, closing: str) -> list[Edit]:
    found = []
    for mark in quotations(text):
        if not mark.single:
            found.append(Edit(mark.start, mark.inner_start, opening))
            if mark.closed:
                found.append(Edit(mark.inner_end, mark.end, closing))
    return [edit for edit in found if edit.start < edit.end]


def _titles(text: str, chance: random.Random) -> list[Edit]:
    """Short lines, now and then, with a capital at the start of each word that is no small one."""
    found, at = [], 0
    for line in text.split("\n"):
        if 4 <= len(line.split()) <= SHORT and chance.random() < TITLED[line.rstrip()[-1] in ".!?”\"'"]:
            for word in _WORD.finditer(line):
                capital = word.group()[0].upper()
                if word.group() not in _SMALL and capital != word.group()[0] and len(capital) == 1:
                    found.append(Edit(at + word.start(), at + word.start() + 1, capital))
        at += len(line) + 1
    return found
