"""Pairs of countries: a matrix of who has to do with whom or speaks of whom, and the facts of one pair by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import FastAPI

from ..archive import Archive
from ..types import Actor, Event, Item, Statement
from .routing import NOTHING, Answer, both

LATEST = 500


def countries(event: Event) -> set[tuple[str, str]]:
    """The pairs of countries that an event joins: actors with recipients, and actors with each other where there are none."""
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    others = recipients or actors
    return {(min(a, b), max(a, b)) for a in actors for b in others if a != b}


def spoken_of(item: Item, statement: Statement) -> set[tuple[str, str]]:
    """The pairs that a statement makes: the country of who speaks with every country named in the words."""
    home = statement.entity.country if statement.entity is not None else None
    named = {
        m.entity.country
        for m in item.mentions
        if m.entity and m.entity.country and any(c.contains(m.span) for c in statement.content)
    }
    return {(min(home, other), max(home, other)) for other in named if home and other and other != home}


def _codes(parties: Iterable[Actor]) -> set[str]:
    return {p.country for p in parties if p.country}


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of pairs to a site."""

    def matrix() -> Answer:
        """Countries that share events or speak of each other, as a matrix."""
        count = Counter(pair for _, e in archive.events(limit=LATEST) for pair in countries(e))
        count.update(pair for i, s in archive.statements(limit=LATEST) for pair in spoken_of(i, s))
        weight: Counter[str] = Counter()
        for (a, b), n in count.items():
            weight[a] += n
            weight[b] += n
        names = sorted(sorted(weight, key=lambda c: (-weight[c], c))[:14])
        plain = [{"pair": pair, "facts": n} for pair, n in sorted(count.items(), key=lambda p: (-p[1], p[0]))]
        return "pairs.html", {"names": names, "count": count, "labels": labels(archive)}, plain

    def pair(first: str, second: str) -> Answer:
        """The events that join two countries and what one says of the other, latest first, and their number by month."""
        wanted = (min(first, second), max(first, second))
        named = labels(archive)
        if first == second or not {first, second} <= set(named):
            return NOTHING
        events = [(i, e) for i, e in archive.events(limit=LATEST) if wanted in countries(e)]
        statements = [(i, s) for i, s in archive.statements(limit=LATEST) if wanted in spoken_of(i, s)]
        bars = months([*events, *statements])
        values = {"first": first, "second": second, "labels": named, "events": events, "statements": statements, "months": bars}
        plain = {
            "events": [{"item": i.id, "event": e} for i, e in events],
            "statements": [{"item": i.id, "statement": s} for i, s in statements],
        }
        return "pair.html", values, plain

    both(app, "/pairs", matrix)
    both(app, "/pair/{first}/{second}", pair)


def labels(archive: Archive) -> dict[str, str]:
    """Names of the countries in the record by their codes."""
    return {e.country: e.name for e, _ in reversed(archive.entities(type="country", limit=300)) if e.country}


def months(rows: Iterable[tuple[Item, Event | Statement]]) -> list[tuple[str, int]]:
    """Months with the number of their facts, every month between the first and the last."""
    days = [when.latest for item, fact in rows if (when := fact.when or item.published) is not None]
    if not days:
        return []
    count = Counter((day.year, day.month) for day in days)
    first, last = min(count), max(count)
    span = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(f"{m // 12}-{m % 12 + 1:02}", count.get((m // 12, m % 12 + 1), 0)) for m in span][-36:]
