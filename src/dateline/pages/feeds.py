"""Feeds (RSS, Atom, JSON Feed): every entry a document, with the feed's own dates as fields. XML with declared entities is refused."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from ..errors import InputRefused, NotText
from ..types import Field
from .decode import decode, document
from .document import Document
from .xml import refuse_entities, refuse_long_tags, without_wrong_encoding

MOST_ENTRIES = 5000
_ENTRY_ENDS = re.compile(rb"</(?:[\w-]{1,20}:)?(?:(?:item|entry)\s{0,9}>|(?:i(?:te?m?)?|e(?:nt?r?y?)?)\Z)", re.IGNORECASE)
_FEED_ENDS = re.compile(rb"</(?:[\w-]{1,20}:)?(?:rss|feed|rdf)\s{0,9}>", re.IGNORECASE)


def entries(content: bytes, subject: str) -> Iterator[Document | InputRefused]:
    """The entries of a feed, in order, as small HTML pages: headline, summary or content, link, authors, dates. Where a feed breaks off,
    its whole entries are read and the one that is cut is refused."""
    if content.lstrip()[:1] == b"{":
        yield from _json_entries(content, subject)
        return
    refuse_entities(content, subject)
    refuse_long_tags(content, subject)
    import feedparser

    # A stream, for feedparser opens bytes as the name of a file first: a body of "/etc/passwd" would be read from the disk. What an entry
    # holds is read as any page is; feedparser's own cleaning of it takes hours for some megabytes of comments that never close.
    try:
        feed = feedparser.parse(io.BytesIO(without_wrong_encoding(content)), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # It falls over some names with spaces in them, for one.
        raise NotText(f"is no feed: {type(error).__name__}: {error}"[:300], subject=subject) from error
    if not feed.entries and feed.get("bozo"):
        raise NotText(f"is no feed: {feed.get('bozo_exception')}", subject=subject)
    outlet = feed.feed.get("title") or ""
    whole = _whole_entries(content)
    for number, entry in enumerate(feed.entries[:MOST_ENTRIES], 1):
        if whole is not None and number > whole:
            yield NotText("the feed breaks off in the middle of this entry", subject=f"{subject}: entry {number}")
            return
        body = (
            next((part.get("value") for part in entry.get("content", []) if part.get("value")), None)
            or entry.get("summary")
            or ""
        )
        names = [person.get("name") for person in entry.get("authors", []) if person.get("name")]
        dates = _dates(entry, "published", "updated")
        yield _entry(_title(entry), body, entry.get("link") or None, names, outlet, dates, f"{subject}: entry {number}")


def _whole_entries(content: bytes) -> int | None:
    """How many entries are closed in a feed that never closes itself; None for one that does."""
    plain = content.replace(b"\0", b"")
    return None if _FEED_ENDS.search(plain) else len(_ENTRY_ENDS.findall(plain))


def _title(entry: Any) -> str:
    """An entry's title in plain words, where it is markup."""
    from selectolax.lexbor import LexborHTMLParser

    title = entry.get("title") or ""
    if "html" not in str(entry.get("title_detail", {}).get("type")):
        return title
    body = LexborHTMLParser(title).body
    return body.text() if body is not None else ""


def _json_entries(content: bytes, subject: str) -> Iterator[Document | InputRefused]:
    try:
        feed: dict[str, Any] = json.loads(decode(content)[0])
    except (ValueError, RecursionError) as error:
        raise NotText(f"is no JSON: {error}", subject=subject) from error
    items, outlet = feed.get("items"), str(feed.get("title") or "")
    if not isinstance(items, list):
        raise NotText("is no feed: it has no list of items", subject=subject)
    for number, item in enumerate(items[:MOST_ENTRIES], 1):
        if not isinstance(item, dict):
            continue
        text = item.get("content_html") or _paragraphs(str(item.get("content_text") or item.get("summary") or ""))
        people = [str(a["name"]) for a in item.get("authors") or [] if isinstance(a, dict) and a.get("name")]
        link = item.get("url") if isinstance(item.get("url"), str) else None
        dates = _dates(item, "date_published", "date_modified")
        yield _entry(str(item.get("title") or ""), str(text), link, people, outlet, dates, f"{subject}: entry {number}")


def _dates(entry: Any, published: str, updated: str) -> list[Field]:
    """The dates that an entry states; `in`, for what feedparser makes up on asking is no statement."""
    named = (("published", published), ("updated", updated))
    return [Field(f"feed {name}", str(entry[key])) for name, key in named if key in set(entry) and entry.get(key)]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _entry(
    title: str, body: str, link: str | None, names: list[str], outlet: str, fields: list[Field], place: str
) -> Document | InputRefused:
    if "<" not in body:
        body = f"<p>{escape(body)}</p>"
    head = f"<title>{escape(title)}</title><meta property='og:type' content='article'>"
    head += f"<meta property='og:site_name' content='{escape(outlet, quote=True)}'>"
    head += "".join(f"<meta name='author' content='{escape(name, quote=True)}'>" for name in names)
    page = f"<html><head>{head}</head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    named = [Field("title of the feed", outlet)] if outlet else []
    try:
        return document(page, url=link, media_type="text/html", fields=(*fields, *named))
    except InputRefused as error:
        return type(error)(error.rule, subject=place)
