"""A statement on its way: spans only, before speakers and acts are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..types import Span

#: Marks that open a quotation; single ones may be apostrophes.
_OPEN = ('"', "“", "„", "«", "''")


@dataclass(frozen=True, slots=True)
class Draft:
    """Spans of one statement. `by` names what found it: tagger, clause, mark, dash, continuation, reported (German), figure, credit,
    nested; or the shape of the page: layout, transcript."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    by: str = ""
    confidence: float = 1.0
    parent: int | None = None


def is_quoted(text: str, draft: Draft) -> bool:
    """Whether quotation marks open in what is said."""
    return any(mark in piece.of(text) for piece in draft.content for mark in _OPEN)


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many characters two lists of spans share."""
    others = tuple(b)
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in others)


def length(spans: Iterable[Span]) -> int:
    """How many characters the spans hold."""
    return sum(len(span) for span in spans)


def tidied(text: str, draft: Draft) -> Draft:
    """The draft without white space at the edges of its spans, without dashes at those of its speaker, and without pieces that hold only
    marks, where odd ones stand between the words."""

    def bare(span: Span | None) -> Span | None:
        return span and (trimmed(text, span.start, span.end, "") or span)

    content = tuple(filter(None, map(bare, draft.content)))
    content = tuple(span for span in content if any(sign.isalnum() for sign in span.of(text))) or content
    source = draft.source and (trimmed(text, draft.source.start, draft.source.end, " -–—―") or draft.source)
    return replace(draft, content=content, source=bare(source), cue=bare(draft.cue))


def trimmed(text: str, start: int, end: int, edges: str = " \t\n\r\xa0,;:–—-") -> Span | None:
    """The span without white space and light punctuation at its edges; None if nothing is left."""
    while start < end and (text[start] in edges or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in edges or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else None
