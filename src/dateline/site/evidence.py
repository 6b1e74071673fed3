"""Evidence of a date in the reader's language: what it stands on, what it says, what it allows, how often its kind was right.

The solver notes sentences of its table (`dates.notes`), joined by "; ", with words of the page and days in them; the readers of pages note
some too. All stand in `NOTES` to be translated; what is none of them is a value that the page states, and stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..types import Evidence, Item
from .languages import N_, country_name, days, gettext, number, on_day
from .wording import word

#: How often a kind of evidence was right, as the solver notes it.
_MEASURED = "right on %(right)s of %(pages)s development pages"
#: The sentences of the solver and of the readers of pages; “%(words)s” stands for words in Python's quotation marks.
NOTES = (
    _MEASURED,
    N_("set aside: %(reason)s"),
    N_("not known: %(reason)s"),
    N_("“%(words)s” is told as past"),
    N_("“%(words)s” is told, as past or as still to come within a year"),
    N_("“%(words)s” is the latest date that is told: few texts are written ten years after it"),
    N_("“%(words)s” is the latest date told as past: few texts are written later than four years after it"),
    N_("“%(words)s” is the latest told as past: few texts are ten years younger"),
    N_("“%(words)s” is still to come"),
    N_("“%(words)s” is compared with what is told"),
    N_("“%(words)s” beside “%(others)s”: written in %(year)s"),
    N_("a picture of %(when)s: its text is of the same week"),
    N_("a post of %(when)s: the text that shows it is of the same week"),
    N_("the report opens with an hour of %(when)s: it is of the same week"),
    N_("copyright of %(year)s"),
    N_("“%(words)s”: the accounts of it are told within two years"),
    N_("“%(words)s”: counted in that year or soon after"),
    N_("its own address: %(address)s"),
    N_("“%(words)s”: counted back from %(day)s"),
    N_("“%(words)s”: as written"),
    N_("“%(words)s”: its item is of %(first)s to %(last)s"),
    N_("“%(words)s”: its item is of %(day)s"),
    N_("filed on %(when)s"),
    N_("the day told first is %(when)s"),
    N_("appeared on %(when)s"),
    N_("%(when)s: such a day in %(years)s"),
    N_("the rail's newest date is %(day)s"),
    N_("a rail is of a day or two"),
    N_("the head of the site shows %(when)s"),
    N_("the page states %(day)s, and nothing shows that it was captured so late"),
    N_("“%(words)s” counts back from it"),
    N_("few of its stories are older than a year"),
    N_("another report of it on the page: %(note)s"),
    N_("the page shows: %(title)s"),
    N_("the JSON-LD states: %(title)s"),
    N_("%(codec)s: byte order mark"),
    N_("%(codec)s: header"),
    N_("%(codec)s: valid but for damaged characters"),
    N_("%(codec)s: valid UTF-8"),
    N_("%(codec)s: encoded twice, undone"),
    N_("%(codec)s: valid UTF-8 that reads as if it had been encoded twice; some of it is lost, so it stands as it is"),
    N_("the page breaks off: its markup ends in the middle, so that the text may not be whole"),
    N_("%(codec)s: detected, confidence %(share)s"),
    N_("%(name)s is %(office)s of %(country)s: %(terms)s"),
    N_("%(name)s ran for president: %(terms)s"),
    N_("“%(words)s”, which was on %(day)s, is past"),
    N_("“%(words)s”: the years are counted from %(day)s"),
    N_("nothing says until when: no page is dated later, as offices and holders are not known so far ahead"),
    N_("not after the capture"),
    N_("the page states “%(words)s”, which is after its capture"),
    N_("“%(words)s” contradicts the page, which states %(day)s"),
    N_("its article was written on %(day)s, after the newest of the page's other stories"),
)
#: Why something is set aside, or not known: parts of the sentences above.
REASONS = (
    N_("other days are better supported"),
    N_("the words contradict it or the page is at odds with itself"),
    N_("it contradicts what is trusted more"),
    N_("the page states another day"),
    N_("the page was captured before that day"),
    N_("neither fields nor words leave less than ten years"),
    N_("no run of prose reads like an article"),
)
#: Notes that say no more than the kind of the evidence does.
_SILENT = frozenset(("given by the caller",))
#: Fields that say no more than the kind of the evidence does.
_PLAIN_FIELDS = frozenset(("url", "captured_at", "the page's other stories", "the page's article", "date line", "horizon", "capture"))
#: What is shown for a sentence in place of itself.
_SHOWN = {_MEASURED: N_("right on %(right)s of %(pages)s pages tried")}


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence as the reader shows it: `stated`: a value of a field or words of the page that its span does not quote;
    `field`: the path of the field, where it says more than the kind; `said`: what the solver says of it; `measured`: how often such
    evidence was right."""

    stated: str
    field: str
    said: str
    measured: str


def proof_of(evidence: Evidence) -> Proof:
    """A piece of evidence in parts, each in the reader's language."""
    stated: list[str] = []
    said: list[str] = []
    measured: list[str] = []
    for part in (part for part in evidence.note.split("; ") if part and part not in _SILENT):
        reason = part.removeprefix("set aside: ")
        pattern, _ = _fitting(part)
        (stated if pattern is None else measured if pattern == _MEASURED else said).append(noted(reason))
    field = evidence.where if isinstance(evidence.where, str) else ""
    plain = field in _PLAIN_FIELDS or field.startswith(("markup", "item ", "time["))
    return Proof("; ".join(stated), "" if plain else field, "; ".join(said), "; ".join(measured))


def note_of(evidence: Evidence) -> str:
    """What the solver notes of a piece of evidence."""
    return "; ".join(noted(part) for part in evidence.note.split("; "))


def noted(sentence: str) -> str:
    """One sentence of a note in the reader's language; a value that the page states as it is."""
    if sentence in REASONS:
        return gettext(sentence)
    pattern, parts = _fitting(sentence)
    if pattern is None:
        return sentence
    return gettext(_SHOWN.get(pattern, pattern)) % {name: _part(name, value) for name, value in parts.items()}


def reason_of(note: str) -> str:
    """The reasons alone of a note that says that something is not known."""
    return "; ".join(noted(part) for part in note.removeprefix("not known: ").split("; "))


def pattern_of(sentence: str) -> str | None:
    """The sentence of the table that this is one of; None for a value that the page states."""
    return _fitting(sentence)[0]


def _fitting(sentence: str) -> tuple[str | None, dict[str, str]]:
    for pattern, compiled in _compiled():
        if found := compiled.fullmatch(sentence):
            return pattern, found.groupdict()
    return None, {}


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for pattern in NOTES:
        told = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(pattern))
        made.append((pattern, re.compile(told.replace("“", "[\"']").replace("”", "[\"']"))))
    return tuple(made)


def _part(name: str, value: str) -> str:
    """A part of a sentence: numbers, days, countries and reasons have their own form in each language."""
    if name in ("right", "pages"):
        return number(int(value))
    if name in ("reason", "note"):
        return noted(value)
    if name == "country":
        return country_name(value)
    if name in ("day", "first", "last"):
        return on_day(date.fromisoformat(value))
    if name == "terms":
        return ", ".join(_term(term) for term in value.split(", "))
    return word(value) if name == "office" else value


def _term(told: str) -> str:
    """ "2021-01-28 to now": from when to when an office was held."""
    first, _, last = told.partition(" to ")
    low, high = (None if end in ("before", "now") else date.fromisoformat(end) for end in (first, last))
    return _open(low, high)


def _open(low: date | None, high: date | None) -> str:
    if low and high:
        return days(low, high)
    if low:
        return gettext("from %(day)s") % {"day": on_day(low)}
    return gettext("until %(day)s") % {"day": on_day(high)} if high else ""


def allows(evidence: Evidence) -> str:
    """The days that a piece of evidence permits, in words."""
    shown = [told for interval in evidence.allows[:3] if (told := _open(interval.earliest, interval.latest))]
    more = len(evidence.allows) - 3
    return "; ".join(shown) + (f"; {gettext('%(n)s more') % {'n': number(more)}}" if more > 0 else "")


def quoted(evidence: Evidence, item: Item | None, text: str | None = None) -> str:
    """The words or the field that a piece of evidence stands on."""
    if isinstance(evidence.where, str):
        return evidence.where
    if evidence.within == "item" and item is not None:
        return bare(evidence.where.of(item.text))
    return bare(evidence.where.of(text)) if text else gettext("a line of the page")


def bare(words: str) -> str:
    """Words without the quotation marks around them, where the page sets its own."""
    words = " ".join(words.split())
    return words.strip('“”"«»„‟').rstrip(",") if words[:1] in '“"«„' else words
