"""Whether two reports name different doers of one deed.

A doer counts where the words say whose side it is: a state (its government, ministries, army, police, capital: all one), an armed group, a
person or an organisation by name. "Gunmen", "a man" and a passive without "by" name nobody. A name and the side that it may be of ("Hamas",
"militants") do not differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..types import Actor

_OF_THE_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_ARMED = frozenset({"REB", "UAF", "CRM"})
#: Who is only said to have done it.
_NOBODY = re.compile(
    r"\b(?:gunm[ae]n|attackers?|assailants?|terrorists?|bombers?|shooters?|snipers?|fighters?|forces|armed (?:m[ae]n|groups?)|"
    r"unknown|unidentified|masked|боевик\w*|террорист\w*|неизвестн\w*|вооруж[её]нн\w*|silahl\w*|naməlum\w*|terrorçu\w*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]{3,}")


class Doer(NamedTuple):
    """A side: `kind` is state, armed, organisation or person; `names` tell it from others of its kind, empty where nothing else is
    known."""

    kind: str
    country: str | None
    names: frozenset[str]


def doers(actors: Sequence[Actor]) -> tuple[Doer, ...]:
    """The sides of all who act; empty where somebody acts whose side the words do not say."""
    found = [_doer(actor) for actor in actors]
    return tuple(d for d in found if d is not None) if all(found) else ()


def differ(one: Sequence[Doer], other: Sequence[Doer]) -> bool:
    """Whether no doer of one can be a doer of the other."""
    return bool(one and other) and all(_two(a, b) for a in one for b in other)


@lru_cache(maxsize=1024)
def _doer(actor: Actor) -> Doer | None:
    entity = actor.entity
    country = actor.country if actor.country and len(actor.country) == 3 and actor.country != "IGO" else None
    names = frozenset(w.casefold() for w in _NAME.findall(entity.name)) if entity and entity.type != "country" else frozenset()
    if entity is not None and entity.type == "person":
        return Doer("person", country, names)
    if actor.sector in _ARMED:
        # "Militants of Hamas" are named; "gunmen" are not.
        return Doer("armed", country, names) if names or not _NOBODY.search(actor.text) else None
    if actor.sector in _OF_THE_STATE or (entity is not None and entity.type == "country"):
        return Doer("state", country, names) if country or not _NOBODY.search(actor.text) else None
    return Doer("organisation", country, names) if entity is not None and entity.type == "organisation" else None


def _two(one: Doer, other: Doer) -> bool:
    if one.kind == other.kind == "state":
        return bool(one.country and other.country and one.country != other.country)
    if one.kind == other.kind:
        return bool(one.names and other.names and not one.names & other.names)
    return {one.kind, other.kind} == {"state", "armed"}
