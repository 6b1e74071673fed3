"""Feeds as Atom 1.0 and JSON Feed 1.1. The ids of a feed and of its entries are of what they are about, not of where they are served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from ..ids import digest
from ..store.alerts_records import canonical
from ..types import DateEstimate, Item
from .rendering import title_of
from .withholding import snippet_of

ATOM = "http://www.w3.org/2005/Atom"
ElementTree.register_namespace("", ATOM)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells: `about` and `asked` as of a saved search give its id; items newest first."""

    title: str
    about: str
    asked: dict[str, str]
    items: Sequence[Item]

    @property
    def id(self) -> str:
        """The same for ever, wherever it is served."""
        return f"urn:dateline:feed:{digest('feed', self.about, canonical(self.asked))}"


def atom(request: Request, feed: Feed) -> Response:
    """The feed as Atom 1.0."""
    base = str(request.base_url)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "title", feed.title)
    _add(root, "id", feed.id)
    _add(root, "link", rel="self", href=str(request.url))
    _add(root, "link", rel="alternate", href=_page_of(request))
    _add(root, "updated", max((_moment(item) for item in feed.items), default=_time(None)))
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "title", title_of(item))
        _add(entry, "id", f"urn:dateline:{item.id}")
        _add(entry, "link", href=f"{base}item/{item.id}")
        _add(entry, "published", _time(item.published))
        _add(entry, "updated", _moment(item))
        _add(_add(entry, "author"), "name", ", ".join(item.authors) or item.outlet or "unknown outlet")
        _add(entry, "summary", snippet_of(item))
    return Response(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml")


def json_feed(request: Request, feed: Feed) -> Response:
    """The feed as JSON Feed 1.1."""
    base = str(request.base_url)
    entries = [
        {
            "id": f"urn:dateline:{item.id}",
            "url": f"{base}item/{item.id}",
            "title": title_of(item),
            "content_text": snippet_of(item),
            "authors": [{"name": name} for name in item.authors or (item.outlet or "unknown outlet",)],
            "date_modified": _moment(item),
        }
        | ({"date_published": _time(item.published)} if item.published else {})
        for item in feed.items
    ]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "feed_url": str(request.url)}
    return JSONResponse(told | {"home_page_url": _page_of(request), "items": entries}, media_type="application/feed+json")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = _clean(text) if text is not None else None
    return element


def _clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))


def _page_of(request: Request) -> str:
    url = request.url
    return str(url.replace(path=url.path.removesuffix(".atom").removesuffix(".feed")))


def _time(days: DateEstimate | None) -> str:
    return f"{days.latest if days else date(1970, 1, 1)}T00:00:00Z"


def _moment(item: Item) -> str:
    return max(_time(item.published), _time(item.modified))
