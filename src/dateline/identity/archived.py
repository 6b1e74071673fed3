"""Identity in an archive, worked out as entities come: new names meet those that share a key, the groups they touch are settled anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select

from ..store import schema
from ..store.corrections_tables import retractions
from ..store.identities import chunks, entities_by_id, entity_of
from ..store.identity_tables import entity_keys, identities, identity_pairs, judgements
from ..store.rows import put_rows
from ..store.writing import _insert
from ..types import Entity
from .candidates import COMMON, kept_under, looked_up
from .judging import Judgement, in_force
from .matching import match, name_score
from .resolver import Pair, settle

#: The types whose names are compared. Countries have one id each already; groups ("the minister") name nobody for good.
TYPES = ("person", "organisation", "place", "work", "project")
#: Candidates looked at for one key, and members of a group that are compared each with each.
LOOKED_AT, COMPARED = 24, 40
#: Made once: making a statement costs more than running it.
_UNDER = (
    select(schema.entities)
    .join(entity_keys, entity_keys.c.entity == schema.entities.c.id)
    .where(entity_keys.c.key == bindparam("under"), schema.entities.c.type.in_([bindparam("one"), bindparam("other")]))
    .order_by(entity_keys.c.entity)
    .limit(bindparam("most"))
)


def identify(connection: Connection, ids: Iterable[str]) -> None:
    """Brings identity up to some entities; those that are known already cost one look-up."""
    touched: set[str] = set()
    for part in chunks(ids):
        for entity in _unknown(connection, part):
            touched |= _meet(connection, entity)
    settle_around(connection, touched)


def identify_all(connection: Connection) -> None:
    """Brings identity up to every entity that is not known yet: after an import, in an archive of an older version."""
    known = select(entity_keys.c.entity)
    query = select(schema.entities.c.id).where(schema.entities.c.type.in_(TYPES), schema.entities.c.id.not_in(known))
    identify(connection, connection.execute(query).scalars().all())
    judged = connection.execute(select(judgements.c.left, judgements.c.right)).all()
    settle_around(connection, {id for row in judged for id in row})


def _unknown(connection: Connection, ids: list[str]) -> list[Entity]:
    known = set(connection.execute(select(entity_keys.c.entity).where(entity_keys.c.entity.in_(ids)).distinct()).scalars())
    new = [id for id in ids if id not in known]
    if not new:
        return []
    query = select(schema.entities).where(schema.entities.c.id.in_(new), schema.entities.c.type.in_(TYPES))
    return [entity_of(row) for row in connection.execute(query.order_by(schema.entities.c.id))]


def _meet(connection: Connection, entity: Entity) -> set[str]:
    """Compares an entity with those that share a key and keeps it under its own; its id, where it is one with another."""
    rows = []
    for other in _candidates(connection, entity):
        verdict = match(entity, other)
        if verdict != "different":
            left, right = sorted((entity.id, other.id))
            rows.append({"left": left, "right": right, "verdict": verdict, "score": name_score(entity.name, other.name)})
    if rows:
        connection.execute(_insert(connection, identity_pairs), rows)
    put_rows(connection, entity_keys, [(entity.id, key) for key in sorted(kept_under(entity.name))], new_only=True)
    return {entity.id} if any(row["verdict"] == "same" for row in rows) else set()


def _candidates(connection: Connection, entity: Entity) -> list[Entity]:
    narrow, surname = looked_up(entity.name)
    found = {other.id: other for key in sorted(narrow) for other in _under(connection, key, entity, LOOKED_AT)}
    for key in surname:
        alike = _under(connection, key, entity, COMMON)
        found |= {other.id: other for other in alike} if len(alike) < COMMON else {}
    found.pop(entity.id, None)
    return [found[id] for id in sorted(found)]


def _under(connection: Connection, key: str, entity: Entity, most: int) -> list[Entity]:
    types = ("place", "country") if entity.type == "place" else (entity.type,)
    rows = connection.execute(_UNDER, {"under": key, "one": types[0], "other": types[-1], "most": most})
    return [entity_of(row) for row in rows]


def judged(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """The judgements in force that touch some entities, the oldest first."""
    c = judgements.c
    rows: dict[str, Any] = {}
    for part in chunks(ids):
        query = select(judgements).where(or_(c.left.in_(part), c.right.in_(part)), c.id.not_in(select(retractions.c.id)))
        rows |= {row.id: row for row in connection.execute(query)}
    given = [judgement_of(row) for row in sorted(rows.values(), key=lambda row: (row.at, row.id))]
    return sorted(in_force(given).values(), key=lambda judgement: (judgement.at, judgement.pair))


def judgement_of(row: Any) -> Judgement:
    """The record of a row."""
    return Judgement(row.left, row.right, row.verdict, row.by, datetime.fromisoformat(row.at), row.why)


def settle_around(connection: Connection, ids: Iterable[str]) -> None:
    """Settles the groups of some entities afresh: everything that pairs or judgements join them to, and nothing else."""
    waiting = set(ids)
    while waiting:
        members, pairs = _joined_to(connection, waiting.pop())
        waiting -= members
        _settle(connection, members, pairs)


def _joined_to(connection: Connection, id: str) -> tuple[set[str], list[tuple[str, str, float]]]:
    """All that an entity is joined to by pairs that are the same, inferred or judged, and the inferred pairs."""
    members, edge, pairs = {id}, {id}, dict[Pair, float]()
    c = identity_pairs.c
    while edge:
        near: set[str] = set()
        for part in chunks(edge):
            query = select(identity_pairs).where(c.verdict == "same", or_(c.left.in_(part), c.right.in_(part)))
            for row in connection.execute(query):
                pairs[row.left, row.right] = row.score
                near |= {row.left, row.right}
        near |= {id for judgement in judged(connection, edge) if judgement.verdict == "same" for id in judgement.pair}
        edge = near - members
        members |= near
    return members, [(left, right, score) for (left, right), score in pairs.items()]


def _settle(connection: Connection, members: set[str], pairs: list[tuple[str, str, float]]) -> None:
    said = judged(connection, members)
    ruled = {judgement.pair for judgement in said}
    same = [judgement.pair for judgement in said if judgement.verdict == "same"]
    inferred = sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))
    same += [(left, right) for left, right, _ in inferred if (left, right) not in ruled]
    apart = [judgement.pair for judgement in said if judgement.verdict == "not-same"]
    apart += [pair for pair in _outside(_different(connection, members), said, inferred) if pair not in ruled]
    canonical = settle(same, apart).canonical
    sizes: dict[str, int] = defaultdict(int)
    for head in canonical.values():
        sizes[head] += 1
    for part in chunks(members):
        connection.execute(delete(identities).where(or_(identities.c.entity.in_(part), identities.c.canonical.in_(part))))
    held = entities_by_id(connection, members)
    rows = [{"entity": id, "canonical": head} for id, head in sorted(canonical.items()) if sizes[head] > 1 and id in held]
    if rows:
        connection.execute(identities.insert(), rows)


def _outside(different: list[Pair], said: list[Judgement], inferred: list[tuple[str, str, float]]) -> Iterator[Pair]:
    """The pairs that names part, but for those over which people have the word: where somebody was judged the same as one under another
    name, the other spellings of that one go with them, though their names differ too."""
    judged_one = settle(
        [judgement.pair for judgement in said if judgement.verdict == "same"],
        [judgement.pair for judgement in said if judgement.verdict == "not-same"],
    ).canonical
    joined = {frozenset((judged_one.get(left, left), judged_one.get(right, right))) for left, right, _ in inferred}
    for left, right in different:
        untold = not {left, right} & judged_one.keys()
        if untold or frozenset((judged_one.get(left, left), judged_one.get(right, right))) not in joined:
            yield left, right


def _different(connection: Connection, members: set[str]) -> list[Pair]:
    """Pairs of a group that their names or countries part: a chain of likenesses must not join them."""
    found = entities_by_id(connection, members)
    known = [found[id] for id in sorted(found)][:COMPARED]
    return [(a.id, b.id) for a, b in combinations(known, 2) if match(a, b) == "different"]
