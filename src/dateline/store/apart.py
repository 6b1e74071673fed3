"""Articles that one address was given for: a site that names the same address as that of all its pages has not revised one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from ..ids import item_id, revision_id
from ..items.comparing import is_another
from ..pages.document import FETCHED_FROM
from ..types import Item, Page
from .records_store import item_of
from .rows import among

_HELD = "SELECT i.id, r.id, r.data FROM items AS i JOIN revisions AS r ON r.id = i.revision WHERE i.kind = 'article' AND i.id IN ({values})"


def apart(connection: Connection, pages: Sequence[Page]) -> list[Page]:
    """Pages whose article has an id of its own, where the archive, or a page before them, has another article under the one that its
    address gives it: it goes by where it was found then, or by its first words."""
    articles = [article for page in pages if (article := page.article) is not None]
    held = {id: (revision, data) for id, revision, data in among(connection, _HELD, {article.id for article in articles})}
    texts: dict[str, Item] = {}
    return [_of_its_own(page, page.article, held, texts) if page.article is not None else page for page in pages]


def _of_its_own(page: Page, article: Item, held: dict[str, tuple[str, bytes]], texts: dict[str, Item]) -> Page:
    known = texts.get(article.id)
    if known is None and article.id in held:
        revision, data = held[article.id]
        known = article if revision == article.revision else item_of(data)
    known = texts.setdefault(article.id, known or article)
    return _renamed(page, article) if known.revision != article.revision and is_another(known, article) else page


def _renamed(page: Page, article: Item) -> Page:
    address = next((field.value for field in page.fields if field.path == FETCHED_FROM), None)
    id = item_id(article.outlet, address, article.text)
    moved = replace(article, id=id, url=address or article.url, revision=revision_id(id, article.text))
    items = tuple(moved if item is article else item for item in page.items)
    blocks = tuple(replace(block, item=id) if block.item == article.id else block for block in page.blocks)
    return replace(page, items=items, blocks=blocks)
