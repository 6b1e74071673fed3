"""HTML to a cut: blocks, labels, items, and what the page says of itself."""

from __future__ import annotations

from ..language.detection import detect
from ..pages.document import Document
from ..types import Field, Page
from . import metadata
from .assembly import About, Run, assemble
from .cut import Cut
from .furniture import furniture_kind
from .html_body import find_body, in_comments
from .html_teasers import find_teasers, is_date_line
from .html_walk import Walk, walk

_FURNITURE_TAGS = {"nav": "navigation", "form": "furniture"}


def cut_html(document: Document, *, earlier: Page | None = None) -> Cut:
    """Cuts an HTML page. Raises TooLarge beyond the limit of nodes."""
    page = walk(document.content, document.url)
    fields = metadata.fields(page.tree, document.url)
    url = metadata.first(fields, "link canonical", "meta og:url") or document.url
    roles: dict[int, tuple[str, int | None]] = {}
    about: dict[int, About] = {}
    _article(page, fields, url, roles, about)
    for number, teaser in enumerate(find_teasers(page, document.url, set(roles)), 1):
        roles[teaser.headline] = ("teaser-headline", number)
        roles |= {i: ("teaser-text", number) for i in teaser.texts}
        if teaser.date is not None:
            roles[teaser.date] = ("date", number)
        shown = page.blocks[teaser.date].text if teaser.date is not None else None
        about[number] = About("teaser", url=teaser.link, shown_date=shown)
    runs = [_run(page, i, roles.get(i)) for i in range(len(page.blocks))]
    body = "\n".join(run.text for run in runs if run.group == 0) or "\n".join(run.text for run in runs)
    return assemble(
        runs,
        about,
        url=url,
        outlet=metadata.outlet(fields, url),
        language=detect(body, hint=page.language),
        fields=tuple(fields),
    )


def _run(page: Walk, i: int, label: tuple[str, int | None] | None) -> Run:
    block = page.blocks[i]
    link = block.links[0] if block.links and block.density > 0.5 else None
    if label is not None:
        return Run(block.text, label[0], label[1], link)
    return Run(block.text, _kind(page, i), None, link)


def _kind(page: Walk, i: int) -> str:
    """The kind of a block that no item claims."""
    block = page.blocks[i]
    tags = {page.containers[number].tag for number in page.ancestors(block.container)}
    kind = furniture_kind(block.text)
    if kind:
        return kind
    if "nav" in tags or "header" in tags or "footer" in tags:
        return "navigation"
    return "navigation" if block.density > 0.8 else "furniture"


def _article(page: Walk, fields: list[Field], url: str | None, roles: dict[int, tuple[str, int | None]], about: dict[int, About]) -> None:
    _, body = find_body(page)
    body = [i for i in body if in_comments(page, page.blocks[i]) is None]
    if not body:
        return
    for i in body:
        tag = page.blocks[i].tag
        role = "subheading" if tag in ("h2", "h3", "h4", "h5", "h6") else "list-item" if tag == "li" else "quote" if tag == "blockquote" else "paragraph"
        roles[i] = (role, 0)
    title = metadata.first(fields, "JSON-LD headline", "meta og:title", "title")
    for i in range(body[0] + 1):
        if page.blocks[i].tag == "h1":
            roles[i] = ("headline", 0)
            title = page.blocks[i].text
            break
    shown = None
    for i in range(max(0, body[0] - 12), body[0]):
        block = page.blocks[i]
        if i not in roles and (block.times or is_date_line(block.text)) and block.size <= 14:
            roles[i] = ("date", 0)
            shown = shown or block.text
    about[0] = About(
        "article", url=url, headline=title, authors=metadata.authors(fields), section=metadata.first(fields, "JSON-LD articleSection", "meta article:section"), shown_date=shown
    )
