"""Items as one JSON-LD document: schema.org's NewsArticle and Quotation, and W3C Web Annotations that cite the words by selectors.

The context stands in the document, so nothing must be fetched to read it. What schema.org has no word for (an interval of days, a bound)
is in Dateline's own vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..types import DateEstimate, Entity, Event, Figure, Item, Mention, Span, Statement

OWN = "urn:dateline:terms:"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dl": OWN,
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "sameAs": {"@id": "https://schema.org/sameAs", "@type": "@id"},
    "oa:motivatedBy": {"@type": "@id"},
    "oa:hasSource": {"@type": "@id"},
}
_TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "live": "LiveBlogPosting",
    "sponsored": "AdvertiserContentArticle",
}
_ENTITIES = {"person": "Person", "organisation": "Organization", "place": "Place", "country": "Country"}
#: Characters before and after a citation, enough to find it again in a text that was moved.
AROUND = 32


def document(items: Iterable[Item]) -> Iterator[str]:
    """The document in pieces, a line a node: each item, then an annotation for each of its statements, events and figures."""
    yield '{"@context": ' + json.dumps(CONTEXT) + ', "@graph": [\n'
    separator = ""
    for item in items:
        for node in nodes(item):
            yield separator + json.dumps(node, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def nodes(item: Item) -> Iterator[dict[str, Any]]:
    """The nodes of one item."""
    yield article(item)
    for statement in item.statements:
        yield _annotation(item, statement.id, "statement", quotation(item, statement), statement.content)
    for event in item.events:
        yield _annotation(item, event.id, "event", _event(item, event), event.spans or (event.trigger,))
    for figure in item.figures:
        yield _annotation(item, figure.id, "figure", _figure(figure), (figure.span,))


def article(item: Item) -> dict[str, Any]:
    """An item as NewsArticle (or the kind of it that its genre names), a reader's comment as Comment."""
    body = "text" if item.kind == "comment" else "articleBody"
    named = {mention.entity.id: mention.entity for mention in item.mentions if mention.entity}
    return _filled(
        {
            "@id": _name("item", item.id),
            "@type": "Comment" if item.kind == "comment" else _TYPES.get(item.genre, "NewsArticle"),
            "dl:kind": item.kind,
            "dl:revision": item.revision,
            "url": item.url,
            "headline": item.headline,
            "abstract": item.standfirst,
            "author": [{"@type": "Person", "name": name} for name in item.authors],
            "publisher": {"@type": "Organization", "name": item.outlet} if item.outlet else None,
            "inLanguage": item.language,
            "datePublished": _day(item.published),
            "dl:published": _interval(item.published),
            "dateModified": _day(item.modified),
            body: item.text,
            "mentions": [_entity(entity) for entity in named.values()],
        }
    )


def quotation(item: Item, statement: Statement) -> dict[str, Any]:
    """A statement as Quotation: its words, who said them, and how it was reported."""
    return _filled(
        {
            "@id": _name("statement", statement.id),
            "@type": "Quotation",
            "text": " … ".join(span.of(item.text) for span in statement.content),
            "spokenByCharacter": _speakers(statement),
            "isPartOf": {"@id": _name("item", item.id)},
            "dl:kind": statement.kind,
            "dl:form": statement.form,
            "dl:act": statement.act,
            "dl:role": statement.role,
            "dl:addressee": statement.addressee.text if statement.addressee else None,
            "dl:when": _interval(statement.when),
            "dl:within": {"@id": _name("statement", statement.parent.id)} if statement.parent else None,
        }
    )


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two W3C selectors of a span: by position (code points) and by the words with what stands around them."""
    return [
        {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
        {
            "@type": "oa:TextQuoteSelector",
            "oa:exact": span.of(text),
            "oa:prefix": text[max(0, span.start - AROUND) : span.start],
            "oa:suffix": text[span.end : span.end + AROUND],
        },
    ]


def _annotation(item: Item, id: str, kind: str, body: dict[str, Any], spans: Sequence[Span]) -> dict[str, Any]:
    source = _name("item", item.id)
    return {
        "@id": _name(f"citation:{kind}", f"{item.id}:{id}"),
        "@type": "oa:Annotation",
        "oa:motivatedBy": "oa:identifying",
        "oa:hasBody": body,
        "oa:hasTarget": [
            {"@type": "oa:SpecificResource", "oa:hasSource": source, "oa:hasSelector": selectors(item.text, span)}
            for span in spans
        ],
    }


def _event(item: Item, event: Event) -> dict[str, Any]:
    return _filled(
        {
            "@id": _name("event", f"{item.id}:{event.id}"),
            "@type": "Event",
            "name": event.trigger.of(item.text),
            "dl:type": event.type,
            "dl:mode": event.mode,
            "dl:certainty": event.certainty,
            "startDate": event.when.earliest.isoformat() if event.when else None,
            "endDate": event.when.latest.isoformat() if event.when else None,
            "location": _mentioned(event.place, "Place"),
            "dl:actor": [_entity(a.entity) if a.entity else {"@type": "Thing", "name": a.text} for a in event.actors],
            "dl:recipient": [_entity(a.entity) if a.entity else {"@type": "Thing", "name": a.text} for a in event.recipients],
            "dl:reportedBy": {"@id": _name("statement", event.reported_by.id)} if event.reported_by else None,
        }
    )


def _figure(figure: Figure) -> dict[str, Any]:
    return _filled(
        {
            "@id": _name("figure", figure.id),
            "@type": "QuantitativeValue",
            "name": figure.what,
            "minValue": figure.lower,
            "maxValue": figure.upper,
            "unitText": figure.unit,
            "dl:reportedBy": {"@id": _name("statement", figure.reported_by.id)} if figure.reported_by else None,
        }
    )


def _speakers(statement: Statement) -> dict[str, Any] | list[dict[str, Any] | None] | None:
    """Who speaks: one, or a list of those who say it together."""
    first = _speaker(statement)
    return [first, *(_mentioned(mention, "Thing") for mention in statement.joint)] if statement.joint else first


def _speaker(statement: Statement) -> dict[str, Any] | None:
    return _entity(statement.entity) if statement.entity else _mentioned(statement.speaker, "Thing")


def _mentioned(mention: Mention | None, kind: str) -> dict[str, Any] | None:
    if mention is None:
        return None
    return _entity(mention.entity) if mention.entity else {"@type": kind, "name": mention.text}


def _entity(entity: Entity) -> dict[str, Any]:
    same = [f"https://sws.geonames.org/{entity.geonames_id}/"] if entity.geonames_id else []
    same += [f"http://www.wikidata.org/entity/{entity.wikidata}"] if entity.wikidata else []
    kind = _ENTITIES.get(entity.type, "Thing")
    return _filled({"@id": _name("entity", entity.id), "@type": kind, "name": entity.name, "sameAs": same})


def _name(kind: str, id: str) -> str:
    return f"urn:dateline:{kind}:{id}"


def _day(estimate: DateEstimate | None) -> str | None:
    return estimate.day.isoformat() if estimate and estimate.day else None


def _interval(estimate: DateEstimate | None) -> dict[str, str] | None:
    if estimate is None:
        return None
    return {"dl:earliest": estimate.earliest.isoformat(), "dl:latest": estimate.latest.isoformat()}


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None and value != []}
