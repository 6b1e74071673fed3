"""The statements of one item: drafts from tagger, marks and parse, made whole with speaker, kind, act, addressee, medium and time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..expressions.located import Located
from ..ids import fact_id
from ..language.parsing import is_parsed
from ..types import Item, Span, Statement
from .circumstances import Circumstances
from .details import act_of, kind_of
from .drafting import drafts_of
from .drafts import Draft
from .forms import form_of
from .introductions import other_speaker
from .joining import together
from .marks import quotations
from .nested import nested_drafts
from .speakers import first_person, nested_subject, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(item: Item, parsed: Doc) -> tuple[Statement, ...]:
    """Every statement of the item, in order of its first words. `item.mentions` must be there already: speakers are linked to them."""
    if not item.text.strip():
        return ()
    marks = quotations(item.text)
    quoted = [Span(mark.start, mark.end) for mark in marks]
    names = [m for m in item.mentions if m.type in ("person", "organisation", "country") and not m.pronoun]
    drafts = drafts_of(item.text, marks, item.language or "en", parsed, names)
    if is_parsed(parsed):
        drafts += list(nested_drafts(parsed, item.text, drafts, quoted))
    return _whole(item, parsed, drafts, quoted)


def _whole(item: Item, parsed: Doc, drafts: Sequence[Draft], quoted: Sequence[Span]) -> tuple[Statement, ...]:
    """Parents before the claims inside them; the result is in order of the text."""
    named = Located((m.span, m) for m in item.mentions)
    circumstances = Circumstances(item, parsed, named)
    found: list[Statement] = []
    for draft in drafts:
        parent = found[draft.parent] if draft.parent is not None else None
        kind = "direct" if draft.by == "transcript" else kind_of(item.text, draft.content, quoted)
        speaker, entity, role = speaker_of(item, draft, parsed, found, named)
        if kind == "direct" and speaker is not None and speaker.pronoun:
            speaker = other_speaker(item, speaker, draft.content, found, named)
            entity = speaker.entity
        if parent is not None and (meant := first_person(item, draft, parent) or nested_subject(item, draft, parsed)):
            speaker, entity = meant, meant.entity
        addressee, medium = circumstances.addressee_and_medium(draft)
        payload = [f"{span.start}-{span.end}" for span in (*draft.content, *(s for s in (draft.cue, draft.source) if s))]
        found.append(
            Statement(
                id=fact_id("statement", item.revision, *payload),
                kind=kind,
                act=act_of(item, draft, parsed),
                content=draft.content,
                speaker=speaker,
                entity=entity,
                role=role,
                cue=draft.cue,
                addressee=addressee,
                medium=medium,
                when=circumstances.when(draft),
                parent=parent,
                confidence=draft.confidence,
                speaker_words=draft.source,
                form=form_of(draft.content, kind, parsed),
                joint=together(item, draft.source, speaker, parsed, named) if draft.by != "credit" else (),
            )
        )
    return tuple(sorted(found, key=lambda s: (s.content[0], s.cue or s.content[0])))
