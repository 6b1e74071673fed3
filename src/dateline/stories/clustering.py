"""Stories out of items as they come: a new item stirs only what it may belong to, and that is grouped afresh.

For a batch: every new item finds its nearest neighbours among the items that share its heaviest terms; the stories of these, whole up to a
limit, are dissolved and grouped again by average linkage (`linkage`). So an early mistake mends itself when more is known, what comes
in one batch gives the same stories in any order, and the cost of an item does not grow with the archive. `place` with members that have a
place already is the re-merge: each is looked at among all that came after it. It moves nothing on ECB+, and three in a thousand stories
of teasers of development pages. People's judgements bind: what was put together stays, what was parted stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ..ids import digest
from .headlines import joined
from .linkage import NEVER, groups
from .similarity import NEIGHBOURS, Member, enriched, gram, likeness
from .terms import cosine

#: Terms by which an item is found, its heaviest; items looked at more closely, the likest.
INDEXED, LOOKED_AT = 16, 48
#: Members of one story that are loaded, the newest; a story with more is a unit that is not taken apart. Stories and members of a region.
LOADED, STORIES, REGION = 48, 10, 240

#: New members that are placed at once; more would crowd their region.
TOGETHER = 6

Near = tuple[tuple[int, float], ...]


class Shelf(Protocol):
    """Where members, their neighbours and stories are kept: in memory, or in an archive."""

    def candidates(self, member: Member) -> list[int]:
        """Numbers of items that share some of its heaviest terms, the likest first, itself left out."""
        ...

    def members(self, numbers: Iterable[int]) -> dict[int, Member]:
        """Members by number."""
        ...

    def near(self, numbers: Iterable[int]) -> dict[int, Near]:
        """The nearest neighbours of members: (number, cosine), nearest first."""
        ...

    def set_near(self, near: Mapping[int, Near]) -> None:
        """Keeps neighbours."""
        ...

    def story_of(self, numbers: Iterable[int]) -> dict[int, str]:
        """The stories that members are in."""
        ...

    def story_members(self, story: str, limit: int) -> tuple[list[int], int]:
        """The newest members of a story, and how many it has."""
        ...

    def first_of(self, story: str) -> int:
        """The number of a story's first item."""
        ...

    def assign(self, stories: Mapping[int, str]) -> None:
        """Puts members into stories."""
        ...

    def merge(self, story: str, into: str) -> None:
        """Puts all members of a story into another."""
        ...

    def bonds(self, numbers: Sequence[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """What people judged: pairs that belong together, and pairs that do not."""
        ...


def story_id(first_item: str) -> str:
    """A story is named after the item that came first."""
    return digest("story", first_item)


def place(shelf: Shelf, new: Sequence[Member]) -> list[int]:
    """Groups new members and changed ones, which the shelf holds as they are now, with what they may belong to. Returns the numbers that
    were looked at anew."""
    seen: set[int] = set()
    for start in range(0, len(new), TOGETHER):
        found = {member.number: _nearest(shelf, member) for member in new[start : start + TOGETHER]}
        seen.update(regroup(shelf, _region(shelf, found, _share(shelf, found))))
    return sorted(seen)


def regroup(shelf: Shelf, region: Sequence[int]) -> list[int]:
    """Groups the members of a region afresh."""
    region = sorted(region)
    members = shelf.members(region)
    near = shelf.near(region)
    outside = sorted({other for others in near.values() for other, _ in others} - set(region))
    everyone = [members[n] for n in region] + list(shelf.members(outside).values())
    row = {member.number: i for i, member in enumerate(everyone)}
    cosines = gram([member.vector for member in everyone])
    by_row = {row[n]: [(row[o], alike) for o, alike in others if o in row] for n, others in near.items()}
    inner = everyone[: len(region)]
    alike = likeness(inner, enriched(cosines, by_row, len(region)))
    together, apart = shelf.bonds(region)
    parted = [(row[a], row[b]) for a, b in apart]
    for a, b in parted:
        alike[a, b] = alike[b, a] = NEVER
    labels = groups(alike, _units(shelf, region, together))
    labels = joined(labels, inner, cosines[: len(region), : len(region)], parted)
    _name(shelf, [members[n] for n in region], labels)
    return region


def _nearest(shelf: Shelf, member: Member) -> Near:
    others = shelf.members(shelf.candidates(member)[:LOOKED_AT])
    scored = sorted((-cosine(member.vector, other.vector), other.id, number) for number, other in others.items())
    return tuple((number, -score) for score, _, number in scored if score < 0)


def _share(shelf: Shelf, found: Mapping[int, Near]) -> set[int]:
    """Keeps the neighbours of new members, and the new members as neighbours of old ones that they are nearer to than others are."""
    near = dict(shelf.near({other for others in found.values() for other, _ in others} - set(found)))
    touched = {number: others[:NEIGHBOURS] for number, others in found.items()}
    for number, others in found.items():
        for other, alike in others:
            known = [pair for pair in touched.get(other, near.get(other, ())) if pair[0] != number]
            if len(known) < NEIGHBOURS or alike > known[-1][1]:
                ranked = sorted((*known, (number, alike)), key=lambda pair: (-pair[1], pair[0]))
                touched[other] = tuple(ranked[:NEIGHBOURS])
    shelf.set_near(touched)
    return set(touched)


def _region(shelf: Shelf, found: Mapping[int, Near], changed: set[int]) -> list[int]:
    """The new members with the members of the stories that they, or those they changed, may belong to, the likest stories first; a member
    that changed stirs the story that it was in."""
    best: dict[int, float] = defaultdict(float)
    for others in found.values():
        for other, alike in others:
            best[other] = max(best[other], alike * (1.0 if other in changed else 0.5))
    stories: dict[str, float] = defaultdict(float)
    for number, story in shelf.story_of(best).items():
        stories[story] = max(stories[story], best[number])
    region = set(found)
    for story in sorted(set(shelf.story_of(found).values())):
        region.update(shelf.story_members(story, LOADED)[0])
    limit = max(REGION, 4 * len(found))
    for story in sorted(stories, key=lambda s: (-stories[s], s))[: max(STORIES, 2 * len(found))]:
        if len(region) >= limit:
            break
        region.update(shelf.story_members(story, LOADED)[0])
    return list(region)


def _units(shelf: Shelf, region: Sequence[int], together: Iterable[tuple[int, int]]) -> list[int]:
    """What stays together: a story too large to be loaded whole, and what people judged to be one."""
    stories = shelf.story_of(region)
    held: dict[str, list[int]] = defaultdict(list)
    for number in region:
        if number in stories:
            held[stories[number]].append(number)
    unit = {number: number for number in region}
    for story, numbers in held.items():
        if len(numbers) < shelf.story_members(story, 1)[1]:
            unit.update(dict.fromkeys(numbers, min(numbers)))
    for a, b in together:
        old, kept = max(unit[a], unit[b]), min(unit[a], unit[b])
        unit = {number: kept if of == old else of for number, of in unit.items()}
    return [unit[number] for number in region]


def _name(shelf: Shelf, members: Sequence[Member], labels: Sequence[int]) -> None:
    """Gives each group its story: that of its first item. A story that is not loaded whole moves as a whole."""
    stories = shelf.story_of([member.number for member in members])
    loaded: dict[str, int] = defaultdict(int)
    for story in stories.values():
        loaded[story] += 1
    partial = {story for story, count in loaded.items() if count < shelf.story_members(story, 1)[1]}
    grouped: dict[int, list[Member]] = defaultdict(list)
    for member, label in zip(members, labels, strict=True):
        grouped[label].append(member)
    wanted: dict[int, str] = {}
    for group in grouped.values():
        large = {stories[m.number] for m in group if m.number in stories} & partial
        first = min(group, key=lambda member: member.number)
        oldest = min(((shelf.first_of(story), story) for story in large), default=None)
        name = oldest[1] if oldest and oldest[0] <= first.number else story_id(first.id)
        for story in sorted(large - {name}):
            shelf.merge(story, name)
        wanted |= {member.number: name for member in group}
    shelf.assign({number: name for number, name in wanted.items() if stories.get(number) != name})
