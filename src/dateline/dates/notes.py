"""The sentences of the solver: every one has a key, and is told in English here alone. The site tells them in the reader's language by the
same table, so no rule may note a sentence that does not stand in it. Sentences of one note are joined by "; "."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SENTENCES", "say"]

#: By key; “%(words)s” are words of the page, which stand in Python's quotation marks; %(day)s is a day by ISO 8601.
SENTENCES: Mapping[str, str] = {
    "measured": "right on %(right)s of %(pages)s development pages",
    "set aside": "set aside: %(reason)s",
    "past": "“%(words)s” is told as past",
    "past or soon": "“%(words)s” is told, as past or as still to come within a year",
    "reach": "“%(words)s” is the latest date that is told: few texts are written ten years after it",
    "latest": "“%(words)s” is the latest told as past: few texts are ten years younger",
    "to come": "“%(words)s” is still to come",
    "compared": "“%(words)s” is compared with what is told",
    "beside": "“%(words)s” beside “%(others)s”: written in %(year)s",
    "picture": "a picture of %(when)s: its text is of the same week",
    "post": "a post of %(when)s: the text that shows it is of the same week",
    "report": "the report opens with an hour of %(when)s: it is of the same week",
    "copyright": "copyright of %(year)s",
    "account": "“%(words)s”: the accounts of it are told within two years",
    "counted": "“%(words)s”: counted in that year or soon after",
    "own address": "its own address: %(address)s",
    "filed": "filed on %(when)s",
    "first told": "the day told first is %(when)s",
    "appeared": "appeared on %(when)s",
    "such a day": "%(when)s: such a day in %(years)s",
    "masthead": "the head of the site shows %(when)s",
    "newest of rail": "the rail's newest date is %(day)s",
    "rail": "a rail is of a day or two",
    "back from rail": "“%(words)s” counts back from it",
    "old in rail": "few of its stories are older than a year",
    "other report": "another report of it on the page: %(note)s",
    "candidate": "%(name)s ran for president: %(terms)s",
    "happening": "“%(words)s”, which was on %(day)s, is past",
    "years from": "“%(words)s”: the years are counted from %(day)s",
    "horizon": "nothing says until when: no page is dated later, as offices and holders are not known so far ahead",
    "not after": "not after the capture",
    "later": "the page states “%(words)s”, which is after its capture",
    "ahead": "the page states %(day)s, and nothing shows that it was captured so late",
    "contradicted": "“%(words)s” contradicts the page, which states %(day)s",
    "after rail": "its article was written on %(day)s, after the newest of the page's other stories",
    "office": "%(name)s is %(office)s of %(country)s: %(terms)s",
    "counted back": "“%(words)s”: counted back from %(day)s",
    "as written": "“%(words)s”: as written",
    "of a day": "“%(words)s”: its item is of %(day)s",
    "of days": "“%(words)s”: its item is of %(first)s to %(last)s",
}
_QUOTED = ("words", "others")


def say(key: str, **parts: object) -> str:
    """A sentence in English. Raises KeyError for one that is not in the table, or lacks a part."""
    told = {name: repr(value) if name in _QUOTED else value for name, value in parts.items()}
    return SENTENCES[key].replace("“", "").replace("”", "") % told
