"""Whether two places can both be where one thing happened.

They can where one lies in the other, where one is only vaguer (a country and its town), where they are near one another, and where nobody
knows which place a name means.
"""

from __future__ import annotations

import math
from functools import lru_cache

from ..knowledge import places
from ..knowledge.places import Place
from ..types import Entity

#: Kilometres: towns nearer than this are one neighbourhood to a report ("near Medellin"), and a county or a district reaches so far
#: from the point that stands for it. Provinces are told apart by their codes.
NEIGHBOURS, COUNTY = 60, 200
_KM_PER_DEGREE = 111.2


@lru_cache(maxsize=4096)
def elsewhere(one: Entity | None, other: Entity | None) -> bool:
    """Whether what happened at one place cannot have happened at the other."""
    if one is None or other is None or not (_state(one) and _state(other)) or one.id == other.id:
        return False
    near = _near(one, other)
    if one.country != other.country:
        return not near
    return bool(one.geonames_id and other.geonames_id and not near and _apart(_known(one), _known(other)))


def _state(entity: Entity) -> bool:
    """Whether a country is known; regions of several have none."""
    return len(entity.country or "") == 3


def _near(one: Entity, other: Entity) -> bool:
    if "country" in (one.type, other.type) or None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    return _distance(one, other) < NEIGHBOURS


def _distance(one: Entity | Place, other: Entity | Place) -> float:
    """Kilometres between two points that are known, to within a hundredth over the size of a country."""
    north = (one.latitude or 0.0) - (other.latitude or 0.0)
    east = ((one.longitude or 0.0) - (other.longitude or 0.0) + 180) % 360 - 180
    return _KM_PER_DEGREE * math.hypot(north, east * math.cos(math.radians(one.latitude or 0.0)))


def _known(entity: Entity) -> Place | None:
    """The place in the table; None where it is not there under this name."""
    return next((p for p in places.named(entity.name) if p.geonames_id == entity.geonames_id), None)


def _apart(one: Place | None, other: Place | None) -> bool:
    """Two places of one country that are not near: towns always are, a province is where its code is another's, a county where far."""
    if one is None or other is None or {one.kind, other.kind} & {"region", "continent"}:
        return False
    if "state" in (one.kind, other.kind):
        return bool(one.state and other.state and one.state != other.state)
    if "county" in (one.kind, other.kind):
        return _distance(one, other) > COUNTY
    return True
