"""Words of others inside a text, which date what they were said of and not the text."""

from __future__ import annotations


def quoted(text: str, at: int) -> bool:
    """Whether a position lies in quoted speech of the same paragraph: old words may be quoted."""
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    return before.count("“") > before.count("”")
