"""Two captures of one page: what stays is the article, what moves is the rail, what differs inside the article is an edit."""

from __future__ import annotations

import difflib
import re

from ..types import Block, Difference, Item, Page

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


def difference(earlier: Page, later: Page) -> Difference:
    """Compares two captures. A block stays where its words stand in both pages; edits are runs of words of the article that changed."""
    before, after = {_key(block, earlier) for block in earlier.blocks}, {_key(block, later) for block in later.blocks}
    ids_before, ids_after = {item.id for item in earlier.items}, {item.id for item in later.items}
    old, new = earlier.article, later.article
    return Difference(
        stays=tuple(b.span for b in earlier.blocks if _key(b, earlier) in after),
        left=tuple(b.span for b in earlier.blocks if _key(b, earlier) not in after),
        came=tuple(b.span for b in later.blocks if _key(b, later) not in before),
        edits=edits(old, new) if old is not None and new is not None else (),
        items_left=tuple(item.id for item in earlier.items if item.id not in ids_after),
        items_came=tuple(item.id for item in later.items if item.id not in ids_before),
    )


def edits(old: Item, new: Item) -> tuple[tuple[str, str], ...]:
    """Pairs of old and new words, paragraph by paragraph; a paragraph that is gone or new is a pair with one side empty."""
    a, b = old.text.split("\n"), new.text.split("\n")
    found: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and j - i == m - k:
            for before, after in zip(a[i:j], b[k:m], strict=True):
                found += _words(before, after)
        else:
            found.append(("\n".join(a[i:j]), "\n".join(b[k:m])))
    return tuple(found)


def _words(before: str, after: str) -> list[tuple[str, str]]:
    a, b = _TOKENS.findall(before)[:4000], _TOKENS.findall(after)[:4000]
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < 0.4:
        return [(before, after)]
    return [("".join(a[i:j]), "".join(b[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _key(block: Block, page: Page) -> str:
    return " ".join(block.span.of(page.text).split()).casefold()
