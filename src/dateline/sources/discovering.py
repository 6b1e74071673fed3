"""What an address offers: the articles that a feed, a news sitemap or a section front names, and the feeds that a page names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from ..errors import InputRefused
from ..pages.inflating import inflate
from ..pages.links import joined
from ..pages.xml import elements
from ..store.sources_records import SourceKind
from .addresses import same_site
from .responses import Response

MOST_LINKS = 2_000
#: The sitemap protocol's own limit for a sitemap, unpacked.
MOST_BYTES = 52_428_800
_LIKE_A_FEED = re.compile(r"(?:^|/)(?:feed|rss|atom)(?:\.xml|\.json|\.rss|\.atom)?/?$|\.(?:rss|atom)$", re.IGNORECASE)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


@dataclass(frozen=True, slots=True)
class Link:
    """An article that a source names, with the dates the source gives."""

    url: str
    title: str = ""
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What was found at an address: its kind, its title, articles; `sources` are feeds or further sitemaps that it names."""

    kind: SourceKind
    title: str = ""
    links: tuple[Link, ...] = ()
    sources: tuple[str, ...] = field(default=())


def discover(answer: Response) -> Offer:
    """Tells feed, sitemap and front apart by content, not by media type, and reads it. A body that is a gzip file (sitemap.xml.gz) is
    unpacked within MOST_BYTES. Raises InputRefused where it is none of them."""
    if answer.body.startswith(b"\x1f\x8b"):
        answer = replace(answer, body=inflate(answer.body, "gzip", MOST_BYTES))
    head = answer.body[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[:1] == b"{" or any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return read_feed(answer)
    if b"<urlset" in head or b"<sitemapindex" in head:
        return read_sitemap(answer)
    return read_front(answer)


def read_feed(answer: Response) -> Offer:
    """The entries of RSS, Atom or JSON Feed that have a link."""
    from ..pages.document import Document
    from ..pages.feeds import entries

    links, title = [], ""
    for entry in entries(answer.body, answer.url):
        if isinstance(entry, Document) and entry.url:
            dates = {one.path: one.value for one in entry.fields}
            title = title or dates.get("title of the feed", "")
            links.append(Link(entry.url, "", dates.get("feed published"), dates.get("feed updated")))
    return Offer("feed", title=title[:200], links=_once(links, answer.url))


def read_sitemap(answer: Response) -> Offer:
    """The addresses of a news sitemap, or the sitemaps of an index, the latest changed first."""
    links, maps = list[Link](), list[tuple[str, str]]()
    values = dict[str, str]()
    for element in elements(answer.body, answer.url):
        if element.name in ("url", "sitemap") and values.get("loc"):
            url = values["loc"]
            if element.name == "url":
                links.append(Link(url, values.get("title", ""), values.get("publication_date"), values.get("lastmod")))
            else:
                maps.append((values.get("lastmod", ""), url))
            values = {}
        elif element.name in ("loc", "lastmod", "publication_date", "title") and element.parent in ("url", "sitemap", "news"):
            values[element.name] = element.text
    maps.sort(reverse=True)
    # A sitemap of a whole site lists its oldest pages too; what is new is what is asked for. ISO 8601 sorts as text.
    if len(links) > MOST_LINKS:
        links.sort(key=lambda link: link.published or link.updated or "", reverse=True)
    named = (joined(answer.url, url) for _, url in maps)
    return Offer("sitemap", links=_once(links, answer.url), sources=tuple(url for url in named if url)[:20])


def read_front(answer: Response) -> Offer:
    """The teasers of a page that lead to its own site, and the feeds that its head names."""
    from ..pages.decode import document
    from ..reading import read_document

    page = read_document(document(answer.body, url=answer.url, media_type=answer.media_type or None), facts=False)
    links = [Link(item.url, item.headline or "") for item in page.of_kind("teaser") if item.url]
    # An address without its scheme has lost it to canonical form; the page's own scheme is meant.
    found = _once(links, answer.url)
    own = tuple(link for link in found if same_site(link.url, answer.url) and link.url != answer.url)
    return Offer("front", title=page.outlet or "", links=own, sources=feeds_named(answer))


def feeds_named(answer: Response) -> tuple[str, ...]:
    """The feeds that a page's head names by <link rel=alternate>, in order, those of comments left out; where it names none, the
    links of the page to its own site whose address ends as a feed's does."""
    from selectolax.lexbor import LexborHTMLParser

    found = []
    tree = LexborHTMLParser(answer.body[:2_000_000])
    for node in tree.css("link[rel][href]"):
        said = {name: value or "" for name, value in node.attributes.items()}
        feed = "alternate" in said["rel"].lower().split() and said.get("type", "").split(";")[0].strip().lower() in _FEEDS
        if feed and "comment" not in (said["href"] + said.get("title", "")).lower() and "oembed" not in said["href"].lower():
            found.append(joined(answer.url, said["href"]) or "")
    if not any(found):
        linked = (joined(answer.url, node.attributes.get("href")) for node in tree.css("a[href]"))
        found = [url for url in linked if url and _LIKE_A_FEED.search(urlsplit(url).path) and same_site(url, answer.url)][:5]
    return tuple(dict.fromkeys(url for url in found if url))


def read_opml(content: bytes, subject: str) -> tuple[tuple[str, str], ...]:
    """The feeds of an OPML list: (address, title). Raises NotText where it is none."""
    outlines = [e for e in elements(content, subject) if e.name == "outline" and e.attributes.get("xmlurl")]
    if not outlines:
        raise InputRefused("holds no outline with xmlUrl; is it OPML?", subject=subject)
    outlines.sort(key=lambda element: element.opened)
    pairs = ((e.attributes["xmlurl"], e.attributes.get("title") or e.attributes.get("text") or "") for e in outlines)
    return tuple(dict(pairs).items())


def write_opml(pairs: list[tuple[str, str]]) -> str:
    """An OPML 2.0 list of (address, title)."""
    from html import escape

    lines = (f'<outline type="rss" text="{escape(title or url)}" xmlUrl="{escape(url)}"/>' for url, title in pairs)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>Dateline</title></head><body>\n'
    return head + "\n".join(lines) + "\n</body></opml>\n"


def _once(links: list[Link], base: str) -> tuple[Link, ...]:
    """The links as whole addresses, each once, the first of equal ones; a link that is no address costs itself alone."""
    found: dict[str, Link] = {}
    for link in links[:MOST_LINKS]:
        if url := joined(base, link.url):
            found.setdefault(url, replace(link, url=url))
    return tuple(found.values())
