"""What a page says of itself in its head and scripts: JSON-LD, OpenGraph, meta, microdata, canonical address.

Every value keeps the path it came from: "JSON-LD datePublished", "meta og:title", "title", "link canonical", "microdata dateModified",
"html lang". The body that JSON-LD may carry is no field: it serves as a feature of the blocks alone.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..pages.links import joined
from ..remembering import remembered
from ..types import Field
from .assembly import together
from .html_features import Hints
from .html_nodes import NODES, compiled_walk

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
_DECODER = json.JSONDecoder(strict=False)


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
    paths: list[str] = []
    values: list[str] = []
    bodies: list[str] = []
    root = tree.root
    language = root.attributes.get("lang") if root is not None and root.attributes else None
    if language:
        paths.append("html lang")
        values.append(_short(language))
    seen_title = False
    base: str | None = None
    for tag, said, text in _selected(tree) if root is not None else ():
        if tag == "meta":
            name = said.get("property") or said.get("name") or said.get("itemprop") or ""
            value = said.get("content") or ""
            if value and not value.isspace() and _of_use(name):
                prefix = "microdata" if name in ("datePublished", "dateModified") and "itemprop" in said else "meta"
                paths.append(f"{prefix} {name[:60]}")
                values.append(_short(value))
        elif tag == "title":
            if not seen_title and (title := _short(text)):
                paths.append("title")
                values.append(title)
                seen_title = True
        elif tag == "link":
            if (canonical := _canonical(said.get("href"), url)) is not None:
                paths.append("link canonical")
                values.append(canonical)
        elif tag == "base":
            base = base or joined(url, said.get("href"))
        elif tag == "script":
            if len(text) <= _LONGEST_JSON:
                for path, value in _json_ld(text, bodies):
                    paths.append(path)
                    values.append(value)
        else:
            value = said.get("datetime") or said.get("content") or text[:200]
            if value.strip():
                paths.append(f"microdata {said.get('itemprop')}")
                values.append(_short(value))
    return Head(tuple(together(Field, paths, values)), max(bodies, key=len, default=""), base or url)


#: The tag of an element, its attributes, and its text where that is asked for.
Said = tuple[str, Mapping[str, str | None], str]


def selected(tree: Any) -> Iterator[Said]:
    """The elements that say something of the page, at most 1,000; the tag is empty where an attribute alone makes one of these."""
    for node in tree.css(_SELECTOR)[:1000]:
        tag, attributes = node.tag, node.attributes
        if tag in ("title", "script"):
            yield tag, attributes, node.text()
        elif tag in ("meta", "link", "base"):
            yield tag, attributes, ""
        else:
            yield "", attributes, "" if attributes.get("datetime") or attributes.get("content") else _shown_in(node)


def _shown_in(node: Any) -> str:
    """The text of an element but for scripts and styles in it."""
    if node.css_first("script, style") is None:
        return str(node.text())
    return "".join(
        [
            part.text_content
            for part in node.traverse(include_text=True)
            if part.is_text_node and part.parent.tag not in ("script", "style")
        ]
    )


def _selected(tree: Any) -> Iterable[Said]:
    found: Iterable[Said] = compiled_walk.in_head(tree.root.mem_id) if NODES else selected(tree)
    return found


@remembered(2048)
def _of_use(name: str) -> bool:
    return _META.search(name) is not None


def _canonical(href: str | None, url: str | None) -> str | None:
    if href and href.strip() and (whole := joined(url, href)) is not None:
        return _short(whole)
    return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return entities.unescape(text)[:_LONGEST] if "&" in text else text[:_LONGEST]


def _json_ld(text: str, bodies: list[str]) -> list[tuple[str, str]]:
    data = _loads(text)
    if data is None:
        if match := _BODY_IN_BROKEN_JSON.search(text):
            bodies.append(_plain(match[1]))
        return []
    found: list[tuple[str, str]] = []
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


def _wanted(node: dict[str, Any], names: tuple[str, ...], prefix: str) -> Iterator[tuple[str, str]]:
    for name in names:
        value = node.get(name)
        if value is None:
            continue
        for said in (value,) if isinstance(value, str) else _values(value):
            if said and not said.isspace():
                yield f"{prefix} {name}", _short(said)


def _loads(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return _DECODER.decode(text)
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
