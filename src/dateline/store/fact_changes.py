"""What differs between two readings of one item: facts that came, went or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..types import Item, Mention, Span
from .corrections_rules import anchor_of


@dataclass(frozen=True, slots=True)
class FactChange:
    """One difference: `about` is mention, statement, event, figure, or a field of the item; `words` are those that the fact stands on."""

    about: str
    what: Literal["added", "removed", "changed"]
    words: str
    before: Any = None
    after: Any = None


def changes(before: Item, after: Item) -> tuple[FactChange, ...]:
    """The differences between two readings, in the order of the text; spans count in the text of each."""
    found: list[tuple[int, FactChange]] = []
    for about, old, new in (
        ("mention", before.mentions, after.mentions),
        ("statement", before.statements, after.statements),
        ("event", before.events, after.events),
        ("figure", before.figures, after.figures),
    ):
        found += _facts(about, list(old), list(new), before.text, after.text)
    for name in ("kind", "genre", "text", "headline", "authors", "published"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            found.append((-1, FactChange(name, "changed", "", one, other)))
    return tuple(change for _, change in sorted(found, key=lambda pair: (pair[0], pair[1].about, pair[1].words)))


def _facts(about: str, old: list[Any], new: list[Any], was: str, now: str) -> list[tuple[int, FactChange]]:
    """Equal facts are the same; those left over are one fact that changed where their words overlap and they are alike in kind."""
    equal = set(old) & set(new)
    gone, come = [f for f in old if f not in equal], [f for f in new if f not in equal]
    found = []
    for fact in gone:
        other = _counterpart(fact, come)
        if other is None:
            found.append((_place(fact).start, FactChange(about, "removed", _place(fact).of(was), fact)))
        else:
            come.remove(other)
            found.append((_place(other).start, FactChange(about, "changed", _place(other).of(now), fact, other)))
    return found + [(_place(fact).start, FactChange(about, "added", _place(fact).of(now), None, fact)) for fact in come]


def _counterpart(fact: Any, others: Sequence[Any]) -> Any:
    near = [other for other in others if _place(other).overlaps(_place(fact))]
    named = [other for other in near if getattr(other, "id", None) == getattr(fact, "id", "")]
    alike = [other for other in near if _kind(other) == _kind(fact)]
    return next(iter(named or alike or near), None)


def _kind(fact: Any) -> Any:
    return getattr(fact, "type", None) or getattr(fact, "what", None)


def _place(fact: Any) -> Span:
    return fact.span if isinstance(fact, Mention) else anchor_of(fact)
