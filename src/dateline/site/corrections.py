"""Corrections: what people changed and judged of facts, names and stories, what waits for a judgement, with forms to judge and undo."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..archive.identities import Unsure
from ..identity.judging import Judgement
from ..store.corrections_records import Correction
from ..types import Entity
from . import access
from .accounts import local_path
from .routing import Answer, Cursor, both

#: Rows of each kind on the page.
PAGE = 30
Id = Annotated[str, Form(max_length=100)]
Why = Annotated[str, Form(max_length=1_000)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the page of corrections, and its forms, to a site."""

    def corrections(cursor: Cursor = None) -> Answer:
        """Corrections by people, their judgements on who is one with whom and on stories, and pairs that wait for one."""
        before = int(cursor) if cursor else None
        rows = archive.corrections(limit=PAGE, before=before)
        judged = [(j, *named(archive, j)) for j in archive.judgements(limit=PAGE)] if before is None else []
        regrouped = archive.story_judgements(limit=PAGE) if before is None else ()
        waiting = archive.unsure(limit=PAGE) if before is None else ()
        later = str(rows[-1].number) if len(rows) == PAGE else None
        named_here = dict.fromkeys([*(c.item for c in rows), *(id for j in regrouped for id in (j.item, *j.others[:1]))])
        titles = {id: item for id in named_here if (item := archive.item(id)) is not None}
        values = {
            "rows": rows,
            "titles": titles,
            "judged": judged,
            "regrouped": regrouped,
            "waiting": waiting,
            "next": later,
        }
        plain = plainly(rows, [j for j, _, _ in judged], waiting) | {"stories": [asdict(j) for j in regrouped]}
        return "corrections.html", values, plain | ({"next": later} if later else {})

    both(app, "/corrections", corrections)

    @app.post("/judge", include_in_schema=False)
    def judge(
        request: Request,
        left: Id = "",
        right: Id = "",
        verdict: Annotated[Literal["same", "not-same", "unsure", "undo"], Form()] = "unsure",
        why: Why = "",
        token: Id = "",
        back: Annotated[str, Form(max_length=2_000)] = "/corrections",
    ) -> Response:
        who = access.demand(request, token, to="edit")
        # The form of a dossier takes the other one by name.
        right = right if verdict == "undo" else archive.entity_named(right.strip())
        if verdict == "undo":
            archive.unjudge(left, right, by=who.name or "", why=why)
        else:
            archive.judge(left, right, verdict, by=who.name or "", why=why)
        return RedirectResponse(local_path(back), 303)

    @app.post("/undo", include_in_schema=False)
    def undo(
        request: Request,
        id: Id = "",
        why: Why = "",
        token: Id = "",
        back: Annotated[str, Form(max_length=2_000)] = "/corrections",
    ) -> Response:
        who = access.demand(request, token, to="edit")
        archive.undo(id, by=who.name or "", why=why)
        return RedirectResponse(local_path(back), 303)


def named(archive: Archive, judgement: Judgement) -> tuple[Entity | None, Entity | None]:
    """The two entities of a judgement, as they were read."""
    found = []
    for id in judgement.pair:
        own = next((e for e in archive.same_as(id) if e.id == id), None)
        found.append(own or archive.entity(id))
    return found[0], found[1]


def plainly(rows: tuple[Correction, ...], judged: list[Judgement], waiting: tuple[Unsure, ...]) -> dict[str, Any]:
    """The page for programs."""
    return {
        "corrections": [
            {
                "id": c.id,
                "number": c.number,
                "item": c.item,
                "about": c.about,
                "action": c.action,
                "quote": c.anchor.quote,
                "changes": dict(c.changes),
                "was": dict(c.was),
                "by": c.by,
                "at": c.at,
                "why": c.why,
                "undone": c.undone,
                "applied": c.applied,
            }
            for c in rows
        ],
        "judgements": [
            {"left": j.left, "right": j.right, "verdict": j.verdict, "by": j.by, "at": j.at.isoformat(), "why": j.why}
            for j in judged
        ],
        "waiting": [{"left": u.left, "right": u.right, "score": u.score} for u in waiting],
    }
