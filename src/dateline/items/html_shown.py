"""Links of the page's own host that are shown as stories though their address does not tell: "/a/1", "/node/12", "?p=12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .html_blocks import FLAGS, HEADINGS, NO_ADDRESS, Block, Walk, wide
from .html_links import is_same

#: Words of a headline, and of one that is beyond doubt without a heading.
FEWEST_WORDS, SURELY = 4, 7
#: Words of a line between a heading ("More stories") and the links that it announces.
_BESIDE = 12
#: The short number of a story at the end of an address; longer ones are told by `html_links`.
_NUMBER = re.compile(
    r"(?:/(?!(?:sections?|pages?|cat|categor\w*|tags?|topics?|rankings?|issues?|authors?|users?)/)[a-z_-]{1,20}/|//[^/?#]{1,80}/|^/)\d{1,4}(?:\.html?)?/?$"
    r"|[?&](?:p|id|aid|nid|sid|article|story|node|post|news|newsid|artid|articleid)=\d{1,4}$",
    re.IGNORECASE,
)


def shown_stories(page: Walk) -> Iterator[tuple[int, str]]:
    """The blocks, with their addresses, that are linked headings, headlines in a list under a heading such as "Related", or lines of many
    words, and whose address ends in a number. Rejects menus, headers, footers and sections. Addresses without a number are left out: on
    development pages one in four of them led to a story, of those with one 30 of 31."""
    blocks, stories, tags = page.blocks, page.stories, page.tags
    announced = _announced(page)
    for i in page.linked:
        block = blocks[i]
        if not block.link or stories[i] is not None or not (block.size >= SURELY or tags[i] in HEADINGS or i in announced):
            continue
        if _words(block) and not page.flags(i) & _PARTS and (address := _address(page, block.link)):
            yield i, address


def _announced(page: Walk) -> set[int]:
    """The links below a heading over other stories, up to the next heading or text."""
    found: set[int] = set()
    above = [i for i, kind in enumerate(page.kinds) if kind == "related-heading" and page.blocks[i].density < 0.5]
    for start, end in pairwise([*above, len(page.blocks)]):
        for i in range(start + 1, end):
            block = page.blocks[i]
            if block.link and block.density >= 0.5:
                found.add(i)
            elif page.tag(i) in HEADINGS or block.size > _BESIDE:
                break
    return found


_PARTS = FLAGS["nav"] | FLAGS["header"] | FLAGS["footer"]


def _words(block: Block) -> bool:
    return max(block.size, wide(block.text) // 2) >= FEWEST_WORDS


def _address(page: Walk, link: str) -> str | None:
    """The whole address where it is one of the page's own host that may be a story's."""
    if link.startswith(NO_ADDRESS):
        return None
    address = page.absolute(link).partition("#")[0]
    if (
        (address.startswith(("http:", "https:")) and page.url and not address.startswith(page.home))
        or not _NUMBER.search(address)
        or is_same(address, page.address)
    ):
        return None
    return None if "?" not in page.address and page.address and address.startswith(page.address) else address
