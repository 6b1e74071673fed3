"""Which element of an HTML page holds the article, and which of its blocks are the article's.

Prose lends its weight to the elements around it; the lightest element that holds most of the prose is the body. Blocks of it that
lie in a part named for something else (related stories, comments, sharing), are mostly links, or read like furniture are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict

from .furniture import furniture_kind
from .html_walk import Block, Walk

#: Words of classes and ids (split at non-letters) of parts that are not the article.
_NOT_BODY = re.compile(
    r"(?:^|[^a-z])(?:related|recirc\w*|recommend\w*|more-?(?:from|on|stories|news|articles)?|read-?(?:more|next|also)|promo\w*|newsletter\w*|subscri\w*|share|sharing|social|comments?|disqus|respond|reactions?"
    r"|footer|nav|navbar|navigation|menu|breadcrumbs?|sidebar|aside|widget\w*|rail|teasers?|cards?|trending|popular|most-?(?:read|viewed|popular)|latest|outbrain|taboola|ads?|advert\w*|sponsor\w*|banner"
    r"|cookie\w*|consent|gdpr|modal|popup|overlay|paywall|signup|sign-?up|login|tags?|taglist|keywords|topics|author-?(?:bio|box|info|card)?|bio|byline|meta|caption|figcaption|credit|copyright|toolbar|tools|print"
    r"|pagination|pager|carousel|slider|gallery-thumbs|masthead|header|toc|table-of-contents|infobox|survey|poll|jobs?|weather|stock)(?:$|[^a-z])"
)
_BODY_NAME = re.compile(r"articlebody|article-?body|article[-_]?(?:content|text)|story-?body|post-?(?:content|body)|entry-?content|body-?(?:content|text|copy)|story-?content|main-?content|wysiwyg")
_COMMENTS = re.compile(r"(?:^|[^a-z])(?:comments?|commentlist|comment-?(?:list|body|text|content)|disqus|respond|reader-?comments|discussion)(?:$|[^a-z])")
_NOT_BODY_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "figcaption", "figure", "header"})


def in_comments(page: Walk, block: Block) -> int | None:
    """The outermost container named for comments, if the block lies in one."""
    found = None
    for number in page.ancestors(block.container):
        if _COMMENTS.search(page.containers[number].words):
            found = number
    return found


def find_body(page: Walk) -> tuple[int | None, list[int]]:
    """The number of the body's container and the indexes of its blocks that read like the article's, in order."""
    weights: dict[int, float] = defaultdict(float)
    good = [i for i, block in enumerate(page.blocks) if _is_prose(page, block)]
    for i in good:
        value = min(page.blocks[i].size, 120)
        for distance, number in enumerate(page.ancestors(page.blocks[i].container, 5)):
            named = 1.3 if _BODY_NAME.search(page.containers[number].words) else 1.0
            weights[number] += value * named * (1.0, 0.9, 0.55, 0.35, 0.2)[distance]
    if not weights:
        return None, []
    best = max(weights, key=lambda number: (weights[number], -number))
    best = _widened(page, best, good)
    chosen = [i for i in good if best in page.ancestors(page.blocks[i].container, 200)]
    if sum(page.blocks[i].size for i in chosen) < 25:
        return None, []
    first, last = chosen[0], chosen[-1]
    inside = [i for i in range(first, last + 1) if i in set(chosen) or _belongs(page, i, best)]
    return best, inside


def _widened(page: Walk, best: int, good: list[int]) -> int:
    """Goes up while the element around holds a fifth more prose in blocks of the same make."""
    tags = {page.blocks[i].tag for i in good if best in page.ancestors(page.blocks[i].container, 200)}

    def held(number: int) -> int:
        return sum(page.blocks[i].size for i in good if page.blocks[i].tag in tags and number in page.ancestors(page.blocks[i].container, 200))

    while (parent := page.containers[best].parent) > 0 and held(parent) > 1.2 * held(best):
        best = parent
    return best


def _is_prose(page: Walk, block: Block) -> bool:
    if block.density > 0.5 or block.size < 8 or block.tag in ("h1", "h2", "h3", "h4", "td", "th", "figcaption", "button", "label"):
        return False
    if block.size < 60 and furniture_kind(block.text):
        return False
    if block.tag == "li" and block.size < 15:
        return False
    ends = block.text.rstrip("\"'”’»)] ")[-1:] in ".!?…。！？։؟:;,"
    return (ends or block.size > 25) and not _elsewhere(page, block)


def _elsewhere(page: Walk, block: Block) -> bool:
    """Whether a part around the block, below the body's name, is named for something else."""
    for distance, number in enumerate(page.ancestors(block.container, 9)):
        container = page.containers[number]
        if _BODY_NAME.search(container.words) or container.tag in ("article", "main", "body", "html"):
            return False
        if container.tag in _NOT_BODY_TAGS:
            return True
        if container.words and _NOT_BODY.search(container.words) and distance < 7:
            return True
    return False


def _belongs(page: Walk, i: int, body: int) -> bool:
    """Short lines between the article's paragraphs: subheadings, list items, quotes, lines of speech."""
    block = page.blocks[i]
    if body not in page.ancestors(block.container, 200) or block.density > 0.5 or _elsewhere(page, block) or furniture_kind(block.text):
        return False
    return block.tag in ("h2", "h3", "h4", "p", "li", "blockquote", "div", "strong", "section", "span", "td", "pre", "dd")
