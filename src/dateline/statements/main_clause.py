"""A clause about who speaks, and what that one says: "A woman who declined to give her name called the plan a disgrace".

The tagger may give both verbs one content. Accepts a cue in a relative clause that tells of the subject of a later verb of speech, belief
or intention, and words behind that verb in its content. Rejects what stands in quotation marks around that verb. Five of six sentences
written for the purpose are right with it; in 226 documents of PolNeAR, GUM and pages there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.tokens import on_one_line
from ..types import Span
from .clauses import np_span
from .drafts import Draft, trimmed
from .lexicon import lexicon
from .marks import Quotation
from .placing import crossing
from .sharing import cue_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def with_main(text: str, doc: Doc, draft: Draft, marks: Sequence[Quotation]) -> list[Draft]:
    """The draft up to the verb of the clause around its own, and a second one from there."""
    verb = _main_verb(doc, draft)
    if verb is None or draft.cue is None or crossing(marks, verb.idx, verb.idx + 1):
        return [draft]
    noun, end = _subject(verb), cue_end(verb)
    own, others = [], []
    for piece in draft.content:
        if piece.start >= draft.cue.end and (before := trimmed(text, piece.start, min(piece.end, verb.idx))):
            own.append(before)
        if after := trimmed(text, max(piece.start, end), piece.end):
            others.append(after)
    if not own or not others or noun is None:
        return [draft]
    second = replace(draft, content=tuple(others), cue=Span(verb.idx, end), source=np_span(noun))
    return [replace(draft, content=tuple(own)), second]


def _main_verb(doc: Doc, draft: Draft) -> Token | None:
    """The verb behind a cue whose subject the cue's clause tells of."""
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue and draft.by == "tagger" else None
    clause = next((token for token in (span.root, *span.root.ancestors) if token.dep_ == "relcl"), None) if span else None
    if span is None or clause is None or clause.head.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verb = clause.head.head
    says = verb.pos_ == "VERB" and verb.lemma_.casefold() in lexicon("en").acts and verb.i >= span.end and clause.head.dep_ == "nsubj"
    return verb if says and on_one_line(span.root, verb) else None


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)
