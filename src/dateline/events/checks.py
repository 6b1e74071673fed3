"""Whether a sentence holds what a rule needs; this is where precision comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Actor, Item, Span
from .able import able, is_one_of_people, is_person
from .accidents import is_no_accident
from .doers import doers_of, is_passive
from .drafts import Draft
from .parties import Phrases, armed_words, public
from .supposed import told_of_nobody
from .syntax import children, subjects, under_prepositions
from .unarmed import (
    advises,
    calls_it_so,
    contests,
    in_networks,
    in_play,
    only_words,
    says_otherwise,
    set_alight,
    threatens_a_thing,
)
from .words import idioms, pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits(draft: Draft, item: Item, phrases: Phrases) -> bool:
    """Whether the sentence holds what the rule needs; this is where precision comes from."""
    token, needs = draft.token, draft.rule.needs
    sentence = token.sent.text
    near = " ".join(t.text for t in token.subtree) if draft.kind == "noun" else sentence
    subject = (
        " ".join(t.text for s in (subjects(token) + children(token, "nsubjpass")) for t in s.subtree)
        if draft.kind == "verb"
        else ""
    )
    checks = {
        "object": lambda: bool(draft.recipients),
        "party": lambda: (
            len(draft.actors) + len(draft.recipients) >= 2
            or (draft.rule.type == "CONSULT" and any(s.tag_ in ("NNS", "NNPS") for s in subjects(token)))
            or (draft.rule.type == "CONSULT" and draft.kind == "noun" and _placed_talks(token, item))
        ),
        "other": lambda: bool({a.country for a in draft.recipients} - {a.country for a in draft.actors} - {None}),
        "abroad": lambda: (
            bool(draft.recipients or len(draft.actors) > 1) and any(public(a) for a in draft.actors or draft.recipients)
        ),
        "state": lambda: any(_of_power(a) for a in draft.actors),
        "happening": lambda: draft.kind == "verb" or _happening(token, item),
        "named": lambda: any(a.entity and a.entity.type == "person" for a in draft.actors),
        "peaceful": lambda: not (pattern("violent_death").search(sentence) or pattern("animals").search(sentence)),
        "actor": lambda: bool(draft.actors),
        "public": lambda: (
            any(public(a) for a in (draft.actors or draft.recipients))
            or (draft.rule.type == "CONSULT" and draft.kind == "noun" and not draft.actors)
        ),
        "armed": lambda: armed(token, draft, subject) and not pattern("accident_cause").search(sentence),
        "recipient": lambda: (
            bool(draft.recipients)
            or bool(draft.actors and children(token, "nsubjpass"))
            or any(is_person(t) and able(t) for t in children(token, "nsubjpass", "dobj"))
        ),
        "person": lambda: any(a.entity and a.entity.type == "person" for a in (*draft.actors, *draft.recipients)),
        "work": lambda: (
            bool(pattern("work").search(near)) or (bool(pattern("work").search(sentence[:400])) and draft.kind == "verb")
        ),
        "builder": lambda: (
            draft.kind == "noun" or any(a.entity or a.country or a.sector for a in draft.actors) or not subjects(token)
        ),
        "crowd": lambda: bool(pattern("crowd").search(subject or sentence)),
        "violence": lambda: bool(pattern("violence").search(sentence.replace(token.text, "", 1))) and not _figurative(draft),
        "accident": lambda: (
            bool(
                pattern("vehicle").search(subject)
                if draft.kind == "verb" and token.lemma_ not in ("derail", "capsize")
                else pattern("accident").search(sentence)
            )
            and not pattern("weapon_cause").search(sentence)
        ),
        "weapon": lambda: _by_weapon(token),
        "force": lambda: _by_force(draft),
        "target": lambda: _struck(draft, phrases),
        "alight": lambda: bool(set_alight(token)),
        "seawards": lambda: any(t.lemma_.lower() in words("waters") for t in under_prepositions(token, *_SEAWARDS)),
        "police": lambda: any(a.sector == "COP" for a in draft.actors),
        "disaster": lambda: (
            bool(pattern("disaster").search(sentence))
            and not re.match(
                r"of (?!the |northern|southern|eastern|western|(?:moderate |preliminary )?magnitude|at least|about|more than)[a-z]",
                item.text[token.idx + len(token.text) + 1 :][:30],
            )
        ),
    }
    if _hyphened(token) or told_of_nobody(token) or _doer_is_no_party(draft) or _mere_notion(draft):
        return False
    if draft.rule.type in _PLAYED and phrases.sporting:
        return False
    return all(checks[name]() for name in needs if name in checks) and not (
        _idiomatic(draft) or _other_sense(draft, sentence, phrases.sporting)
    )


#: "Towards the Sea of Japan": a weapon is tried, nobody struck.
_SEAWARDS = ("towards", "toward", "into", "to", "off", "over")
#: What sides do in play as well.
_PLAYED = frozenset({"CONSULT", "THREATEN"})
#: What is done to nothing that does not live.
_DONE_TO_THE_LIVING = frozenset({"shoot", "kill", "stab", "wound", "injure"})
#: Characters: a clause has been read as a name.
_LONG_NAME = 80


def complete(draft: Draft) -> bool:
    """Whether, once everybody is found, those are named whom the act cannot do without: whom police arrest, a court convicts, an official
    warns or visits."""
    rule = draft.rule
    if any(len(a.text) > _LONG_NAME for a in (*draft.actors, *draft.recipients)):
        return False
    if rule.type == "DEATH" and not draft.actors:
        return False
    if draft.kind != "verb" or draft.recipients:
        return True
    if rule.type in ("COOPERATE", "AID") and len(draft.actors) < 2:
        return False  # "did not provide any other information"
    if rule.type == "ASSAULT" and draft.token.lemma_ in _DONE_TO_THE_LIVING and children(draft.token, "dobj"):
        return False  # "saw him shoot it"
    warns = rule.type == "THREATEN" and draft.token.lemma_ == "warn" and not rule.clause
    visits = draft.token.lemma_ == "visit" and not children(draft.token, "dobj", "nsubjpass")
    return not (rule.mode in ("arrest", "convict", "deport") or warns or visits)


def _of_power(actor: Actor) -> bool:
    """A government, an army or those who fight one."""
    return actor.sector in ("GOV", "MIL", "REB", "UAF") or (actor.entity is not None and actor.entity.type == "country")


def _hyphened(token: Token) -> bool:
    """Part of a longer word: "a step-down unit", "a bomb-throwing group"."""
    return (token.i > 0 and token.nbor(-1).text in ("-", "‑")) or (
        token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "‑") and not token.whitespace_
    )


def _doer_is_no_party(draft: Draft) -> bool:
    """Whether nobody is named who does what only somebody can do, or a thing does it ("levels that threaten")."""
    token, kind = draft.token, draft.rule.type
    if draft.kind != "verb" or token.pos_ != "VERB" or kind in ("ACCIDENT", "DISASTER", "BUILD", "DEATH") or is_passive(token):
        return False
    found = doers_of(token)
    doers = [t for t in found if t.lower_ != "it" or kind == "THREATEN"]
    if any(able(t) for t in doers):
        return False
    if not doers:
        return not found
    return not (kind == "ASSAULT" and any(pattern("weapon_cause").search(t.text) for t in doers))


def _mere_notion(draft: Draft) -> bool:
    """Whether a noun names a kind of happening, not one: bare plurals after "to", "of", "for" ("conducive to wildfires")."""
    token = draft.token
    if draft.kind != "noun" or draft.rule.type not in ("DISASTER", "ASSAULT", "ACCIDENT") or token.dep_ != "pobj":
        return False
    own = any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts) or any(
        c.dep_ in ("prep", "relcl", "acl") for c in token.rights
    )
    before = any(c.ent_type_ in ("GPE", "NORP", "ORG", "LOC", "CARDINAL") for c in token.lefts)
    return (
        not own and not before and token.head.lower_ in ("to", "of", "for", "against", "from", "like", "as", "between", "about")
    )


def _idiomatic(draft: Draft) -> bool:
    """Whether the trigger stands in an idiom: "pleaded guilty", "a truth bomb", "fuel on the fire"."""
    found = idioms(draft.rule.type)
    start = draft.token.idx - draft.token.sent.start_char
    return found is not None and any(m.start() <= start < m.end() for m in found.finditer(draft.token.sent.text))


def _other_sense(draft: Draft, sentence: str, sporting: bool) -> bool:
    """Whether a word of violence or protest means something else here.

    Rejects: rallies of markets; shots of players; harm by fire or water, by accident or to oneself; what anybody might do ("those who
    kill"); what is demonstrated, not where; kinds of crime ("abductions, hijackings"); raids by police, which are no assault.
    """
    token, kind = draft.token, draft.rule.type
    if kind == "PROTEST":
        return (
            any(a.sector in ("MIL", "COP") for a in draft.actors)
            or (token.lemma_ == "rally" and bool(pattern("market").search(sentence)))
            or _object_is_above(token)
            or _of_one(token, draft)
            or calls_it_so(token)
            or (draft.rule.mode == "strike" and any(t.ent_type_ == "GPE" for t in doers_of(token)))
        )
    if kind == "MOBILIZE":
        return any(t.lower_ in ("i", "you") for t in doers_of(token))  # "I could never send an army there"
    if kind == "CONSULT":
        return bool(pattern("sport").search(sentence)) or _meets_a_thing(token) or _only_speaks_of(token) or _calls_on(draft)
    if kind == "THREATEN":
        return threatens_a_thing(token) or advises(draft) or contests(draft)
    if kind == "AGREE" and token.lemma_ == "offer":
        return any(o.lemma_.lower() in words("told_things") for o in children(token, "dobj"))
    if kind == "SUPPORT" and token.lemma_ == "defend":
        owned = [o for o in children(token, "dobj") if any(c.tag_ == "PRP$" for c in o.lefts)]
        return not all(is_person(o) for o in owned)  # "defended her vote"
    if kind == "SUPPORT" and token.lemma_ in ("recognize", "recognise"):
        return _knows_somebody(token, draft)
    if kind == "REJECT" and token.lemma_ == "rule":
        return bool(children(token, "neg")) or token.head.lemma_ in ("refuse", "decline", "fail")  # "will not rule out"
    if kind == "REJECT" and token.lemma_ in ("refuse", "decline"):
        refused = children(token, "xcomp")  # "declined to comment", "refused to rule out talks"
        return any(c.lemma_ in words("left_unsaid") or (c.lemma_ == "rule" and bool(children(c, "prt"))) for c in refused)
    if kind == "REQUEST":
        return _is_asked(token) or _appeals_at_law(token) or _pleases(token)
    if kind == "ACCUSE" and token.lemma_ == "charge":
        return any(c.ent_type_ == "MONEY" or c.lemma_.lower() in words("prices") for c in children(token, "dobj", "nsubjpass"))
    if says_otherwise(token, kind):
        return True
    if kind == "ELECT" and token.lemma_ == "elect":
        aims = [c for c in children(token, "xcomp", "advcl") if any(t.lower_ == "to" for t in children(c, "aux"))]
        return bool(aims) and not children(token, "dobj", "nsubjpass", "auxpass")  # "elected to stop the bout"
    if kind == "RETREAT":
        return any(c.lower_.endswith(("self", "selves")) for c in children(token, "dobj", "npadvmod"))  # "resigned herself to renting"
    if kind not in ("ASSAULT", "COERCE", "ACCIDENT"):
        return False
    if kind == "ASSAULT" and in_networks(token):
        return True
    if kind == "COERCE" and draft.rule.mode == "destroy" and set_alight(token):
        return True  # told as ASSAULT
    if kind == "ACCIDENT":
        return is_no_accident(draft, sentence)
    if draft.kind == "noun":
        return kind == "ASSAULT" and (
            any(c.lower_ in words("by_mishap") for c in token.lefts)
            or _mere_kind(token)
            or _bare_strike(token)
            or (token.lemma_ == "raid" and bool(pattern("law_raid").search(sentence)))
        )
    return (
        any(s.lemma_.lower() in words("force_of_nature") for s in subjects(token))
        or any(s.lemma_.lower() in words("force_of_nature") for s in doers_of(token))
        or any(c.lower_.endswith(("self", "selves")) for v in (token, *children(token, "conj")) for c in children(v, "dobj"))
        or any(c.lower_ == "accidentally" for c in token.children)
        or any(o.lemma_ == "accident" for v in (token, *children(token, "conj")) for o in under_prepositions(v, "in"))
        or (token.dep_ == "relcl" and token.tag_ == "VBP" and token.head.lower_ in words("anybody"))
        or (kind == "ASSAULT" and token.lemma_ == "raid" and bool(pattern("law_raid").search(sentence)))
        or ("force" not in draft.rule.needs and only_words(draft))
        or (kind == "ASSAULT" and token.lemma_ in words("played") and in_play(draft, sentence, sporting))
    )


def _bare_strike(token: Token) -> bool:
    """A strike that neither weapons nor a target nor a people makes one of arms: work stopped as likely."""
    if token.lemma_ != "strike":
        return False
    armed_by = any(c.lower_ in words("strike_by") or c.ent_type_ in ("NORP", "GPE", "ORG") for c in token.lefts)
    return not armed_by and not any(c.dep_ == "prep" and c.lower_ in ("on", "against") for c in token.rights)


def _of_one(token: Token, draft: Draft) -> bool:
    """A rally of one person speaks for a candidate, and a firm that stops work is on no strike."""
    alone = len(draft.actors) == 1 and draft.actors[0].entity is not None and draft.actors[0].entity.type == "person"
    if token.lemma_ == "rally" and draft.kind == "noun":
        held = token.dep_ == "dobj" and token.head.lemma_ in ("hold", "stage", "host", "address", "headline", "schedule")
        against = any(c.lower_ == "against" for t in (token, token.head) for c in children(t, "prep"))
        return (alone and held and not against) or any(c.dep_ == "poss" and c.ent_type_ == "PERSON" for c in token.lefts)
    if draft.kind == "verb" and token.lemma_ in ("march", "rally", "demonstrate") and alone:
        return True  # "Lind would march behind the nominee"
    return token.lemma_ == "stop" and any(a.entity is not None and a.entity.type == "organisation" for a in draft.actors)


def _is_asked(token: Token) -> bool:
    """ "When asked for his view": a question to somebody, no request."""
    when = any(c.lower_ in ("when", "if") for c in token.children)
    return token.lemma_ in ("ask", "press") and token.tag_ == "VBN" and when and not children(token, "agent", "xcomp")


def _appeals_at_law(token: Token) -> bool:
    """ "They plan to appeal": against a ruling, where neither to whom nor for what is told."""
    told = any(c.lower_ in ("to", "for", "on", "upon") for c in children(token, "prep", "dative"))
    return token.lemma_ == "appeal" and token.pos_ == "VERB" and not told and not children(token, "xcomp", "ccomp")


def _pleases(token: Token) -> bool:
    """ "Sought to appeal to younger voters": nothing is asked of them."""
    said = [c for c in token.children if c.dep_ in ("prep", "dative", "xcomp", "ccomp", "advcl", "aux")]
    asks = any(c.lower_ in ("for", "on", "upon", "against") or c.dep_ in ("xcomp", "ccomp", "advcl") for c in said)
    to_them = [o for c in said if c.lower_ == "to" and c.dep_ in ("prep", "dative") for o in children(c, "pobj")]
    return token.lemma_ == "appeal" and token.pos_ == "VERB" and bool(to_them) and not asks


def _meets_a_thing(token: Token) -> bool:
    """ "Failed to meet the standards": a need or a measure is met by no meeting."""
    met = children(token, "dobj") if token.lemma_ == "meet" else []
    return bool(met) and not any(o.pos_ in ("PROPN", "PRON", "NUM") or is_person(o) for o in met)


def _calls_on(draft: Draft) -> bool:
    """ "Detectives visited the house": police at work, no visit of one side to another."""
    return draft.rule.mode == "visit" and any(t.lemma_.lower() in words("police") for t in doers_of(draft.token))


def _only_speaks_of(token: Token) -> bool:
    """ "Lind discussed her plan": one person who talks about a thing, to nobody named."""
    partner = any(c.lower_ in ("with", "by", "between") for c in children(token, "prep", "agent"))
    several = any(t.tag_ in ("NNS", "NNPS") or t.conjuncts or t.lower_ in ("they", "we") for t in doers_of(token))
    return token.lemma_ == "discuss" and not partner and not several


def _knows_somebody(token: Token, draft: Draft) -> bool:
    """ "The officer recognized Lind": no state or government recognises or is recognised, nor anybody as something."""
    if children(token, "ccomp"):
        return True  # "recognised the court was right"
    seen = children(token, "dobj")
    praised = any(c.lower_ in ("as", "for") for c in children(token, "prep"))
    bodies = any(_of_power(a) for a in draft.actors) or any(t.ent_type_ in ("GPE", "ORG", "NORP") for t in doers_of(token))
    somebody = (is_one_of_people(t) or t.ent_type_ == "PERSON" or t.pos_ == "PRON" for t in seen)
    return bool(seen) and not praised and not bodies and all(somebody)


def _object_is_above(token: Token) -> bool:
    """A clause whose object stands before it: "the confidence that people have demonstrated"."""
    found = children(token, "nsubj")
    return token.dep_ == "relcl" and bool(found) and found[0].lower_ not in ("who", "that", "which")


def _mere_kind(token: Token) -> bool:
    """A bare plural in a list of such: a kind of crime, not a happening."""
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts) and not any(c.dep_ == "prep" for c in token.rights)
    listed = token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)
    harmed = any(a.lemma_ in ("kill", "die", "injure", "wound") for a in token.ancestors)
    return token.tag_ == "NNS" and bare and listed and not harmed


def _happening(token: Token, item: Item) -> bool:
    """Whether a noun tells of one happening, not of a kind: "protests" alone is a kind; counted, placed, dated or staged ones happened."""
    if token.tag_ == "NN" and token.head.lemma_ not in ("plan", "right", "culture", "organise", "organize"):
        return any(c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in token.lefts) or token.head.lemma_ in words(
            "staged"
        )
    if token.head.lemma_ in words("staged") or any(
        c.dep_ in ("nummod", "det") or c.lower_ in ("mass", "violent", "huge", "large") for c in token.lefts
    ):
        return True
    return any(m.type == "place" and 0 < m.span.start - token.idx < 30 for m in item.mentions)


def armed(token: Token, draft: Draft, subject: str) -> bool:
    """Whether who harms bears arms: by the sector of an actor, or by the word; passives need a named agent."""
    if children(token, "nsubjpass") or token.dep_ == "acl":
        return any(armed_words(a.text) for a in draft.actors)
    return armed_words(subject) or any(a.sector in ("MIL", "REB", "UAF") for a in draft.actors)


def _by_force(draft: Draft) -> bool:
    """Whether a power, armed men or a weapon does it; nobody strikes with sanctions."""
    doers = [t for c in children(draft.token, "agent") for t in children(c, "pobj")] or doers_of(draft.token)
    armed_doer = any(pattern("weapon_cause").search(t.text) or armed_words(t.text) for t in doers)
    return armed_doer or (not is_passive(draft.token) and any(_of_power(a) for a in draft.actors))


def _by_weapon(token: Token) -> bool:
    """Whether a weapon of war does it: "a bomb killed three soldiers", "killed by a landmine"."""
    doers = [t for c in children(token, "agent") for t in children(c, "pobj")] or subjects(token)
    return any(t.lemma_.lower() in words("weapons") for t in doers)


def _struck(draft: Draft, phrases: Phrases) -> bool:
    """Whether a building, a ship, a post is struck; a town or a land counts only where it is struck, not hit, or a weapon is named."""
    token = draft.token
    found = children(token, "dobj", "nsubjpass") or ([token.head] if token.dep_ == "acl" and token.tag_ == "VBN" else [])
    armed_with = token.lemma_ == "strike" or pattern("weapon_cause").search(token.sent.text)
    for thing in found:
        if any(t.is_punct for t in token.doc[token.i + 1 : thing.left_edge.i]):
            continue  # "if he strikes again, Chile"
        if thing.lemma_.lower() in words("struck"):
            return True
        named = phrases.located.over(Span(thing.idx, thing.idx + len(thing.text)))
        if armed_with and (thing.ent_type_ == "GPE" or any(m.type in ("place", "country") for m in named)):
            return True
    return False


def _figurative(draft: Draft) -> bool:
    """Attacks in words: a politician who attacks a plan, shots on goal."""
    objects = children(draft.token, "dobj")
    return (
        draft.kind == "verb"
        and any(o.lemma_.lower() in words("abstract") for o in objects)
        and not re.search(r"\b(?:kill|injur|wound|dead|died)", draft.token.sent.text)
    )


def _placed_talks(token: Token, item: Item) -> bool:
    """Talks with a place: "during talks in Istanbul"."""
    return any(m.type == "place" and m.span.start > token.idx and m.span.start - token.idx < 40 for m in item.mentions)
