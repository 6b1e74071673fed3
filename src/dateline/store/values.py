"""The values that a part of a search, or a field of a correction, may have. In a search a wrong one is an error, where it would find
nothing without a word; one that can be meant in one way alone is taken for it ("turkey" for TUR, "disaster" for DISASTER)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import get_args

from ..errors import UsageError
from ..knowledge.countries import by_alpha_2, by_name, countries
from ..types import Certainty, Genre, ItemKind, StatementForm, StatementKind

#: Types of event, those of the lexicon of events: PLOVER's, and ours for what nobody does.
EVENT_TYPES = tuple(
    """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT
    DISASTER ACCIDENT BUILD DEATH ELECT APPOINT
    """.split()  # noqa: SIM905
)
#: Acts of statements, those of the lexicon of statements, `do` of deeds that stand in the form of speech, `credit` of captions, and of what
#: nobody said: `discuss` of topics, `unsaid` of denials to have spoken.
ACTS = (
    *("say", "accuse", "deny", "promise", "threaten", "warn", "demand", "estimate", "doubt"),
    *("believe", "intend", "do", "credit", "discuss", "unsaid"),
)
#: What each part of a search may be; `happened` stands for asserted and reported.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "kind": (*get_args(ItemKind), *get_args(StatementKind)),
    "genre": get_args(Genre),
    "event": EVENT_TYPES,
    "act": ACTS,
    "form": get_args(StatementForm),
    "certainty": (*get_args(Certainty), "happened"),
}


def checked(name: str, value: str) -> str:
    """The value of a part of a search as the record has it. Raises UsageError for one that no record can have. A part whose values are not
    known in full (an outlet, a language; `type`, which is of events or entities: see `event_type`) is taken as it stands."""
    return _CHECKS[name](value) if name in _CHECKS else value


def event_type(value: str) -> str:
    """A type of event, in whatever letters it was given."""
    return _one_of("event type", EVENT_TYPES, value)


def _one_of(name: str, known: tuple[str, ...], value: str) -> str:
    found = {one.casefold(): one for one in known}.get(value.casefold())
    if found is None:
        raise UsageError(f"{name} must be one of {', '.join(known)}, got {value[:80]!r}")
    return found


def _country(value: str) -> str:
    """The alpha-3 code of a country by that code, its alpha-2 code or any of its names, in whatever letters. Raises UsageError."""
    known = _country_names()
    if (found := known.get(value.casefold())) is not None:
        return found
    near = get_close_matches(value[:80].casefold(), known, 1)
    meant = f" (is {known[near[0]]} meant?)" if near else ""
    raise UsageError(
        f"country must be a code of three letters (ISO 3166) such as TUR, or a country's name, got {value[:80]!r}{meant}"
    )


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Codes of countries by their codes and names in small letters."""
    named = {name.casefold(): code for name, code in by_name().items()}
    return named | {two.casefold(): code for two, code in by_alpha_2().items()} | {code.casefold(): code for code in countries()}


def _among(name: str) -> Callable[[str], str]:
    return lambda value: _one_of(name, KNOWN[name], value)


_CHECKS: Mapping[str, Callable[[str], str]] = {"country": _country} | {name: _among(name) for name in KNOWN}
