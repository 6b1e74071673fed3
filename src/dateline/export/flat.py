"""Items and their facts as flat rows: the columns of CSV, of Parquet and of the tables of a batch, told here alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, cast

from ..types import Actor, DateEstimate, Entity, Event, Figure, Item, Mention, Span, Statement

#: spans: a list of start and end, code points in the item's text. texts: a list. number: floating point; count: whole.
ColumnKind = Literal["text", "day", "number", "count", "flag", "texts", "spans"]
Row = dict[str, Any]


def _columns(names: str) -> dict[str, ColumnKind]:
    """Columns by name in order; one that is no text has its kind after a colon."""
    pairs = (name.partition(":") for name in names.split())
    return {name: cast(ColumnKind, kind or "text") for name, _, kind in pairs}


#: What is an item's, or a fact's, own: all but the item that a fact stands in.
OWN: dict[str, dict[str, ColumnKind]] = {
    "items": _columns(
        "kind genre language outlet url published_earliest:day published_latest:day published_doubtful:flag modified_earliest:day"
        " modified_latest:day headline standfirst authors:texts section text"
    ),
    "statements": _columns(
        "id kind form act speaker entity entity_id entity_country role cue content spans:spans addressee medium earliest:day latest:day"
        " parent confidence:number"
    ),
    "events": _columns(
        "id type mode contexts:texts certainty confidence:number background:flag trigger spans:spans actors:texts actor_ids:texts"
        " actor_countries:texts actor_sectors:texts recipients:texts recipient_ids:texts recipient_countries:texts"
        " recipient_sectors:texts place country geonames_id:count latitude:number longitude:number earliest:day latest:day"
        " figures:texts reported_by"
    ),
    "figures": _columns("id what lower:number upper:number unit text spans:spans reported_by giver"),
}
_OF_FACT = _columns("id item revision outlet url published_earliest:day published_latest:day")
#: The columns of each table. A row of facts names its item and revision and repeats where and when that was published.
COLUMNS: dict[str, dict[str, ColumnKind]] = {
    name: {**(_columns("id revision") if name == "items" else _OF_FACT), **own} for name, own in OWN.items()
}
TABLES = tuple(COLUMNS)
FACTS = TABLES[1:]


def rows(items: Iterable[Item], table: str) -> Iterator[Row]:
    """The rows of one table (`TABLES`) for items, each with all its columns; what is not known is None."""
    for item in items:
        if table == "items":
            yield {"id": item.id, "revision": item.revision, **of_item(item)}
        else:
            common = _common(item)
            yield from ({"id": row["id"], **common, **row} for row in of_facts(item, table))


def of_item(item: Item) -> Row:
    """What is an item's own (`OWN`)."""
    return {
        "kind": item.kind,
        "genre": item.genre,
        "language": item.language,
        "outlet": item.outlet,
        "url": item.url,
        **_days(item.published, "published_"),
        "published_doubtful": item.published.doubtful if item.published else None,
        **_days(item.modified, "modified_"),
        "headline": item.headline,
        "standfirst": item.standfirst,
        "authors": list(item.authors),
        "section": item.section,
        "text": item.text,
    }


def of_facts(item: Item, table: str) -> list[Row]:
    """What is the own (`OWN`) of each of an item's facts, of one table (`FACTS`)."""
    if table == "statements":
        return [_statement(item, one) for one in item.statements]
    if table == "events":
        return [_event(item, one) for one in item.events]
    return [_figure(item, one) for one in item.figures]


def _statement(item: Item, one: Statement) -> Row:
    return {
        "id": one.id,
        "kind": one.kind,
        "form": one.form,
        "act": one.act,
        "speaker": _text(one.speaker),
        "entity": one.entity.name if one.entity else None,
        "entity_id": one.entity.id if one.entity else None,
        "entity_country": one.entity.country if one.entity else None,
        "role": one.role,
        "cue": one.cue.of(item.text) if one.cue else None,
        "content": " … ".join(span.of(item.text) for span in one.content),
        "spans": list(one.content),
        "addressee": _text(one.addressee),
        "medium": _text(one.medium),
        **_days(one.when),
        "parent": one.parent.id if one.parent else None,
        "confidence": one.confidence,
    }


def _event(item: Item, one: Event) -> Row:
    return {
        "id": one.id,
        "type": one.type,
        "mode": one.mode,
        "contexts": list(one.contexts),
        "certainty": one.certainty,
        "confidence": one.confidence,
        "background": one.background,
        "trigger": one.trigger.of(item.text),
        "spans": list(one.spans or (one.trigger,)),
        **_parties(one.actors, "actor"),
        **_parties(one.recipients, "recipient"),
        "place": _text(one.place),
        **_where(one.place.entity if one.place else None),
        **_days(one.when),
        "figures": [figure.id for figure in one.figures],
        "reported_by": one.reported_by.id if one.reported_by else None,
    }


def _figure(item: Item, one: Figure) -> Row:
    said = one.reported_by
    return {
        "id": one.id,
        "what": one.what,
        "lower": one.lower,
        "upper": one.upper,
        "unit": one.unit,
        "text": one.span.of(item.text),
        "spans": [one.span],
        "reported_by": said.id if said else None,
        "giver": (said.entity.name if said.entity else _text(said.speaker)) if said else None,
    }


def _common(item: Item) -> Row:
    """What a row of facts repeats of its item."""
    return {
        "item": item.id,
        "revision": item.revision,
        "outlet": item.outlet,
        "url": item.url,
        **_days(item.published, "published_"),
    }


def _parties(actors: Sequence[Actor], name: str) -> Row:
    """Lists side by side; what is not known of one is an empty text."""
    return {
        f"{name}s": [actor.entity.name if actor.entity else actor.text for actor in actors],
        f"{name}_ids": [actor.entity.id if actor.entity else "" for actor in actors],
        f"{name}_countries": [actor.country or "" for actor in actors],
        f"{name}_sectors": [actor.sector or "" for actor in actors],
    }


def _days(estimate: DateEstimate | None, name: str = "") -> Row:
    return {
        f"{name}earliest": estimate.earliest if estimate else None,
        f"{name}latest": estimate.latest if estimate else None,
    }


def _where(place: Entity | None) -> Row:
    names = {"country": "country", "geonames_id": "geonames_id", "latitude": "latitude", "longitude": "longitude"}
    return {column: getattr(place, name) if place else None for column, name in names.items()}


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def span_text(spans: Iterable[Span]) -> str:
    """Spans in one cell: "12-40; 52-60"."""
    return "; ".join(f"{span.start}-{span.end}" for span in spans)
