"""Entities across items and scripts: what is one, what people judge of it, what waits for a judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from sqlalchemy import func, select

from ..errors import UsageError
from ..ids import digest
from ..store import corrections_writing, queries, schema, writing
from ..store.corrections_tables import retractions
from ..store.entity_queries import entities
from ..store.identities import canonical, entities_by_id, group, one_entity
from ..store.identity_tables import entity_keys, identity_pairs, judgements
from ..types import Entity, Item, Page
from .opened import Opened

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from ..identity.judging import Judgement, Verdict


#: Entities that share a key with a name, at most so many of which are compared with it.
_MOST_ALIKE = 500
#: How alike a name must be to be told as near: a surname alone in another spelling is.
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two entities that may be one: `score` is how alike the names are, 0 to 1. They stay two until a person judges."""

    left: Entity
    right: Entity
    score: float


class Identities(Opened):
    """Which entities are one."""

    def judge(
        self, left: str, right: str, judgement: Verdict, *, by: str = "", why: str = "", at: datetime | None = None
    ) -> Judgement:
        """Judges two entities: "same", "not-same" or "unsure". It holds over anything that names suggest, now and on every re-run; the
        latest judgement on a pair counts. Raises UsageError for another word, or ids that no entity has."""
        from ..identity.judging import Verdict

        if judgement not in get_args(Verdict):
            raise UsageError(f"judgement must be one of {', '.join(get_args(Verdict))}, got {judgement!r}")
        one, other = sorted((left, right))
        if one == other:
            raise UsageError("a judgement needs two different entities", subject=left)
        with self._writing() as connection:
            known = entities_by_id(connection, (one, other))
            if missing := {one, other} - set(known):
                raise UsageError("no entity has this id", subject=min(missing))
            stamp = corrections_writing.moment(connection, judgements.c.at, at)
            row = {"left": one, "right": other, "verdict": judgement, "by": by, "at": stamp, "why": why}
            name = digest("judgement", one, other, judgement, by, stamp)
            number = writing._number(connection, judgements)
            connection.execute(judgements.insert(), [{"id": name, "number": number, **row}])
            self._settle(connection, (one, other))
        from ..identity.judging import Judgement as Judged

        return Judged(one, other, judgement, by, datetime.fromisoformat(stamp), why)

    def unjudge(self, left: str, right: str, *, by: str = "", why: str = "", at: datetime | None = None) -> bool:
        """Takes back the latest judgement on a pair; what was judged before it holds again. False where there is none."""
        one, other = sorted((left, right))
        c = judgements.c
        query = select(c.id).where(c.left == one, c.right == other, c.id.not_in(select(retractions.c.id)))
        with self._writing() as connection:
            last = connection.execute(query.order_by(c.at.desc(), c.id.desc()).limit(1)).scalar()
            if last is None:
                return False
            corrections_writing.retract(connection, last, by, corrections_writing.moment(connection, retractions.c.at, at), why)
            self._settle(connection, (one, other))
        return True

    def judgements(self, *, limit: int = 50, before: str | None = None) -> tuple[Judgement, ...]:
        """The judgements in force, the latest first, one a pair; `before` is the moment (ISO 8601) of the last one seen."""
        from ..identity.archived import judgement_of

        c = judgements.c
        standing = c.id.not_in(select(retractions.c.id))
        last = select(c.left, c.right, func.max(c.at).label("at")).where(standing).group_by(c.left, c.right).subquery()
        query = select(judgements).join(last, (last.c.left == c.left) & (last.c.right == c.right) & (last.c.at == c.at))
        query = query.where(standing, *([c.at < before] if before is not None else []))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(c.at.desc(), c.id).limit(queries.limited(limit))).all()
        return tuple(judgement_of(row) for row in rows)

    def unsure(self, *, limit: int = 50) -> tuple[Unsure, ...]:
        """Pairs that wait for a judgement, the most alike first: names that may be one, and names that look like one where something
        else in their groups speaks against it. Two groups of spellings are asked about once, and not where any two of theirs are judged."""
        c = identity_pairs.c
        found: list[Unsure] = []
        with self._reading() as connection:
            rows = connection.execute(select(identity_pairs).order_by(c.score.desc(), c.left, c.right).where(_unjudged()))
            said = connection.execute(select(judgements.c.left, judgements.c.right).where(_in_force())).all()
            heads = canonical(connection, {id for pair in said for id in pair})
            asked = {frozenset((heads[left], heads[right])) for left, right in said}
            for row in rows:
                heads = canonical(connection, (row.left, row.right))
                both = frozenset(heads.values())
                if len(both) > 1 and both not in asked:
                    asked.add(both)
                    known = entities_by_id(connection, (row.left, row.right))
                    found.append(Unsure(known[row.left], known[row.right], row.score))
                if len(found) >= queries.limited(limit):
                    break
        return tuple(found)

    def same_as(self, id: str) -> tuple[Entity, ...]:
        """The entities, as they were read, that are one with this one; itself among them, the canonical one first."""
        with self._reading() as connection:
            ids = group(connection, id)
            known = entities_by_id(connection, ids)
        return tuple(known[id] for id in ids if id in known)

    def entity_named(self, name: str, *, sounding: bool = False) -> str:
        """The id of the entity that an id or a name means: a whole name, else words of one that a single entity has; with `sounding`, else
        the one entity whose name is this one in another spelling or script. Raises UsageError, with what is near, where none or several
        do."""
        with self._reading() as connection:
            if one_entity(connection, name) is not None:
                return name
            c = schema.entities.c
            ids = (
                connection.execute(select(c.id).where((func.lower(c.name) == name.lower()) | (c.name == name)).order_by(c.id))
                .scalars()
                .all()
            )
            if len(set(canonical(connection, ids).values())) > 1:
                meant = (one_entity(connection, id) for id in ids[:6])
                shown = ", ".join(f"{one.id} ({one.type})" for one in meant if one is not None)
                raise UsageError(f"several entities have this name; give an id: {shown}", subject=name)
            if ids:
                return str(ids[0])
            near = entities(connection, type=None, country=None, name=name, limit=7)
            alike = [] if near else _alike(connection, name)
        if not near:
            from ..identity.matching import SAME

            if sounding and [score >= SAME for score, _ in alike[:2]] in ([True], [True, False]):
                return alike[0][1].id
            known = ", ".join(f"{one.name} ({one.id})" for _, one in alike[:6])
            rule = f"; near it are {known}" if known else ""
            rule += "; `dateline search --entities WORDS` looks for beginnings of names" if sounding and not known else ""
            raise UsageError("no entity has this id or name" + rule, subject=name)
        if len(near) > 1:
            known = ", ".join(f"{entity.name} ({entity.id})" for entity, _ in near[:6])
            raise UsageError(f"several have this in their names; give one whole, or an id: {known}", subject=name)
        return near[0][0].id

    def names_near(self, name: str) -> tuple[Entity, ...]:
        """The entities whose names may be this one in another spelling or script, at most six, the most alike first."""
        with self._reading() as connection:
            return tuple(one for _, one in _alike(connection, name))

    @staticmethod
    def _settle(connection: Connection, ids: Iterable[str]) -> None:
        from ..identity.archived import settle_around

        settle_around(connection, ids)

    @staticmethod
    def _identify(connection: Connection, pages: Iterable[Page]) -> None:
        """Brings identity up to what some pages name."""
        Identities._identify_items(connection, [item for page in pages for item in page.items])

    @staticmethod
    def _identify_items(connection: Connection, items: Sequence[Item]) -> None:
        from ..identity.archived import TYPES, identify

        named = [m.entity for item in items for m in item.mentions] + [s.entity for item in items for s in item.statements]
        identify(connection, {entity.id for entity in named if entity is not None and entity.type in TYPES})


def _alike(connection: Connection, name: str) -> list[tuple[float, Entity]]:
    """The entities, each under its canonical id, whose names may be this one in another spelling or script, most alike first."""
    from ..identity.candidates import looked_up
    from ..identity.matching import name_score

    few, of_surname = looked_up(name)
    keys = select(entity_keys.c.entity).where(entity_keys.c.key.in_(sorted(few | of_surname))).distinct().limit(_MOST_ALIKE)
    ids = connection.execute(keys).scalars().all()
    heads, best = canonical(connection, ids), dict[str, float]()
    for id, entity in entities_by_id(connection, ids).items():
        best[heads[id]] = max(best.get(heads[id], 0.0), name_score(name, entity.name))
    alike = sorted(((score, id) for id, score in best.items() if score >= _NEAR), key=lambda pair: (-pair[0], pair[1]))
    return [(score, one) for score, id in alike[:6] if (one := one_entity(connection, id)) is not None]


def _unjudged() -> ColumnElement[bool]:
    c, j = identity_pairs.c, judgements.c
    same_pair = (j.left == c.left) & (j.right == c.right) & _in_force()
    return ~select(j.id).where(same_pair).exists()


def _in_force() -> ColumnElement[bool]:
    return judgements.c.id.not_in(select(retractions.c.id))
