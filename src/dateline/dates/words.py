"""Evidence in the words of an item: weekdays with dates, offices, "last year" beside a year, the latest date told as past, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..expressions.resolving import named_days, speaks_ahead
from ..expressions.times import TimeExpression, days_of, find
from ..knowledge import countries
from ..knowledge.offices import TITLES, Term, held
from ..types import Evidence, Interval, Item, Span

_NAME = r"[A-ZÀ-ÞƏİ][\w'’-]+(?: (?:al-|el-|bin |ibn |von der |von |van |de |da )?[A-ZÀ-ÞƏİ][\w'’-]+){0,3}"
_TITLED = re.compile(rf"(?P<before>\b[\w'’.-]+\s)?(?:\b(?P<nation>[A-Z][\w.]+(?: [A-Z][a-z]+)?)(?:[’']s)? )?\b(?P<title>[Pp]resident-elect|[Vv]ice[ -][Pp]resident|[Dd]eputy [Pp]rime [Mm]inister|[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|Pope|PM) (?P<name>{_NAME})")
_AFTER = re.compile(rf"(?P<name>{_NAME}), (?:the )?(?P<title>[Pp]resident-elect|[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor) of (?:the )?(?P<nation>[A-Z][\w]+(?: [A-Z][\w]+)?)")
_NOT_NOW = re.compile(r"\b(?:former|ex|late|then|ousted|deposed|ex-|future|acting|deputy|vice)[- ]?$", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\blast year\b(?:[’']s)?", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þa-z .,'’-]{2,40}(?:,| \()\s*(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? (?P<y>20\d\d|19\d\d))?\)?(?: \([A-Za-z ]{2,20}\))?\s*[-–—:]")
LOW, HIGH = 1990, 2045


def word_evidence(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """Everything that an item's words say of the day on which they were written."""
    yield from weekday_evidence(item, expressions)
    yield from office_evidence(item)
    yield from year_reference(item, expressions)
    yield from latest_past(item, expressions)
    yield from dateline_evidence(item)


def weekday_evidence(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """"Monday (15 December)": days of the year that fall on that weekday. A lead that reports so is written then or a day later, a
    later sentence within the week: weekdays name the days around."""
    first_end = _first_sentence(item.text)
    for expression in expressions:
        weekday, number, month = expression.part("w"), expression.part("d"), expression.part("m")
        if expression.kind != "date" or not (weekday and number and month) or expression.part("y"):
            continue
        days = named_days(int(weekday), int(month), int(number), LOW, HIGH)
        ahead = speaks_ahead(item.text, expression)
        after = timedelta(1 if expression.span.start < first_end else 6)
        allows = tuple(Interval(d.earliest - timedelta(6), d.latest) if ahead else Interval(d.earliest, d.latest + after) for d in days if d.earliest and d.latest)
        years = ", ".join(str(d.earliest.year) for d in days if d.earliest)
        yield Evidence("weekday-date", expression.span, "item", allows, True, f"{expression.text}: such a day in {years}")


def _first_sentence(text: str) -> int:
    match = re.search(r"[.!?…][\"”’)]*(?:\s|$)", text)
    return match.end() if match else len(text)


def office_evidence(item: Item) -> Iterator[Evidence]:
    """A person called by an office holds it: "US President-elect Donald Trump". Former and then-holders say nothing."""
    seen: set[tuple[str, str]] = set()
    for pattern in (_TITLED, _AFTER):
        for match in pattern.finditer(item.text):
            groups = match.groupdict()
            name, title = re.sub(r"[’']s$", "", groups["name"]), groups["title"].casefold()
            start = match.start("nation") if groups.get("nation") else match.start("title")
            if (name, title) in seen or _NOT_NOW.search(item.text[max(0, start - 12) : start]) or _quoted(item.text, match.start("title")):
                continue
            nation = countries.by_demonym().get(groups.get("nation") or "") or countries.by_name().get(groups.get("nation") or "")
            terms = _terms(name, title, nation)
            allows = _merged([Interval(t.start, t.end - timedelta(1) if t.end else None) for t in terms])
            if not allows:
                continue
            seen.add((name, title))
            held_by = f"{terms[0].office} of {terms[0].country}"
            spans = ", ".join(f"{i.earliest or ''} to {i.latest or 'now'}" for i in allows)
            yield Evidence("office", Span(start, match.end()), "item", allows, True, f"{name} is {held_by}: {spans}")


def _terms(name: str, title: str, nation: str | None) -> list[Term]:
    """The terms that the words allow: the full name, else the name without what follows it, else the surname with the nation."""
    words = name.split()
    for cut in range(len(words), 0, -1):
        terms = held(" ".join(words[:cut]), title if title in TITLES else None, nation)
        holders = {term.country for term in terms}
        if terms and len(holders) == 1 and (cut > 1 or nation or _same_person(terms)):
            return list(terms)
    return []


def _same_person(terms: tuple[Term, ...]) -> bool:
    return len({term.name.split()[-1].casefold() for term in terms}) == 1 and len({term.name.split()[0][:3].casefold() for term in terms}) == 1


def _quoted(text: str, at: int) -> bool:
    """Whether a position lies in quoted speech of the same paragraph: old words may be quoted."""
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    return before.count("“") > before.count("”")


def _merged(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Disjoint intervals, in order; terms that follow on each other are one."""
    ordered = sorted(intervals, key=lambda i: i.earliest or date.min)
    merged: list[Interval] = []
    for interval in ordered:
        last = merged[-1] if merged else None
        if last is not None and (last.latest is None or (interval.earliest or date.min) <= last.latest + timedelta(1)):
            latest = None if last.latest is None or interval.latest is None else max(last.latest, interval.latest)
            merged[-1] = Interval(last.earliest, latest)
        else:
            merged.append(interval)
    return tuple(merged)


def year_reference(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """"Last year" in a paragraph that names the latest year of the text: that year is the one before the writing, since a writer
    leaves out the current year beside a month."""
    years = [(int(e.value[:4]), e) for e in expressions if re.match(r"\d{4}", e.value) and not speaks_ahead(item.text, e)]
    if not years:
        return
    latest = max(year for year, _ in years)
    for match in _LAST_YEAR.finditer(item.text):
        if _quoted(item.text, match.start()):
            continue
        start, end = item.text.rfind("\n", 0, match.start()) + 1, item.text.find("\n", match.end())
        near = [e for year, e in years if year == latest and start <= e.span.start < (end if end >= 0 else len(item.text)) and len(e.value) >= 7]
        if near:
            yield Evidence("year-reference", Span(match.start(), match.end()), "item", (Interval(date(latest + 1, 1, 1), date(latest + 1, 12, 31)),), True,
                           f"{match[0]!r} beside {near[0].text!r}: written in {latest + 1}")
            return


def latest_past(item: Item, expressions: tuple[TimeExpression, ...]) -> Iterator[Evidence]:
    """The latest complete date told as past: the text is not older."""
    best: tuple[date, TimeExpression] | None = None
    for expression in expressions:
        days = days_of(expression.value) if expression.type in ("DATE", "TIME") and expression.value[:2] in ("19", "20") else None
        if days is None or days.earliest is None or speaks_ahead(item.text, expression) or days.earliest.year < LOW:
            continue
        if len(expression.value) == 4 and days.earliest.year > 2030:
            continue
        if best is None or days.earliest > best[0]:
            best = (days.earliest, expression)
    if best is not None:
        yield Evidence("latest-past", best[1].span, "item", (Interval(best[0], None),), True, f"{best[1].text!r} is told as past")


def dateline_evidence(item: Item) -> Iterator[Evidence]:
    """"BAKU, 3 January (Agency) -": the day of filing; without a year every year's."""
    body = item.paragraphs[0] if item.paragraphs else item.text
    match = _DATELINE.match(body)
    if not match:
        return
    at = item.text.find(body)
    for expression in find(match["day"] + (f" {match['y']}" if match["y"] else "")):
        if expression.kind != "date":
            continue
        month, number = int(expression.value[5:7]), int(expression.value[8:10])
        years = [int(match["y"])] if match["y"] else range(LOW, HIGH + 1)
        allows = []
        for year in years:
            try:
                day = date(year, month, number)
            except ValueError:
                continue
            allows.append(Interval(day, day + timedelta(1)))
        yield Evidence("dateline", Span(at + match.start("day"), at + match.end("day")), "item", tuple(allows), True, f"filed on {match['day']}")
