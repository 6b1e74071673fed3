"""Countries: names in several languages, demonyms, capitals, borders.

Source: Unicode CLDR (names), mledoze/countries (codes, capitals, demonyms, borders; ODbL 1.0, attribution to that project), and
aliases of ours. Renewed by `python -m training.knowledge_tables --data DIR`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..tables import rows


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is ISO 3166 alpha-3 (XKX for Kosovo); latitude and longitude are the country's middle, in degrees."""

    code: str
    alpha_2: str
    name: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    names: tuple[str, ...]
    local_names: tuple[str, ...]
    borders: tuple[str, ...]
    region: str
    latitude: float
    longitude: float


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by alpha-3 code."""
    return {row["alpha_3"]: _country(row) for row in rows(__package__, "countries.csv")}


def _country(row: dict[str, str]) -> Country:
    def parts(name: str) -> tuple[str, ...]:
        return tuple(part for part in row[name].split("|") if part)

    return Country(
        row["alpha_3"],
        row["alpha_2"],
        row["name"],
        parts("capitals"),
        parts("demonyms"),
        parts("names"),
        parts("local_names"),
        parts("borders"),
        row["region"],
        float(row["latitude"]),
        float(row["longitude"]),
    )


@lru_cache(maxsize=1)
def by_name() -> dict[str, str]:
    """Alpha-3 code by any name of a country, as written. "Georgia" is the country: a sentence must say otherwise."""
    return {name: country.code for country in countries().values() for name in (*country.local_names, *country.names)}


@lru_cache(maxsize=1)
def by_demonym() -> dict[str, str]:
    """Alpha-3 code by demonym and nationality adjective, and plurals in -ans, -ers and -is; one that several share is of the country with
    most neighbours: "Norwegian" is of Norway, not of Svalbard."""
    by_borders = sorted(countries().values(), key=lambda country: len(country.borders))
    found = {name: country.code for country in by_borders for name in country.demonyms}
    return {f"{name}s": code for name, code in found.items() if name.endswith(("an", "er", "i"))} | found


#: How news spells some capitals besides.
_OTHER_CAPITALS = {"Ulaanbaatar": "MNG", "Sanaa": "YEM", "Kishinev": "MDA", "Delhi": "IND"}


@lru_cache(maxsize=1)
def by_capital() -> dict[str, str]:
    """Alpha-3 code by the name of a capital, with and without its accents; Malé has them always."""
    own = {name: country.code for country in countries().values() for name in country.capitals}
    plain = {_without_accents(name): code for name, code in own.items() if name != "Malé"}
    return {**plain, **_OTHER_CAPITALS, **own}


def _without_accents(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def by_alpha_2() -> dict[str, str]:
    """Alpha-3 by alpha-2 code."""
    return {country.alpha_2: country.code for country in countries().values()}
