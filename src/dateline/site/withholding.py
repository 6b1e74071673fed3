"""On a site that others can reach: a snippet and a link to the publisher instead of the whole text.

Whole texts are shown where the outlet is marked as free to show, and to editors and moderators, who work with them.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from fastapi import Request

from ..types import Item, Page

#: The longest piece of a withheld text, in characters.
SNIPPET = 300


def withheld(request: Request, outlet: str | None) -> bool:
    """Whether the texts of an outlet are shown to this visitor as snippets only."""
    state = request.state
    return bool(state.access.accounts) and not state.visitor.edits and outlet not in state.free()


def snippet_of(item: Item) -> str:
    """The opening of an item, cut at a word."""
    words = " ".join((item.paragraphs[0] if item.paragraphs else item.text).split())
    return words if len(words) <= SNIPPET else words[: words.rfind(" ", 0, SNIPPET)] + " …"


def shown(request: Request, value: Any) -> Any:
    """The plain twin of a page with every withheld item shortened, and no capture of an outlet whose texts are withheld."""
    if not request.state.access.accounts or request.state.visitor.edits:
        return value
    return _shortened(request, value)


def _shortened(request: Request, value: Any) -> Any:
    if isinstance(value, Item):
        return _item(value) if withheld(request, value.outlet) else value
    if isinstance(value, Page):
        return {"outlet": value.outlet, "url": value.url, "withheld": True} if withheld(request, value.outlet) else value
    if isinstance(value, dict):
        return {key: _shortened(request, part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_shortened(request, part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        found = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: _shortened(request, part) for name, part in found.items()} if _holds_items(found) else value
    return value


def _holds_items(values: dict[str, Any]) -> bool:
    """Records that carry items, such as a listing, a hit, a story: everything else is small and goes as it is."""
    parts = [part for value in values.values() for part in (value if isinstance(value, (tuple, list)) else (value,))]
    return any(isinstance(part, (Item, Page)) or (is_dataclass(part) and hasattr(part, "item")) for part in parts)


def _item(item: Item) -> dict[str, Any]:
    kept = ("id", "kind", "genre", "headline", "url", "outlet", "authors", "language", "published", "revision")
    return {name: getattr(item, name) for name in kept} | {"snippet": snippet_of(item), "withheld": True}
