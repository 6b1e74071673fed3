"""Deeds that the tagger takes for speech: "signed the treaty", "requires members to pay", "spoke about her years at the bar".

A cue of one verb whose content is a mere thing ("the treaty") or stands behind a preposition ("against the reform") is looked up by its
verb (deeds.yaml): how often is such a verb with such an object the cue of an attribution in PolNeAR's train part? Where seldom, the draft
must be surer. Of 34 unquoted drafts that this rejects on PolNeAR's development part 23 are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from ..tables import entries
from ..types import Span
from .drafts import Draft, is_quoted
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

#: A draft of a deed stays if its confidence is higher.
SURE = 0.73
_THINGS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM")
_TIES = ("ADP", "SCONJ")
_TAKEN_FOR = re.compile(r"(?<!such )(?<!same )\bas (?!well\b|of\b|many\b|much\b|soon\b)")
_MEANING = ("VERB", "NOUN", "PROPN", "ADJ")


@cache
def _table() -> Mapping[str, Mapping[str, frozenset[str]]]:
    lists: dict[str, dict[str, list[str]]] = entries(__package__, "deeds.yaml")
    return {shape: {name: frozenset(words) for name, words in found.items()} for shape, found in lists.items()}


@cache
def _things() -> Mapping[str, frozenset[str]]:
    """By verb, the things with which it is a deed."""
    lists: dict[str, list[str]] = entries(__package__, "senses.yaml")["things"]
    return {verb: frozenset(nouns) for verb, nouns in lists.items()}


@cache
def _sense_words(name: str) -> frozenset[str]:
    return frozenset(entries(__package__, "senses.yaml")[name])


def people() -> frozenset[str]:
    """Nouns of persons: "driver", "officer"."""
    return _sense_words("people")


def is_deed(draft: Draft, parsed: Doc) -> bool:
    """Whether a draft of the tagger is more likely a deed."""
    if draft.confidence > SURE or draft.cue is None:
        return False
    verb, shape = lone_verb(draft, parsed), shape_of(draft, max(draft.content, key=len), parsed)
    return verb is not None and shape is not None and seldom_says(verb.lemma_.casefold(), shape)


def does(text: str, draft: Draft, parsed: Doc) -> bool:
    """Whether a draft whose cue no list of speech holds is a deed: a verb with a mere thing outside quotation marks, "reached an
    agreement" on something too."""
    if draft.by != "tagger" or draft.cue is None or is_quoted(text, draft):
        return False
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    verbs = [token for token in cue or () if token.pos_ == "VERB" and token.lower_ != "according"]
    return bool(verbs) and shape_of(draft, draft.content[0], parsed) is not None


def convenes(draft: Draft, parsed: Doc) -> bool:
    """Whether a verb calls something into being and names nothing: "called an early election", unlike "called the strike a disgrace"."""
    verb = lone_verb(draft, parsed)
    first = parsed.char_span(draft.content[0].start, draft.content[0].end, alignment_mode="expand")
    if verb is None or not first or draft.cue is None or verb.lemma_ != "call" or draft.cue.end > verb.idx + len(verb):
        return False
    # With one noun phrase alone the parser may take this for the name.
    named = any(child.dep_ in ("oprd", "ccomp", "xcomp") and first[-1].i != child.i for child in verb.children)
    return not named and (first[0].lower_ in ("a", "an") or first[0].pos_ == "ADJ")


def in_other_sense(draft: Draft, parsed: Doc) -> bool:
    """Whether a verb of speech with a mere thing is a deed by that thing (senses.yaml): "dismissed the case", "cars were recalled",
    "charged two men with murder", "called off the search"; not with somebody's thing ("dismissed Lind's case") nor where the thing is
    called something ("dismissed the case as weak")."""
    verb = lone_verb(draft, parsed)
    if verb is None or any(child.dep_ in ("oprd", "ccomp") for child in verb.children) or _as_what(verb, draft):
        return False
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    held = [thing for thing in things if any(piece.start <= thing.idx < piece.end for piece in draft.content)]
    owned = any(child.dep_ == "poss" and child.pos_ == "PROPN" for thing in held for child in thing.children)
    if verb.lemma_ == "charge":
        return any(thing.dep_ == "nsubjpass" or is_somebody(thing) for thing in held)
    if any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children):
        return bool(held)
    if verb.lemma_ in _sense_words("put_out"):
        return bool(held) and not any(_is_of_words(thing.lemma_.casefold()) for thing in held)
    return not owned and any(thing.lemma_.casefold() in _things().get(verb.lemma_, ()) for thing in held)


def happens(draft: Draft, parsed: Doc) -> bool:
    """Whether nobody is named who says an unquoted mere thing, and the verb in the passive tells what became of it: "a price was agreed",
    "costs were cited", "a curfew was announced" (senses.yaml). The five on PolNeAR's development part and an eighth of its train part,
    seen when the rule was written, were no attributions. "It was agreed that" and "cited as saying" have a clause."""
    verb = lone_verb(draft, parsed) if draft.source is None and draft.by == "tagger" else None
    if verb is None or verb.lemma_ not in _sense_words("happens") or is_quoted(parsed.text, draft):
        return False
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    pieces = [parsed.char_span(piece.start, piece.end, alignment_mode="expand") or () for piece in draft.content]
    verbs = [token for piece in pieces for token in piece if token.pos_ in ("VERB", "AUX")]
    return passive and all(token.dep_ in ("amod", "acl", "relcl") for token in verbs)


def _as_what(verb: Token, draft: Draft) -> bool:
    """Whether a content tells what the thing is taken for: "the charges as baseless"."""
    return any(_TAKEN_FOR.search(verb.doc.text, max(piece.start, verb.idx), piece.end) for piece in draft.content)


def is_somebody(thing: Token) -> bool:
    """Whether a noun or pronoun is of people: "the driver", unlike "voter fraud"."""
    return thing.ent_type_ == "PERSON" or thing.tag_ == "PRP" or thing.lemma_.casefold() in _sense_words("people")


def _is_of_words(noun: str) -> bool:
    return noun in lexicon("en").nouns or noun in lexicon("en").media or noun in _sense_words("of_words")


def seldom_says(lemma: str, shape: str) -> bool:
    """Whether a verb with such a content is seldom the cue of an attribution: by the table, else one that the lexicon does not hold."""
    lists = _table()[shape]
    return lemma in lists["seldom"] or (lemma not in lexicon("en").acts and lemma not in lists["often"])


def lone_verb(draft: Draft, parsed: Doc) -> Token | None:
    """The verb of a cue in which no other word means anything; None for "reached an agreement", "according to", "is sure"."""
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue else None
    meaning = [token for token in cue or () if token.pos_ in _MEANING]
    if cue is None or len(meaning) != 1 or meaning[0].pos_ != "VERB" or meaning[0].lower_ == "according":
        return None
    return meaning[0]


def shape_of(draft: Draft, piece: Span, parsed: Doc) -> str | None:
    """What a piece of a content is for its verb: a `thing`, a `phrase` behind a preposition, or None for a clause."""
    content = parsed.char_span(piece.start, piece.end, alignment_mode="expand")
    if content is None or not len(content) or draft.cue is None or content[0].tag_ == "TO":
        return None
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    return _shape(content, cue)


def _shape(content: SpacySpan, cue: SpacySpan | None) -> str | None:
    root = content.root.pos_
    if root in _TIES:
        return "phrase"
    if root not in _THINGS:
        return None
    return "phrase" if cue is not None and len(cue) > 1 and cue[-1].pos_ in _TIES else "thing"
