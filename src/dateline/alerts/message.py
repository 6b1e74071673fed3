"""What an alert says: the new items of a saved search, for programs and for people. Only openings are told, with links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..store.alerts_records import Delivery, SavedSearch
from ..types import Item

#: The longest opening of an item, in characters.
OPENING = 300


@dataclass(frozen=True, slots=True)
class Message:
    """A delivery with its items; `site` is the address of the site that links lead to, "" where it has none that others know."""

    search: SavedSearch
    delivery: Delivery
    items: tuple[Item, ...]
    site: str = ""

    def plain(self) -> dict[str, Any]:
        """The message as JSON-ready values."""
        saved = {"id": self.search.id, "name": self.search.name, "about": self.search.about, "asked": self.search.asked}
        items = [self._plain(item) for item in self.items]
        return {"delivery": self.delivery.id, "created": self.delivery.created, "saved": saved, "items": items}

    def _plain(self, item: Item) -> dict[str, Any]:
        days = item.published
        found = {
            "id": item.id,
            "kind": item.kind,
            "title": title(item),
            "outlet": item.outlet,
            "published": {"earliest": f"{days.earliest}", "latest": f"{days.latest}"} if days else None,
            "original": item.url,
            "url": self._address(item),
            "opening": opening(item),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _address(self, item: Item) -> str | None:
        return f"{self.site.rstrip('/')}/item/{item.id}" if self.site else None

    @property
    def subject(self) -> str:
        """One line."""
        return f"Dateline: {' '.join(self.search.name.split())}: {len(self.items)} new"

    def text(self) -> str:
        """The message as lines for people."""
        parts = [f"New in “{self.search.name}”, which you follow in Dateline:", ""]
        for item in self.items:
            when = f"{item.published.earliest}" if item.published else "date not known"
            if item.published and item.published.day is None:
                when += f" to {item.published.latest}"
            parts += [title(item), f"{item.outlet or 'unknown outlet'}, {when}"]
            parts += [address for address in (self._address(item), item.url) if address]
            parts.append("")
        return "\n".join(parts)


def title(item: Item) -> str:
    """The headline, or the opening words."""
    return " ".join((item.headline or item.text).split())[:200]


def opening(item: Item) -> str:
    """The beginning of the text, cut at a word."""
    words = " ".join((item.paragraphs[0] if item.paragraphs else item.text).split())
    return words if len(words) <= OPENING else words[: words.rfind(" ", 0, OPENING)] + " …"
