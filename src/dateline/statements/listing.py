"""Lists that a content breaks off in: "attacked her as a fraud" goes on "and a cheat", "to buy ads" goes on ", posters and a hall".

Accepts unquoted content behind its cue whose next words are joined to a noun, an adjective, a participle or an infinitive inside it, up to
the end of the last one joined. Rejects finite verbs, which may be what the speaker does next, and words that another statement holds. Of
ten lists so made whole in 226 documents of PolNeAR, GUM and pages nine were right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..types import Span
from .drafts import Draft
from .marks import DOUBLE
from .placing import Placing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LISTED = ("NOUN", "PROPN", "ADJ", "NUM")
_FORMS = ("VB", "VBN", "VBG")
_JOINS = frozenset(["and", "or", "nor", ",", "/", "&", "as", "well", "to"])


def listed(text: str, doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the rest of the list that their content breaks off in."""
    held = Placing(drafts)
    taken = [span for draft in drafts for span in (draft.cue, draft.source) if span is not None]
    kept = []
    for number, draft in enumerate(drafts):
        whole = _whole(text, doc, draft)
        added = Span(draft.content[-1].end, whole.end) if whole is not None else None
        free = added is not None and not any(n != number for n in held.touching((added,))) and not any(map(added.overlaps, taken))
        kept.append(replace(draft, content=(*draft.content[:-1], whole)) if whole is not None and free else draft)
    return kept


def _whole(text: str, doc: Doc, draft: Draft) -> Span | None:
    piece = draft.content[-1]
    if draft.by != "tagger" or draft.cue is None or piece.start < draft.cue.end or text[piece.end - 1] in DOUBLE:
        return None
    span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
    end = span.end if span else 0
    while span and (joined := _next(doc, span.start, end)) is not None:
        end = joined.right_edge.i + 1
    if not span or end == span.end:
        return None
    words = text[piece.end : doc[end - 1].idx + len(doc[end - 1])]
    return None if any(mark in words for mark in (*DOUBLE, "\n")) else Span(piece.start, doc[end - 1].idx + len(doc[end - 1]))


def _next(doc: Doc, start: int, end: int) -> Token | None:
    """What stands behind a place, after a comma or "and", and is joined to a word before it; None if nothing is."""
    first = end
    while first < len(doc) and doc[first].lower_ in _JOINS and first - end < 3:
        first += 1
    if first == end or first >= len(doc):
        return None
    found = doc[first]
    while found.head.left_edge.i == first and found.head.i != found.i and found.dep_ != "conj":
        found = found.head
    joined = found.dep_ == "conj" and found.left_edge.i >= end and start <= found.head.i < end
    like = found.pos_ in _LISTED and found.head.pos_ in _LISTED
    form = found.tag_ in _FORMS and found.tag_ == found.head.tag_
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in found.children)
    return found if joined and (like or form) and not own else None
