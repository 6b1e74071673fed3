"""Addresses: whose site they are of, and whether they look like one story."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..compiled import built

#: Parts of an address that name a section or a service. Each opens with three letters of its own.
_NO_STORIES = (
    r"tags?|topics?|themen?|thema|category|categories|kategorie|rubrik|authors?|autor\w*|auteurs?|people|person|profiles?|about|about-us|contact|kontakt|impressum|privacy|datenschutz"
    r"|terms|login|log-in|register|subscribe|subscriptions?|abo|abos|search|suche|account|newsletters?|feed|rss|jobs?|careers|help|hilfe|faq|shop|tickets|advertise|cookies?|legal"
    r"|sitemap|archive|apps?|e-paper|epaper|users?"
)
_NOT_STORY = re.compile(rf"/(?:{_NO_STORIES})(?:/|$|\.)", re.IGNORECASE)
_NETWORKS = frozenset(
    {
        "facebook.com",
        "twitter.com",
        "x.com",
        "linkedin.com",
        "pinterest.com",
        "reddit.com",
        "whatsapp.com",
        "wa.me",
        "t.me",
        "telegram.org",
        "instagram.com",
        "youtube.com",
        "youtu.be",
        "tiktok.com",
        "apple.com",
        "google.com",
        "amazon.com",
        "amazon.de",
        "t.co",
        "bsky.app",
        "threads.net",
        "flipboard.com",
        "spotify.com",
        "wikipedia.org",
        "doubleclick.net",
        "wordpress.com",
        "blogger.com",
        "paypal.com",
        "creativecommons.org",
        "w3.org",
        "addtoany.com",
    }
)
#: Words. A slug so long is a story wherever it lies.
_LONG_SLUG = 6
#: Characters. A host has 253 at most; what is longer is no address, and is not kept.
_LONGEST_HOST = 300
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{4,}")
_STORY_NUMBER = re.compile(r"\d{5,}|(?:19|20)\d\d[/-]\d\d?[/-]\d\d?(?!\d)")
_NUMBERED = re.compile(r"[?&/][a-z_]{0,12}=?\d{5,}", re.IGNORECASE)


class OwnAddress(NamedTuple):
    """The page's own address: how those of its host begin, scheme and host that links count from, the site, and the address itself."""

    home: str
    origin: str
    site: str
    address: str


def is_story(link: str, url: str | None) -> bool:
    """Whether an address looks like one story of the outlet: a slug of three words or a long number in its path."""
    host = site(link)
    if host and url and (host != site(url) or ("utm_campaign=" in link and link.split("/", 3)[2] != url.split("/", 3)[2])):
        return False
    return reads_like_story(link, host)


def has_number(link: str) -> bool:
    """Whether an address has a number of five digits, or a day, in its path or query: the mark of one story at most outlets."""
    return _numbered(link)


def numbered(link: str) -> bool:
    """The same in plain Python."""
    return _STORY_NUMBER.search(link.split("//", 1)[-1].partition("/")[2]) is not None


def is_same(address: str, own: str) -> bool:
    """Whether an address is the page's own, whatever is asked of it (to share it, to print it). Where the page's own address has a
    query, the query may name the story, and both must be equal."""
    address = address.rstrip("/")
    return address == own or ("?" not in own and bool(own) and address.partition("?")[0].rstrip("/") == own)


def is_story_elsewhere(link: str) -> bool:
    """Whether an address of another site looks like one story there: not a network, a shop or a store."""
    host = site(link)
    return bool(host) and host not in _NETWORKS and "utm_campaign=" not in link and reads_like_story(link, host)


def reads_like_story(link: str, host: str) -> bool:
    """Whether an address of a host, as `site` gives it, looks like one story there."""
    told, start, end = _judged(link, bool(host), len(host), host)
    if told < _LIKELY:
        return told == _SURELY
    if told == _BY_QUERY and not _NUMBERED.search("?" + link.partition("?")[2]):
        return False
    return _NOT_STORY.search(link, start, end) is None


#: What the path of an address tells of what it leads to; likely stories, and those that the query tells of, may be a section's.
_NO, _SURELY, _LIKELY, _BY_QUERY = range(4)


def judged(link: str, whole: bool, length: int, host: str) -> tuple[int, int, int]:
    """What the path of an address tells, and where it starts and ends; `whole`: it has a host, of so many characters."""
    path, _, query = link.partition("?")
    if whole and (path.count("/") < 3 or path.endswith(host + "/")):
        return _NO, 0, 0
    start = len(path) - len(path.split("/", 3)[-1]) - 1 if whole else 0
    path = path[start:].rstrip("/")
    end = start + len(path)
    folders, _, last = path.rpartition("/")
    words = len(_WORD.findall(last))
    if words >= _LONG_SLUG:
        return _SURELY, start, end
    likely = (
        words >= 3
        or _DIGITS.search(path) is not None
        or len(_WORD.findall(folders.rpartition("/")[2])) >= 4
        or (words >= 2 and path.endswith((".html", ".htm")))
    )
    return (_LIKELY if likely else _BY_QUERY if query and len(path) > 3 else _NO), start, end


_compiled_links = built(__package__, "compiled_links")
_judged = judged if _compiled_links is None else _compiled_links.judged
_numbered = numbered if _compiled_links is None else _compiled_links.numbered
_OPENINGS = None if _compiled_links is None else _compiled_links.openings_of({word[:3] for word in _NO_STORIES.split("|")})


def stories(
    links: Sequence[str | None], known: dict[str, str | None], story: Callable[[str], str | None], own: OwnAddress
) -> list[str | None]:
    """For each of a page's links the address of the story of the outlet that it leads to: what `story` tells, which keeps it in `known`.
    The plain ones of the page's own host are told without it where that is compiled."""
    if _compiled_links is None:
        return [story(link) if link else None for link in links]
    judge = _compiled_links.Judge(own.home, own.origin, own.site, own.address, _OPENINGS, _NOT_STORY.search, is_same, site)
    found: list[str | None] = judge.stories(links, known, story)
    return found


def site(address: str) -> str:
    """The last two labels of an address's host, three where they are a country's second level ("co.uk"); empty without one."""
    parts = address.split("/", 3)
    return "" if len(parts) < 3 or parts[1] else _site(parts[2][:_LONGEST_HOST])


@lru_cache(maxsize=4096)
def _site(authority: str) -> str:
    labels = re.split(r"[:?#]", authority.rpartition("@")[2])[0].lower().split(".")
    wanted = (
        3
        if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "net", "ac", "gov", "or", "ne", "go")
        else 2
    )
    return ".".join(labels[-wanted:])
