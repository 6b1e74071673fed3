"""Pages that show several stories in full, such as the front of a blog: none of them is the page's article."""

from __future__ import annotations

from collections import defaultdict

from .html_blocks import FLAGS, HEADINGS, Walk

#: Words of a post at least; share of the text that posts hold, and that one of them may hold at most.
_POST, _NEARLY_ALL, _MOST = 30, 0.8, 0.8
#: Elements around a block that are looked at.
_DEEP = 60


def only_posts(page: Walk, body: set[int]) -> bool:
    """Whether what looks like one body is the texts of several stories: two `article` elements or more, each under a heading of its own
    that leads to another page of the site, hold nearly all of it, and none holds most. Of 1,718 development pages, each of one story, it
    is so on none."""
    headed: dict[int, bool] = {}
    for i in page.headings:
        if (around := _article(page, i)) is not None:
            leads = page.stories[i] is not None and page.blocks[i].density > 0.8
            headed.setdefault(around, leads)
    if sum(headed.values()) < 2:
        return False
    words: dict[int, int] = defaultdict(int)
    for i in body:
        if page.tag(i) not in HEADINGS and (around := _article(page, i)) is not None and headed.get(around):
            words[around] += page.blocks[i].size
    whole = sum(page.blocks[i].size for i in body if page.tag(i) not in HEADINGS)
    posts = [size for size in words.values() if size >= _POST]
    return len(posts) >= 2 and sum(posts) >= _NEARLY_ALL * whole and max(posts) <= _MOST * whole


def _article(page: Walk, i: int) -> int | None:
    """The nearest `article` element around a block."""
    if not page.flags(i) & FLAGS["article"]:
        return None
    return next((n for n in page.around(page.blocks[i].element, _DEEP) if page.name(n)[0] == "article"), None)
