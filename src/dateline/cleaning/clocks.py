"""Whether a page's text is of two times: its article's, and that of the other stories that stand around it."""

from __future__ import annotations

from ..types import Item, Page

#: Days. A page fetched within them of its writing is of one time: rails are renewed by the day, and days differ by zone.
MARGIN = 2


def days_apart(page: Page, article: Item) -> int | None:
    """Days from the last possible day of the article to the first possible day of the other stories, 0 where they may be of one day.

    A rail is as new as the capture, and a story in it that states its own later day counts as well. Accepts any page; None where it
    shows no other story with words of its own, or where the article's day is not known.
    """
    others = [item for item in page.items if item.kind != "article"]
    if article.published is None or not others:
        return None
    days = [item.published.earliest for item in others if item.published]
    if page.captured and any(item.kind == "teaser" for item in others):
        days.append(page.captured.earliest)
    return max(0, (max(days) - article.published.latest).days) if days else None
