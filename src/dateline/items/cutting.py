"""Documents to cuts: by media type."""

from __future__ import annotations

from ..pages.document import Document
from ..types import Page
from .assembly import Draft
from .cut import Cut


def cut(document: Document, *, earlier: Page | None = None, ask: bool = True) -> Cut:
    """Cuts a page into items. `earlier`, another capture of the same page, is evidence: what stays is the article. Without `ask` a
    page is in the language that it declares."""
    return draft(document, earlier=earlier, ask=ask).cut()


def draft(document: Document, *, earlier: Page | None = None, ask: bool = True) -> Draft:
    """The same, as far as the items' own words tell."""
    if document.media_type == "text/html":
        from .html_cutting import draft_html

        return draft_html(document, earlier=earlier, ask=ask)
    from .lines_cutting import draft_lines

    return draft_lines(document, earlier=earlier)
