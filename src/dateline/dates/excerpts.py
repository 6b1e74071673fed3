"""What the dates of a page are read from in its markup, cut out of it: a page of 200,000 characters leaves a thousand.

ISO dates with the name before them, the words of elements whose class speaks of a date or an author, and the words beside the headline.
What a date is, and of what, is decided where they are read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from ..compiled import built
from ..pages.document import Document

#: What every full date has: a year of four digits, three numbers, or a year or month of East Asia. Opens with one class of characters,
#: so that a scan is short.
FULL = re.compile(r"\d(?:\d{3}|\d?[./-]\s?\d{1,2}[./-]\s?\d\d|\d{0,2}[年月])")
#: Characters of the markup that count as head where nothing closes it.
_HEAD = 60_000
#: Names in capitals, as some older pages write them, and how these begin.
_IN_CAPITALS, _BEGINNING = ("<HTML", "<HEAD", "<TITLE", "<META", "<BODY"), 2000
_CAPITALS = re.compile(r"</?[A-Z][A-Za-z]{0,11}[1-6]?(?=[\s>])|(?<=\s)(?:CLASS|ID|DATETIME|ITEMPROP|TYPE)(?==)")
_NAMES = ("date", "time", "publi", "posted", "byline", "stamp", "datum", "meta", "info", "autor", "author")
#: Where a class begins, and, looked ahead at, what it is if quoted and not longer than any class that is read.
_CLASSES = re.compile(r"""class=(?=(?:(?:"([^"]{0,118})")|(?:'([^']{0,118})'))?)""")
_TAG = re.compile(r"<[^<>]{0,1500}>")
_OPENED = re.compile(r"<([^<>/!][^<>]*)")
_SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1", re.DOTALL | re.IGNORECASE)
#: Classes that are looked at together.
_AT_ONCE = 2000
#: Characters of markup: how far after an element's tag its date may stand; how near to the headline "near" is; what is read around it.
_INSIDE, _BEFORE, _AFTER, _AROUND = 400, 3000, 6000, 4000
#: Characters of text before the date, in an element named for dates and after the headline.
LEAD, _READ = 40, 400
#: What holds the entries of a list in data of schema.org; lists that are looked for, characters of one at most, and where it ends.
_ENTRIES, _MOST_LISTS, _LONGEST_LIST = '"itemListElement"', 20, 200_000
_BRACKET = re.compile(r"[\[\]]")
#: Opens with a character of its own, so that the scan of the markup is short; the year before it is looked at next.
_STAMP = re.compile(r"-(?:0\d|1[0-2])-[0-3]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What stands right before a stamp that has a name: a quotation mark, a sign, a space.
_BEFORE_STAMP = frozenset("\"';:= \n\t\f\v\xa0")
#: Stamps that are looked at, from the top; characters before one that hold its name, and from it on.
_MOST_STAMPS, _NAME, _LENGTH = 400, 90, 32


@dataclass(frozen=True, slots=True)
class Element:
    """The first words of an element that may hold a full date, its tag from the class on, and whether it stands near the headline."""

    text: str
    tag: str
    near: bool


@dataclass(frozen=True, slots=True)
class Excerpts:
    """`stamps`: what stands before an ISO date, and what from it on. `elements` are named for dates or authors. `behind` and `before` are
    the words right behind and before the first headline of the first rank, empty where they hold no date."""

    stamps: tuple[tuple[str, str], ...] = ()
    elements: tuple[Element, ...] = ()
    behind: str = ""
    before: str = ""


def excerpts(document: Document, body: Body | None = None) -> Excerpts:
    """The excerpts of a page; bare text has none. `body`: what was found of its tags, where they were looked at before."""
    if document.media_type != "text/html":
        return Excerpts()
    content = document.content
    listed = _lists(content)
    stamps = [
        (content[max(0, start - _NAME) : start], content[start : start + _LENGTH])
        for start in _stamps(content, _MOST_STAMPS)
        if content[start - 1 : start] in _BEFORE_STAMP and not any(first < start < last for first, last in listed)
    ]
    content = plain(content) if body is None else body.content
    start = head_end(content) if body is None else body.start
    headline = content.find("<h1", start) if body is None else body.headline
    return Excerpts(tuple(stamps), tuple(_elements(content, start, headline)), *_beside(content, start, headline))


class Body(NamedTuple):
    """A page's markup with its tags in small letters, where its head ends, and where elements begin behind it: `<time>`, what `itemprop`
    names, scripts of JSON-LD, and the first headline of the first rank, -1 without one."""

    content: str
    start: int
    times: list[int]
    properties: list[int]
    scripts: list[int]
    headline: int


def body_of(document: Document) -> Body:
    """One look at all the tags of a page."""
    content = plain(document.content)
    start = head_end(content)
    return Body(content, start, *_marks(content, start))


def marks(content: str, at: int) -> tuple[list[int], list[int], list[int], int]:
    """What `Body` holds of the markup from `at` on."""
    times, properties, scripts, headline = [], [], [], -1
    for match in _OPENED.finditer(content, at):
        tag, start = match[1], match.start()
        if tag.startswith("time"):
            times.append(start)
        elif tag.startswith("h1") and headline < 0:
            headline = start
        if "itemprop" in tag:
            properties += [start + 1 + found.start() for found in re.finditer("itemprop", tag)]
        if tag.startswith("sc") and "ld+js" in tag:
            scripts.append(start)
    return times, properties, scripts, headline


def beside_headline(body: Body) -> Excerpts:
    """The words beside the headline alone."""
    return Excerpts((), (), *_beside(body.content, body.start, body.headline))


def _lists(content: str) -> list[tuple[int, int]]:
    """Where the entries of lists stand in data of schema.org: their stamps are those of other stories."""
    found: list[tuple[int, int]] = []
    at = content.find(_ENTRIES)
    while at >= 0 and len(found) < _MOST_LISTS:
        depth, end = 0, min(len(content), at + _LONGEST_LIST)
        for match in _BRACKET.finditer(content, at, end):
            depth += 1 if match[0] == "[" else -1
            if depth <= 0:
                end = match.end()
                break
        found.append((at, end))
        at = content.find(_ENTRIES, end)
    return found


def plain(content: str) -> str:
    """The markup with the names of tags, and of the attributes that are read here, in lower case; of the same length."""
    beginning = content[:_BEGINNING]
    if not any(name in beginning for name in _IN_CAPITALS):
        return content
    return _CAPITALS.sub(lambda match: match[0].lower(), content)


def head_end(content: str) -> int:
    """Where the head of a page ends."""
    end = content.find("</head")
    return end if end >= 0 else min(len(content), _HEAD)


def _elements(content: str, at: int, headline: int) -> Iterator[Element]:
    for start in _named_elements(content, at):
        end = content.find(">", start, start + 600)
        if end < 0:
            continue
        words = words_between(content, end + 1, end + 1 + _INSIDE, LEAD + 40)
        if FULL.search(words):
            yield Element(words, content[start:end], headline >= 0 and -_BEFORE < start - headline < _AFTER)


def _beside(content: str, at: int, start: int) -> tuple[str, str]:
    end = content.find("</h1", start) if start >= 0 else -1
    if end < 0:
        return "", ""
    behind = words_between(content, end, end + _AROUND, _READ)
    before = words_between(content, max(at, start - _AROUND // 2), start, _AROUND)[-_READ:]
    return behind if FULL.search(behind) else "", before if FULL.search(before) else ""


def _named_elements(content: str, at: int) -> Iterator[int]:
    """Where the class of an element named for dates or authors begins."""
    if compiled_excerpts is not None and (found := compiled_excerpts.named(content, at, _NAMES)) is not None:
        yield from found
        return
    yield from named_elements(content, at)


def named_elements(content: str, at: int) -> Iterator[int]:
    """The same in plain Python. Pages repeat their classes: each is looked at once, and many for one name together."""
    some, at = classes(content, at, _AT_ONCE)
    while some:
        speaking = _speaking(list(dict.fromkeys([named for _, named in some])))
        yield from [place for place, named in some if named in speaking]
        some, at = classes(content, at, _AT_ONCE)


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


def stamps(content: str, most: int) -> list[int]:
    """Where the first ISO dates of the markup begin."""
    starts = (match.start() - 4 for match in _STAMP.finditer(content))
    return list(islice((start for start in starts if start >= 0 and _YEAR.match(content, start)), most))


def words(content: str, start: int, end: int, most: int) -> str:
    """The first characters of a stretch of markup without its tags and scripts."""
    markup = content[start:end]
    if "<script" in markup or "<style" in markup or "<svg" in markup:
        markup = _SCRIPT.sub(" ", markup)
    return " ".join(_TAG.sub(" ", markup).split())[:most]


compiled_excerpts = built(__package__, "compiled_excerpts")
_stamps = stamps if compiled_excerpts is None else compiled_excerpts.stamps
_marks = marks if compiled_excerpts is None else compiled_excerpts.marks


def words_between(content: str, start: int, end: int, most: int) -> str:
    """As `words`, compiled where it can be."""
    found: str | None = None if compiled_excerpts is None else compiled_excerpts.words(content, start, end, most)
    return words(content, start, end, most) if found is None else found
