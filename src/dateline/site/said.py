"""Said: statements by who, about whom, in which words, how and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from fastapi import FastAPI

from ..archive import Archive
from ..store.fact_queries import named_in
from ..types import INNER_ACTS, Item, Statement
from .facts import folded, spelt, tally
from .languages import N_
from .rendering import speaker_of
from .routing import Answer, Choice, Cursor, Day, Words, both

#: Statements on a page; the counts beside them are of these.
LATEST = 100

Row = tuple[Item, Statement]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the page of statements to a site."""

    def said(
        person: Choice = None,
        who: Choice = None,
        about: Choice = None,
        q: Words = "",
        act: Choice = None,
        form: Choice = None,
        kind: Choice = None,
        medium: Choice = None,
        outlet: Choice = None,
        since: Day = None,
        until: Day = None,
        cursor: Cursor = None,
    ) -> Answer:
        """Statements, newest first: of a person, about one (by id or name), with words in them; beliefs where `act` asks."""
        person, about = (archive.entity_named(given) if given else None for given in (person, about))
        latest = archive.statements(
            query=q,
            entity=person,
            about=about,
            act=act,
            form=form,
            kind=kind,
            outlet=outlet,
            since=since,
            until=until,
            limit=LATEST,
            cursor=cursor,
        )
        rows = [r for r in latest if act is not None or r[1].act not in INNER_ACTS]
        rows = [r for r in rows if (who is None or speaker_of(r[1]) == who) and (medium is None or medium_of(r) == medium)]
        values = {
            "rows": folded(rows),
            "next": latest.next,
            "person": archive.entity(person) if person else None,
            "subject": archive.entity(about) if about else None,
            "facets": facets(
                spelt(rows),
                latest,
                person=person,
                who=who,
                about=about,
                act=act,
                form=form,
                kind=kind,
                medium=medium,
                outlet=outlet,
            ),
            "weeks": weeks(rows),
            "q": q,
            "since": since,
            "until": until,
        }
        plain = {"statements": [{"item": i.id, "statement": s} for i, s in rows], "next": latest.next}
        return "said.html", values, plain

    both(app, "/said", said)


def medium_of(row: Row) -> str | None:
    """The medium of a statement: "interview", or the words that name it."""
    return (row[1].medium.value or row[1].medium.text) if row[1].medium is not None else None


def weeks(rows: Sequence[Row]) -> tuple[date, date] | None:
    """The last seven days that have a statement, counted from the newest one whose day is known: vague dates end years from now."""
    known = (when for item, s in rows if (when := s.when or item.published) is not None)
    days = [when.latest for when in known if when.earliest == when.latest]
    last = max(days, default=None)
    return (last - timedelta(days=6), last) if last else None


def facets(
    rows: Sequence[Row],
    latest: Sequence[Row],
    *,
    person: str | None,
    who: str | None,
    about: str | None,
    act: str | None,
    form: str | None,
    kind: str | None,
    medium: str | None,
    outlet: str | None,
) -> list[tuple[str, str, Sequence[tuple[str, int] | tuple[str, int, str]], str | None]]:
    """What the statements can be narrowed by: title, parameter, values with counts, the one chosen."""
    known = [(s.entity.id, s.entity.name) for _, s in rows if s.entity is not None]
    unknown = [speaker_of(s) for _, s in rows if s.entity is None]
    named = {m.entity.id: m.entity.name for i, _ in rows for m in i.mentions if m.entity is not None}
    subjects = [(id, named[id]) for i, s in rows for id in sorted(named_in(i, s)) if id in named]
    return [
        (N_("Who"), "person", counted(known, 14), person),
        (N_("Others who speak"), "who", tally(unknown, 6), who),
        (N_("About"), "about", counted(subjects, 10), about),
        (N_("What they do"), "act", tally(s.act for _, s in (rows if act else latest)), act),
        (N_("How"), "kind", tally(s.kind for _, s in rows), kind),
        (N_("What it is"), "form", tally((s.form for _, s in rows), 4), form),
        (N_("Medium"), "medium", tally((medium_of(r) for r in rows), 8), medium),
        (N_("Outlet"), "outlet", tally((i.outlet for i, _ in rows), 8), outlet),
    ]


def counted(entities: Iterable[tuple[str, str]], most: int) -> list[tuple[str, int, str]]:
    """Entities (id, name) with their counts, most frequent first."""
    rows = list(entities)
    count, names = Counter(id for id, _ in rows), dict(rows)
    return [(id, n, names[id]) for id, n in sorted(count.items(), key=lambda row: (-row[1], names[row[0]], row[0]))[:most]]
