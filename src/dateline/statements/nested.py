"""Claims inside claims: "... has not provided a list of children it alleges were taken".

Accepts, inside content that is not quoted, a verb of claiming or thinking with a subject of its own that is no first or second person, and
its clause. Rejects what stands in quotation marks: there the words are somebody's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..types import Span
from .clauses import clause_drafts
from .drafts import Draft, length, trimmed
from .placing import Placing, crossing

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAIM_WORDS = """
say claim allege accuse argue insist deny state announce report warn maintain assert contend promise pledge vow threaten demand
believe think fear hope doubt suspect expect predict estimate
"""
_CLAIMS = frozenset(_CLAIM_WORDS.split())
_NOT_OTHERS = frozenset(["i", "we", "you", "me", "us"])


def nested_drafts(doc: Doc, text: str, drafts: Sequence[Draft], quoted: Sequence[Span]) -> Iterator[Draft]:
    """The claims inside the contents of drafts; `parent` is the number of the draft that each stands in."""
    around, cues = Placing(drafts), {draft.cue for draft in drafts}
    for draft in clause_drafts(doc, text, (piece for whole in drafts for piece in whole.content)):
        if draft.cue is None or draft.source is None:
            continue
        cue = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
        if cue is None or cue.root.lemma_.casefold() not in _CLAIMS or draft.source.of(text).casefold() in _NOT_OTHERS:
            continue
        if crossing(quoted, draft.cue.start, draft.cue.end) or draft.cue in cues:
            continue
        for number in around.touching((draft.cue,)):
            holds = [c for c in around[number].content if c.contains(draft.cue) and c.contains(draft.source)]
            pieces = tuple(p for p in (_cut(text, p, holds[0]) for p in draft.content) if p) if holds else ()
            if pieces and length(pieces) < length(around[number].content):
                yield replace(draft, content=pieces, by="nested", parent=number)
                break


def _cut(text: str, piece: Span, around: Span) -> Span | None:
    start, end = max(piece.start, around.start), min(piece.end, around.end)
    kept = trimmed(text, start, end, ' \t\n\xa0,;:–—-"“”„«»')
    return kept if kept is not None and len(kept) > 2 else None
