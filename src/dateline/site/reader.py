"""The reader: one item with its facts beside its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request

from ..archive import Archive
from ..types import Item, Mention, Page
from . import marking, marks
from .captures import in_order
from .routing import NOTHING, Answer, Choice, both
from .withholding import snippet_of, withheld

#: Other reports of the story that the reader names.
MATES = 6
#: Facts of a kind that the reader lists at first; the length of text, in code points, from which names are marked on request: a page has
#: to stay light, and of transcripts and tickers few read all.
LISTED, LONG = 50, 15_000
AllFacts = Annotated[Literal["all", ""] | None, Query(description="all: every fact of a long text")]
#: Captures that the reader lists.
SEEN = 10
#: Names of an item by which others are found.
NAMES = 20


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the reader to a site."""

    def item(request: Request, id: str, revision: Choice = None, facts: AllFacts = None) -> Answer:
        """One item with its facts."""
        found = archive.item(id, revision=revision)
        if found is None:
            return NOTHING
        values = {
            "item": found,
            "comments": archive.comments(id, reader=request.state.visitor.name),
            "about": "item",
            "target": id,
        }
        if withheld(request, found.outlet):
            return (
                "snippet.html",
                values | {"snippet": snippet_of(found), "related": related(archive, found, archive.copies(id))},
                found,
            )
        return "item.html", values | shown(archive, request, found, whole=facts == "all"), found

    both(app, "/item/{id}", item)


def shown(archive: Archive, request: Request, item: Item, *, whole: bool = False) -> dict[str, Any]:
    """What the reader shows of an item: its lines, the item's story, captures, revisions, and what stands beside it; of a long text the
    first facts in the list and no names marked, unless the `whole` is asked for."""
    captures = archive.captures(item.id)
    mates, copies = archive.mates(item.id, limit=MATES), archive.copies(item.id)
    near = {other.id for other in mates}
    names_too = whole or len(item.text) <= LONG
    return {
        "lines": marking.lines_of(item, [fact for fact in marking.facts_of(item) if names_too or fact.key[0] != "n"]),
        "most": None if whole else LISTED,
        "names_too": names_too,
        "told": {"first": False},
        "names": [m for m in item.mentions if m.type != "medium"],
        "named": named(item),
        "captures": captures,
        **seen_in(item, captures),
        "page_text": marking.text_of_record(item, [page for _, page in captures]),
        "beside": beside(captures, item.id),
        "copies": copies,
        "story": archive.story_of(item.id) if mates else None,
        "mates": mates,
        "most_mates": MATES,
        "most_seen": SEEN,
        "related": [other for other in related(archive, item, copies) if other.id not in near],
        "history": archive.revisions(item.id),
        "notes": archive.notes(item=item.id),
        "marks": marks.of_reader(archive, request, [item.id]).get(item.id, ()),
    }


@dataclass(frozen=True, slots=True)
class Named:
    """One whom or what an item names: the first mention by name, the keys of all of them on the page, the other words for it."""

    mention: Mention
    keys: tuple[str, ...]
    words: tuple[str, ...]


def named(item: Item) -> list[Named]:
    """Names and times of an item, each entity and each time once, in order of the text; keys count as in `marking.facts_of`."""
    rows: dict[tuple[str, str], list[tuple[str, Mention]]] = {}
    for n, mention in enumerate((m for m in item.mentions if m.type != "medium"), 1):
        of_time = ("time", mention.value or mention.text)
        key = of_time if mention.type == "time" else ("entity", mention.entity.id if mention.entity else mention.text)
        rows.setdefault(key, []).append((f"n{n}", mention))
    found = []
    for mentions in rows.values():
        # A pronoun or a country's adjective stands for the one whose name comes elsewhere.
        first = min((m for _, m in mentions), key=lambda m: (m.pronoun, m.metonym, m.type == "nationality", m.span.start))
        shown = first.entity.name if first.entity is not None else first.text
        words = dict.fromkeys(m.text for _, m in mentions if m.text.casefold() != shown.casefold() and not m.pronoun)
        found.append(Named(first, tuple(key for key, _ in mentions), tuple(words)))
    return found


def seen_in(item: Item, captures: Sequence[tuple[str, Page]]) -> dict[str, Any]:
    """The latest captures of an item's own page with what moved from one to the next, the latest first, how many there are besides, and
    the captures of the pages that announce it."""
    own = [(id, page) for id, page in captures if page.article is not None and page.article.id == item.id]
    ids = {id for id, _ in own}
    others = [(id, page) for id, page in captures if id not in ids]
    latest = own[::-1][: SEEN + 1]
    return {"own": in_order(latest)[:SEEN], "own_more": max(0, len(own) - SEEN), "others": others[::-1]}


def beside(captures: Sequence[tuple[str, Page]], id: str) -> list[Item]:
    """The other items of the latest capture in its order, readers' comments aside."""
    page = captures[-1][1] if captures else None
    return [i for i in page.items if i.id != id and i.kind != "comment"] if page else []


def related(archive: Archive, item: Item, copies: Sequence[Item], most: int = 5) -> list[Item]:
    """Items that share the most names with this one, newer first; two shared names at least.

    Names of countries alone do not relate: people, organisations and places count two, countries one, and four points are needed.
    """
    named = {
        m.entity.id: (1 if m.entity.type == "country" else 2)
        for m in item.mentions
        if m.entity is not None and m.type != "office"
    }
    own = {item.id, *(other.id for other in copies)}
    found = archive.sharing(dict(sorted(named.items())[:NAMES]), least=4, most=most + len(own))
    return sorted(
        [other for other in found if other.id not in own][:most],
        key=lambda i: (i.published.latest.toordinal() if i.published else 0, i.id),
        reverse=True,
    )
