"""Citations: the words of an item that a fact of a story rests on."""

from __future__ import annotations

from ..types import Citation, Item, Span

#: Characters of the text around a span that a citation quotes at most, on either side.
AROUND = 110


def cite(item: Item, span: Span, copies: frozenset[str]) -> Citation:
    """The sentence-like stretch around a span: at most 110 characters to either side, within the line."""
    start = max(item.text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = item.text.find("\n", span.end)
    end = min(len(item.text) if end < 0 else end, span.end + AROUND)
    if start and item.text[start - 1] not in " \n":
        start = min(span.start, item.text.find(" ", start) + 1 or start)
    if end < len(item.text) and item.text[end] not in " \n":
        end = max(span.end, item.text.rfind(" ", start, end))
    return Citation(item.id, span, item.text[start:end].strip(), item.outlet, item.published, item.id in copies)
