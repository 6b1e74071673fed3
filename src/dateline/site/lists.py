"""Lists of items: everything, the opinion and documentary sections; outlets and the quarantine."""

from __future__ import annotations

from fastapi import FastAPI

from ..archive import Archive
from ..store.filters import Wanted
from .languages import N_
from .routing import Answer, Choice, Cursor, Day, Limit, both, paged

#: Sections as news sites have them, each a genre.
SECTIONS = {"opinion": N_("Opinion"), "documentary": N_("Documentaries"), "interview": N_("Interviews"), "live": N_("Live")}
#: Outlets, and refused inputs, on a page.
ROWS = 100
#: What the list of items is narrowed by.
NARROWED = ("kind", "genre", "outlet", "language")


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the lists to a site."""

    def items(
        kind: Choice = None,
        genre: Choice = None,
        outlet: Choice = None,
        language: Choice = None,
        country: Choice = None,
        since: Day = None,
        until: Day = None,
        cursor: Cursor = None,
        limit: Limit = 30,
    ) -> Answer:
        """Items, newest first."""
        wanted = Wanted(kind=kind, genre=genre, outlet=outlet, language=language, country=country, since=since, until=until)
        listing = archive.items(**wanted, cursor=cursor, limit=limit)
        facets = {name: archive.facets(name) for name in NARROWED}
        values = {"listing": listing, "facets": facets, "chosen": wanted, "since": since, "until": until}
        return "items.html", values, paged("items", listing, listing.next)

    def section(genre: str, cursor: Cursor = None) -> Answer:
        """One section: opinion, documentary, interview or live."""
        if genre not in SECTIONS:
            return None, {}, None
        listing = archive.items(genre=genre, cursor=cursor, limit=30)
        return (
            "section.html",
            {"title": SECTIONS[genre], "listing": listing, "sections": SECTIONS, "genre": genre},
            paged("items", listing, listing.next),
        )

    def outlets(cursor: Cursor = None) -> Answer:
        """Outlets with the number of their items, most items first."""
        rows = archive.outlets(limit=ROWS, cursor=cursor)
        plain = paged("outlets", ({"outlet": name, "items": n} for name, n in rows), rows.next)
        return "outlets.html", {"rows": rows, "next": rows.next, "free": archive.free_outlets()}, plain

    def quarantine(cursor: Cursor = None) -> Answer:
        """What was refused, and why."""
        rows = archive.quarantine(limit=ROWS, cursor=cursor)
        plain = paged("refused", ({"input": a, "rule": b, "error": c} for a, b, c in rows), rows.next)
        return "quarantine.html", {"rows": rows, "next": rows.next}, plain

    for path, page in (("/items", items), ("/section/{genre}", section), ("/outlets", outlets), ("/quarantine", quarantine)):
        both(app, path, page)
