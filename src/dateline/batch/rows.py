"""A page as rows: one for the page, one for each item with its facts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..export.flat import FACTS, of_facts, of_item
from ..export.parquet import plain
from ..store.writing import capture_id, pack
from ..stories.members import member_of
from ..types import Item, Page

Row = dict[str, Any]


def page_rows(page: Page) -> list[Row]:
    """The rows of a page: first its own, then its items' in order."""
    capture = capture_id(page)
    captured = page.captured.latest if page.captured else None
    common = {"capture": capture, "captured": captured}
    rows: list[Row] = [{**common, "kind": "page", "day": captured, "page": _page(page)}]
    for number, item in enumerate(page.items):
        day = item.published.latest if item.published else None
        keys = {"kind": "item", "item_number": number, "day": day, "id": item.id, "revision": item.revision}
        rows.append({**common, **keys, "item": _item(item), "member": _member(item)})
    return rows


def _page(page: Page) -> Row:
    return {
        "url": page.url,
        "outlet": page.outlet,
        "language": page.language,
        "media_type": page.media_type,
        "captured_earliest": page.captured.earliest if page.captured else None,
        "captured_latest": page.captured.latest if page.captured else None,
        "items": len(page.items),
        "characters": len(page.text),
        "packed": pack(page),
    }


def _item(item: Item) -> Row:
    facts = {name: [plain(row) for row in of_facts(item, name)] for name in FACTS}
    return {**of_item(item), "entities": _entities(item), **facts}


def _member(item: Item) -> Row | None:
    if item.kind != "article":
        return None
    member = member_of(item)
    return {
        "vector": member.vector.packed(),
        "keys": member.keys.packed() if member.keys else None,
        "places": sorted(member.places),
    }


def _entities(item: Item) -> list[Row]:
    named = {m.entity.id: m.entity for m in item.mentions if m.entity}
    counts = Counter(m.entity.id for m in item.mentions if m.entity)
    return [
        {
            "id": one.id,
            "name": one.name,
            "type": one.type,
            "country": one.country,
            "geonames_id": one.geonames_id,
            "mentions": counts[one.id],
        }
        for one in named.values()
    ]
