"""The article of a page that states it is one but shows next to none of its text: a photo, a paywalled or scripted story, a short note,
a report of one sentence, an entry of a feed with a sentence of summary.

Accepts a page whose head states when it was published, whose address reads like one story, and which shows its title. Rejects fronts
and lists, which state no date of publication or have no address of one story. What comes out has a headline and whatever prose the
page shows under it; nothing is taken from the head. On the development pages of the dates benchmark 12 of 571 pages are such.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from .authors import is_byline
from .date_lines import is_date_line
from .html_article import THRESHOLD, Article
from .html_blocks import FLAGS, HEADINGS, Walk
from .html_head import Head
from .html_links import is_story

_STATED = ("JSON-LD datePublished", "meta article:published_time", "microdata datePublished", "JSON-LD WebPage uploadDate")
#: The share of words that the title and the block must have in common.
_ALIKE = 0.5
_LONGEST_TITLE, _NEAR = 45, 6
#: A line of an entry with so much of it linked and fewer words leads elsewhere ("Read more").
_LINKED, _FEW = 0.8, 5
#: Words of a line that signs, the end of a sentence, and parts of a page that hold no text of its article.
_SIGN, _ENDS, _ELSEWHERE = 12, re.compile(r"[.!?…。！？।۔][\"”»’)]?$"), FLAGS["nav"] | FLAGS["footer"] | FLAGS["form"]


def declared_article(page: Walk, head: Head, probabilities: NDArray[np.float64]) -> Article | None:
    """The article of such a page; None for every other page."""
    if not page.own or not is_story(page.own, page.own) or head.first(*_STATED) is None:
        return None
    title = _shown_title(page, head)
    if title is None:
        return None
    article = Article(headline=page.blocks[title].text)
    article.roles[title] = "headline"
    for i in range(title + 1, len(page.blocks)):
        block = page.blocks[i]
        if probabilities[i] > THRESHOLD and page.stories[i] is None and not page.kinds[i]:
            article.roles[i] = "paragraph"
        elif i <= title + _NEAR and article.shown_date is None and is_date_line(block.text):
            article.roles[i] = "date"
            article.shown_date = block.text
    return article


def short_article(page: Walk, head: Head) -> Article | None:
    """The article of a page whose address reads like one story, with its title in an h1 and a sentence or two below it: what stands
    there up to the next heading, link or line of the site. Rejects fronts and sections, whose addresses are none of a story, and pages
    where nothing below the h1 is a sentence."""
    title = _shown_title(page, head) if page.own and is_story(page.own, page.own) else None
    if title is None or page.tag(title) != "h1":
        return None
    article = Article(headline=page.blocks[title].text)
    article.roles[title] = "headline"
    for i in range(title + 1, min(title + 1 + _NEAR, len(page.blocks))):
        block = page.blocks[i]
        if is_date_line(block.text) or (block.times and block.size <= _SIGN):
            article.roles[i] = "date"
            article.shown_date = article.shown_date or block.text
        elif is_byline(block.text) and block.size <= _SIGN:
            article.roles[i] = "byline"
            article.bylines.append(block.text)
        elif block.link_count or page.kinds[i] or page.tag(i) in HEADINGS or page.flags(i) & _ELSEWHERE:
            break
        elif _ENDS.search(block.text) and block.size >= _FEW:
            article.roles[i] = "paragraph"
    return article if "paragraph" in article.roles.values() else None


def feed_article(page: Walk) -> Article | None:
    """What an entry of a feed holds, however short: its title, and the rest of it that is no furniture. None where it has neither."""
    title = next((i for i in range(len(page.blocks)) if page.tag(i) == "h1"), None)
    article = Article(headline=page.blocks[title].text if title is not None else None)
    for i, block in enumerate(page.blocks):
        if i == title:
            article.roles[i] = "headline"
        elif not page.kinds[i] and not (block.density > _LINKED and block.size < _FEW):
            article.roles[i] = "paragraph"
    return article if article.roles else None


def _shown_title(page: Walk, head: Head) -> int | None:
    """The first heading, else the first short block, that shares at least half of its words with a title of the head."""
    titles = [
        set(value.casefold().split()) for path in ("JSON-LD headline", "meta og:title", "title") for value in head.all(path)[:1]
    ]
    alike = [
        i for i, block in enumerate(page.blocks) if 2 <= block.size <= _LONGEST_TITLE and _like(block.text, titles) >= _ALIKE
    ]
    return next((i for i in alike if page.tag(i) in ("h1", "h2")), alike[0] if alike else None)


def _like(text: str, titles: list[set[str]]) -> float:
    words = set(text.casefold().split())
    return max((len(words & title) / max(1, len(words | title)) for title in titles), default=0.0)
