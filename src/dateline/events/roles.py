"""Everybody whom the sentence names as doing it or as the one it is done to, by the grammar around the trigger.

Accepts subjects (also through a relative clause, a conjunction, a participle or an infinitive), "by" after a passive, objects, and the
prepositions that roles.yaml lists for a type. Rejects what stands on another line, things that cannot act, and clauses within the
phrase. Whoever takes part is given whether or not the tables know a country for them. Error: docs/events.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.tokens import on_one_line
from ..types import Actor
from .able import able, is_one_of_people, is_person
from .doers import TOWARDS, agents, is_passive
from .drafts import Draft
from .named import counted_in, described, with_name
from .parties import Phrases, hyphened_on, of_states
from .patients import WHERE, is_deed, patients
from .ruling import clause_of, towards
from .syntax import children, is_dateline, is_filed_with, is_nobody, joined, of_several, stranded_verb, under_prepositions
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Acts whose passive says of whom it tells: no country further on is meant.
_SURE_OF_WHOM = frozenset({"COERCE", "ASSAULT", "ACCUSE"})
#: What spaCy calls those who act.
_WHO = frozenset({"GPE", "PERSON", "ORG", "NORP"})
#: Harm without one doer: whoever condemns it turns to the country where it goes on.
_GOES_ON = frozenset({"violence", "unrest", "bloodshed"})


def filled(draft: Draft, phrases: Phrases) -> None:
    """Puts everybody whom the grammar names into a draft that a verb made; a noun's parties stay as by_noun found them."""
    if draft.rule.type in ("ACCIDENT", "DISASTER"):
        draft.actors = [a for a in draft.actors if not pattern("vehicle").search(a.text)]
        return
    if draft.kind != "verb" or draft.token.pos_ not in ("VERB", "AUX"):
        return
    token, kind = draft.token, draft.rule.type
    done_to = patients(token, draft.rule)
    doers = agents(token, draft.rule)
    draft.actors = _parties(doers, phrases, token)
    if kind == "PROTEST" and not draft.actors:
        draft.actors = _parties(
            [c for t in children(token, "nsubjpass") for c in t.lefts if c.dep_ == "compound" and is_person(c)], phrases, token
        )
    if kind == "ELECT" and (chosen := _chosen(token)):
        doers, done_to = [], chosen
        draft.actors = []
    draft.recipients = [a for a in _parties(done_to, phrases, token) if not any(a.span.overlaps(b.span) for b in draft.actors)]
    if not draft.recipients and kind in ("ACCUSE", "REJECT"):
        draft.recipients = _owning(token, draft.actors, phrases)
    if not draft.recipients and kind in ("ACCUSE", "REJECT", "SUPPORT"):
        draft.recipients = _of_another(token, doers, phrases)
    of_deed = kind == "ACCUSE" and any(is_deed(o) and o.lemma_ not in _GOES_ON for o in children(token, "dobj"))
    if not draft.recipients and kind in TOWARDS and not of_deed and not (is_passive(token) and kind in _SURE_OF_WHOM):
        ruled = clause_of(token, draft.rule) if draft.rule.clause else None
        found = towards(ruled or token, draft.actors, phrases)
        draft.recipients = [a for a in found if _of_state(a) and not any(a.span.overlaps(b.span) for b in draft.actors)]
        if kind == "REQUEST":
            draft.recipients = [a for a in draft.recipients if not _in_gerund(a, token, phrases)]
        draft.guessed = bool(draft.recipients)
    if kind == "SUPPORT" and not draft.recipients and draft.rule.objects:
        draft.recipients = _parties(addressed(token), phrases, token)
    if kind == "CONSULT" and draft.rule.mode != "visit" and not draft.actors:
        draft.actors, draft.recipients = draft.recipients, []


def _owning(token: Token, doers: list[Actor], phrases: Phrases) -> list[Actor]:
    """Whose thing is refused or condemned, where a pronoun names somebody other than who acts: "Lind has slammed his proposal"."""
    owners = [
        c for o in children(token, "dobj") if not able(o) for c in o.lefts if c.tag_ == "PRP$" and c.lower_ in ("his", "their")
    ]
    found = [a for c in owners if (a := phrases.anybody(c)) is not None and a.entity is not None]
    known = {a.entity.id for a in doers if a.entity is not None}
    return [a for a in found if known and a.entity is not None and a.entity.id not in known]


def _of_another(token: Token, doers: list[Token], phrases: Phrases) -> list[Actor]:
    """Whose thing is praised or refused, where "his" or "her" cannot mean who does it: "lawmakers praised his plan"."""
    owners = [c for o in children(token, "dobj") if not is_person(o) for c in o.lefts if c.tag_ == "PRP$"]
    other = {"his": ("she", "they", "we", "i"), "her": ("he", "they", "we", "i")}
    found = [
        c
        for c in owners
        if c.lower_ in other
        and doers
        and all(t.tag_ == "NNS" or t.ent_type_ in ("ORG", "NORP", "GPE") or t.lower_ in other[c.lower_] for t in doers)
    ]
    return [a for c in found if (a := phrases.anybody(c)) is not None]


def _chosen(token: Token) -> list[Token]:
    """Who a headline says was chosen, where the parse takes the office for the object: "Tom Lind Elected Senate President"."""
    office = [o for o in children(token, "dobj") if o.lemma_.lower() in words("elective") and o.ent_type_ != "PERSON"]
    bare = office and not children(office[0], "det", "poss", "appos") and not children(token, "aux")
    return [s for s in children(token, "nsubj") if s.ent_type_ == "PERSON"] if bare else []


def addressed(token: Token) -> list[Token]:
    """To whom words are said: "expressed condolences in a phone call with the minister", "in a letter to her"."""
    holders = [token, *children(token, "dobj")]
    said_in = [t for h in holders for t in under_prepositions(h, "in", "during", "by", "over") if t.lemma_ in words("said_in")]
    return [t for said in said_in for t in under_prepositions(said, "with", "to") if able(t)]


def _in_gerund(actor: Actor, trigger: Token, phrases: Phrases) -> bool:
    """Whether somebody stands in what is asked for, a deed: "called for a ban on admitting ships to Chile"."""
    token = phrases.doc_token(trigger, actor.span)
    while token is not None and token != trigger and token.head != token:
        if token.dep_ == "pcomp" and token.tag_ == "VBG":
            return True
        token = token.head
    return False


def _of_state(actor: Actor) -> bool:
    """Whether a country, its people or its government is meant, not somebody or a town there."""
    entity = actor.entity
    if entity is not None and entity.type == "place" and actor.text.endswith(entity.name.split()[-1]):
        return False  # "central Lima"
    named = entity is not None and entity.type != "place" and entity.name == actor.text
    return bool(actor.country) and (named or of_states(actor.text) or len(actor.text.split()) > 1)


def antecedent(token: Token) -> Token:
    """Whom "who" or "whom" stands for: the noun that the clause tells more of."""
    if token.lower_ not in ("who", "whom", "which", "that") or token.pos_ not in ("PRON", "DET"):
        return token
    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
    if clause is not None and clause.head.lemma_.lower() in words("ages") and clause.head.dep_ == "pobj":
        return clause.head.head.head  # "a man in his thirties who was shot"
    if clause is None and token.head.dep_ == "conj" and token.head.head.lemma_ == "be":  # "is a nurse who left, and who has sued"
        return next(iter(children(token.head.head, "attr")), token)
    if clause is None and token.is_title and token.i and is_one_of_people(token.nbor(-1)):
        return token.nbor(-1)  # a headline: "Actor Who Endorsed Lind"
    return clause.head if clause is not None else token


def _listed(token: Token) -> list[Token]:
    """A token and what is joined to it, without what only tells of a person: "Ann Lind, 30, Leeds", "Ann Lind, nurse and singer"."""
    first, *rest = joined(token)
    rest = [*before_comma(first), *_before_and(first), *rest]
    linked = any(c.dep_ == "cc" for t in (first, *rest) for c in t.children)
    rest = [t for t in rest if not _is_both(t, first)]
    if first.ent_type_ != "PERSON":
        named = not linked and len(rest) == 1 and rest[0].ent_type_ == "PERSON" and first.tag_ in ("NN", "NNP")
        if named and is_one_of_people(first):
            return [first]  # "the president of Chile, Rosa Quispe"
        named = first.ent_type_ in WHERE or not is_one_of_people(first)
        rest += [c for c in children(first, "appos") if c.left_edge.nbor(-1).lower_ == "and" and c not in rest]
        rest = [t for t in rest if linked or named or t.ent_type_ != "GPE"]  # "John Lind, of Foss Street, Lima"
        return [first, *(t for t in rest if linked or not _describes_them(t, first))]
    if not linked:
        rest = [t for t in rest if t.ent_type_ == "PERSON"]  # "Ann Lind, 30, Edinburg"
    comma = first.i + 1 < len(first.doc) and first.nbor(1).text == ","
    return [
        first,
        *(
            t
            for t in rest
            if not (t.ent_type_ == "GPE" and not linked)
            and not (comma and t.tag_ == "NN" and not children(t, "det", "poss", "nummod"))
        ),
    ]


def before_comma(token: Token) -> list[Token]:
    """The country before the comma of a headline that the parse ties to the verb: "Norway, Iceland reach a deal"."""
    comma = token.left_edge.i - 1
    if token.dep_ != "nsubj" or token.pos_ == "PRON" or comma < 1 or token.doc[comma].text != ",":
        return []
    before = token.doc[comma - 1]
    opens = before.left_edge.i == 0 or "\n" in token.doc[before.left_edge.i - 1].text
    beside = (
        before.head == token.head and before.dep_ in ("npadvmod", "nsubj", "dep", "advmod") and token.head.tag_ in ("VBP", "VB")
    )
    return [before] if opens and beside and before.pos_ == "PROPN" and before.ent_type_ in _WHO else []


def _before_and(token: Token) -> list[Token]:
    """Who else acts, where the parse ends a clause that "after" opens at "and": "was stopped after Peru and 25 other states sued"."""
    verb, linked = token.head, token.left_edge.i - 1
    if token.dep_ != "nsubj" or verb.dep_ != "conj" or linked < 2 or token.doc[linked].lower_ != "and":
        return []
    before = token.doc[linked - 1]
    cut = before.dep_ == "pobj" and before.head.lower_ in ("after", "before", "since", "until") and before.ent_type_ in _WHO
    return [before] if cut and token.doc[linked].head == verb.head else []


def _is_both(token: Token, first: Token) -> bool:
    """Whether a bare singular behind "and" names the same person as the noun before it: "an outsider and friend"."""
    singular = token.tag_ == "NN" and first.tag_ == "NN" and token.dep_ == "conj" and token.i > first.i
    if children(first, "preconj") or any(c.lower_ in ("were", "are") for c in children(first.head, "aux", "auxpass")):
        return False  # "both her mother and grandmother", "the driver and guard were held"
    return singular and bool(children(first, "det", "poss")) and not list(token.lefts) and able(token)


def _describes_them(token: Token, first: Token) -> bool:
    """Whether people named behind a comma, without "and", are those named before: "34 people, almost all miners"."""
    return first.tag_ == "NNS" and token.tag_ == "NNS" and token.left_edge.i > first.i and token.left_edge.nbor(-1).text == ","


def _reporter(token: Token, trigger: Token) -> Token:
    """Who is meant where the parse takes the dateline for the subject: "Lima, 20 May 2025 - Soldiers seized power"."""
    if not is_dateline(token):
        return token
    beside = [
        t
        for t in token.subtree
        if t.i > token.i and t.dep_ in ("appos", "conj") and t.i < trigger.i and able(t) and t.nbor(-1).text != "("
    ]
    beside = [t for t in beside if not (t.dep_ == "appos" and t.head in beside)]  # "ARRESTS – Tom Lind, 38, Leeds, was arrested"
    return beside[-1] if beside else token


def _owned(token: Token) -> Token:
    """Who is of the body before an apostrophe that the tagger takes for a quotation mark: "Lima News’ editor Tom Lind"."""
    mark = token.nbor(1) if token.i + 1 < len(token.doc) else token
    genitive = mark.text in ("’", "'") and token.text.endswith("s") and not token.whitespace_ and mark.whitespace_
    named = [c for c in children(token, "appos") if c.ent_type_ == "PERSON" and c.left_edge.i == mark.i + 1]
    return named[0] if genitive and named else token


def _parties(tokens: list[Token], phrases: Phrases, trigger: Token) -> list[Actor]:
    found: list[Actor] = []
    for token in tokens:
        first = antecedent(token)
        for one in _listed(described(_owned(_reporter(first, trigger)), trigger)):
            if trigger.dep_ == "relcl" and trigger.head == first and one.i > trigger.i:
                continue  # "not only Lind, who left, but two ministers"
            hyphened = one.whitespace_ == "" and one.i + 1 < len(one.doc) and one.nbor(1).text == "-" and hyphened_on(one) is None
            if one.is_punct or hyphened or _is_mutual(one) or is_nobody(one):
                continue
            if (
                one.i == trigger.i
                or (one.dep_ == "conj" and stranded_verb(one) not in (None, trigger))
                or not on_one_line(one, trigger)
                or is_dateline(one)
                or is_filed_with(one)
            ):
                continue
            for holder in (one, *of_several(one), *counted_in(one)):
                actor = phrases.beside(holder, trigger)
                actor = with_name(actor, holder, phrases) if actor is not None else None
                if actor is not None and not any(a.span.overlaps(actor.span) for a in found):
                    found.append(actor)
    return found


def _is_mutual(token: Token) -> bool:
    """ "Accused each other", "one another": those named already."""
    before = token.nbor(-1).lower_ if token.i else ""
    return (token.lower_ == "other" and before == "each") or (token.lower_ == "another" and before == "one")
