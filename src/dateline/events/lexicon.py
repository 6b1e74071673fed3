"""The lexicon as the code sees it: entries by the lemma of the word that triggers them. The words themselves stand in lexicon.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ..tables import entries


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of a trigger: the event type, and what the sentence must hold for it."""

    type: str
    mode: str | None
    objects: frozenset[str]
    needs: frozenset[str]
    not_after: frozenset[str]
    passive: bool
    particle: str | None = None
    plural: bool = False
    clause: frozenset[str] = frozenset()
    will: bool = False
    no: bool = False
    bare: bool = False
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Rules by lemma."""

    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    adjectives: dict[str, tuple[Rule, ...]]
    examples: tuple[tuple[str, str], ...] = field(default=())
    counters: tuple[tuple[str, str], ...] = field(default=())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    adjectives: dict[str, list[Rule]] = {}
    examples, counters = [], []
    for entry in entries(__package__, "lexicon.yaml"):
        plurals = set(entry.get("plural", []))
        for words in entry.get("verbs", []):
            lemma, *rest = words.split()
            particle = rest.pop(0) if rest and rest[0] in _PARTICLES else None
            objects = frozenset(rest[0].split("|")) if rest else frozenset()
            verbs.setdefault(lemma, []).append(_rule(entry, objects, particle))
        for words in entry.get("nouns", []):
            *before, lemma = words.split()
            nouns.setdefault(lemma, []).append(_rule(entry, frozenset(before), None, lemma in plurals))
        for lemma in entry.get("adjectives", []):
            adjectives.setdefault(lemma, []).append(_rule(entry, frozenset(), None))
        examples += [(entry["type"], text) for text in entry.get("examples", [])]
        counters += [(entry["type"], text) for text in entry.get("counter", [])]
    return Lexicon(_ordered(verbs), _ordered(nouns), _ordered(adjectives), tuple(examples), tuple(counters))


def _ordered(rules: dict[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    """Rules that ask for certain words come before those that take any; else in the order of the file."""
    return {lemma: tuple(sorted(found, key=_breadth)) for lemma, found in rules.items()}


def _breadth(rule: Rule) -> int:
    if rule.clause:
        return 1 + (rule.clause == _ANY and not rule.no)
    return 0 if rule.objects or rule.particle else 3


_PARTICLES = frozenset({"on", "upon", "up", "down", "in", "over", "out", "off", "back", "for"})
_ANY = frozenset({"any"})


def _rule(entry: dict[str, object], objects: frozenset[str], particle: str | None, plural: bool = False) -> Rule:
    def words(name: str) -> frozenset[str]:
        value = entry.get(name) or []
        assert isinstance(value, list)
        return frozenset(value)

    mode = entry.get("mode")
    clause = entry.get("clause") or ()
    ruled = frozenset((clause,) if isinstance(clause, str) else clause) if isinstance(clause, str | list) else frozenset()
    return Rule(
        str(entry["type"]),
        str(mode) if mode else None,
        objects,
        words("needs"),
        words("not_after"),
        bool(entry.get("passive")),
        particle,
        plural,
        ruled,
        bool(entry.get("will")),
        bool(entry.get("negated")),
        bool(entry.get("bare")),
        words("not_with"),
    )
