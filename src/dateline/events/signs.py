"""What the confidence of an event rests on: how its trigger stands in the sentence, who was read as taking part, and whom or what the
sentence names beside them.

Each sign is true or false; confidence.yaml holds what each adds to the odds. Shapes: one event, the draft it was read as, the phrases of
its item. Signs look at the trigger's own line only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Actor, Event, Mention, Span
from .able import able, is_person
from .drafts import Draft
from .parties import Phrases, public
from .syntax import FATES, HARM, children, line_of
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Acts that somebody does to somebody: without the second side something is missing.
_OF_TWO_SIDES = frozenset({"ACCUSE", "SUPPORT", "REJECT", "COERCE", "SANCTION", "ASSAULT", "REQUEST", "THREATEN"})
#: What happens to people without anybody who does it.
_NATURE = frozenset({"ACCIDENT", "DISASTER"})
#: Acts of two or of many, who are often named apart: "Chile held talks with Peru".
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "PROTEST"})
#: Types that are right more or less often than the rest, whatever else holds.
_OWN_ODDS = ("ASSAULT", "CONSULT", "RETREAT", "SUPPORT", "THREATEN", "REJECT", "SANCTION", "APPOINT")
#: Who speaks or is spoken to.
_SPEAKING = frozenset({"i", "my", "we", "our", "you", "your", "yours"})
#: Of the words of a text, those that speak to its reader, from which share on it is advice or an advertisement.
_ADVICE = 0.008
#: Labels of words that take part in a clause.
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr"})
#: Labels of verbs that tell something else.
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "pcomp"})
#: "In Lima", "near the River Foss": a name behind a preposition of place, not that of a day or a month.
_AT_A_NAME = re.compile(
    r"\b(?:in|at|near|outside|off|on) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|January\b|February\b|March\b|April\b|"
    r"May\b|June\b|July\b|August\b|September\b|October\b|November\b|December\b)[A-Z]\w+",
)
#: Names of a line beside the parties and the place, from which on it tells of much else.
_MANY = 3
#: Tokens of a line from which on it is long.
_LONG = 20
#: Steps of the parse from a preposition's object up to the trigger.
_BY_PREPOSITION = 2
#: What names a person, a body, a people or a place to the tagger.
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
#: Labels of what only tells more of the noun behind it.
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
#: Steps of the parse from which on a party is far from its trigger.
_DEEP = 3


def features(event: Event, draft: Draft, phrases: Phrases) -> dict[str, bool]:
    """The signs of one event, by name."""
    token, kind = draft.token, event.type
    parties = (*event.actors, *event.recipients)
    told = bool(parties or event.place) or bool(pattern("hurt").search(token.sent.text))
    sides = [[h for a in side if (h := _head(token, a.span)) is not None] for side in (event.actors, event.recipients)]
    found = {
        "two sides": bool(event.recipients) or (kind == "CONSULT" and len(event.actors) > 1),
        "one side": kind in _OF_TWO_SIDES and not event.recipients and not children(token, "dobj"),
        "own subject": draft.kind != "noun" and (token.pos_ == "ADJ" or bool(children(token, "nsubj", "nsubjpass"))),
        "reported": event.certainty == "reported",
        "in a phrase": token.dep_ in ("pobj", "pcomp", "relcl") and not told,
        "sides apart": kind not in _TOGETHER and any(_apart(side) for side in sides),
        "by its object": bool(draft.rule.objects),
        "rules a clause": bool(children(token, "ccomp", "xcomp")),
        "told in a clause": token.dep_ == "ccomp",
        "in the present": token.tag_ in ("VBZ", "VBP"),
        "public": any(public(a) for a in parties),
        "doer unknown": any(_unknown(a) for a in event.actors),
        "recipient unknown": any(_unknown(a) for a in event.recipients if not _is_struck(a)),
        "recipient far down": any(_steps(h, token) >= _DEEP and not _is_victim(h) for h in sides[1]),
    }
    phrased = any(_steps(h, token) == _BY_PREPOSITION and not _is_victim(h) for h in sides[1])
    found["recipient in a phrase"] = draft.kind == "verb" and phrased
    found["doer is its subject"] = any(h.head == token and h.dep_ == "nsubj" for h in sides[0])
    found["recipient guessed"] = draft.guessed
    found["blow without doer"] = kind == "ASSAULT" and bool(event.recipients) and not event.actors
    found["blow without victim"] = kind == "ASSAULT" and not event.recipients
    found["talks placed"] = kind == "CONSULT" and event.place is not None and not event.actors
    found["victims told"] = kind in _NATURE and bool(pattern("hurt").search(token.sent.text))
    quoted = event.reported_by is not None and event.reported_by.kind == "direct"
    found["in the first or second person"] = not quoted and any(t.lower_ in _SPEAKING for t in token.sent)
    found["a text that says you"] = phrases.to_reader >= _ADVICE
    found["nature placed"] = kind in _NATURE and event.place is not None
    found["disaster nowhere"] = kind == "DISASTER" and event.place is None
    found |= _left_out(event, token, phrases, parties)
    return found | {kind.lower(): event.type == kind for kind in _OWN_ODDS}


def _left_out(event: Event, token: Token, phrases: Phrases, parties: tuple[Actor, ...]) -> dict[str, bool]:
    """Whom the trigger's own clause and which places its line name without their being part of the event, or somebody who is quoted."""
    taken = [a.span for a in parties] + ([event.place.span] if event.place else [])
    speakers = [s.speaker.span for s in phrases.item.statements if s.speaker is not None]
    told = taken + speakers
    line = line_of(token)
    named = [m.span for m in phrases.located.over(line) if line.contains(m.span) and _is_place(m)]
    left = [t for t in _names(token, line) if not _within(t.idx, told)]
    around = (t for t in token.subtree if t != token and _could_take_part(t) and not _in_a_clause(t, token))
    place_left = event.place is None and any(not any(place.overlaps(span) for span in told) for place in named)
    return {
        "a name left": bool(left),
        "many names left": len(left) >= _MANY,
        "long line": sum(line.start <= t.idx < line.end for t in token.sent) > _LONG,
        "somebody left": any(not _within(t.idx, told + named) for t in around),
        "place left": place_left,
        "nature elsewhere": place_left and event.type in _NATURE,
        "at a name": event.place is None and bool(_AT_A_NAME.search(line.of(phrases.item.text))),
    }


def _names(token: Token, line: Span) -> list[Token]:
    """The heads of the names on a line, word by word."""
    inside = (t for t in token.sent if line.start <= t.idx < line.end)
    return [t for t in inside if t.ent_type_ in _NAMED and t.dep_ not in _BEFORE_NOUN]


def _is_place(mention: Mention) -> bool:
    return mention.type in ("place", "country") and not mention.metonym


def _could_take_part(token: Token) -> bool:
    return (
        token.dep_ in _PARTS
        and token.pos_ in ("NOUN", "PROPN", "PRON")
        and able(token)
        and not _is_where(token)
        and not (token.lemma_.lower() in words("amounts_of") and any(c.lower_ == "of" for c in children(token, "prep")))
        and (token.pos_ == "PRON" or is_person(token))
    )


def _is_where(token: Token) -> bool:
    """ "Near the city of Lima": no party."""
    return token.lemma_.lower() in words("locative") and any(c.lower_ == "of" for c in children(token, "prep"))


def _in_a_clause(token: Token, trigger: Token) -> bool:
    """Whether a word under the trigger stands in a clause with a verb of its own."""
    above = (a for a in token.ancestors if trigger in a.ancestors)
    return any(a.pos_ in ("VERB", "AUX") and a.dep_ in _CLAUSES for a in above)


def _within(at: int, spans: list[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _unknown(actor: Actor) -> bool:
    """Whether no table knows somebody: neither who they are nor of which country or sector."""
    return actor.entity is None and not actor.country and not actor.sector


def _is_struck(actor: Actor) -> bool:
    """Whether a party is a thing that force is used against: "infrastructure", "a police station"."""
    return not words("struck").isdisjoint(actor.text.lower().split())


def _head(trigger: Token, span: Span) -> Token | None:
    """The word that heads a party in the parse; None where the party holds the trigger or is no run of words."""
    found = trigger.doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if found is None or found.start <= trigger.i < found.end else found.root


def _apart(side: list[Token]) -> bool:
    """Whether one side holds people who are not joined to the first; who an attack on something hurt is no such, nor who is
    taken with them."""
    struck = [head for head in side[1:] if not _is_victim(head) and head.head.lower_ != "with"]
    return bool(side) and bool(set(struck) - set(side[0].conjuncts))


def _is_victim(head: Token) -> bool:
    """Whether somebody stands right under a verb of harm: "an attack near Lima that killed two soldiers and a guide"."""
    first = head
    while first.dep_ == "conj":
        first = first.head
    counted = first.i + 1 < len(first.doc) and first.nbor(1).lower_ in FATES  # "two dead, five hurt"
    return counted or (
        first.dep_ in ("dobj", "nsubjpass", "nsubj") and first.head.lemma_.lower() in (*HARM, "die", "leave", "dead")
    )


def _steps(head: Token, trigger: Token) -> int:
    """Steps of the parse from a party up to the trigger or a word above it."""
    above = {trigger, *trigger.ancestors}
    token, steps = head, 0
    while token not in above and token.head != token:
        token, steps = token.head, steps + 1
    return steps
