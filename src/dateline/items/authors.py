"""Authors and outlet of an article from what the page says: better fewer than wrong."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .date_lines import moment_within
from .html_head import Head

_META = (
    "meta author",
    "meta article:author",
    "meta parsely-author",
    "meta sailthru.author",
    "meta byl",
    "meta dc.creator",
    "meta cxenseparse:author",
    "meta citation_author",
)
_SPLIT = re.compile(r"\s{0,9}(?:,|;|\||\band\b|&|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\bva\b|\bvə\b|\bи\b)\s{0,9}")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|автор|yazan|text|texte|foto|from)\b:?\s*", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:staff|news|editor\w*|desk|team|redaktion\w*|redacción|redaccion|rédaction|redazione|redactie|agency|agencies|press|редакция|media|admin\w*|reuters|afp|dpa|apa|ansa|efe|tass"
    r"|associated|report\w*|tv|online|correspondent\w*|contributor\w*|magazine|times|post|journal|guest|www|com|net|bureau|wire|service|unknown|author|writer|network|web|digital)\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset(
    {
        "afp",
        "dpa",
        "reuters",
        "ap",
        "apa",
        "ansa",
        "efe",
        "tass",
        "ntb",
        "tt",
        "sda",
        "associated press",
        "the associated press",
        "ritzau",
        "kyodo",
        "xinhua",
    }
)
_PARTICLES = frozenset(
    {
        "de",
        "von",
        "van",
        "da",
        "di",
        "al",
        "bin",
        "el",
        "der",
        "den",
        "la",
        "le",
        "du",
        "dos",
        "del",
        "zu",
        "af",
        "av",
        "ter",
        "ten",
        "y",
        "e",
    }
)


def authors_of(head: Head, bylines: list[str]) -> tuple[str, ...]:
    """The names of the first of these that gives any: JSON-LD, meta, the visible byline.

    JSON-LD states authors as such, agencies and desks too: only addresses, numbers and the outlet beside a person are left out. Of meta
    and byline only what reads like a person's name or an agency is taken. Measured on 194 pages: see docs/items.md.
    """
    outlets = {value.casefold() for value in (*head.all("meta og:site_name"), *head.all("JSON-LD publisher"))}
    stated = [
        name
        for value in head.all("JSON-LD author")
        for part in _SPLIT.split(_BY.sub("", value.strip()))
        if (name := _stated(part))
    ]
    people = [name for name in stated if name.casefold() not in outlets]
    if people:
        return tuple(dict.fromkeys(people))
    for values in (*(head.all(path) for path in _META), tuple(_undated(line) for line in bylines if _BY.match(line))):
        names = [
            name
            for value in values
            for part in _SPLIT.split(_BY.sub("", value.strip()))
            if (name := person(part) or _agency(part)) and name.casefold() not in outlets
        ]
        if names:
            return tuple(dict.fromkeys(names))
    return tuple(dict.fromkeys(stated))


def _undated(line: str) -> str:
    """A byline up to the day that stands in it."""
    found = moment_within(line)
    return line[: found[0]].rstrip(" /／|·,") if found is not None else line


def _stated(text: str) -> str | None:
    name = " ".join(text.split()).strip(" .,;:") if len(text) > 6 else text.strip(" ,;:")
    if not 2 <= len(name) <= 60 or "@" in name or "://" in name or name.startswith("www.") or name.isdigit():
        return None
    return name


def _agency(text: str) -> str | None:
    name = text.strip()
    return name if name.casefold() in _AGENCIES else None


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
