"""The words that introduce speech, by language (cues.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from ..tables import entries

#: Verbs whose object is told something.
TELLING = frozenset(["tell", "inform", "assure", "remind", "notify", "brief", "warn"])
#: Verbs that in the passive have whom something is told or asked for their subject.
ASKING = TELLING | {"ask", "urge"}
#: Verbs that give a name: in the passive nobody speaks.
NAMING = frozenset(["call", "know", "name", "dub", "entitle", "title", "nickname", "term"])
_OCCASION_WORDS = (
    "call conversation interview statement speech address letter tweet post message telegram analysis email report release"
)
#: What something is said on the occasion of.
OCCASIONS = frozenset(_OCCASION_WORDS.split())
_PAUSE = re.compile(r"[,.;:!?](?:\s|$)|[„“»«\"\n]|\s[—–-]\s")
_ORDER = ("accuse", "deny", "promise", "threaten", "warn", "demand", "estimate", "doubt", "say", "intend", "believe")


@dataclass(frozen=True)
class Lexicon:
    """The lists of one language. `acts` maps a word to its act; where a word stands under several the rarer act wins."""

    acts: Mapping[str, str]
    nouns: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    reporters: frozenset[str] = frozenset()
    media: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    unless: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def says(self, text: str, verb: re.Match[str], end: int) -> bool:
        """Whether a word, before a place that ends what it may stand with, is a verb of speech: with the word that it needs ("teilte ...
        mit") and without one that makes it mean something else ("sagte das Fest ab")."""
        word = verb.group().casefold()
        needed, barred = self.needs.get(word), self.unless.get(word)
        clause = _PAUSE.search(text, verb.end(), end)
        own = clause.start() if clause is not None else end
        other = barred is not None and barred.search(text, verb.end(), own) is not None
        return word in self.acts and not other and (needed is None or needed.search(text, verb.end(), end) is not None)


@cache
def _lists() -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = entries(__package__, "cues.yaml")
    return loaded


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an empty one for a language without lists."""
    lists = _lists().get(language, {})
    return Lexicon(
        acts=_inverted(lists.get("acts")),
        nouns=_inverted(lists.get("nouns")),
        plain=frozenset(_words(lists.get("plain"))),
        thing=frozenset(_words(lists.get("thing"))),
        quoting=frozenset(_words(lists.get("quoting"))),
        phrases=tuple(_words(lists.get("phrases"))),
        reporters=frozenset(_words(lists.get("reporters"))),
        media=_inverted(lists.get("media")),
        needs=_patterns(lists.get("needs")),
        unless=_patterns(lists.get("unless")),
    )


def _patterns(value: object) -> Mapping[str, re.Pattern[str]]:
    """By verb, what is looked for behind it."""
    groups = value if isinstance(value, dict) else {}
    return MappingProxyType({word.casefold(): re.compile(str(pattern)) for pattern, verbs in groups.items() for word in _words(verbs)})


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _inverted(value: object) -> Mapping[str, str]:
    found: dict[str, str] = {}
    groups = value if isinstance(value, dict) else {}
    for act in sorted(groups, key=lambda act: _ORDER.index(act) if act in _ORDER else 0):
        for word in _words(groups[act]):
            found.setdefault(word.casefold(), str(act))
    return MappingProxyType(found)
