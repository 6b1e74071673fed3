"""Events that a verb, or an adjective with a clause, tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .drafts import Draft
from .lexicon import Rule
from .named import chosen
from .objects import told_more_of
from .parties import Phrases, conjuncts
from .roles import addressed
from .ruling import clause_of, concrete, towards
from .syntax import actors_of, children, subjects, under_prepositions
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


_TOWARDS = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "AID", "PROTEST", "COERCE", "ASSAULT", "ACCUSE", "SUPPORT"}
)


#: "Well prepared to" tells of a skill, not of a will.
_APT = frozenset({"well", "better", "ill"})


#: What tells of somebody and is not them: "released the names of the suspects".
_TELLS_OF = frozenset(
    {"name", "identity", "photo", "photograph", "picture", "image", "video", "footage", "recording", "sketch", "description", "list",
     "detail", "age", "gender", "letter", "statement", "report", "portrait", "biography", "share"}
)  # fmt: skip


#: Between "call" and these no object stands: "called on Chile", not "called a debate on fishing".
_TIED = frozenset({"on", "upon", "for"})


def by_adjective(token: Token, rule: Rule, phrases: Phrases) -> Draft | None:
    """ "Is ready to withdraw its troops": who is willing, and towards whom."""
    ruled = clause_of(token, rule)
    if ruled is None or not concrete(ruled) or any(c.lower_ in _APT for c in children(token, "advmod")):
        return None
    draft = Draft(rule, token, "verb")
    draft.actors = actors_of(subjects(token.head) if token.dep_ != "ROOT" else subjects(token), phrases)
    draft.recipients = towards(ruled, draft.actors, phrases)
    return draft


def by_verb(token: Token, rule: Rule, phrases: Phrases) -> Draft | None:
    if _describes(token, rule) or any(c.lower_ in rule.not_with for c in token.children):
        return None
    if rule.bare and children(token, "dobj", "nsubjpass"):
        return None
    objects = chosen(token, children(token, "dobj"))
    passive_subjects = children(token, "nsubjpass")
    active_clause = token.dep_ == "acl" and not rule.passive and not rule.objects
    if token.dep_ in ("acl", "relcl") and token.tag_ == "VBN" and not children(token, "nsubj") and not active_clause:
        passive_subjects = passive_subjects or [token.head]
    if rule.particle and not _has_particle(token, rule.particle):
        return None
    if rule.objects and not _has_object(
        token, rule, objects + passive_subjects or told_more_of(token, frozenset({token.lemma_}))
    ):
        return None
    if rule.not_after and any(c.lower_ in rule.not_after for o in objects for c in o.lefts):
        return None
    ruled = clause_of(token, rule) if rule.clause else None
    if rule.clause and ruled is None:
        return None
    if passive_subjects and not rule.passive and rule.objects == frozenset():
        return None
    agents_named = subjects(token)
    draft = Draft(rule, token, "verb")
    agents = under_prepositions(token, "by") if passive_subjects else agents_named
    patients = passive_subjects or ([] if rule.objects and token.lemma_ not in words("with_two") else objects)
    patients = (
        [*patients, *children(token, "dative"), *under_prepositions(token, "to", "against", "on", "with", "from", "at")]
        if rule.type not in ("ACCIDENT", "DISASTER")
        else []
    )
    if rule.objects and objects:
        ties = ("to", "with", "of", "against", "on", "between", *(("from",) if rule.type == "SANCTION" else ()))
        patients += [p for o in objects for p in under_prepositions(o, *ties)]
    draft.actors = actors_of(agents, phrases)
    draft.recipients = [a for a in actors_of(patients, phrases) if a not in draft.actors]
    if rule.type == "SUPPORT" and rule.objects and not draft.recipients:
        draft.recipients = [a for t in addressed(token) if (a := phrases.anybody(t)) is not None]
    if rule.type in _TOWARDS and not any(a.country for a in draft.recipients):
        draft.recipients = towards(ruled or token, draft.actors, phrases) or draft.recipients
    return draft


def _has_particle(token: Token, particle: str) -> bool:
    """Whether the particle follows the verb, and no other does: not "called him out for it", "for more, call", "called a debate on it"."""
    others = {c.lower_ for c in children(token, "prt")} - {particle}
    between = token.lemma_ == "call" and particle in _TIED and any(o.i > token.i for o in children(token, "dobj", "oprd"))
    return not others and not between and any(c.lower_ == particle and c.i > token.i for c in token.children)


def _describes(token: Token, rule: Rule) -> bool:
    """Whether a participle says what somebody is for ("a commission investigating the cause"), which is no new act of words."""
    if (
        token.lemma_ == "accuse"
        and not children(token, "dobj", "auxpass")
        and not any(c.lower_ in ("of", "by") for c in token.children)
    ):
        return True  # "the accused"
    if token.tag_ == "VBG" and token.i + 1 < len(token.doc) and token.nbor(1).lemma_.lower() in words("police"):
        return token.nbor(1).lower_ != "police"  # "told arresting officers"
    if token.dep_ != "acl" or token.tag_ != "VBG":
        return False
    return rule.mode == "investigate" or (rule.type == "REQUEST" and token.lemma_ == "seek")


def _has_object(token: Token, rule: Rule, objects: list[Token]) -> bool:
    lemmas = {
        o.lemma_.lower()
        for obj in objects
        for o in ([obj] if rule.type == "RETREAT" and obj.lemma_.lower() in _TELLS_OF else conjuncts(obj))
    }
    lemmas |= {o.lemma_.lower() for obj in objects if obj.lemma_.lower() not in _TELLS_OF for o in under_prepositions(obj, "of")}
    if rule.type == "MOBILIZE" and objects and rule.mode == "troops" and token.lemma_ == "send":
        return bool(lemmas & rule.objects)
    if objects and token.lemma_ not in words("with_two"):
        return bool(lemmas & rule.objects)
    lemmas |= {
        o.lemma_.lower()
        for o in under_prepositions(
            token,
            "on",
            "into",
            "off",
            "from",
            "over",
            "with",
            "to",
            "down",
            "in",
            "of",
            "through",
            "by",
            "under",
            "at",
            "against",
            "through",
        )
    } | {c.lemma_.lower() for c in children(token, "acomp", "advmod", "oprd", "npadvmod")}
    lemmas |= {
        o.lemma_.lower()
        for c in token.children
        if c.dep_ in ("prep", "prt", "advmod") and c.lower_ != "for"
        for d in c.children
        if d.dep_ in ("prep", "pobj")
        for o in ([d] if d.dep_ == "pobj" else [x for x in d.children if x.dep_ == "pobj"])
    }
    return bool(lemmas & rule.objects)
