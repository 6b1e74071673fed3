"""Dates that the markup's text prints, wherever they stand: by the label before them, whether they stand alone, and whether between the
headline and the first paragraph, below it, above it or further off. Read where fields, named elements and the words beside the headline
leave a doubt.

Kinds are "shown-ROLE-PLACE"; their weights stand in the column `shown` of trust.csv. Nothing here decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..compiled import built
from ..items.cut import Cut
from .candidates import ANNOUNCED, GOES_ON, OPENING, OTHER
from .excerpts import FULL, words_between
from .labels import ELSEWHERE, STATED_BESIDE, UPDATED, UPDATED_BEHIND, changed_beside, of_span
from .marks import POST
from .masthead import TODAY
from .offers import Candidate
from .stamps import shown_days

#: What no reader sees: the text of these elements is passed over.
_UNSEEN = ("script", "style", "svg")
#: Characters of a stretch of text between two tags: the shortest that holds a date, what is read of a long one, and the shortest of a
#: paragraph. What a site prints below one is as likely the day of another story or of a comment.
_SHORTEST, _READ, _PARAGRAPH = 6, 400, 160
#: Characters of markup before a date that may hold its label; of text, those that are looked at.
_BEFORE, _LABEL = 200, 50
#: Characters of markup: how far behind the headline "near" and "below" are, and how far before it "before" is.
_NEAR, _ABOVE = 6000, 3000
#: Dates of one stretch of text, and of all, that are looked at.
_MOST_OF_ONE, _MOST = 3, 60
#: A text with a date that is no longer is a line.
_LINE = 100
#: Between a title and the name of the site, and a run of a title's words that markup writes as they are.
_SITE = re.compile(r"\s(?:[|–—:·»«-]|::)\s")
_RUN = re.compile(r"[^\W_][\w ,-]{8,60}[^\W_]")
_HEADING = re.compile(r"<h[1-3]\b(?:[^<]|<(?!/h)){0,200}\Z")
#: How often the title may stand in the markup before its heading.
_TRIES = 6
_DIGIT = re.compile(r"\d")
compiled_excerpts = built(__package__, "compiled_excerpts")


def shown(content: str, body: int, cut: Cut, american: bool) -> Iterator[Candidate]:
    """The dates that the text of a body prints; `content` has its tags in small letters, `body` is where its head ends."""
    headline = _headline(content, body, _title(cut))
    found, paragraph = 0, -1
    for start, end in _texts(content, body):
        if paragraph < 0 <= headline < start and end - start >= _PARAGRAPH and len(" ".join(content[start:end].split())) >= _PARAGRAPH:
            paragraph = start
        if not FULL.search(content, start, min(end, start + _READ)):
            continue
        text = content[start : min(end, start + _READ)]
        text = " ".join((html.unescape(text) if "&" in text else text).split())
        dates = () if ELSEWHERE.match(text) else shown_days(text, month_first=american)[:_MOST_OF_ONE]
        lead = words_between(content, max(body, start - _BEFORE), start, _READ)[-_LABEL:] if dates else ""
        linked = content.startswith("<a", content.rfind("<", 0, start))
        place = _place(start, headline, paragraph) if headline >= 0 else "anywhere"
        for day, first, last in dates:
            if not ANNOUNCED.search(text[max(0, first - 60) : first]):
                before = f"{lead[lead.rfind('>') + 1 :]} {text[:first]}"[-_LABEL:]
                role = _role(text, before, first, last, linked)
                if place == "before" and TODAY.match(text):
                    role = "today"
                elif role in ("alone", "line", "prose") and changed_beside(text, dates, day, last):
                    role = "updated"
                elif role in ("alone", "opens", "line", "prose") and of_span(text, dates, first, last):
                    role = "other"
                yield Candidate(day, f"shown-{role}-{place}", "markup text", "field", text[first:last])
        found += len(dates)
        if found >= _MOST:
            return


def _role(text: str, before: str, start: int, end: int, linked: bool) -> str:
    """What a date of a text is by its label; without one by how it stands."""
    if STATED_BESIDE.search(before):
        return "stated"
    if UPDATED.search(before) or UPDATED_BEHIND.match(text[end : end + 40]):
        return "updated"
    if OTHER.search(before):
        return "other"
    if POST.search(before):
        return "post"
    if linked:
        return "linked"
    if end - start > 0.6 * len(text):
        return "alone"
    if OPENING.match(text[:start]) and GOES_ON.match(text[end : end + 16]):
        return "opens"
    return "line" if len(text) < _LINE else "prose"


def _place(at: int, headline: int, paragraph: int) -> str:
    if at < headline:
        return "before" if headline - at < _ABOVE else "far"
    return "far" if at - headline >= _NEAR else "below" if 0 <= paragraph < at else "near"


def _title(cut: Cut) -> str:
    """The longest run of the title's words without the name of the site, as it may stand in the markup."""
    title = next((field.value for path in ("meta og:title", "title") for field in cut.fields if field.path == path), "")
    return max(_RUN.findall(max(_SITE.split(title), key=len)), key=len, default="")


def _headline(content: str, body: int, title: str) -> int:
    """Where the headline stands: the first heading of the first rank, but where another heading has the title's words and it has not; -1
    without any. Sites set their name in the first rank, or the headline in no heading."""
    first = content.find("<h1", body)
    if not title:
        return first
    end = content.find("</h1", first, first + 3000) if first >= 0 else -1
    if end >= 0 and title in words_between(content, first, end, _READ):
        return first
    at, some = body, -1
    for _ in range(_TRIES):
        at = content.find(title, at)
        if at < 0:
            break
        if _HEADING.search(content, max(body, at - _BEFORE), at):
            return at
        tag = content.rfind("<", body, at)
        if some < 0 and content.rfind(">", body, at) > tag >= 0 and not content.startswith(("<a", "<scr"), tag):
            some = at
        at += len(title)
    return some if first < 0 else first


def texts(content: str, at: int) -> list[tuple[int, int]]:
    """Where the stretches of text between two tags begin and end that hold a figure or are as long as a paragraph, without those that no
    reader sees."""
    found: list[tuple[int, int]] = []
    while (at := content.find("<", at)) >= 0:
        name = next((name for name in _UNSEEN if content.startswith(name, at + 1)), None)
        if name or content.startswith("!--", at + 1):
            at = content.find(f"</{name}" if name else "-->", at + 4)
            if at < 0:
                break
        start = content.find(">", at) + 1
        if start == 0:
            break
        at = content.find("<", start)
        end = at if at >= 0 else len(content)
        if end - start >= _PARAGRAPH or (end - start >= _SHORTEST and _DIGIT.search(content, start, end)):
            found.append((start, end))
        if at < 0:
            break
    return found


_texts = texts if compiled_excerpts is None else compiled_excerpts.texts
