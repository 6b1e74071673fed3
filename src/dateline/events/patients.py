"""To whom it is done, by the grammar around a verb: objects, subjects of passives, the prepositions that roles.yaml lists for a
type, and whom an object names beside its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .able import able, can_be_done_to, is_everybody, is_one_of_people, is_person
from .doers import LAID_UPON, SUFFERED, TOWARDS, entries_of, frame, is_passive, named_behind, passive_subjects, shared_objects
from .lexicon import Rule
from .named import chosen
from .objects import asked_by, is_shot, made_known_by, owners, owns, so_called, to_do, told_more_of
from .ruling import clause_of
from .syntax import children, is_outcome, under_prepositions
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: What spaCy calls countries, towns, lands and buildings.
WHERE = frozenset({"GPE", "LOC", "FAC"})
#: Crimes that are also papers and ties, of which somebody is accused.
_PAPERS = frozenset({"case", "connection", "suspicion", "charge", "plot"})
#: What is filed against somebody.
_FILED = frozenset({"action", "case", "claim", "complaint", "lawsuit", "motion", "petition", "suit"})
#: Verbs that take somebody out of an office.
_DISMISSING = frozenset({"suspend", "dismiss", "sack"})
#: Verbs between whom and what they do stands somebody else.
_LETTING = frozenset({"help", "allow", "let", "permit", "enable"})
#: Acts that take a partner, whoever it is.
_WITH = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def patients(token: Token, rule: Rule) -> list[Token]:
    kind = rule.type
    roles = frame(kind, token.lemma_.lower())
    if is_passive(token):
        found = passive_subjects(token)
    else:
        found = [*children(token, "dative"), *chosen(token, children(token, "dobj"))]
        if not found and token.lemma_ in entries_of()["needs_object"]["verbs"]:
            found = shared_objects(token) or told_more_of(token, frozenset(entries_of()["needs_object"]["verbs"]))
        if (behind := named_behind(token)) is not None:
            found = [behind]
        if kind == "REQUEST":
            found += _asked(token) or to_do(token)
    if token.dep_ == "relcl":  # "a group, which Chile blamed for the raid"
        found = [token.head if t.lower_ in ("which", "whom") and t.dep_ == "dobj" else t for t in found]
    found += [o for t in found if t.lower_ == "control" for o in under_prepositions(t, "of")]  # "seized control of the port"
    found = [
        t for t in found if t.lower_ not in ("hostage", "captive", "prisoner", "hold", "control")
    ]  # "took ten people hostage"
    if kind == "ASSAULT" and any(able(t) for t in found):  # "killing people, burning cars"
        found = [t for t in found if able(t) or not any(c.tag_ == "VBG" for c in children(t, "amod"))]
    objects = [*found, *(so_called(token) if kind in ("ACCUSE", "REJECT", "SUPPORT") else [])]
    if token.lemma_ == "blame":
        on_a_thing = any(under_prepositions(holder, "on") for holder in (token, *found))
        found = _blamed_instead(token, found) or [t for t in found if not on_a_thing or able(t)]
    found = [t for t in found if not (t.lower_.endswith("ship") and children(t, "poss"))]  # "praised her leadership"
    found = [t for t in found if not _is_means(t, token, rule) and not is_shot(t, token)]
    if "no" in roles.get("object", ()):
        told = kind == "AGREE" and token.lemma_ in ("promise", "assure") and children(token, "ccomp", "xcomp")
        found = [t for t in found if (t.dep_ == "dative" and kind == "AID") or told]  # "gave Chile food", "promised voters to go"
    found = [t for t in found if can_be_done_to(t, kind, rule.mode, token.lemma_)]
    if not (kind == "ASSAULT" and found) or "from" in roles.get("prepositions", ()):  # "retook the town from the rebels"
        ties = roles.get("prepositions", frozenset())
        ties -= {"on"} if kind == "ACCUSE" and found else set()  # "blamed local officials on the radio"
        ties -= {"for"} if kind == "SUPPORT" and found else set()  # "endorsed him for president"
        struck = [t for t in under_prepositions(token, *ties) if can_be_done_to(t, kind, rule.mode) and t.lower_ != "air"]
        found += [t for t in struck if t.ent_type_ not in WHERE] or struck  # "opened fire on police on the boulevard"
    if kind == "ASSAULT" and token.dep_ == "advcl" and any(c.lower_ in ("when", "after", "as") for c in token.children):
        hurt = [t for t in children(token.head, "nsubjpass", "nsubj") if token.head.lemma_ in SUFFERED and able(t)]
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
                named = _far_in(thing, "from") or named  # "asked for 50 million in help from parliament"
            if kind == "ACCUSE" and not named and thing.lemma_.lower() in _FILED:
                named = _far_in(thing, "against")  # "filed a complaint for relief against the ministry"
            found += [t for t in named if can_be_done_to(t, kind, None) and t not in found]
            aimed = [t for t in under_prepositions(thing, *roles.get("of_object", ())) if kind in ("ACCUSE", "SUPPORT")]
            aimed = [t for t in aimed if not can_be_done_to(t, kind, None) and (kind == "ACCUSE" or t.head.lower_ == "to")]
            found += [c for t in aimed for c in t.lefts if c.dep_ == "poss" and able(c)]  # "investigations into their dealings"
            laid = kind in LAID_UPON and is_passive(token) and thing.lemma_.lower() in rule.objects
            suffered = kind == "ACCUSE" and thing.lemma_.lower() in words("of_victims")
            suffered |= rule.mode == "investigate" and thing.lemma_.lower() in words(
                "accusations"
            )  # "her claims are investigated"
            owned = "owner" in roles.get("object", ()) and not laid and not suffered
            if kind in ("CONCEDE", "SANCTION"):
                laid_on = [t for c in children(thing, "acl") if c.tag_ == "VBN" for t in under_prepositions(c, "on", "against")]
                found += [t for t in laid_on if able(t) and t not in found]  # "lifted the sanctions imposed on Chile"
            found += owners(thing) if owned else []
            found += [t for t in made_known_by(thing, kind) if t not in found]
            found += [t for t in asked_by(thing) if kind in ("AID", "REJECT") and t not in found]
    if rule.mode == "cyber":  # "hacked into the emails of the committee"
        found = [
            o
            for t in found
            for o in (
                (able(t) and is_person(t) and [t])
                or [o for h in (t, token) for o in under_prepositions(h, "of", "at") if able(o)]
                or [t]
            )
        ]
    return [t for t in found if not (kind == "SUPPORT" and t.tag_ == "PRP$")]  # "defended her record": her own


def _blamed_instead(token: Token, objects: list[Token]) -> list[Token]:
    """On whom something is blamed, the last that "on" names: "blamed the raid on the town on the rebels"."""
    if any(t.ent_type_ == "PERSON" or (is_one_of_people(t) and t.tag_ == "NNS") for t in objects):
        return []  # "blamed local officials on the radio"
    holders = [token, *objects]
    for holder in holders:
        holders += [t for t in under_prepositions(holder, "on") if t not in holders]
    if len(holders) == 1 + len(objects):  # "blamed the problem of shootings on others"
        holders += [t for o in objects for within in under_prepositions(o, "of") for t in under_prepositions(within, "on")]
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
    if lemma == "strike" and thing.tag_ == "NNS":
        return True  # "condemned the strikes in Peru"
    return lemma in words("crimes") - _PAPERS or lemma in words("of_victims") or lemma in words("deeds")


def _far_in(thing: Token, preposition: str) -> list[Token]:
    """Who stands behind a preposition anywhere in the phrase of a thing."""
    return [o for t in thing.subtree if t.dep_ == "prep" and t.lower_ == preposition for o in children(t, "pobj") if able(o)]


def _partners(token: Token, objects: list[Token]) -> list[Token]:
    """Who an act of two sides is done with: "reached a deal with studios", "signed an agreement to lease the jail from the county"."""
    found = [t for holder in (token, *objects) for t in under_prepositions(holder, "with")]
    aims = [c for o in objects for c in children(o, "acl") if c.tag_ == "VB"]
    aims += [c for c in children(token, "advcl") if c.tag_ == "VB" and objects and token.lemma_ in ("sign", "reach")]
    beyond = [t for aim in aims for holder in (aim, *children(aim, "dobj")) for t in under_prepositions(holder, "with", "from")]
    return found or [t for t in beyond if t.pos_ == "PROPN" or is_person(t)]


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
        s for c in children(ruled, "ccomp") if ruled.lemma_ in _LETTING for s in children(c, "nsubj", "nsubjpass")
    ]  # "would help Peru build", "refused to let the nurses leave"
    answered = under_prepositions(ruled, "to", "with", "against", "on")
    own += answered
    things += [t for t in answered if ruled.lemma_ in ("respond", "retaliate", "react") and not able(t)]
    under = [t for thing in things for t in under_prepositions(thing, "on", "with", "of", "to", "against")]
    own += under
    things += [t for t in under if not able(t)]  # "would pause tariffs on Peruvian goods"
    own = [t for t in own if not (t.lemma_.lower() in words("own_organs") and any(c.tag_ == "PRP$" for c in t.lefts))]
    own = [t for t in own if not is_everybody(t)]  # "agreed to open the airport to passengers"
    return [*own, *(c for thing in things for c in thing.lefts if owns(c, thing))]


def _is_aimed_at(token: Token) -> bool:
    """Somebody, or the people whose thing it is: "would attack American ships"."""
    return token.ent_type_ == "NORP" or ((token.pos_ == "PRON" or is_person(token)) and able(token))
