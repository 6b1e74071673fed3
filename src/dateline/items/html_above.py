"""What stands above a headline and is none of its article: the date lines of a rail's stories and the day in the head of the site."""

from __future__ import annotations

from .html_blocks import FLAGS, Walk

_WITHIN = FLAGS["article"] | FLAGS["main"]


def of_others(page: Walk, i: int, title: int) -> bool:
    """Whether a line above the headline is another story's or the site's: the widest element around it that does not hold the headline
    leads to another story, or is or holds the header of the page. Accepts what an article's own head says over its title: that one holds
    links to sections and authors at most."""
    headline, widest = page.blocks[title].element, page.blocks[i].element
    if widest <= headline < page.ends[widest]:
        return False
    while (outer := page.parents[widest]) >= 0 and not outer <= headline < page.ends[outer]:
        widest = outer
    around = page.handed[page.parents[widest]] if page.parents[widest] >= 0 else 0
    flags = page.flags(i)
    if flags & FLAGS["header"] and not around & FLAGS["header"] and not flags & _WITHIN:
        return True
    end = page.ends[widest]
    return any(page.stories[j] is not None for j in range(title) if widest <= page.blocks[j].element < end)
