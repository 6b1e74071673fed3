"""The days that a page's markup offers, read without its tree, words or items: the head's fields, `<time>`, microdata, the address, and
elements whose class speaks of a date. (Those whose id does were tried: of 762 pages no more were right.)

Seven to ten times as fast as reading the page. Kinds that the markup shares with `candidates` have the same names; "tag-..." stands for
a printed date in an element named for dates, "headline-..." for one printed right after or before the headline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from ..items.cut import Cut
from ..items.html_head import read_head
from ..items.html_walk import parse
from ..pages.document import Document
from ..types import Field
from .candidates import (
    ANNOUNCED,
    ASIDE,
    ATTACHED,
    OTHER,
    Candidate,
    american_order,
    candidates,
    named_candidates,
    unrepeated,
)
from .excerpts import LEAD, Excerpts, head_end, plain
from .labels import STATED_BESIDE, UPDATED, changed_beside, label_start
from .stamps import month_first, shown_days
from .text_lines import text_lines

_TIME = re.compile(r"<time\b([^>]{0,240})>([^<]{0,80})")
_WHEN = re.compile(r"datetime=[\"']?([^\"'>]{4,40})")
_PROPERTY = re.compile(r"<(\w{1,12})\b[^<>]{0,300}?itemprop=[\"']?date(?:Published|Modified)\b[^<>]{0,300}>[^<]{0,80}")
#: At most so many `<time>` elements and named elements are read.
_TIMES, _NAMED_ELEMENTS = 8, 12
#: Words before a date that a preposition ties to them: fewer are a byline, "Jane Doe on 3 May 2024".
_SENTENCE = 6


def page_candidates(document: Document, cut: Cut, marked: Excerpts) -> list[Candidate]:
    """Everything that a cut page offers: `candidates`, and the dates printed in elements named for dates and beside the headline; of bare
    text what its lines hold."""
    if document.media_type == "text/plain":
        american = american_order(document, cut)
        return unrepeated((*named_candidates(document, cut, american), *text_lines(cut, american)))
    found = candidates(document, cut, marked)
    if document.media_type != "text/html":
        return found
    return _without_rail([*found, *unrepeated(tuple(printed(marked, american_order(document, cut))))])


def _without_rail(found: list[Candidate]) -> list[Candidate]:
    """The candidates without the days that the page names at other stories, in comments or in the head of the site alone, in their lines
    and their elements' markup: where the article shows no day, these are none of it. Of 1,032 development pages the true day stood so on
    three; by folds none is lost. What a comment or the head of the site prints is no candidate in any case."""
    kinds: dict[date, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    for candidate in found:
        kinds[candidate.day].add(candidate.kind)
        days[candidate.kind].add(candidate.day)
    lists = {kind for kind in days if kind.startswith(("markup-attribute", "tag-", "time-", "headline-"))}
    lists |= {kind for kind in days if kind.startswith("markup-") and len(days[kind]) > 2}
    others = {day for day, names in kinds.items() if names & ASIDE and names <= ASIDE | lists}
    return [c for c in found if c.day not in others and (c.kind == "line-teaser" or c.kind not in ASIDE)]


def glance(document: Document) -> tuple[Cut, bool]:
    """A cut that holds nothing but the fields, the address and the language that the markup states, and whether 05/03 is read as 3 May."""
    content = plain(document.content)
    body = head_end(content)
    parts = (content[:body], *_scripts(content, body), *_properties(content, body))
    head = read_head(parse("".join(parts), document.url), document.url)
    tag = head.first("html lang")
    url = head.first("link canonical", "meta og:url") or document.url
    language = (tag or "")[:2].lower() or None
    cut = Cut("", (), (), fields=(*head.fields, *_times(content, body)), language=language, url=url)
    return cut, month_first(url, language, tag)


def printed(marked: Excerpts, american: bool) -> Iterator[Candidate]:
    """The dates printed in elements whose class speaks of dates or authors, and those beside the headline."""
    yield from _elements(marked, american)
    yield from _beside_headline(marked, american)


def _scripts(content: str, at: int) -> Iterator[str]:
    """The scripts of JSON-LD behind the head."""
    while (at := content.find("ld+json", at)) >= 0:
        start, end = content.rfind("<script", max(0, at - 200), at), content.find("</script>", at)
        if end < 0:
            return
        if start >= 0:
            yield content[start : end + 9]
        at = end


def _properties(content: str, at: int) -> Iterator[str]:
    """The elements of microdata that name publication or change."""
    while (at := content.find("itemprop", at)) >= 0:
        if content.startswith("date", at + 9) or content.startswith("date", at + 10):
            start = content.rfind("<", max(0, at - 300), at)
            if start >= 0 and (match := _PROPERTY.match(content, start)):
                yield f"{match[0]}</{match[1]}>"
        at += 8


def _times(content: str, at: int) -> Iterator[Field]:
    number = 0
    for match in _TIME.finditer(content, at) if "<time" in content else ():
        when = _WHEN.search(match[1])
        value = when[1] if when else match[2]
        if any(char.isdigit() for char in value):
            yield Field(f"time[{number}]", value)
            number += 1
            if number >= _TIMES:
                return


def _elements(marked: Excerpts, american: bool) -> Iterator[Candidate]:
    """Printed dates in elements whose class speaks of a date, an author or a byline."""
    found = 0
    for element in marked.elements:
        text = element.text
        shown = shown_days(text, month_first=american)
        for day, first, last in shown:
            if first > LEAD or ANNOUNCED.search(text[:first]):
                break
            role = _role(text[:first], element.tag)
            if role == "plain" and changed_beside(text, shown, day, last):
                role = "updated"
            kind = f"tag-{role}-{'near' if element.near else 'far'}"
            yield Candidate(day, kind, "markup element", "field", text[first:last])
            found += 1
            break
        if found >= _NAMED_ELEMENTS:
            return


def _role(before: str, tag: str) -> str:
    if UPDATED.search(before) or UPDATED.search(tag):
        return "updated"
    if STATED_BESIDE.search(before):
        return "stated"
    if OTHER.search(before):
        return "other"
    return "prose" if ATTACHED.search(before) and len(before.split()) >= _SENTENCE else "plain"


def _beside_headline(marked: Excerpts, american: bool) -> Iterator[Candidate]:
    """The dates printed right after the first headline of the first rank, a day once under each label, and the last one right before it."""
    text = marked.behind
    told: set[tuple[date, str]] = set()
    shown = sorted(shown_days(text, month_first=american), key=lambda found: found[1])[:3]
    for number, (day, first, last) in enumerate(shown):
        if ANNOUNCED.search(text[max(0, first - 60) : first]):
            continue
        role = _role(text[max(label_start(shown, first), first - 50) : first], "")
        if role == "plain" and changed_beside(text, shown, day, last):
            role = "updated"
        if (day, role) not in told:
            # The day of publication under its label comes first, also behind that of a change.
            place = "first" if number == 0 or (role == "stated" and {one for _, one in told} == {"updated"}) else "later"
            told.add((day, role))
            yield Candidate(day, f"headline-{role}-{place}", "markup headline", "field", text[first:last])
    text = marked.before
    for day, first, last in shown_days(text, month_first=american)[-1:]:
        yield Candidate(day, "headline-before", "markup headline", "field", text[first:last])
