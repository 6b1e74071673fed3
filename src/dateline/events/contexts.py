"""What an event is about: PLOVER's 37 contexts, from the words of its sentence and from its type and mode.

Accepts a context where a word of its list in contexts.yaml stands in the sentence of the trigger; several may hold. Rejects what only
the rest of the item speaks of: a background paragraph lends an event nothing. Error: docs/events.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from ..tables import entries
from ..types import Actor


class Context(NamedTuple):
    """One context: the words that show it, and the types of events (TYPE or TYPE/mode) that always are of it."""

    name: str
    words: re.Pattern[str]
    types: frozenset[str]


@lru_cache(maxsize=1)
def contexts() -> tuple[Context, ...]:
    """The contexts in the order of the file."""
    return tuple(
        Context(name, _pattern(entry["words"]), frozenset(entry.get("types", ()))) for name, entry in entries_of().items()
    )


@lru_cache(maxsize=1)
def entries_of() -> dict[str, Any]:
    """The file as it stands, with its examples."""
    found: dict[str, Any] = entries(__package__, "contexts.yaml")
    return found


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Every word from its start; whole where it ends in a full stop. Names in capitals ("UN", "CIA") ask for capitals."""
    folded = [_whole(w) for w in words if not _capitals(w)]
    strict = [_whole(w) for w in words if _capitals(w)]
    parts = [rf"(?i:(?<!\w)(?:{'|'.join(folded)}))"] if folded else []
    parts += [rf"(?<!\w)(?:{'|'.join(strict)})"] if strict else []
    return re.compile("|".join(parts))


def _whole(word: str) -> str:
    return rf"(?:{word[:-1]})(?!\w)" if word.endswith(".") and not word.endswith("\\.") else rf"(?:{word})"


def _capitals(word: str) -> bool:
    letters = [c for c in re.sub(r"\\\w", "", word) if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters[:2])


#: Acts between two states are of diplomacy, whatever words tell of them.
_BETWEEN_STATES = frozenset(
    {"AGREE", "CONSULT", "ACCUSE", "REJECT", "COOPERATE", "SUPPORT", "REQUEST", "THREATEN", "SANCTION", "CONCEDE"}
)


def between_states(kind: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether a government, a country or a body of states deals in words with one of another country."""
    sides = [{a.country for a in side if a.country and a.sector in (None, "GOV")} for side in (actors, recipients or actors)]
    return kind in _BETWEEN_STATES and any(a != b for a in sides[0] for b in sides[1])


def contexts_of(sentence: str, kind: str, mode: str | None, states: bool = False) -> tuple[str, ...]:
    """The contexts of an event of a type and mode whose trigger stands in the sentence; `states`: it is between states."""
    own = {kind, f"{kind}/{mode}"} | ({"between states"} if states else set())
    return tuple(context.name for context in contexts() if context.types & own or context.words.search(sentence))
