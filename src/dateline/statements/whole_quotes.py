"""Quotations that are sentences of their own: what stands beside them in a draft of the tagger is not what was said.

Accepts a quotation that begins with a capital and ends in a comma or what ends a sentence before its last mark. Rejects quoted words that
are part of the sentence around them ("said he would “never” sign").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..types import Span
from .drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WHOLE = r"[\"“][A-Z][^\"“”\n]*[,.?!][\"”]"
_BEFORE_SENTENCE = re.compile(r"([\"“][A-Z][^\"“”\n]*[.?!][\"”]) [A-Z][^\"“”\n]*")
_BEHIND_COLON = re.compile(rf"([^\"“”\n:]{{1,300}}): ({_WHOLE})")
_BEFORE_CLAUSE = re.compile(r"([\"“][A-Z][^\"“”\n]*,[\"”]) (?!(?:and|or|but)\b)[^\"“”\n]+")
_SENTENCE = re.compile(rf"(?![\"“]I\b){_WHOLE}")
_AT_CUE = re.compile(r"(?:[,:]| \w{1,20}[,:])? ?(?=[\"“])")


def alone(text: str, doc: Doc, draft: Draft) -> Draft:
    """A quotation that is a sentence of its own stands alone: the next sentence is none of it, nor whom it is told to before its colon
    ("“He lost.” She left", "Nevadans: “This is for you.”"). Of five in 294 documents of PolNeAR four were so there."""
    first, last = draft.content[0], draft.content[-1]
    whole = Span(first.start, last.end)
    if draft.by != "tagger" or draft.cue is None:
        return draft
    if len(draft.content) > 2 or whole.overlaps(draft.cue):
        return beside(text, draft)
    if behind := _BEFORE_SENTENCE.fullmatch(text, whole.start, whole.end):
        return replace(draft, content=(Span(*behind.span(1)),))
    before = _BEHIND_COLON.fullmatch(text, whole.start, whole.end)
    lead = doc.char_span(*before.span(1), alignment_mode="expand") if before is not None else None
    told = lead is not None and (first.start < draft.cue.start or not any(token.pos_ in ("VERB", "AUX") for token in lead))
    return replace(draft, content=(Span(*before.span(2)),)) if before is not None and told else beside(text, draft)


def beside(text: str, draft: Draft) -> Draft:
    """The draft without the clause that goes on behind a whole quotation ("“Stop it,” until they came"), and, where such a quotation
    stands right behind the cue, without unquoted words before it. Two hits in 180 documents of PolNeAR not looked at before, both right."""
    if draft.cue is None:
        return draft
    pieces = [
        Span(*clause.span(1))
        if piece.start >= draft.cue.end and (clause := _BEFORE_CLAUSE.fullmatch(text, piece.start, piece.end))
        else piece
        for piece in draft.content
    ]
    opens = _AT_CUE.match(text, draft.cue.end)
    at = next((piece for piece in pieces if opens is not None and piece.start == opens.end()), None)
    # "If you come on Friday, Lind wrote, “I will help”" is one sentence.
    if at is not None and _SENTENCE.match(text, at.start, at.end):
        pieces = [piece for piece in pieces if piece.start >= at.start or text[piece.start] in '"“']
    return replace(draft, content=tuple(pieces))
