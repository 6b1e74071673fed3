"""One event a trigger phrase: which drafts tell of what another one tells already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .drafts import Draft
from .syntax import HARM, children, is_outcome

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Types that consist of words: what such a verb rules is wished, refused, offered or threatened, and no event by itself.
_WORDS_ONLY = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "ACCUSE"})


_WISHES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


_APART = frozenset({"after", "following", "since", "during", "despite", "before", "when", "because", "amid", "over", "as"})


_ACTORLESS = frozenset({"ACCIDENT", "DISASTER", "DEATH", "ELECT", "APPOINT", "BUILD"})


def _ruled(trigger: Token) -> Iterator[int]:
    """The numbers of the tokens that a verb of wishing rules, but not what its time and reasons tell of."""
    waiting = [c for c in trigger.children if c.dep_ in ("xcomp", "ccomp", "dobj", "prep") and c.i > trigger.i]
    while waiting:
        token = waiting.pop()
        if token.lower_ in _APART or token.dep_ in ("relcl", "advcl"):
            continue
        yield token.i
        waiting += list(token.children)


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """One event a trigger phrase: an object that is a trigger too ("sign an agreement") does not count twice, nor does what a
    party only asks for, refuses, offers or threatens ("agreed to hold talks")."""
    tokens = {draft.token.i for draft in drafts}
    wished = {i for d in drafts if d.rule.type in _WISHES and d.kind == "verb" for i in _ruled(d.token)}
    drafts = [d for d in drafts if d.token.i not in wished or d.rule.type in _ACTORLESS]
    # "An attack that killed two" is the attack; "rebels wounded two in an attack" is what the rebels did.
    blows = {d.token.i: d.token for d in drafts if d.rule.type == "ASSAULT" and d.kind == "noun"}
    drafts = [
        d
        for d in drafts
        if not (
            d.kind == "verb"
            and d.token.lemma_ in HARM
            and (d.token.head.i in blows or any(s.i in blows for s in children(d.token, "nsubj")))
        )
    ]
    # "Attacked a hotel, killing two guards" is one attack; its victims are named with it.
    attacks = {d.token.i for d in drafts if d.rule.type == "ASSAULT" and d.kind == "verb"}
    drafts = [d for d in drafts if not (d.token.i in attacks and is_outcome(d.token) and d.token.head.i in attacks)]
    struck = {
        t.i
        for d in drafts
        if d.rule.type == "ASSAULT" and d.kind == "verb"
        for p in children(d.token, "prep", "agent")
        for t in p.children
    }
    drafts = [d for d in drafts if not (d.token.i in blows and d.token.i in struck)]
    # What a crowd asks for, or what those who ended a quarrel quarrelled over, is told by the event above it.
    protests = {t.i for d in drafts if d.rule.type == "PROTEST" for t in d.token.subtree if t.i > d.token.i}
    drafts = [d for d in drafts if d.token.i not in protests or d.rule.type not in _WORDS_ONLY]
    return [d for d in drafts if not (d.kind == "noun" and d.token.dep_ in ("dobj", "nsubjpass") and d.token.head.i in tokens)]
