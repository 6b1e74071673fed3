"""Documents to cuts: by media type."""

from __future__ import annotations

from ..pages.document import Document
from ..types import Page
from .cut import Cut


def cut(document: Document, *, earlier: Page | None = None, ask: bool = True) -> Cut:
    """Cuts a page into items. `earlier`, another capture of the same page, is evidence: what stays is the article. Without `ask` a
    page is in the language that it declares."""
    if document.media_type == "text/html":
        from .html_cutting import cut_html

        return cut_html(document, earlier=earlier, ask=ask)
    from .lines_cutting import cut_lines

    return cut_lines(document, earlier=earlier)
