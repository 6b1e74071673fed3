"""Addresses: whose site they are of, and whether they look like one story."""

from __future__ import annotations

import re

_NOT_STORY = re.compile(
    r"/(?:tags?|topics?|themen?|thema|category|categories|kategorie|rubrik|authors?|autor\w*|auteurs?|people|person|profiles?|about|about-us|contact|kontakt|impressum|privacy|datenschutz"
    r"|terms|login|log-in|register|subscribe|subscriptions?|abo|abos|search|suche|account|newsletters?|feed|rss|jobs?|careers|help|hilfe|faq|shop|tickets|advertise|cookies?|legal"
    r"|sitemap|archive|apps?|e-?paper|users?)(?:/|$|\.)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{4,}")


def is_story(link: str, url: str | None) -> bool:
    """Whether an address looks like one story of the outlet: a slug of three words or a long number in its path."""
    host = site(link)
    if host and url and host != site(url):
        return False
    path = link.partition("?")[0]
    path = ("/" + path.split("/", 3)[-1] if host else path).rstrip("/")
    last = path.rsplit("/", 1)[-1]
    words = len(_WORD.findall(last))
    likely = words >= 3 or _DIGITS.search(path) is not None or (path.endswith((".html", ".htm")) and words >= 2)
    return likely and _NOT_STORY.search(path) is None


def site(address: str) -> str:
    """The last two labels of an address's host, three where they are a country's second level ("co.uk"); empty without one."""
    parts = address.split("/", 3)
    if len(parts) < 3 or parts[1]:
        return ""
    labels = re.split(r"[:?#]", parts[2].rpartition("@")[2])[0].lower().split(".")
    wanted = (
        3
        if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "net", "ac", "gov", "or", "ne", "go")
        else 2
    )
    return ".".join(labels[-wanted:])
