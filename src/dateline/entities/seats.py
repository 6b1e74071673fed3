"""Names that need more than odds: states that share theirs with a great city of theirs or with the country's capital (New York,
Washington, Almaty), and towns of a country that the gazetteer lacks there (Memphis in Egypt)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..expressions.filing import FILED_TOWN
from ..knowledge import countries, places
from ..knowledge.places import Place
from .place_context import Context, country_of
from .shapes import Name

#: What part of a division's people the city has that is meant by the name of both.
_SEAT = 0.25
#: People of a capital that is meant before other towns called so.
GREAT = 500_000
#: Degrees within which a town is a suburb.
_SUBURB = 0.6
#: Words before and behind a name that is a state's: "upstate New York", "Washington state", "Washington Gov.".
_OF_STATE = re.compile(
    r"\b(?:upstate|(?:north|south|east|west)\w{0,8}|central|rural|across|(?:state|province|region) of) $", re.IGNORECASE
)
_STATE_OF = re.compile(
    r"(?:['’]s)? (?:state|province|oblast|region|governorate|prefecture|gov\b|governor|lt\. gov|lawmakers|legislat|attorney general|"
    r"counties)",
    re.IGNORECASE,
)
#: People of a town that news names without its state.
_KNOWN = 100_000
#: How far before a name what it holds may start: "Spokane, Washington".
_BEFORE = 40
#: What stands between a town and its country, and behind the country where it is no part of a list ("Paris, Italy and Spain").
_HELD = re.compile(r", (?:in )?(?:the )?| \((?:in )?| in (?:the )?")
_NO_LIST = re.compile(r"(?![\w’'-]|,? (?:and|or|to)\b|, (?:the )?[A-Z])")
_INSIDE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Oo]utside) $")
#: "the Egyptian town of": what a country's adjective or possessive owns by its kind.
_OWNED = re.compile(
    r"(?:['’]s)? (?:[a-z]{2,12} ){0,2}(?:city|town|village|port|district|province|region|island|suburb) of (?:the )?"
)


def is_capital(words: str, place: Place) -> bool:
    """Whether a place so called is the capital of its country."""
    country = countries.countries().get(place.country)
    return place.kind == "city" and country is not None and words in country.capitals


def seat_of(words: str, state: Place, options: Sequence[Place]) -> Place | None:
    """The city that the name of a division means first: the capital of the country, or one that has a quarter of the division's people.
    None for other divisions (Quebec)."""
    cities = [p for p in options if p.kind == "city" and p.country == state.country]
    named = words.title() if words.isupper() else words
    return next((p for p in cities if p.population >= _SEAT * state.population > 0 or is_capital(named, p)), None)


def as_state(number: int, names: Sequence[Name], text: str, options: Sequence[Place]) -> bool:
    """Whether the words beside a name that state and city share make the state of it: "upstate New York", "Washington state", "N.Y.",
    "Buffalo, New York", or a small town before it that the gazetteer may lack ("Conway, Washington."). Rejects suburbs of the city
    ("Brooklyn, New York") and lists ("Geneva, Washington and Paris")."""
    span = names[number].span
    before = text[max(0, span.start - 16) : span.start]
    words = span.of(text)
    if words in places.abbreviations():
        return True
    seats = [(state, seat) for state in options if state.kind == "state" and (seat := seat_of(words, state, options))]
    if not seats:
        return False
    if _STATE_OF.match(text, span.end) or _OF_STATE.search(before):
        return True
    last = names[number - 1] if number else None
    if last is None or text[last.span.end : span.start] not in (", ", " (") or span.start - last.span.start > _BEFORE:
        return False
    towns, alone = places.named(last.called(text)), bool(_NO_LIST.match(text, span.end))
    if any(_lies_in(town, *pair) for town in (towns if alone else towns[:1]) for pair in seats):
        return True
    return last.type == "place" and alone and not any(town.population > _KNOWN for town in towns)


def without_own_state(
    words: str, options: tuple[Place, ...], names: Sequence[Name], text: str, context: Context
) -> tuple[Place, ...]:
    """Without the state that shares its name with its great city or the country's capital: New York and Almaty are towns, and so is
    Washington. Keeps the state where the item or the outlet's address names a town of it further from the city than a suburb ("Spokane").
    Where the state gives way to a great capital, so do towns of a tenth of its people in countries that the item does not name:
    Washington is not in England because London is. Names of countries stay whole ("PANAMA")."""
    if words.title() in countries.by_name():
        return options
    dropped: list[Place] = []
    for state in (p for p in options if p.kind == "state"):
        seat = seat_of(words, state, options)
        if seat and not _names_town_of(state, seat, names, text, context):
            dropped.append(state)
            if seat.population > GREAT and is_capital(seat.name, seat):
                known = (seat.country, context.outlet_country, *context.countries, *(p.country for p in context.outlet_towns))
                dropped += [
                    p for p in options if p.kind == "city" and p.population * 10 < seat.population and p.country not in known
                ]
    return tuple(p for p in options if p not in dropped)


def filed_capital(words: str, number: int, names: Sequence[Name], text: str, context: Context) -> bool:
    """Whether a name in capitals files the report, or opens its line, and the outlet is of no town so called: "WASHINGTON (AP) -" is from
    the great capital of that name, whatever state the report tells of."""
    if not words.isupper() or any(town.name.casefold() == words.casefold() for town in context.outlet_towns):
        return False
    start = names[number].span.start
    filed = FILED_TOWN.match(text[start : start + 120])
    return text[start - 1 : start] in ("", "\n") or (filed is not None and filed["town"] == words)


def _names_town_of(state: Place, seat: Place, names: Sequence[Name], text: str, context: Context) -> bool:
    """Whether an item names a town of a state elsewhere: among those first meant by its name, none of fewer than a tenth of the people of
    the greatest."""
    found = list(context.outlet_towns[:1])
    for name in names:
        if name.type == "place" and (towns := places.named(name.called(text))):
            found += [town for town in towns[:6] if town.population * 10 >= towns[0].population]
    return any(_lies_in(town, state, seat) for town in found)


def _lies_in(town: Place, state: Place, seat: Place) -> bool:
    if town.kind not in ("city", "county") or (town.country, town.state) != (state.country, state.state):
        return False
    return max(abs(town.latitude - seat.latitude), abs(town.longitude - seat.longitude)) > _SUBURB


def is_elsewhere(
    words: str, options: Sequence[Place], country: str, numbers: Sequence[int], names: Sequence[Name], text: str
) -> bool:
    """Whether a town lies in a country that is written beside it and where the gazetteer has none of its name: "Memphis, Egypt". Rejects
    countries and states, lists ("Paris, Italy and Spain"), and capitals "in" another country, which act there ("Washington in Iraq"), but
    where something is in them ("in Kingston in Zambia")."""
    if any(p.country == country for p in options) or (options and options[0].kind not in ("city", "county")):
        return False
    capital = any(is_capital(words, p) for p in options)
    for number in numbers:
        span, after = names[number].span, names[number + 1] if number + 1 < len(names) else None
        held = _HELD.fullmatch(text, span.end, after.span.start) if after and country_of(after, text) == country else None
        acts = capital and held and "in" in held[0] and not _INSIDE.search(text, max(0, span.start - 10), span.start)
        if after and held and _NO_LIST.match(text, after.span.end) and not acts:
            return True
        before = names[number - 1] if number else None
        if before is not None and country_of(before, text) == country and _OWNED.fullmatch(text, before.span.end, span.start):
            return True
    return False
