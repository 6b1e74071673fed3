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
    american_order,
    candidates,
    named_candidates,
    unrepeated,
)
from .excerpts import LEAD, Body, Excerpts, compiled_excerpts
from .labels import STATED_BESIDE, UPDATED, changed_beside, label_start, of_span
from .offers import Candidate
from .stamps import month_first, shown_days
from .text_lines import text_lines

_TIME = re.compile(r"<time\b([^>]{0,240})>([^<]{0,80})")
_WHEN = re.compile(r"datetime=[\"']?([^\"'>]{4,40})")
_PROPERTY = re.compile(r"<(\w{1,12})\b[^<>]{0,300}?itemprop=[\"']?date(?:Published|Modified)\b[^<>]{0,300}>[^<]{0,80}")
_IN_HEAD = re.compile(r"<(meta|link|script|style|title|html|base)\b")
#: What every tag of a head has that states a day, a title or an address.
_DAY_OR_NAME = re.compile(r"\d\d|og:(?:url|title)")
#: Signs that close a tag inside what its attributes quote, at most.
_QUOTED = 8
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


def glance(document: Document, body: Body) -> tuple[Cut, bool]:
    """A cut that holds nothing but the fields, the address and the language that the markup states, and whether 05/03 is read as 3 May."""
    parts = (*_in_head(body.content, body.start), *_scripts(body), *_properties(body))
    head = read_head(parse("".join(parts), document.url), document.url)
    tag = head.first("html lang")
    url = head.first("link canonical", "meta og:url") or document.url
    language = (tag or "")[:2].lower() or None
    cut = Cut("", (), (), fields=(*head.fields, *_times(body)), language=language, url=url)
    return cut, month_first(url, language, tag)


def printed(marked: Excerpts, american: bool) -> Iterator[Candidate]:
    """The dates printed in elements whose class speaks of dates or authors, and those beside the headline."""
    yield from _elements(marked, american)
    yield from beside(marked, american)


def head(content: str, end: int) -> Iterator[str]:
    """What of a head may state a day, a title, an address or a language: the rest of it, scripts and links and pictures' sizes, is most."""
    at = 0
    while match := _IN_HEAD.search(content, at, end):
        start, at = match.start(), content.find(">", match.end(), end) + 1
        if at == 0:
            return
        name = match[1]
        if name == "meta":
            if _DAY_OR_NAME.search(content, start, at):
                at = tag_end(content, start, at, end)
                yield content[start:at]
        elif name == "link":
            if "canonical" in content[start:at]:
                yield content[start:at]
        elif name in ("title", "script", "style"):
            tag, at = at, content.find(f"</{name}", at, end)
            if at < 0:
                return
            if name == "title" or (name == "script" and "ld+json" in content[start:tag]):
                yield f"{content[start:at]}</{name}>"
        else:
            yield content[start:at]


def tag_end(content: str, start: int, found: int, end: int) -> int:
    """Where a tag ends whose first closing sign is found: it may stand in what is quoted."""
    at = found
    for _ in range(_QUOTED):
        if content.count('"', start, at) % 2 == 0:
            return at
        at = content.find(">", at, end) + 1
        if at == 0:
            break
    return found


_in_head = head if compiled_excerpts is None else compiled_excerpts.head


def _scripts(body: Body) -> Iterator[str]:
    """The scripts of JSON-LD behind the head."""
    done = 0
    for start in body.scripts:
        if start < done:
            continue
        done = body.content.find("</script>", start)
        if done < 0:
            return
        yield body.content[start : done + 9]


def _properties(body: Body) -> Iterator[str]:
    """The elements of microdata that name publication or change."""
    content = body.content
    for at in body.properties:
        if content.startswith("date", at + 9) or content.startswith("date", at + 10):
            start = content.rfind("<", max(0, at - 300), at)
            if start >= 0 and (match := _PROPERTY.match(content, start)):
                yield f"{match[0]}</{match[1]}>"


def _times(body: Body) -> Iterator[Field]:
    number = 0
    for at in body.times:
        match = _TIME.match(body.content, at)
        if match is None:
            continue
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
            elif role in ("plain", "prose") and of_span(text, shown, first, last):
                role = "other"
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


def beside(marked: Excerpts, american: bool) -> Iterator[Candidate]:
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
        elif role in ("plain", "prose") and of_span(text, shown, first, last):
            role = "other"
        if (day, role) not in told:
            # The day of publication under its label comes first, also behind that of a change.
            place = "first" if number == 0 or (role == "stated" and {one for _, one in told} == {"updated"}) else "later"
            told.add((day, role))
            yield Candidate(day, f"headline-{role}-{place}", "markup headline", "field", text[first:last])
    text = marked.before
    for day, first, last in shown_days(text, month_first=american)[-1:]:
        yield Candidate(day, "headline-before", "markup headline", "field", text[first:last])
