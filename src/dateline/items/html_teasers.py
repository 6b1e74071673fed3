"""Teasers of other stories on an HTML page: a headline that leads to another story, and the text, date and label beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .html_blocks import FLAGS, Walk
from .html_dates import is_date_line

#: Words that a headline has at least and at most; shorter ones must stand in a heading.
FEWEST_WORDS, MOST_WORDS = 4, 45
_CARD_TAGS = frozenset({"body", "main", "html"})


@dataclass
class Teaser:
    """Indexes of the blocks of one teaser, and where it leads."""

    link: str
    headline: int
    texts: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def find_teasers(page: Walk, taken: set[int]) -> list[Teaser]:
    """Every story that the page leads to with words of its own, in page order."""
    targets: dict[str, list[int]] = {}
    for i, (block, link) in enumerate(zip(page.blocks, page.stories, strict=True)):
        if link is not None and i not in taken and block.density >= 0.5:
            targets.setdefault(link, []).append(i)
    teasers = [teaser for link, at in targets.items() if (teaser := _teaser(page, link, at)) is not None]
    _add_texts(page, teasers, taken)
    return sorted(teasers, key=lambda teaser: teaser.headline)


def _teaser(page: Walk, link: str, at: list[int]) -> Teaser | None:
    headlines = [i for i in at if _could_be_headline(page, i)]
    if not headlines:
        return None
    best = max(headlines, key=lambda i: (page.tag(i) in ("h1", "h2", "h3", "h4", "h5", "h6"), page.blocks[i].size <= 25, -i))
    text = page.blocks[best].text
    teaser = Teaser(link, best)
    for i in at:
        if i == best:
            continue
        if is_date_line(page.blocks[i].text):
            teaser.dates.append(i)
        elif i > best and page.blocks[i].size >= 8 and page.blocks[i].text != text:
            teaser.texts.append(i)
        else:
            teaser.others.append(i)
    return teaser


def _could_be_headline(page: Walk, i: int) -> bool:
    block = page.blocks[i]
    size = block.size
    flags = page.flags(i)
    if size > MOST_WORDS or is_date_line(block.text) or page.kinds[i]:
        return False
    if flags & (FLAGS["nav"] | FLAGS["footer"]):
        return size >= 6 and not flags & FLAGS["footer"]
    return size >= FEWEST_WORDS or (size >= 3 and page.tag(i) in ("h1", "h2", "h3", "h4", "h5"))


def _add_texts(page: Walk, teasers: list[Teaser], taken: set[int]) -> None:
    """Unlinked lines in the smallest element that holds this teaser's headline and no other's are its text, its date or its label."""
    owner: dict[int, int] = {}
    for number, teaser in enumerate(teasers):
        owner |= dict.fromkeys((teaser.headline, *teaser.texts, *teaser.dates, *teaser.others), number)
    cards = _cards(page, teasers, owner, taken)
    for i, block in enumerate(page.blocks):
        if i in owner or i in taken:
            continue
        number = cards[block.element]
        if number < 0:
            continue
        teaser = teasers[number]
        if abs(i - teaser.headline) > 10:
            continue
        if is_date_line(block.text) or (block.times and block.size <= 8):
            teaser.dates.append(i)
        elif block.size >= 6 and i > teaser.headline and block.density < 0.5 and not page.kinds[i]:
            teaser.texts.append(i)
        else:
            teaser.others.append(i)
    for teaser in teasers:
        teaser.texts.sort()
        teaser.dates.sort()


def _cards(page: Walk, teasers: list[Teaser], owner: dict[int, int], taken: set[int]) -> list[int]:
    """For each element the number of the one teaser whose card it lies in; -1 where it holds, or lies in, no card of one teaser alone."""
    none, many = -1, -2
    holds = [none] * len(page.elements)
    for i, block in enumerate(page.blocks):
        here = owner.get(i, many if i in taken else none)
        if here != none:
            at = holds[block.element]
            holds[block.element] = here if at in (none, here) else many
    for number in range(len(page.elements) - 1, 0, -1):
        if holds[number] != none:
            outer = page.elements[number].parent
            at = holds[outer]
            holds[outer] = holds[number] if at in (none, holds[number]) else many
    cards = [none] * len(page.elements)
    for number, element in enumerate(page.elements):
        above = cards[element.parent] if element.parent >= 0 else none
        cards[number] = above if above >= 0 else holds[number] if holds[number] >= 0 and element.tag not in _CARD_TAGS else none
    return cards
