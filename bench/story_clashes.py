"""What reports of one invented happening say otherwise: where it was and who did it, and what only looks so.

A third of the stories at one place have a report that puts it in another town, half of the attacks one that lays it to the other
side; such a report is in any of three languages and of an outlet that has no other. The rest names the place more vaguely (its
province, its country, a name that nobody resolves), or the doer by another name of its side (army, ministry, government, capital;
rebels, their front), or not at all.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from dateline.ids import digest
from dateline.knowledge.places import Place, named
from dateline.types import Actor, Entity, Span

Town = tuple[str, ...]
LANGUAGES = ("en", "ru", "az")
#: Kinds of happenings that are at one place, and the one that somebody does.
AT_ONE_PLACE, ATTACK = ("fire", "bus crash", "attack"), "attack"
#: Another town of every country of the stream, far from the others.
FAR = (
    ("Agadir", "Агадир", "Aqadir", "MAR"), ("Talas", "Талас", "Talas", "KGZ"), ("Kulob", "Куляб", "Kulob", "TJK"),
    ("Samarkand", "Самарканд", "Səmərqənd", "UZB"), ("Lankaran", "Ленкорань", "Lənkəran", "AZE"), ("Batumi", "Батуми", "Batumi", "GEO"),
    ("Kapan", "Капан", "Qafan", "ARM"), ("Semey", "Семей", "Semey", "KAZ"), ("Plovdiv", "Пловдив", "Plovdiv", "BGR"),
    ("Osijek", "Осиек", "Osiyek", "HRV"), ("Iquitos", "Икитос", "İkitos", "PER"),
)  # fmt: skip
_Side = tuple[tuple[str, str, str], str, str | None]
_STATE: tuple[_Side, ...] = (
    (("the army", "армия", "ordu"), "MIL", None),
    (("the defence ministry", "министерство обороны", "müdafiə nazirliyi"), "GOV", "organisation"),
    (("the government", "правительство", "hökumət"), "GOV", None),
    (("the capital", "столица", "paytaxt"), "GOV", "country"),
)
_ARMED: tuple[_Side, ...] = (
    (("rebels", "повстанцы", "üsyançılar"), "REB", None),
    (("insurgents", "мятежники", "qiyamçılar"), "REB", None),
    (("the {front} front", "фронт «{front}»", "«{front}» cəbhəsi"), "REB", "organisation"),
)
_NOBODY: _Side = (("gunmen", "боевики", "silahlılar"), "UAF", None)
MARKET = ("the market", "рынок", "bazar")


@dataclass(frozen=True)
class Plan:
    """Which reports of a story differ, if any, by number; the language and the outlet of each; whether the state did it by the others; the
    name of the armed group."""

    place: int | None
    doer: int | None
    outlets: tuple[str, str]
    languages: tuple[str, str]
    state: bool
    front: str


def plan(kind: str, count: int, outlets: tuple[str, ...], draw: random.Random) -> Plan:
    """What is planted in a story of so many reports; the first reports and the last are never the ones that differ."""
    chosen = draw.sample(range(2, count), 2)
    place = chosen[0] if kind in AT_ONE_PLACE and draw.random() < 0.34 else None
    doer = chosen[1] if kind == ATTACK and draw.random() < 0.5 else None
    one, other = draw.sample(outlets, 2)
    languages = (draw.choice(LANGUAGES), draw.choice(LANGUAGES))
    return Plan(
        place, doer, (one, other), languages, draw.random() < 0.5, f"{draw.choice('BKLMNRTV')}a{draw.choice('bdgklmnr')}or"
    )


def far_from(town: Town) -> Town:
    """The other town of the same country."""
    return next(far for far in FAR if far[3] == town[3])


def town_of(town: Town) -> Entity:
    """A town as reading resolves it."""
    return _entity(next(p for p in named(town[0]) if p.kind == "city" and p.country == town[3]))


def told_place(town: Town, vague: bool, draw: random.Random) -> Entity | None:
    """The place of an event as one report has it: the town, or where it may be `vague` its province, its country, or nothing known."""
    exact = town_of(town)
    kind = draw.choices(("town", "province", "country", "unknown"), (7, 1, 1, 1))[0] if vague else "town"
    if kind == "province":
        own = next(p for p in named(town[0]) if p.geonames_id == exact.geonames_id)
        holding = (p for p in named(town[0]) if p.kind == "state" and p.state == own.state and p.country == own.country)
        return next((_entity(p) for p in holding), exact)
    return {"town": exact, "country": Entity(f"country-{town[3]}", town[3], "country", town[3])}.get(kind)


def _entity(place: Place) -> Entity:
    id = f"place-{place.geonames_id}"
    return Entity(id, place.name, "place", place.country, place.geonames_id, place.latitude, place.longitude)


def told_doer(plan: Plan, other: bool, country: str, language: str, draw: random.Random) -> Actor | None:
    """Who did it as one report has it: a name of its side, of the other side where the report differs; else also "gunmen", or nobody."""
    if not other and draw.random() < 0.35:
        chosen: _Side | None = draw.choice((_NOBODY, None))
    else:
        chosen = draw.choice(_STATE if plan.state != other else _ARMED)
    if chosen is None:
        return None
    names, sector, type = chosen
    name = names[LANGUAGES.index(language)].format(front=plan.front)
    known = names[0].format(front=plan.front)
    entity = Entity(digest("doer", country, known), country if type == "country" else known, type, country) if type else None
    return Actor(Span(0, 0), name, entity, country if chosen in _STATE else None, sector)
