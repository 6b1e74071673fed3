"""Authors and outlet of an article from what the page says: better fewer than wrong."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .html_head import Head

_META = ("meta author", "meta article:author", "meta parsely-author", "meta sailthru.author", "meta byl", "meta dc.creator", "meta cxenseparse:author",
         "meta citation_author")
_SPLIT = re.compile(r"\s*(?:,|;|\||\band\b|&|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\bva\b|\bvə\b|\bи\b)\s*")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|автор|yazan|text|texte|foto|from)\b:?\s*", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:staff|news|editor\w*|desk|team|redaktion\w*|redacción|redaccion|rédaction|redazione|redactie|agency|agencies|press|редакция|media|admin\w*|reuters|afp|dpa|apa|ansa|efe|tass"
    r"|associated|report\w*|tv|online|correspondent\w*|contributor\w*|magazine|times|post|journal|guest|www|com|net|bureau|wire|service|unknown|author|writer|network|web|digital)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"de", "von", "van", "da", "di", "al", "bin", "el", "der", "den", "la", "le", "du", "dos", "del", "zu", "af", "av", "ter", "ten", "y", "e"})


def authors_of(head: Head, bylines: list[str]) -> tuple[str, ...]:
    """The names of the first of these that gives any: JSON-LD, meta, the visible byline. What is no person's name is left out."""
    for values in (head.all("JSON-LD author"), *(head.all(path) for path in _META), tuple(line for line in bylines if _BY.match(line))):
        names = [name for value in values for part in _SPLIT.split(_BY.sub("", value.strip())) if (name := person(part))]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def person(text: str) -> str | None:
    """A name without "by", or None where the words are no person's name: an address, a desk, an agency."""
    name = " ".join(_BY.sub("", text.strip()).split()).strip(" .,;:")
    if not 3 <= len(name) <= 60 or any(char.isdigit() or char in "/@<>{}" for char in name) or _NO_PERSON.search(name):
        return None
    if not name[0].isascii() and not any(char.isupper() for char in name):
        return name if len(name) <= 20 else None
    words = name.split()
    if not 2 <= len(words) <= 5:
        return None
    return name if all(word[:1].isupper() or word.lower() in _PARTICLES for word in words) else None


def outlet_of(head: Head, url: str | None) -> str | None:
    """The outlet: og:site_name, the publisher of JSON-LD, else the host of the address."""
    named = head.first("meta og:site_name", "JSON-LD publisher")
    if named and len(named) <= 60 and not named.startswith("http"):
        return named
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else None
