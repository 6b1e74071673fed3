"""Pages that show several stories in full, such as the front of a blog: none of them is the page's article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence

from .html_blocks import HEADINGS, Walk
from .html_cards import look
from .html_teasers import Teaser
from .lines_features import line_of
from .lines_sections import told_in_runs

#: Words of a post at least; share of the text that posts hold, and that one of them may hold at most.
_POST, _NEARLY_ALL, _MOST = 30, 0.8, 0.8
#: Share of a heading that its link holds, and words of a headline at least: over the posts of a forum stand names.
_LINKED, _HEADLINE = 0.8, 3


def several_posts(page: Walk, body: Collection[int]) -> dict[int, list[int]]:
    """The stories whose texts are what looks like one body: blocks of the text by the block of the headline. Empty where it is one story.

    It is several where elements of one look, two or more, each with a heading of its own that leads to another page of the site, hold
    nearly all of the text and none holds most; or where its words tell so (`lines_sections.tells_several`). Of 1,718 development pages,
    each of one story, it is so on none."""
    return _in_elements(page, body) or _in_words(page, body)


def _in_elements(page: Walk, body: Collection[int]) -> dict[int, list[int]]:
    heads = [i for i in page.headings if page.stories[i] is not None and page.blocks[i].density > _LINKED]
    heads = [i for i in heads if page.blocks[i].size >= _HEADLINE]
    if len(heads) < 2:
        return {}
    elements = sorted([page.blocks[i].element for i in heads])
    around = {i: _alone(page, page.blocks[i].element, elements) for i in heads}
    texts = [i for i in body if page.tag(i) not in HEADINGS]
    whole = sum(page.blocks[i].size for i in texts)
    posts: dict[int, list[int]] = {}
    ordered = sorted(body)
    for head, element in around.items():
        own = [i for i in ordered if i != head and element <= page.blocks[i].element < page.ends[element]]
        if sum(page.blocks[i].size for i in own if page.tag(i) not in HEADINGS) >= _POST:
            posts[head] = own
    looks = Counter(look(page, around[head]) for head in posts)
    posts = {head: own for head, own in posts.items() if looks[look(page, around[head])] > 1}
    words = [sum(page.blocks[i].size for i in own if page.tag(i) not in HEADINGS) for own in posts.values()]
    return posts if len(posts) > 1 and sum(words) >= _NEARLY_ALL * whole and max(words) <= _MOST * whole else {}


def _alone(page: Walk, element: int, elements: Sequence[int]) -> int:
    """The largest element around one of these, which are in order, that holds no other of them."""
    while (outer := page.parents[element]) >= 0:
        if bisect_left(elements, page.ends[outer]) - bisect_left(elements, outer) > 1:
            break
        element = outer
    return element


def _in_words(page: Walk, body: Collection[int]) -> dict[int, list[int]]:
    headed = [i for i in page.headings if i + 1 in body]
    if len(headed) < 2:
        return {}
    at = sorted({*body, *headed})
    runs = told_in_runs([line_of(page.blocks[i].text) for i in at], [number for number, i in enumerate(at) if i not in headed])
    return {at[run[0]]: [at[number] for number in run[1:]] for run in runs}


def with_posts(page: Walk, teasers: Sequence[Teaser], posts: dict[int, list[int]]) -> list[Teaser]:
    """Teasers, and for each story in full one that has all of its text."""
    found = {teaser.headline: teaser for teaser in teasers}
    owned = {i for one in teasers for i in (one.headline, *one.texts, *one.dates, *one.bylines, *one.again)}
    for head, texts in posts.items():
        if head not in found and head in owned:
            continue
        teaser = found.setdefault(head, Teaser(page.stories[head], head))
        teaser.texts = sorted({*teaser.texts, *(i for i in texts if i not in owned)})
    return sorted(found.values(), key=lambda teaser: teaser.headline)
