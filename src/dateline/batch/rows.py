"""A page as rows: one for the page, one for each item with its facts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..store.writing import capture_id, pack
from ..stories.members import member_of
from ..types import Actor, DateEstimate, Event, Figure, Item, Page, Span, Statement

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
        **_days("captured", page.captured),
        "items": len(page.items),
        "characters": len(page.text),
        "packed": pack(page),
    }


def _item(item: Item) -> Row:
    return {
        "kind": item.kind,
        "genre": item.genre,
        "outlet": item.outlet,
        "url": item.url,
        "language": item.language,
        "headline": item.headline,
        "standfirst": item.standfirst,
        "authors": list(item.authors),
        "section": item.section,
        "text": item.text,
        **_days("published", item.published),
        "doubtful": item.published.doubtful if item.published else None,
        **_days("modified", item.modified),
        "entities": _entities(item),
        "statements": [_statement(item, one) for one in item.statements],
        "events": [_event(item, one) for one in item.events],
        "figures": [_figure(item, one) for one in item.figures],
    }


def _member(item: Item) -> Row | None:
    if item.kind != "article":
        return None
    member = member_of(item)
    return {
        "vector": member.vector.packed(),
        "keys": member.keys.packed() if member.keys else None,
        "places": sorted(member.places),
    }


def _days(name: str, estimate: DateEstimate | None) -> Row:
    return {
        f"{name}_earliest": estimate.earliest if estimate else None,
        f"{name}_latest": estimate.latest if estimate else None,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


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


def _statement(item: Item, one: Statement) -> Row:
    return {
        "id": one.id,
        "kind": one.kind,
        "act": one.act,
        "speaker": one.speaker.text if one.speaker else None,
        "entity": one.entity.id if one.entity else None,
        "entity_name": one.entity.name if one.entity else None,
        "role": one.role,
        "cue": one.cue.of(item.text) if one.cue else None,
        "content": " … ".join(span.of(item.text) for span in one.content),
        "addressee": one.addressee.text if one.addressee else None,
        "medium": one.medium.text if one.medium else None,
        "parent": one.parent.id if one.parent else None,
        "confidence": one.confidence,
        "start": min((span.start for span in one.content), default=None),
        "end": max((span.end for span in one.content), default=None),
        **_days("when", one.when),
    }


def _actor(one: Actor) -> Row:
    return {
        "text": one.text,
        "entity": one.entity.id if one.entity else None,
        "name": one.entity.name if one.entity else None,
        "country": one.country,
        "sector": one.sector,
    }


def _event(item: Item, one: Event) -> Row:
    where = one.place.entity if one.place else None
    return {
        "id": one.id,
        "type": one.type,
        "mode": one.mode,
        "contexts": list(one.contexts),
        "certainty": one.certainty,
        "confidence": one.confidence,
        "trigger": one.trigger.of(item.text),
        "actors": [_actor(actor) for actor in one.actors],
        "recipients": [_actor(actor) for actor in one.recipients],
        "place": one.place.text if one.place else None,
        "country": where.country if where else None,
        "geonames_id": where.geonames_id if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "reported_by": one.reported_by.id if one.reported_by else None,
        "background": one.background,
        **_span(one.trigger),
        **_days("when", one.when),
    }


def _figure(item: Item, one: Figure) -> Row:
    return {
        "id": one.id,
        "what": one.what,
        "lower": one.lower,
        "upper": one.upper,
        "unit": one.unit,
        "words": one.span.of(item.text),
        "reported_by": one.reported_by.id if one.reported_by else None,
        **_span(one.span),
    }
