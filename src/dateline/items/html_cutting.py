"""HTML to a cut: blocks, labels, items, and what the page says of itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice

from ..language.detection import detect
from ..pages.document import Document
from ..types import Field, Genre, Note, Page
from . import html_model
from .assembly import About, Draft, Run, draft, together
from .authors import authors_of, names_of, outlet_of, signed_beside
from .cut import Cut
from .date_lines import tells_day
from .genres import label_of
from .html_article import Article, find_article
from .html_blocks import FLAGS, Block, Walk
from .html_comment_parts import comment_parts
from .html_comments import find_comments, form_blocks
from .html_declared import declared_article, feed_article, short_article
from .html_earlier import weighed
from .html_end import breaks_off
from .html_head import Head, read_head
from .html_headline import headline_of
from .html_posts import several_posts, with_posts
from .html_table import features
from .html_teasers import find_teasers, leads_of, only_cards
from .html_walk import parse, walk

Label = tuple[str, int | None]
#: A place that shows a teaser once more.
_AGAIN = "again"
_MOST_TIMES = 80
_PARTS = FLAGS["nav"] | FLAGS["header"] | FLAGS["footer"]
_BREAKS_OFF = "the page breaks off: its markup ends in the middle, so that the text may not be whole"
#: Words. A longer line without a link leads nowhere, so it is no navigation wherever it stands.
_PROSE = 10
#: Blocks among which the name of the site stands.
_FIRST = 40
#: Blocks among which a line of copyright ends a page, and its words.
_LAST, _LONGEST_RIGHTS = 30, 20
#: Characters of a label over a headline.
_LONGEST_LABEL = 30
#: Genres that are told of the text below; "Video" or "Advertisement" stands over something else as often.
_WRITTEN = ("opinion", "analysis", "interview", "documentary", "obituary")


def cut_html(
    document: Document, *, earlier: Page | None = None, model: html_model.Model | None = None, ask: bool = True
) -> Cut:
    """Cuts an HTML page, see `draft_html`."""
    return draft_html(document, earlier=earlier, model=model, ask=ask).cut()


def draft_html(
    document: Document, *, earlier: Page | None = None, model: html_model.Model | None = None, ask: bool = True
) -> Draft:
    """Cuts an HTML page into items. `model` stands in for the shipped one (cross-validation); without `ask` the page is in the language
    that it declares. Raises TooLarge or TooDeep beyond the limits."""
    tree = parse(document.utf8 or document.content, document.url)
    head = read_head(tree, document.url)
    url = head.first("link canonical", "meta og:url") or document.url
    # Without an address of where it was found a page is where it says that it is.
    found_at = document.url or (url if url and url.startswith(("http://", "https://")) else None)
    page = walk(tree, found_at, head.base or found_at)
    page.own = url
    parts = comment_parts(page)
    labels, about = _label(page, head, parts, earlier, model or html_model.shipped()) if page.blocks else ({}, {})
    if 0 not in about and document.of_feed and (article := feed_article(page)) is not None:
        labels, about = {i: (role, 0) for i, role in article.roles.items()}, {0: _about_article(page, head, article)}
    forms = form_blocks(page, parts)
    if 0 in about and breaks_off(document.content):
        about[0] = replace(about[0], notes=(*about[0].notes, Note("page", _BREAKS_OFF)))
    fields = (*head.fields, *_times(page, labels))
    # What waits for the text of record must not hold on to all that the walk found.
    rest = Walk(page.url, page.blocks, base=page.base)
    runs = _runs(rest, labels)
    body = "\n".join([run.text for run in runs.values() if run.group == 0])
    body = body or "\n".join([block.text for block in page.blocks])
    hint = head.first("html lang", "JSON-LD inLanguage", "meta og:locale")
    language = partial(detect, body[:700], hint=hint, ask=ask)
    every = partial(_every_run, rest, runs, page.flagged, page.kinds, forms) if page.blocks else list
    return draft(runs, about, every, url=url, outlet=outlet_of(head, url), language=language, fields=fields)


def _label(
    page: Walk, head: Head, parts: list[int], earlier: Page | None, model: html_model.Model
) -> tuple[dict[int, Label], dict[int, About]]:
    """Labels of blocks by number, and what is known of each item: 0 is the article."""
    labels: dict[int, Label] = {}
    about: dict[int, About] = {}
    probabilities = weighed(page, model.probabilities(*features(page, head.hints, model.odds)), earlier)
    article = find_article(page, head, probabilities, parts)
    leads = leads_of(page)
    posts = several_posts(page, article.roles.keys()) if article is not None else {}
    if article is not None and (posts or only_cards(page, set(article.roles), leads)):
        article = None
    elif article is None:
        article = declared_article(page, head, probabilities) or short_article(page, head)
    if article is not None:
        labels |= dict.fromkeys(article.site_days, ("navigation", None)) | {i: (role, 0) for i, role in article.roles.items()}
        about[0] = _about_article(page, head, article)
    for comment in find_comments(page, parts, set(labels)):
        number = len(about) + 1
        labels |= dict.fromkeys(comment.blocks, ("comment", number))
        labels |= {i: (role, number) for i, role in comment.signs.items()}
        authors = (comment.author,) if comment.author else ()
        about[number] = About("comment", genre="news", authors=authors, shown_date=comment.time, stamp=comment.stamp)
    for teaser in with_posts(page, find_teasers(page, set(labels), leads), posts):
        number = len(about) + 1
        labels[teaser.headline] = ("teaser-headline", number)
        labels |= dict.fromkeys(teaser.texts, ("teaser-text", number))
        labels |= dict.fromkeys(teaser.dates, ("date", number))
        labels |= dict.fromkeys(teaser.bylines, ("byline", number))
        labels |= dict.fromkeys(teaser.again, (_AGAIN, number))
        shown, stamp = _shown(page, teaser.dates)
        writers = names_of(page.blocks[i].text for i in teaser.bylines) if teaser.bylines else ()
        writers = writers or tuple(dict.fromkeys(name for i in teaser.dates for name in signed_beside(page.blocks[i].text)))
        about[number] = About("teaser", url=teaser.link, authors=writers, shown_date=shown, stamp=stamp)
    return labels, about


def _shown(page: Walk, dates: list[int]) -> tuple[str | None, str | None]:
    """The date line of a card and its stamp: of several lines the first with a stamp, else the first that tells a day."""
    if not dates:
        return None, None
    stamped = next((i for i in dates if any(page.blocks[i].times)), None)
    best = stamped if stamped is not None else next((i for i in dates if tells_day(page.blocks[i].text)), dates[0])
    block = page.blocks[best]
    return block.text, block.stamp


def _about_article(page: Walk, head: Head, article: Article) -> About:
    headline, notes = headline_of(head, article.headline, outlet_of(head, page.own), _logos(page))
    section = head.first("JSON-LD articleSection", "meta article:section")
    authors, disputed = authors_of(head, article.bylines)
    live = article.live or head.first("JSON-LD coverageStartTime") is not None
    return About(
        "article",
        url=page.own,
        genre="live" if live else _label_over(page, head, article),
        headline=headline,
        authors=authors,
        section=section,
        shown_date=article.shown_date,
        notes=(*notes, *disputed),
    )


def _label_over(page: Walk, head: Head, article: Article) -> Genre | None:
    """The genre that stands over the headline, in its element, or before it in a title of the head."""
    place = next((i for i, role in article.roles.items() if role == "headline"), None)
    if place is None:
        return None
    around = page.parents[page.blocks[place].element]
    over = [page.blocks[i] for i in range(max(0, place - 2), place)]
    lines = [block.text for block in over if page.parents[block.element] == around and len(block.text) <= _LONGEST_LABEL]
    shown = page.blocks[place].text
    lines += [title for title in (*head.all("title")[:1], *head.all("meta og:title")[:1]) if shown in title[1:]]
    return next((genre for line in lines if (genre := label_of(line)) in _WRITTEN), None)


def _logos(page: Walk) -> tuple[str, ...]:
    """The texts of links to the front of the site, and of lines of copyright: its name stands there."""
    front = page.absolute("/") if page.own else "/"
    found = {block.text for block in page.blocks[:_FIRST] if block.density > 0.8 and block.link in ("/", front)}
    ending = zip(page.blocks[-_LAST:], page.kinds[-_LAST:], strict=True)
    return tuple(found | {block.text for block, kind in ending if kind == "copyright" and block.size <= _LONGEST_RIGHTS})


def _runs(page: Walk, labels: dict[int, Label]) -> dict[int, Run]:
    """The blocks that have a label, by number, in order."""
    at = sorted(labels)
    blocks = [page.blocks[i] for i in at]
    given = [labels[i] for i in at]
    roles = ["teaser-headline" if role == _AGAIN else role for role, _ in given]
    stamps = [block.stamp if role == "entry" else None for block, role in zip(blocks, roles, strict=True)]
    texts, groups, repeats = [block.text for block in blocks], [group for _, group in given], [role == _AGAIN for role, _ in given]
    return dict(zip(at, together(Run, texts, roles, groups, _links(page, blocks), repeats, stamps), strict=True))


def _every_run(page: Walk, labelled: dict[int, Run], flags: list[int], kinds: list[str | None], forms: set[int]) -> list[Run]:
    """Every block with its label, or with the kind of furniture that it is."""
    shown = zip(page.blocks, _links(page, page.blocks), flags, kinds, strict=True)
    return [
        labelled.get(i) or Run(block.text, "comment-prompt" if i in forms else _kind(block, part & _PARTS, kind), link=link)
        for i, (block, link, part, kind) in enumerate(shown)
    ]


def _links(page: Walk, blocks: list[Block]) -> list[str | None]:
    """Where blocks lead of which more than half is linked."""
    return [page.absolute(block.link) if block.link and block.density > 0.5 else None for block in blocks]


def _kind(block: Block, part: int, kind: str | None) -> str:
    """The kind of a block that no item claims, in such a part of the page and of this kind by its words."""
    if block.density > 0.8:
        return "navigation" if part or not kind else kind
    if kind:
        return kind
    return "navigation" if part and (block.size < _PROSE or block.linked) else "furniture"


def _times(page: Walk, labels: dict[int, Label]) -> list[Field]:
    """The datetime attributes: "time[n]" in page order outside teasers and comments, "teaser time[n]" inside them."""
    found: list[Field] = []
    counts = {"time": 0, "teaser time": 0}
    shown = ((i, value) for i, block in enumerate(page.blocks) if block.times for value in block.times if value)
    for i, value in islice(shown, _MOST_TIMES):
        label = labels.get(i)
        path = "teaser time" if label is not None and label[1] else "time"
        found.append(Field(f"{path}[{counts[path]}]", value[:60]))
        counts[path] += 1
    return found
