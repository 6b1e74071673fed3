"""Everybody whom the sentence names as doing it or as the one it is done to, by the grammar around the trigger.

Accepts subjects (also through a relative clause, a conjunction, a participle or an infinitive), "by" after a passive, objects, and the
prepositions that roles.yaml lists for a type. Rejects what stands on another line, things that cannot act, and clauses within the
phrase. Whoever takes part is given whether or not the tables know a country for them. Error: docs/events.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..language.tokens import on_one_line
from ..tables import entries
from ..types import Actor
from .able import able, can_be_done_to, is_everybody, is_one_of_people, is_person
from .drafts import Draft
from .lexicon import Rule, lexicon
from .objects import is_shot, made_known_by, owners, owns, to_do, told_more_of
from .parties import Phrases, hyphened_on, of_states
from .ruling import clause_of, towards
from .syntax import (
    children,
    is_dateline,
    is_filed_with,
    is_nobody,
    is_outcome,
    joined,
    of_several,
    stranded_verb,
    subjects,
    under_prepositions,
)
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: "Under pressure to", "on their way to", "in a bid to": those who are take part in the aim.
_UNDER = frozenset({"under", "on", "in", "with"})
_SUFFERED = frozenset({"kill", "injure", "wound", "hurt", "die"})
#: What spaCy calls countries, towns, lands and buildings.
_WHERE = frozenset({"GPE", "LOC", "FAC"})
#: Acts that are turned towards a country also where the grammar does not name it as the object: "denounced the elections in Chad".
TOWARDS = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "AID", "PROTEST", "COERCE", "ASSAULT", "ACCUSE", "SUPPORT"}
)


#: Acts of words of which "it" is a body that acts: "it called on parliament to vote".
_BODIES_ACT = TOWARDS - {"PROTEST", "ASSAULT", "COERCE"} | {"CONCEDE", "COOPERATE"}
#: Acts whose object, named before a passive, is of whoever did it.
_LAID_UPON = frozenset({"COERCE", "SANCTION", "CONCEDE"})
#: Acts whose passive says of whom it tells: no country further on is meant.
_SURE_OF_WHOM = frozenset({"COERCE", "ASSAULT", "ACCUSE"})
#: Acts of police and courts, where "possession of a firearm by a felon" names the crime.
_BY_LAW = frozenset({"SANCTION", "COERCE", "ACCUSE"})
#: Before whom the accused stand.
_COURT = frozenset({"court", "judge", "magistrate", "magistrates", "tribunal", "jury"})
#: Crimes that are also papers and ties, of which somebody is accused.
_PAPERS = frozenset({"case", "connection", "suspicion", "charge", "plot"})
#: Harm without one doer: whoever condemns it turns to the country where it goes on.
_GOES_ON = frozenset({"violence", "unrest", "bloodshed"})
#: Who says something is not whom it is done to.
_SAYING = frozenset(
    {"say", "report", "announce", "claim", "state", "confirm", "believe", "allege", "declare", "insist", "note", "add"}
)
#: Verbs that take somebody out of an office.
_DISMISSING = frozenset({"suspend", "dismiss", "sack"})
#: Acts that take a partner, whoever it is.
_WITH = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@lru_cache(maxsize=32)
def frame(kind: str, lemma: str) -> dict[str, frozenset[str]]:
    """What roles.yaml says of a type, and of a verb of it: prepositions of those done to, and what the object is."""
    table = entries_of()
    found = {**table["types"].get(kind, {}), **table["verbs"].get(f"{kind} {lemma}", {})}
    return {name: frozenset(values) for name, values in found.items()}


@lru_cache(maxsize=1)
def entries_of() -> dict[str, dict[str, dict[str, list[str]]]]:
    """roles.yaml as it stands."""
    found: dict[str, dict[str, dict[str, list[str]]]] = entries(__package__, "roles.yaml")
    return found


def filled(draft: Draft, phrases: Phrases) -> None:
    """Puts everybody whom the grammar names into a draft that a verb made; a noun's parties stay as by_noun found them."""
    if draft.rule.type in ("ACCIDENT", "DISASTER"):
        draft.actors = [a for a in draft.actors if not pattern("vehicle").search(a.text)]
        return
    if draft.kind != "verb" or draft.token.pos_ not in ("VERB", "AUX"):
        return
    token, kind = draft.token, draft.rule.type
    done_to = _patients(token, draft.rule)
    doers = _agents(token, draft.rule)
    draft.actors = _parties(doers, phrases, token)
    if kind == "PROTEST" and not draft.actors:
        draft.actors = _parties(
            [c for t in children(token, "nsubjpass") for c in t.lefts if c.dep_ == "compound" and is_person(c)], phrases, token
        )
    if kind == "ELECT" and (chosen := _chosen(token)):
        doers, done_to = [], chosen
        draft.actors = []
    draft.recipients = [a for a in _parties(done_to, phrases, token) if not any(a.span.overlaps(b.span) for b in draft.actors)]
    of_deed = kind == "ACCUSE" and any(is_deed(o) and o.lemma_ not in _GOES_ON for o in children(token, "dobj"))
    if not draft.recipients and kind in TOWARDS and not of_deed and not (is_passive(token) and kind in _SURE_OF_WHOM):
        ruled = clause_of(token, draft.rule) if draft.rule.clause else None
        found = towards(ruled or token, draft.actors, phrases)
        draft.recipients = [a for a in found if _of_state(a) and not any(a.span.overlaps(b.span) for b in draft.actors)]
        draft.guessed = bool(draft.recipients)
    if kind == "SUPPORT" and not draft.recipients and draft.rule.objects:
        draft.recipients = _parties(addressed(token), phrases, token)
    if kind == "CONSULT" and draft.rule.mode != "visit" and not draft.actors:
        draft.actors, draft.recipients = draft.recipients, []


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
    if clause is None and token.is_title and token.i and is_one_of_people(token.nbor(-1)):
        return token.nbor(-1)  # a headline: "Actor Who Endorsed Lind"
    return clause.head if clause is not None else token


def _listed(token: Token) -> list[Token]:
    """A token and what is joined to it, without what only tells of a person: "Ann Lind, 30, Leeds", "Ann Lind, nurse and singer"."""
    first, *rest = joined(token)
    rest = [*before_comma(first), *rest]
    linked = any(c.dep_ == "cc" for t in (first, *rest) for c in t.children)
    rest = [t for t in rest if not _is_both(t, first)]
    if first.ent_type_ != "PERSON":
        named = not linked and len(rest) == 1 and rest[0].ent_type_ == "PERSON" and first.tag_ in ("NN", "NNP")
        if named and is_one_of_people(first):
            return [first]  # "the president of Chile, Rosa Quispe"
        named = first.ent_type_ in _WHERE or not is_one_of_people(first)
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
    if token.dep_ != "nsubj" or token.ent_type_ != "GPE" or comma < 1 or token.doc[comma].text != ",":
        return []
    before = token.doc[comma - 1]
    opens = before.left_edge.i == 0 or "\n" in token.doc[before.left_edge.i - 1].text
    beside = (
        before.head == token.head and before.dep_ in ("npadvmod", "nsubj", "dep", "advmod") and token.head.tag_ in ("VBP", "VB")
    )
    return [before] if opens and beside and before.pos_ == "PROPN" and before.ent_type_ == "GPE" else []


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
    return beside[-1] if beside else token


def _stranded_subject(verb: Token) -> Token | None:
    """The other way round: the noun before a verb that lacks its subject."""
    if verb.dep_ != "conj" or verb.i == 0:
        return None
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    before = first.nbor(-1) if first.i else verb
    for token in (before, *before.ancestors):
        if token.i >= verb.i:
            break
        if stranded_verb(token) == verb:
            return token
    return None


def _parties(tokens: list[Token], phrases: Phrases, trigger: Token) -> list[Actor]:
    found: list[Actor] = []
    for token in tokens:
        first = antecedent(token)
        for one in _listed(_reporter(first, trigger)):
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
            for holder in (one, *of_several(one)):
                actor = phrases.beside(holder, trigger)
                if actor is not None and not any(a.span.overlaps(actor.span) for a in found):
                    found.append(actor)
    return found


def _is_mutual(token: Token) -> bool:
    """ "Accused each other", "one another": those named already."""
    before = token.nbor(-1).lower_ if token.i else ""
    return (token.lower_ == "other" and before == "each") or (token.lower_ == "another" and before == "one")


def is_passive(token: Token) -> bool:
    """A passive, also one that a headline shortens ("Two men arrested in Lima") or that stands behind its noun ("men arrested")."""
    if token.lemma_ in ("die", "resign", "step", "protest", "march", "rally", "demonstrate", "riot"):
        return False
    if children(token, "nsubjpass", "auxpass") or (children(token, "agent") and token.tag_ == "VBN"):
        return True
    if token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and not children(token, "nsubj"):
        return True
    if token.tag_ == "VBD" and token.dep_ == "acl" and token.lemma_ in entries_of()["needs_object"]["verbs"]:
        return not children(token, "nsubj", "dobj", "aux", "prt")  # "Lima parents charged with theft"
    if token.dep_ == "conj" and token.tag_ == "VBN" and not children(token, "nsubj", "dobj", "aux"):
        return is_passive(token.head)
    if token.dep_ == "advcl" and token.tag_ == "VBN" and token.lemma_ in entries_of()["needs_object"]["verbs"]:
        return not children(token, "nsubj", "dobj", "aux", "mark")  # "accused of theft, a man was held"
    if token.tag_ == "VBN" and token.dep_ in ("oprd", "xcomp", "acomp") and token.lemma_ in entries_of()["needs_object"]["verbs"]:
        return bool(children(token.head, "nsubjpass")) and not children(token, "dobj", "aux")  # "who was found shot at his shop"
    return is_short_passive(token) or _found_so(token) is not None


def _found_so(token: Token) -> Token | None:
    """The verb before a participle that says how somebody was met with, where the parse joins the two to nothing: "was found shot"."""
    before = next((t for t in reversed(token.doc[max(0, token.i - 3) : token.i]) if t.pos_ != "ADV"), None)
    met = before is not None and before.lemma_ in ("find", "leave") and children(before, "auxpass")
    alone = token.tag_ == "VBN" and not children(token, "nsubj", "nsubjpass", "aux", "auxpass", "dobj", "cc")
    return before if met and alone and token.lemma_ in entries_of()["needs_object"]["verbs"] else None


def is_short_passive(token: Token) -> bool:
    """ "Man killed in Lima": a verb that needs an object has none, nor a helper."""
    return (
        token.tag_ in ("VBD", "VBN")
        and token.lemma_ in entries_of()["needs_object"]["verbs"]
        and not [c for c in children(token, "dobj", "aux", "ccomp", "xcomp", "dative", "prt") if c.dep_ != "ccomp" or c.i > token.i]
        and not _shared_objects(token)
        and not (token.lemma_ in ("shoot", "fire") and any(c.lower_ in ("at", "into") for c in children(token, "prep")))
        and bool(children(token, "nsubj"))
        and token.dep_ != "relcl"  # "the man Lind accused"
        and not (token.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "prep" for c in token.children))
        and children(token, "nsubj")[0].lower_ not in ("who", "he", "she", "they", "it", "we", "i")
    )


def _shared_objects(token: Token) -> list[Token]:
    """The object of a verb joined to this one, which has none of its own: "shot and killed the attacker"."""
    return [
        o
        for c in children(token, "conj")
        if c.pos_ == "VERB" and not children(c, "nsubj", "nsubjpass")
        for o in children(c, "dobj")
    ]


def _agents(token: Token, rule: Rule) -> list[Token]:
    kind = rule.type
    if is_passive(token):
        named = (
            [t for t in under_prepositions(token, "by") if able(t) and not (kind in _BY_LAW and t.lemma_ in ("felon", "minor"))]
            or _shared_by(token, kind)
            or _far_by(token)
            or _ruling(token)
            or _operating(token)
        )
        if rule.type == "MOBILIZE" and not named:
            return [t for t in _passive_subjects(token) if is_one_of_people(t)]  # "1,500 troops are stationed in the east"
        deeds = [t for t in _passive_subjects(token) if t.lemma_.lower() in rule.objects and kind in _LAID_UPON]
        return named or [c for deed in deeds for c in deed.lefts if owns(c, deed)]  # "the Israeli blockade imposed on Gaza"
    doers = doers_of(token)
    named = [t for t in doers if able(t) or (t.lower_ == "it" and kind in _BODIES_ACT)]
    arms = [t for t in doers if kind == "ASSAULT" and pattern("weapon_cause").search(t.text)]
    return named or [c for weapon in arms for c in weapon.lefts if owns(c, weapon)]  # "Chad drones hit a refinery"


def _ruling(token: Token) -> list[Token]:
    """Under whose rule something is done: "deported under the Lind administration"."""
    return [t for t in under_prepositions(token, "under") if t.lemma_ in ("administration", "government", "regime", "junta")]


def _operating(token: Token) -> list[Token]:
    """Who is named before the operation: "arrested in a police raid", "a police sweep in which 89 were arrested"."""
    held = under_prepositions(token, "in", "during")
    if token.dep_ == "relcl" and any(t.lower_ == "which" for t in held):
        held = [token.head]
    return [
        c
        for t in held
        if t.lemma_.lower() in words("operations")
        for c in t.lefts
        if c.dep_ == "compound" and is_one_of_people(c)
    ]


def _shared_by(token: Token, kind: str) -> list[Token]:
    """ "Was shot and killed by police": who is named behind the second verb did both, where both are one kind of act and nothing parts
    them; not "abducted and then rescued by police"."""
    joined_to = [
        c
        for c in children(token, "conj")
        if c.tag_ == "VBN"
        and not children(c, "nsubj", "nsubjpass", "dobj", "advmod", "npadvmod")
        and all(t.dep_ in ("cc", "punct") for t in token.doc[token.i + 1 : c.i])
        and any(rule.type == kind for rule in lexicon().verbs.get(c.lemma_.lower(), ()))
    ]
    return [t for c in joined_to for t in under_prepositions(c, "by") if able(t)]


def _far_by(token: Token) -> list[Token]:
    """ "Was gunned down near his flat by Tom Lind": somebody behind a "by" that the parse ties to where it was."""
    beside = [
        o for p in children(token, "prep") for o in children(p, "pobj") if p.lower_ in ("near", "outside", "in", "at", "on")
    ]
    return [t for o in beside for t in under_prepositions(o, "by") if is_one_of_people(t) or t.ent_type_ == "PERSON"]


def doers_of(token: Token) -> list[Token]:
    """The subject, or whoever an infinitive or a participle leaves unsaid."""
    own = children(token, "nsubj")
    head = token.head
    if not own and (_outcome_of_another(token) or any(c.lower_ == "whether" for c in children(token, "mark"))):
        return []
    if not own and any(a.lemma_ in ("include", "involve", "mean") for a in _joined_to(token)):
        return []  # "a plan that includes deporting millions"
    if not own and (mine := _stranded_subject(token)) is not None:
        return [mine]
    if own or token.dep_ == "ROOT":
        return subjects(token)
    if token.dep_ in ("xcomp", "ccomp") and head.lemma_ == "use":
        return doers_of(head)  # "used the land of Chad to bomb Peru"
    if token.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
        told = children(head, "nsubjpass") or ([] if head.lemma_ in ("promise", "threaten", "vow") else children(head, "dobj"))
        return told or doers_of(head)
    if token.dep_ == "pcomp":
        verb = head.head
        if verb.lemma_ in _SUFFERED and is_passive(verb):
            return []  # "killed in shooting attacks"
        if head.lower_ in ("of", "from", "with", "for") and verb.pos_ == "VERB":
            return children(verb, "nsubjpass") or children(verb, "dobj") or doers_of(verb)
        return children(verb, "nsubjpass") or doers_of(verb) if verb.pos_ in ("VERB", "AUX") else []
    if token.dep_ == "acl" and token.tag_ == "VB" and head.pos_ == "NOUN":
        held = (
            head.head
            if head.dep_ in ("dobj", "attr")
            else head.head.head
            if head.dep_ == "pobj" and head.head.lower_ in _UNDER
            else None
        )
        own_will = held is not None and held.pos_ in ("VERB", "AUX") and held.lemma_ not in words("judging")
        return children(head, "poss") or (doers_of(held) if held is not None and own_will else [])
    if token.dep_ in ("advcl", "conj") and head.pos_ in ("VERB", "AUX"):
        found = children(head, "nsubjpass") if not children(head, "nsubj") else []
        return found or doers_of(head)
    return subjects(token)


def _outcome_of_another(token: Token) -> bool:
    """Whether what harms people is the outcome of a clause further in: "police hunt a man whose bomb went off, wounding two"."""
    if not is_outcome(token):
        return False
    between = token.doc[token.head.i + 1 : token.i]
    return any(t.dep_ == "relcl" and t.pos_ == "VERB" and children(t, "nsubj") for t in between)


def _joined_to(token: Token) -> list[Token]:
    """The verb that rules a participle, also where it is joined to another one."""
    while token.dep_ == "conj" and token.head.pos_ == "VERB":
        token = token.head
    return [token.head] if token.tag_ == "VBG" and token.dep_ in ("xcomp", "pcomp", "dobj") else []


def _patients(token: Token, rule: Rule) -> list[Token]:
    kind = rule.type
    roles = frame(kind, token.lemma_.lower())
    if is_passive(token):
        found = _passive_subjects(token)
    else:
        found = [*children(token, "dative"), *children(token, "dobj")]
        if not found and token.lemma_ in entries_of()["needs_object"]["verbs"]:
            found = _shared_objects(token) or told_more_of(token, frozenset(entries_of()["needs_object"]["verbs"]))
        if kind == "REQUEST":
            found += _asked(token) or to_do(token)
    found = [
        t for t in found if t.lower_ not in ("hostage", "captive", "prisoner", "hold", "control")
    ]  # "took ten people hostage"
    objects = list(found)
    if token.lemma_ == "blame" and (guilty := _blamed_instead(token, found)):
        found = guilty
    found = [t for t in found if not (t.lower_.endswith("ship") and children(t, "poss"))]  # "praised her leadership"
    found = [t for t in found if not _is_means(t, token, rule) and not is_shot(t, token)]
    if "no" in roles.get("object", ()):
        told = kind == "AGREE" and token.lemma_ in ("promise", "assure") and children(token, "ccomp", "xcomp")
        found = [t for t in found if (t.dep_ == "dative" and kind == "AID") or told]  # "gave Chile food", "promised voters to go"
    found = [t for t in found if can_be_done_to(t, kind, rule.mode, token.lemma_)]
    if not (kind == "ASSAULT" and found) or "from" in roles.get("prepositions", ()):  # "retook the town from the rebels"
        ties = roles.get("prepositions", frozenset())
        ties -= {"on"} if kind == "ACCUSE" and found else set()  # "blamed local officials on the radio"
        struck = [t for t in under_prepositions(token, *ties) if can_be_done_to(t, kind, rule.mode) and t.lower_ != "air"]
        found += [t for t in struck if t.ent_type_ not in _WHERE] or struck  # "opened fire on police on the boulevard"
    if kind == "ASSAULT" and token.dep_ == "advcl" and any(c.lower_ in ("when", "after", "as") for c in token.children):
        hurt = [t for t in children(token.head, "nsubjpass", "nsubj") if token.head.lemma_ in _SUFFERED and able(t)]
        found = hurt or found  # "two soldiers were killed when guards opened fire"
    if kind in ("ASSAULT", "COERCE") and found and is_passive(token):
        found += [
            t for t in under_prepositions(token, "with") if is_one_of_people(t) and t not in found
        ]  # "abducted with two nurses"
    if kind == "ASSAULT":
        found += [o for c in children(token, "advcl") if is_outcome(c) for o in children(c, "dobj") if able(o) and o not in found]
    aims = [
        t
        for t in under_prepositions(token, *roles.get("prepositions", ()))
        if kind in (*TOWARDS, "COOPERATE") and not can_be_done_to(t, kind, rule.mode)
    ]
    found += [c for thing in aims for c in thing.lefts if owns(c, thing)]
    found += [t for t in _partners(token, objects) if kind in _WITH and able(t) and t not in found]
    found += [t for t in _under_ruled(token, rule) if t not in found and _is_aimed_at(t)]
    for thing in objects:
        if thing not in found:
            named = under_prepositions(thing, *_ties(thing, rule, roles))
            if kind == "REQUEST":
                named = _asked_from(thing) or named
            found += [t for t in named if can_be_done_to(t, kind, None) and t not in found]
            aimed = [t for t in under_prepositions(thing, *roles.get("of_object", ())) if kind in ("ACCUSE", "SUPPORT")]
            aimed = [t for t in aimed if not can_be_done_to(t, kind, None) and (kind == "ACCUSE" or t.head.lower_ == "to")]
            found += [c for t in aimed for c in t.lefts if c.dep_ == "poss" and able(c)]  # "investigations into their dealings"
            laid = kind in _LAID_UPON and is_passive(token) and thing.lemma_.lower() in rule.objects
            suffered = kind == "ACCUSE" and thing.lemma_.lower() in words("of_victims")
            suffered |= rule.mode == "investigate" and thing.lemma_.lower() in words("accusations")  # "her claims are investigated"
            owned = "owner" in roles.get("object", ()) and not laid and not suffered
            if kind in ("CONCEDE", "SANCTION"):
                laid_on = [t for c in children(thing, "acl") if c.tag_ == "VBN" for t in under_prepositions(c, "on", "against")]
                found += [t for t in laid_on if able(t) and t not in found]  # "lifted the sanctions imposed on Chile"
            found += owners(thing) if owned else []
            found += [t for t in made_known_by(thing, kind) if t not in found]
    return [t for t in found if not (kind == "SUPPORT" and t.tag_ == "PRP$")]  # "defended her record": her own


def _blamed_instead(token: Token, objects: list[Token]) -> list[Token]:
    """On whom something is blamed, the last that "on" names: "blamed the raid on the town on the rebels"."""
    if any(t.ent_type_ == "PERSON" or (is_one_of_people(t) and t.tag_ == "NNS") for t in objects):
        return []  # "blamed local officials on the radio"
    holders = [token, *objects]
    for holder in holders:
        holders += [t for t in under_prepositions(holder, "on") if t not in holders]
    return sorted((t for t in holders[1 + len(objects) :] if able(t)), key=lambda t: t.i)[-1:]


def _is_means(thing: Token, verb: Token, rule: Rule) -> bool:
    """Whether an object is what the rule asks for, not somebody: "fired dozens of rockets", "recalled its ambassador from Lima"."""
    named = [thing, *(o for o in under_prepositions(thing, "of") if thing.lemma_.lower() in words("amounts_of"))]
    if not any(t.lemma_.lower() in rule.objects for t in named):
        return False
    if (rule.type == "ASSAULT" and verb.lemma_ == "sink") or (rule.mode == "seize" and pattern("vehicle").search(thing.text)):
        return False  # to a ship that is sunk or seized force is done
    if rule.mode == "withdraw" and pattern("troops").search(thing.text):
        return True  # "withdrew troops from Iranian territory"
    if verb.lemma_ in _DISMISSING and thing.lemma_.lower() in words("persons"):
        return False  # "suspended the head of the agency"
    own = rule.mode == "withdraw" or (rule.type == "SANCTION" and verb.lemma_ in ("recall", "withdraw"))
    return (own and any(c.tag_ == "PRP$" for c in thing.lefts)) or not any(is_one_of_people(t) for t in named[-1:])


def _ties(thing: Token, rule: Rule, roles: dict[str, frozenset[str]]) -> frozenset[str]:
    """The prepositions by which an object names to whom an act is turned: who is killed in what somebody condemns is not the condemned,
    and what a praised response answers is not praised. What is granted is taken from whose it is."""
    ties = roles.get("of_object", frozenset())
    if rule.mode == "restrict" and thing.lemma_ in words("granted"):
        return ties | {"of"}
    if rule.type == "ACCUSE" and is_deed(thing):
        return ties & ({"by", "against"} if thing.lemma_.lower() in ("complaint", "report") else {"by"})
    return ties & {"of", "by"} if rule.type == "SUPPORT" and thing.lemma_.lower() not in rule.objects else ties


def is_deed(thing: Token) -> bool:
    """Whether a noun tells of harm that somebody suffers: "the killing of two guards"."""
    lemma = thing.lemma_.lower()
    return lemma in words("crimes") - _PAPERS or lemma in words("of_victims") or lemma in words("deeds")


def _asked_from(thing: Token) -> list[Token]:
    """From whom something is asked, also far in its phrase: "asked for 50 million in help from parliament"."""
    return [o for t in thing.subtree if t.dep_ == "prep" and t.lower_ == "from" for o in children(t, "pobj") if able(o)]


def _partners(token: Token, objects: list[Token]) -> list[Token]:
    """Who an act of two sides is done with: "reached a deal with studios", "signed an agreement to lease the jail from the county"."""
    found = [t for holder in (token, *objects) for t in under_prepositions(holder, "with")]
    aims = [c for o in objects for c in children(o, "acl") if c.tag_ == "VB"]
    aims += [c for c in children(token, "advcl") if c.tag_ == "VB" and objects and token.lemma_ in ("sign", "reach")]
    beyond = [t for aim in aims for holder in (aim, *children(aim, "dobj")) for t in under_prepositions(holder, "with", "from")]
    return found or [t for t in beyond if t.pos_ == "PROPN" or is_person(t)]


def _passive_subjects(token: Token) -> list[Token]:
    own = children(token, "nsubjpass")
    if own:
        return [token.head] if own[0].lower_ in ("who", "that", "which") and token.dep_ == "relcl" else own
    if is_short_passive(token):
        return children(token, "nsubj")
    if token.dep_ in ("acl", "amod"):
        held = token.head.head.head if token.head.dep_ == "pobj" and token.head.lower_ in _COURT else None
        appeared = held is not None and held.pos_ == "VERB" and token.dep_ == "acl"
        return doers_of(held) if held is not None and appeared else [token.head]  # "Lind appeared in court charged with theft"
    if (met := _found_so(token)) is not None:
        return _passive_subjects(met)
    if token.dep_ == "ccomp" and children(token, "auxpass") and token.head.tag_ in ("VBD", "VBN") and token.head.i < token.i:
        return [] if token.head.lemma_ in _SAYING else children(token.head, "nsubj")  # "a man wanted for theft was shot"
    if token.dep_ == "conj" and is_passive(token.head):
        return _passive_subjects(token.head)
    return doers_of(token) if token.dep_ in ("pcomp", "xcomp", "advcl", "conj") else []


def _asked(token: Token) -> list[Token]:
    """Who stands between a verb of asking and what they are to do: "urged voters to wait"."""
    return [s for c in children(token, "ccomp", "xcomp") for s in children(c, "nsubj") if token.i < s.i < c.i and able(s)]


def _under_ruled(token: Token, rule: Rule) -> list[Token]:
    """Whom what somebody promises, refuses or threatens to do is done to: "refused to meet the rebels", "threatened to sue them"."""
    ruled = clause_of(token, rule) if rule.clause else next((c for c in children(token, "xcomp") if c.tag_ == "VB"), None)
    if ruled is None or rule.type not in ("AGREE", "REJECT", "THREATEN"):
        return []
    given = children(ruled, "dobj")
    own = [*children(ruled, "dative"), *(t for t in given if ruled.lemma_ not in words("giving"))]  # "offered to send divers"
    things = [t for t in (*given, *own) if not able(t) or t not in own]
    own += [
        s for c in children(ruled, "ccomp") if ruled.lemma_ == "help" for s in children(c, "nsubj")
    ]  # "would help Peru build"
    own += under_prepositions(ruled, "to", "with", "against", "on")
    own += [t for thing in things for t in under_prepositions(thing, "on", "with", "of", "to", "against")]
    own = [t for t in own if not is_everybody(t)]  # "agreed to open the airport to passengers"
    return [*own, *(c for thing in things for c in thing.lefts if owns(c, thing))]


def _is_aimed_at(token: Token) -> bool:
    """Somebody, or the people whose thing it is: "would attack American ships"."""
    return token.ent_type_ == "NORP" or ((token.pos_ == "PRON" or is_person(token)) and able(token))

