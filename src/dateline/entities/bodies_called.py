"""Which body an item means by the ways in which it calls it: "the CPC", "the FDA", "the U.S. State Department", "the Supreme Court"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..knowledge import countries
from ..types import Span
from .shapes import ORGANISATION, Name
from .tabled import canonical_of

_AMERICAN = frozenset(["U.S.", "US", "United States"])
#: The state or nationality that opens the name of a body.
_LED = re.compile(r"(?P<lead>U\.S\.|[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20})?) (?P<bare>[A-Z]\w*.*)", re.DOTALL)


def with_state(chosen: Sequence[Name], text: str) -> list[Name]:
    """Bodies of the table with the "U.S." right before them, as those have it that a pattern finds ("the U.S. Food and Drug
    Administration"), and such as many states have with their state ("the Polish Supreme Court"). Rejects firms ("the Russian Facebook")."""
    found: list[Name] = []
    for name in chosen:
        last, words = found[-1] if found else None, name.span.of(text)
        if last is not None and name.type == "organisation" and text[last.span.end : name.span.start] == " " and canonical_of(words):
            american = last.span.of(text) in _AMERICAN
            if american or (last.type in ("country", "nationality") and ORGANISATION.search(words)):
                found.pop()
                canonical = name.canonical if american else None
                name = replace(name, span=Span(last.span.start, name.span.end), canonical=canonical)
        found.append(name)
    return found


def as_called(chosen: Sequence[Name], text: str) -> list[Name]:
    """Bodies under one name, in order: acronyms as the one body of the text whose initials they are ("the CPC" after "Caspian Pipeline
    Consortium"), those of the table as it has them, with or without "U.S.", and one that opens with a state or nationality without it
    too ("the Supreme Court" after "the Georgian Supreme Court"), where no other body of the text ends so."""
    bodies = [(name, name.span.of(text)) for name in chosen if name.type in ("organisation", "project")]
    spelt: dict[str, set[str]] = {}
    for _, words in bodies:
        initials = "".join(word[0] for word in words.split() if word[0].isupper())
        if len(initials) > 2 and not words.isupper():
            spelt.setdefault(initials, set()).add(words)
    led = _led({words for name, words in bodies if name.type == "organisation"})
    return _shown([_as_called(name, text, spelt, led) if name.type == "organisation" else name for name in chosen], text)


def _shown(names: list[Name], text: str) -> list[Name]:
    """Each body with the fullest name that the text has for it, where the table calls it otherwise: readers look for the words that they
    read ("US State Department"). What a text has only in letters has the table's name."""
    fullest: dict[str, str] = {}
    for name in names:
        words = name.span.of(text)
        # A name in another language than the table's is shown as the table has it.
        english = words.isascii() and name.nominative is None
        english = english and bool(name.canonical is None or canonical_of(words) or _parts(words)[0])
        if name.type == "organisation" and english and " " in words and not words.isupper():
            called = name.canonical or words
            fullest[called] = max(fullest.get(called, ""), words, key=len)
    return [
        replace(name, shown=fullest[called])
        if name.type == "organisation" and (called := name.canonical or name.span.of(text)) in fullest
        else name
        for name in names
    ]


def _as_called(name: Name, text: str, spelt: dict[str, set[str]], led: dict[str, str]) -> Name:
    words = name.canonical or name.span.of(text)
    if name.canonical is None and len(spelt.get(words, ())) == 1:
        words = next(iter(spelt[words]))
    called = led.get(words) or canonical_of(words) or words
    return replace(name, canonical=called) if called != name.span.of(text) else name


def _led(bodies: set[str]) -> dict[str, str]:
    """Names of bodies to the name with the state that opens it, "U.S." for each way to write that, or to what the table calls them."""
    forms: dict[str, set[str]] = {}
    found = {}
    for words in bodies:
        lead, bare = _parts(words)
        if lead is not None:
            found[words] = canonical_of(bare) or f"U.S. {bare}" if lead in _AMERICAN else words
            forms.setdefault(bare, set()).add(found[words])
    for bare, whole in forms.items():
        others = any(words.endswith(f" {bare}") and words not in found for words in bodies)
        if bare in bodies and len(whole) == 1 and not others:
            found[bare] = next(iter(whole))
    return found


def _parts(words: str) -> tuple[str | None, str]:
    """The state or nationality that opens a name, and the rest; none where another word does."""
    match = _LED.fullmatch(words)
    while match:
        lead = match["lead"]
        if lead in _AMERICAN or lead in countries.by_name() or lead in countries.by_demonym():
            return lead, match["bare"]
        match = re.fullmatch(r"(?P<lead>[A-Z][\w-]{1,20}) (?P<bare>[A-Z]\w*.*)", words, re.DOTALL) if " " in lead else None
    return None, words
