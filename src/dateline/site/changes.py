"""Two texts of one item, word by word: what stayed, what went, what came, by paragraph."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from fastapi import FastAPI, Request

from ..archive import Archive
from ..types import Item
from .routing import NOTHING, Answer, both
from .withholding import withheld

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
#: A paragraph longer than this many words is compared as a whole: the time grows with the square.
LONGEST = 2_000
#: Paragraphs that share less than this are told as one that went and one that came.
ALIKE = 0.4

#: (same, old or new; the words).
Part = tuple[str, str]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the page of an item's changes to a site."""

    def changes(request: Request, id: str) -> Answer:
        """What changed in an item from text to text."""
        history = archive.revisions(id)
        if not history or withheld(request, history[-1].outlet):
            return NOTHING
        steps = [(old, new, changed(old, new)) for old, new in pairwise(history)]
        plain = [{"from": old.revision, "to": new.revision, "lines": lines} for old, new, lines in steps]
        return "changes.html", {"item": history[-1], "steps": steps}, plain

    both(app, "/item/{id}/changes", changes)


def changed(old: Item, new: Item) -> list[list[Part]]:
    """The lines that differ, each as parts in reading order."""
    a, b = old.text.split("\n"), new.text.split("\n")
    found: list[list[Part]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _lines(a[i:j], b[k:m])
    return found


def _lines(old: list[str], new: list[str]) -> Iterator[list[Part]]:
    if len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            yield list(_words(before, after))
        return
    yield from ([("old", line)] for line in old)
    yield from ([("new", line)] for line in new)


def _words(before: str, after: str) -> Iterator[Part]:
    a, b = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if max(len(a), len(b)) > LONGEST or matcher.quick_ratio() < ALIKE:
        yield from (("old", before), ("new", after))
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(a[i:j])
            continue
        if i < j:
            yield "old", "".join(a[i:j])
        if k < m:
            yield "new", "".join(b[k:m])
