"""All amounts of a sentence, each number counted once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ..types import Span
from .amounts import Amount
from .capacity import capacity
from .figures import pieces
from .money import marks, money
from .participants import participants
from .votes import votes

_WORDS = (
    r"\bvot(?:e|es|ed|ers)\b|\bballots\b|\bturnout\b|\bcapa(?:city|ble)\b|\bprotest|\bdemonstrat|\bmarch(?:ed|ers|ing)\b|\brall(?:y|ied)\b|"
    r"\bgathered\b|\bassembled\b|\bt(?:ook|aken?|aking) (?:part|to the streets)|\battend|\bparticipa|\bcrowds? of\b|\bstrike|\bwalked o|"
    r"watts?\b|-(?:seat|bed)\b|\b(?:holds?|seats?|carry|accommodates?|house) |\b(?:passed|approved|adopted|rejected)\b.* to \d"
)


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    """What a sentence with an amount holds; the patterns of amounts are large, and most sentences need none of them."""
    return re.compile(rf"{marks()}|(?i:{_WORDS})|\b\d[\d,.]{{0,12}} ?[MG]Wh?\b")


def amounts(sentence: str, offset: int, taken: Sequence[Span] = ()) -> list[Amount]:
    """The amounts of a sentence in its order; spans count from `offset`. No amount overlaps another or a `taken` span."""
    return [amount for piece, start in pieces(sentence) for amount in _amounts(piece, offset + start, taken)]


def _amounts(sentence: str, offset: int, taken: Sequence[Span]) -> list[Amount]:
    if not _marks().search(sentence):
        return []
    here = Span(offset, offset + len(sentence))
    chosen: list[Amount] = []
    used = [span for span in taken if span.overlaps(here)]
    for found in (*money(sentence), *votes(sentence), *participants(sentence), *capacity(sentence)):
        placed = replace(found, span=found.span.shifted(offset))
        if not any(placed.span.overlaps(other) for other in used):
            used.append(placed.span)
            chosen.append(placed)
    return sorted(chosen, key=lambda amount: amount.span)
