"""What stands before or behind a printed date and says of what it is: the publication, the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

UPDATED = re.compile(
    r"updat|modified|edited|revised|aktualisiert|geändert|stand[: ]|mis à jour|actualizado|обновлен|"
    r"güncelle|yenilən|aggiornat|bijgewerkt|changed|reviewed",
    re.IGNORECASE,
)
#: Words that may tell of publication; "on" and "by" do so weakly.
MAY_BE_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erstellt|geschrieben|written|publicado|опубликован|"
    r"erschienen|yayın|written on|created|datum|date|vom\b|am\b|on\b|by\b|von\b",
    re.IGNORECASE,
)
#: A change, told behind the date: "Diese Seite wurde zuletzt am 3. Mai 2020 um 13:22 Uhr geändert."
UPDATED_BEHIND = re.compile(r"^[^.!?\n]{0,20}\b(?:geändert|bearbeitet|aktualisiert)\b")
#: Labels that say plainly what the date is: at the start of a line, or right before a date in a line of several.
_LABELS = (
    r"publi(?:shed|ée?|cado|cato|kováno|ceret|cerad|ziert)|posted|gepubliceerd|veröffentlicht|erschienen|erstellt|опубликован\w*|"
    r"дата публикации|yayın\w* tarihi|yayınlan\w*|giriş(?: tarihi)?|"
    r"eklenme(?: tarihi)?|опубліковано|dərc|opublikowano|pubblicat[oa]|zveřejněno|notizia del"
)
STATED = re.compile(rf"^\W*(?:first )?(?:{_LABELS})\b", re.IGNORECASE)
STATED_BESIDE = re.compile(rf"(?<!\w)(?:{_LABELS})(?: (?:am|on|le|el|il|på|op))?\W{{0,4}}\Z", re.IGNORECASE)
STATED_INSIDE = re.compile(rf"(?<!\w)(?:{_LABELS})(?: (?:am|on|le|el|il|på|op))?\W{{1,4}}(?=[^\W_])", re.IGNORECASE)
#: How a line opens that leads to another story: "Read also: Storm floods the harbour (29 November 2023)", "Related: ...". A word alone
#: asks for its colon or dash.
ELSEWHERE = re.compile(
    r"\W{0,4}(?:(?:read|see|watch|listen) (?:also|more|next)|also (?:read|see)|more on this(?: story)?|don['’]t miss|you may also like|"
    r"lesen sie (?:auch|dazu|mehr)|mehr (?:dazu|zum thema)|siehe auch|(?:à )?lire (?:aussi|également)|voir aussi|"
    r"le[ae] también|ver también|te puede interesar|leggi anche|leia (?:também|mais)|veja também|lees ook|les også|läs (?:också|även|mer)|"
    r"læs også|czytaj (?:także|też|również)|čtěte také|(?:читайте|читать|смотрите) (?:также|ещ[её]|далее)|по теме|читайте також|"
    r"ayrıca (?:oku|bak)\w{0,6}|bun(?:u|ları) da oku\w{0,6}|ilgili haber(?:ler)?|həmçinin oxu\w{0,6}|bunu da oxu\w{0,6}|тағы оқы\w{0,6}|"
    r"(?:related|recommended)(?: (?:stor(?:y|ies)|articles?|news|coverage|reading|content|posts?))?(?=\s{0,3}[:|–—-])|"
    r"oxuyun(?=\s{0,3}[:|–—-])|à lire(?=\s{0,3}[:|–—-]))(?!\w)",
    re.IGNORECASE,
)
#: A span of days: what stands before its last one ("7 to 9 May 2024", "24. April bis 2. Oktober"), between its two full dates, and behind
#: a first one that states month and year ("2020/7/11-12", "2020年7月11日(土)～12日"); and a date that is read with its first day.
_UNTIL = r"(?:\s?[-–—~～]\s?|\s(?:bis(?: zum)?|to|until|till|through|au|al|до|по)\s)"
_SPAN_BEFORE = re.compile(
    r"(?<![\d:.,/-])(?<!: )(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|[.日º])?(?:\s(?:de )?[^\W\d_]{3,12}\.?)?"
    rf"{_UNTIL}(?:den |the )?\Z",
    re.IGNORECASE,
)
_SPAN_BETWEEN = re.compile(rf"(?:[(（].[)）])?{_UNTIL}\Z", re.IGNORECASE)
_SPAN_BEHIND = re.compile(r"(?:[(（].[)）])?\s?[～~]\s?\d{1,2}(?!\d)|[-–]\d{1,2}(?![\d:.h/-])")
_SPAN_INSIDE = re.compile(rf"\d{{1,2}}\.?{_UNTIL}\d{{1,2}}\.?\s[^\W\d_]|[^\W\d_]\s\d{{1,2}}{_UNTIL}\d{{1,2}}(?!\d)", re.IGNORECASE)
#: Characters of a span before its last day.
_SPAN = 30
#: Characters of a label between two dates.
_BETWEEN = 40


def label_start(shown: Sequence[tuple[date, int, int]], start: int) -> int:
    """Where the label of a date may begin that starts here: behind the date before it, whose own label says nothing of this one."""
    return max((end for _, _, end in shown if end <= start), default=0)


def changed_beside(text: str, shown: Sequence[tuple[date, int, int]], day: date, end: int) -> bool:
    """Whether a date without a label is that of a change: the one of publication follows under its label, "6 May 2023 (first published
    4 May 2023)"."""
    return any(
        other < day and 0 < at - end <= _BETWEEN and STATED_BESIDE.search(text[end:at]) is not None for other, at, _ in shown
    )


def of_span(text: str, shown: Sequence[tuple[date, int, int]], start: int, end: int) -> bool:
    """Whether a date is the first or the last of a span of days ("from 24 April to 2 October 2017"): what is told lasts so long, and
    no page is published on two days. Of 70 such dates on 1,032 development pages one was the page's day, and that a slip."""
    before = text[max(0, start - _SPAN) : start]
    return (
        _SPAN_BEFORE.search(before) is not None
        or _SPAN_BEHIND.match(text, end) is not None
        or _SPAN_INSIDE.search(text, start, end) is not None
        or any(
            (at >= end and at - end < _SPAN and _SPAN_BETWEEN.fullmatch(text, end, at) is not None)
            or (past <= start and start - past < _SPAN and _SPAN_BETWEEN.fullmatch(text, past, start) is not None)
            for _, at, past in shown
        )
    )
