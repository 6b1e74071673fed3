"""Accidents, disasters and attacks as a kind, which happened to nobody: "accidents happen", "the risk of theft or fire".

Guides and advertisements speak of them so. Asked of nouns whose own clause gives no party, place, time, figure or name, and no past: there
a plural or indefinite noun tells of none under a word of chance, as an example, in the plain present, or in what is said to "you".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..language.tokens import is_finite
from ..types import Event
from .drafts import Draft
from .syntax import children
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TYPES = frozenset({"ACCIDENT", "DISASTER", "ASSAULT"})
#: Acts of many of which nothing is told where neither who nor where is: "the flurry of negotiations that ensued".
_OF_MANY = frozenset({"CONSULT", "PROTEST"})
#: How often something happens: "54 crashes each year", "40 fires a month".
_OFTEN = re.compile(r"\b(?:each|every|per|an?) (?:year|month|week|day)\b|\bannually\b", re.IGNORECASE)
_OF_ONE = frozenset({"the", "this", "that", "these", "those", "another"})
_FIRMS = frozenset({"ORG", "PRODUCT", "WORK_OF_ART"})
#: "We have a fire here" is an event; advice says "you".
_READERS = frozenset({"you", "your", "yourself"})


def is_rate(draft: Draft) -> bool:
    """Whether a noun of harm is a count in a time, told in the present: "we have 54 crashes on that road each year"."""
    token = draft.token
    if draft.kind != "noun" or token.tag_ != "NNS" or draft.rule.type not in _TYPES:
        return False
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    counted = any(c.dep_ == "nummod" or c.lower_ in ("many", "several") for c in token.lefts)
    clause = token.doc[token.i + 1 : token.sent.end].text[:60]
    return counted and verb is not None and verb.tag_ in ("VBP", "VBZ") and _OFTEN.search(clause) is not None


def as_a_kind(event: Event, draft: Draft) -> bool:
    """Whether a noun of harm names a kind of happening, and its clause nothing that happened."""
    if is_rate(draft):
        return True
    if event.type not in _TYPES or draft.kind != "noun" or event.actors or event.recipients or event.place or event.when:
        return False
    token: Token = draft.token
    if any(c.lower_ in _OF_ONE or c.dep_ in ("poss", "nummod") for t in (token, _first(token)) for c in t.lefts):
        return False
    verb = _verb_of(token)
    if any(_particular(t, token) or _happened(t) for t in verb.subtree):
        return False
    return _chance(token, verb) or _example(token) or _habit(token, verb) or _advice(token)


def of_nobody_nowhere(event: Event) -> bool:
    """Whether talks or a protest have neither somebody who takes part nor a place, in all that a text tells of them."""
    return event.type in _OF_MANY and not (event.actors or event.recipients or event.place)


def _verb_of(token: Token) -> Token:
    """The finite verb whose clause a token stands in, or the top of a sentence without one."""
    return next((t for t in (token, *token.ancestors) if _finite(t)), token.sent.root)


def _finite(token: Token) -> bool:
    return is_finite(token) or _present(token)


def _present(token: Token) -> bool:
    """Also where the tagger takes a plain present for an infinitive: "fungi come into play"."""
    bare = token.tag_ == "VB" and bool(children(token, "nsubj")) and not children(token, "aux")
    return token.tag_ in ("VBP", "VBZ") or bare


def _first(token: Token) -> Token:
    """The first of those joined by "and": what stands before it holds for all."""
    return token if token.dep_ != "conj" or token.head.i > token.i else _first(token.head)


def _particular(token: Token, noun: Token) -> bool:
    """A number, a time, a place, a people, a person; the name of a firm only where it belongs to the noun: advertisements name theirs."""
    named = token.ent_type_ in _FIRMS or (token.pos_ == "PROPN" and not token.ent_type_)
    return noun in (token, *token.ancestors) if named else token.pos_ == "NUM" or token.ent_type_ not in ("", "ORDINAL")


def _happened(token: Token) -> bool:
    """A past or perfect verb, or one that goes on as it is told."""
    helpers = children(token, "aux", "auxpass")
    if token.tag_ == "VBD" or (token.tag_ == "VBN" and any(h.lemma_ == "have" for h in helpers)):
        return True
    return token.tag_ == "VBG" and any(h.lower_ in ("is", "are", "’s", "'s", "’re", "'re") for h in helpers)


def _chance(token: Token, verb: Token) -> bool:
    """Under a verb that tells what may come, or a word of risk or precaution no further up than that verb."""
    if any(c.lower_ in words("chance") for c in children(verb, "aux")):
        return True
    above = [t for t in token.ancestors if t == verb or verb in t.ancestors]
    return any(t.lemma_.lower() in words("chances") for t in above)


def _example(token: Token) -> bool:
    """ "Such as a fire", "in case of fire", "due to floods": under a preposition that lists or supposes, itself or joined to what is."""
    first = _first(token)
    before = " ".join(t.lower_ for t in first.doc[max(0, first.left_edge.i - 4) : first.left_edge.i])
    return f" {before}".endswith(tuple(f" {w}" for w in words("for_example")))


def _habit(token: Token, verb: Token) -> bool:
    """A bare plural in the plain present of a whole sentence: a headline tells news in it, and "the fires rage on" what goes on."""
    return (
        token.tag_ == "NNS"
        and _present(verb)
        and verb.lemma_ not in words("going_on")
        and token.sent.text.rstrip().endswith((".", "?", "!"))
    )


def _advice(token: Token) -> bool:
    return any(t.lower_ in _READERS for t in token.sent)
