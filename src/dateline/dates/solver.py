"""Evidence to date estimates, for two clocks: when an item was written, and when the page was captured.

Pieces are taken in order of trust; each narrows the days that are left; one that would leave none is set aside and stays in the
estimate as unused. The clocks are never mixed: a teaser's date is no evidence for the article, the article's none for the teasers.
A rail is as new as the capture: its dated teasers date the capture, and the capture bounds its undated ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from ..expressions.ages import age
from ..items.cut import Cut
from ..pages.document import Document
from ..types import DateEstimate, Evidence, Interval, Item, Note
from . import fields
from .article import contradiction, date_article, sure
from .bounding import ahead, not_later, universal_day
from .candidates import american_order
from .entries import dated_entries
from .excerpts import Excerpts, excerpts
from .intervals import HORIZON, WIDEST, solve
from .markup import page_candidates
from .masthead import masthead_evidence
from .notes import say
from .offers import Candidate
from .told import copyright_line
from .words import dated, word_evidence

#: A page is captured at most so long after the newest dated teaser of its rail: a short span, as the words give no end.
RAIL_AGE = timedelta(14)
#: Why nothing is stated, where nothing contradicts.
UNKNOWN = "neither fields nor words leave less than ten years"
#: Why a day is set aside that a field states.
LATER = "the page was captured before that day"
#: A dated teaser, the words of its topic and what dates it; so many are compared with the others.
Report = tuple[Item, frozenset[str], list[Evidence]]
_MOST_REPORTS = 60


def date_page(document: Document, cut: Cut, marked: Excerpts | None = None) -> tuple[tuple[Item, ...], DateEstimate | None]:
    """The items with their dates, and the capture's date from what the caller, the transport, the rail and the head of the site say. Of a
    document that has lost its content since, `marked` are the excerpts."""
    marked = excerpts(document) if marked is None else marked
    given = list(fields.capture_evidence(document))
    bound = _latest(given)
    known = next((e.allows[0] for e in given if e.kind in fields.CAPTURE_KNOWN), None)
    rail = [(item, _own(item, known, cut)) for item in cut.items if item.kind == "teaser"]
    by_rail = _captured(given, rail)
    captured = by_rail if known else _captured([*given, *masthead_evidence(cut, american_order(document, cut))], rail)
    latest = bound or (captured.latest if captured and known else None)
    articles = {item.id: _dated_article(item, document, cut, latest, known, marked) for item in cut.items if item.kind == "article"}
    article = next(iter(articles.values()), None)
    fresh = None if _newer_ones_count_back(rail, cut) else _fresh(by_rail, article)
    items, teasers, reports = [], iter(rail), _reports(rail)
    for item in cut.items:
        if item.kind == "article":
            items.append(dated_entries(articles[item.id], cut.entry_stamps.get(item.id, ())))
        elif item.kind == "teaser":
            items.append(_dated_teaser(item, next(teasers)[1], reports, captured, fresh))
        else:
            items.append(_with(item, solve(_own(item, known, cut))))
    if captured is not None and article is not None:
        captured = _after_article(captured, article)
    return tuple(_in_doubt(item, captured) for item in items), captured


def date_of_page(document: Document, cut: Cut) -> DateEstimate | None:
    """The day of the article; where the page shows none (a picture, a film, a paywall), what fields, addresses and printed dates say."""
    marked = excerpts(document)
    items, _ = date_page(document, cut, marked)
    article = next((item for item in items if item.kind == "article"), None)
    if article is not None:
        return article.published
    return doubted_ahead(date_article(page_candidates(document, cut, marked), (), document, cut, within(document)))


def date_of_article(document: Document, cut: Cut) -> DateEstimate | None:
    """The same from the article alone: the page's other stories say nothing of the capture, and its words are read only where its
    fields and printed dates leave a doubt."""
    marked, days = excerpts(document), within(document)
    article = next((item for item in cut.items if item.kind == "article"), None)
    found = page_candidates(document, cut, marked)
    if article is None or sure(found, document, cut, days):
        return doubted_ahead(date_article(found, (), document, cut, days))
    known = next((e.allows[0] for e in fields.capture_evidence(document) if e.kind in fields.CAPTURE_KNOWN), None)
    return doubted_ahead(_dated_article(article, document, cut, days.latest, known, marked).published)


def doubted_ahead(estimate: DateEstimate | None) -> DateEstimate | None:
    """The estimate, in doubt where it is far ahead and nothing shows that the page was captured so late."""
    return replace(estimate, doubtful=True) if estimate is not None and ahead(estimate, None) else estimate


def within(document: Document) -> Interval:
    """The days on which the page can have been published: not after its capture, where that is known."""
    return Interval(fields.EARLIEST, _latest(list(fields.capture_evidence(document))) or HORIZON)


def _latest(given: list[Evidence]) -> date | None:
    """The day of capture, where it is stated outright."""
    return max((i.latest for e in given if e.kind in fields.CAPTURE_KNOWN for i in e.allows if i.latest), default=None)


def _own(item: Item, captured: Interval | None, cut: Cut) -> list[Evidence]:
    """What an item's own words, address and date line say."""
    evidence = list(word_evidence(item, dated(item.text, item.language))) if item.kind != "comment" else []
    evidence += fields.shown_evidence(item, captured, cut.stamps.get(item.id))
    if item.kind == "teaser":
        evidence += fields.url_evidence(item.url)
    return evidence


def _with(item: Item, estimate: DateEstimate | None, reason: str = UNKNOWN) -> Item:
    if estimate is None:
        return replace(item, notes=(*item.notes, Note("published", f"not known: {reason}")))
    return replace(item, published=estimate)


def _dated_article(
    item: Item, document: Document, cut: Cut, bound: date | None, captured: Interval | None, marked: Excerpts
) -> Item:
    found = page_candidates(document, cut, marked)
    days = Interval(fields.EARLIEST, bound or HORIZON)
    words = [*word_evidence(item, dated(item.text, item.language)), *fields.served_evidence(document)]
    if captured is not None and not any(c.within == "page" for c in found):
        words += fields.shown_evidence(item, captured)
    estimate = date_article(found, words, document, cut, days)
    dayless = estimate is None or estimate.day is None
    if dayless and (line := tuple(copyright_line(cut, bare=document.media_type == "text/plain"))):
        estimate = date_article(found, (*words, *line), document, cut, days)
    changed = fields.modified(not_later(found, days))
    against = contradiction(found, words, item, document, cut, days) if estimate is None else None
    item = _with_later(_with(item, estimate, against or UNKNOWN), found, days)
    if changed is None or (estimate is not None and changed[0] < estimate.earliest):
        return item
    day, time, field = changed
    evidence = fields.piece("modified", field.where, field.within, day, day, field.words)
    return replace(item, modified=DateEstimate(day, day, (evidence,), time))


def _with_later(item: Item, found: Sequence[Candidate], days: Interval) -> Item:
    """The item with what the page states beyond its capture: set aside among the evidence, or told in the reason why it is not dated."""
    possible = set(not_later(found, days))
    stated = [c for c in found if c not in possible and not c.swapped and c.of_publication_field]
    later = {c.day: c for c in reversed(stated)}
    if not later or days.latest in (None, HORIZON):
        return item
    if item.published is None:
        *others, last = item.notes
        told = "; ".join((last.text, *(say("later", words=c.words) for c in later.values())))
        return replace(item, notes=(*others, replace(last, text=told)))
    aside = (
        replace(fields.piece(c.kind, c.where, c.within, c.day, c.day, f"{c.words}; {say('set aside', reason=LATER)}"), used=False)
        for c in later.values()
    )
    return replace(item, published=replace(item.published, evidence=(*item.published.evidence, *aside)))


def _captured(given: list[Evidence], rail: list[tuple[Item, list[Evidence]]]) -> DateEstimate | None:
    """The capture's day: what is known, else the rail's newest dates and office holders."""
    if any(e.kind in fields.CAPTURE_KNOWN for e in given):
        return solve(given)
    evidence = list(given)
    for item, own in rail:
        for piece in own:
            if piece.kind in ("weekday-date", "date-line", "url", "dateline"):
                allows = tuple(Interval(i.earliest, i.latest + RAIL_AGE if i.latest else None) for i in piece.allows)
            elif piece.kind in ("office", "latest-past"):
                # A rail may hold an old story: its holders say only that the capture is not older, the rest counts for less.
                starts = [i.earliest for i in piece.allows]
                allows = (Interval(None if None in starts else min(start for start in starts if start), None),)
                if piece.kind == "office":
                    evidence.append(replace(piece, kind="rail-office"))
            else:
                continue
            where = item.locate(piece.where) if piece.within == "item" and not isinstance(piece.where, str) else ()
            evidence.append(
                replace(piece, allows=allows, where=where[0] if where else piece.where, within="page" if where else piece.within)
            )
    estimate = solve(_newest_first(evidence))
    if estimate is None or estimate.latest - estimate.earliest > timedelta(370):
        return estimate if estimate and estimate.latest - estimate.earliest <= WIDEST else None
    return estimate


def _newest_first(evidence: list[Evidence]) -> list[Evidence]:
    """Dates of a rail differ; the newest bounds the capture, older ones only say that it is not earlier."""
    starts = [e.allows[0].earliest if e.kind in ("date-line", "url") else None for e in evidence]
    newest = max((start for start in starts if start), default=None)
    kept = [e for e, start in zip(evidence, starts, strict=True) if start is None]
    for e, start in zip(evidence, starts, strict=True):
        if start is not None:
            kept.append(e if start == newest else replace(e, allows=(Interval(start, None),)))
    return kept


def _after_article(captured: DateEstimate, article: Item) -> DateEstimate:
    """A page is captured on or after the day its article was written. Where all that dates the capture, its rail, is older, the
    contradiction stays, and both are in doubt."""
    low = _reached(article.published) if article.published else None
    if low is None or captured.earliest >= low:
        return captured
    if captured.latest >= low:
        return replace(captured, earliest=low)
    against = Evidence("article", "the page's article", "field", (Interval(low, None),), False, say("after rail", day=low))
    return replace(captured, evidence=(*captured.evidence, against), doubtful=True)


def _reached(published: DateEstimate) -> date:
    """The first day, in universal time, on which the article can have been there."""
    return universal_day(published.earliest, published.time)


def _in_doubt(item: Item, captured: DateEstimate | None) -> Item:
    """An article that was written after its page was captured, as its rail has it, or further ahead than anything shows, is in doubt, and
    says so."""
    if item.kind != "article" or item.published is None:
        return item
    if captured is not None and captured.latest < _reached(item.published):
        note = Note("published", say("after rail", day=item.published.earliest))
    elif ahead(item.published, captured):
        note = Note("published", say("ahead", day=item.published.earliest))
    else:
        return item
    return replace(item, published=replace(item.published, doubtful=True), notes=(*item.notes, note))


def _newer_ones_count_back(rail: Sequence[tuple[Item, list[Evidence]]], cut: Cut) -> bool:
    """Whether a rail has stories that are hours old, with nothing that dates them: the days that it prints are of older ones."""
    ages = [age(item.shown_date) for item, _ in rail if item.shown_date and item.id not in cut.stamps]
    return any(found and not found[0] for found in ages) and not any(item.id in cut.stamps for item, _ in rail)


def _fresh(captured: DateEstimate | None, article: Item | None) -> date | None:
    """The newest day of the rail, where it is as new as the page: a rail whose dates all end before the article was written shows its old
    stories with days and its new ones without."""
    if captured is None or captured.latest - captured.earliest > RAIL_AGE + timedelta(2):
        return None
    written = article.published if article else None
    return None if written and written.earliest > captured.earliest + timedelta(1) else captured.earliest


def _dated_teaser(
    item: Item, own: list[Evidence], reports: Sequence[Report], captured: DateEstimate | None, fresh: date | None
) -> Item:
    if captured is None:
        return _with(item, solve(own))
    evidence = list(own)
    if fresh is not None and not any(e.kind in ("weekday-date", "date-line", "url", "dateline") for e in own):
        evidence += [_beside(item, fresh)] if item.shown_date else [*_other_reports(item, reports), _beside(item, fresh)]
    elif fresh is not None:
        evidence.append(
            Evidence(
                "rail",
                "the page's other stories",
                "field",
                (Interval(fresh - timedelta(370), captured.latest),),
                True,
                f"{say('newest of rail', day=fresh)}; {say('old in rail')}",
            )
        )
    return _with(item, solve(evidence, Interval(fields.EARLIEST, captured.latest)))


def _beside(item: Item, fresh: date) -> Evidence:
    """What the newest day of the rail says of a teaser without a date of its own: of a day or two, or as old as its line says."""
    back = fields.counted_back(item.shown_date, Interval(fresh, fresh + timedelta(1))) if item.shown_date else None
    allows = back or Interval(fresh - timedelta(1), fresh + timedelta(1))
    why = say("back from rail", words=(item.shown_date or "")[:40]) if back else say("rail")
    return Evidence("rail", "the page's other stories", "field", (allows,), True, f"{say('newest of rail', day=fresh)}; {why}")


def _reports(rail: list[tuple[Item, list[Evidence]]]) -> list[Report]:
    """The dated teasers of a rail, at most sixty from the top."""
    kinds = ("weekday-date", "date-line", "dateline")
    dating = ((item, [piece for piece in own if piece.kind in kinds]) for item, own in rail)
    return [(item, _topic(item.text), pieces) for item, pieces in islice((row for row in dating if row[1]), _MOST_REPORTS)]


def _other_reports(item: Item, reports: Sequence[Report]) -> Iterable[Evidence]:
    """Another teaser that reports the same happening and is dated lends its date: most of the shorter one's words are the other's."""
    words = _topic(item.text) if reports else frozenset()
    for other, theirs, pieces in reports:
        shared = words & theirs
        if other.id == item.id or len(shared) < 5 or len(shared) < 0.4 * min(len(words), len(theirs)):
            continue
        for piece in pieces:
            allows = tuple(
                Interval(i.earliest - timedelta(1) if i.earliest else None, i.latest + timedelta(1) if i.latest else None)
                for i in piece.allows
            )
            yield Evidence("other-report", f"item {other.id}", "field", allows, True, say("other report", note=piece.note))


def _topic(text: str) -> frozenset[str]:
    words = (word.strip(".,;:()“”\"'’").casefold() for word in text.split())
    return frozenset(word[:7] for word in words if len(word) > 3 or word.isdigit())
