"""Titles of offices in a text with what they belong to: "Russia's human rights commissioner", "minister of defence", "Texas governor".

The titles stand in office_titles.csv with their sort, the fields of government in office_fields.csv with the form in which an office is
named after them: "Defence Minister" for "minister of defense".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..tables import cell, rows
from ..types import Mention, Span
from .shapes import Taken

#: What may stand between an owner and a title, and between a title and an owner after it.
_OWNED = re.compile(r"(?P<own>['’]s)? (?:(?:acting|new|outgoing|current|long-?time|first|top) )?$")
_OF = re.compile(r" (?:of|for|to) (?:the )?")
_APPOSED = re.compile(r", (?:the |then-?|then |former |now )?(?:[A-Z][\w-]*['’]s )?$")
_OWNERS = ("country", "nationality", "place", "organisation")
_GOES_ON = re.compile(
    r" [A-Z]|['’]s (?:[\w-]{1,20} ){0,3}(?:association|union|federation|party|bank|council|committee|court|university|club|company|"
    r"chamber|parliament|assembly|senate|league|agency|academy|church)\b"
)
_AND = re.compile(r",? and |, ")
#: Titles that are called after their field: "Defence Minister", but "Secretary of State".
_FRONTED = ("minister", "commissioner")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a text. `name`: what the office is called; `kind`: the sort of its head; `field`: whether a field of government is named;
    `owner`: the country, place or organisation whose office it is; `beside`: the person named right after or before it."""

    span: Span
    name: str
    kind: str
    field: bool
    owner: Mention | None
    beside: Mention | None


class _Places:
    """Names by where they start and end, and the characters that they take."""

    def __init__(self, text: str, names: Sequence[Mention]) -> None:
        self.starts = {m.span.start: m for m in names}
        self.ends = {m.span.end: m for m in names}
        self.taken = Taken(text, (m.span for m in names))


def titles_in(text: str, names: Sequence[Mention]) -> Iterator[Title]:
    """Every title that no name holds, in order, whether it is one office or a word."""
    places = _Places(text, names)
    for match in _pattern().finditer(text):
        kind = cell(_kinds(), match["head"])
        if kind is not None and not places.taken.holds(Span(*match.span())):
            span, owner = _owner(text, Span(*match.span()), places)
            name = _called(match) + _accredited(text, match.end(), span.end)
            yield Title(span, name, kind, bool(match["before"] or match["after"]), owner, _beside(text, span, places))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["title"]: row["kind"] for row in rows(__package__, "office_titles.csv")}


@lru_cache(maxsize=1)
def office_words() -> frozenset[str]:
    """Last words of titles that one person at a time holds for a state: "minister", "governor", "king"."""
    return frozenset(title.split()[-1] for title, kind in _kinds().items() if kind in ("state", "post", "crown"))


def fields_in(words: str) -> frozenset[str]:
    """The fields of government that the words of a title name: Defence of "minister of defense"."""
    low = words.casefold()
    found = {field: name for field, name in fields().items() if field in low and re.search(rf"\b{field}\b", low)}
    return frozenset(name for field, name in found.items() if not any(field != other and field in other for other in found))


@lru_cache(maxsize=1)
def fields() -> dict[str, str]:
    """Fields of government in small letters, to the form in which an office is named after them (office_fields.csv)."""
    return {row["field"]: row["name"] for row in rows(__package__, "office_fields.csv")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    field, head = ("|".join(re.escape(word) for word in sorted(table, key=len, reverse=True)) for table in (fields(), _kinds()))
    return re.compile(
        rf"(?:(?<![\w’'-])|(?<=[Tt]hen-)|(?<=\b[Ee]x-))"
        rf"(?i:(?P<rank>(?:first |senior )?(?:deputy|assistant) )?(?P<before>(?:(?:{field})(?:,? and |, | ))*)"
        rf"(?P<head>{head})(?P<after> (?:of|for) (?:the )?(?:{field})(?:(?:, |,? and )(?:{field}))*\b)?)(?![\w-])"
    )


def _accredited(text: str, head: int, end: int) -> str:
    """Where an envoy is sent: " to Russia"."""
    return text[head:end] if text[head:end].startswith((" to ", " for ")) else ""


def _owner(text: str, title: Span, places: _Places) -> tuple[Span, Mention | None]:
    """The span of an office with an adjective before and an "of" after it, and whose office it is."""
    after = _named_after(text, title, places)
    whole = Span(title.start, after.span.end) if after is not None else title
    line = max(text.rfind("\n", 0, title.start) + 1, title.start - 24)
    for gap in re.finditer(r"['’]s |(?<!['’]s) ", text[line : title.start]):
        owner = places.ends.get(line + gap.start())
        between = _OWNED.fullmatch(text[line + gap.start() : title.start]) if owner else None
        if owner and between and owner.type in _OWNERS and (owner.type != "nationality" or _state(owner)):
            return (whole if between["own"] else Span(owner.span.start, whole.end)), owner
    return whole, after


def _named_after(text: str, title: Span, places: _Places) -> Mention | None:
    """What a title is "of"; None where the name goes on ("president of the Kyoto Institute") or a body is
    what the title is of ("president of Latvia's bar association")."""
    after = _OF.match(text, title.end)
    named = places.starts.get(after.end()) if after else None
    if named is None or named.type not in _OWNERS or named.type == "nationality":
        return None
    return None if _GOES_ON.match(text, named.span.end) else named


def _state(owner: Mention) -> bool:
    """Whether a nationality is that of a country: "French", not "Republican"."""
    return owner.entity is not None and owner.entity.country is not None


def _beside(text: str, title: Span, places: _Places) -> Mention | None:
    """The person whose name follows the title, or stands before or after it between commas."""
    after = places.starts.get(title.end + (2 if text[title.end : title.end + 2] == ", " else 1))
    if after is not None and after.type == "person" and text[title.end] in " ,":
        closed = text[title.end] == " " or text[after.span.end : after.span.end + 1] in (",", ".", ")")
        return after if closed else None
    gap = _APPOSED.search(text[max(0, title.start - 30) : title.start])
    before = places.ends.get(title.start - len(gap[0])) if gap else None
    return before if before is not None and before.type == "person" else None


def _called(match: re.Match[str]) -> str:
    """The title as its office is called."""
    head = match["head"].casefold()
    fields, named = _named(match["before"]), _named(re.sub(r"^ (?:of|for) (?:the )?", "", match["after"] or ""))
    if head in _FRONTED:
        fields, named = [*fields, *named], []
    rank = [match["rank"].strip().title()] if match["rank"] else []
    tail = [f"of {' and '.join(named)}"] if named else []
    return " ".join([*rank, *([" and ".join(dict.fromkeys(fields))] if fields else []), _cased(head), *tail])


def _named(words: str) -> list[str]:
    return [fields()[field] for part in _AND.split(words.strip()) if (field := part.strip().casefold()) in fields()]


def _cased(head: str) -> str:
    return "CEO" if head == "ceo" else re.sub(r"\bOf\b", "of", head.title())
