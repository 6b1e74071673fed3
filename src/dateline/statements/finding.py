"""The statements of one item: drafts from parse, marks and tagger, made whole with speaker, kind, act, addressee, medium and time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..ids import fact_id
from ..language.parsing import is_parsed
from ..types import Item, Span, Statement
from .clauses import clause_drafts
from .details import act_of, addressee_and_medium, kind_of, speaker_of, when_of
from .drafts import Draft
from .marks import quotations
from .quotes import quote_drafts

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(item: Item, parsed: Doc) -> tuple[Statement, ...]:
    """Every statement of the item, in order of its first words. `item.mentions` must be there already: speakers are linked to them."""
    marks = quotations(item.text)
    drafts: list[Draft] = list(quote_drafts(item.text, marks, item.language or "en", parsed))
    if is_parsed(parsed):
        for draft in clause_drafts(parsed):
            if not any(s.overlaps(o) for d in drafts for s in d.content for o in (*draft.content, draft.cue) if o):
                drafts.append(draft)
    return _whole(item, parsed, sorted(drafts, key=lambda d: d.content[0]), [Span(m.start, m.end) for m in marks])


def _whole(item: Item, parsed: Doc, drafts: Sequence[Draft], marks: Sequence[Span]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for draft in drafts:
        speaker, entity, role = speaker_of(item, draft, parsed)
        addressee, medium = addressee_and_medium(item, draft, parsed)
        act = act_of(item, draft, parsed)
        kind = kind_of(item.text, draft.content, marks)
        found.append(
            Statement(
                id=fact_id("statement", item.revision, *(f"{s.start}-{s.end}" for s in draft.content), draft.cue, draft.source),
                kind=kind, act=act, content=draft.content, speaker=speaker, entity=entity, role=role, cue=draft.cue,
                addressee=addressee, medium=medium, when=when_of(item, draft, parsed), confidence=draft.confidence,
            )
        )
    return tuple(found)
