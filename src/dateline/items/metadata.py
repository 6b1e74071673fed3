"""What a page says of itself: JSON-LD, OpenGraph, meta, microdata, canonical address. Every value keeps the path it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..types import Field

#: Types of schema.org that stand for the page's own article.
_ARTICLES = frozenset("article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle blogposting liveblogposting report socialmediaposting "
                      "backgroundnewsarticle reviewnewsarticle advertisercontentarticle techarticle review".split())
_WANTED = ("headline", "alternativeHeadline", "datePublished", "dateModified", "dateCreated", "author", "articleSection", "publisher", "inLanguage", "url",
           "description", "isAccessibleForFree", "coverageStartTime", "uploadDate")
_META = re.compile(
    r"date|time|publish|modif|og:|twitter:title|twitter:creator|author|byl|section|language|headline|title|site_name|sailthru|parsely|dc\.|dcterms|citation", re.IGNORECASE
)
_LONGEST = 600


def fields(tree: Any, url: str | None) -> list[Field]:
    """Every field of use, in document order: "JSON-LD datePublished", "meta og:title", "title", "link canonical", "time[0]", "html lang"."""
    found = [Field("html lang", value) for value in _attribute(tree, "html", "lang")]
    for node in tree.css("title")[:1]:
        found.append(Field("title", _short(node.text())))
    for node in tree.css("link[rel=canonical]")[:1]:
        found.append(Field("link canonical", urljoin(url or "", node.attributes.get("href") or "")))
    for node in tree.css("meta[content]")[:400]:
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        value = node.attributes.get("content") or ""
        if value.strip() and _META.search(name):
            found.append(Field(f"meta {name}", _short(value)))
    for node in tree.css("[itemprop=datePublished], [itemprop=dateModified]")[:10]:
        value = node.attributes.get("datetime") or (node.attributes.get("content") if node.tag != "meta" else None)
        if value:
            found.append(Field(f"microdata {node.attributes.get('itemprop')}", _short(value)))
    for node in tree.css('script[type="application/ld+json"]')[:40]:
        found += _json_ld(node.text())
    for number, node in enumerate(tree.css("time[datetime]")[:40]):
        found.append(Field(f"time[{number}]", _short(node.attributes.get("datetime") or "")))
    return found


def first(found: list[Field], *paths: str) -> str | None:
    """The first value of the first path that has one."""
    for path in paths:
        for field in found:
            if field.path == path and field.value.strip():
                return field.value.strip()
    return None


def authors(found: list[Field]) -> tuple[str, ...]:
    """The authors: JSON-LD first, then meta; only what reads like a person's name ("better fewer than wrong")."""
    for paths in (("JSON-LD author",), ("meta author", "meta article:author", "meta parsely-author", "meta sailthru.author", "meta byl", "meta dc.creator")):
        names: list[str] = []
        for field in found:
            if field.path.lower() in {path.lower() for path in paths}:
                names += [clean for part in re.split(r"\s*(?:,|;|\band\b|&|\bund\b|\bet\b)\s*", field.value) if (clean := person(part))]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def person(text: str) -> str | None:
    """A name without "by", or None where the words are no person's name: an address, a desk, an agency in capitals."""
    name = re.sub(r"^(?:by|von|par|por|автор)\W\s*", "", text.strip(), flags=re.IGNORECASE).strip()
    if not 3 <= len(name) <= 60 or "/" in name or "@" in name or any(char.isdigit() for char in name):
        return None
    words = name.split()
    if not 2 <= len(words) <= 5 or name.isupper() and len(words) < 2:
        return None
    if re.search(r"\b(?:staff|news|editor\w*|desk|team|redaktion|redacción|rédaction|agency|agencies|press|редакция|media|admin|reuters|afp|report\w*|tv|online)\b", name, re.IGNORECASE):
        return None
    return name if sum(word[:1].isupper() or word in ("de", "von", "van", "da", "di", "al", "bin", "el") for word in words) == len(words) else None


def outlet(found: list[Field], url: str | None) -> str | None:
    """The outlet: og:site_name, the publisher of JSON-LD, else the host of the address."""
    named = first(found, "meta og:site_name", "JSON-LD publisher")
    if named and len(named) <= 60 and not named.startswith("http"):
        return named
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _attribute(tree: Any, selector: str, name: str) -> Iterator[str]:
    for node in tree.css(selector)[:1]:
        value = node.attributes.get(name)
        if value:
            yield value


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _json_ld(text: str) -> list[Field]:
    try:
        data = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").rstrip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[Field] = []
    for node in _nodes(data):
        kinds = node.get("@type")
        names = {str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & _ARTICLES:
            for name in _WANTED:
                found += [Field(f"JSON-LD {name}", _short(value)) for value in _values(node.get(name)) if value.strip()]
    return found


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    stack, seen = [data], 0
    while stack and seen < 2000:
        node = stack.pop(0)
        seen += 1
        if isinstance(node, list):
            stack = node[:200] + stack
        elif isinstance(node, dict):
            yield node
            stack = [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), dict | list)] + stack


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value[:12]:
            yield from _values(part)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("@value")
        if isinstance(name, str | list):
            yield from _values(name)
    elif isinstance(value, str | int | float):
        yield str(value)
