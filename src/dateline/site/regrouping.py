"""What editors say of a story: a report is none of it, another item belongs to it, its headline."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..errors import UsageError
from ..types import Story
from . import access

#: A report is parted from so many others of the story at most, those that copy nothing, the newest first.
PARTED = 30
_ITEM = re.compile(r"(?:^|/item/)(?P<id>[0-9A-Za-z_-]{1,64})(?:[/?#].*)?$")


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the forms that correct a story to a site."""

    @app.post("/story/{id}/correct", include_in_schema=False)
    def correct(
        request: Request,
        id: str,
        action: Annotated[Literal["part", "join", "headline"], Form()],
        item: Annotated[str, Form(max_length=2_000)] = "",
        headline: Annotated[str, Form(max_length=300)] = "",
        why: Annotated[str, Form(max_length=1_000)] = "",
        token: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        who = access.demand(request, token, to="edit").name or ""
        story = archive.story(id)
        if story is None:
            raise UsageError("there is no such story any more; it may have become another one", subject=id)
        if action == "headline":
            archive.pin_headline(story.id, said(headline), by=who, why=why)
            return RedirectResponse(f"/story/{story.id}", 303)
        stays = part(archive, story, item, who, why) if action == "part" else join(archive, story, item_of(item), who, why)
        return RedirectResponse(f"/story/{archive.story_of(stays) or story.id}", 303)


def said(words: str) -> str:
    """A headline without spare spaces. Raises UsageError where nothing is left."""
    told = " ".join(words.split())
    if not told:
        raise UsageError("a headline has words; type some")
    return told


def item_of(address: str) -> str:
    """The id in an address of an item here, or the id itself. Raises UsageError where it is neither."""
    found = _ITEM.search(address.strip())
    if found is None:
        raise UsageError("give the address of an item here, /item/..., or its id", subject=address[:80])
    return found["id"]


def part(archive: Archive, story: Story, item: str, who: str, why: str) -> str:
    """Takes a report, with its copies, out of a story; the id of one that stays. Raises UsageError where the story would be empty."""
    copies = dict(story.copies)
    own = [i.id for i in reversed(story.items) if i.id not in copies and i.id != copies.get(item, item)]
    if item not in {i.id for i in story.items}:
        raise UsageError("is none of the story's reports", subject=item[:80])
    if not own:
        raise UsageError("is all that the story tells of, with its copies; nothing would be left", subject=item[:80])
    archive.apart(copies.get(item, item), *own[:PARTED], by=who, why=why)
    return own[0]


def join(archive: Archive, story: Story, item: str, who: str, why: str) -> str:
    """Puts an item into a story; the id of one that is in it."""
    first = story.items[0].id
    archive.together(item, first, by=who, why=why)
    return first
