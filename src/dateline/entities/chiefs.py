"""Who "the UN chief" and "the bank's boss" are: whom the item calls head of that body, else whom the table of offices has for the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..knowledge.offices import holder
from ..types import Entity, Mention, Span
from .linking import entity_id

_OTHER_CHIEF = (
    r"of|executive|justice|negotiator|scientist|economist|office|counsel|prosecutor|spokes\w+|strategist|medical|financial|operating|inspector|"
    r"whip|engineer|architect|correspondent|investigator|judge|adviser|advisor|political|technology|nurse|minister|secretary"
)
_CHIEF = re.compile(rf"(?:['’]s (?:head|boss|leader)| (?:chief|head|boss|leader))(?![\w-]|,? [A-Z]| (?:{_OTHER_CHIEF})\b)")
_THE = re.compile(r"\b[Tt]he $")
#: Roles of whoever heads a body, beside its name.
_HEAD = re.compile(
    r"(?i)\b(?:chief|head|boss|leader|president|chair(?:man|woman|person)?|secretary[- ]general|director[- ]general|director|ceo|governor)$"
)
#: "X chief Ada Lind", "X's head, Ada Lind": what stands between a body and who heads it.
_BETWEEN = re.compile(r"(?:['’]s)? (?P<role>[A-Za-z][\w -]{2,30}?),? $")
_AFTER = re.compile(r", (?:the )?(?P<role>[A-Za-z-]{3,20}(?: [A-Za-z-]{3,20})?) of (?:the )?")
#: Bodies whose heads the table of offices has, to its code and office.
_TABLE = {
    "United Nations": ("UN", "Secretary-General"),
    "NATO": ("NATO", "Secretary General"),
    "European Commission": ("EU", "Commission President"),
}


def chiefs(text: str, mentions: Sequence[Mention], day: date | None = None) -> Iterator[Mention]:
    """The heads of bodies by a definite description, as mentions of the person, in order. Accepts "the", a body and "chief", "head", "boss"
    or "leader". Rejects what a name follows, and bodies of which the item names two heads so far, or none while the table has none.
    Rare: in 7,600 texts none but "the RNC's chief counsel", which it rejects now, so that only invented sentences speak for it."""
    bodies = {m.span.start: m for m in mentions if m.type == "organisation" and m.entity is not None and not m.pronoun}
    heads = sorted(_heads(text, mentions, list(bodies.values())), key=lambda pair: pair[0])
    for body in (bodies[at] for at in sorted(bodies)):
        the, chief = _THE.search(text, max(0, body.span.start - 4), body.span.start), _CHIEF.match(text, body.span.end)
        if the is None or chief is None or body.entity is None:
            continue
        span = Span(the.start(), chief.end())
        so_far = {person.id: person for at, of, person in heads if at < span.start and of == body.entity.id}
        person = next(iter(so_far.values())) if len(so_far) == 1 else None if so_far else _by_table(body.entity, day)
        if person is not None:
            yield Mention(span, span.of(text), "person", person, pronoun=True)


def _heads(text: str, mentions: Sequence[Mention], bodies: Sequence[Mention]) -> Iterator[tuple[int, str, Entity]]:
    """Where a person is named as head of a body: the place, the body's id and the person."""
    people = [m for m in mentions if m.type == "person" and m.entity is not None and not m.pronoun]
    for body in bodies:
        near = (m for m in people if 0 < m.span.start - body.span.end < 40)
        for person in near:
            between = _BETWEEN.fullmatch(text[body.span.end : person.span.start])
            if between and _HEAD.search(between["role"]) and body.entity is not None and person.entity is not None:
                yield person.span.start, body.entity.id, person.entity
    for person in people:
        after = _AFTER.match(text, person.span.end)
        of = next((b for b in bodies if after and b.span.start == after.end()), None)
        if after and of is not None and _HEAD.search(after["role"]) and of.entity is not None and person.entity is not None:
            yield person.span.start, of.entity.id, person.entity


def _by_table(body: Entity, day: date | None) -> Entity | None:
    found = _TABLE.get(body.name)
    name = holder(found[1], found[0], day) if found and day else None
    return Entity(entity_id("person", name), name, "person") if name else None
