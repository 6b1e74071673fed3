"""Items and their facts as flat rows: the columns of CSV and Parquet, the same in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, cast

from ..types import Actor, DateEstimate, Entity, Event, Figure, Item, Mention, Span, Statement

#: spans: a list of start and end, code points in the item's text. texts: a list. number: floating point; count: whole.
ColumnKind = Literal["text", "day", "number", "count", "flag", "texts", "spans"]
Row = dict[str, Any]


def _columns(names: str) -> dict[str, ColumnKind]:
    """Columns by name in order; one that is no text has its kind after a colon."""
    pairs = (name.partition(":") for name in names.split())
    return {name: cast(ColumnKind, kind or "text") for name, _, kind in pairs}


_OF_ITEM = "outlet url published_earliest:day published_latest:day"
_OF_FACT = f"id item revision {_OF_ITEM}"
#: The columns of each table. A row of facts names its item and revision and repeats where and when that was published.
COLUMNS: dict[str, dict[str, ColumnKind]] = {
    "items": _columns(
        f"id revision kind genre language {_OF_ITEM} published_doubtful:flag modified:day headline standfirst authors:texts section text"
    ),
    "statements": _columns(
        f"{_OF_FACT} kind act speaker entity entity_id entity_country role cue content spans:spans addressee medium"
        " earliest:day latest:day parent confidence:number"
    ),
    "events": _columns(
        f"{_OF_FACT} type mode contexts:texts certainty confidence:number background:flag trigger spans:spans actors:texts"
        " actor_countries:texts recipients:texts recipient_countries:texts place country geonames_id:count latitude:number"
        " longitude:number earliest:day latest:day figures:texts reported_by"
    ),
    "figures": _columns(f"{_OF_FACT} what lower:number upper:number unit text spans:spans reported_by giver"),
}
TABLES = tuple(COLUMNS)


def rows(items: Iterable[Item], table: str) -> Iterator[Row]:
    """The rows of one table (`TABLES`) for items, each with all its columns; what is not known is None."""
    return (row for item in items for row in _TABLES[table](item))


def _item(item: Item) -> Iterator[Row]:
    yield {
        "id": item.id,
        "revision": item.revision,
        "kind": item.kind,
        "genre": item.genre,
        "language": item.language,
        **_of_item(item),
        "published_doubtful": item.published.doubtful if item.published else None,
        "modified": item.modified.day if item.modified else None,
        "headline": item.headline,
        "standfirst": item.standfirst,
        "authors": list(item.authors),
        "section": item.section,
        "text": item.text,
    }


def _statements(item: Item) -> Iterator[Row]:
    for statement in item.statements:
        entity = statement.entity
        yield {
            **_fact(item, statement),
            "kind": statement.kind,
            "act": statement.act,
            "speaker": _text(statement.speaker),
            "entity": entity.name if entity else None,
            "entity_id": entity.id if entity else None,
            "entity_country": entity.country if entity else None,
            "role": statement.role,
            "cue": statement.cue.of(item.text) if statement.cue else None,
            "content": " … ".join(span.of(item.text) for span in statement.content),
            "spans": list(statement.content),
            "addressee": _text(statement.addressee),
            "medium": _text(statement.medium),
            **_days(statement.when),
            "parent": statement.parent.id if statement.parent else None,
            "confidence": statement.confidence,
        }


def _events(item: Item) -> Iterator[Row]:
    for event in item.events:
        place = event.place.entity if event.place else None
        yield {
            **_fact(item, event),
            "type": event.type,
            "mode": event.mode,
            "contexts": list(event.contexts),
            "certainty": event.certainty,
            "confidence": event.confidence,
            "background": event.background,
            "trigger": event.trigger.of(item.text),
            "spans": list(event.spans or (event.trigger,)),
            "actors": [_name(actor) for actor in event.actors],
            "actor_countries": [actor.country or "" for actor in event.actors],
            "recipients": [_name(actor) for actor in event.recipients],
            "recipient_countries": [actor.country or "" for actor in event.recipients],
            "place": _text(event.place),
            **_where(place),
            **_days(event.when),
            "figures": [figure.id for figure in event.figures],
            "reported_by": event.reported_by.id if event.reported_by else None,
        }


def _figures(item: Item) -> Iterator[Row]:
    for figure in item.figures:
        said = figure.reported_by
        yield {
            **_fact(item, figure),
            "what": figure.what,
            "lower": figure.lower,
            "upper": figure.upper,
            "unit": figure.unit,
            "text": figure.span.of(item.text),
            "spans": [figure.span],
            "reported_by": said.id if said else None,
            "giver": (said.entity.name if said.entity else _text(said.speaker)) if said else None,
        }


_TABLES: dict[str, Callable[[Item], Iterator[Row]]] = {
    "items": _item,
    "statements": _statements,
    "events": _events,
    "figures": _figures,
}


def _fact(item: Item, fact: Statement | Event | Figure) -> Row:
    return {"id": fact.id, "item": item.id, "revision": item.revision, **_of_item(item)}


def _of_item(item: Item) -> Row:
    day = item.published
    ends = {"published_earliest": day.earliest if day else None, "published_latest": day.latest if day else None}
    return {"outlet": item.outlet, "url": item.url, **ends}


def _days(estimate: DateEstimate | None) -> Row:
    return {"earliest": estimate.earliest if estimate else None, "latest": estimate.latest if estimate else None}


def _where(place: Entity | None) -> Row:
    names = {"country": "country", "geonames_id": "geonames_id", "latitude": "latitude", "longitude": "longitude"}
    return {column: getattr(place, name) if place else None for column, name in names.items()}


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _name(actor: Actor) -> str:
    return actor.entity.name if actor.entity else actor.text


def span_text(spans: Iterable[Span]) -> str:
    """Spans in one cell: "12-40; 52-60"."""
    return "; ".join(f"{span.start}-{span.end}" for span in spans)
