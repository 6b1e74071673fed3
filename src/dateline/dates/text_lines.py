"""The days that a bare text offers as its own: by how each stands in its line, and by the part of the day that is told of it.

Kinds as in `candidates`; `choosing` weighs them. Nothing here decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ..expressions.filing import FILED_DAY
from ..items.cut import Cut
from ..types import Item, Span
from .candidates import (
    ANNOUNCED,
    ATTACHED,
    GOES_ON,
    LONGEST_LINE,
    MOST_LINES,
    OPENING,
    OTHER,
    with_dates,
)
from .labels import ELSEWHERE, STATED_BESIDE, UPDATED
from .marks import PICTURE, PICTURE_BELOW, POST, PROGRAMME, PUBLISHED_IN_BRACKETS
from .offers import Candidate
from .stamps import shown_days

#: A date that closes a text stands alone or after so few characters of its own.
_CLOSES = 40
#: Blocks from the end in which a date closes the text.
_LAST_BLOCKS = 3
_LONGEST_TEXT = 20_000
#: As `candidates.ATTACHED`, in German, French, Spanish, Italian, Portuguese, Dutch, Russian and Ukrainian (prepositions and articles
#: before a day); and a colon after words, behind which a sentence names its day.
_ATTACHED_ELSEWHERE = re.compile(
    r"\b(?:am|vom|zum|ab|bis|seit|der|dem|den|und|oder|du|au|le|depuis|jusqu['’]au|dès|et|ou|el|del|al|desde|hasta|il|dal|sino al|"
    r"em|até|op|van|tot|sinds|на|с|со|до|по|от|к|з|від)[\s,(]*$|\w \w+:\s*$",
    re.IGNORECASE,
)
_NEW = re.compile(r"\s*(?:[|:•.–—-]\s*)?(?:at |\d{1,2}:\d\d|[A-ZÀ-Þ“\"‘(#@]|$)")
#: The hour behind a day, a part of how it is shown: ", 21:17", " at 21.17", ", 14:32 Uhr".
_CLOCK = re.compile(r",? ?(?:at |um |- |à )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?(?:Uhr|[ap]\.?m\.?|GMT|UTC|[CE]E?S?T)\b)?", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:published|posted|publi\w*|veröffentlicht|written|by line|filed|date)\b[^.]{0,30}$", re.IGNORECASE)
#: The day after an evening that is told.
DAY_AFTER = "text-day-after"
#: How a date stands that names the day of what is told.
_TOLD = frozenset({"caption", "prose", "start", "short"})
#: Kinds that say the same wherever they stand, and those that are the day of publication in a line of date or authors.
_ANYWHERE = frozenset({"labelled", "stated", "filed", "published", "closes", "bracketed", "caption"})
_IN_DATE_LINE = frozenset({"bare", "short", "detached", "labelled", "stated", "published"})
#: The part of the day right before a date ("late Saturday night, May 4, 2024", "at about 9:57 p.m. on") and right after it ("May 4, 2024,
#: at approximately 12:23 am").
_PART_BEFORE = re.compile(
    r"(?:\bearly\b|\bmorning\b|\d ?a\.?m\b|(?P<late>\b(?:late|night|evening|afternoon)\b|\d ?p\.?m\b))[^!?;:\n]{0,25}\Z", re.IGNORECASE
)
_PART_INSIDE = re.compile(r"[\d:]{1,5} ?(?:a|(?P<late>p))\.?m", re.IGNORECASE)
_PART_AFTER = re.compile(
    r"[\s,]{1,3}(?:in the |at |shortly |just |approximately |about |around |before |after ){0,4}"
    r"(?:early\b|morning\b|[\d:]{1,5} ?a\.?m\b|(?P<late>late\b|night\b|evening\b|afternoon\b|[\d:]{1,5} ?p\.?m\b))",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|to be|scheduled|expected|due)\b(?:[^.!?\n]|\.(?! [A-Z])){0,70}\Z")


def text_lines(cut: Cut, american: bool) -> Iterator[Candidate]:
    """Dates in bare text: in a line of their own, under a label, in the first lines, deeper. An evening told at the head offers the day
    after it too: reports are written in the morning."""
    article = next((item for item in cut.items if item.kind == "article"), None)
    first = next((i for i, block in enumerate(cut.blocks) if article is None or block.item == article.id), 0)
    others = _of_other_stories(cut, article)
    for i, block in enumerate(cut.blocks[:MOST_LINES]):
        if i in others:
            continue
        own = article is not None and block.item == article.id
        text = block.span.of(cut.text)[:_LONGEST_TEXT]
        if ELSEWHERE.match(text):
            continue
        for day, start, end in shown_days(text, month_first=american):
            if ANNOUNCED.search(text[max(0, start - 60) : start]):
                continue
            kind = _kind(text, start, end, last=i >= len(cut.blocks) - _LAST_BLOCKS)
            if kind == "post":
                continue  # of 31 texts that show a post 20 are of its day: `told` gives them its week
            if i <= first + 3 and (filed := FILED_DAY.match(text)) and filed.start("day") <= start < filed.end():
                kind = "filed"
            at_head = i <= first + 3 and (start < 400 or len(text) <= LONGEST_LINE)
            place = "head" if at_head else "end" if i >= len(cut.blocks) - _LAST_BLOCKS else "middle"
            where, words = Span(block.span.start + start, block.span.start + end), text[start:end]
            if kind in _TOLD and (part := part_of_day(text, start, end)):
                yield Candidate(day, f"text-{part}", where, "page", words)
                if part == "evening" and at_head and kind != "caption":
                    yield Candidate(day + timedelta(1), DAY_AFTER, where, "page", words)
            if own and block.role in ("date", "byline") and kind in _IN_DATE_LINE:
                kind = "bare-head"
            elif kind not in _ANYWHERE:
                kind = f"{kind}-{place}"
            yield Candidate(day, f"text-{kind}", where, "page", words)


def part_of_day(text: str, start: int, end: int) -> str | None:
    """ "morning" or "evening" (any hour after noon) of a date that stands from `start` to `end`, where it is told; None of what is still
    to come. What was told of a morning was written that day in 6 of 6 reports not looked at, what of an evening the day after in 6 of 7,
    where no later day is told."""
    if _TO_COME.search(text[max(0, start - 100) : start]):
        return None
    found = (
        _PART_BEFORE.search(text[max(0, start - 45) : start])
        or _PART_INSIDE.match(text, start, end)
        or _PART_AFTER.match(text, end, end + 70)
    )
    return None if found is None else "evening" if found["late"] else "morning"


def _of_other_stories(cut: Cut, article: Item | None) -> set[int]:
    """The blocks with the days of other stories; a single one may as well be the line that closes the text, but not the story right below
    a prompt ("Read also:")."""
    blocks = cut.blocks[:MOST_LINES]
    others = {i for i, block in enumerate(blocks) if article is not None and block.item not in (None, article.id)}
    dated = others & with_dates(cut, blocks)
    led = {block.item for i, block in enumerate(blocks) if i in others and i and blocks[i - 1].role == "related-heading"}
    return others if len(dated) > 1 else (others - dated) | {i for i in others if blocks[i].item in led}


def _kind(text: str, start: int, end: int, *, last: bool) -> str:
    """How a date stands in a line of bare text: alone, under a label, as a stamp, at its start, in brackets, in prose; `last`: the line
    is one of the text's last ones."""
    before, after = text[max(0, start - 50) : start], text[end : end + 40]
    short = len(text) <= LONGEST_LINE
    if OTHER.search(before) or re.search(r"©|copyright", text[:end][-80:], re.IGNORECASE):
        return "other"
    clock = _CLOCK.match(text, end)
    if short and (clock.end() if clock else end) - start > 0.5 * len(text):
        return "bare"
    if (PUBLISHED_IN_BRACKETS.search(before) and after.startswith(")")) or PROGRAMME.search(text[max(0, start - 80) : start]):
        return "published"
    if STATED_BESIDE.search(before):
        return "stated"
    if _LABEL.search(before):
        return "labelled"
    if POST.search(before):
        return "post"
    if (
        last
        and not after.strip()
        and len(text) - start < 100
        and len(re.split(r"[.!?…]\s", text[max(0, start - 100) : start])[-1]) < _CLOSES
    ):
        return "closes"
    if UPDATED.search(before):
        return "updated"
    if OPENING.match(text[:start]) and GOES_ON.match(after[:16]):
        return "opens"
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        return "bracketed"
    if PICTURE.match(after) or PICTURE_BELOW.match(text, end, end + 160):
        return "caption"
    if not (ATTACHED.search(before) or _ATTACHED_ELSEWHERE.search(before)) and _NEW.match(after[:12]):
        return "detached"
    return "short" if short else "start" if start < 60 else "prose"
