"""What the sentence around a cue shows of its content: "It is feared that ...", "the claim that ballots were burned was false"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.tokens import is_finite
from ..types import Span
from .clauses import CITING, np_span
from .drafts import Draft, trimmed
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_SUBJECTS = ("nsubj", "nsubjpass")
#: Words between a verb and its clause, itself included: "said on Friday that".
_NEAR = 4
_HELPING = ("aux", "auxpass", "neg", "advmod")
_SAYING = re.compile(r"\b(?:as (?:saying|telling)|to have said|saying)\b")
_AS_SAYING = re.compile(r" as (?:saying|telling \w+)\b[,:]?")
_MARK = re.compile(r"[\"“”]")


def impersonal(text: str, doc: Doc, draft: Draft) -> Draft:
    """A cue that is a mere "it" makes way for the passive that it is the subject of: it "is feared" that the toll will rise. In 316
    documents of PolNeAR's train and development parts and of GUM five such verbs stand before a clause; all are cues of attributions."""
    if draft.cue is None or draft.cue.of(text).casefold() != "it":
        return draft
    span = doc.char_span(draft.cue.start, draft.cue.end)
    if span is None or not len(span) or span[0].head.tag_ != "VBN" or span[0].head.lemma_.casefold() not in lexicon("en").acts:
        return draft
    verb = span[0].head
    passive = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i > span[0].i]
    cue = Span(doc[min(passive)].idx, verb.idx + len(verb)) if passive else draft.cue
    clause = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
    taken = any(cue.overlaps(piece) for piece in draft.content)
    return replace(draft, cue=cue) if clause and passive and verb.i - span[0].i <= 5 and not taken else draft


def cited(text: str, doc: Doc, draft: Draft) -> Draft:
    """ "The minister was quoted (by an agency) as saying that the deal was dead": the subject of the passive speaks and is no content. So
    does whom somebody quotes as saying something."""
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue and draft.by == "tagger" else None
    verb = next((t for t in span or () if t.tag_ == "VBN" and t.lemma_ in CITING), None)
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None) if verb is not None else None
    if verb is None and span:
        return accorded(text, doc, _quoted_by(text, doc, draft, span))
    if draft.cue is None or verb is None or subject is None:
        return draft
    saying = _SAYING.search(text, verb.idx, max(draft.content[-1].end, verb.sent.end_char))
    if saying is None:
        return draft
    behind = trimmed(text, saying.end(), draft.content[-1].end)
    source = np_span(subject)
    before = tuple(piece for piece in draft.content if piece.end <= draft.cue.start and not piece.overlaps(source))
    said = (behind,) if behind is not None else before
    cue = Span(draft.cue.start, max(verb.idx + len(verb), draft.cue.end if saying.end() <= draft.cue.end else 0))
    if not said or any(source.overlaps(other) for other in (cue, *said)):
        return draft
    return replace(draft, source=source, cue=cue, content=said)


def _quoted_by(text: str, doc: Doc, draft: Draft, cue: SpacySpan) -> Draft:
    """ "The paper quoted him as saying that the deal was dead": he speaks, not the paper."""
    verb = next((token for token in cue if token.lemma_ in ("quote", "cite") and token.pos_ == "VERB"), None)
    told = (
        next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None) if verb is not None else None
    )
    whole = np_span(told) if told is not None else None
    saying = _AS_SAYING.match(text, whole.end) if whole is not None else None
    behind = trimmed(text, saying.end(), draft.content[-1].end) if saying is not None else None
    said = (behind,) if behind is not None else tuple(p for p in draft.content if whole is not None and not p.overlaps(whole))
    return replace(draft, source=whole, content=said) if saying is not None and said else draft


def accorded(text: str, doc: Doc, draft: Draft) -> Draft:
    """ "According to the Harbour Post, Name, the mayor, said that ...": the paper tells that she said so, though the tagger takes all up to
    the verb for the source, or for none of the content. Both of two hits in 226
    documents of PolNeAR, GUM and pages are right."""
    cue, source, first = draft.cue, draft.source, draft.content[0]
    if cue is None or source is None or cue.of(text).casefold() != "according to" or first.start < source.end:
        return draft
    content = doc.char_span(first.start, first.end, alignment_mode="expand")
    before = doc[max(0, content.start - _NEAR) : content.start] if content else ()
    verb = next((token for token in reversed(list(before)) if token.pos_ == "VERB" and is_finite(token)), None)
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None) if verb else None
    words = lexicon("en")
    if verb is None or subject is None or verb.lemma_.casefold() not in words.plain | words.quoting:
        return draft
    comma = subject.left_edge.i - 1
    if doc[comma].text != "," or not source.start < doc[comma].idx <= source.end:
        return draft
    told = trimmed(text, doc[comma].idx, first.end)
    return replace(draft, source=Span(source.start, doc[comma].idx), content=(told, *draft.content[1:])) if told else draft


def bounded(text: str, doc: Doc, draft: Draft) -> Draft:
    """The draft without what is told of the noun that its content hangs from, or that its clause belongs to."""
    return within_relative(text, doc, within_noun(text, doc, draft))


def within_noun(text: str, doc: Doc, draft: Draft) -> Draft:
    """A content that hangs from a noun ends before what is told of that noun: "the claim" that ballots were burned "was false"."""
    span = doc.char_span(draft.cue.start, draft.cue.end) if draft.cue is not None and draft.by == "tagger" else None
    if span is None or not len(span) or span[-1].pos_ != "NOUN" or len(draft.content) != 1:
        return draft
    noun, piece = span[-1], draft.content[0]
    told = noun.head if noun.dep_ in _SUBJECTS else None
    if told is None or piece.start < span.end_char or not piece.start < told.idx < piece.end or _MARK.search(piece.of(text)):
        return draft
    end = noun.right_edge.idx + len(noun.right_edge)
    kept = trimmed(text, piece.start, end) if piece.start < end < told.idx and _has_verb(noun) else None
    return replace(draft, content=(kept,)) if kept is not None else draft


def within_relative(text: str, doc: Doc, draft: Draft) -> Draft:
    """A content in a clause that tells of a noun ends before what that noun does: a boy "who claims to be a girl" is ill."""
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue and draft.by == "tagger" else None
    piece = draft.content[-1]
    if not span or draft.cue is None or piece.start < draft.cue.end or _MARK.search(piece.of(text)):
        return draft
    clause = next((token for token in (span.root, *span.root.ancestors) if token.dep_ == "relcl"), None)
    above = clause.ancestors if clause is not None and clause.i <= span.root.i else ()
    verb = next((token for token in above if piece.start < token.idx < piece.end and is_finite(token)), None)
    if verb is None:
        return draft
    start = min([verb.idx, *(child.idx for child in verb.children if child.dep_ in _HELPING and child.idx > piece.start)])
    kept = trimmed(text, piece.start, start)
    return replace(draft, content=(*draft.content[:-1], kept)) if kept is not None and " " in kept.of(text) else draft


def _has_verb(noun: Token) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in noun.subtree)
