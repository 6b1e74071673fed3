"""The article's day: the candidates of the page weighed against each other and against the article's own words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..expressions.times import month_days
from ..items.cut import Cut
from ..pages.document import Document
from ..types import DateEstimate, Evidence, Interval, Item
from .bounding import not_later
from .candidates import address_month, address_months
from .choosing import MONTH, SWAPPED, contested, features, probabilities, trust, weights
from .fields import piece
from .intervals import WIDEST, intersect, solve, trusted
from .notes import say
from .offers import Candidate

#: From this probability on a single day is stated: it is more likely than all others, and "none of them", together.
CERTAIN = 0.5
#: Where the days of other stories and happenings stand as often as the page's own.
_ANYBODYS = re.compile(
    r"line-(?:other|post|teaser|own|first-paragraph|later-paragraph|(?:inside|after)(?:-bare)?)|markup-[a-z-]+|(?:tag|headline|shown)-other-[a-z]+|tag-plain-far"
)
#: Of a day that holds so much the words change nothing on nineteen of twenty development pages.
SURE = 0.7
#: Days that hold this much of the probability make the interval where no day is certain.
ENOUGH = 0.95
#: An interval between candidates is not stated if it is longer.
LONGEST = timedelta(800)
#: A day that holds so much, more than two days off, makes the answer doubtful.
RIVAL = 0.25
#: Words may be off by so much: time zones, midnight, a report written the day before.
SLACK = timedelta(2)
#: Kinds of words that a candidate must agree with, and the most that contradicting one, or all of them, costs (log odds). A page
#: that states its day in several places outweighs words that look back; one forged field does not outweigh the words.
_BINDING = frozenset({"office", "weekday-date", "year-reference", "dateline", "happening", "happening-year", "candidate"})
#: Kinds that make a day doubtful which they contradict, and cost it nothing: days told as past (pages of events name days to come), years
#: of a weekday, the last change of the file.
_DOUBTING = _BINDING | {"latest-past", "weekday-year", "http-modified"}
_DEAREST = 6.0
_DEAREST_OF_ALL = 8.0
#: How an article prints its own day.
_PRINTED = ("line-date", "line-byline", "line-stated", "line-near-headline", "line-near-headline-bare", "line-near-headline-labelled")
#: Characters of the words that a reason quotes.
_QUOTED = 60


def date_article(
    found: Sequence[Candidate], words: Sequence[Evidence], document: Document, cut: Cut, within: Interval
) -> DateEstimate | None:
    """The estimate, or None where neither fields nor words leave less than ten years."""
    if document.published_at:
        given = piece("known", "published_at", "field", document.published_at, document.published_at, "given by the caller")
        return solve([given, *words], Interval(min(document.published_at, within.earliest or document.published_at), None))
    possible = not_later(found, within)
    days = features(possible, address_month(document, cut))
    chances = weighed(days, words)
    best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
    if best is not None and chances[best] >= CERTAIN and earned(days, best):
        return stated(best, best, possible, words, chances)
    few = _few(chances, days) if document.media_type != "text/plain" else None
    if few is not None:
        return stated(few[0], few[1], possible, words, chances)
    return _by_words(possible, words, document, cut, within)


def earned(days: Mapping[date, Mapping[str, float]], day: date) -> bool:
    """Whether a likely day may be stated: something other than faint places names it, and no field another one of another month."""
    return not faint(days[day]) and not contested(days, day)


def faint(kinds: Iterable[str]) -> bool:
    """Whether nothing names a day of a page but places where any story's, comment's or happening's day stands (paragraphs' prose, lines
    behind the article, elements and stamps far from the headline): where no other day stands beside it, it gets a probability that it has
    not earned. By folds such a day was right on 2 of 8 development pages."""
    named = [kind for kind in kinds if kind[0] != "("]
    return bool(named) and all(_ANYBODYS.fullmatch(kind) for kind in named)


def sure(found: Sequence[Candidate], document: Document, cut: Cut, within: Interval) -> bool:
    """Whether the candidates leave no doubt of a day, before any words are read."""
    chances = probabilities(features(not_later(found, within), address_month(document, cut)), weights())
    return any(day is not None and chance >= SURE for day, chance in chances.items())


def contradiction(
    found: Sequence[Candidate], words: Sequence[Evidence], item: Item, document: Document, cut: Cut, within: Interval
) -> str | None:
    """Why no day is stated though the page states one for certain: the words that contradict it; None where the page states none by
    itself, or no words speak against it."""
    chances = probabilities(features(not_later(found, within), address_month(document, cut)), weights())
    best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
    if best is None or chances[best] < CERTAIN:
        return None
    binding = sorted((e for e in words if e.kind in _BINDING and e.within == "item"), key=lambda e: -trusted(e.kind))
    for e in binding:
        if not near(best, e.allows) and not isinstance(e.where, str):
            return say("contradicted", words=" ".join(e.where.of(item.text).split())[:_QUOTED], day=best)
    return None


def weighed(
    days: Mapping[date, Mapping[str, float]], words: Sequence[Evidence], measured: Mapping[str, float] | None = None
) -> dict[date | None, float]:
    """The probability of each day, lowered where the words contradict it by more than two days. What is told as past counts only where
    a date has two readings: pages of events and plans name days to come."""
    two_readings = any(SWAPPED in kinds for kinds in days.values())
    binding = [e for e in words if e.kind in _BINDING or (two_readings and e.kind == "latest-past")]
    if looks_back(binding):
        binding = [e for e in binding if e.kind != "office"]
    table = dict(weights() if measured is None else measured)
    if not binding:
        return probabilities(days, table)
    for i, e in enumerate(binding):
        share = min(0.995, max(0.5, trusted(e.kind)))
        table[f"(against {i})"] = -min(_DEAREST, math.log(share / (1 - share)))
    judged: dict[date, dict[str, float]] = {}
    for day, kinds in days.items():
        against = {f"(against {i})": 1.0 for i, e in enumerate(binding) if not near(day, e.allows)}
        cost = -sum(table[name] for name in against)
        judged[day] = {**kinds, **{name: min(1.0, _DEAREST_OF_ALL / cost) if cost else 1.0 for name in against}}
    return probabilities(judged, table)


def looks_back(words: Sequence[Evidence]) -> bool:
    """Whether no day has all the holders of offices that a text names: it tells of several times, and they say nothing of its own."""
    left: tuple[Interval, ...] = (Interval(),)
    for e in words:
        if e.kind == "office":
            left = intersect(left, e.allows)
    return not left


def near(day: date, allows: Iterable[Interval]) -> bool:
    """Whether the day lies in the intervals, or within two days of one."""
    return any(
        (i.earliest is None or i.earliest - SLACK <= day) and (i.latest is None or day <= i.latest + SLACK) for i in allows
    )


def _few(chances: Mapping[date | None, float], days: Mapping[date, Mapping[str, float]]) -> tuple[date, date] | None:
    """The first and last of the few days that hold nearly all of the probability, and of those that fields state beside them."""
    if chances.get(None, 0.0) > 1 - ENOUGH + 0.25:
        return None
    total, chosen = chances.get(None, 0.0), set[date]()
    for day, chance in sorted(((d, c) for d, c in chances.items() if d), key=lambda row: -row[1]):
        chosen |= {day, *contested(days, day)}
        total += chance
        if total >= ENOUGH:
            break
    if not chosen or max(chosen) - min(chosen) > LONGEST or (len(chosen) == 1 and not earned(days, *chosen)):
        return None
    return min(chosen), max(chosen)


def stated(
    low: date, high: date, found: Sequence[Candidate], words: Sequence[Evidence], chances: Mapping[date | None, float]
) -> DateEstimate:
    """The estimate of the days between two, which are the same where one was chosen, with what speaks for and against it."""
    evidence = _as_evidence(found, low, high)
    # The weekdays of a filed report choose between years; where the page states the year, they contradict nothing.
    days = Interval(low - SLACK, high + SLACK)
    words = [e for e in words if e.kind != "filed-weekday" or any(i.earliest in days for i in e.allows if i.earliest)]
    agrees = [near(low, e.allows) or near(high, e.allows) for e in words]
    evidence += [
        e if fits else replace(e, used=False, note=f"{e.note}; {say('set aside', reason='the page states another day')}")
        for e, fits in zip(words, agrees, strict=True)
    ]
    rival = any(chance >= RIVAL and not low - SLACK <= day <= high + SLACK for day, chance in chances.items() if day)
    timed = [c.time for c in found if c.day == low and c.time is not None and _tells_time(c.kind)]
    time = next((time for time in timed if time.tzinfo is not None), timed[0] if timed else None)
    strong = any(e.kind in _DOUBTING and trusted(e.kind) >= 0.8 for e, fits in zip(words, agrees, strict=True) if not fits)
    return DateEstimate(low, high, tuple(evidence), time if low == high else None, rival or strong or _printed_otherwise(found, low, high))


def _tells_time(kind: str) -> bool:
    """Whether evidence of a day tells its time of day too: not that of a change, nor what is wrong as often as right, such as
    the first attribute of a page, which may be a comment's."""
    return "modified" not in kind and trusted(kind) >= 0.5


def _printed_otherwise(found: Sequence[Candidate], low: date, high: date) -> bool:
    """Whether a field of publication alone says the days, and the article's own line prints another one, more than a month off. A line
    that prints a later day than the field, or one that a field calls a change, is that of a change and says nothing against it."""
    by_field = any(low <= c.day <= high and c.of_publication_field for c in found)
    if not by_field or any(low <= c.day <= high and c.kind in _PRINTED for c in found):
        return False
    changed = {c.day for c in found if "modified" in c.kind or "updated" in c.kind}
    printed = (c.day for c in found if c.kind in _PRINTED and not c.swapped and c.day not in changed)
    return any(day < low - MONTH for day in printed)


def _as_evidence(found: Sequence[Candidate], low: date, high: date) -> list[Evidence]:
    """One piece a kind and day, trusted kinds first; those outside the estimate are set aside."""
    seen: dict[tuple[str, date], Evidence] = {}
    for candidate in found:
        kind = "swapped" if candidate.swapped else candidate.kind
        key = (kind, candidate.day)
        used = low <= candidate.day <= high
        if key in seen or (not used and (trusted(kind) < 0.5 or "modified" in kind)):
            continue
        row = trust().get(kind)
        measured = f"; {say('measured', right=row.right, pages=row.pages)}" if row and row.pages else ""
        note = f"{candidate.words}{measured}" + (
            "" if used else f"; {say('set aside', reason='other days are better supported')}"
        )
        seen[key] = replace(piece(kind, candidate.where, candidate.within, candidate.day, candidate.day, note), used=used)
    return sorted(seen.values(), key=lambda e: (not e.used, -trusted(e.kind)))


def _by_words(
    found: Sequence[Candidate], words: Sequence[Evidence], document: Document, cut: Cut, within: Interval
) -> DateEstimate | None:
    """No day stands out: what the words and the address leave; the fields that were not believed stay in the evidence."""
    pieces = list(words)
    if found_month := next(address_months(document, cut), None):
        year, month, text = found_month
        days = month_days(year, month) if month and month <= 12 else Interval(date(year, 1, 1), date(year, 12, 31))
        if days.earliest and days.earliest in within:
            pieces.append(piece("url-month" if month else "url-year", "url", "field", days.earliest, days.latest, text))
    estimate = solve(pieces, within)
    if estimate is None or estimate.latest - estimate.earliest > WIDEST:
        return None
    doubted = [e for e in _as_evidence(found, date.max, date.max) if trusted(e.kind) >= 0.6]
    strong = any(e.kind.endswith("published") for e in doubted)
    notes = [
        replace(
            e,
            note=e.note.replace("other days are better supported", "the words contradict it or the page is at odds with itself"),
        )
        for e in doubted
    ]
    return replace(estimate, evidence=(*estimate.evidence, *notes), doubtful=estimate.doubtful or strong)
