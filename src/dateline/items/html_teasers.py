"""Teasers of other stories on an HTML page: a headline that leads to another story, and the text, date and label beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .furniture import furniture_kind
from .html_blocks import FLAGS, Walk, site
from .html_dates import is_date_line

#: Words that a headline has at least and at most; shorter ones must stand in a heading.
FEWEST_WORDS, MOST_WORDS = 4, 45
_NOT_STORY = re.compile(
    r"/(?:tags?|topics?|themen?|thema|category|categories|kategorie|rubrik|authors?|autor\w*|auteurs?|people|person|profiles?|about|about-us|contact|kontakt|impressum|privacy|datenschutz"
    r"|terms|login|log-in|register|subscribe|subscriptions?|abo|abos|search|suche|account|newsletters?|feed|rss|jobs?|careers|help|hilfe|faq|shop|tickets|advertise|cookies?|legal"
    r"|sitemap|archive|apps?|e-?paper|users?)(?:/|$|\.)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{4,}")
_CARD_TAGS = frozenset({"body", "main", "html"})


@dataclass
class Teaser:
    """Indexes of the blocks of one teaser, and where it leads."""

    link: str
    headline: int
    texts: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def find_teasers(page: Walk, own: str | None, taken: set[int]) -> list[Teaser]:
    """Every story that the page leads to with words of its own, in page order. `own` is the page's address: it is no other story."""
    own = own.partition("#")[0].rstrip("/") if own else None
    targets: dict[str, list[int]] = {}
    known: dict[str, str | None] = {}
    for i, block in enumerate(page.blocks):
        if i in taken or not block.link or block.density < 0.5:
            continue
        if block.link not in known:
            known[block.link] = _story(page, block.link, own)
        link = known[block.link]
        if link is not None:
            targets.setdefault(link, []).append(i)
    teasers = [teaser for link, at in targets.items() if (teaser := _teaser(page, link, at)) is not None]
    _add_texts(page, teasers, taken)
    return sorted(teasers, key=lambda teaser: teaser.headline)


def _story(page: Walk, link: str, own: str | None) -> str | None:
    """The whole address of a link to another story of the outlet, None for any other link."""
    if link.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    address = page.absolute(link).partition("#")[0]
    return address if address.rstrip("/") != own and is_story(address, page.url) else None


def is_story(link: str, url: str | None) -> bool:
    """Whether an address looks like one story of the outlet: a slug of three words or a long number in its path."""
    host = site(link)
    if host and url and host != site(url):
        return False
    path = link.partition("?")[0]
    path = ("/" + path.split("/", 3)[-1] if host else path).rstrip("/")
    if _NOT_STORY.search(path):
        return False
    last = path.rsplit("/", 1)[-1]
    words = len(_WORD.findall(last))
    return words >= 3 or bool(_DIGITS.search(path)) or (path.endswith((".html", ".htm")) and words >= 2)


def _teaser(page: Walk, link: str, at: list[int]) -> Teaser | None:
    headlines = [i for i in at if _could_be_headline(page, i)]
    if not headlines:
        return None
    best = max(headlines, key=lambda i: (page.tag(i) in ("h1", "h2", "h3", "h4", "h5", "h6"), page.blocks[i].size <= 25, -i))
    text = page.blocks[best].text
    teaser = Teaser(link, best)
    for i in at:
        if i == best:
            continue
        if is_date_line(page.blocks[i].text):
            teaser.dates.append(i)
        elif i > best and page.blocks[i].size >= 8 and page.blocks[i].text != text:
            teaser.texts.append(i)
        else:
            teaser.others.append(i)
    return teaser


def _could_be_headline(page: Walk, i: int) -> bool:
    block = page.blocks[i]
    size = block.size
    flags = page.flags(i)
    if size > MOST_WORDS or is_date_line(block.text) or furniture_kind(block.text):
        return False
    if flags & (FLAGS["nav"] | FLAGS["footer"]):
        return size >= 6 and not flags & FLAGS["footer"]
    return size >= FEWEST_WORDS or (size >= 3 and page.tag(i) in ("h1", "h2", "h3", "h4", "h5"))


def _add_texts(page: Walk, teasers: list[Teaser], taken: set[int]) -> None:
    """Unlinked lines in the smallest element that holds this teaser's headline and no other's are its text, its date or its label."""
    owner: dict[int, int] = {}
    for number, teaser in enumerate(teasers):
        owner |= dict.fromkeys((teaser.headline, *teaser.texts, *teaser.dates, *teaser.others), number)
    cards = _cards(page, teasers, owner, taken)
    for i, block in enumerate(page.blocks):
        if i in owner or i in taken:
            continue
        number = cards[block.element]
        if number < 0:
            continue
        teaser = teasers[number]
        if abs(i - teaser.headline) > 10:
            continue
        if is_date_line(block.text) or (block.times and block.size <= 8):
            teaser.dates.append(i)
        elif block.size >= 6 and i > teaser.headline and block.density < 0.5 and not furniture_kind(block.text):
            teaser.texts.append(i)
        else:
            teaser.others.append(i)
    for teaser in teasers:
        teaser.texts.sort()
        teaser.dates.sort()


def _cards(page: Walk, teasers: list[Teaser], owner: dict[int, int], taken: set[int]) -> list[int]:
    """For each element the number of the one teaser whose card it lies in; -1 where it holds, or lies in, no card of one teaser alone."""
    none, many = -1, -2
    holds = [none] * len(page.elements)
    for i, block in enumerate(page.blocks):
        here = owner.get(i, many if i in taken else none)
        if here != none:
            at = holds[block.element]
            holds[block.element] = here if at in (none, here) else many
    for number in range(len(page.elements) - 1, 0, -1):
        if holds[number] != none:
            outer = page.elements[number].parent
            at = holds[outer]
            holds[outer] = holds[number] if at in (none, holds[number]) else many
    cards = [none] * len(page.elements)
    for number, element in enumerate(page.elements):
        above = cards[element.parent] if element.parent >= 0 else none
        cards[number] = above if above >= 0 else holds[number] if holds[number] >= 0 and element.tag not in _CARD_TAGS else none
    return cards
