# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What `tagging` and `facts_writing` read off an item with its facts, compiled."""

from ..types import Actor, DateEstimate, Entity, Event, Item, Mention, Statement
from .tags_tables import ENTITY_FACETS, FACETS

include "compiled_slots.pxi"

cdef Slot _MENTIONS = Slot(Item, "mentions"), _STATEMENTS = Slot(Item, "statements"), _EVENTS = Slot(Item, "events")
cdef Slot _PUBLISHED = Slot(Item, "published")
cdef Slot _NAMED = Slot(Mention, "entity"), _HOLDER = Slot(Statement, "entity"), _SAID_WHEN = Slot(Statement, "when")
cdef Slot _ID = Slot(Entity, "id"), _ENTITY_TYPE = Slot(Entity, "type"), _COUNTRY = Slot(Entity, "country")
cdef Slot _TYPE = Slot(Event, "type"), _CERTAINTY = Slot(Event, "certainty"), _WHEN = Slot(Event, "when")
cdef Slot _ACTORS = Slot(Event, "actors"), _RECIPIENTS = Slot(Event, "recipients"), _PARTY = Slot(Actor, "country")
cdef Slot _EARLIEST = Slot(DateEstimate, "earliest"), _LATEST = Slot(DateEstimate, "latest")


def entities_of(item):
    """As `tagging.entities_of`."""
    cdef dict found = {}
    cdef set several = set()
    cdef tuple mentions = tuple(value_of(_MENTIONS, item)), statements = tuple(value_of(_STATEMENTS, item))
    for mention in mentions:
        _name(found, several, value_of(_NAMED, mention))
    for statement in statements:
        _name(found, several, value_of(_HOLDER, statement))
    return found


cdef int _name(dict found, set several, entity) except -1:
    """Of different records of one id the one that comes last for the first time stays."""
    if entity is None:
        return 0
    name = value_of(_ID, entity)
    held = found.get(name)
    if held is entity:
        return 0
    if held is not None:
        if id(entity) in several:
            return 0
        several.update((id(held), id(entity)))
    found[name] = entity
    return 0


def days_of(item):
    """(day, days of its statements, first and last days of its events), as `facts_writing._days_of`."""
    published = value_of(_PUBLISHED, item)
    cdef object day = 0 if published is None else value_of(_LATEST, published).toordinal()
    cdef list said = [], told = []
    cdef object whole = None
    cdef tuple statements = tuple(value_of(_STATEMENTS, item)), events = tuple(value_of(_EVENTS, item))
    for statement in statements:
        when = value_of(_SAID_WHEN, statement)
        said.append(day if when is None else value_of(_LATEST, when).toordinal())
    for event in events:
        when = value_of(_WHEN, event)
        if when is not None and when is not published:
            told.append((value_of(_EARLIEST, when).toordinal(), value_of(_LATEST, when).toordinal()))
            continue
        if whole is None:
            whole = (0, 0) if published is None else (value_of(_EARLIEST, published).toordinal(), day)
        told.append(whole)
    return day, said, told


def between(event):
    """As `facts_writing.between`."""
    cdef tuple actors = tuple(value_of(_ACTORS, event)), recipients = tuple(value_of(_RECIPIENTS, event))
    if len(actors) + len(recipients) < 2 or value_of(_CERTAINTY, event) in ("negated", "possible"):
        return ()
    cdef list acting = _countries(actors), receiving = _countries(recipients)
    if not receiving and len(acting) < 2:
        return ()
    cdef list found = [(by, to, False) for by in acting for to in receiving if to not in acting]
    if len(acting) > 1:
        found += [(by, to, True) for by in acting for to in acting if by < to]
    return found


cdef list _countries(tuple parties):
    cdef list found = []
    for party in parties:
        country = value_of(_PARTY, party)
        if country and country not in found:
            found.append(country)
    if len(found) > 1:
        found.sort()
    return found


_NUMBERS = {facet: number for number, facet in enumerate(FACETS)}
cdef dict _OF_ENTITIES = {facet: _NUMBERS[facet] for facet in ENTITY_FACETS}
cdef object _OTHER = _NUMBERS["entity"], _COUNTRIES = _NUMBERS["country"], _TYPES = _NUMBERS["event"]
cdef object _MONTHS = _NUMBERS["month"], _WIDE = _NUMBERS["wide"]
cdef list _PLAIN = [(_NUMBERS[name], Slot(Item, name)) for name in ("kind", "genre", "outlet", "language")]


def tags_of(item, named):
    """As `tagging.tags_of`."""
    cdef set found = set()
    cdef tuple events = tuple(value_of(_EVENTS, item))
    for facet, slot in _PLAIN:
        value = value_of(slot, item)
        if value:
            found.add((facet, value))
    for event in events:
        found.add((_TYPES, value_of(_TYPE, event)))
    for entity in named:
        found.add((_OF_ENTITIES.get(value_of(_ENTITY_TYPE, entity), _OTHER), value_of(_ID, entity)))
        country = value_of(_COUNTRY, entity)
        if country:
            found.add((_COUNTRIES, country))
    published = value_of(_PUBLISHED, item)
    if published is not None:
        latest = value_of(_LATEST, published)
        found.add((_MONTHS, latest.isoformat()[:7]))
        if latest != value_of(_EARLIEST, published):
            found.add((_WIDE, "wide"))
    return found
