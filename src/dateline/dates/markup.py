"""The days that a page's markup offers, read without its tree, words or items: the head's fields, `<time>`, microdata, the address, and
elements whose class speaks of a date. (Those whose id does were tried: of 762 pages no more were right.)

Seven to ten times as fast as reading the page. Kinds that the markup shares with `candidates` have the same names; "tag-..." stands for
a printed date in an element named for dates, "headline-..." for one printed right after or before the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice

from ..items import compiled
from ..items.cut import Cut
from ..items.html_head import read_head
from ..items.html_walk import parse
from ..pages.document import Document
from ..types import Field
from .candidates import ANNOUNCED, ATTACHED, OTHER, STATED_BESIDE, UPDATED, Candidate, candidates, language_tag, unrepeated
from .stamps import month_first, shown_days

#: Characters of the markup that count as head where nothing closes it.
_HEAD = 60_000
#: Names in capitals, as some older pages write them, and how these begin.
_IN_CAPITALS, _BEGINNING = ("<HTML", "<HEAD", "<TITLE", "<META", "<BODY"), 2000
_CAPITALS = re.compile(r"</?[A-Z][A-Za-z]{0,11}[1-6]?(?=[\s>])|(?<=\s)(?:CLASS|ID|DATETIME|ITEMPROP|TYPE)(?==)")
_TIME = re.compile(r"<time\b([^>]{0,240})>([^<]{0,80})")
_WHEN = re.compile(r"datetime=[\"']?([^\"'>]{4,40})")
_PROPERTY = re.compile(r"<(\w{1,12})\b[^<>]{0,300}?itemprop=[\"']?date(?:Published|Modified)\b[^<>]{0,300}>[^<]{0,80}")
_NAMES = ("date", "time", "publi", "posted", "byline", "stamp", "datum", "meta", "info", "autor", "author")
#: Where a class begins, and, looked ahead at, what it is if quoted and not longer than any class that is read.
_CLASSES = re.compile(r"""class=(?=(?:(?:"([^"]{0,118})")|(?:'([^']{0,118})'))?)""")
_TAG = re.compile(r"<[^<>]{0,1500}>")
_SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1", re.DOTALL | re.IGNORECASE)
#: At most so many `<time>` elements and named elements are read.
_TIMES, _NAMED_ELEMENTS = 8, 12
#: Classes that are looked at together.
_AT_ONCE = 2000
#: Characters of markup: how far after an element's tag its date may stand; how near to the headline "near" is; what is read around it.
_INSIDE, _BEFORE, _AFTER, _AROUND = 400, 3000, 6000, 4000
#: Characters of text before the date, in an element named for dates and after the headline.
_LEAD, _READ = 40, 400
#: Words before a date that a preposition ties to them: fewer are a byline, "Jane Doe on 3 May 2024".
_SENTENCE = 6


def page_candidates(document: Document, cut: Cut) -> list[Candidate]:
    """Everything that a cut page offers: `candidates`, and the dates printed in elements named for dates and beside the headline."""
    found = candidates(document, cut)
    if document.media_type != "text/html":
        return found
    american = month_first(cut.url or document.url, cut.language, language_tag(cut))
    return [*found, *unrepeated(tuple(printed(document, american)))]


def glance(document: Document) -> tuple[Cut, bool]:
    """A cut that holds nothing but the fields, the address and the language that the markup states, and whether 05/03 is read as 3 May."""
    content = _plain(document.content)
    body = _body(content)
    parts = (content[:body], *_scripts(content, body), *_properties(content, body))
    head = read_head(parse("".join(parts), document.url), document.url)
    tag = head.first("html lang")
    url = head.first("link canonical", "meta og:url") or document.url
    language = (tag or "")[:2].lower() or None
    cut = Cut("", (), (), fields=(*head.fields, *_times(content, body)), language=language, url=url)
    return cut, month_first(url, language, tag)


def printed(document: Document, american: bool) -> Iterator[Candidate]:
    """The dates printed in elements whose class speaks of dates or authors, and those beside the headline."""
    content = _plain(document.content)
    body = _body(content)
    yield from _elements(content, body, american)
    yield from _beside_headline(content, body, american)


def _plain(content: str) -> str:
    """The markup with the names of tags, and of the attributes that are read here, in lower case; of the same length."""
    beginning = content[:_BEGINNING]
    if not any(name in beginning for name in _IN_CAPITALS):
        return content
    return _CAPITALS.sub(lambda match: match[0].lower(), content)


def _body(content: str) -> int:
    end = content.find("</head")
    return end if end >= 0 else min(len(content), _HEAD)


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


def _elements(content: str, at: int, american: bool) -> Iterator[Candidate]:
    """Printed dates in elements whose class speaks of a date, an author or a byline."""
    headline = content.find("<h1", at)
    found = 0
    for start in _named_elements(content, at):
        end = content.find(">", start, start + 600)
        if end < 0:
            continue
        text = _text(content[end + 1 : end + 1 + _INSIDE])[: _LEAD + 40]
        for day, first, last in shown_days(text, month_first=american):
            if first > _LEAD or ANNOUNCED.search(text[:first]):
                break
            near = headline >= 0 and -_BEFORE < start - headline < _AFTER
            kind = f"tag-{_role(text[:first], content[start:end])}-{'near' if near else 'far'}"
            yield Candidate(day, kind, "markup element", "field", text[first:last])
            found += 1
            break
        if found >= _NAMED_ELEMENTS:
            return


def _named_elements(content: str, at: int) -> Iterator[int]:
    """Where the class of such an element begins. Pages repeat their classes: each is looked at once, and many for one name together."""
    some, at = _classes(content, at, _AT_ONCE)
    while some:
        speaking = _speaking(list(dict.fromkeys([named for _, named in some])))
        yield from [place for place, named in some if named in speaking]
        some, at = _classes(content, at, _AT_ONCE)


def classes(content: str, at: int, most: int) -> tuple[list[tuple[int, str]], int]:
    """The first classes from `at` on, each with where it begins, and where the next begin."""
    found: list[tuple[int, str]] = []
    for match in islice(_CLASSES.finditer(content, at), most):
        at = match.end()
        if match.lastindex:
            found.append((at, match[match.lastindex]))
        else:
            found.append((at, content[at + 1 : at + (120 if content.startswith(("'", '"'), at) else 40)]))
    return found, at if len(found) == most else len(content)


compiled_text = compiled.part("compiled_text")
_classes = classes if compiled_text is None else compiled_text.classes


def _speaking(classes: list[str]) -> set[str]:
    """The classes that hold one of the names."""
    lines = [named.lower() for named in classes]
    starts = list(accumulate([len(line) + 1 for line in lines], initial=0))
    text = "\0".join(lines)
    found: set[str] = set()
    for name in _NAMES:
        at = text.find(name)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(classes[number])
            at = text.find(name, starts[number + 1])
    return found


def _role(before: str, tag: str) -> str:
    if UPDATED.search(before) or UPDATED.search(tag):
        return "updated"
    if STATED_BESIDE.search(before):
        return "stated"
    if OTHER.search(before):
        return "other"
    return "prose" if ATTACHED.search(before) and len(before.split()) >= _SENTENCE else "plain"


def _beside_headline(content: str, at: int, american: bool) -> Iterator[Candidate]:
    """The dates printed right after the first headline of the first rank, and the last one right before it."""
    start = content.find("<h1", at)
    end = content.find("</h1", start) if start >= 0 else -1
    if end < 0:
        return
    text = _text(content[end : end + _AROUND])[:_READ]
    for number, (day, first, last) in enumerate(sorted(shown_days(text, month_first=american), key=lambda found: found[1])[:3]):
        if ANNOUNCED.search(text[max(0, first - 60) : first]):
            continue
        place = "first" if number == 0 else "later"
        yield Candidate(
            day, f"headline-{_role(text[max(0, first - 50) : first], '')}-{place}", "markup headline", "field", text[first:last]
        )
    text = _text(content[max(at, start - _AROUND // 2) : start])[-_READ:]
    for day, first, last in list(shown_days(text, month_first=american))[-1:]:
        yield Candidate(day, "headline-before", "markup headline", "field", text[first:last])


def _text(markup: str) -> str:
    if "<script" in markup or "<style" in markup or "<svg" in markup:
        markup = _SCRIPT.sub(" ", markup)
    return " ".join(_TAG.sub(" ", markup).split())
