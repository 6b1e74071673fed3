"""What a page says of itself in its head and scripts: JSON-LD, OpenGraph, meta, microdata, canonical address.

Every value keeps the path it came from: "JSON-LD datePublished", "meta og:title", "title", "link canonical", "microdata dateModified",
"html lang". The body that JSON-LD may carry is no field: it serves as a feature of the blocks alone.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..pages.links import joined
from ..remembering import remembered
from ..types import Field
from .html_features import Hints

#: Types of schema.org that stand for the page's own article.
_ARTICLES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "blogposting",
        "liveblogposting",
        "report",
        "socialmediaposting",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "techarticle",
        "review",
    }
)
_WANTED = (
    "headline",
    "alternativeHeadline",
    "datePublished",
    "dateModified",
    "dateCreated",
    "author",
    "articleSection",
    "publisher",
    "inLanguage",
    "url",
    "description",
    "isAccessibleForFree",
    "coverageStartTime",
    "uploadDate",
)
_PAGE_TYPES = frozenset({"webpage", "newspage", "itempage", "videoobject"})
_PAGE_WANTED = ("datePublished", "dateModified", "uploadDate")
_META = re.compile(
    r"date|time|publish|modif|og:|twitter:title|twitter:creator|author|byl|section|language|headline|title|site_name|sailthru|parsely|dc\.|dcterms"
    r"|citation|description",
    re.IGNORECASE,
)
_SELECTOR = (
    "title, meta[content], link[rel=canonical], base[href], script[type='application/ld+json'], [itemprop=datePublished], "
    "[itemprop=dateModified], [itemprop=headline]"
)
_LONGEST = 600
_BODY_IN_BROKEN_JSON = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"')
_BREAKS = re.compile(r"</?(?:p|br|div|h\d|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
#: Characters. Longer scripts of JSON-LD hold whole data sets; the largest of 2,000 news pages had 300,000.
_LONGEST_JSON = 2_000_000


@dataclass(frozen=True)
class Head:
    """The fields in document order, the body that JSON-LD carries, and the address that links count from."""

    fields: tuple[Field, ...]
    body: str = ""
    base: str | None = None

    @cached_property
    def hints(self) -> Hints:
        """What serves the blocks as hints."""
        title, description = self.first("meta og:title", "title"), self.first("meta og:description", "meta description")
        return Hints(title or "", description or "", self.body)

    def first(self, *paths: str) -> str | None:
        """The first value of the first path that has one."""
        for path in paths:
            for field in self._by_path.get(path.lower(), ()):
                if field.path == path and (value := field.value.strip()):
                    return value
        return None

    def all(self, *paths: str) -> tuple[str, ...]:
        """Every value of the first path that has one, whatever its case."""
        for path in paths:
            found = self._by_path.get(path.lower())
            if found:
                return tuple([field.value for field in found])
        return ()

    @cached_property
    def _by_path(self) -> dict[str, list[Field]]:
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.path.lower(), []).append(field)
        return found


def read_head(tree: Any, url: str | None) -> Head:
    """Reads every field of use. Values longer than 600 characters are cut."""
    found: list[Field] = []
    bodies: list[str] = []
    root = tree.root
    language = root.attributes.get("lang") if root is not None and root.attributes else None
    if language:
        found.append(Field("html lang", _short(language)))
    seen_title = False
    base: str | None = None
    for node in tree.css(_SELECTOR)[:1000]:
        tag, attributes = node.tag, node.attributes
        if tag == "title":
            if not seen_title and (title := _short(node.text())):
                found.append(Field("title", title))
                seen_title = True
        elif tag == "meta":
            found += _meta(attributes)
        elif tag == "link":
            found += _canonical(attributes.get("href"), url)
        elif tag == "base":
            base = base or joined(url, attributes.get("href"))
        elif tag == "script":
            text = node.text()
            if len(text) <= _LONGEST_JSON:
                found += _json_ld(text, bodies)
        else:
            value = attributes.get("datetime") or attributes.get("content") or node.text()[:200]
            if value.strip():
                found.append(Field(f"microdata {attributes.get('itemprop')}", _short(value)))
    return Head(tuple(found), max(bodies, key=len, default=""), base or url)


def _meta(attributes: dict[str, str | None]) -> Iterator[Field]:
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    value = attributes.get("content") or ""
    if value.strip() and _of_use(name):
        prefix = "microdata" if name in ("datePublished", "dateModified") and "itemprop" in attributes else "meta"
        yield Field(f"{prefix} {name[:60]}", _short(value))


@remembered(2048)
def _of_use(name: str) -> bool:
    return _META.search(name) is not None


def _canonical(href: str | None, url: str | None) -> Iterator[Field]:
    if href and href.strip() and (whole := joined(url, href)) is not None:
        yield Field("link canonical", _short(whole))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return entities.unescape(text)[:_LONGEST] if "&" in text else text[:_LONGEST]


def _json_ld(text: str, bodies: list[str]) -> list[Field]:
    data = _loads(text)
    if data is None:
        if match := _BODY_IN_BROKEN_JSON.search(text):
            bodies.append(_plain(match[1]))
        return []
    found: list[Field] = []
    for node in _nodes(data):
        kinds = node.get("@type")
        names = {str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & _ARTICLES:
            found += _wanted(node, _WANTED, "JSON-LD")
            if isinstance(body := node.get("articleBody"), str) and len(body) > 100:
                bodies.append(_plain(body))
        elif names & _PAGE_TYPES:
            found += _wanted(node, _PAGE_WANTED, "JSON-LD WebPage")
    return found


def _wanted(node: dict[str, Any], names: tuple[str, ...], prefix: str) -> Iterator[Field]:
    for name in names:
        for value in _values(node.get(name)):
            if value.strip():
                yield Field(f"{prefix} {name}", _short(value))


def _loads(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    stack, seen = [data], 0
    while stack and seen < 2000:
        node = stack.pop()
        seen += 1
        if isinstance(node, list):
            stack += reversed(node[:200])
        elif isinstance(node, dict):
            yield node
            stack += [node[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if isinstance(node.get(key), dict | list)]


def _values(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list):
        for part in value[:12] if depth < 5 else ():
            yield from _values(part, depth + 1)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("@value")
        if isinstance(name, str | list) and depth < 5:
            yield from _values(name, depth + 1)
    elif isinstance(value, str | int | float):
        yield str(value)


def _plain(body: str) -> str:
    if "&" in body:
        body = entities.unescape(body)
    return _TAG.sub(" ", _BREAKS.sub("\n", body)) if "<" in body else body
