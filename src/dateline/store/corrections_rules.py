"""Corrections laid over an item as it was read: pure, so that a re-read, a new revision or an import can lay them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ..records import from_plain, to_plain
from ..types import Actor, DateEstimate, Entity, Event, Evidence, Figure, Interval, Item, Mention, Span, Statement
from .corrections_records import Correction

Fact = TypeVar("Fact", Statement, Event, Figure)


def corrected(item: Item, corrections: Iterable[Correction]) -> tuple[Item, frozenset[str]]:
    """The item with the corrections laid over it in the order given, and the ids of those that found what they speak of."""
    applied = set()
    for correction in corrections:
        shift = correction.anchor.shift(item.text)
        changed = None if shift is None else _APPLY[correction.about](item, correction, shift)
        if changed is not None:
            item = changed
            applied.add(correction.id)
    return item, frozenset(applied)


def anchor_of(fact: Statement | Event | Figure) -> Span:
    """The span by which a fact is found again: the first of a statement's words, an event's trigger, a figure's number."""
    if isinstance(fact, Statement):
        return fact.content[0]
    return fact.trigger if isinstance(fact, Event) else fact.span


def found(facts: Iterable[Fact], id: str | None, span: Span | None, same: Callable[[Fact], bool]) -> Fact | None:
    """The fact with this id; else, since a newer rule may name it otherwise, the one of the kind that `same` wants whose span overlaps;
    else the only one whose span overlaps."""
    facts = tuple(facts)
    for fact in facts:
        if fact.id == id:
            return fact
    near = [fact for fact in facts if span is not None and anchor_of(fact).overlaps(span)]
    alike = [fact for fact in near if same(fact)]
    return alike[0] if alike else near[0] if len(near) == 1 else None


def _item(item: Item, correction: Correction, _: int) -> Item:
    values = dict(correction.changes)
    if "published" in values:
        values["published"] = _estimate(values["published"], correction)
    if "authors" in values:
        values["authors"] = tuple(values["authors"])
    return replace(item, **values)


def mention_at(item: Item, span: Span) -> Mention | None:
    """The mention at a span, else the first that overlaps it; times are none."""
    named = [m for m in item.mentions if m.type != "time"]
    exact = [m for m in named if m.span == span]
    return next(iter(exact or [m for m in named if m.span.overlaps(span)]), None)


def _mention(item: Item, correction: Correction, shift: int) -> Item | None:
    assert correction.anchor.span is not None
    old = mention_at(item, correction.anchor.span.shifted(shift))
    if old is None:
        return None
    if correction.action == "reject":
        kept = tuple(m for m in item.mentions if m is not old)
        return _renamed(replace(item, mentions=kept), old, None)
    values = dict(correction.changes)
    if "entity" in values:
        values["entity"] = _entity(values["entity"])
    new = replace(old, **values)
    item = replace(item, mentions=tuple(new if m is old else m for m in item.mentions))
    return _renamed(item, old, new.entity) if "entity" in correction.changes else item


def _renamed(item: Item, mention: Mention, entity: Entity | None) -> Item:
    """The facts that rest on a mention, with what it names now."""

    def part(value: Mention | None) -> Mention | None:
        return replace(value, entity=entity) if value is not None and value.span == mention.span else value

    def actor(value: Actor) -> Actor:
        return replace(value, entity=entity, country=entity.country if entity else None) if value.span == mention.span else value

    for s in item.statements:
        speaks = s.speaker is not None and s.speaker.span == mention.span
        joint = tuple(meant for mention in s.joint if (meant := part(mention)) is not None)
        new = replace(s, speaker=part(s.speaker), addressee=part(s.addressee), entity=entity if speaks else s.entity, joint=joint)
        if new != s:
            item = _with_statement(item, s.id, new)
    for e in item.events:
        actors, recipients = tuple(map(actor, e.actors)), tuple(map(actor, e.recipients))
        event = replace(e, actors=actors, recipients=recipients, place=part(e.place))
        if event != e:
            item = _with_event(item, e.id, event)
    return item


def _namesake(item: Item, correction: Correction, _: int) -> Item | None:
    """The item with another person of the name wherever it, or a fact of it, has one; None where it names nobody so."""
    ids, other = frozenset(correction.was["ids"]), correction.changes["entity"]
    if not any(m.entity is not None and m.entity.id in ids for m in item.mentions):
        return None
    return from_plain(Item, _put(to_plain(item), ids, other))


def _put(value: Any, ids: frozenset[str], other: Mapping[str, Any]) -> Any:
    """Plain values with one entity in the place of those with these ids, and of a party that had the country of one the country too."""
    if isinstance(value, list):
        return [_put(part, ids, other) for part in value]
    if not isinstance(value, dict):
        return value
    if value.get("id") in ids and "type" in value and "name" in value:
        return dict(other)
    made = {name: _put(part, ids, other) for name, part in value.items()}
    was = value.get("entity")
    if isinstance(was, dict) and was.get("id") in ids and "country" in value and value["country"] == was.get("country"):
        made.pop("country")
    return made


def _statement(item: Item, correction: Correction, shift: int) -> Item | None:
    old = found(item.statements, correction.fact, _moved(correction, shift), lambda s: True)
    if old is None:
        return None
    if correction.action == "reject":
        return _with_statement(item, old.id, None)
    values = dict(correction.changes)
    if "speaker" in values:
        values |= _speaker(values["speaker"], item, shift)
    if "addressee" in values:
        values["addressee"] = _named(values["addressee"], item, shift)
    if "when" in values:
        values["when"] = _estimate(values["when"], correction)
    return _with_statement(item, old.id, replace(old, **values))


def _speaker(value: Any, item: Item, shift: int) -> dict[str, Any]:
    """Who speaks: the words that name them, where the text has them, and the entity."""
    if value is None:
        return {"speaker": None, "entity": None, "speaker_words": None, "joint": ()}
    mention = _named(value, item, shift)
    entity = mention.entity if mention is not None else None
    named = mention and mention.span
    return {"speaker": mention, "entity": entity or _entity(value.get("entity")), "speaker_words": named, "joint": ()}


def _named(value: Any, item: Item, shift: int) -> Mention | None:
    """The mention that a value speaks of; None where it names an entity that the text does not."""
    if value is None or "span" not in value:
        return None
    span = Span(*value["span"]).shifted(shift)
    if span.of(item.text) != value["text"]:
        return None
    held = next((m for m in item.mentions if m.span == span), None)
    entity = _entity(value.get("entity")) or (held.entity if held else None)
    return replace(held, entity=entity) if held else Mention(span, value["text"], entity.type if entity else "person", entity)


def _event(item: Item, correction: Correction, shift: int) -> Item | None:
    old = found(item.events, correction.fact, _moved(correction, shift), lambda e: e.type == correction.was.get("type", e.type))
    if old is None:
        return None
    if correction.action == "reject":
        return _with_event(item, old.id, None)
    values = dict(correction.changes)
    for name in ("actors", "recipients"):
        if name in values:
            values[name] = tuple(_actor(value, item, shift, old.trigger) for value in values[name])
    if "place" in values:
        value = values["place"]
        entity = _entity(value["entity"]) if value else None
        values["place"] = _named(value, item, shift) or (entity and Mention(old.trigger, entity.name, entity.type, entity))
    if "when" in values:
        values["when"] = _estimate(values["when"], correction)
    return _with_event(item, old.id, replace(old, **values))


def _actor(value: Mapping[str, Any], item: Item, shift: int, trigger: Span) -> Actor:
    mention = _named(value, item, shift)
    entity = _entity(value.get("entity")) or (mention.entity if mention else None)
    if mention is not None:
        return Actor(mention.span, mention.text, entity, entity.country if entity else None)
    return Actor(trigger, entity.name if entity else "", entity, entity.country if entity else None)


def _figure(item: Item, correction: Correction, shift: int) -> Item | None:
    old = found(item.figures, correction.fact, _moved(correction, shift), lambda f: f.what == correction.was.get("what", f.what))
    if old is None:
        return None
    new = None if correction.action == "reject" else replace(old, **correction.changes)
    item = replace(item, figures=_swapped(item.figures, old.id, new))
    return replace(item, events=tuple(replace(e, figures=_swapped(e.figures, old.id, new)) for e in item.events))


def _with_statement(item: Item, id: str, new: Statement | None) -> Item:
    """The item with a statement put in the place of another, or taken out, wherever facts refer to it."""

    def swap(value: Statement | None) -> Statement | None:
        return new if value is not None and value.id == id else value

    figures = tuple(replace(f, reported_by=swap(f.reported_by)) for f in item.figures)
    events = tuple(
        replace(
            e,
            reported_by=swap(e.reported_by),
            figures=tuple(replace(f, reported_by=swap(f.reported_by)) for f in e.figures),
        )
        for e in item.events
    )
    statements = tuple(replace(s, parent=swap(s.parent)) for s in _swapped(item.statements, id, new))
    return replace(item, statements=statements, events=events, figures=figures)


def _with_event(item: Item, id: str, new: Event | None) -> Item:
    return replace(item, events=_swapped(item.events, id, new))


def _swapped(facts: tuple[Fact, ...], id: str, new: Fact | None) -> tuple[Fact, ...]:
    return tuple(kept for fact in facts if (kept := new if fact.id == id else fact) is not None)


def _moved(correction: Correction, shift: int) -> Span | None:
    return correction.anchor.span.shifted(shift) if correction.anchor.span is not None else None


def _entity(value: Any) -> Entity | None:
    return from_plain(Entity, value) if value else None


def _estimate(value: Any, correction: Correction) -> DateEstimate | None:
    """A date as a person gave it: the correction is its evidence."""
    if value is None:
        return None
    earliest, latest = (date.fromisoformat(day) for day in value)
    where = f"correction {correction.id}"
    evidence = Evidence("correction", where, "field", (Interval(earliest, latest),), True, correction.why)
    return DateEstimate(earliest, latest, (evidence,))


_APPLY: dict[str, Callable[[Item, Correction, int], Item | None]] = {
    "item": _item,
    "mention": _mention,
    "statement": _statement,
    "event": _event,
    "figure": _figure,
    "namesake": _namesake,
}
