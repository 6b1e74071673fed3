"""What is yet to come, open, or did not come, by the words of prospects.yaml and the grammar around a trigger.

Accepts what is ordered, sought or feared ("ordered an inquiry", "warned of a war"), called so ("a planned visit", "a foiled coup"), hoped
("hope that they survived"), what was called off or nobody can do ("fell through", "no plans to cut"), and what stands in the calendar
("opens on Monday"). Leaves alone what is announced or denied: that is for what is said. Error: `python -m bench certainty`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..tables import entries
from ..types import Certainty
from .syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_BURNING = frozenset({"fire", "blaze", "flood", "leak", "crash", "spill", "explosion"})
_PRESENT = frozenset({"VBP", "VBZ"})


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """prospects.yaml as it stands."""
    found: dict[str, Any] = entries(__package__, "prospects.yaml")
    return found


def prospect(token: Token) -> Certainty | None:
    """Planned, possible or negated where the grammar says so; None where it leaves the event as it is told."""
    if (found := _infinitive(token) or _hoped(token) or _refuted(token)) is not None:
        return found
    if token.tag_ in _PRESENT and token.lemma_ in table()["calendar"] and _on_a_day(token):
        return "planned"
    if token.pos_ in _NOMINAL or token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return _qualified(token) or _governed(token) or _carried(token)
    return None


def _qualified(noun: Token) -> Certainty | None:
    kinds: tuple[Certainty, ...] = ("planned", "possible", "negated")
    before = {c.lower_ for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "advmod")}
    return next((kind for kind in kinds if before & set(table()["qualifiers"][kind])), None)


def _governed(noun: Token) -> Certainty | None:
    """By the verb whose object it is, or the preposition before it."""
    head, words = noun.head, table()
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        kinds: tuple[Certainty, ...] = ("planned", "possible")
        if head.lemma_ == "announce" and any(c.lower_ == "for" for c in (*children(noun, "prep"), *children(head, "prep"))):
            return "planned"
        return next((kind for kind in kinds if head.lemma_ in words["objects"][kind] and not children(head, "prt", "neg")), None)
    if noun.dep_ not in ("pobj", "pcomp"):
        return None
    holder = head.head
    there = any(c.lower_ == "the" for c in noun.lefts) and not any(c.dep_ in ("prep", "relcl", "acl") for c in noun.rights)
    if holder.lemma_ == "warn" and there and noun.pos_ == "NOUN" and noun.lemma_ in _BURNING:
        return None  # "warned residents of the fire": it burns
    if head.lower_ == "of" and holder.lemma_ in words["cleared"]:
        return "negated"
    holders = {holder.lemma_.lower()} | ({holder.head.lemma_.lower()} if holder.dep_ == "dobj" else set())
    holders |= {c.lemma_.lower() for c in children(holder, "nsubj")}  # "calls are growing for"
    if holders & set(words["prepositions"].get(head.lower_, ())):
        return "possible"
    coming = head.lower_ == "with" and {c.lower_ for c in children(holder, "aux")} & {"will", "'ll", "’ll", "shall"}
    return "planned" if coming else None


def _carried(noun: Token) -> Certainty | None:
    """By the verb whose subject it is: "is to begin", "fell through", "opens on Monday"."""
    verb, words = noun.head, table()
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return None
    to_come = any(c.tag_ == "VB" and any(w.lower_ == "to" for w in c.children) for c in children(verb, "xcomp"))
    if to_come and (verb.lemma_ == "be" or verb.lower_ in words["due"]):
        return "planned"
    if verb.lemma_ in words["calendar"] and any(c.lower_ == "should" for c in children(verb, "aux")):
        return "planned"
    if verb.lemma_ in words["nothing_came"] and _came_to_nothing(verb, noun):
        return "negated"
    if verb.tag_ in _PRESENT and verb.lemma_ in words["calendar"] and _on_a_day(verb):
        return "planned"
    return None


def _came_to_nothing(verb: Token, noun: Token) -> bool:
    particles = {c.lower_ for c in children(verb, "prt", "advmod", "prep")}
    if verb.lemma_ == "fall":
        return "through" in particles
    return noun.dep_ == "nsubjpass" and (verb.lemma_ != "call" or "off" in particles)


def _on_a_day(verb: Token) -> bool:
    return any(c.lower_ in ("on", "in") and any(o.ent_type_ == "DATE" for o in c.children) for c in children(verb, "prep"))


def _infinitive(token: Token) -> Certainty | None:
    """A verb behind "to" or "than" whose words before say that it has not come: "is due to finish", "no plans to cut"."""
    head, words = token.head, table()
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if before == "than" and token.i > 1 and token.nbor(-2).lower_ == "rather" and token.tag_ == "VB":
        return "negated"
    if before != "to":
        return None
    if token.dep_ in ("acl", "relcl", "advcl", "xcomp"):
        lacked = head.lemma_ == "lack" or (head.dep_ == "dobj" and head.head.lemma_ == "lack")
        if lacked or (head.pos_ == "NOUN" and any(c.lower_ == "no" for c in head.lefts)):
            return "negated"
    if token.i > 1 and token.nbor(-2).lower_ in words["due"] and token.tag_ in ("VB", "NN", "VBP"):
        return "planned"
    if token.dep_ == "xcomp" and head.lemma_ == "be" and token.tag_ == "VB":
        return "planned"
    return None


def _refuted(token: Token) -> Certainty | None:
    """In a clause that tells what was reported and proved false."""
    noun = token.head
    if token.dep_ not in ("acl", "ccomp", "relcl") or noun.pos_ != "NOUN" or noun.dep_ != "nsubj":
        return None
    verb = noun.head
    false = any(
        c.lower_ in ("false", "untrue", "wrong", "unfounded") for c in children(verb, "acomp", "oprd", "advmod", "prt", "xcomp")
    )
    return "negated" if verb.lemma_ in table()["refuted"] and false else None


def _hoped(token: Token) -> Certainty | None:
    """In a clause under a verb of hope or doubt, or under an infinitive that somebody is pressed to do."""
    words = table()
    verb = token
    for _ in range(3):
        head = verb.head
        if head == verb:
            return None
        if verb.dep_ in ("ccomp", "xcomp") and head.lemma_ in words["hypotheses"]:
            return "possible"
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and head.lemma_ in words["pressing"]:
            return "possible"
        if verb.dep_ not in ("dobj", "pobj", "prep", "ccomp", "nsubj", "nsubjpass", "xcomp"):
            return None
        verb = head
    return None
