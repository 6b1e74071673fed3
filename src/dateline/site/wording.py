"""The words that the site uses for roles, kinds of evidence, types of event and the other values of the record.

All of them are marked for translation as they stand: `marked` names them for the catalogues.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from .languages import country_name, gettext, language_name

#: Kinds of evidence in words; a kind that is not here takes the longest beginning that is.
EVIDENCE = {
    "known": "given with the page",
    "json-ld": "the page's JSON-LD",
    "json-ld-modified": "a date of change in the JSON-LD",
    "meta": "the page's metadata",
    "meta-modified": "a date of change in the metadata",
    "microdata": "the page's microdata",
    "markup": "the markup",
    "feed": "the feed",
    "url": "the address",
    "url-day": "the day in the address",
    "url-month": "the month in the address",
    "url-year": "the year in the address",
    "image-address": "the address of a picture",
    "line": "a line of the page",
    "line-date": "the date line of the article",
    "line-byline": "the byline",
    "line-own": "a line that is a date",
    "line-before": "a line before the article",
    "line-after": "a line after the article",
    "line-updated": "a line that says when it was updated",
    "line-comment": "a reader's comment",
    "line-headline": "the headline",
    "line-teaser": "the date of another story",
    "line-first-paragraph": "the first paragraph",
    "line-near": "a line near the article",
    "line-standfirst": "the standfirst",
    "date-line": "the date printed beside it",
    "time": "a time element",
    "time-first": "the first time element",
    "time-later": "a later time element",
    "text": "a line of the text",
    "text-day-after": "the day after the evening that it tells of",
    "modified": "a date of change",
    "weekday": "a weekday",
    "weekday-date": "a weekday with its date",
    "weekday-year": "a weekday that fits few years",
    "filed-weekday": "the weekday with which a filed report opens",
    "office": "who held which office",
    "year-reference": "“last year” beside a year",
    "latest-past": "the latest date told as past",
    "latest-past-reach": "how long after such a date pages are written",
    "to-come": "a date told as yet to come",
    "dateline": "the dateline",
    "other-report": "another report of it on the page",
    "rail": "the page's other stories",
    "http": "the HTTP header",
    "http-modified": "when the server changed its file",
    "masthead": "the day in the head of the site",
    "warc": "the crawl's record",
    "copyright": "the copyright line",
    "account": "a year of account or of a season",
    "counted": "a year in which something is counted",
    "own-address": "an address of its own that it names",
    "counted-back": "a day counted back from another",
    "expression": "the words",
    "said-on": "the day it was said",
    "appeared": "the day on which it says that it appeared",
    "headline": "a date beside the headline",
    "headline-updated": "beside the headline, when it was updated",
    "tag": "an element named for dates",
    "tag-updated": "an element named for the day of a change",
    "shown": "a line of the text",
    "shown-updated": "a date of change",
    "shown-today": "the day in the head of the site",
    "shown-post": "the date of a post that it shows",
    "swapped": "the same figures, day and month exchanged",
    "description": "the page's description of itself",
    "title": "the page's title",
    "compared": "a year with which it compares",
    "picture": "the date of a picture",
    "post": "the date of a post that it shows",
    "report": "the hour and day with which it opens",
    "recent-month": "the latest month told as past",
    "recent-years": "the latest year told as past",
    "archive-address": "the address in a web archive",
    "saved-file": "the day on which the page was saved",
    "correction": "a correction by a person",
    "candidate": "who ran for president",
    "happening": "a happening that it names",
    "happening-year": "years counted from a happening",
    "end": "what ends the days",
    "article": "the article of the page",
}
ROLES = {
    "app-promo": "app promotion",
    "comment-prompt": "comment prompt",
    "cookie-notice": "cookie notice",
    "share-bar": "share bar",
    "related-heading": "heading of a list",
    "author-bio": "about the author",
    "teaser-headline": "teaser headline",
    "teaser-text": "teaser text",
    "list-item": "list item",
}
#: Types of event as a reader says them.
EVENTS = {
    "AGREE": "agreement or offer",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "retreat",
    "REQUEST": "request",
    "ACCUSE": "accusation or inquiry",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "assault",
    "DISASTER": "disaster",
    "ACCIDENT": "accident",
    "BUILD": "building",
    "DEATH": "death",
    "ELECT": "election",
    "APPOINT": "appointment",
}

#: How something was said, by kind of statement.
SPEECH = {"direct": "in their own words", "indirect": "in the words of the report", "mixed": "partly in their own words"}


#: Values that are words already, one a line.
VALUES = tuple((files(__package__) / "values.txt").read_text(encoding="utf-8").splitlines())
#: Facets whose values are words of ours; those of the others are names.
WORDED = frozenset({"kind", "genre", "act", "form", "certainty", "what", "tab"})


def marked() -> Iterable[str]:
    """Every text of this module that is translated."""
    return dict.fromkeys((*EVIDENCE.values(), *ROLES.values(), *EVENTS.values(), *SPEECH.values(), *VALUES))


def word(value: str | None) -> str:
    """A value of the record in the reader's language; one that is no word of ours as it is."""
    return gettext(value) if value in _MARKED else (value or "")


def value_name(facet: str, value: str) -> str:
    """A facet's value in the reader's language."""
    if facet == "language":
        return language_name(value)
    if facet == "country":
        return country_name(value)
    if facet == "kind" and value in SPEECH:
        return word(SPEECH[value])
    if facet == "type":
        return event_name(value) if value.isupper() else word(value)
    return word(value) if facet in WORDED else value


def evidence_name(kind: str) -> str:
    """A kind of evidence in words."""
    parts = kind.split("-")
    found = (EVIDENCE[name] for size in range(len(parts), 0, -1) if (name := "-".join(parts[:size])) in EVIDENCE)
    return word(next(found, kind))


def event_name(type: str) -> str:
    """A type of event in words."""
    return word(EVENTS.get(type, type.lower().replace("_", " ")))


_MARKED = frozenset(marked())
