"""The article of an HTML page: which blocks are its text, and what each is: headline, standfirst, byline, date, paragraph, caption ..."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..remembering import remembered
from .authors import is_byline, opens_byline, signed_beside
from .credits import credit_in
from .date_lines import is_date_line
from .html_above import in_top_bar, of_others, of_site
from .html_blocks import FLAGS, HEADINGS, Block, Walk, told
from .html_bylines import is_one_of, is_signature, names_authors, signs, stated_authors
from .html_embeds import shown_posts
from .html_head import Head
from .html_signs import signed
from .html_tables import table_lines
from .lines_live import entry_places

#: A block is the article's from this probability on (cross-validated over sites, best over all sets).
THRESHOLD = 0.55
#: Words. A page with less chosen text has no article.
FEWEST_WORDS = 25
#: Words that are enough of an article to leave out what lies among comments, or to take a block that is less likely.
_ENOUGH = 40
_FAINT = 0.2
#: One word in so many may stand on cards, for these to be left out of a body.
_CARDS = 4
#: What an h1, or another heading, is ahead of other blocks alike to the titles.
_IN_H1, _IN_HEADING = 0.45, 0.2
#: Words of a headline at most.
_LONGEST_HEADLINE = 45
_GAP, _HEADING_BETWEEN, _ALIKE_BETWEEN, _SURE = 4, 0.15, 0.3, 0.9
_SITE_KINDS = frozenset(
    {
        "paywall",
        "login",
        "share-bar",
        "cookie-notice",
        "app-promo",
        "newsletter",
        "copyright",
        "comment-prompt",
        "related-heading",
        "advertisement",
    }
)
#: A look that one block in so many has is rare; words of a pull quote; pull quotes of one page at most; what may stand around their words.
_RARE, _TELLING, _LONGEST_PULLED, _MOST_PULLED = 4, 5, 60, 20
_NOT_PULLED = HEADINGS | {"li"}
_AROUND_QUOTES = " .…\"'“”„‟«»‘’‚‹›"
_STANDFIRST = re.compile(
    r"standfirst|stand-first|(?:^|[^a-z])(?:dek|deck|lead|lede|intro|introduction|summary|excerpt|abstract|teaser|subtitle|sub-?title|sub-?head(?:line|ing)?|subheadline"
    r"|strapline|chapeau|chapo|entradilla|bajada|sumario|vorspann|vorspanntext|anreisser|sommaire|sottotitolo|occhiello|ingress|ingres|manchet|perex|zajawka|spot"
    r"|description|kicker-text|synopsis|blurb)(?:$|[^a-z])|articlelead|article-?intro|leadtext|lead-?paragraph",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|legende|bildunterschrift|pie-?de-?foto|credit|photo-?text", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{2}[.!?](?= |$)")
_LONGEST_HEADING = 12
#: Words of a time with its zone.
_TIME = 3
#: Lines that may open a text before its prose.
_MOST_OPENING = 5


@dataclass
class Article:
    """Roles by block number, and what the visible lines say; `site_days` are date lines above the headline that are the site's."""

    roles: dict[int, str] = field(default_factory=dict)
    headline: str | None = None
    shown_date: str | None = None
    live: bool = False
    bylines: list[str] = field(default_factory=list)
    site_days: set[int] = field(default_factory=set)


def find_article(page: Walk, head: Head, probabilities: NDArray[np.float64], comments: list[int]) -> Article | None:
    """The article, or None where the page has none (a section front, a page of comments)."""
    body = _without_cards(page, _chosen(page, probabilities, comments))
    if not body:
        return None
    article = Article()
    title = _headline(page, head, body)
    if title is not None:
        article.headline = page.blocks[title].text
        body = [i for i in body if i != title and not (i < title and page.blocks[i].text == article.headline)]
    blocks = [page.blocks[i] for i in body]
    if sum([block.size for block in blocks]) < FEWEST_WORDS and sum(map(told, blocks)) < FEWEST_WORDS:
        return None
    posts = shown_posts(page, body[0], body[-1])
    article.site_days = {i for i in body[:2] if in_top_bar(page, i) and is_date_line(page.blocks[i].text)}
    body = [i for i in body if i not in posts and i not in article.site_days]
    if not body:
        return None
    pulled = _pulled(page, body) | _credited(page, body)
    body = [i for i in body if i not in pulled]
    body = _without_headings_of_others(page, body)
    first_prose = next((i for i in body if page.blocks[i].size >= 20), body[0])
    standfirst = _standfirst(page, head, body, title, first_prose)
    for i in body:
        article.roles[i] = _role(page, i)
    article.roles |= dict.fromkeys(pulled, "caption") | dict.fromkeys(posts, "post")
    stated = stated_authors(head)
    for i in _opening(body, first_prose):
        if is_date_line(page.blocks[i].text):
            article.roles[i] = "date"
            article.shown_date = article.shown_date or page.blocks[i].text
        elif i != title and is_one_of(page.blocks[i], stated):
            article.roles[i] = "byline"
            article.bylines.append(page.blocks[i].text)
        elif i != title and signs(page.blocks[i]) and (i in body[:2] or _is_signed(page, i)):
            _sign(article, i, page.blocks[i].text)
        elif i != title and names_authors(page, page.blocks[i]):
            article.roles[i] = "byline"
            article.bylines.append(page.blocks[i].text)
    if standfirst is not None:
        article.roles[standfirst] = "standfirst"
    if title is not None:
        article.roles[title] = "headline"
    _marks(page, article, title, body, stated)
    _open_entries(page, article, body)
    article.roles |= dict.fromkeys(table_lines(page, body, article.roles), "table")
    return article


def _opening(body: list[int], first_prose: int) -> list[int]:
    """The lines of a body that may sign it: the first two, and those after them up to the first that is prose."""
    return [i for number, i in enumerate(body[:_MOST_OPENING]) if number < 2 or i < first_prose]


def _is_signed(page: Walk, i: int) -> bool:
    """Whether a line further down an opening is signed and not a point of a list with its day: "Port opened on 3 March 2025"."""
    text = page.blocks[i].text
    return page.tag(i) != "li" and (is_byline(text) or signed(text)[0] is not None)


def _open_entries(page: Walk, article: Article, body: list[int]) -> None:
    """The times over the entries of a live page, in headings or beside them."""
    entries = entry_places([block.text for block in page.blocks], [i for i in body if page.blocks[i].size > _TIME])
    if entries and article.shown_date in {page.blocks[i].text for i in entries}:
        dates = (i for i, role in sorted(article.roles.items()) if role == "date" and i not in entries)
        article.shown_date = next((page.blocks[i].text for i in dates), None)
    article.live = bool(entries)
    article.roles |= dict.fromkeys(entries, "entry")


def _chosen(page: Walk, probabilities: NDArray[np.float64], comments: list[int]) -> list[int]:
    """The likely blocks; where they are next to nothing, the likeliest long block and what stands beside it."""
    likely = _mended(page, np.flatnonzero(probabilities > THRESHOLD).tolist(), probabilities.tolist())
    blocks, tags = page.blocks, page.tags
    outside = [i for i in likely if comments[blocks[i].element] < 0]
    # A site may call the element around everything "comments"; then the name says nothing.
    if len(outside) < len(likely) and sum([blocks[i].size for i in outside]) >= _ENOUGH:
        likely = outside
    if sum([blocks[i].size for i in likely if tags[i] not in HEADINGS]) >= FEWEST_WORDS + 15:
        return likely
    best = int(np.argmax(probabilities * [block.size >= _ENOUGH for block in page.blocks]))
    if probabilities[best] < _FAINT or page.blocks[best].size < _ENOUGH:
        return likely
    parent = page.blocks[best].element
    beside = {
        i
        for i in np.flatnonzero(probabilities > _FAINT).tolist()
        if page.blocks[i].element == parent or _parent(page, i) == _parent(page, best)
    }
    return sorted(beside | set(likely))


def _without_cards(page: Walk, body: list[int]) -> list[int]:
    """A body without the texts of cards: what stands under a heading that leads to another story, in an element with nothing else of the
    body. Where more than a quarter of the words stands so, it is a live blog or a digest, and nothing is left out."""
    inside = set(body)
    cards = set()
    for before, i, after in zip([-1, *body], body, [*body[1:], -1], strict=False):
        if i == 0 or i - 1 in inside or page.stories[i - 1] is None or page.tag(i - 1) not in HEADINGS:
            continue
        card = _common(page, page.blocks[i - 1].element, page.blocks[i].element)
        if not any(_lies_in(page, page.blocks[other].element, card) for other in (before, after) if other >= 0):
            cards.add(i)
    if _CARDS * sum(page.blocks[i].size for i in cards) > sum(page.blocks[i].size for i in body):
        return body
    return [i for i in body if i not in cards]


def _common(page: Walk, one: int, other: int) -> int:
    """The smallest element that holds two others."""
    above = set()
    while one >= 0:
        above.add(one)
        one = page.parents[one]
    while other not in above:
        other = page.parents[other]
    return other


def _lies_in(page: Walk, element: int, outer: int) -> bool:
    while element > outer:
        element = page.parents[element]
    return element == outer


def _mended(page: Walk, likely: list[int], probabilities: list[float]) -> list[int]:
    """The likely blocks without links to other stories and doubtful lines of the site, with what stands between two of them in their own
    shape or as a subheading."""
    kept = [i for i in likely if not _foreign(page, i, probabilities[i])]
    places = set(kept)
    for before, after in pairwise(kept):
        if 1 < after - before <= _GAP:
            places |= {i for i in range(before + 1, after) if _fills(page, i, before, after, probabilities[i])}
    return sorted(places)


def _foreign(page: Walk, i: int, probability: float) -> bool:
    block = page.blocks[i]
    if probability >= _SURE:
        return False
    leads_away = page.stories[i] is not None and block.density >= 0.6 and block.size >= 4
    return leads_away or (page.kinds[i] in _SITE_KINDS and block.size <= 40)


def _fills(page: Walk, i: int, before: int, after: int, probability: float) -> bool:
    if page.kinds[i] is not None or page.stories[i] is not None:
        return False
    if page.tags[i] in HEADINGS:
        return probability > _HEADING_BETWEEN
    return probability > _ALIKE_BETWEEN and (_shape(page, i) in (_shape(page, before), _shape(page, after)))


def _parent(page: Walk, i: int) -> int:
    return page.parents[page.blocks[i].element]


def _headline(page: Walk, head: Head, body: list[int]) -> int | None:
    """The block that is the headline: among those before the text ends, the one most like the titles of the head, h1 before others."""
    named = {value.lower() for path in ("meta og:title", "JSON-LD headline", "title") for value in head.all(path)[:1]}
    titles = [set(value.split()) for value in named]
    best, best_score = None, 0.0
    fewest = min(map(len, titles), default=0) / 2
    further = set(body[3:])
    last = min(body[-1] + 1, body[0] + 12)
    in_h1 = {i: _likeness(page, i, titles) for i in page.headings if i < last and page.tags[i] == "h1"}
    # What an h1 would be ahead of if it had all words of a title, and no other, is not looked at.
    reached = max([like + _IN_H1 for i, like in in_h1.items() if page.blocks[i].size <= _LONGEST_HEADLINE], default=0.0)
    # Where that is more than a plain block can have, headings alone are.
    for i in range(last) if reached - 1e-6 <= 1.0 else [i for i in page.headings if i < last]:
        block = page.blocks[i]
        tag = page.tag(i)
        if (tag not in HEADINGS and i in further) or block.size > _LONGEST_HEADLINE:
            continue
        if tag != "h1" and block.text.count(" ") + 1 < fewest:
            continue
        more = _IN_H1 if tag == "h1" else _IN_HEADING if tag in HEADINGS else 0.0
        if tag != "h1" and 1.0 + more < reached - 1e-6:
            continue
        like = in_h1[i] if tag == "h1" else _likeness(page, i, titles)
        if like + more > best_score + 1e-9 and (tag == "h1" or like >= 0.5):
            best, best_score = i, like + more
    return best


def _likeness(page: Walk, i: int, titles: list[set[str]]) -> float:
    """The share of words that a block has in common with the title that it is most like, of the words of both."""
    words = set(page.lower[i].split())
    return max([len(words & title) / max(1, len(words | title)) for title in titles], default=0.0)


def _standfirst(page: Walk, head: Head, body: list[int], title: int | None, first_prose: int) -> int | None:
    """A lead set apart: named so by its class, or the page's description standing above the text in another shape than the text."""
    start = title + 1 if title is not None else max(0, body[0] - 4)
    description = head.hints.description.lower()[:60]
    following = [i for i in body if i >= start]
    for i in range(start, min(len(page.blocks), max(first_prose, start) + 2)):
        block = page.blocks[i]
        if (
            block.size < 5
            or block.size > 90
            or block.density > 0.5
            or page.kinds[i]
            or signs(block)
            or _ends_in_credit(block, 3)
        ):
            continue
        names = _names(page, block)
        after = next((j for j in following if j > i and page.blocks[j].size >= 15), None)
        if after is None:
            return None
        apart = _shape(page, i) != _shape(page, after)
        if apart and (_named_as_lead(names) or (len(description) > 25 and block.text.lower().startswith(description[:40]))):
            return i
        if i > first_prose:
            continue
        if apart and page.tag(i) in ("h2", "h3") and title is not None and i <= title + 3 and block.size >= 8 and i in body:
            return i
    return None


def _without_headings_of_others(page: Walk, body: list[int]) -> list[int]:
    """A body without headings of what is not in it: one that ends the body and is no sentence ("References"), and one above links to other
    stories, two and more, or one where it ends in a colon ("More:")."""
    tags = page.tags
    while body and tags[body[-1]] in HEADINGS and len(body) > 1 and not _ends_like_sentence(page.blocks[body[-1]]):
        body = body[:-1]
    kept = []
    for i, after in zip(body, [*body[1:], len(page.blocks)], strict=True):
        if tags[i] not in HEADINGS:
            kept.append(i)
            continue
        between = range(i + 1, min(after, i + _GAP))
        away = [j for j in between if page.stories[j] is not None and page.blocks[j].density >= 0.6]
        if i + 1 not in away or (len(away) < 2 and not page.blocks[i].text.endswith((":", "："))):
            kept.append(i)
    return kept


def _ends_like_sentence(block: Block) -> bool:
    return block.size > _LONGEST_HEADING or block.text.rstrip("\"'”“»’)").endswith((".", "!", "…", "。"))


@remembered(4096)
def _named_as_lead(names: str) -> bool:
    return _STANDFIRST.search(names) is not None


@remembered(4096)
def _named_as_caption(names: str) -> bool:
    return _CAPTION.search(names) is not None


def _sign(article: Article, i: int, text: str) -> None:
    if opens_byline(text) or signed(text)[0] is not None or signed_beside(text):
        article.roles[i] = "byline"
        article.bylines.append(text)
    else:
        article.roles[i] = "date"
        article.shown_date = article.shown_date or text


def _ends_in_credit(block: Block, most: int) -> bool:
    """Whether a line is a caption: it ends in the credit of a picture, with so many sentences at most before it."""
    found = credit_in(block.text) if block.size <= _LONGEST_PULLED else None
    return found is not None and len(_SENTENCE_ENDS.findall(block.text[: found.start() + 1])) <= most


def _credited(page: Walk, body: list[int]) -> set[int]:
    """The first two blocks of the body where they are captions: of few words and a credit, or named as a lead is."""
    return {i for i in body[:2] if _ends_in_credit(page.blocks[i], 3 if _named_as_lead(_names(page, page.blocks[i])) else 0)}


def _pulled(page: Walk, body: list[int]) -> set[int]:
    """Blocks of the body that show words of a paragraph once more, set apart: pull quotes. Their look is rare in the body, and another
    block holds their words. Of nine such blocks on 316 pages with known text seven stood once in it; of items of lists, which are left
    alone, four of six."""
    looks = [page.looks[page.blocks[i].element] for i in body]
    shares = Counter(looks)
    apart = {
        i
        for i, look in zip(body, looks, strict=True)
        if shares[look] * _RARE <= len(body)
        and _TELLING <= page.blocks[i].size <= _LONGEST_PULLED
        and page.tag(i) not in _NOT_PULLED
    }
    if not apart or len(apart) > _MOST_PULLED:
        return set()
    whole = "\n".join([page.blocks[i].text for i in body if i not in apart])
    return {i for i in apart if page.blocks[i].text.strip(_AROUND_QUOTES) in whole}


def _names(page: Walk, block: Block) -> str:
    """Class and id of the two elements around a block, and of what is inside it."""
    outer = page.parents[block.element]
    return f"{page.name(block.element)[1]} {page.name(outer)[1] if outer >= 0 else ''} {block.inline}"


def _shape(page: Walk, i: int) -> tuple[int, int]:
    element = page.blocks[i].element
    return page.looks[element], page.parents[element]


def _role(page: Walk, i: int) -> str:
    tag, flags = page.tag(i), page.flags(i)
    if tag in HEADINGS:
        return "subheading"
    if flags & FLAGS["figcaption"]:
        return "caption"
    if flags & FLAGS["blockquote"]:
        return "quote"
    return "list-item" if flags & FLAGS["li"] and tag == "li" else "paragraph"


def _marks(page: Walk, article: Article, title: int | None, body: list[int], stated: frozenset[str]) -> None:
    """Byline, date line and captions near the headline and in the text, which are the item's but not of its words."""
    start, last = max(0, (title if title is not None else body[0]) - 6), body[min(1, len(body) - 1)]
    for i in range(start, body[-1] + 1):
        block = page.blocks[i]
        if i in article.roles or block.size > 60:
            continue
        dated = is_date_line(block.text)
        role = _mark(page, i, stated, near=i <= last, dated=dated, below=title is not None and i > title)
        if role is None and not dated:
            continue
        above = title if title is not None and i < title else None
        if (above is not None and of_others(page, i, above)) or (dated and in_top_bar(page, i)):
            if dated and (in_top_bar(page, i) or (above is not None and of_site(page, i, above))):
                article.site_days.add(i)
        elif role is not None:
            article.roles[i] = role
            if role == "date":
                article.shown_date = article.shown_date or block.text
            elif role == "byline":
                article.bylines.append(block.text)


def _mark(page: Walk, i: int, stated: frozenset[str], *, near: bool, dated: bool, below: bool) -> str | None:
    """Which of these a line is, near the headline or in the text."""
    block, captioned = page.blocks[i], bool(page.flagged[i] & FLAGS["figcaption"])
    if not near:
        return "caption" if captioned or (block.density < 0.5 and _named_as_caption(_names(page, block))) else None
    if dated or (block.times and block.size <= 16):
        return "date"
    if _ends_in_credit(block, 0):
        return "caption"
    names = _names(page, block)
    if not page.kinds[i] and (is_signature(block, names, below) or is_one_of(block, stated)):
        return "byline"
    return "caption" if captioned or (block.density < 0.5 and _named_as_caption(names)) else None
