"""What people say about the record: a correction of a fact, a note, and where in the text it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..types import Span

About = Literal["item", "mention", "statement", "event", "figure", "namesake"]
#: Code points of context that are kept on each side of a quote.
CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text by position and by words: `quote` with what stands `before` and `after` it. `span` is None for a whole item."""

    span: Span | None
    quote: str = ""
    before: str = ""
    after: str = ""

    @classmethod
    def at(cls, text: str, span: Span | None) -> Anchor:
        """The anchor of a span of a text."""
        if span is None:
            return cls(None)
        return cls(span, span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])

    def shift(self, text: str) -> int | None:
        """By how far the place has moved in a text; None where it is not there, or more than one place could be it.

        It has not moved where the quote still stands at its position with what was before or after it. Else the quote must stand once
        with the words before or after it.
        """
        if self.span is None:
            return 0
        here = Anchor.at(text, self.span)
        if here.quote == self.quote and (here.before == self.before or here.after == self.after):
            return 0
        found: list[int] = []
        start = text.find(self.quote)
        while start >= 0 and len(found) < 2:
            end = start + len(self.quote)
            if text[:start].endswith(self.before[-12:]) or text.startswith(self.after[:12], end):
                found.append(start)
            start = text.find(self.quote, start + 1)
        return found[0] - self.span.start if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of a fact, or of the item itself: `reject` takes the fact out, `change` sets fields to other values. About a
    namesake, it says that an item means another person of the same name.

    `changes` holds the new values and `was` the former ones, as plain values. `applied` says whether it holds on the item as it stands
    now: not where it was taken back (`undone`), or where the words it speaks of are no longer there.
    """

    id: str
    number: int
    item: str
    revision: str
    about: About
    action: Literal["reject", "change"]
    anchor: Anchor
    by: str
    at: str
    why: str = ""
    fact: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    was: Mapping[str, Any] = field(default_factory=dict, hash=False)
    undone: bool = False
    applied: bool = True


@dataclass(frozen=True, slots=True)
class ItemNote:
    """A person's note on an item, or on a span of its text. `span` counts in the present revision, None where the note is on the whole
    item or its words are no longer there; `quote` holds them."""

    id: str
    number: int
    item: str
    text: str
    by: str
    at: str
    span: Span | None = None
    quote: str = ""
    revision: str = ""
