"""Which of the tagger's drafts are kept: it learned from political reporting, where nearly every sentence attributes something.

Elsewhere it takes "the table shows its strength" or "you'll notice the difference" for speech. A draft without quoted words must be
likely enough: its odds are the tagger's own, changed by what stands in it (doubts.yaml). The weights were fitted to the tagger's drafts on
PolNeAR's train part, right and wrong ones, and on lines of guides and blogs that attribute nothing (training/statement_doubts.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..language.tokens import FINITE
from ..tables import entries
from ..types import INNER_ACTS, Span
from .clauses import is_auxiliary
from .deeds import is_deed
from .drafts import Draft, length
from .lexicon import NAMING, lexicon
from .marks import Quotation
from .placing import crossing, shared

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Characters in quotation marks from which a draft quotes.
QUOTES = 8
#: Words in quotation marks that may be a mere name, and the confidence from which they are speech whatever the cue.
NAME_WORDS, SURE_NAME = 3, 0.6
#: The writer and the reader: what they want or think is nobody's statement.
_WRITERS = frozenset({"i", "we", "you", "one", "us"})
#: "Said nothing about" it, "said little".
_NOTHING = re.compile(r"(?:nothing|little|not a word|no more)(?: (?:about|of|on|more|else)\b|(?= *[.;,]))", re.IGNORECASE)
_THINGS = frozenset({"that", "which", "it", "this", "what"})
_TO_SAY = ("is to say", "not to say", "is to say is")
_SUPPOSING = frozenset({"if", "unless"})
_PURPOSES = frozenset({"intend", "mean", "design", "aim"})
_LINES = frozenset({"phone", "telephone", "video", "conference"})


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = entries(__package__, "doubts.yaml")
    return found


def believed(text: str, draft: Draft, marks: Sequence[Quotation], parsed: Doc) -> bool:
    """Whether a draft of the tagger is likely enough to be a statement; one that quotes is."""
    if draft.cue is None:
        return True
    if _is_name(text, draft, parsed) or _says_nothing(draft.cue, parsed) or _is_nothing(text, draft):
        return False
    writers = _is_writers(text, draft) and shared(draft.content, marks) < 0.5 * length(draft.content)
    if quotes(draft, marks) and not writers and not _only_names(text, draft, marks, parsed):
        return True
    if (
        _is_idiom(text, draft, parsed)
        or _is_purpose(draft, parsed)
        or _is_supposed(text, draft.cue, parsed)
        or is_deed(draft, parsed)
    ):
        return False
    return chance(features(text, draft, parsed)) >= _table()["least"]["chance"] or _tells_that(draft, parsed)


def _tells_that(draft: Draft, parsed: Doc) -> bool:
    """Whether a cue ends in a noun of speech or belief that a clause with "that" tells the content of: "came to the conclusion that". Made
    after a miss in GUM's news; in 204 other documents of PolNeAR and pages no such draft was doubted."""
    assert draft.cue is not None
    span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    first = parsed.char_span(draft.content[0].start, draft.content[0].start + len("that"))
    noun = span[-1] if span else None
    if noun is None or not first or first[0].lower_ != "that" or first[0].dep_ != "mark" or noun.pos_ != "NOUN":
        return False
    words = lexicon("en")
    return first[0].head.head == noun and noun.lemma_ in words.nouns


def _is_name(text: str, draft: Draft, parsed: Doc) -> bool:
    """ "The illness is called ...", "known as ...": a name that somebody or other uses is nobody's statement."""
    assert draft.cue is not None
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    naming = any(token.tag_ == "VBN" and token.lemma_ in NAMING for token in cue or ())
    by = any(child.dep_ == "agent" for token in cue or () for child in token.children)
    perfect = any(child.lemma_ == "have" for token in cue or () for child in token.children if child.dep_ == "aux")
    passive = any(child.dep_ == "auxpass" for token in cue or () for child in token.children) or not perfect
    return naming and passive and not by and _is_subject_or_nobody(draft, cue)


def _is_nothing(text: str, draft: Draft) -> bool:
    """Whether what is said is that nothing is: "said nothing about it", not "Nothing of it is true, she said"."""
    after = draft.cue is not None and draft.content[0].start >= draft.cue.end
    return after and _NOTHING.match(text, draft.content[0].start) is not None


def _only_names(text: str, draft: Draft, marks: Sequence[Quotation], parsed: Doc) -> bool:
    """Whether all that a draft quotes is a word or two ("chose “Alone”"), its cue is none of speech, and it is not sure. On PolNeAR's
    development part such drafts are wrong in two of three cases."""
    assert draft.cue is not None
    longest = max(mark.words(text) for piece in draft.content for mark in crossing(marks, piece.start, piece.end))
    spoken = ":" in draft.cue.of(text) or _acts(text, draft.cue, parsed) - INNER_ACTS
    return longest <= NAME_WORDS and not spoken and draft.confidence <= SURE_NAME


def _says_nothing(cue: Span, parsed: Doc) -> bool:
    """Whether a cue is no word that anything is said with: an article, a pronoun, "has" without its verb, "according" to nobody."""
    span = parsed.char_span(cue.start, cue.end, alignment_mode="expand")
    if span is None or (len(span) == 1 and span[0].lower_ == "according"):
        return span is not None
    return all(token.pos_ in ("DET", "PRON") or is_auxiliary(token) for token in span)


def _is_subject_or_nobody(draft: Draft, cue: Iterable[Token] | None) -> bool:
    """Whether a draft has no speaker, or the one that is called something."""
    named = (child.idx for token in cue or () for child in token.children if child.dep_ == "nsubjpass")
    return draft.source is None or any(draft.source.start <= at < draft.source.end for at in named)


def _is_idiom(text: str, draft: Draft, parsed: Doc) -> bool:
    """ "That is to say", "said" before the noun that it points to ("the owner of said house"), and a call by telephone."""
    assert draft.cue is not None
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    if cue and len(cue) == 1 and cue[0].dep_ == "amod" and cue[0].lower_ == "said":
        return True
    if cue and cue.root.lemma_ == "call" and any(child.lower_ in _LINES for child in cue.root.children):
        return True
    things = draft.source is None or draft.source.of(text).casefold() in _THINGS
    return things and draft.cue.of(text).casefold().endswith(_TO_SAY)


def _is_purpose(draft: Draft, parsed: Doc) -> bool:
    """Whether a cue only tells what a thing is for: "the law is intended to", "a rule meant to"."""
    cue = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue is not None else None
    return any(
        token.tag_ == "VBN" and token.lemma_ in _PURPOSES and not any(child.lemma_ == "have" for child in token.children)
        for token in cue or ()
    )


def _is_writers(text: str, draft: Draft) -> bool:
    """Whether the writer or the reader speaks."""
    return draft.source is not None and draft.source.of(text).casefold() in _WRITERS


def _is_supposed(text: str, cue: Span, parsed: Doc) -> bool:
    """Whether a belief or an intention is only supposed: "if negotiators decide to" go on, nobody has decided."""
    span = parsed.char_span(cue.start, cue.end, alignment_mode="expand")
    supposed = any(child.dep_ == "mark" and child.lower_ in _SUPPOSING for token in span or () for child in token.children)
    return supposed and bool(acts := _acts(text, cue, parsed)) and acts <= INNER_ACTS


def quotes(draft: Draft, marks: Sequence[Quotation]) -> bool:
    """Whether a draft holds words in quotation marks."""
    return shared(draft.content, marks) >= QUOTES


def chance(found: Mapping[str, float]) -> float:
    """The probability that an unquoted draft is a statement, from its features."""
    weights = _table()["weights"]
    return 1 / (1 + math.exp(-weights["all"] - sum(weights[name] * value for name, value in found.items())))


def features(text: str, draft: Draft, parsed: Doc) -> dict[str, float]:
    """What the odds of an unquoted draft with a cue hang on: the tagger's log odds, the logarithm of the number of words, and for the
    rest 1 if it holds, else 0."""
    assert draft.cue is not None
    acts = _acts(text, draft.cue, parsed)
    source = draft.source.of(text).casefold() if draft.source else ""
    sure = min(max(draft.confidence, 0.02), 0.99)
    count = sum(len(span.of(text).split()) for span in draft.content)
    inside = [token for span in draft.content for token in parsed.char_span(span.start, span.end, alignment_mode="expand") or ()]
    return {
        "sure": math.log(sure / (1 - sure)),
        "length": math.log(max(count, 1)),
        "one word": float(count <= 1),
        "speech": float(bool(acts - INNER_ACTS)),
        "inner": float(bool(acts) and acts <= INNER_ACTS),
        "no speaker": float(not source),
        "writer": float(_is_writers(text, draft)),
        "a verb": float(any(token.pos_ in ("VERB", "AUX") for token in inside)),
        "a finite verb": float(any(token.tag_ in FINITE for token in inside)),
        "in pieces": float(len(draft.content) > 1),
        "after the cue": float(draft.content[0].start >= draft.cue.end),
    }


def _acts(text: str, cue: Span, parsed: Doc) -> frozenset[str]:
    """The acts that the words of a cue name."""
    words = lexicon("en")
    lower = cue.of(text).casefold()
    if any(phrase in lower for phrase in words.phrases):
        return frozenset({"say"})
    lemmas = (token.lemma_.casefold() for token in parsed.char_span(cue.start, cue.end, alignment_mode="expand") or ())
    found = (words.acts.get(lemma) or words.nouns.get(lemma) for lemma in lemmas)
    return frozenset(act for act in found if act)
