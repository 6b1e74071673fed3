"""Which place a name means: candidates of the gazetteer, scored by what the item says, each name leaning on all others.

A name has one meaning in an item, unless the words beside it ("Paris, Texas") say otherwise. The score of a candidate is a weighted sum
of features; the weights (`WEIGHTS`) were fitted by `python -m training.place_weights` on LGL and TR-News dev, where docs/entities.md
gives the measured error. Every name starts with its own odds; two rounds let each candidate gain by being near the likely places of the
other names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..knowledge import countries, places
from ..knowledge.offices import fold
from ..knowledge.places import Place
from ..types import Item
from .apart import is_apart, is_in, state_behind_town, without_respelt
from .place_context import ENGLISH_SPEAKING, Around, Context, around, context_of
from .seats import GREAT, as_state, filed_capital, is_capital, is_elsewhere, without_own_state
from .shapes import Name, no_towns
from .tabled import regions, unlisted

Array = npt.NDArray[np.float64]
#: How many places a name may mean, how many of them the others lean on, and on how many names: those that come most often.
_MOST, _LEANT_ON, _LEANT_NAMES = 24, 4, 200
FEATURES = (
    "population", "alias", "exonym", "beside own", "state", "county", "region", "country", "capital", "first", "holder", "other holder",
    "sentence country", "sentence state", "other sentence country", "country share", "state share", "outlet country",
    "near", "same state", "same country", "home near",
)  # fmt: skip
WEIGHTS: tuple[float, ...] = (
    7.16, -1.52, -0.27, -1.60, 0.11, -0.65, -1.05, 1.92, 1.05, 0.03, 6.00, -3.00, 2.50, 1.71, -0.50, 2.09, 1.23, 1.83, 3.10, 1.89, 1.83,
    0.80,
)  # fmt: skip
_BESIDE_OWN = FEATURES.index("beside own")
#: People of a town whose own name comes before the aliases of larger ones.
_TOWN = 15_000
#: People of the villages before which a great capital so called is meant.
_VILLAGE = 10_000
#: The kind of a place whose country the words name and of which the gazetteer has none there.
UNLISTED = "unlisted"
#: Kinds that a region of the table may be.
_WIDE = ("region", "continent", "state", "country")
_CORE = (
    re.compile(r"^(?:the |The )?(?:city|town|province|region|village|port|district|state|suburb|island) of (?:the )?"),
    re.compile(
        r"(?:'s|’s| (?i:province|region|district|city|oblast|governorate|area|prefecture|municipality|metropolitan area|neighbou?rhood))$"
    ),
)


@dataclass
class Case:
    """One meaning to find: the numbers of the names that share it, its candidates, and their features."""

    numbers: list[int]
    candidates: tuple[Place, ...]
    features: Array
    odds: Array


def locate(names: Sequence[Name], text: str, item: Item | None = None) -> dict[int, Place]:
    """The place of each name that is a place or country and has candidates, by its number in the list. A country is a Place of kind
    "country"."""
    return {
        number: case.candidates[int(np.argmax(case.odds))]
        for case in cases(names, text, item, np.array(WEIGHTS))
        for number in case.numbers
    }


def cases(names: Sequence[Name], text: str, item: Item | None, weights: Array) -> list[Case]:
    """Every meaning with its candidates, features and odds, after both rounds."""
    context = context_of(names, text, item)
    found = list(_cases(names, text, context))
    if not found:
        return []
    home = _home(context)
    for round_ in range(3):
        if round_:
            _lean(found, home)
        for case in found:
            case.odds = _softmax(case.features @ weights)
    return found


def _cases(names: Sequence[Name], text: str, context: Context) -> Sequence[Case]:
    read: list[tuple[int, str, tuple[str, str] | None, bool]] = []
    arounds: dict[int, Around] = {}
    tabled = set()
    for number, name in enumerate(names):
        if name.type in ("place", "country"):
            arounds[number] = around(number, names, text, context)
            words = (name.type == "place" and name.canonical) or name.called(text)
            tabled |= {words} if words == name.called(text) == name.canonical else set()
            state = as_state(number, names, text, candidates(words))
            read.append((number, words, arounds[number].holder or state_behind_town(number, names, text), state))
    # A name that once stands with its holder means the same where it stands alone, unless it is told apart.
    held = {words: holder for _, words, holder, state in read if holder is not None and not state}
    groups: dict[tuple[str, tuple[str, str] | None, bool, bool], list[int]] = {}
    for number, words, holder, state in read:
        alone = holder is None and words in held and not state
        apart = alone and is_apart(number, names, text, arounds[number], held[words], candidates(words))
        groups.setdefault((words, held[words] if alone and not apart else holder, state, apart), []).append(number)
    found = []
    for (words, holder, state, apart), numbers in groups.items():
        options = without_respelt(words, candidates(words), held)
        options = tuple(p for p in options if not is_in(p, held[words])) if apart else options
        if words in tabled:
            # A region of the table is no town that bears its name, such as Atlantic in Iowa.
            options = _regions_of(words, options)
        if state:
            options = tuple(p for p in options if p.kind == "state")
        if holder is None and words in places.states():
            # California is no village in England, whatever else the item names; Delaware may be a town of Ohio that an item is about.
            options = tuple(p for p in options if p.kind in _WIDE or p.population > _VILLAGE)
        if holder is None:
            if not state:
                options = without_own_state(words, options, names, text, context)
                capitals = tuple(p for p in options if p.population > GREAT and is_capital(words.title(), p))
                options = capitals if capitals and filed_capital(words, numbers[0], names, text, context) else options
            options = _without_villages(options, context)
            if words in no_towns():
                options = tuple(p for p in options if p.kind in _WIDE)
        elif not state and not holder[1] and is_elsewhere(words, options, holder[0], numbers, names, text):
            options = (Place(None, words, holder[0], "", 0.0, 0.0, 0, UNLISTED),)
        if options:
            about = [arounds[n] for n in numbers]
            features = np.array([_features(words, p, p is options[0], about, holder, context) for p in options])
            features[:, _BESIDE_OWN] = _beside_own(words, options)
            found.append(Case(numbers, options, features, np.zeros(len(options))))
    return found


def _regions_of(words: str, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """What a region of the table may be: nothing that the gazetteer has for something else (the Pyrenees are not in Victoria), a region
    of several countries before all that bears its name (the Sahel, not the region of Burkina Faso), else a region, state or city."""
    if words in unlisted():
        return ()
    wide = tuple(p for p in options if p.kind in ("region", "continent") and not p.country) if words in regions() else ()
    return wide or tuple(p for p in options if p.kind in _WIDE or (p.population > 100_000 and not p.alias))


def _without_villages(options: tuple[Place, ...], context: Context) -> tuple[Place, ...]:
    """Without the villages that bear the name of a great capital, unless the item names their state or the outlet is of their country:
    Brussels is not in Wisconsin because the sentence names the U.S."""
    great = {p.country for p in options if p.population > GREAT and is_capital(p.name, p)}
    if len(great) != 1:
        return options
    known = (*great, context.outlet_country, *(place.country for place in context.outlet_towns))
    return tuple(
        p
        for p in options
        if p.population > _VILLAGE or p.kind in _WIDE or p.country in known or (p.country, p.state) in context.states
    )


@lru_cache(maxsize=4096)
def candidates(words: str) -> tuple[Place, ...]:
    """The places that a name may mean, a country first."""
    code = countries.by_name().get(words)
    nation: tuple[Place, ...] = ()
    if code:
        country = countries.countries()[code]
        nation = (Place(None, country.name, code, "", country.latitude, country.longitude, 50_000_000, "country"),)
    full = places.abbreviations().get(words, words)
    found = places.named(full)
    for pattern in _CORE:
        found = found or places.named(pattern.sub("", full))
    if code or (words.isascii() and words.isupper() and len(words) < 5 and full == words):
        # "SZA" is no town by an alias.
        found = tuple(p for p in found if not p.alias)
    if whole := _of_sides(full):
        found = (*found, whole)
    # A state whose people the gazetteer does not count is still meant before many a hamlet.
    return (*nation, *found)[:_MOST] + tuple(p for p in found[_MOST:] if p.kind in _WIDE)


@lru_cache(maxsize=4096)
def _of_sides(words: str) -> Place | None:
    """The region whose sides are states of one country, which the gazetteer lacks: Pemba of Pemba North and Pemba South, Kivu of North and
    South Kivu. It lies between them. Rejects words that name a state or region themselves, and sides of two countries (Korea)."""
    if " " in words or words in countries.by_name() or any(p.kind in _WIDE for p in places.named(words)):
        return None
    for sides in (("North", "South"), ("East", "West")):
        for named in ([f"{side} {words}" for side in sides], [f"{words} {side}" for side in sides]):
            states = [[p for p in places.named(name) if p.kind == "state"] for name in named]
            if all(states) and states[0][0].country == states[1][0].country:
                one, two = states[0][0], states[1][0]
                people, country = one.population + two.population, one.country
                north, east = (one.latitude + two.latitude) / 2, (one.longitude + two.longitude) / 2
                return Place(None, words, country, "", north, east, people, "region")
    return None


def _features(
    words: str, place: Place, first: bool, about: Sequence[Around], holder: tuple[str, str] | None, context: Context
) -> list[float]:
    kind, state, english = place.kind, (place.country, place.state), place.country in ENGLISH_SPEAKING
    holds = holder is not None and (state == holder if holder[1] else place.country == holder[0] and kind != "country")
    total = sum(context.countries.values()) or 1
    states = sum(context.states.values()) or 1
    said = [a for a in about if a.countries]
    return [
        math.log10(place.population + 10) / 7,
        place.alias and english,  # there a nickname; elsewhere often its English name ("Palmyra" of Tadmur)
        place.alias and not english,
        0.0,
        kind == "state",
        kind == "county",
        kind in ("region", "continent"),
        kind == "country",
        is_capital((words.title() if words.isupper() else words) if words.isascii() else place.name, place),
        first,
        holds,
        holder is not None and not holds,
        kind != "country" and any(place.country in a.countries for a in said),
        any(state in a.states for a in about),
        bool(said) and not any(place.country in a.countries for a in said),
        context.countries.get(place.country, 0) / total if kind != "country" else 0.0,
        context.states.get(state, 0) / states if place.state else 0.0,
        place.country == context.outlet_country if context.outlet_country else 0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ]


def _beside_own(words: str, options: Sequence[Place]) -> list[bool]:
    """Which places have a name as an alias that is the own name of a town: Cancún is not Changchun, nor Stavropol its region. A region of
    another country that has the name in a longer one keeps it (Bali), and so does what an English-speaking town is named after (Odessa)."""
    owners = {p.country for p in options if p.kind == "city" and not p.alias and p.population >= _TOWN} - ENGLISH_SPEAKING
    return [
        p.alias and bool(owners) and (p.kind == "city" or p.country in owners or fold(words) not in fold(p.name)) for p in options
    ]


def _home(context: Context) -> Case | None:
    towns = context.outlet_towns[:_MOST]
    if not towns:
        return None
    odds = np.array([math.log10(p.population + 10) for p in towns])
    return Case([], towns, np.zeros((len(towns), len(FEATURES))), _softmax(odds * 2))


def _lean(found: Sequence[Case], home: Case | None) -> None:
    """Writes the last features: how near a candidate is to the likely places of the other names, and of the outlet."""
    leant = []
    for at, case in sorted(enumerate(found), key=lambda pair: -len(pair[1].numbers))[:_LEANT_NAMES]:
        best = np.argsort(-case.odds, kind="stable")[:_LEANT_ON]
        leant += [(at, case.candidates[i], float(case.odds[i])) for i in best if case.candidates[i].kind != "country"]
    who = np.array([at for at, _, _ in leant])
    sure = np.array([odds for _, _, odds in leant])
    points = np.array([[p.latitude, p.longitude] for _, p, _ in leant]).reshape(-1, 2)
    numbers: dict[str, int] = {}
    states, nations = _numbered([p for _, p, _ in leant], numbers)
    for at, case in enumerate(found):
        weight = sure * (who != at)
        total = max(1.0, float(weight.sum()))
        near = _nearness(case.candidates, points) @ weight
        own_states, own_nations = _numbered(case.candidates, numbers)
        same = (own_states[:, None] == states) @ weight
        nation = (own_nations[:, None] == nations) @ weight
        case.features[:, -4] = np.log1p(near)
        case.features[:, -3] = same / total
        case.features[:, -2] = nation / total
        if home is not None:
            case.features[:, -1] = (
                _nearness(case.candidates, np.array([[p.latitude, p.longitude] for p in home.candidates])) @ home.odds
            )


def _numbered(found: Sequence[Place], numbers: dict[str, int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The state and the country of each place as numbers, which compare faster than words."""
    states, nations = (
        [numbers.setdefault(code, len(numbers)) for code in codes]
        for codes in ([f"{p.country}.{p.state}" for p in found], [p.country for p in found])
    )
    return np.array(states), np.array(nations)


def _nearness(candidates: Sequence[Place], points: Array) -> Array:
    """For each candidate and point how near they are: 1 in one place, a half at 100 km, falling with the distance. A country is near
    nothing."""
    here = np.array([[p.latitude, p.longitude] for p in candidates])
    north = here[:, None, 0] - points[None, :, 0]
    east = (here[:, None, 1] - points[None, :, 1] + 180) % 360 - 180
    east = east * np.cos(np.radians(here[:, None, 0]))
    apart = 111.2 * np.sqrt(north**2 + east**2)
    towns = np.array([p.kind not in ("country", "continent") for p in candidates])[:, None]
    return np.asarray(towns * 100 / (100 + apart), dtype=np.float64)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float64)
