"""Who does it, by the grammar around a verb: its voice, its subject, "by" after a passive, whom an infinitive leaves unsaid."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..tables import entries
from .able import able, is_one_of_people, is_person
from .lexicon import Rule, lexicon
from .objects import owns
from .syntax import children, is_outcome, stranded_verb, subjects, under_prepositions
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: "Under pressure to", "on their way to", "in a bid to": those who are take part in the aim.
_UNDER = frozenset({"under", "on", "in", "with"})
SUFFERED = frozenset({"kill", "injure", "wound", "hurt", "die"})
#: Acts that are turned towards a country also where the grammar does not name it as the object: "denounced the elections in Chad".
TOWARDS = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "AID", "PROTEST", "COERCE", "ASSAULT", "ACCUSE", "SUPPORT"}
)


#: Acts of words of which "it" is a body that acts: "it called on parliament to vote".
_BODIES_ACT = TOWARDS - {"PROTEST", "ASSAULT", "COERCE"} | {"CONCEDE", "COOPERATE"}
#: Acts whose object, named before a passive, is of whoever did it.
LAID_UPON = frozenset({"COERCE", "SANCTION", "CONCEDE"})
#: Acts of police and courts, where "possession of a firearm by a felon" names the crime.
_BY_LAW = frozenset({"SANCTION", "COERCE", "ACCUSE"})
#: Before whom the accused stand.
_COURT = frozenset({"court", "judge", "magistrate", "magistrates", "tribunal", "jury"})
#: Behind a verb of shooting without an object these tell where the shot goes, so the subject shot: "shot through a window".
_SHOT_WHERE = frozenset({"at", "into", "through", "toward", "towards"})
_CLOSING = frozenset({'"', "”", "''", "’"})
#: Who says something is not whom it is done to.
_SAYING = frozenset(
    {"say", "report", "announce", "claim", "state", "confirm", "believe", "allege", "declare", "insist", "note", "add"}
)


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
    """ "Man killed in Lima", "suspect fatally shot at a bank": a verb that needs an object has none, nor a helper."""
    fatally = any(c.lower_ == "fatally" for c in children(token, "advmod"))
    return (
        token.tag_ in ("VBD", "VBN")
        and token.lemma_ in entries_of()["needs_object"]["verbs"]
        and not [
            c for c in children(token, "dobj", "aux", "ccomp", "xcomp", "dative", "prt") if c.dep_ != "ccomp" or c.i > token.i
        ]
        and not shared_objects(token)
        and not (
            token.lemma_ in ("shoot", "fire") and not fatally and any(c.lower_ in _SHOT_WHERE for c in children(token, "prep"))
        )
        and bool(children(token, "nsubj"))
        and named_behind(token) is None
        and token.dep_ != "relcl"  # "the man Lind accused"
        and not (token.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "prep" for c in token.children))
        and children(token, "nsubj")[0].lower_ not in ("who", "he", "she", "they", "it", "we", "i")
        and not _speaks(token)
    )


def _speaks(token: Token) -> bool:
    """Whether words in quotation marks stand right before the subject of a verb of saying: "“It failed them,” Lind charged"."""
    first = children(token, "nsubj")[0].left_edge
    before = first.doc[max(0, first.i - 2) : first.i]
    return token.lemma_ == "charge" and any(t.text in _CLOSING for t in before) and any(t.text == "," for t in before)


def named_behind(token: Token) -> Token | None:
    """The object that the parse takes for the noun that a verb stands before: "Lind shot accomplice Ann Bell"."""
    top = token
    while top.dep_ == "compound" and top.head.i > top.i:
        top = top.head
    return top if top != token and token.tag_ == "VBD" and children(token, "nsubj") else None


def shared_objects(token: Token) -> list[Token]:
    """The object of a verb joined to this one, which has none of its own: "shot and killed the attacker"."""
    return [
        o
        for c in children(token, "conj")
        if c.pos_ == "VERB" and not children(c, "nsubj", "nsubjpass")
        for o in children(c, "dobj")
    ]


def agents(token: Token, rule: Rule) -> list[Token]:
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
            return [t for t in passive_subjects(token) if is_one_of_people(t)]  # "1,500 troops are stationed in the east"
        deeds = [t for t in passive_subjects(token) if t.lemma_.lower() in rule.objects and kind in LAID_UPON]
        return named or [c for deed in deeds for c in deed.lefts if owns(c, deed)]  # "the Israeli blockade imposed on Gaza"
    doers = doers_of(token)
    named = [
        t for t in doers if (able(t) and not (kind == "ASSAULT" and _is_weapon(t))) or (t.lower_ == "it" and kind in _BODIES_ACT)
    ]
    arms = [t for t in doers if kind == "ASSAULT" and pattern("weapon_cause").search(t.text)]
    return named or [c for weapon in arms for c in weapon.lefts if owns(c, weapon)]  # "Chad drones hit a refinery"


def _is_weapon(token: Token) -> bool:
    """ "Grenades hit the consulate": not "bombers", nor what has an owner, "Chilean drones"."""
    return (
        token.pos_ == "NOUN"
        and not any(owns(c, token) for c in token.lefts)
        and bool(pattern("weapon_cause").match(token.text))
        and not is_person(token)
    )


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
        and not children(c, "nsubj", "nsubjpass", "dobj")
        and not any(t.i < c.i for t in children(c, "advmod", "npadvmod"))
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
        if verb.lemma_ in SUFFERED and is_passive(verb):
            return []  # "killed in shooting attacks"
        if head.lower_ in ("of", "from", "with", "for") and verb.pos_ == "VERB":
            at = under_prepositions(verb, "against", "at") if head.lower_ == "for" else []  # "railed against voters for refusing"
            return children(verb, "nsubjpass") or children(verb, "dobj") or at or doers_of(verb)
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


def _meant(token: Token, who: Token) -> Token:
    """Whom a clause tells more of: with "who" no thing, where that thing stands in a clause on somebody: "the man who burnt records who was
    indicted"."""
    head = token.head
    verb = next((a for a in head.ancestors if a.pos_ == "VERB"), None)
    further = verb is not None and verb.dep_ == "relcl" and who.lower_ == "who" and not is_person(head)
    return verb.head if verb is not None and further else head


def passive_subjects(token: Token) -> list[Token]:
    own = children(token, "nsubjpass")
    if own:
        return [_meant(token, own[0])] if own[0].lower_ in ("who", "that", "which") and token.dep_ == "relcl" else own
    if is_short_passive(token):
        return children(token, "nsubj")
    if token.dep_ in ("acl", "amod"):
        held = token.head.head.head if token.head.dep_ == "pobj" and token.head.lower_ in _COURT else None
        appeared = held is not None and held.pos_ == "VERB" and token.dep_ == "acl"
        return doers_of(held) if held is not None and appeared else [token.head]  # "Lind appeared in court charged with theft"
    if (met := _found_so(token)) is not None:
        return passive_subjects(met)
    if token.dep_ == "ccomp" and children(token, "auxpass") and token.head.tag_ in ("VBD", "VBN") and token.head.i < token.i:
        return [] if token.head.lemma_ in _SAYING else children(token.head, "nsubj")  # "a man wanted for theft was shot"
    if token.dep_ == "conj" and is_passive(token.head):
        return passive_subjects(token.head)
    return doers_of(token) if token.dep_ in ("pcomp", "xcomp", "advcl", "conj") else []
