"""What stands above a headline and is none of its article: the date lines of a rail's stories and the day in the head of the site."""

from __future__ import annotations

import re

from ..remembering import remembered
from .html_blocks import FLAGS, Walk

_WITHIN = FLAGS["article"] | FLAGS["main"]
#: How sites name the element in their head that shows the day of the visit; and the fewest words of a menu.
_TOP_BAR = re.compile(
    r"top[-_]?bar|(?:current|todays?)[-_]?(?:date|day|time)|(?:date|day)[-_]?today|mast[-_]?head|site[-_]?date", re.IGNORECASE
)
_MENU = 4


def of_others(page: Walk, i: int, title: int) -> bool:
    """Whether a line above the headline is another story's or the site's: the widest element around it that does not hold the headline
    leads to another story, or it is the site's. Accepts what an article's own head says over its title: that one holds links to sections
    and authors at most."""
    if (widest := _widest(page, i, title)) is None:
        return False
    end = page.ends[widest]
    return of_site(page, i, title) or any(widest <= page.blocks[j].element < end for j in page.leading if j < title)


def of_site(page: Walk, i: int, title: int) -> bool:
    """Whether a line above the headline stands in the header of the page, in an element named as its top bar, or above the site's menu."""
    if (widest := _widest(page, i, title)) is None:
        return False
    around = page.handed[page.parents[widest]] if page.parents[widest] >= 0 else 0
    flags = page.flags(i)
    if flags & FLAGS["header"] and not around & FLAGS["header"] and not flags & _WITHIN:
        return True
    if in_top_bar(page, i) or _named_as_bar(page.name(widest)[1]):
        return True
    menu = (page.blocks[j].size for j in range(i + 1, title) if page.flags(j) & FLAGS["nav"] and not _is_trail(page, j))
    return sum(menu) >= _MENU


def _widest(page: Walk, i: int, title: int) -> int | None:
    """The widest element around a line that does not hold the headline; None where the line is in the headline's own."""
    headline, widest = page.blocks[title].element, page.blocks[i].element
    if widest <= headline < page.ends[widest]:
        return None
    while (outer := page.parents[widest]) >= 0 and not outer <= headline < page.ends[outer]:
        widest = outer
    return widest


def in_top_bar(page: Walk, i: int) -> bool:
    """Whether the element of a line is named as the bar in which a site shows the day of the visit."""
    return _named_as_bar(page.name(page.blocks[i].element)[1])


@remembered(4096)
def _named_as_bar(names: str) -> bool:
    return _TOP_BAR.search(names) is not None


def _is_trail(page: Walk, i: int) -> bool:
    """Whether a line of navigation is the trail of sections that leads to the article ("breadcrumbs")."""
    around = page.parents[page.blocks[i].element]
    names = page.name(page.blocks[i].element)[1] + (page.name(around)[1] if around >= 0 else "")
    return "crumb" in names.lower()
