"""A denial beside the claim that it is about.

Accepts a statement that denies and one of another speaker, both named, that holds what is denied: the first word of it that says what, and
three quarters of all its telling words. Rejects a denial that is itself denied ("would neither confirm nor deny"), a claim that negates
as well (then both say the same), pronouns for a speaker, and who only says that somebody denies it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import INNER_ACTS, Disagreement, Item, Side, Statement
from .citing import cite

#: Words that a denial shares with the claim that it is about, at least, and the share of its words.
LEAST_WORDS, SHARED = 3, 0.75
#: What says that something is said, not what.
_SAYING = re.compile(r"(?:alleg|accusa|report|claim|rumou?r|charge|suggest|possib|assert|involve|any|fact)")
_COMMON = re.compile(
    r"(?:have|been|were|will|would|could|should|might|there|that|this|these|those|they|them|their|with|from|about|which|what|when|where|"
    r"than|then|into|also|only|being|does|some|such)"
)
_WORD = re.compile(r"[^\W_]{4,}")
_UNDONE = re.compile(
    r"(?:\b(?:not|never|nor|neither|without|refused to|declined to|unable to)\b|n['’]t\b)[^.;]{0,30}$", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|nothing|none|neither|denie[ds]|deny(?:ing)?)\b|n['’]t\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:who|he|she|they|it|we|i|you|one|some|others|many|that|those|these|this|both)", re.IGNORECASE)
_WORDS_OF_NAME = re.compile(r"[^\W\d_]{2,}")


def denials(items: Sequence[Item], copies: frozenset[str]) -> tuple[Disagreement, ...]:
    """The denials of a story's reports with the claims that they are about, one for each that denies and words."""
    said = [(item, s, _words(item, s)) for item in items for s in item.statements if s.content and _named(s)]
    claims = [row for row in said if row[1].act not in ("deny", *INNER_ACTS) and not _NEGATED.search(_content(row[0], row[1]))]
    found: dict[tuple[str, tuple[str, ...]], Disagreement] = {}
    for item, denial, words in said:
        if denial.act != "deny" or len(words) < LEAST_WORDS or _is_undone(item, denial):
            continue
        about = [(shared, row) for row in claims if (shared := _shared(item, denial, words, row)) >= SHARED]
        best = max(about, key=lambda row: (row[0], row[1][0].id, row[1][1].id), default=None)
        if best is not None:
            _, (where, claim, _) = best
            one = _side(where, claim, copies)
            other = _side(item, denial, copies)
            found.setdefault((speaker(denial) or "", tuple(words)), Disagreement("denial", speaker(denial) or "", one, other))
    return tuple(found.values())


def _shared(item: Item, denial: Statement, words: Sequence[str], claimed: tuple[Item, Statement, Sequence[str]]) -> float:
    """The share of a denial's words that a claim has; 0 where the claim is not about what is denied, or of the same speaker."""
    where, claim, others = claimed
    if _one_name(speaker(claim), speaker(denial)) or next((w for w in words if not _SAYING.match(w)), None) not in others:
        return 0.0
    # Who says that somebody denies it claims nothing.
    if where is item and any(a.overlaps(b) for a in claim.content for b in denial.content):
        return 0.0
    shared = [w for w in words if w in others]
    return len(shared) / len(words) if len(shared) >= LEAST_WORDS else 0.0


def _side(item: Item, statement: Statement, copies: frozenset[str]) -> Side:
    """A side in the longest run of its words."""
    span = max(statement.content, key=len)
    return Side(span.of(item.text), speaker(statement), cite(item, span, copies))


def speaker(statement: Statement) -> str | None:
    """The name of who says something, else the words for it."""
    return statement.entity.name if statement.entity else statement.speaker.text if statement.speaker else None


def _named(statement: Statement) -> bool:
    who = speaker(statement)
    return who is not None and not _PRONOUN.fullmatch(who)


def _one_name(one: str | None, other: str | None) -> bool:
    """Whether one name is part of the other, or both end alike: "W. Mark Felt", "Mark Felt"."""
    names = [[w.casefold() for w in _WORDS_OF_NAME.findall(name or "")] for name in (one, other)]
    if not all(names):
        return one == other
    return set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0])


def _is_undone(item: Item, denial: Statement) -> bool:
    if denial.cue is None:
        return False
    before = item.text[max(0, denial.cue.start - 50) : denial.cue.start].rsplit("\n", 1)[-1]
    return bool(_UNDONE.search(before))


def _content(item: Item, statement: Statement) -> str:
    return " ".join(span.of(item.text) for span in statement.content)


def _words(item: Item, statement: Statement) -> list[str]:
    """Stems of the telling words of what is said, each once, in order."""
    words = [w.casefold() for w in _WORD.findall(_content(item, statement))]
    return list(dict.fromkeys(w[:7] for w in words if not _COMMON.fullmatch(w)))
