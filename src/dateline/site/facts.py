"""Events and figures as lists, each with what can be narrowed by; what lists of facts share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fastapi import FastAPI

from ..archive import Archive
from ..statements.sameness import Again, Report, again, grouped, shown
from ..types import Event, Item, Statement
from .languages import N_
from .rendering import speaker_of
from .routing import Answer, Choice, Cursor, Day, both, paged

#: Events that are told as past; plans and the like stand apart.
HAPPENED = "happened"
#: How events may be told, each a tab of their page.
TOLD_AS = (HAPPENED, "planned", "possible", "negated", "all")
#: Facts on a page; the counts beside them are of these.
PAGE = 100


def folded(rows: Iterable[tuple[Item, Statement]]) -> list[tuple[Item, Statement, tuple[Again, ...]]]:
    """Statements, each once: what the same speaker said in the same words elsewhere, or in a cut of quoted ones, stands behind it as the
    items that report it too."""
    found: dict[tuple[str | None, str], Report] = {}
    alike: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for item, statement in spelt(rows):
        said = "".join(c for span in statement.content for c in span.of(item.text).casefold() if c.isalnum())
        first = found.setdefault((speaker_of(statement), said), Report(item, statement))
        if item.id != first.item.id:
            alike[first.item.id, first.statement.id].append(Report(item, statement))
    groups = [(shown(group), again(group, alike)) for group in grouped(list(found.values()))]
    return [(one.item, one.statement, tuple(others)) for one, others in groups]


def spelt(rows: Iterable[tuple[Item, Statement]]) -> list[tuple[Item, Statement]]:
    """Statements whose speakers have one spelling on a page, however each text spells them: the most frequent one, of as frequent ones
    that with the marks of its language ("Spajić" before "Spajic")."""
    held = list(rows)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for _, statement in held:
        if statement.entity is not None:
            names[statement.entity.id][statement.entity.name] += 1
    best = {id: max(own, key=lambda name: (own[name], not name.isascii(), name)) for id, own in names.items() if len(own) > 1}
    return [(item, _named(statement, best)) for item, statement in held]


def _named(statement: Statement, names: Mapping[str, str]) -> Statement:
    entity = statement.entity
    if entity is None or names.get(entity.id, entity.name) == entity.name:
        return statement
    return replace(statement, entity=replace(entity, name=names[entity.id]))


def tally(values: Iterable[str | None], most: int = 14) -> list[tuple[str, int]]:
    """Values with their counts, most frequent first."""
    return sorted(Counter(v for v in values if v).items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _country(event: Event) -> str | None:
    return event.place.entity.country if event.place is not None and event.place.entity is not None else None


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of facts to a site."""

    def events(
        type: Choice = None,
        country: Choice = None,
        certainty: Choice = None,
        since: Day = None,
        until: Day = None,
        cursor: Cursor = None,
    ) -> Answer:
        """Events, latest first: what happened, or what `certainty` asks for ("all": everything)."""
        told = certainty or HAPPENED
        rows = archive.events(
            type=type,
            country=country,
            certainty=None if told == "all" else told,
            since=since,
            until=until,
            limit=PAGE,
            cursor=cursor,
        )
        facets = [
            (N_("What"), "type", tally(e.type for _, e in rows), type),
            (N_("Where"), "country", tally(_country(e) for _, e in rows), country),
        ]
        values = {"rows": rows, "next": rows.next, "facets": facets, "since": since, "until": until, "told": told}
        plain = paged("events", ({"item": i.id, "event": e} for i, e in rows), rows.next)
        return "events.html", values | {"tabs": TOLD_AS}, plain

    def figures(what: Choice = None, since: Day = None, until: Day = None, cursor: Cursor = None) -> Answer:
        """Figures, newest report first."""
        rows = archive.figures(what=what, since=since, until=until, limit=PAGE, cursor=cursor)
        facets = [(N_("Of what"), "what", tally((f.what for _, f in rows), 20), what)]
        plain = paged("figures", ({"item": i.id, "figure": f} for i, f in rows), rows.next)
        return "figures.html", {"rows": rows, "next": rows.next, "facets": facets, "since": since, "until": until}, plain

    for path, page in (("/events", events), ("/figures", figures)):
        both(app, path, page)
