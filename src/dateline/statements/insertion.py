"""Who speaks where the reporting clause stands between a subject and its verb: "The bridge, said Lind, was never tested".

Accepts a verb of speech behind a noun phrase and a comma, then a noun phrase up to the next comma, then a finite verb; and a speaker with a
verb of speech there ("The bridge, she told residents on Monday, “will be closed”"). Rejects all else
("He paused, said goodbye, and left"), and what stands in quotation marks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.tokens import FINITE
from ..types import Span
from .drafts import Draft, trimmed
from .lexicon import lexicon
from .marks import TOKENS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Words of a noun phrase, and how many of them at most.
_NAMING, _MOST = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP"), 12
_NOUNS = ("NOUN", "PROPN", "PRON")


def inserted(text: str, doc: Doc, draft: Draft) -> Draft:
    """The draft with the speaker behind its cue, and with the subject before it as the first piece of its content."""
    cue, source = draft.cue, draft.source
    if (told := _around(text, doc, draft)) is not None:
        return told
    behind = [piece for piece in draft.content if cue is not None and piece.start >= cue.end]
    if draft.by != "tagger" or cue is None or len(behind) != 1:
        return draft
    span = doc.char_span(cue.start, cue.end)
    verb = span[0] if span is not None and len(span) == 1 else None
    speaker, subject = (_behind(verb), _before(verb)) if verb is not None else (None, None)
    rest = trimmed(text, speaker.end, behind[0].end) if speaker is not None else None
    if speaker is None or subject is None or rest is None:
        return draft
    before = [piece for piece in draft.content if piece.end <= cue.start]
    # The tagger takes one of the two nouns for the speaker, or the first for a piece of the content.
    whole = not before and source is not None and (source.overlaps(subject) or source.overlaps(speaker))
    if not whole and not (len(before) == 1 and before[0].overlaps(subject)):
        return draft
    return replace(draft, source=speaker, content=(subject, rest))


def _around(text: str, doc: Doc, draft: Draft) -> Draft | None:
    """With the subject before a reporting clause that tells whom or when as well, and without the words of that clause: "The bridge, she
    told residents there, would be closed"; None if the draft is none such."""
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue and draft.by == "tagger" else None
    verb = next(
        (t for t in span or () if t.tag_ in FINITE and t.lemma_.casefold() in lexicon("en").plain | lexicon("en").quoting), None
    )
    speaker = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None) if verb is not None else None
    if verb is None or speaker is None or draft.source is None or not draft.source.start <= speaker.idx < draft.source.end:
        return None
    subject = _phrase(doc, speaker.left_edge.i - 1, verb.sent.start)
    comma = next((n for n in range(verb.i + 1, min(verb.i + _MOST, len(doc))) if doc[n].text == ","), None)
    if subject is None or comma is None or any(t.tag_ in FINITE or t.text in TOKENS for t in doc[verb.i + 1 : comma]):
        return None
    after = comma + 1 + (comma + 1 < len(doc) and doc[comma + 1].text in TOKENS)
    end = draft.content[-1].end
    if (
        after >= len(doc)
        or doc[after].tag_ not in FINITE
        or doc[comma + 1].idx >= end
        or "\n" in text[subject.start : doc[after].idx]
    ):
        return None
    rest = [piece for piece in draft.content if piece.start > doc[comma + 1].idx]
    first = next((piece for piece in draft.content if piece.start <= doc[comma + 1].idx < piece.end), None)
    goes_on = (Span(doc[comma + 1].idx, first.end),) if first is not None else ()
    return replace(draft, content=(subject, *goes_on, *rest)) if goes_on or rest else None


def _behind(verb: Token) -> Span | None:
    """The noun phrase between a verb of speech and the next comma, behind which a finite verb goes on."""
    words, doc = lexicon("en"), verb.doc
    if verb.tag_ not in FINITE or verb.lemma_.casefold() not in words.plain | words.quoting:
        return None
    end = verb.i + 1
    while end < len(doc) and end - verb.i <= _MOST and doc[end].pos_ in _NAMING:
        end += 1
    goes_on = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ in FINITE
    named = end > verb.i + 1 and doc[end - 1].pos_ in _NOUNS and doc[verb.i + 1].pos_ != "ADP"
    return Span(doc[verb.i + 1].idx, doc[end - 1].idx + len(doc[end - 1])) if goes_on and named else None


def _before(verb: Token) -> Span | None:
    """The noun phrase that opens the verb's sentence and ends in a comma right before the verb."""
    return _phrase(verb.doc, verb.i - 1, verb.sent.start)


def _phrase(doc: Doc, comma: int, first: int) -> Span | None:
    """The noun phrase that opens a sentence and ends in a comma at some place."""
    start = comma
    while start > first and comma - start < _MOST and doc[start - 1].pos_ in _NAMING:
        start -= 1
    opens = start == first and comma > 0 and doc[comma].text == "," and start < comma
    if not opens or doc[comma - 1].pos_ not in _NOUNS or doc[start].pos_ == "ADP":
        return None
    return Span(doc[start].idx, doc[comma - 1].idx + len(doc[comma - 1]))
