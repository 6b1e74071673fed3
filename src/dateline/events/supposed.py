"""What a sentence only supposes: what should be, what happens whenever it does, what anybody may do or suffer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .syntax import children
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLLS = frozenset({"poll", "survey", "pollster", "respondent"})
#: Before "to" and a verb in the present these tell what has to be: "has to withdraw".
_OWING = frozenset({"have", "need", "ought"})
#: Behind a participle these tell of one happening: "people killed in the attack".
_OF_ONE_TIME = frozenset({"in", "at", "during", "on", "near", "when", "after", "while", "outside", "since"})


def told_of_nobody(token: Token) -> bool:
    """Whether nothing is told to have happened or to come: what should be, a habit, what anybody may do, a kind of people."""
    supposed = (_as_it_should_be, _has_to_be, _habitual, _whenever, _of_anybody, _of_a_poll, _kind_of_people)
    return any(holds(token) for holds in supposed)


def _whenever(token: Token) -> bool:
    """ "Whenever residents try to protest, police are sent": neither is one happening, in whatever tense."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb and verb.head.pos_ == "VERB":
        verb = verb.head
    return any(c.lower_ == "whenever" for v in (verb, *children(verb, "advcl")) for c in v.children)


def _of_a_poll(token: Token) -> bool:
    """What most of those asked in a poll want, fear or would do: "most voters want Congress to investigate her".
    Right in all six hits in some 700 news texts, audited ones among them."""
    told = any(t.lemma_.lower() in _POLLS for t in token.sent)
    verb = token
    if any(s.lower_ in ("many", "some") for s in children(verb, "nsubj")) and any(c.tag_ == "MD" for c in children(verb, "aux")):
        return True  # "many will deplore it"
    for _ in range(4):
        if told and any(_share(s) for s in children(verb, "nsubj")):
            return True
        if verb.dep_ not in ("xcomp", "ccomp", "acomp", "conj") or verb.head.lemma_ in ("say", "find", "show", "suggest"):
            return False
        verb = verb.head
    return False


def _share(subject: Token) -> bool:
    """Whether a subject is a share of people: "most voters", "44 percent of those asked"."""
    if subject.lower_ in ("percent", "%", "majority", "respondents", "most", "half", "share") or subject.text.endswith("%"):
        return True
    return any(c.lower_ in ("most", "percent", "%") or c.text.endswith("%") for c in subject.lefts)


def _has_to_be(token: Token) -> bool:
    """ "Chile has to release him", "they need to be stopped": what somebody thinks is needed; "had to be evacuated" was done."""
    head = token.head
    needed = token.tag_ == "VB" or bool(children(token, "auxpass"))
    under = token.dep_ in ("xcomp", "advcl", "acl", "relcl")
    if token.tag_ == "VB" and head.lemma_ == "need" and head.tag_ in ("VBD", "NN") and under:
        return True  # "believed that Chile needed to act", "the need for Chile to act"
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
            c.lower_ in ("should", "ought", "must") and c.i + 1 < len(c.doc) and c.nbor(1).lower_ != "have"
            for c in children(own, "aux")
        )
        and not any(c.lower_ in ("if", "whether", "unless") for c in children(own, "mark"))
    )


def _habitual(token: Token) -> bool:
    """What happens whenever it does, or what a kind of people does: "when they attack", "anyone who gets arrested", "security forces
    who kill protesters"."""
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
    if any(c.lower_ == "lot" for c in children(verb, "npadvmod", "dobj")):
        return True  # "Chile censors a lot"
    if verb.dep_ != "relcl":
        return False
    kind = verb.head
    forces = verb == token and verb.tag_ == "VBP" and any(c.lower_ in ("who", "that") for c in children(verb, "nsubj"))
    told = ("det", "poss", "nummod") if forces else ("det", "poss", "nummod", "amod", "compound")
    if any(c.lower_ in ("every", "any", "each") for c in kind.lefts):
        return True  # "every voter who requests a ballot"
    return kind.lower_ in words("anybody") or (kind.tag_ == "NNS" and not children(kind, *told))


def _of_anybody(token: Token) -> bool:
    """ "It is easy to criticise the plan", "it's hard to blame her", "it would be hard for them to": what anybody may do."""
    head = token.head if token.head.dep_ != "acomp" else token.head.head
    hard = any(c.lower_ in ("would", "could") for c in children(head, "aux")) and any(
        c.lower_ == "for" for c in children(token, "mark")
    )
    bare = token.tag_ == "VB" and token.dep_ in ("xcomp", "ccomp", "advcl") and (hard or not children(token, "nsubj"))
    owed = any(c.lower_ in ("on", "up") for c in children(head, "prep", "advmod"))  # "it is up to Congress to act"
    described = head.pos_ == "AUX" and (owed or bool(children(head, "acomp", "attr")))
    return bare and described and any(c.lower_ == "it" for c in children(head, "nsubj"))
