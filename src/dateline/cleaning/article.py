"""A page to its article alone, with every other line labelled and the two clocks of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from ..reading import read
from ..types import Block, DateEstimate, Item, ItemKind, Page
from .clocks import MARGIN, days_apart

#: Roles whose words are other stories' or other people's, whatever item the block is part of.
_OTHER_STORIES = frozenset({"teaser", "comment"})
_UNSPACED = re.compile("[\u3040-\u9fff]")


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that is no part of the article's text. `label`: teaser, comment, a part of the article that is not its words (byline, date,
    caption), or a kind of furniture (navigation, cookie-notice ...). `published` is the date of a teaser or comment, where it has one."""

    label: str
    text: str
    published: DateEstimate | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article alone. `text` is headline, standfirst and paragraphs, a line each; empty where the page has no article.

    `written` and `captured` are the page's two clocks. `days_apart` is how many days lie between the last possible day of writing and
    the first possible day of other stories in the text, None where no other story stands there or a clock is not known; `two_times`
    is true where it is more than `clocks.MARGIN`. `other_stories` is the share of the page's words that are teasers' and comments'.
    `why` says what is missing.
    """

    text: str
    headline: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    written: DateEstimate | None = None
    captured: DateEstimate | None = None
    two_times: bool = False
    days_apart: int | None = None
    other_stories: float = 0.0
    removed: tuple[RemovedLine, ...] = ()
    why: str | None = None


def clean(
    content: bytes | str,
    *,
    url: str | None = None,
    captured_at: date | datetime | str | None = None,
    published_at: date | datetime | str | None = None,
    media_type: str | None = None,
) -> Cleaned:
    """Reads one page or text, as `dateline.read` does without facts, and keeps the article. Raises `InputRefused`."""
    return clean_page(
        read(content, url=url, captured_at=captured_at, published_at=published_at, media_type=media_type, facts=False)
    )


def clean_page(page: Page) -> Cleaned:
    """Keeps the article of a page that was read."""
    article = page.article
    removed = tuple(_removed(page, article))
    others = sum(size(line.text) for line in removed if line.label in _OTHER_STORIES)
    words = sum(size(block.span.of(page.text)) for block in page.blocks)
    apart = days_apart(page, article) if article else None
    return Cleaned(
        text=article.text if article else "",
        headline=article.headline if article else None,
        url=page.url,
        outlet=page.outlet,
        language=(article.language if article else None) or page.language,
        written=article.published if article else None,
        captured=page.captured,
        two_times=apart is not None and apart > MARGIN,
        days_apart=apart,
        other_stories=round(others / words, 4) if words else 0.0,
        removed=removed,
        why=None if article else next((note.text for note in page.notes if note.about == "article"), "the page has no article"),
    )


def size(text: str) -> int:
    """Words; in scripts that are written without spaces, characters."""
    words = len(text.split())
    return words if text.isascii() else max(words, len(_UNSPACED.findall(text)))


def _removed(page: Page, article: Item | None) -> list[RemovedLine]:
    items = {item.id: item for item in page.items}
    kept = {piece.page_span for piece in article.pieces if len(piece.span)} if article else set()
    found = []
    for block in page.blocks:
        if block.span in kept:
            continue
        item = items.get(block.item or "")
        day = item.published if item is not None and item is not article else None
        found.append(RemovedLine(_label(block, item.kind if item else None), block.span.of(page.text), day))
    return found


def _label(block: Block, kind: ItemKind | None) -> str:
    if kind in _OTHER_STORIES:
        return str(kind)
    return "teaser" if block.role.startswith("teaser") else block.role
