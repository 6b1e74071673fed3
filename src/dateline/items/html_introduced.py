"""Blocks of an HTML page in which a linked headline and what stands beside it, a day, an age or a prompt, are one line."""

from __future__ import annotations

import re
from dataclasses import replace

from ..expressions.ages import PATTERN as AGE
from .date_lines import is_date_line
from .furniture import furniture_kind
from .html_blocks import Block, wide

#: Characters of a day behind a headline, and what parts the two.
_LONGEST_DAY, _BESIDE_DAY = 40, " \n\t\xa0|·•–—-,()~/"
_AGE_BEHIND = re.compile(rf"(?:{AGE})\.?$", re.IGNORECASE)
#: Words of a linked headline, a time of day before it, and the end of a prompt.
HEADLINE, _CLOCK, _ANNOUNCES = 4, re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d"), tuple(":：»")


def introduced(blocks: list[Block]) -> list[Block]:
    """The blocks, those cut in two in which a time of day, a day, or "Read also:" stands before the linked headline of another story, or
    its day or age behind it."""
    found: list[Block] = []
    for block in blocks:
        if block.opens_linked and block.link_count <= 2 and (at := _day_behind(block)):
            headline, day = block.text[:at].rstrip(_BESIDE_DAY), block.text[at:]
            linked = min(block.linked, len(headline))
            found.append(replace(block, text=headline, linked=linked, link_count=1, times=(), bold=0, italic=0))
            block = Block(day, block.element, times=block.times, inline=block.inline)
            found[-1].measure()
            block.measure()
            found.append(block)
            continue
        before = len(block.text) - block.linked
        if block.link_count == 1 and not block.opens_linked and 0 < before <= _LONGEST_DAY:
            opening, headline = block.text[:before].rstrip(), block.text[before:]
            if headline[:1] not in " " and introduces(opening, headline):
                found.append(replace(block, text=opening, linked=0, link_count=0, bold=0, italic=0, link=None))
                block = replace(block, text=headline, times=(), bold=0, italic=0, opens_linked=True)
                found[-1].measure()
                block.measure()
        found.append(block)
    return found


def _day_behind(block: Block) -> int:
    """Where the day, the age or the time of day begins that stands behind a linked headline and is no part of its link; 0 without one. A
    second link that is an age ("3 hours ago") leads to the same story; one that is a day was as often the end of a headline."""
    text, cut = block.text, block.linked
    if block.link_count == 1:
        if not 0 < len(text) - cut <= _LONGEST_DAY or (text[cut - 1].isdigit() and text[cut].isdigit()):
            return 0
        at = cut + len(text[cut:]) - len(text[cut:].lstrip(_BESIDE_DAY))
        return at if is_day(text[at:]) and _is_headline(text[:cut]) else 0
    if cut < len(text) - 1 or (found := _AGE_BEHIND.search(text, max(0, len(text) - _LONGEST_DAY))) is None:
        return 0
    return found.start() if _is_headline(text[: found.start()]) else 0


def _is_headline(text: str) -> bool:
    return len(text.split()) >= HEADLINE or wide(text) >= 2 * HEADLINE


def introduces(text: str, headline: str) -> bool:
    """Whether what stands before a linked headline is no part of it: a time of day, a day, or a prompt such as "Read also:"."""
    if not _is_headline(headline):
        return False
    text = text.strip(_BESIDE_DAY)
    return (
        _CLOCK.fullmatch(text) is not None
        or is_day(text)
        or (text.endswith(_ANNOUNCES) and furniture_kind(text) == "related-heading")
    )


def is_day(text: str) -> bool:
    """Whether the text behind a headline is a day and nothing else."""
    return len(text) <= _LONGEST_DAY and is_date_line(text.strip(_BESIDE_DAY))
