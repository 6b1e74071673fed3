"""Whom an object names beside its own head: whose it is, who announced it, from whom it is asked, whom a short clause tells of.

Accepts possessors and names before a thing ("the Taliban claim", "Western proposals"), who made it known ("the move announced by Tom
Lind"), who is to do what a call is for ("calls for Tom Lind's resignation", "called for restraint from both sides"), and the noun that a
clause without "whom" tells more of ("the panel he appointed"). Rejects what is shot, fired or launched: nothing is done to a missile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .able import able, is_person
from .syntax import children, under_prepositions
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Lands that spaCy knows for no people.
_LANDS = frozenset({"Western", "Arab", "European", "African", "Asian"})
_SHOT = frozenset({"shoot", "fire", "launch"})
#: Verbs of words whose object somebody else may have made known.
_ON_WORDS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})


def owners(thing: Token) -> list[Token]:
    """Whose a thing is; where somebody owns it, a people before it tells only of what kind it is: "Lind's American assets"."""
    found = [c for c in thing.lefts if owns(c, thing)]
    return [c for c in found if c.dep_ == "poss"] or found


def owns(token: Token, thing: Token) -> bool:
    """Whether a word before a thing names whose it is: a possessor, a name or a people before it ("the Taliban claim")."""
    if token.dep_ == "poss":
        return able(token)
    return (
        not _for_or_against(token, thing)
        and not (token.ent_type_ in ("GPE", "ORG") and thing.lemma_.lower() in words("about_lands"))
        and token.dep_ in ("compound", "amod", "nmod")
        and (token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") or token.text in _LANDS)
        and not token.text.islower()
        and thing.pos_ == "NOUN"
    )


def _for_or_against(token: Token, thing: Token) -> bool:
    """ "Anti-Islamic rhetoric" is nobody's among those whom it is against."""
    before = [t for t in thing.lefts if token.i - 2 <= t.i < token.i]
    return token.lower_.startswith(("anti", "pro-")) or any(t.lower_ in ("anti", "pro") for t in before)


def made_known_by(thing: Token, kind: str) -> list[Token]:
    """Who announced or gave what is condemned, refused or praised: "condemned the move announced by Tom Lind"."""
    told = [c for c in children(thing, "acl") if c.tag_ == "VBN"] if kind in _ON_WORDS and not able(thing) else []
    named = [thing.head] if kind in _ON_WORDS and thing.dep_ == "oprd" and thing.head.lemma_ == "call" else []
    return [t for c in (*told, *named) for t in under_prepositions(c, "by") if able(t)]


def to_do(verb: Token) -> list[Token]:
    """Who is to do what a call is for: "called for Tom Lind's resignation", "called for restraint from both sides", "asked for the
    public's help"."""
    things = [t for t in under_prepositions(verb, "for", "on") if not able(t) or t.lemma_.lower() in words("own_acts")]
    asked = [t for thing in things for t in under_prepositions(thing, "from", "by") if able(t)]
    asked = [t for t in asked if is_person(t) or t.lemma_ == "side"]
    if asked:
        return asked
    own = [thing for thing in (*things, *children(verb, "dobj")) if thing.lemma_.lower() in words("own_acts")]
    whose = [t for o in own for t in (*(c for c in o.lefts if c.dep_ == "poss"), *under_prepositions(o, "of"))]
    return [t for t in whose if able(t)]


def so_called(verb: Token) -> list[Token]:
    """What somebody gives a name to and condemns or praises: "condemned what it called Peruvian strikes on its land"."""
    clauses = [c for c in children(verb, "ccomp", "pcomp") if c.lemma_ in ("call", "describe", "term", "say")]
    named = [c for c in clauses if any(t.lower_ == "what" for t in c.children)]
    return [t for c in named for t in (*children(c, "oprd", "dobj"), *under_prepositions(c, "as")) if t.lower_ != "what"]


def asked_by(thing: Token) -> list[Token]:
    """Who asked for a thing that is given or refused: "provided the money the agency requested"."""
    wanted = [
        c
        for c in children(thing, "relcl")
        if c.lemma_ in ("request", "seek", "demand") or (c.lemma_ == "ask" and not children(c, "dobj"))
    ]
    return [t for c in wanted for t in children(c, "nsubj") if able(t) and t.tag_ not in ("WP", "WDT")]


def told_more_of(verb: Token, alone: frozenset[str]) -> list[Token]:
    """The noun that a clause without "whom" tells more of, where its verb lacks an object: "the panel he appointed"."""
    own = children(verb, "nsubj")
    lacks = not children(verb, "dobj", "dative", "ccomp", "xcomp", "nsubjpass", "auxpass", "prt")
    short = verb.dep_ == "relcl" and bool(own) and own[0].tag_ not in ("WP", "WDT", "WRB") and own[0].lower_ != "that"
    where = any(c.tag_ in ("WRB", "WDT", "WP") or (c.dep_ == "prep" and not list(c.children)) for c in verb.children)
    return [verb.head] if short and lacks and not where and verb.lemma_ in alone and own[0].i < verb.i else []


def is_shot(thing: Token, verb: Token) -> bool:
    """Whether a thing is what somebody shoots with: "shot missiles into the town", "the gun I shot"; "shot down a missile" is
    done to it."""
    told_more = verb.dep_ == "relcl" and verb.head == thing
    with_it = verb.lemma_ in _SHOT and not children(verb, "prt") and (thing.dep_ == "dobj" or told_more)
    arms = thing.lemma_.lower() in words("guns") or bool(pattern("weapon_cause").search(thing.text))
    return with_it and arms and not is_person(thing)
