"""Whether an event did not happen, by the grammar around its trigger.

Accepts a negated verb or noun ("did not sign", "no attack"), one whose subject or object is nobody or nothing ("neither side signed",
"cut no jobs"), what was refused, prevented, called off or given up ("cancelled the election", "stopped short of condemning", "dropped
its plan to block"), and what is told in a claim that was rejected. Leaves alone what was done without something ("searched the flat
without a warrant") and what did not fail. Error: `python -m bench certainty`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words that make nobody or nothing of what they stand with, or for.
_NONE = frozenset({"no", "neither", "none", "nobody", "no-one", "nothing"})
_NEGATING = frozenset(
    {"deny", "refuse", "fail", "prevent", "avoid", "avert", "cancel", "postpone", "rule", "abandon", "drop", "scrap", "shelve", "halt",
     "foil", "thwart", "block", "spare", "refrain", "abort", "decline"}
)  # fmt: skip
#: Of these a noun is no more, but what they rule as a verb is done: "halted to let them pass".
_OF_NOUNS = frozenset({"drop", "halt", "block", "spare", "rule"})
#: "called off", "held off", "ruled out": the particle makes the verb one of these.
_WITH_PARTICLE = frozenset({("call", "off"), ("hold", "off"), ("rule", "out"), ("put", "off"), ("back", "out"), ("stave", "off")})
#: Prepositions before a gerund that did not come: "without being charged", "decided against charging", "short of condemning".
_BEFORE_GERUND = frozenset({"without", "against", "short", "far", "instead"})
_FROM = frozenset({"prevent", "stop", "keep", "bar", "refrain", "deter", "dissuade", "ban", "prohibit", "save"})
#: What is claimed or intended, and what makes an end of it: "rejected claims that", "dropped its plan to".
_CLAIMS = frozenset(
    {
        "claim",
        "allegation",
        "accusation",
        "report",
        "rumour",
        "rumor",
        "suggestion",
        "charge",
        "plan",
        "bid",
        "intention",
        "proposal",
    }
)
_REJECTING = frozenset(
    {"reject", "deny", "dismiss", "refute", "drop", "abandon", "scrap", "shelve", "cancel", "contradict", "withdraw"}
)


def negated(token: Token) -> bool:
    """Whether the words say that it did not happen."""
    return any(told(token) for told in (_not, _nobody, _counterfactual, _given_up, _gerund, _claimed, _shared))


def _not(token: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in ("no", "never") for c in token.children):
        return True
    verb = token.head
    return (
        token.pos_ in ("NOUN", "ADJ")
        and token.dep_ in ("dobj", "nsubj", "nsubjpass", "oprd")
        and _has_not(verb)
        and not _undone(verb)
    )


def _nobody(token: Token) -> bool:
    """ "Neither side signed", "no one was injured", "not a single house was destroyed", "has cut no jobs"."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    inside = [o for p in children(token, "prep") for o in children(p, "pobj") if o.lower_ == "none"]  # "charged in none"
    return bool(inside) or any(_is_none(c) for c in children(token, "nsubj", "nsubjpass", "dobj"))


def _is_none(noun: Token) -> bool:
    words = [noun.lower_, *(c.lower_ for c in noun.children if c.dep_ in ("det", "neg", "predet", "amod", "preconj"))]
    return (
        any(word in _NONE for word in words)
        or (noun.lower_ == "one" and noun.i > 0 and noun.nbor(-1).lower_ == "no")
        or ("not" in words and "single" in words)
    )


def _counterfactual(token: Token) -> bool:
    """ "No car would have fallen": it only would have."""
    helpers = {c.lower_ for c in children(token, "aux", "auxpass")}
    return "would" in helpers and "have" in helpers


def _given_up(token: Token) -> bool:
    """Object, passive subject or clause of a verb that makes an end of it: "the strike was called off"."""
    verb = token.head
    if verb == token or _has_not(verb):
        return False
    if token.dep_ in ("dobj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN"):
        return _undone(verb)
    ends = verb.lemma_ in _NEGATING - _OF_NOUNS or _with_particle(verb)
    return ends and token.dep_ in ("xcomp", "ccomp", "pcomp", "prep") and token.i > verb.i  # not "A accused B; B denied it"


def _undone(verb: Token) -> bool:
    return verb.lemma_ in _NEGATING or _with_particle(verb)


def _with_particle(verb: Token) -> bool:
    return any((verb.lemma_, c.lower_) in _WITH_PARTICLE for c in children(verb, "prt", "advmod"))


def _gerund(token: Token) -> bool:
    before = token.head
    if token.dep_ == "pobj" and before.lower_ == "without":
        return True
    if token.dep_ != "pcomp":
        return False
    outer = before.head
    if before.lower_ == "from":
        return outer.lemma_ in _FROM or outer.lower_ in _BEFORE_GERUND
    return before.lower_ in _BEFORE_GERUND or (before.lower_ == "of" and outer.lower_ in _BEFORE_GERUND)


def _claimed(token: Token) -> bool:
    """In a clause under a claim or a plan that was rejected or dropped."""
    noun = token.head
    if token.dep_ not in ("acl", "ccomp", "relcl") or noun.lemma_ not in _CLAIMS:
        return False
    verb = noun.head
    return noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _REJECTING and not _has_not(verb)


def _shared(token: Token) -> bool:
    """The second of two verbs under one negation: "did not sign or ratify"."""
    head = token.head
    return (
        token.dep_ == "conj"
        and token.pos_ == "VERB"
        and token.tag_ == head.tag_
        and not children(token, "nsubj", "nsubjpass")
        and (_has_not(head) or _nobody(head))
        and not any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
    )


def _has_not(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
