"""Verbs that rule a clause ("agreed to open the border", "said it would expel"), and towards whom an act is turned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..types import Actor, Span
from .able import able, is_person
from .lexicon import Rule
from .parties import Phrases, of_states
from .peoples import people_in
from .syntax import children, stranded_verb
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WANTING = frozenset(
    {"demand", "call", "protest", "press", "pressure", "urge", "force", "condemn", "denounce", "oppose", "accuse", "support"}
)
_COMING = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_ASKING = frozenset({"WRB", "WP", "WDT"})
_SELVES = frozenset({"he", "she", "it", "they", "we", "i", "you", "there"})
_DUTIES = (frozenset({"must"}), frozenset({"should"}))
#: Clauses that tell more of somebody, of when, or of what else they do.
_BEYOND = frozenset({"relcl", "parataxis", "cc", "advcl", "appos"})
#: What the willing do without an object: "willing to negotiate".
_BARE_DEEDS = frozenset(
    {
        "negotiate",
        "talk",
        "meet",
        "cooperate",
        "surrender",
        "withdraw",
        "resign",
        "fight",
        "retaliate",
        "attack",
        "strike",
        "disarm",
    }
)


def clause_of(token: Token, rule: Rule) -> Token | None:
    """The verb of the clause that the rule asks for; None where there is none of that kind."""
    for child in token.children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl") or (child.i < token.i and rule.clause not in _DUTIES):
            continue
        helpers = {c.lower_ for c in child.children if c.dep_ == "aux"}
        if rule.clause in _DUTIES:
            selves = any(
                s.lower_ in _SELVES
                or (s.pos_ == "NOUN" and not able(s))
                or any(c.lower_ in ("a", "an", "any", "every") for c in s.lefts)  # "a president must be ready"
                for s in children(child, "nsubj")
            )
            if rule.clause & helpers and child.i > token.i and not selves and not children(child, "neg"):
                return child  # what others owe, not "said the firm should not face losses"
        elif rule.no is not any(c.dep_ == "neg" for c in child.children) or _left_open(token, child):
            continue
        elif _right_verb(child, rule) and _told_as(child, rule, helpers):
            return child
    given = rule.type == "AGREE" and children(token, "dobj")  # "offers guidelines to curb noise"
    return _near_infinitive(token) if rule.clause == {"any"} and not rule.no and not given else None


def _left_open(token: Token, clause: Token) -> bool:
    """A question that somebody asks, or does not answer: "has not said whether he will sign"."""
    open_still = any(c.lower_ == "whether" for c in children(clause, "mark")) and token.lemma_ in ("say", "announce", "confirm")
    return open_still or (token.lemma_ == "ask" and _is_question(clause))


def _is_question(clause: Token) -> bool:
    """ "Asked whether he would go", "asked: “What would bug them more?”": an answer is sought, nothing else."""
    opens = clause.left_edge.tag_ in _ASKING or any(c.lower_ in ("if", "whether") for c in children(clause, "mark"))
    return clause.dep_ == "ccomp" and (opens or any(t.text == "?" for t in clause.subtree))


def _told_as(verb: Token, rule: Rule, helpers: set[str]) -> bool:
    """Whether the ruled verb is told as to come, or at least ruled as an infinitive is."""
    if rule.will and any(s.lower_ in ("that", "this", "which") for s in children(verb, "nsubj")):
        return False  # "that would help"
    if rule.will and children(verb, "dobj") and any(s.lower_ != "it" and not able(s) for s in children(verb, "nsubj", "csubj")):
        return False  # "said that payments will reduce its results"
    if rule.will and verb.lemma_ in ("release", "hold") and any(not able(s) for s in children(verb, "nsubjpass")):
        return False  # "said that more details will be released", "said that the vote would be held"
    if rule.will and verb.lemma_ in ("release", "give", "provide", "share"):
        given = children(verb, "dobj")
        if any(o.lemma_.lower() in words("told_things") for o in given):
            return False  # "said they would release more details"
    if rule.will:
        return bool(helpers & _COMING) or (verb.dep_ == "xcomp" and "to" in helpers)
    opinion = rule.type == "AGREE" and verb.head.lemma_ == "agree"  # "analyses agree that it would cost more"
    return verb.dep_ == "xcomp" or (bool(helpers & _COMING) and not opinion) or "to" in helpers


def concrete(verb: Token) -> bool:
    """Whether a clause says what would be done: it has an object of its own, or its verb needs none."""
    return verb.lemma_ in _BARE_DEEDS or any(c.dep_ == "dobj" for c in verb.children)


def _near_infinitive(token: Token) -> Token | None:
    """The infinitive within five words, where the parse hangs it elsewhere ("agreed in principle on Saturday to provide")."""
    for step in range(1, 7):
        if token.i + step + 1 >= len(token.doc) or token.nbor(step).is_punct:
            return None
        if token.nbor(step).tag_ in _ASKING:
            return None  # "asked her why he wanted to go"
        if token.nbor(step).lower_ == "to" and token.nbor(step + 1).tag_ == "VB":
            return token.nbor(step + 1) if token.nbor(step + 1).dep_ != "acl" else None
    return None


def _right_verb(token: Token, rule: Rule) -> bool:
    return rule.clause == {"any"} or token.lemma_.lower() in rule.clause


def towards(token: Token, actors: list[Actor], phrases: Phrases) -> list[Actor]:
    """The first party named under the trigger, to its right; one of another country, if there is one."""
    other = _named_under(token, actors, phrases, {a.country for a in actors})
    return other or _named_under(token, actors, phrases, set())


#: Steps of the parse from an act to whom it is turned towards: what stands further down is told of something else.
_DEEPEST = 7


#: Behind these a body is where something is done, not to whom.
_WITHIN = frozenset({"at", "in", "inside"})
_PRAISING = frozenset({"praise", "hail", "applaud", "commend", "laud", "defend"})
#: Behind these stands what is spoken of, not to whom.
_TOPIC = frozenset({"about", "regarding", "concerning"})


def _near(token: Token, steps: int = 1) -> Iterator[Token]:
    """The words under a trigger, without the clauses that tell more of somebody, of when, or of what else they do. What a threat hangs
    on ("unless Chile signs") and what a crowd wants ("demanding that") belong to it."""
    for child in token.children:
        wanted = child.dep_ == "advcl" and (
            child.lemma_ in _WANTING or any(c.lower_ in ("unless", "if", "until") for c in child.children)
        )
        if (child.dep_ in _BEYOND and not wanted) or (child.dep_ == "conj" and child.pos_ == "VERB"):
            continue
        if child.dep_ == "prep" and child.lower_ in _TOPIC | {"according"}:
            continue
        if child.dep_ == "prep" and _is_cause(child):
            continue
        if child.dep_ == "acl" and not children(child, "agent"):
            continue  # what somebody else does: "suggestions that go beyond Chile", not "measures taken by Chile"
        yield child
        if steps < _DEEPEST:
            yield from _near(child, steps + 1)


def _is_cause(preposition: Token) -> bool:
    """Whether a preposition gives for what somebody is blamed, or what a praised answer answers: "praised the response to the raid"."""
    holder = preposition.head
    if preposition.lower_ == "for":
        return holder.lemma_ == "blame"
    return preposition.lower_ in ("to", "against") and holder.dep_ == "dobj" and holder.head.lemma_ in _PRAISING


def _named_last(token: Token) -> Token:
    """The name behind a title."""
    while token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN" and token.head.i > token.i:
        token = token.head
    return token


def _named_under(token: Token, actors: list[Actor], phrases: Phrases, taken: set[str | None]) -> list[Actor]:
    inside = {t.idx for t in _near(token) if t.i > token.i or t.dep_ in ("nsubj", "nsubjpass")}
    found: list[Actor] = []
    for mention in phrases.located.over(Span(min(inside), max(inside) + 1)) if inside else ():
        if mention.span.start not in inside:
            continue
        country = mention.entity.country if mention.entity else None
        known = people_in(mention.text)
        country = (known.country if known else country) or ("IGO" if of_states(mention.text) else None)
        if not country or country in taken or mention.type not in ("country", "nationality", "person", "organisation", "place"):
            continue
        if not taken and mention.type == "place":
            continue
        if any(a.span.overlaps(mention.span) for a in actors):
            continue
        named = phrases.doc_token(token, Span(mention.span.start, mention.span.end))
        if named is not None and stranded_verb(named) not in (None, token):
            continue
        if named is not None and named.dep_ in ("amod", "compound", "nmod"):
            if is_person(named.head):
                named = _named_last(named.head)  # "Algerian forces", "US Secretary of State Tom Lind"
            elif (known is not None or mention.type == "nationality") and named.head.pos_ == "NOUN" and not able(named.head):
                continue  # "a Peruvian harp"
            elif named.head.lemma_.lower() in words("about_lands"):
                continue  # "opposed the Iraq war"
        if named is not None and named.pos_ == "PROPN" and not able(named):
            continue  # "the American Community Survey"
        body = named is not None and (mention.type == "organisation" or named.lower_ in words("locative"))
        if body and named is not None and named.dep_ == "pobj" and named.head.lower_ in _WITHIN:
            continue  # "protested at Lima University"
        actor = (phrases.actor(named) if named is not None else None) or phrases.plain(mention)
        found.append(actor)
        if named is not None:
            found += [a for t in named.conjuncts if t.i > named.i and (a := phrases.actor(t)) is not None and a.country]
        break
    return found
