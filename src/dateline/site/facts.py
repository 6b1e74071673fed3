"""Statements, events and figures as lists, each with what can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import FastAPI

from ..archive import Archive
from ..types import Item, Statement
from .languages import N_
from .routing import Answer, Choice, Day, both

#: How many of the latest facts a page looks at; its counts are of these.
LATEST = 300
#: Beliefs and intentions are shown when they are asked for.
INWARD = frozenset({"believe", "intend"})
#: Words that stand for a speaker but name none.
NAMELESS = frozenset({"i", "you", "he", "she", "it", "we", "they", "who", "that", "this", "he or she", "one"})


def speaker_of(statement: Statement) -> str | None:
    """The name under which a statement is counted."""
    if statement.entity is not None:
        return statement.entity.name
    speaker = statement.speaker
    return speaker.text if speaker is not None and not speaker.pronoun and speaker.text.casefold() not in NAMELESS else None


def folded(rows: Iterable[tuple[Item, Statement]]) -> list[tuple[Item, Statement, tuple[Item, ...]]]:
    """Statements, each once: what the same speaker said in the same words elsewhere stands behind it as the items that report it too."""
    found: dict[tuple[str | None, str], tuple[Item, Statement, list[Item]]] = {}
    for item, statement in rows:
        said = "".join(c for span in statement.content for c in span.of(item.text).casefold() if c.isalnum())
        key = (speaker_of(statement), said)
        if key not in found:
            found[key] = (item, statement, [])
        elif item.id != found[key][0].id:
            found[key][2].append(item)
    return [(item, statement, tuple(again)) for item, statement, again in found.values()]


def tally(values: Iterable[str | None], most: int = 14) -> list[tuple[str, int]]:
    """Values with their counts, most frequent first."""
    return sorted(Counter(v for v in values if v).items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _medium(row: tuple[Item, Statement]) -> str | None:
    return (row[1].medium.value or row[1].medium.text) if row[1].medium is not None else None


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of facts to a site."""

    def said(
        act: Choice = None,
        kind: Choice = None,
        who: Choice = None,
        medium: Choice = None,
        outlet: Choice = None,
        since: Day = None,
        until: Day = None,
    ) -> Answer:
        """Statements, newest first; beliefs and intentions where `act` asks for them."""
        latest = archive.statements(act=act, kind=kind, since=since, until=until, limit=LATEST)
        rows = tuple(r for r in latest if act is not None or r[1].act not in INWARD)
        rows = tuple(r for r in rows if who is None or speaker_of(r[1]) == who)
        rows = tuple(r for r in rows if (medium is None or _medium(r) == medium) and (outlet is None or r[0].outlet == outlet))
        facets = [
            (N_("Who"), "who", tally(speaker_of(s) for _, s in rows), who),
            (N_("What they do"), "act", tally(s.act for _, s in (rows if act else latest)), act),
            (N_("How"), "kind", tally(s.kind for _, s in rows), kind),
            (N_("Medium"), "medium", tally(_medium(r) for r in rows), medium),
            (N_("Outlet"), "outlet", tally(i.outlet for i, _ in rows), outlet),
        ]
        plain = [{"item": i.id, "statement": s} for i, s in rows]
        return "said.html", {"rows": rows[:100], "total": len(rows), "facets": facets, "since": since, "until": until}, plain

    def events(
        type: Choice = None, country: Choice = None, certainty: Choice = None, since: Day = None, until: Day = None
    ) -> Answer:
        """Events, latest first."""
        rows = archive.events(type=type, country=country, certainty=certainty, since=since, until=until, limit=LATEST)
        facets = [
            (N_("What"), "type", tally(e.type for _, e in rows), type),
            (N_("Certainty"), "certainty", tally(e.certainty for _, e in rows), certainty),
        ]
        plain = [{"item": i.id, "event": e} for i, e in rows]
        return "events.html", {"rows": rows[:100], "total": len(rows), "facets": facets, "since": since, "until": until}, plain

    def figures(what: Choice = None) -> Answer:
        """Figures, newest report first."""
        rows = archive.figures(what=what, limit=LATEST)
        facets = [(N_("Of what"), "what", tally((f.what for _, f in rows), 20), what)]
        return (
            "figures.html",
            {"rows": rows[:100], "total": len(rows), "facets": facets},
            [{"item": i.id, "figure": f} for i, f in rows],
        )

    for path, page in (("/said", said), ("/events", events), ("/figures", figures)):
        both(app, path, page)
