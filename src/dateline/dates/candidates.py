"""The days that a page offers as its own: every field, address, date line and hidden stamp, each under the name of its kind.

A kind says where a day stands ("json-ld-published", "line-near-headline"). How far each is trusted is measured and kept in trust.csv;
`choosing` weighs them. Nothing here decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

from ..expressions.times import MONTH, make_day
from ..items.cut import Cut
from ..pages.document import Document
from ..remembering import remembered
from ..types import Block, Field, Span
from .excerpts import FULL, Excerpts
from .labels import (
    ELSEWHERE,
    MAY_BE_PUBLISHED,
    STATED,
    STATED_BESIDE,
    STATED_INSIDE,
    UPDATED,
    UPDATED_BEHIND,
    changed_beside,
    label_start,
    of_span,
)
from .marks import POST
from .masthead import is_masthead
from .offers import Candidate, agreed
from .stamps import moment, month_first, order_shown, other_reading, sane, shown_days

_NAMES = (
    ("expires", re.compile(r"expir|valid|unpublish|embargo|until|founding|birth|death|event|coverage|(?:start|end)_?date", re.IGNORECASE)),
    ("modified", re.compile(r"modif|updat|changed|revis|reviewed|lastbuild|build", re.IGNORECASE)),
    ("created", re.compile(r"creat|upload|captur", re.IGNORECASE)),
    ("published", re.compile(r"publi|posted|issued|pub[-_.]?date|pdate|release|first|post[-_]?date", re.IGNORECASE)),
    ("date", re.compile(r"date|time|stamp", re.IGNORECASE)),
)
#: What may stand before a date that opens a report: a place, a bracket, a weekday; and what goes on after it.
OPENING = re.compile(r"^(?:[^\W\d_](?:[^\W\d]|[./’' -]){1,28}[,.]?\s*)?[(\[]?(?:[^\W\d_]{2,10},? )?$")
GOES_ON = re.compile(r"^[)\]]?[.:]?\s*(?:\d{1,2}[:.]\d\d(?: ?(?:Uhr|h|[ap]\.?m\.?))?\s*)?(?:[-–—|:„“(]|\)\.? |$)")
_COMMENT = re.compile(r"\b(?:says?|said|sagt|schreibt|wrote|antworten|reply|comment|kommentar)\b", re.IGNORECASE)
OTHER = re.compile(
    r"©|copyright|visited|abgerufen|accessed|retrieved|\b(?:born|geboren|events?)\b|deadline|termin|veranstaltung|\b(?:since|seit|bis|until)\b",
    re.IGNORECASE,
)
#: Before a date of something to come, which is no day of publication whatever else speaks for it.
ANNOUNCED = re.compile(
    r"\b(?:findet|takes? place|upcoming|(?:the|our) next|(?:der|die|das) nächste)\b[^.!?\n]{0,40}(?:\b[^\W\d_]{2,3}\. ?)?\Z", re.IGNORECASE
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_.-]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_.-]))(?P=s)(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=(?P=s)|[/.]|$))(?!\d)"
)
#: The year apart from month and day, or year and month from the day: "/2024/0305/", "/2024-03/05/".
_URL_DAY_APART = re.compile(
    r"(?<=/)(?P<y>(?:19|20)\d\d)(?:-(?=..[/])|/(?=\d{4}[/.?]))(?P<m>0[1-9]|1[0-2])/?(?P<d>0[1-9]|[12]\d|3[01])(?=[/.?])"
)
_URL_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<s>[/_.-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<y>20[0-2]\d)(?!\d)")
_URL_DAY_NAMED = re.compile(r"(?<=/)(?P<y>(?:19|20)\d\d)/(?P<m>[a-z]{3,9})/(?P<d>0?[1-9]|[12]\d|3[01])(?=[/.?]|$)", re.IGNORECASE)
_URL_MONTH = re.compile(r"(?:/|=)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2]|[1-9])(?=[/_.-]|$)")
_URL_YEAR = re.compile(r"(?:/|-)(?P<y>(?:19|20)\d\d)(?=[/-]|$)")
#: The name before a stamp, read backwards from it: a search forwards would begin at each of the characters before.
_KEY = re.compile(r"(?:[\"']\\?|;touq&)?\s{0,9}[:=]\s{0,9}(?:[\"']\\?|;touq&)?([\w:.-]{1,40}[A-Za-z])")
_CLASS = re.compile(r"(?:class|id|itemprop|property|pubdate)=[\"']?([^\"'>]{2,60})")
#: A line longer than this is prose; at most so many lines are looked at, from the top.
LONGEST_LINE, MOST_LINES = 140, 1500
#: Kinds of lines that say nothing of what their date is.
_UNLABELLED = ("line-date", "line-opens", "line-own", "line-first-paragraph", "line-near-headline", "line-near-headline-bare")
#: Of these none is that of the page where it begins or ends a span of days.
_PLACES = ("headline", "standfirst", "later-paragraph", "inside", "after", "before", "near-end")
_MAY_BE_SPAN = (*_UNLABELLED, *(f"line-{place}" for place in _PLACES))
#: Dates that are not the article's own: of other stories, of readers' comments, of the site's head.
ASIDE = frozenset({"line-teaser", "line-comment", "line-masthead"})
#: A date line further above the headline belongs to what stands there.
_ABOVE = 3
#: Blocks from the article's first one in which a line is near its headline.
_NEAR = (-8, 6)
#: How far into a paragraph a date may stand that opens it; a line of several stamps, one of them labelled, is no longer than this.
_OPENS, _LONGEST_LABELLED = 48, 240
#: At most so many days of one kind: a list of many dates says nothing.
_MOST_OF_KIND = 8
#: A date after one of these words belongs to its sentence; a date that stands free, before a new start, is a stamp.
ATTACHED = re.compile(
    r"\b(?:on|in|of|from|by|since|until|till|to|for|and|or|dated|through|before|after|the|is|was|at|between|this|last|next|early|late|"
    r"around|about|due|[a-z]+ing|morning|night|afternoon|evening|[a-z]+ed|\d+ [ap]\.?m\.?)[\s,(]*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def candidates(document: Document, cut: Cut, marked: Excerpts) -> list[Candidate]:
    """Every day that a page offers for its own publication, and those that are offered for its change (kinds with "modified")."""
    american = american_order(document, cut)
    lines = _lines(document, cut, american)
    return unrepeated((*named_candidates(document, cut, american), *lines, *images(cut), *hidden(marked)))


def american_order(document: Document, cut: Cut) -> bool:
    """Whether 05/03/2024 is read as 3 May: as other dates of the page show ("04/28/2024"), else by country and language."""
    shown = order_shown(cut.text)
    return month_first(cut.url or document.url, cut.language, language_tag(cut)) if shown is None else shown


def named_candidates(document: Document, cut: Cut, american: bool) -> tuple[Candidate, ...]:
    """What fields and addresses state."""
    return (*_fields(document, cut, american), *_address(document, cut))


def unrepeated(named: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in their order, at most eight of a kind that may be the article's own, without stamps that say again what a field
    said; other readings last."""
    found: list[Candidate] = []
    counts: Counter[tuple[str, bool]] = Counter()
    settled = agreed(named)
    for candidate in (*settled, *_swapped(settled)):
        kind = candidate.kind, candidate.swapped
        if (counts[kind] < _MOST_OF_KIND or candidate.kind in ASIDE) and not _repeats(candidate, found):
            found.append(candidate)
            counts[kind] += 1
    return found


def _swapped(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The other reading of dates that have two."""
    known = {candidate for candidate in found if candidate.swapped}
    for candidate in found:
        if not candidate.swapped and (other := other_reading(candidate.words, candidate.day)):
            swapped = replace(candidate, day=other, time=None, swapped=True)
            if swapped not in known:
                yield swapped


def _repeats(candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether a stamp in the markup only says again what a field said."""
    if not candidate.kind.startswith("markup-"):
        return False
    role = candidate.kind.rsplit("-", 1)[-1]
    return any(
        other.day == candidate.day and other.within == "field" and (other.kind.endswith(role) or other.kind.startswith("time"))
        for other in found
    )


def language_tag(cut: Cut) -> str | None:
    """The language that the markup declares, as it stands there."""
    return next((field.value for field in cut.fields if field.path == "html lang"), None)


def _fields(document: Document, cut: Cut, american: bool) -> Iterator[Candidate]:
    seen: set[str] = set()
    for field in (*document.fields, *cut.fields):
        kind = field_kind(field)
        if kind is None or not (read := moment(field.value, month_first=american)):
            continue
        if kind.startswith("time"):
            kind = f"{kind}-first" if "time" not in seen else f"{kind}-later"
            seen.add("time")
        yield Candidate(read[0], kind, field.path, "field", field.value[:60], read[1])


def field_kind(field: Field) -> str | None:
    """The kind of a field by its path; None where it states no date of the page."""
    return _kind_of(field.path) if _DIGIT.search(field.value) else None


@remembered(1024)
def _kind_of(path: str) -> str | None:
    if path.startswith("time["):
        return "time"
    if path.startswith(("teaser ", "HTTP", "WARC", "html ", "link ")):
        return None
    place = {"JSON-LD": "json-ld", "meta": "meta", "microdata": "microdata", "feed": "feed"}.get(path.split(" ", 1)[0])
    if path.startswith("JSON-LD WebPage"):
        place = "json-ld-page"
    name = path.rsplit(" ", 1)[-1]
    if (
        place is None
        or name in ("url", "headline", "description", "image")
        or name.startswith(("og:image", "og:title", "og:desc", "og:url", "twitter:"))
    ):
        if name == "description" or name.endswith("og:description"):
            return "description-date"
        return "title-date" if name in ("headline", "og:title") or path == "title" else None
    role = next((role for role, pattern in _NAMES if pattern.search(name)), None)
    return f"{place}-{role}" if role and role != "expires" else None


def _address(document: Document, cut: Cut) -> Iterator[Candidate]:
    for url in dict.fromkeys(url for url in (document.url, cut.url) if url):
        path = unquote(urlsplit(url).path + "?" + urlsplit(url).query)
        for pattern in (_URL_DAY, _URL_DAY_APART, _URL_DAY_NAMED, _URL_DAY_FIRST):
            for match in pattern.finditer(path):
                named = match["m"].lower()
                day = make_day(int(match["y"]), int(named) if named.isdecimal() else MONTH.get(named, 0), int(match["d"]))
                if day is not None and sane(day):
                    kind = "url-day-first" if pattern is _URL_DAY_FIRST else "url-day"
                    yield Candidate(day, kind, "url", "field", match[0])
                    return


def images(cut: Cut) -> Iterator[Candidate]:
    """A day in the address of the picture that the page shows of itself: uploaded then, most often."""
    for field in cut.fields:
        if field.path in ("meta og:image", "meta twitter:image") and (match := _URL_DAY.search(urlsplit(field.value).path)):
            if match["s"] and (day := make_day(int(match["y"]), int(match["m"]), int(match["d"]))) and sane(day):
                yield Candidate(day, "image-address", field.path, "field", match[0])
            return


def address_months(document: Document, cut: Cut) -> Iterator[tuple[int, int | None, str]]:
    """Year and month, or year alone, in the address."""
    for url in dict.fromkeys(url for url in (document.url, cut.url) if url):
        path = urlsplit(url).path
        if match := _URL_MONTH.search(path):
            yield int(match["y"]), int(match["m"]), match[0].strip("/=")
        elif match := _URL_YEAR.search(path):
            yield int(match["y"]), None, match[0].strip("/-")


def address_month(document: Document, cut: Cut) -> tuple[int, int | None] | None:
    """The first year and month, or year alone, in the addresses; None where they hold none, or a month that is none."""
    found = next(address_months(document, cut), None)
    return found[:2] if found and (found[1] is None or 1 <= found[1] <= 12) else None


def _archived(document: Document) -> date | None:
    """The day on which a web archive took the page, where its address said so."""
    field = next((field for field in document.fields if field.path == "archive address"), None)
    return date.fromisoformat(field.value[:10]) if field else None


def _lines(document: Document, cut: Cut, american: bool) -> Iterator[Candidate]:
    """Printed dates: in lines of their own near the headline, beside the article, among comments and elsewhere."""
    article = next((item for item in cut.items if item.kind == "article"), None)
    kinds = {item.id: item.kind for item in cut.items}
    blocks = cut.blocks[:MOST_LINES]
    printed = with_dates(cut, blocks)
    own_blocks = [i for i, block in enumerate(blocks) if article is not None and block.item == article.id]
    head = own_blocks[0] if own_blocks else 0
    headline = next((i for i in own_blocks if blocks[i].role == "headline"), head)
    last = max(own_blocks, default=0)
    paragraphs = 0
    related = False
    archived = _archived(document)
    for i, block in enumerate(blocks):
        own = article is not None and block.item == article.id
        related = i > last and (related or block.role == "related-heading")
        paragraphs += own and block.role == "paragraph"
        if i not in printed:
            continue
        text, at = _part(block.span.of(cut.text), own, paragraphs)
        shown = shown_days(text, month_first=american)
        for day, start, end in shown:
            since = label_start(shown, start)
            kind = _line_kind(text, since, start, end, own, block.role, kinds.get(block.item or ""), i - head, i - last, paragraphs)
            if kind in _UNLABELLED and changed_beside(text, shown, day, end):
                kind = "line-updated"
            elif kind in _MAY_BE_SPAN and of_span(text, shown, start, end):
                kind = "line-other"
            elif kind == "line-date" and any(other != day for other, _, _ in shown) and STATED_BESIDE.search(text[since:start]):
                kind = "line-stated"
            if kind == "line-date" and i < headline - _ABOVE:
                kind = "line-date-above"
            elif ELSEWHERE.match(text) or (
                related and kinds.get(block.item or "") != "comment" and kind.startswith(("line-near", "line-after"))
            ):
                kind = "line-teaser"
            elif not own and (i < headline or block.role == "navigation") and is_masthead(cut, blocks, i):
                kind = "line-masthead"
            if (archived and day == archived) or ANNOUNCED.search(text[max(0, start - 60) : start]):
                continue  # the archive's own bar above the page; what is to come
            first = block.span.start + at
            yield Candidate(day, kind, Span(first + start, first + end), "page", text[start:end])


def _part(text: str, own: bool, paragraphs: int) -> tuple[str, int]:
    """What may hold a stamp, and where it begins: a short line whole; of prose, the first paragraph's start, how the next two open, and
    elsewhere what follows a label of publication."""
    if len(text) <= LONGEST_LINE or (own and paragraphs == 1):
        return text[:400], 0
    if own and paragraphs <= 3:
        return text[:_OPENS], 0
    label = STATED_INSIDE.search(text[:400]) if len(text) <= _LONGEST_LABELLED else None
    return (text[label.start() : label.end() + 30], label.start()) if label else ("", 0)


def with_dates(cut: Cut, blocks: Sequence[Block]) -> set[int]:
    """The numbers of the blocks that may hold a printed date, found in one scan."""
    starts = [block.span.start for block in blocks]
    found: set[int] = set()
    for match in FULL.finditer(cut.text, 0, blocks[-1].span.end if blocks else 0):
        found.update((bisect_right(starts, match.start()) - 1, bisect_right(starts, match.end() - 1) - 1))
    return found


def _line_kind(
    text: str, since: int, start: int, end: int, own: bool, role: str, kind: str | None, after_head: int, after_end: int, paragraphs: int
) -> str:
    before = text[max(since, start - 50) : start]
    if own and role == "date":
        return "line-updated" if UPDATED.search(before) else "line-date"
    if kind == "teaser":
        return "line-teaser"
    if STATED_BESIDE.search(before):
        return "line-stated" if own or _NEAR[0] <= after_head <= _NEAR[1] else "line-stated-far"
    if POST.search(before):
        return "line-post"
    if kind == "comment" or role == "comment" or (not own and _COMMENT.search(text)):
        return "line-comment"
    if UPDATED.search(before) or UPDATED_BEHIND.match(text[end : end + 40]):
        return "line-updated"
    if OTHER.search(before) or OTHER.search(text[end : end + 20]):
        return "line-other"
    if own:
        if role in ("headline", "standfirst", "byline"):
            return f"line-{role}"
        if paragraphs <= 3 and _opens(text, start, end):
            return "line-opens"
        if STATED.match(before):
            return "line-own-labelled"
        alone = end - start > 0.5 * len(text)
        return "line-own" if alone else "line-first-paragraph" if paragraphs == 1 else "line-later-paragraph"
    bare = end - start > 0.6 * len(text)
    labelled = bool(MAY_BE_PUBLISHED.search(before))
    place = (
        "near-headline"
        if _NEAR[0] <= after_head <= _NEAR[1]
        else "before"
        if after_head < 0
        else "near-end"
        if 0 < after_end <= 6
        else "after"
        if after_end > 0
        else "inside"
    )
    return f"line-{place}" + ("-labelled" if labelled else "-bare" if bare else "")


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a date opens a report: after a place at most, and before a new start, or in brackets of its own."""
    if not OPENING.match(text[:start]):
        return False
    in_brackets = text[:start].endswith(("(", "[")) and text[end : end + 1] in (")", "]")
    return in_brackets or GOES_ON.match(text[end : end + 16]) is not None


def hidden(marked: Excerpts) -> Iterator[Candidate]:
    """ISO dates in the markup that no field gave: attributes and the data of scripts, by the name before them."""
    seen: set[tuple[str, str]] = set()
    for before, words in marked.stamps:
        match = _KEY.match(before[::-1])
        key = match[1][::-1] if match else ""
        kind = _hidden_kind(key, before) if key else None
        stamp = words[:10]
        if kind is None or (kind, stamp) in seen:
            continue
        seen.add((kind, stamp))
        if read := moment(words):
            yield Candidate(read[0], kind, f"markup {key}"[:40], "field", words[:25].split('"')[0], read[1])


def _hidden_kind(key: str, before: str) -> str | None:
    name = key.lower()
    if name in ("content", "value", "title", "datetime", "data-time", "data-date", "utime"):
        beside = _CLASS.search(before)
        named = next((role for role, pattern in _NAMES if beside and pattern.search(beside[1])), "date")
        return f"markup-attribute-{named}" if name != "content" else None
    role = next((role for role, pattern in _NAMES if pattern.search(key)), None)
    return f"markup-{role}" if role and role != "expires" else None
