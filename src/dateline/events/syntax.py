"""Small walks through the parse that every kind of trigger shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..expressions.filing import BEHIND_PLACE
from ..types import Actor, Span
from .able import able
from .parties import Phrases, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Before the infinitive of what is in the calendar: "is due to visit".
_DUE = frozenset({"due", "set", "scheduled", "slated"})
#: Verbs for what an attack does.
HARM = ("kill", "injure", "wound", "hit", "target")
#: Behind somebody these tell what became of them: "two dead, five hurt".
FATES = frozenset({"dead", "killed", "injured", "wounded", "hurt", "hospitalized", "hospitalised"})


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def under_prepositions(token: Token, *prepositions: str) -> list[Token]:
    return [
        obj
        for prep in token.children
        if prep.dep_ in ("prep", "agent", "dative", "prt") and prep.lower_ in prepositions
        for obj in prep.children
        if obj.dep_ in ("pobj", "pcomp")
    ]


def subjects(token: Token) -> list[Token]:
    found = _nearest(children(token, "nsubj"), token)
    if (
        found
        and token.dep_ == "ccomp"
        and token.lemma_ != "die"  # nobody tells of his own death
        and not (token.head.lemma_ in ("ask", "wonder", "question") and found[0].lower_ in ("he", "she"))
        and found[0].lower_ in ("it", "they", "he", "she")
        and (said := children(token.head, "nsubj"))
        and said[0].i < token.i
        and all(able(o) for o in children(token.head, "dobj"))
        and (found[0].lower_ == "they" or said[0].tag_ not in ("NNS", "NNPS"))  # "officials hope that he resigns"
    ):
        return [antecedent if (antecedent := _relative(token.head, s)) is not None else s for s in said]
    if found:
        found = [antecedent if (antecedent := _relative(token, s)) is not None else s for s in found]
    if not found and token.dep_ == "acl" and token.tag_ in ("VBN", "VBD", "VBG") and token.head.pos_ in ("NOUN", "PROPN"):
        return [token.head]
    if not found and token.dep_ in ("conj", "xcomp", "advcl") and token.head.pos_ in ("VERB", "AUX"):
        return subjects(token.head)
    if not found and token.dep_ == "xcomp" and token.head.lower_ in _DUE:
        return subjects(token.head.head)
    return found


def _nearest(found: list[Token], verb: Token) -> list[Token]:
    """The subject right before a verb, where the parse gives it two that nothing joins: "a company that grew, after Lind stepped down";
    not the countries of a headline ("Norway, Iceland sign")."""
    if len(found) < 2 or all(t.ent_type_ == "GPE" for t in found) or _both(found, verb):
        return found
    before = [t for t in found if t.i < verb.i]
    linked = bool(before) and any(t.lower_ in ("and", "&") for t in verb.doc[before[0].i : before[-1].i])
    return before[-1:] if before and not linked else found


def _both(found: list[Token], verb: Token) -> bool:
    """Whether a comma alone joins who acts, at the start of a headline: "Mayor Lind, fans urge the league to stay"."""
    first, last = found[0], found[-1]
    opens = first.left_edge.i == 0 or "\n" in first.doc[first.left_edge.i - 1].text
    beside = last.left_edge.i == first.i + 2 and first.nbor(1).text == ","
    return opens and beside and first.pos_ == "PROPN" and last.pos_ != "PRON" and verb.tag_ in ("VBP", "VB")


def _relative(verb: Token, subject: Token) -> Token | None:
    return verb.head if subject.lower_ in ("that", "which", "who") and verb.dep_ == "relcl" else None


def actors_of(tokens: list[Token], phrases: Phrases) -> list[Actor]:
    found: list[Actor] = []
    for token in tokens:
        for one in conjuncts(token):
            if is_dateline(one) or is_nobody(one) or (one != token and stranded_verb(one) is not None):
                continue
            for holder in (one, *of_several(one)):
                actor = phrases.actor(holder)
                if actor is not None and not any(a.span.overlaps(actor.span) for a in found):
                    found.append(actor)
    return found


def joined(token: Token) -> list[Token]:
    """A token and those joined to it after it: "and B", never what stands before it."""
    return [token, *(t for t in token.conjuncts if t.i > token.i), *_joined_by_comma(token)]


def _joined_by_comma(token: Token) -> list[Token]:
    """ "Chile, Peru sign": what the parse takes for an apposition, but no comma closes."""
    if token.dep_ != "nsubj" or token.pos_ != "PROPN" or not token.ent_type_:
        return []
    beside = [c for c in children(token, "appos") if c.i > token.i and c.right_edge.i + 1 < len(c.doc)]
    open_still = [c for c in beside if c.right_edge.nbor(1) == token.head and c.nbor(-1).lower_ != "the"]
    return [c for c in open_still if c.ent_type_ == token.ent_type_ or c.tag_ == "NNS"]


def of_several(token: Token) -> list[Token]:
    """The countries after the first that several people are of: "the presidents of Chile and Peru"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return []
    return [t for o in under_prepositions(token, "of") if o.ent_type_ == "GPE" for t in joined(o)[1:] if t.ent_type_ == "GPE"]


def is_nobody(token: Token) -> bool:
    """ "No one was hurt", "none of them", "no arrests"."""
    return token.lower_ in ("nobody", "none") or any(c.lower_ == "no" and c.dep_ == "det" for c in token.lefts)


def ends_as_dateline(text: str, end: int) -> str | None:
    """What follows a place at the start of a line and makes a dateline of it; None where nothing does."""
    found = BEHIND_PLACE.match(text, end)
    return found[0] if found else None


#: Tokens that a dateline has at most behind its place.
_DATELINE_TOKENS = 24


def is_dateline(token: Token) -> bool:
    """The place before a report: "LONDON (AP) — ", "Lima, 20 May 2025 - "."""
    starts = token.left_edge.i == 0 or "\n" in token.doc[token.left_edge.i - 1].text
    if starts and token.pos_ == "PROPN" and (tail := ends_as_dateline(_behind(token), 0)) is not None:
        return token.is_upper or token.ent_type_ in ("GPE", "LOC") or bool(re.search(r"[\d(]", tail))
    following = [t.text for t in token.doc[token.i + 1 : token.i + 3]]
    return token.is_upper and len(token.text) > 3 and bool(following) and following[0] in ("(", "—", "–", ":", "-", ",")


def is_filed_with(token: Token) -> bool:
    """The state or land behind the place of a report: "CLEVELAND, Ohio – "."""
    beside = token.dep_ in ("conj", "appos") and token.i + 1 < len(token.doc) and is_dateline(token.head)
    return beside and token.nbor(1).text in ("-", "–", "—", "--", "(", ":", "_")


def _behind(token: Token) -> str:
    """The text right behind a token, as far as a dateline goes: that of a whole Doc is made anew each time it is asked for."""
    return str(token.whitespace_ + token.doc[token.i + 1 : token.i + _DATELINE_TOKENS].text_with_ws)


_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def stranded_verb(token: Token) -> Token | None:
    """The verb whose subject a noun is although the parse joins it to what stands before: "sent a team and Peru offered help"."""
    if token.dep_ != "conj" or token.pos_ not in ("NOUN", "PROPN") or token.right_edge.i + 1 >= len(token.doc):
        return None
    verb = token.right_edge.nbor(1)
    helped = verb.dep_ in ("aux", "auxpass") and verb.tag_ in _FINITE
    if helped:
        verb = verb.head  # "and Peru was asked"
    finite = (helped or verb.tag_ in _FINITE) and verb.pos_ == "VERB" and verb.dep_ in ("conj", "ROOT")
    held = token.head.dep_ in ("dobj", "pobj") or token.head.dep_ == "conj"
    return verb if finite and held and not children(verb, "nsubj", "nsubjpass") else None


def line_of(token: Token) -> Span:
    """The part of the token's sentence that stands on its own line, as offsets."""
    sentence = token.sent
    first = next((t.i + 1 for t in reversed(sentence.doc[sentence.start : token.i]) if "\n" in t.text), sentence.start)
    last = next((t.i for t in sentence.doc[token.i + 1 : sentence.end] if "\n" in t.text), sentence.end)
    part = sentence.doc[first:last]
    return Span(part.start_char, part.end_char)


def is_outcome(verb: Token) -> bool:
    """Whether a participle tells what the verb above it did to people: "attacked a hotel, killing two guards"."""
    return verb.lemma_ in HARM and verb.dep_ == "advcl" and verb.tag_ == "VBG" and not children(verb, "mark", "nsubj")
