"""Teasers of other stories on an HTML page: a headline that links to an article, and the text, image line and date beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from .furniture import furniture_kind
from .html_walk import Block, Walk, same_site

_DATE = re.compile(
    r"^\W*(?:\d{1,2}[ ./-](?:\d{1,2}|[^\W\d]{3,10})\.?[ ./-]\d{2,4}|[^\W\d]{3,10}\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2}|(?:\d+|an?) (?:min(?:ute)?s?|hours?|days?|weeks?|h|hrs?) ago|yesterday|today|\d{1,2}:\d{2})"
    r"(?:\W{0,3}(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?\W*$",
    re.IGNORECASE,
)
_NOT_STORY = re.compile(r"/(?:tag|tags|topic|topics|category|author|authors|about|contact|privacy|terms|login|register|subscribe|search|account|newsletters?|feed|rss|page|jobs)(?:/|$)")


@dataclass
class Teaser:
    """Indexes of the blocks of one teaser, and where it leads."""

    link: str
    headline: int
    texts: list[int] = field(default_factory=list)
    date: int | None = None
    others: list[int] = field(default_factory=list)


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) <= 60 and bool(_DATE.match(text))


def find_teasers(page: Walk, url: str | None, taken: set[int]) -> list[Teaser]:
    """Every story that the page leads to with a headline of four words or more, in page order."""
    own = urldefrag(url)[0].rstrip("/") if url else None
    targets: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks):
        if i in taken or not block.links or block.density < 0.5:
            continue
        link = urldefrag(block.links[0])[0]
        if link.rstrip("/") != own and is_story(link, url):
            targets[link].append(i)
    teasers = [teaser for link, at in targets.items() if (teaser := _teaser(page, link, at)) is not None]
    _add_texts(page, teasers, taken)
    return sorted(teasers, key=lambda teaser: teaser.headline)


def is_story(link: str, url: str | None) -> bool:
    """Whether an address looks like one story of the outlet: a slug of words or a number at its end."""
    if not same_site(link, url):
        return False
    path = urlsplit(link).path.rstrip("/")
    if _NOT_STORY.search(path):
        return False
    last = path.rsplit("/", 1)[-1]
    return len(re.findall(r"[^\W\d_]+", last)) >= 3 or bool(re.search(r"\d{4,}", path)) or path.endswith(".html")


def _teaser(page: Walk, link: str, at: list[int]) -> Teaser | None:
    headlines = [i for i in at if _could_be_headline(page, page.blocks[i])]
    if not headlines:
        return None
    best = max(headlines, key=lambda i: (page.blocks[i].tag in ("h1", "h2", "h3", "h4", "h5"), page.blocks[i].size <= 25, -i))
    texts = [i for i in at if i != best and i > best and page.blocks[i].size >= 8 and page.blocks[i].text != page.blocks[best].text]
    return Teaser(link, best, texts, None, [i for i in at if i != best and i not in texts])


def _could_be_headline(page: Walk, block: Block) -> bool:
    if block.size < 4 or block.size > 45 or furniture_kind(block.text) or is_date_line(block.text):
        return False
    around = page.ancestors(block.container, 12)
    return not any(page.containers[number].tag in ("nav", "footer") for number in around)


def _add_texts(page: Walk, teasers: list[Teaser], taken: set[int]) -> None:
    """Unlinked lines in the smallest element that holds this teaser's headline and no other's are its text or its date."""
    owner = {i: teaser for teaser in teasers for i in (teaser.headline, *teaser.texts, *teaser.others)}
    holds: dict[int, set[str]] = defaultdict(set)
    for i, teaser in owner.items():
        for number in page.ancestors(page.blocks[i].container, 40):
            holds[number].add(teaser.link)
    for teaser in teasers:
        cell = None
        for number in page.ancestors(page.blocks[teaser.headline].container, 8):
            if holds[number] != {teaser.link} or page.containers[number].tag in ("body", "main", "html"):
                break
            cell = number
        if cell is None:
            continue
        at = teaser.headline
        for i in range(max(0, at - 6), min(len(page.blocks), at + 8)):
            if i in owner or i in taken or cell not in page.ancestors(page.blocks[i].container, 40):
                continue
            block = page.blocks[i]
            if is_date_line(block.text) or (block.times and block.size <= 8):
                teaser.date = teaser.date if teaser.date is not None else i
            elif block.size >= 6 and i > at and not furniture_kind(block.text):
                teaser.texts.append(i)
            else:
                teaser.others.append(i)
        teaser.texts.sort()
