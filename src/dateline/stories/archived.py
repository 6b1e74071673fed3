"""The shelf in an archive: members, neighbours and stories as rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from ..store import schema, story_keeping, vectors_tables
from ..store.corrections_tables import retractions
from ..store.rows import placeholder
from ..store.stories_tables import story_items, story_judgements, story_moves, story_terms
from ..store.vectors_tables import story_vectors
from ..store.writing import _insert
from .clustering import INDEXED, LOADED, LOOKED_AT, Near, story_id
from .shelf import PER_TERM
from .similarity import Member
from .terms import unpacked

_ITEMS = story_items.c
# Statements of every item, made once: making one costs more than running it.
_SET_NEAR = story_items.update().where(_ITEMS.number == bindparam("which")).values(near=bindparam("words"))
_HELD = select(story_items, schema.items.c.outlet, story_vectors.c.vector.label("meaning")).select_from(
    story_items.join(schema.items, schema.items.c.id == _ITEMS.item).outerjoin(story_vectors, story_vectors.c.item == _ITEMS.item)
)
_ASSIGN = story_items.update().where(_ITEMS.number == bindparam("which")).values(story=bindparam("home"))
_COUNT = select(func.count()).where(_ITEMS.story == bindparam("home"))
_MEMBERS = select(_ITEMS.number).where(_ITEMS.story == bindparam("home")).order_by(_ITEMS.number.desc()).limit(bindparam("most"))


def _chunks(values: Iterable[Any], size: int = 500) -> Iterable[list[Any]]:
    ordered = list(values)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))


class ArchivedShelf:
    """See `clustering.Shelf`. `touched` collects the stories whose members changed, `moved` counts the members that left one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Member] = {}
        self.touched: set[str] = set()
        self.moved = 0

    def put(self, members: Sequence[Member]) -> None:
        """Keeps new members and what they are found by."""
        if members:
            self._connection.execute(story_items.insert(), [row_of(m) | {"near": "[]"} for m in members])
            vectors_tables.put(self._connection, {m.id: m.meaning for m in members if m.meaning is not None})
        self._put_terms(members)

    def renew(self, members: Sequence[Member]) -> list[Member]:
        """Puts members as their items make them now in the place of those of the same numbers; those that are others than before, which
        are to be placed anew."""
        held = self.members(m.number for m in members)
        changed = [m for m in members if _told(m) != _told(held[m.number])]
        numbers = [m.number for m in changed]
        self.touched.update(self.story_of(numbers).values())
        self._part(numbers)
        for m in changed:
            self._connection.execute(story_items.update().where(_ITEMS.number == m.number).values(**row_of(m)))
            self._known.pop(m.number)
        vectors_tables.put(self._connection, {m.id: m.meaning for m in changed})
        self._connection.execute(delete(story_terms).where(story_terms.c.number.in_(numbers)))
        self._put_terms(changed)
        return changed

    def _part(self, numbers: Sequence[int]) -> None:
        """Members that are others now are no neighbours of those of their stories any more, nor these of them."""
        gone = set(numbers)
        mates = {n for story in sorted(self.touched) for n in self.story_members(story, LOADED)[0]} - gone
        near = self.near(mates).items()
        self.set_near({n: tuple(one for one in others if one[0] not in gone) for n, others in near})
        self.set_near(dict.fromkeys(numbers, ()))

    def _put_terms(self, members: Sequence[Member]) -> None:
        terms = [{"term": term, "number": m.number} for m in members for term in found_by(m)]
        if terms:
            self._connection.execute(_insert(self._connection, story_terms), terms)

    def candidates(self, member: Member) -> list[int]:
        """See `Shelf`. One look-up a term, of its newest items alone."""
        weights = dict(zip(member.vector.terms.tolist(), member.vector.weights.tolist(), strict=True))
        shared: Counter[int] = Counter()
        terms = found_by(member)
        if terms:
            sign = placeholder(self._connection)
            one = f"SELECT term, number FROM story_terms WHERE term = {sign} ORDER BY number DESC LIMIT {PER_TERM}"
            every = " UNION ALL ".join(f"SELECT * FROM ({one}) AS t{n}" for n in range(len(terms)))
            for term, number in self._connection.exec_driver_sql(every, tuple(terms)):
                shared[number] += weights.get(term, 0.2)
        del shared[member.number]
        return sorted(shared, key=lambda n: (-shared[n], -n))[: 2 * LOOKED_AT]

    def members(self, numbers: Iterable[int]) -> dict[int, Member]:
        """See `Shelf`."""
        wanted = list(numbers)
        for chunk in _chunks({n for n in wanted if n not in self._known}):
            for row in self._connection.execute(_HELD.where(_ITEMS.number.in_(chunk))):
                self._known[row.number] = _member(row)
        return {number: self._known[number] for number in wanted if number in self._known}

    def near(self, numbers: Iterable[int]) -> dict[int, Near]:
        """See `Shelf`."""
        found: dict[int, Near] = {}
        for chunk in _chunks(set(numbers)):
            for row in self._connection.execute(select(_ITEMS.number, _ITEMS.near).where(_ITEMS.number.in_(chunk))):
                found[row.number] = tuple((int(n), float(alike)) for n, alike in json.loads(row.near))
        return found

    def set_near(self, near: Mapping[int, Near]) -> None:
        """See `Shelf`."""
        rows = [{"which": n, "words": json.dumps([[o, round(alike, 5)] for o, alike in others])} for n, others in near.items()]
        if rows:
            self._connection.execute(_SET_NEAR, rows)

    def story_of(self, numbers: Iterable[int]) -> dict[int, str]:
        """See `Shelf`."""
        found = {}
        for chunk in _chunks(set(numbers)):
            query = select(_ITEMS.number, _ITEMS.story).where(_ITEMS.number.in_(chunk), _ITEMS.story.is_not(None))
            found.update({row.number: row.story for row in self._connection.execute(query)})
        return found

    def story_members(self, story: str, limit: int) -> tuple[list[int], int]:
        """See `Shelf`."""
        count = int(self._connection.execute(_COUNT, {"home": story}).scalar_one())
        if limit <= 1:
            return [], count
        return sorted(self._connection.execute(_MEMBERS, {"home": story, "most": limit}).scalars()), count

    def first_of(self, story: str) -> int:
        """See `Shelf`."""
        return int(self._connection.execute(select(func.min(_ITEMS.number)).where(_ITEMS.story == story)).scalar_one())

    def assign(self, stories: Mapping[int, str]) -> None:
        """See `Shelf`."""
        before = self.story_of(stories)
        self.moved += len(before)
        self.touched.update(before.values())
        self.touched.update(stories.values())
        if stories:
            self._connection.execute(_ASSIGN, [{"which": number, "home": story} for number, story in stories.items()])

    def merge(self, story: str, into: str) -> None:
        """See `Shelf`."""
        self.touched |= {story, into}
        self.moved += self._connection.execute(story_items.update().where(_ITEMS.story == story).values(story=into)).rowcount

    def bonds(self, numbers: Sequence[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """See `Shelf`. Copies belong to their originals, unless people say otherwise."""
        ids = {member.id: number for number, member in self.members(numbers).items()}
        together = self._copies(ids)
        apart: list[tuple[int, int]] = []
        judged = story_judgements.c
        for chunk in _chunks(ids):
            query = select(story_judgements).where(or_(judged.one.in_(chunk), judged.other.in_(chunk)))
            query = query.where(judged.id.not_in(select(retractions.c.id)))
            for row in self._connection.execute(query.order_by(judged.number)):
                if row.one in ids and row.other in ids and row.kind in ("together", "apart"):
                    pair = (ids[row.one], ids[row.other])
                    # The latest judgement on a pair holds.
                    together = [p for p in together if set(p) != set(pair)]
                    apart = [p for p in apart if set(p) != set(pair)]
                    (together if row.kind == "together" else apart).append(pair)
        return together, apart

    def _copies(self, ids: Mapping[str, int]) -> list[tuple[int, int]]:
        found = []
        for chunk in _chunks(ids):
            query = select(schema.items.c.id, schema.items.c.copy_of).where(
                schema.items.c.id.in_(chunk), schema.items.c.copy_of.is_not(None)
            )
            found += [(ids[r.id], ids[r.copy_of]) for r in self._connection.execute(query) if r.copy_of in ids]
        return found

    def summarise(self) -> None:
        """Brings the table of stories up to the members they have now; where a story is gone, says where its first item went."""
        gone = story_keeping.summarise(self._connection, self.touched)
        self._remember_moves(gone)
        self.touched.clear()

    def _remember_moves(self, gone: set[str]) -> None:
        if not gone:
            return
        named = {story_id(m.id): n for n, m in self._known.items()}
        homes = self.story_of([named[story] for story in gone if story in named])
        rows = [{"story": s, "into": homes[named[s]]} for s in sorted(gone) if s in named and named[s] in homes]
        if rows:
            self._connection.execute(story_moves.insert(), rows)


def found_by(member: Member) -> list[int]:
    """The terms that a member is looked up by: its heaviest, and its heaviest keys."""
    keys = member.keys.heaviest(6) if member.keys else []
    return list(dict.fromkeys((*member.vector.heaviest(INDEXED), *keys)))


def row_of(member: Member) -> dict[str, Any]:
    """A member as a row says it; which story it is in, and which members are near, is told by others."""
    return {
        "number": member.number,
        "item": member.id,
        "earliest": member.earliest,
        "latest": member.latest,
        "language": member.language,
        "places": " ".join(sorted(member.places)),
        "vector": member.vector.packed(),
        "keys": member.keys.packed() if member.keys else b"\0\0\0\0",
    }


def _told(member: Member) -> tuple[dict[str, Any], bytes | None]:
    """What makes a member another one."""
    return row_of(member), member.meaning


def _member(row: Any) -> Member:
    keys = unpacked(row.keys) if len(row.keys) > 4 else None
    places = frozenset(row.places.split())
    return Member(
        row.item, row.number, unpacked(row.vector), row.earliest, row.latest, row.language, places, keys, row.outlet, row.meaning
    )
