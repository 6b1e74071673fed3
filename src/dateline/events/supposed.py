"""What a sentence only supposes: what should be, what happens whenever it does, what anybody may do or suffer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .syntax import children
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Before "to" and a verb in the present these tell what has to be: "has to withdraw".
_OWING = frozenset({"have", "need", "ought"})
#: Behind a participle these tell of one happening: "people killed in the attack".
_OF_ONE_TIME = frozenset({"in", "at", "during", "on", "near", "when", "after", "while", "outside", "since"})


def told_of_nobody(token: Token) -> bool:
    """Whether nothing is told to have happened or to come: what should be, a habit, what anybody may do, a kind of people."""
    return _as_it_should_be(token) or _has_to_be(token) or _habitual(token) or _of_anybody(token) or _kind_of_people(token)


def _has_to_be(token: Token) -> bool:
    """ "Chile has to release him", "they need to be stopped": what somebody thinks is needed; "had to be evacuated" was done."""
    head = token.head
    needed = token.tag_ == "VB" or bool(children(token, "auxpass"))
    above = token.dep_ == "xcomp" and head.lemma_ in _OWING and head.tag_ in ("VBP", "VBZ") and not children(head, "neg", "aux")
    return above and needed and any(c.lower_ == "to" for c in children(token, "aux"))


def _kind_of_people(token: Token) -> bool:
    """ "Families of people killed by police": a bare plural, no number, no place and no time make it a kind of people."""
    held = token.head
    bare = token.dep_ == "acl" and token.tag_ == "VBN" and held.tag_ == "NNS" and not list(held.lefts)
    known = any(c.lower_ in _OF_ONE_TIME or c.dep_ in ("npadvmod", "advmod", "advcl") for c in token.children)
    alone = held.dep_ == "pobj" and held.head.lower_ in ("of", "for", "to", "by", "like", "as")
    return bare and alone and held.lemma_.lower() in words("anybody") and not known


def _as_it_should_be(token: Token) -> bool:
    """What somebody thinks should be done, which nobody does: "Chile should sue Peru", "you should resign"; not "if Chile should sue"."""
    own = token if token.pos_ in ("VERB", "AUX") else None
    while own is not None and own.dep_ == "conj" and not children(own, "aux", "nsubj", "nsubjpass"):
        own = own.head
    return (
        own is not None
        and any(
            c.lower_ in ("should", "ought") and c.i + 1 < len(c.doc) and c.nbor(1).lower_ != "have" for c in children(own, "aux")
        )
        and not any(c.lower_ in ("if", "whether", "unless") for c in children(own, "mark"))
    )


def _habitual(token: Token) -> bool:
    """What happens whenever it does, or what a kind of people does: "when they attack", "anyone who gets arrested"."""
    verb = token if token.pos_ == "VERB" else token.head
    present = verb.tag_ in ("VBP", "VBZ") or any(
        c.lower_ in ("get", "gets", "are", "is") for c in children(verb, "aux", "auxpass")
    )
    if not present or (children(verb, "aux") and verb.tag_ not in ("VBP", "VBZ")):
        return False
    if any(
        c.lower_ in ("when", "whenever", "typically", "usually", "normally", "generally", "often", "always")
        for c in verb.children
    ):
        return True
    if verb.dep_ != "relcl":
        return False
    kind = verb.head
    return kind.lower_ in words("anybody") or (
        kind.tag_ == "NNS" and not children(kind, "det", "poss", "nummod", "amod", "compound")
    )


def _of_anybody(token: Token) -> bool:
    """ "It is easy to criticise the plan", "it's hard to blame her": what anybody may do."""
    head = token.head if token.head.dep_ != "acomp" else token.head.head
    bare = token.tag_ == "VB" and token.dep_ in ("xcomp", "ccomp", "advcl") and not children(token, "nsubj")
    described = head.pos_ == "AUX" and bool(children(head, "acomp", "attr"))
    return bare and described and any(c.lower_ == "it" for c in children(head, "nsubj"))
