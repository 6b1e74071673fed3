"""Words of force where nobody bears arms: in play, at law, and between people who only speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .able import able, is_everybody, is_one_of_people, is_person
from .parties import armed_words
from .ruling import clause_of
from .syntax import children, subjects
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .drafts import Draft


def in_play(draft: Draft, sentence: str, sporting: bool) -> bool:
    """Players who attack or shoot: the sentence speaks of a match, or its report of sport, and nobody in it bears arms or is hurt."""
    token = draft.token
    if not sporting and not pattern("sport").search(sentence):
        return False
    rest = sentence.replace(token.text, "", 1)
    armed_there = pattern("armed").search(rest) or pattern("weapon_cause").search(rest) or pattern("hurt").search(rest)
    return not armed_there or bool(pattern("sport").search(sentence) and token.lemma_ in ("fire", "shoot", "strike", "hit"))


def contests(draft: Draft) -> bool:
    """ "Would fight the charges in court", "vowed to fight corruption": a thing is fought without arms, and so is anybody in court."""
    ruled = clause_of(draft.token, draft.rule) if draft.rule.clause else None
    if ruled is None or ruled.lemma_ not in ("fight", "defend"):
        return False
    if any(c.tag_ == "VB" for c in children(ruled, "xcomp", "advcl")):
        return True  # "would fight to keep the rules"
    if any(t.lemma_.lower() in ("court", "trial", "tribunal", "hearing") for t in ruled.subtree):
        return True
    fought = children(ruled, "dobj")
    aim = any(c.lower_ == "for" for c in children(ruled, "prep"))
    return ruled.lemma_ == "fight" and (aim or (bool(fought) and not any(able(t) for t in fought)))


def only_words(draft: Draft) -> bool:
    """Politicians who attack each other, people whom troubles destroy: nobody is armed, nobody is hurt, no weapon is named."""
    token = draft.token
    if token.lemma_ not in ("attack", "destroy", "slaughter", "execute", "hit", "strike"):
        return False
    objects = children(token, "dobj", "nsubjpass")
    sentence = token.sent.text
    if token.lemma_ == "attack" and any(c.lower_ == "as" for c in children(token, "prep")):
        return True  # "attacked him as a killer of jobs"
    harmed = (
        pattern("hurt").search(sentence) or pattern("weapon").search(sentence) or any(armed_words(a.text) for a in draft.actors)
    )
    return bool(objects) and all(able(o) and (o.pos_ == "PRON" or is_person(o)) for o in objects) and not harmed


def advises(draft: Draft) -> bool:
    """Whether a warning names no one it is given to, or is given to the public ("warned people to stay outdoors"), or is one of weather
    ("issued urgent warnings as heavy rain continues"): that is no threat."""
    if draft.token.lemma_ == "issue" and any(o.lemma_ == "warning" for o in children(draft.token, "dobj")):
        return any(t.lemma_.lower() in words("force_of_nature") or t.lemma_.lower() == "weather" for t in draft.token.sent)
    if draft.token.lemma_ != "warn" or draft.rule.clause:
        return False
    warned = children(draft.token, "dobj", "nsubjpass")
    return not any(able(t) for t in warned) or all(is_everybody(t) for t in warned)


def threatens_a_thing(token: Token) -> bool:
    """What puts a thing at risk ("threatening future relations") utters no threat; a threat names the act or those threatened."""
    objects = children(token, "dobj")
    return token.lemma_ == "threaten" and bool(objects) and not any(able(o) or o.lemma_ in words("threats") for o in objects)


def in_networks(token: Token) -> bool:
    """Attacks on software, which hurt nobody: "targeted attacks on the browser", "used the flaw to attack users"."""
    told = pattern("networks").search(token.sent.text)
    return token.lemma_ in ("attack", "strike", "raid", "hijack") and bool(told) and not pattern("hurt").search(token.sent.text)


def calls_it_so(token: Token) -> bool:
    """ "What it called strikes on its land": a word for something, not a strike that somebody calls."""
    struck = [c for c in children(token, "dobj", "oprd") if c.lemma_ == "strike"]
    by_arms = any(c.lower_ in words("strike_by") or c.ent_type_ == "NORP" for o in struck for c in o.lefts)
    return token.lemma_ == "call" and bool(struck) and (by_arms or any(c.tag_ == "WP" for c in children(token, "dobj", "oprd")))


def set_alight(token: Token) -> list[Token]:
    """Whom, not what, somebody sets on fire: "set a man on fire"."""
    burnt = children(token, "dobj", "nsubjpass") if token.lemma_ == "set" else []
    return [
        t
        for t in burnt
        if t.ent_type_ == "PERSON" or is_one_of_people(t) or t.lower_ in ("him", "her", "them", "me", "he", "she")
    ]


def says_otherwise(token: Token, kind: str) -> bool:
    """A share of the vote that is no victory, a record that somebody "blasted through", gunfire that erupts and is no disaster."""
    if kind == "ELECT" and token.lemma_ == "win":
        return any(o.ent_type_ == "PERCENT" or o.lower_ in ("percent", "%") for o in children(token, "dobj"))
    if kind == "ACCUSE" and token.lemma_ in ("blast", "slam", "charge"):
        return any(c.lower_ in ("out", "through", "into", "past") for c in children(token, "prep", "prt", "advmod"))
    erupts = kind == "DISASTER" and token.lemma_ == "erupt"
    return erupts and not any(t.pos_ == "PROPN" or pattern("disaster").search(t.text) for t in subjects(token))
